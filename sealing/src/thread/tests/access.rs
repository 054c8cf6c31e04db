//! Who can open a case, and how that changes.

use super::{world::*, *};

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
    assert_eq!(seen(200, &[200]), None);
}

#[test]
fn recovery_grants_and_rekeys_and_writes_nothing_else() {
    let world = World::new();
    let sealed = forge(&world, 200, message("Hej", None), |_| {});
    assert_eq!(verdict(&world, sealed), Some(Damage::Standing(NoStanding::Writer)));
    let grant =
        Grant { member: member(4), key: key(4).verifying_key().id(), title: designated::<Handler>(4).title };
    assert_eq!(verdict(&world, forge(&world, 200, Content::Grant(grant), |_| {})), None);
}
