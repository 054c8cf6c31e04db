use super::*;
use crate::{code::OwnerFingerprint, identity::Identity, signature::SigningKey};
use proptest::prelude::*;

fn key<S: crate::role::Signer>(seed: u8) -> SigningKey<S> {
    SigningKey::from_seed([seed; 32])
}

fn designated<R: Role>(number: u8) -> Designated<R> {
    Designated {
        id: MemberId::from_bytes([number; 16]),
        title: ShortText::new(format!("Title {number}")).unwrap(),
        recipient: Identity::from_seed([number; 32]).recipient(),
        verify: key::<Author>(number).verifying_key(),
    }
}

fn recovery() -> RecoveryLine {
    let Designated { title, recipient, verify, .. } = designated(200);
    RecoveryLine { title, recipient, verify }
}

fn lines() -> Lines {
    Lines {
        channel: ChannelId::from_bytes([9; 16]),
        owner: key::<Owner>(100).verifying_key(),
        settings: Digest::of(b"settings"),
        policy: Policy { show_own: true, contact: Contact::Two, server_path: false },
        handlers: vec![designated(1), designated(2)],
        deputies: vec![designated(3)],
        custodians: vec![designated(4)],
        recovery: recovery(),
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn first_note() -> String {
    Keyring::first(lines(), day("2026-01-01")).unwrap().sign(&key(100)).unwrap()
}

fn chain() -> KeyringChain {
    verify(&[&first_note()], &Pin::Nothing).unwrap()
}

fn verify(notes: &[&str], pin: &Pin) -> Result<KeyringChain, KeyringError> {
    KeyringChain::verify(lines().channel, notes, pin)
}

fn refusal(note: &str) -> Option<KeyringError> {
    verify(&[note], &Pin::Nothing).err()
}

#[test]
fn a_note_reads_back_as_it_was_written() {
    let chain = chain();
    assert_eq!(chain.newest().lines(), &lines());
    assert_eq!(chain.newest().expires(), day("2026-05-01"));
    assert_eq!(chain.newest().hash(), Digest::of(first_note().as_bytes()));
}

#[test]
fn an_independent_reader_of_signed_notes_opens_ours() {
    use signed_note::{Note, StandardVerifier, VerifierList, new_ed25519_verifier_key};
    let note = first_note();
    let owner = ed25519_dalek::VerifyingKey::from_bytes(lines().owner.as_bytes()).unwrap();
    let verifier_key = new_ed25519_verifier_key(&note::key_name(lines().channel), &owner);
    let list = VerifierList::new(vec![Box::new(StandardVerifier::new(&verifier_key).unwrap())]);
    let (verified, unknown) = Note::from_bytes(note.as_bytes()).unwrap().verify(&list).unwrap();
    assert_eq!((verified.len(), unknown.len()), (1, 0));
}

#[test]
fn any_changed_byte_is_refused() {
    let note = first_note();
    let step = note.len() / 100;
    for at in (0..note.len()).step_by(step.max(1)).chain((0..600).step_by(7)) {
        let mut bytes = note.clone().into_bytes();
        bytes[at] ^= 1;
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(refusal(&changed).is_some(), "byte {at}");
        }
    }
}

#[test]
fn lines_unknown_missing_or_out_of_order_are_refused() {
    let note = first_note();
    let text: Vec<&str> = note.lines().collect();
    let signed_lines = text.len() - 2;
    for at in 0..signed_lines {
        let mut without = text.clone();
        without.remove(at);
        let mut swapped = text.clone();
        swapped.swap(at, (at + 1) % signed_lines);
        let mut added = text.clone();
        added.insert(at, "auditor somebody");
        for changed in [without, swapped, added] {
            let parsed = Keyring::parse_text(&format!("{}\n", changed[..changed.len() - 2].join("\n")));
            // Leaving out a handler, the deputy or the custodian reads, but for the bounds.
            let still_a_keyring = parsed.is_ok() && changed.len() < text.len();
            assert!(parsed.is_err() || still_a_keyring, "line {at}");
            assert!(refusal(&format!("{}\n", changed.join("\n"))).is_some(), "line {at}");
        }
    }
}

#[test]
fn numbers_and_dates_have_one_spelling() {
    let text = Keyring::first(lines(), day("2026-01-01")).unwrap().text();
    for (from, to, line) in [
        ("epoch 1\n", "epoch 01\n", 3),
        ("epoch 1\n", "epoch +1\n", 3),
        ("epoch 1\n", "epoch 9007199254740992\n", 3),
        ("2026-01-01", "2026-1-1", 5),
        ("show-own=yes", "show-own=Yes", 9),
        ("contact=two", "contact=three", 9),
        ("server-path=no", "server-path=no ", 9),
        ("channel 09", "channel  09", 2),
        ("handler 01", "handler 0A", 10),
    ] {
        assert!(text.contains(from));
        assert_eq!(
            Keyring::parse_text(&text.replacen(from, to, 1)).err(),
            Some(KeyringError::Line(line)),
            "{to}"
        );
    }
    assert_eq!(Keyring::parse_text(&text.replace("epoch 1\n", "epoch 2\n")).err(), Some(KeyringError::Link));
    assert_eq!(
        Keyring::parse_text(&text.replace("2026-05-01", "2026-05-02")).err(),
        Some(KeyringError::Dates)
    );
    assert_eq!(
        Keyring::parse_text(&text.replace("2026-05-01", "2025-12-31")).err(),
        Some(KeyringError::Dates)
    );
}

#[test]
fn ids_recipients_and_keys_are_distinct_over_all_lines() {
    let mut changes: Vec<Lines> = Vec::new();
    let mut change = |edit: &dyn Fn(&mut Lines)| {
        let mut lines = lines();
        edit(&mut lines);
        changes.push(lines);
    };
    change(&|l| l.deputies[0].id = l.handlers[1].id);
    change(&|l| l.custodians[0].id = l.deputies[0].id);
    change(&|l| l.handlers[1].id = l.handlers[0].id);
    change(&|l| l.handlers[1].verify = l.handlers[0].verify);
    change(&|l| l.custodians[0].verify = l.recovery.verify);
    change(&|l| l.handlers[0].recipient = l.deputies[0].recipient.clone());
    change(&|l| l.custodians[0].recipient = Identity::from_seed([200; 32]).recipient());
    change(&|l| l.owner = key::<Owner>(1).verifying_key());
    for lines in changes {
        assert_eq!(Keyring::first(lines, day("2026-01-01")).err(), Some(KeyringError::NotDistinct));
    }
}

#[test]
fn too_few_or_too_many_of_a_kind_are_refused() {
    let mut no_custodian = lines();
    no_custodian.custodians.clear();
    let mut contact_one = no_custodian.clone();
    contact_one.policy.contact = Contact::One;
    let mut no_handler = lines();
    no_handler.handlers.clear();
    let first = |lines| Keyring::first(lines, day("2026-01-01")).err();
    assert_eq!(first(no_custodian), Some(KeyringError::Bounds));
    assert_eq!(first(no_handler), Some(KeyringError::Bounds));
    assert_eq!(first(contact_one), None);
    let mut swapped = lines();
    swapped.handlers.swap(0, 1);
    assert_eq!(first(swapped), Some(KeyringError::NotSorted));
}

#[test]
fn signature_lines_are_exactly_what_must_stand_there() {
    let note = first_note();
    let signature = note.lines().last().unwrap();
    assert_eq!(refusal(&format!("{note}{signature}\n")), Some(KeyringError::Signatures));
    assert_eq!(refusal(&format!("{note}{signature}\n{signature}\n")), Some(KeyringError::Signatures));
    assert_eq!(refusal(note.trim_end()), Some(KeyringError::Signatures));
    assert_eq!(refusal(&note.replace('\u{2014}', "-")), Some(KeyringError::Signatures));
    assert_eq!(refusal(&note.replace("sigill-09", "sigill-08")), Some(KeyringError::BadSignature));
    let stranger = Keyring::first(lines(), day("2026-01-01")).unwrap().sign(&key(101));
    assert_eq!(stranger.err(), Some(KeyringError::BadSignature));
}

#[test]
fn epochs_follow_one_another_or_are_refused() {
    let mut chain = chain();
    let renewed = chain.newest().renew(day("2026-02-01")).unwrap();
    assert_eq!((renewed.epoch(), renewed.lines()), (2, &lines()));
    assert_eq!(renewed.expires(), day("2026-06-01"));
    let note = renewed.sign(&key(100)).unwrap();
    chain.extend(&note).unwrap();
    assert_eq!(chain.newest().epoch(), 2);
    assert_eq!(chain.extend(&note).err(), Some(KeyringError::Link));

    let skipped =
        Keyring::new(4, chain.newest().hash(), day("2026-02-02"), day("2026-03-01"), lines()).unwrap();
    assert_eq!(chain.extend(&skipped.sign(&key(100)).unwrap()).err(), Some(KeyringError::Link));
    let forked =
        Keyring::new(3, Digest::of(b"other"), day("2026-02-02"), day("2026-03-01"), lines()).unwrap();
    assert_eq!(chain.extend(&forked.sign(&key(100)).unwrap()).err(), Some(KeyringError::Link));
    let earlier =
        Keyring::new(3, chain.newest().hash(), day("2026-01-31"), day("2026-03-01"), lines()).unwrap();
    assert_eq!(chain.extend(&earlier.sign(&key(100)).unwrap()).err(), Some(KeyringError::Dates));
    let mut foreign = lines();
    foreign.channel = ChannelId::from_bytes([8; 16]);
    assert_eq!(chain.newest().next(foreign, day("2026-02-02")).err(), Some(KeyringError::Channel));
}

#[test]
fn nobody_changes_whose_the_recovery_is_not_even_by_a_hand_over() {
    let mut titled = lines();
    titled.recovery.title = ShortText::new("Fullm\u{e4}ktiges ordf\u{f6}rande").unwrap();
    let mut changed = lines();
    changed.owner = key::<Owner>(101).verifying_key();
    changed.recovery.verify = key::<Author>(201).verifying_key();
    let outcome = |lines, sign: &dyn Fn(Keyring) -> String| {
        let note = sign(chain().newest().next(lines, day("2026-02-01")).unwrap());
        verify(&[&first_note(), &note], &Pin::Nothing).err()
    };
    assert_eq!(outcome(titled, &|keyring| keyring.sign(&key(100)).unwrap()), None);
    let recovery = key::<Author>(200);
    let by_recovery =
        |keyring: Keyring| keyring.sign_hand_over(&key(101), Former::Recovery(&recovery)).unwrap();
    assert_eq!(outcome(changed, &by_recovery), Some(KeyringError::RecoveryKey));
}

#[test]
fn a_hand_over_needs_the_new_owner_and_whoever_had_the_say() {
    let mut handed = lines();
    handed.owner = key::<Owner>(101).verifying_key();
    let keyring = chain().newest().next(handed, day("2026-02-01")).unwrap();
    let outcome = |note: String| verify(&[&first_note(), &note], &Pin::Nothing).err();
    let (old, stranger) = (key::<Owner>(100), key::<Owner>(102));
    let (recovery, other_recovery) = (key::<Author>(200), key::<Author>(201));
    let by = |former| outcome(keyring.sign_hand_over(&key(101), former).unwrap());
    assert_eq!(by(Former::Owner(&old)), None);
    assert_eq!(by(Former::Recovery(&recovery)), None);
    assert_eq!(by(Former::Owner(&stranger)), Some(KeyringError::BadSignature));
    assert_eq!(by(Former::Recovery(&other_recovery)), Some(KeyringError::BadSignature));
    assert_eq!(outcome(keyring.sign(&key(101)).unwrap()), Some(KeyringError::Signatures));

    // Without a hand-over one signature, no more.
    let renewed = chain().newest().renew(day("2026-02-01")).unwrap();
    let twice = renewed.sign_hand_over(&key(100), Former::Owner(&old)).unwrap();
    assert_eq!(outcome(twice), Some(KeyringError::Signatures));
}

#[test]
fn a_pin_vouches_for_what_follows_and_what_came_before() {
    let first = first_note();
    let mut handed = lines();
    handed.owner = key::<Owner>(101).verifying_key();
    let second = chain().newest().next(handed, day("2026-02-01")).unwrap();
    let second = second.sign_hand_over(&key(101), Former::Owner(&key(100))).unwrap();
    let notes = [first.as_str(), second.as_str()];
    let (old, new) = (key::<Owner>(100).verifying_key(), key::<Owner>(101).verifying_key());
    for pin in [
        Pin::Fingerprint(OwnerFingerprint::of(&old)),
        Pin::Fingerprint(OwnerFingerprint::of(&new)),
        Pin::Owner(old),
        Pin::Owner(new),
        Pin::Note { epoch: 2, hash: Digest::of(second.as_bytes()) },
    ] {
        assert!(verify(&notes, &pin).is_ok(), "{pin:?}");
    }
    for pin in [
        Pin::Fingerprint(OwnerFingerprint::from_bytes([0; 15])),
        Pin::Owner(key::<Owner>(102).verifying_key()),
        Pin::Note { epoch: 1, hash: Digest::of(second.as_bytes()) },
    ] {
        assert_eq!(verify(&notes, &pin).err(), Some(KeyringError::Pin), "{pin:?}");
    }
    // The former owner's fingerprint does not vouch for a note served without the hand-over.
    assert_eq!(verify(&[&second], &Pin::Owner(old)).err(), Some(KeyringError::Pin));
    assert!(verify(&[&second], &Pin::Owner(new)).is_ok());
    assert_eq!(
        KeyringChain::verify(ChannelId::from_bytes([0; 16]), &notes, &Pin::Nothing).err(),
        Some(KeyringError::Channel)
    );
    assert_eq!(verify(&[], &Pin::Nothing).err(), Some(KeyringError::None));
}

#[test]
fn a_day_decides_whether_a_keyring_is_good() {
    let keyring = Keyring::first(lines(), day("2026-01-10")).unwrap();
    let expires = keyring.expires();
    let on = |days, clock| keyring.status(expires.plus(days).unwrap(), clock);
    for (days, status) in [
        (-123, Status::NotYet),
        (-122, Status::Valid),
        (2, Status::Valid),
        (3, Status::Grace),
        (62, Status::Grace),
        (63, Status::Expired),
    ] {
        assert_eq!(on(days, Clock::Browser), status, "{days}");
    }
    for (days, status) in [
        (-121, Status::NotYet),
        (-120, Status::Valid),
        (0, Status::Valid),
        (1, Status::Grace),
        (60, Status::Grace),
        (61, Status::Expired),
    ] {
        assert_eq!(on(days, Clock::Server), status, "{days}");
    }
    assert!(!keyring.renewal_is_due(day("2026-02-08")) && keyring.renewal_is_due(day("2026-02-09")));
}

#[test]
fn a_key_that_left_is_found_and_a_late_use_too() {
    let mut chain = chain();
    let mut without = lines();
    let gone = without.handlers.remove(1);
    let note = chain.newest().next(without, day("2026-02-01")).unwrap().sign(&key(100)).unwrap();
    chain.extend(&note).unwrap();
    assert_eq!(chain.gone_since(1, gone.id.into(), &gone.verify), Some(day("2026-02-01")));
    assert_eq!(chain.gone_since(1, lines().handlers[0].id.into(), &lines().handlers[0].verify), None);
    assert_eq!(chain.author(gone.verify.id()), Some((gone.verify, gone.id.into())));
    assert!(!chain.used_late(1, day("2026-02-03")) && chain.used_late(1, day("2026-02-04")));
    assert!(!chain.used_late(2, day("2026-09-01")));
}

proptest! {
    #[test]
    fn reading_never_panics(note in "[ -~]{0,60}|sigill keyring v1\n(channel [0-9a-f]{32}\n)?[ -~]{0,60}\n\n\u{2014} [ -~]{0,40}\n") {
        prop_assert!(refusal(&note).is_some());
    }
}
