//! A wrap that was sealed to its receiver, whatever it says: it is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::envelope;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::{Addressee, Identity};
use sigill_sealing::keyring::{Contact, Designated, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine};
use sigill_sealing::kind::Kind;
use sigill_sealing::role::{Author, Handler};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::strict_json::parse;
use sigill_sealing::text::ShortText;
use sigill_sealing::wrap::Wrap;

fuzz_target!(|data: &[u8]| {
    let Ok(body) = parse(data) else { return };
    let Some(keyrings) = KEYRINGS.as_ref() else { return };
    let receiver = Identity::<Handler>::from_seed([1; 32]);
    let to = [Addressee::from(&receiver.recipient())];
    let verify = SigningKey::<Author>::from_seed([1; 32]).verifying_key();
    // By the reporter of the vectors, and by a member.
    for signer in [3, 1] {
        let signer = SigningKey::<Author>::from_seed([signer; 32]);
        if let Ok(sealed) = envelope::seal(Kind::Wrap, &body, &signer, &to) {
            drop(Wrap::open(&sealed, &receiver, &verify, keyrings));
        }
    }
});

/// One epoch with one handler, whose keys come of ones.
static KEYRINGS: LazyLock<Option<KeyringChain>> = LazyLock::new(|| {
    let owner = SigningKey::from_seed([100; 32]);
    let channel = ChannelId::from_bytes([9; 16]);
    let title = ShortText::new("Chefsjurist").ok()?;
    let handler = Designated {
        id: MemberId::from_bytes([1; 16]),
        title: title.clone(),
        recipient: Identity::from_seed([1; 32]).recipient(),
        verify: SigningKey::from_seed([1; 32]).verifying_key(),
    };
    let recovery = RecoveryLine {
        title,
        recipient: Identity::from_seed([200; 32]).recipient(),
        verify: SigningKey::from_seed([200; 32]).verifying_key(),
    };
    let lines = Lines {
        channel,
        owner: owner.verifying_key(),
        settings: Digest::ZERO,
        policy: Policy { show_own: true, contact: Contact::One, server_path: true },
        handlers: vec![handler],
        deputies: Vec::new(),
        custodians: Vec::new(),
        recovery,
    };
    let note = Keyring::first(lines, Day::parse("2026-01-01").ok()?).ok()?.sign(&owner).ok()?;
    KeyringChain::verify(channel, &[&note], &Pin::Nothing).ok()
});
