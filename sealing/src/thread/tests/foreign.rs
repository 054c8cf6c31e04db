//! Parts of one case shown with parts of another.

use super::super::*;
use super::world::*;
use crate::{
    anchor::{Anchor, AnchorError},
    code::CaseCode,
    holder::Holders,
    identity::Identity,
    role::Handler,
    wrap::{Wrap, WrapError},
};

#[test]
fn a_substituted_report_wrap_or_anchor_is_refused() {
    let world = World::new();
    let other = World::filed(channel(lines()), &[], 99);
    // Another case's report under this case's wrap, and the other way about.
    let foreign = MemberCase::open(&world.opened_wraps(1), &world.keyrings, &other.c);
    assert!(matches!(foreign.err(), Some(CaseError::Report(_))));
    // A report that the server had somebody else sign, for the right case key.
    let mut served = world.c.clone();
    served[0] = other.c[0].clone();
    let (case, _) = world.reporter();
    let seen = case.conversation(&world.keyrings, &served);
    assert!(seen.is_held_back() && seen.entries()[0].damage() == Some(Damage::Substituted));
    // A foreign anchor does not open, and a copied one is bound to its code.
    assert!(matches!(Anchor::open(&other.filed.anchor, &world.code), Err(AnchorError::Envelope(_))));
    let mut parts = Anchor::open(&other.filed.anchor, &other.code).ok().unwrap().into_inner();
    parts.salt = *world.code.receipt_salt().expose();
    let forged = parts.seal(&world.code, &Holders::default()).unwrap();
    assert_eq!(Anchor::open(&forged, &world.code).err(), Some(AnchorError::Case));
    let own = CaseCode::from_bytes(*world.code.expose());
    let mut parts = Anchor::open(&world.filed.anchor, &own).ok().unwrap().into_inner();
    parts.salt = [0; 32];
    assert_eq!(
        Anchor::open(&parts.seal(&own, &Holders::default()).unwrap(), &own).err(),
        Some(AnchorError::Salt)
    );
}

#[test]
fn a_wrap_with_another_case_key_shows_the_case_as_damaged() {
    let world = World::new();
    let found = &world.opened_wraps(1)[0].wrap;
    let forged = |keys, signer: u8, channel| {
        let wrap = Wrap {
            case: world.filed.case,
            channel,
            to: key(1).verifying_key().id(),
            keys,
            verify: key(signer).verifying_key(),
            day: world.today,
        };
        let recipient = identity::<Handler>(1).recipient();
        let sealed = wrap.seal(&key(signer), crate::exclusion::WrapRecipient::Member(&recipient)).unwrap();
        Wrap::open(&sealed, &identity::<Handler>(1), &key(1).verifying_key(), &world.keyrings)
    };
    let keys = || found.get().keys.copy();
    let right = lines().channel;
    // Signed by somebody else as if they had filed: the report does not verify under them.
    let stranger = forged(keys(), 150, right).ok().unwrap();
    let opened = MemberCase::open(&[stranger], &world.keyrings, &world.c);
    assert!(matches!(opened.err(), Some(CaseError::Report(_))));
    // Another receiver's wrap, and one that gives a later generation at filing.
    let theirs = &world.wraps[1].1;
    let not_ours = Wrap::open(theirs, &identity::<Handler>(2), &key(1).verifying_key(), &world.keyrings);
    assert_eq!(not_ours.err(), Some(WrapError::Receiver));
    let mut later = keys();
    later.push(Identity::from_seed([1; 32]));
    assert_eq!(forged(later, 150, right).err(), Some(WrapError::Generation));
}
