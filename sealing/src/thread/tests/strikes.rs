//! Striking takes two members, and only what may be struck is.

use super::{world::*, *};
use crate::{body::Message, file_reference::FileReference, id::FileId, identity::Identity, role};

/// Half a strike: to strike `refers`, of which these words stay.
pub(super) fn proposes(refers: Link, words: &str) -> Content {
    proposes_again(refers, &[], words)
}

/// The same of what was left of a letter, which stands by those confirmations.
pub(super) fn proposes_again(refers: Link, of: &[Link], words: &str) -> Content {
    let (ground, text, of) = (text("Personuppgift"), text(words), of.to_vec());
    let proposal = Proposal { ground, of, prev: Vec::new(), text, files: Vec::new(), report: None };
    Content::Strike(Strike { refers, half: Half::Proposed(proposal) })
}

/// What is proposed with the `prev` of all that it stands for, as the thread has it, where it says none.
pub(super) fn joined(world: &World, mut content: Content) -> Content {
    let Content::Strike(Strike { refers, half: Half::Proposed(proposal) }) = &mut content else {
        return content;
    };
    if proposal.prev.is_empty() {
        let conversation = world.member(1).1;
        let entry = |n: u64| &conversation.entries()[usize::try_from(n).unwrap()];
        let strike = entry(refers.n).shown().and_then(|shown| shown.body.get().content.as_strike());
        if let Some(earlier) = strike.and_then(Strike::proposal).filter(|_| !proposal.of.is_empty()) {
            proposal.prev.clone_from(&earlier.prev);
        }
        proposal.prev.resize(proposal.of.len(), Digest::ZERO);
        proposal
            .prev
            .push(refers.n.checked_sub(1).map_or(Digest::ZERO, |before| entry(before).digest.unwrap()));
    }
    content
}

/// The other half.
pub(super) fn confirms(refers: Link, proposal: Link) -> Content {
    Content::Strike(Strike { refers, half: Half::Confirmed(proposal) })
}

/// Stores what a member seals who follows no rules; where it stands.
pub(super) fn stores(world: &mut World, by: u8, content: Content) -> Link {
    let content = joined(world, content);
    let sealed = forge(world, by, content, |_| {});
    store(&mut world.c, world.today, sealed.into_bytes());
    head(world)
}

/// The server serves the digest alone.
pub(super) fn take_away(world: &mut World, link: Link) {
    world.c[usize::try_from(link.n).unwrap()].file = ServedFile::Gone(link.hash);
}

fn written(world: &mut World) -> Link {
    world.reporter_writes(message("Namn som inte skulle st\u{e5} h\u{e4}r", None));
    head(world)
}

fn struck(world: &World, link: Link) -> Option<(u64, u64)> {
    let read = |conversation: &Conversation| {
        let entry = &conversation.entries()[usize::try_from(link.n).unwrap()];
        match entry.state {
            State::Struck { proposal, confirmation } => Some((proposal, confirmation)),
            State::Shown(_) | State::Damaged(_) => None,
        }
    };
    let (by_member, by_reporter) = (read(&world.member(1).1), read(&world.reporter().1));
    assert_eq!(by_member, by_reporter);
    by_member
}

fn last_damage(world: &World) -> Option<Damage> {
    world.member(1).1.entries().last().unwrap().damage()
}

#[test]
fn what_two_members_strike_is_struck_whether_its_file_is_there_or_not() {
    let mut world = World::new();
    let target = written(&mut world);
    let proposal = stores(&mut world, 1, proposes(target, "Namn"));
    assert_eq!(struck(&world, target), None);
    let confirmation = stores(&mut world, 2, confirms(target, proposal));
    let by = Some((proposal.n, confirmation.n));
    assert_eq!(struck(&world, target), by);
    take_away(&mut world, target);
    assert_eq!(struck(&world, target), by);
    assert!(is_sound(&world.member(3).1));
    world.member_writes(1, message("Vi tog bort ett namn.", None));
    assert!(world.reporter().1.alarms().is_empty());
}

#[test]
fn one_member_alone_strikes_nothing() {
    let mut world = World::new();
    let target = written(&mut world);
    let proposal = stores(&mut world, 1, proposes(target, ""));
    let before = world.c.clone();
    for content in [proposes(target, ""), confirms(target, proposal)] {
        world.c = before.clone();
        let is_confirmation = matches!(&content, Content::Strike(strike) if strike.proposal().is_none());
        let second = stores(&mut world, 1, content);
        assert_eq!(last_damage(&world), is_confirmation.then_some(Damage::Strike));
        assert_eq!(struck(&world, target), None);
        take_away(&mut world, target);
        assert!(world.member(2).1.is_held_back() && world.reporter().1.is_held_back());
        // Nor if the server withholds what was proposed.
        take_away(&mut world, proposal);
        take_away(&mut world, second);
        assert_eq!(struck(&world, target), None);
        assert!(world.member(2).1.is_held_back());
    }
    world.c = before;
    stores(&mut world, 1, confirms(target, proposal));
    take_away(&mut world, proposal);
    take_away(&mut world, target);
    assert_eq!(struck(&world, target), None);
    assert!(world.reporter().1.is_held_back());
}

#[test]
fn what_remains_is_struck_again_and_once_more() {
    let mut world = World::new();
    let target = written(&mut world);
    let first = stores(&mut world, 1, proposes(target, "Fortfarande ett namn"));
    let agreed = stores(&mut world, 2, confirms(target, first));
    // Without a word of what it stands by, or by another, nobody can agree to it.
    let before = world.c.clone();
    for of in [&[][..], &[first], &[agreed, agreed]] {
        stores(&mut world, 2, proposes_again(first, of, "Inget"));
        assert_eq!(last_damage(&world), Some(Damage::Strike));
        world.c.clone_from(&before);
    }
    let second = stores(&mut world, 2, proposes_again(first, &[agreed], "Nästan inget"));
    let again = stores(&mut world, 3, confirms(first, second));
    let third = stores(&mut world, 3, proposes_again(second, &[agreed, again], "Inget"));
    let last = stores(&mut world, 1, confirms(second, third));
    let all = |world: &World| [target, first, second].map(|link| struck(world, link));
    let by = [agreed, again, last].map(|confirmation| Some((third.n, confirmation.n)));
    assert_eq!(all(&world), by);
    for gone in [target, first, second] {
        take_away(&mut world, gone);
        assert_eq!(all(&world), by);
        assert!(is_sound(&world.member(2).1) && world.reporter().1.alarms().is_empty());
    }
    // Once each.
    let before = world.c.clone();
    stores(&mut world, 1, confirms(target, third));
    assert_eq!(last_damage(&world), Some(Damage::Strike));
    world.c = before;
    world.reporter_writes(message("Tack.", None));
    assert!(is_sound(&world.member(1).1));
}

#[test]
fn no_honest_strike_is_turned_into_one_of_something_else() {
    let mut world = World::new();
    let report = Link { n: 0, hash: world.filed.report.digest() };
    let contact = Link { n: 1, hash: world.filed.contact.digest() };
    let letter = written(&mut world);
    world.member_writes(2, message("Tack.", Some(Step::Acknowledge)));
    let step = head(&world);
    // One member says of a letter, and of what is left of it later, that they struck everything else.
    let turned = [report, contact, step];
    let before_anything = turned.map(|target| stores_if_it_can(&mut world, 3, target, letter));
    let first = stores(&mut world, 1, proposes(letter, "Ett namn till"));
    for target in turned {
        stores_if_it_can(&mut world, 3, target, first);
    }
    let agreed = stores(&mut world, 2, confirms(letter, first));
    let second = stores(&mut world, 1, proposes_again(first, &[agreed], ""));
    stores(&mut world, 2, confirms(first, second));
    for gone in [letter, first] {
        take_away(&mut world, gone);
        for target in turned {
            assert_eq!(struck(&world, target), None, "{}", target.n);
        }
        assert_eq!(struck(&world, letter).map(|(proposal, _)| proposal), Some(second.n));
        let conversation = world.member(1).1;
        assert!(conversation.alarms().is_empty());
        let forged = &conversation.entries()[usize::try_from(before_anything[0].n).unwrap()];
        assert_eq!(forged.damage(), Some(Damage::Strike));
    }
}

/// Somebody says that something was struck by what is no proposal to strike it.
fn stores_if_it_can(world: &mut World, by: u8, refers: Link, link: Link) -> Link {
    // The schema has what confirms after what it refers to: what could not be signed is left out.
    if refers.n < link.n { stores(world, by, confirms(refers, link)) } else { head(world) }
}

#[test]
fn nobody_who_agrees_to_strike_a_proposal_agrees_to_what_it_strikes() {
    let mut world = World::new();
    let target = written(&mut world);
    let first = stores(&mut world, 1, proposes(target, ""));
    let own = stores(&mut world, 1, confirms(target, first));
    assert_eq!(last_damage(&world), Some(Damage::Strike));
    stores(&mut world, 1, proposes_again(first, &[own], ""));
    assert_eq!(last_damage(&world), Some(Damage::Strike));
    // That nobody agreed to it they may say, and then it is gone, and what it would have struck stands.
    let second = stores(&mut world, 1, proposes(first, ""));
    stores(&mut world, 2, confirms(first, second));
    assert_eq!(last_damage(&world), None);
    take_away(&mut world, first);
    assert_eq!(struck(&world, target), None);
    assert!(world.member(2).1.alarms().is_empty());
}

#[test]
fn a_proposal_that_was_agreed_to_meanwhile_is_not_struck_as_if_it_was_not() {
    let mut world = World::new();
    let target = written(&mut world);
    let first = stores(&mut world, 1, proposes(target, ""));
    let second = stores(&mut world, 1, proposes(first, ""));
    let agreed = stores(&mut world, 2, confirms(target, first));
    stores(&mut world, 2, confirms(first, second));
    assert_eq!(last_damage(&world), Some(Damage::Strike));
    assert_eq!(struck(&world, target), Some((first.n, agreed.n)));
}

#[test]
fn what_a_server_did_not_delete_is_confirmed_again() {
    let mut world = World::new();
    let target = written(&mut world);
    let proposal = stores(&mut world, 1, proposes(target, ""));
    let agreed = stores(&mut world, 2, confirms(target, proposal));
    stores(&mut world, 3, confirms(target, proposal));
    assert_eq!(last_damage(&world), None);
    take_away(&mut world, target);
    assert_eq!(struck(&world, target), Some((proposal.n, agreed.n)));
    assert!(is_sound(&world.member(1).1));
    // No other proposal of it any more.
    stores(&mut world, 2, proposes(target, "Mitt"));
    assert_eq!(last_damage(&world), Some(Damage::Strike));
}

#[test]
fn only_files_of_the_letter_stay_and_by_their_own_keys() {
    let file = |seed: u8| {
        let key = Identity::<role::File>::from_seed([seed; 32]);
        let id = FileId::from_bytes([7; 16]);
        FileReference::new(id, "lista.pdf".to_owned(), "application/pdf".to_owned(), 9, key, Digest::ZERO)
            .unwrap()
    };
    let mut world = World::new();
    let sent = Message { text: text("Se listan"), language: sv(), files: vec![file(1)], step: None };
    world.reporter_writes(Content::Message(sent));
    let target = head(&world);
    for (kept, damage) in [(file(1), None), (file(2), Some(Damage::Strike))] {
        let before = world.c.clone();
        let (ground, text) = (text("Personuppgift"), text(""));
        let proposal =
            Proposal { ground, of: Vec::new(), prev: Vec::new(), text, files: vec![kept], report: None };
        stores(&mut world, 1, Content::Strike(Strike { refers: target, half: Half::Proposed(proposal) }));
        assert_eq!(last_damage(&world), damage);
        world.c = before;
    }
}

#[test]
fn a_reporter_who_is_not_shown_their_own_words_follows_a_strike_of_them() {
    let mut lines = lines();
    lines.policy.show_own = false;
    let mut world = World::filed(channel(lines), &[], 1);
    let target = written(&mut world);
    let proposal = stores(&mut world, 1, proposes(target, ""));
    let is_quiet = |world: &World| {
        let conversation = world.reporter().1;
        conversation.alarms().is_empty() && conversation.entries().last().unwrap().damage().is_none()
    };
    assert!(is_quiet(&world));
    let agreed = stores(&mut world, 2, confirms(target, proposal));
    assert!(is_quiet(&world));
    assert_eq!(struck(&world, target), Some((proposal.n, agreed.n)));
    take_away(&mut world, target);
    assert_eq!(struck(&world, target), Some((proposal.n, agreed.n)));
}

#[test]
fn what_standing_or_the_clocks_rest_on_is_not_struck() {
    let mut world = World::new();
    let contact = Link { n: 1, hash: world.filed.contact.digest() };
    let refused = |world: &mut World, target: Link| {
        let before = world.c.clone();
        let proposal = stores(world, 1, proposes(target, ""));
        assert_eq!(last_damage(world), Some(Damage::Strike));
        stores(world, 2, confirms(target, proposal));
        assert_eq!(last_damage(world), Some(Damage::Strike));
        assert_eq!(struck(world, target), None);
        world.c = before;
    };
    refused(&mut world, contact);
    world.member_writes(1, message("Tack.", Some(Step::Acknowledge)));
    let acknowledged = head(&world);
    refused(&mut world, acknowledged);
    world.reporter_writes(act(What::Meeting, None, "Helst p\u{e5} kv\u{e4}llen"));
    let asked = head(&world);
    refused(&mut world, asked);
    let (case, conversation) = world.member(1);
    let granted = grant_access(&case, &conversation, &key(1), member(4), world.writing()).unwrap();
    world.store_c(granted.letter.sealed);
    let grant = head(&world);
    refused(&mut world, grant);
    let other = Link { n: 2, hash: Digest::of(b"another") };
    refused(&mut world, other);
    // What stands there and does not verify.
    let forged = stores(&mut world, 77, message("Hej", None));
    refused(&mut world, forged);
}

#[test]
fn a_struck_report_still_binds_the_case() {
    let mut world = World::new();
    let facts = world.member(1).0.facts().clone();
    let report = Link { n: 0, hash: world.filed.report.digest() };
    let proposes = |refers: Link, of: &[Link], excluded: Option<&[u8]>| {
        let remains = excluded.map(|excluded| Remains {
            reporter: facts.reporter.clone(),
            verify: facts.verify,
            wrapped: facts.wrapped.clone(),
            excluded: holders(excluded),
        });
        let (ground, text, of) = (text("Gallras"), text("Ord"), of.to_vec());
        let proposal = Proposal { ground, of, prev: Vec::new(), text, files: Vec::new(), report: remains };
        Content::Strike(Strike { refers, half: Half::Proposed(proposal) })
    };
    let altered = forge(&world, 1, joined(&world, proposes(report, &[], Some(&[4]))), |_| {});
    let bytes = altered.as_bytes().to_vec();
    assert_eq!(verdict(&world, altered), Some(Damage::Strike));
    let without = forge(&world, 1, joined(&world, proposes(report, &[], None)), |_| {});
    assert_eq!(verdict(&world, without), Some(Damage::Strike));
    let mut alone = world.c.clone();
    alone[0].file = ServedFile::Gone(report.hash);
    store(&mut alone, day("2026-01-06"), bytes);
    let misstated = MemberCase::open(&world.opened_wraps(1), &world.keyrings, &alone);
    assert_eq!(misstated.err(), Some(CaseError::NoReport));

    let first = stores(&mut world, 1, proposes(report, &[], Some(&[])));
    let agreed = stores(&mut world, 2, confirms(report, first));
    take_away(&mut world, report);
    let (case, conversation) = world.member(2);
    assert_eq!(case.facts().case(), world.filed.case);
    assert!(conversation.alarms().is_empty());
    assert_eq!(struck(&world, report), Some((first.n, agreed.n)));
    // What remains of it again: the case stands on what the second states.
    let second = stores(&mut world, 3, proposes(first, &[agreed], Some(&[])));
    stores(&mut world, 1, confirms(first, second));
    take_away(&mut world, first);
    assert_eq!(struck(&world, report), Some((second.n, agreed.n)));
    assert!(is_sound(&world.member(2).1));
    world.c.truncate(2);
    let gone = MemberCase::open(&world.opened_wraps(1), &world.keyrings, &world.c);
    assert_eq!(gone.err(), Some(CaseError::NoReport));
}

#[test]
fn the_chain_goes_on_over_what_was_struck() {
    let mut world = World::new();
    world.reporter_writes(message("Det h\u{e4}r st\u{e5}r kvar.", None));
    let before = head(&world);
    let target = written(&mut world);
    // What everybody can read yet cannot be misstated.
    let torn = |world: &World, prev: Vec<Digest>| {
        let (ground, words) = (text("Personuppgift"), text(""));
        let proposal =
            Proposal { ground, of: Vec::new(), prev, text: words, files: Vec::new(), report: None };
        forge(world, 1, Content::Strike(Strike { refers: target, half: Half::Proposed(proposal) }), |_| {})
    };
    assert_eq!(verdict(&world, torn(&world, vec![target.hash])), Some(Damage::Strike));
    assert_eq!(verdict(&world, torn(&world, vec![before.hash])), None);

    world.reporter_writes(message("Det h\u{e4}r ocks\u{e5}.", None));
    let between = head(&world);
    let first = stores(&mut world, 1, proposes(target, "Ett namn till"));
    let agreed = stores(&mut world, 2, confirms(target, first));
    let second = stores(&mut world, 2, proposes_again(first, &[agreed], ""));
    stores(&mut world, 3, confirms(first, second));
    let whole = world.c.clone();
    take_away(&mut world, target);
    take_away(&mut world, first);
    assert!(is_sound(&world.member(1).1) && world.reporter().1.alarms().is_empty());

    // Another authentic letter for the number before what is gone, which the server had kept back.
    let kept = world.c.clone();
    for link in [before, between] {
        let place = usize::try_from(link.n).unwrap();
        world.c = whole[..place].to_vec();
        world.reporter_writes(message("N\u{e5}got annat.", None));
        world.c.extend_from_slice(&kept[place + 1..]);
        assert!(world.member(1).1.is_held_back() && world.reporter().1.is_held_back(), "{}", link.n);
        world.c.clone_from(&kept);
    }
}
