use super::*;
use crate::{
    digest::Digest,
    id::ChannelId,
    identity::Identity,
    keyring::{Contact, Policy},
    role::Role,
    signature::SigningKey,
    text::ShortText,
};
use proptest::prelude::*;

fn designated<R: Role>(number: u8) -> Designated<R> {
    Designated {
        id: MemberId::from_bytes([number; 16]),
        title: ShortText::new(format!("Title {number}")).unwrap(),
        recipient: Identity::from_seed([number; 32]).recipient(),
        verify: SigningKey::from_seed([number; 32]).verifying_key(),
    }
}

/// Handlers 1 to 3, deputies 4 and 5, custodians 6 and 7.
fn lines() -> Lines {
    let Designated { title, recipient, verify, .. } = designated(200);
    Lines {
        channel: ChannelId::from_bytes([9; 16]),
        owner: SigningKey::from_seed([100; 32]).verifying_key(),
        settings: Digest::ZERO,
        policy: Policy { show_own: true, contact: Contact::Two, server_path: false },
        handlers: (1..=3).map(designated).collect(),
        deputies: (4..=5).map(designated).collect(),
        custodians: (6..=7).map(designated).collect(),
        recovery: RecoveryLine { title, recipient, verify },
    }
}

fn holders(numbers: &[u8]) -> Holders {
    numbers.iter().map(|n| holder(*n)).collect()
}

fn holder(number: u8) -> Holder {
    if number == 0 { Holder::Recovery } else { MemberId::from_bytes([number; 16]).into() }
}

fn wrapped(excluded: &[u8]) -> Option<Holders> {
    Sharing::new(&lines(), holders(excluded)).ok().map(|sharing| sharing.wrapped())
}

#[test]
fn deputies_step_in_only_when_every_handler_is_excluded() {
    assert_eq!(wrapped(&[]), Some(holders(&[1, 2, 3, 0])));
    assert_eq!(wrapped(&[2]), Some(holders(&[1, 3, 0])));
    assert_eq!(wrapped(&[1, 2]), Some(holders(&[3, 0])));
    assert_eq!(wrapped(&[1, 2, 3]), Some(holders(&[4, 5, 0])));
    assert_eq!(wrapped(&[1, 2, 3, 4]), Some(holders(&[5, 0])));
}

#[test]
fn recovery_stays_unless_its_holder_is_excluded() {
    assert_eq!(wrapped(&[0]), Some(holders(&[1, 2, 3])));
    let lines = lines();
    let alone = Sharing::new(&lines, holders(&[1, 2, 3, 4, 5])).unwrap();
    assert!(alone.is_recovery_alone() && alone.wrapped() == holders(&[0]));
    let nobody = Sharing::new(&lines, holders(&[0, 1, 2, 3, 4, 5]));
    assert_eq!(nobody.err(), Some(ExclusionError::NobodyLeft));
}

#[test]
fn somebody_unknown_is_refused() {
    assert_eq!(Sharing::new(&lines(), holders(&[8])).err(), Some(ExclusionError::Unknown));
}

proptest! {
    #[test]
    fn nobody_excluded_gets_anything(excluded in prop::collection::vec(0_u8..=7, 0..8)) {
        let lines = lines();
        let excluded = holders(&excluded);
        if let Ok(sharing) = Sharing::new(&lines, excluded.clone()) {
            prop_assert!(!sharing.wrapped().is_empty());
            prop_assert!(!sharing.wrapped().meet(&excluded));
            prop_assert!(sharing.custodians().iter().all(|line| !excluded.contains(line.id)));
            let handlers = lines.handlers.iter().filter(|line| sharing.wrapped().contains(line.id)).count();
            let deputies = lines.deputies.iter().filter(|line| sharing.wrapped().contains(line.id)).count();
            prop_assert!(handlers == 0 || deputies == 0);
        }
    }
}
