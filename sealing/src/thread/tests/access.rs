//! Who can open a case, and how that changes.

use super::{world::*, *};
use crate::keyring::KeyringChain;

#[test]
fn who_is_excluded_gets_no_wrap_and_no_grant_until_the_reporter_allows_it() {
    let mut world = World::filed(channel(lines()), &[2], 7);
    assert!(world.opened_wraps(2).is_empty());
    let grant = |world: &World| {
        let (case, conversation) = world.member(1);
        grant_access(&case, &conversation, &key(1), member(2), world.writing())
    };
    let refused = grant(&world).err().unwrap();
    assert!(matches!(refused, WriteError::Standing(NoStanding::Excluded)));
    let forged =
        Grant { member: member(2), key: key(2).verifying_key().id(), title: designated::<Handler>(2).title };
    let sealed = forge(&world, 1, Content::Grant(forged), |_| {});
    assert_eq!(verdict(&world, sealed), Some(Damage::Standing(NoStanding::Excluded)));

    world.reporter_writes(Content::Act(Act::allow(holder(2)).unwrap()));
    let Granted { letter, wrap } = grant(&world).unwrap();
    world.store_c(letter.sealed);
    world.wraps.push((holder(2), wrap));
    assert!(is_sound(&world.member(2).1));
    world.member_writes(2, message("Nu med.", None));
    assert!(is_sound(&world.member(1).1));
}

#[test]
fn a_deputy_without_a_grant_has_no_standing_and_with_one_has() {
    let mut world = World::new();
    let sealed = forge(&world, 4, message("Hej", None), |_| {});
    assert_eq!(verdict(&world, sealed), Some(Damage::Standing(NoStanding::NotAMember)));
    let (case, conversation) = world.member(3);
    let Granted { letter, wrap } =
        grant_access(&case, &conversation, &key(3), member(4), world.writing()).unwrap();
    // The wrap alone, without its grant, is nobody's word.
    world.wraps.push((holder(4), wrap));
    let without = MemberCase::open(&world.opened_wraps(4), &world.keyrings, &world.c);
    assert_eq!(without.err(), Some(CaseError::Unconfirmed));
    world.store_c(letter.sealed);
    world.member_writes(4, message("Hej", None));
    assert!(is_sound(&world.member(1).1));
}

#[test]
fn after_a_rekey_who_left_reads_nothing_new_and_has_no_standing() {
    let mut world = World::new();
    let (case, conversation) = world.member(1);
    let rekeying = Rekeying { members: holders(&[1, 2]), cause: Cause::ShutOut };
    let mut rng = world.rng.clone();
    let Rekeyed { letter, wraps, .. } =
        rekey(&case, &conversation, &key(1), rekeying, world.writing(), &mut rng).unwrap();
    assert_eq!(wraps.iter().map(|(holder, ..)| *holder).collect::<Holders>(), holders(&[1, 2, 200]));
    world.store_c(letter.sealed);
    world.wraps.extend(wraps.into_iter().map(|(holder, _, wrap)| (holder, wrap)));
    world.reporter_writes(message("Till er som \u{e4}r kvar.", None));
    assert!(is_sound(&world.member(2).1));
    let (_, left) = world.member(3);
    assert_eq!(left.entries().iter().filter(|entry| entry.shown().is_some()).count(), 2);
    let sealed = forge(&world, 3, message("Jag \u{e4}r kvar!", None), |_| {});
    assert_eq!(verdict(&world, sealed), Some(Damage::Standing(NoStanding::NotAMember)));
    let old = forge(&world, 2, message("Till gamla nyckeln", None), |position| position.generation = 0);
    assert_eq!(verdict(&world, old), Some(Damage::Generation));
}

#[test]
fn a_rekey_without_standing_or_to_strangers_is_refused() {
    let world = World::new();
    let rekey = |members: &[u8]| {
        Content::Rekey(Rekey {
            recipient: identity::<Case>(77).recipient(),
            from: 0,
            members: holders(members),
            cause: Cause::Left,
        })
    };
    // As the reporter sees it, who opens a rekey whatever its key.
    let seen = |number, members: &[u8]| {
        let mut hostile = World::new();
        let sealed = forge(&world, number, rekey(members), |position| position.generation = 1);
        hostile.store_c(sealed);
        let (_, conversation) = hostile.reporter();
        conversation.entries()[2].damage()
    };
    assert_eq!(seen(4, &[4]), Some(Damage::Standing(NoStanding::NotAMember)));
    assert_eq!(seen(1, &[1, 66]), Some(Damage::Standing(NoStanding::NotEligible)));
    assert_eq!(seen(1, &[1, 5]), Some(Damage::Standing(NoStanding::NotEligible)));
    assert_eq!(seen(1, &[1, 4]), None);
}

#[test]
fn recovery_rekeys_only_what_was_left_to_it_and_says_so() {
    let grant = || {
        let (key, title) = (key(4).verifying_key().id(), designated::<Handler>(4).title);
        Content::Grant(Grant { member: member(4), key, title })
    };
    let taking = |cause, members: &[u8]| {
        let recipient = identity::<Case>(77).recipient();
        Content::Rekey(Rekey { recipient, from: 0, members: holders(members), cause })
    };
    let left = || taking(Cause::LeftToRecovery, &[4, 200]);
    // As the reporter sees it, who opens a rekey whatever its key; it names the epoch of that number.
    let seen = |keyrings: &KeyringChain, epoch: u64, by: u8, content: Content| {
        let mut hostile = World::filed(channel(lines()), &[2, 3], 7);
        hostile.keyrings = keyrings.clone();
        let is_rekey = content.as_rekey().is_some();
        let named = keyrings.iter().find(|known| known.epoch() == epoch).unwrap();
        let sealed = forge(&hostile, by, content, |at| {
            at.generation = u64::from(is_rekey);
            at.keyring = crate::body::KeyringRef { epoch, hash: named.hash() };
        });
        hostile.store_c(sealed);
        let (_, conversation) = hostile.reporter();
        conversation.entries()[2].damage()
    };
    let none_of_its_business = Some(Damage::Standing(NoStanding::Writer));
    // While the first handler has a line it is theirs, whatever the server says.
    let first = channel(lines());
    for content in [grant(), left(), message("Hej", None)] {
        assert_eq!(seen(&first, 1, 200, content), none_of_its_business);
    }
    assert_eq!(seen(&first, 1, 1, left()), none_of_its_business);

    let mut without_first = first;
    publish(&mut without_first, "2026-01-04", |lines| lines.handlers.retain(|line| line.id != member(1)));
    assert_eq!(seen(&without_first, 2, 200, left()), None);
    for cause in [Cause::StepsAside, Cause::ShutOut, Cause::Left, Cause::Theft] {
        assert_eq!(seen(&without_first, 2, 200, taking(cause, &[4, 200])), none_of_its_business);
    }
    let without_itself = taking(Cause::LeftToRecovery, &[4]);
    for content in [grant(), message("Hej", None), without_itself] {
        assert_eq!(seen(&without_first, 2, 200, content), none_of_its_business);
    }

    // Nor does it choose a keyring between two in which the first stands, but for one of the very day.
    let back = |issued| {
        let mut back = without_first.clone();
        publish(&mut back, issued, |lines| lines.handlers.insert(0, designated(1)));
        back
    };
    assert_eq!(seen(&back("2026-01-04"), 2, 200, left()), none_of_its_business);
    assert_eq!(seen(&back("2026-01-05"), 2, 200, left()), None);
}

#[test]
fn what_was_left_to_recovery_is_given_on_by_a_key_that_the_leaver_has_not_seen() {
    let mut world = World::filed(channel(lines()), &[2, 3], 7);
    let give = |world: &mut World, number: u8, members: &[u8]| {
        let (case, conversation) = world.member(number);
        let why = if number == 200 { Cause::LeftToRecovery } else { Cause::StepsAside };
        let rekeying = Rekeying { members: holders(members), cause: why };
        let mut rng = world.rng.clone();
        let Rekeyed { letter, wraps, .. } =
            rekey(&case, &conversation, &key(number), rekeying, world.writing(), &mut rng)?;
        world.rng = rng;
        world.store_c(letter.sealed);
        world.wraps.extend(wraps.into_iter().map(|(holder, _, wrap)| (holder, wrap)));
        Ok::<(), WriteError>(())
    };
    give(&mut world, 1, &[]).unwrap();
    assert_eq!(world.member(200).1.alarms(), [Alarm::LeaverRekeyed { n: 2 }]);
    for excluded in [2, 3] {
        let refused = give(&mut world, 200, &[excluded]).err().unwrap();
        assert!(matches!(refused, WriteError::Standing(NoStanding::Excluded)));
    }
    give(&mut world, 200, &[4]).unwrap();
    assert!(is_sound(&world.member(4).1));
    let (_, seen) = world.reporter();
    assert_eq!(seen.alarms(), []);
    assert_eq!(seen.standing().unwrap().members(), &holders(&[4, 200]));
    world.member_writes(4, message("Jag tar vid.", None));
    let (_, seen) = world.reporter();
    assert!(seen.alarms().is_empty() && seen.entries()[4].shown().is_some());
    let (_, left) = world.member(1);
    assert!(left.entries()[4].shown().is_none());

    // From then on it is none of recovery's.
    assert!(matches!(give(&mut world, 200, &[1]), Err(WriteError::Standing(NoStanding::Writer))));
}
