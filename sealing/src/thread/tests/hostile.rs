//! A server that lies in its data, over random interleavings of a case's life.

use super::super::*;
use super::{forge, is_sound, world::*};
use crate::{
    body::{Cause, Content, Rekey, Step},
    role::Case,
};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Who writes next: the reporter, or a handler in either thread.
#[derive(Debug, Clone, Copy)]
enum Move {
    Reporter,
    Handler(u8),
    Note(u8),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        Just(Move::Reporter),
        (1_u8..=3).prop_map(Move::Handler),
        (1_u8..=3).prop_map(Move::Note),
    ];
    prop::collection::vec(one, 2..7)
}

fn play(world: &mut World, moves: &[Move]) {
    for one in moves {
        match one {
            Move::Reporter => world.reporter_writes(message("Fr\u{e5}n mig", None)),
            Move::Handler(number) => {
                world.member_writes(*number, message("Fr\u{e5}n oss", Some(Step::Feedback)));
            }
            Move::Note(number) => world.member_notes(*number, "Mellan oss"),
        }
    }
}

/// Another case of the same channel, whose envelopes a liar may show instead.
static OTHER: LazyLock<Vec<Served>> = LazyLock::new(|| {
    let mut other = World::filed(channel(lines()), &[], 42);
    play(&mut other, &[Move::Reporter, Move::Handler(1), Move::Reporter, Move::Handler(2), Move::Reporter]);
    other.c
});

fn renumber(thread: &mut [Served]) {
    for (n, served) in (0..).zip(thread) {
        served.n = n;
    }
}

/// One lie about the conversation; the first two numbers are left for the others to check.
#[derive(Debug, Clone, Copy)]
enum Lie {
    Delete { hide_the_gap: bool },
    Swap,
    Duplicate,
    OtherCase,
    Flip,
}

fn lies() -> impl Strategy<Value = Lie> {
    prop_oneof![
        any::<bool>().prop_map(|hide_the_gap| Lie::Delete { hide_the_gap }),
        Just(Lie::Swap),
        Just(Lie::Duplicate),
        Just(Lie::OtherCase),
        Just(Lie::Flip),
    ]
}

/// Tells the lie at a place that is not the last (what follows must show it).
fn tell(lie: Lie, at: usize, thread: &mut Vec<Served>) {
    match lie {
        Lie::Delete { hide_the_gap } => {
            thread.remove(at);
            if hide_the_gap {
                renumber(thread);
            }
        }
        Lie::Swap => {
            thread.swap(at, at + 1);
            renumber(thread);
        }
        Lie::Duplicate => {
            let copy = thread[at].clone();
            thread.insert(at, copy);
            renumber(thread);
        }
        Lie::OtherCase => thread[at].file = OTHER[at].file.clone(),
        Lie::Flip => {
            let ServedFile::Bytes(bytes) = &mut thread[at].file else { return };
            let middle = bytes.len() - 100;
            bytes[middle] ^= 1;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_honest_server_raises_no_alarm(moves in moves()) {
        let mut world = World::new();
        play(&mut world, &moves);
        let (case, conversation) = world.member(2);
        prop_assert!(is_sound(&conversation));
        let internal = case.internal(&conversation, &world.keyrings, &world.i);
        prop_assert!(internal.alarms().is_empty() && internal.entries().iter().all(|e| e.shown().is_some()));
        prop_assert!(world.reporter().1.alarms().is_empty());
    }

    #[test]
    fn a_lie_about_the_conversation_is_reported_to_both_and_hides_nothing_else(
        moves in moves(), lie in lies(), place: prop::sample::Index,
    ) {
        let mut world = World::new();
        play(&mut world, &moves);
        play(&mut world, &[Move::Reporter, Move::Handler(1)]);
        let honest = world.c.clone();
        let at = place.index(honest.len() - 1).min(4);
        let mut served = honest.clone();
        tell(lie, at, &mut served);
        let (reporter, _) = world.reporter();
        let seen = reporter.conversation(&world.keyrings, &served);
        prop_assert!(seen.is_held_back(), "the reporter saw nothing of {lie:?} at {at}");
        let refused = reporter.write(&seen, world.writing(), message("Hej", None), &mut world.rng.clone());
        prop_assert!(matches!(refused, Err(WriteError::HeldBack)));
        let (member, _) = world.member(1);
        let seen = member.conversation(&world.keyrings, &served);
        prop_assert!(seen.is_held_back(), "the member saw nothing of {lie:?} at {at}");
        if matches!(lie, Lie::OtherCase | Lie::Flip) {
            let shown = seen.entries().iter().filter(|entry| entry.shown().is_some()).count();
            prop_assert_eq!(shown, honest.len() - 1);
        }
    }

    #[test]
    fn a_truncated_conversation_shows_with_the_other_sides_next_envelope(moves in moves()) {
        let mut world = World::new();
        play(&mut world, &moves);
        play(&mut world, &[Move::Handler(1)]);
        // The reporter is shown one less, and answers.
        let full = world.c.clone();
        let shorter = &full[..full.len() - 1];
        let (reporter, _) = world.reporter();
        let seen = reporter.conversation(&world.keyrings, shorter);
        let letter = reporter.write(&seen, world.writing(), message("Hej", None), &mut world.rng.clone());
        let letter = letter.unwrap();
        let mut served = full.clone();
        store(&mut served, world.today, letter.sealed.into_bytes());
        let (member, _) = world.member(2);
        prop_assert!(member.conversation(&world.keyrings, &served).is_held_back());
    }

    #[test]
    fn a_conversation_shorter_than_the_notes_saw_is_reported(moves in moves()) {
        let mut world = World::new();
        play(&mut world, &moves);
        play(&mut world, &[Move::Reporter, Move::Note(1)]);
        let shorter = &world.c[..world.c.len() - 1];
        let (member, _) = world.member(2);
        let conversation = member.conversation(&world.keyrings, shorter);
        let internal = member.internal(&conversation, &world.keyrings, &world.i);
        let n = u64::try_from(shorter.len()).unwrap();
        let alarm = Alarm::HeldBack { thread: ThreadName::Conversation, n };
        prop_assert!(internal.alarms().contains(&alarm));
        prop_assert_eq!(internal.entries().last().unwrap().damage(), Some(Damage::Seen));
    }

    #[test]
    fn no_envelope_passes_in_the_other_thread(moves in moves()) {
        let mut world = World::new();
        play(&mut world, &moves);
        play(&mut world, &[Move::Handler(1), Move::Note(1)]);
        let (member, conversation) = world.member(1);
        let crossed = member.internal(&conversation, &world.keyrings, &world.c);
        prop_assert!(crossed.entries().iter().all(|entry| entry.shown().is_none()));
        let crossed = member.conversation(&world.keyrings, &world.i);
        prop_assert!(crossed.entries().iter().all(|entry| entry.shown().is_none()));
    }
}

proptest! {
    // Each opens the whole thread a dozen times.
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn no_server_brings_back_the_generation_that_a_handler_left_with(
        moves in moves(), after in moves(), place: prop::sample::Index,
    ) {
        let mut world = World::new();
        play(&mut world, &moves);
        let left_at = world.c.len();
        shut_out_the_third(&mut world);
        let remaining = after.iter().filter(|one| !matches!(one, Move::Handler(3) | Move::Note(3)));
        play(&mut world, &remaining.copied().collect::<Vec<_>>());
        let (member, conversation) = world.member(2);
        prop_assert!(is_sound(&conversation));
        // The thread as it was before, to somebody who holds the newer key.
        let hidden = member.conversation(&world.keyrings, &world.c[..left_at]);
        prop_assert!(hidden.is_held_back());
        // Whatever stood there before, shown once more as the newest.
        let mut served = world.c.clone();
        let again = served[place.index(left_at)].file.clone();
        served.push(Served { n: u64::try_from(served.len()).unwrap(), day: world.today, file: again });
        let (reporter, _) = world.reporter();
        for seen in [
            member.conversation(&world.keyrings, &served),
            reporter.conversation(&world.keyrings, &served),
        ] {
            prop_assert!(seen.entries().last().unwrap().shown().is_none());
            prop_assert_eq!(seen.standing().unwrap().members(), &holders(&[1, 2, 200]));
        }
        prop_assert!(member.conversation(&world.keyrings, &served).is_held_back());
        // What who left writes with all that they hold, under either number of the key: words, and a key of their own.
        let taking = Content::Rekey(Rekey {
            recipient: identity::<Case>(77).recipient(),
            from: 0,
            members: holders(&[3, 200]),
            cause: Cause::Theft,
        });
        for (content, generation) in [(message("Hej", None), 0), (message("Hej", None), 1), (taking, 1)] {
            let forged = forge(&world, 3, content, |position| position.generation = generation);
            let mut served = world.c.clone();
            store(&mut served, world.today, forged.into_bytes());
            for seen in [
                member.conversation(&world.keyrings, &served),
                reporter.conversation(&world.keyrings, &served),
            ] {
                prop_assert!(seen.entries().last().unwrap().damage().is_some());
                prop_assert_eq!(seen.standing().unwrap().generation(), 1);
            }
        }
    }
}

/// The first handler replaces the key; the third has it no more.
fn shut_out_the_third(world: &mut World) {
    let (case, conversation) = world.member(1);
    let rekeying = Rekeying { members: holders(&[1, 2]), cause: Cause::ShutOut };
    let mut rng = world.rng.clone();
    let rekeyed = rekey(&case, &conversation, &key(1), rekeying, world.writing(), &mut rng).unwrap();
    world.rng = rng;
    world.store_c(rekeyed.letter.sealed);
    world.wraps.extend(rekeyed.wraps.into_iter().map(|(holder, _, wrap)| (holder, wrap)));
}

#[test]
fn a_server_that_claims_endless_numbers_is_not_followed() {
    let mut world = World::new();
    world.reporter_writes(message("Hej", None));
    let mut served = world.c.clone();
    served[2].n = u64::MAX;
    let (member, _) = world.member(1);
    let seen = member.conversation(&world.keyrings, &served);
    assert_eq!(seen.entries().len(), 2);
    assert!(seen.is_held_back());
}

#[test]
fn two_files_at_one_number_are_a_fork() {
    let mut world = World::new();
    world.reporter_writes(message("Hej", None));
    let mut served = world.c.clone();
    served.push(Served { file: ServedFile::Bytes(vec![0; 9]), ..served[2].clone() });
    let (member, _) = world.member(1);
    assert!(member.conversation(&world.keyrings, &served).is_held_back());
}
