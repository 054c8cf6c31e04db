use super::*;
use crate::{code::VaultRecoveryCode, seal::OpenError, secret::Secret};

fn keys(seed: u8) -> MemberKeys {
    MemberKeys { identity: Identity::from_seed([seed; 32]), signing: Secret::new([seed; 32]) }
}

fn recovery() -> Identity<Unlock> {
    VaultRecoveryCode::from_bytes([1; 15]).unlock().identity()
}

fn unlocking(way: Way, seed: u8, id: &str) -> Unlocking {
    let recipient = match way {
        Way::Recovery => recovery().recipient(),
        Way::Passphrase | Way::Passkey => Identity::from_seed([seed; 32]).recipient(),
    };
    Unlocking { way, name: ShortText::new("Telefonen").unwrap(), recipient, id: id.to_owned() }
}

fn vault() -> Vault {
    let channel = ChannelId::from_bytes([9; 16]);
    let owner = SigningKey::from_seed([8; 32]).verifying_key();
    Vault {
        counter: 5,
        member: MemberId::from_bytes([1; 16]),
        newest: keys(1),
        older: vec![keys(2)],
        own: SelfSeed::from_bytes([3; 32]),
        owner: Some(Secret::new([8; 32])),
        pins: vec![PinnedChannel {
            channel,
            owner,
            epoch: 2,
            hash: Digest::of(b"note"),
            next: vec![Digest::of(b"next note")],
        }],
        invitations: vec![OpenInvitation {
            channel,
            member: MemberId::from_bytes([4; 16]),
            role: InvitedRole::Deputy,
            code: InvitationCode::from_bytes([5; 15]),
            day: Day::parse("2026-01-05").unwrap(),
        }],
        unlock: vec![
            unlocking(Way::Passphrase, 20, ""),
            unlocking(Way::Recovery, 0, ""),
            unlocking(Way::Passkey, 21, "a-_9"),
        ],
        day: Day::parse("2026-01-05").unwrap(),
    }
}

#[test]
fn every_way_of_unlocking_opens_all_of_it() {
    let sealed = vault().seal().unwrap();
    for unlock in [recovery(), Identity::from_seed([20; 32]), Identity::from_seed([21; 32])] {
        let opened = Vault::open(&sealed, &unlock, 5).ok().unwrap().into_inner();
        let before = vault();
        assert_eq!((opened.counter, opened.member, opened.day), (5, before.member, before.day));
        assert_eq!((opened.pins, opened.unlock), (before.pins.clone(), before.unlock));
        assert_eq!(opened.newest.identity.expose(), &[1; 32]);
        assert_eq!(opened.older[0].signing.expose(), &[2; 32]);
        assert_eq!((opened.own.expose(), opened.owner.unwrap().expose()), (&[3; 32], &[8; 32]));
        assert_eq!(opened.invitations[0].code.expose(), &[5; 15]);
    }
    let stranger = Vault::open(&sealed, &Identity::from_seed([99; 32]), 0).err();
    assert_eq!(stranger, Some(VaultError::Envelope(EnvelopeError::Unseal(OpenError::NotForUs))));
}

#[test]
fn an_older_vault_than_remembered_is_refused() {
    let sealed = vault().seal().unwrap();
    assert_eq!(Vault::open(&sealed, &recovery(), 6).err(), Some(VaultError::Older));
}

#[test]
fn a_vault_signed_by_another_key_than_its_first_is_refused() {
    let body = vault().to_value().unwrap();
    let to = [Addressee::from(&recovery().recipient())];
    let forged = envelope::seal(Kind::Vault, &body, &keys(2).signing_key(), &to).unwrap();
    assert_eq!(
        Vault::open(&forged, &recovery(), 0).err(),
        Some(VaultError::Envelope(EnvelopeError::Unknown))
    );
}

#[test]
fn what_no_schema_allows_is_not_sealed() {
    let refused = |edit: &dyn Fn(&mut Vault)| {
        let mut vault = vault();
        edit(&mut vault);
        vault.seal().err().unwrap().to_string()
    };
    let form = "the vault is not of its form";
    assert_eq!(refused(&|vault| vault.unlock.clear()), form);
    assert_eq!(refused(&|vault| vault.unlock = vec![vault.unlock[0].clone(); 2]), form);
    assert_eq!(refused(&|vault| vault.unlock[2].id.clear()), form);
    assert_eq!(refused(&|vault| vault.unlock[0].id = "AA".to_owned()), form);
    assert_eq!(refused(&|vault| vault.pins.push(vault.pins[0].clone())), form);
    assert_eq!(refused(&|vault| vault.pins[0].epoch = 0), form);
    let many: Vec<_> = (0..17).map(|seed| unlocking(Way::Passphrase, 30 + seed, "")).collect();
    assert_eq!(refused(&|vault| vault.unlock.clone_from(&many)), form);
}
