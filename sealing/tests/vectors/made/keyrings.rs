//! Makes `keyrings.json`: notes with one and two signatures, and each refusal. Every note
//! that is refused for its lines carries a good signature over them.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sigill_sealing::code::OwnerFingerprint;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::Identity;
use sigill_sealing::keyring::{
    Contact, Designated, Former, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine,
};
use sigill_sealing::role::{Owner, Role};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::text::ShortText;

fn owner(seed: u8) -> SigningKey<Owner> {
    SigningKey::from_seed([seed; 32])
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn designated<R: Role>(number: u8, title: &str) -> Designated<R> {
    Designated {
        id: MemberId::from_bytes([number; 16]),
        title: ShortText::new(title).unwrap(),
        recipient: Identity::from_seed([number; 32]).recipient(),
        verify: SigningKey::from_seed([number; 32]).verifying_key(),
    }
}

fn recipient(seed: u8) -> String {
    Identity::<sigill_sealing::role::Handler>::from_seed([seed; 32]).recipient().to_string()
}

fn lines() -> Lines {
    let Designated { title, recipient, verify, .. } = designated(200, "Kommunstyrelsens ordf\u{f6}rande");
    Lines {
        channel: ChannelId::from_bytes([9; 16]),
        owner: owner(100).verifying_key(),
        settings: Digest::of(b"settings"),
        policy: Policy { show_own: true, contact: Contact::Two, server_path: false },
        handlers: vec![designated(1, "Chefsjurist"), designated(2, "Personalchef")],
        deputies: vec![designated(3, "Ekonomichef")],
        custodians: vec![designated(4, "Revisor")],
        recovery: RecoveryLine { title, recipient, verify },
    }
}

/// The text of a note: everything up to the empty line.
fn text_of(note: &str) -> String {
    format!("{}\n", note.rsplit_once("\n\n").unwrap().0)
}

/// A note over any text, signed by the owner as the format has it.
fn signed(text: &str, seed: u8) -> String {
    let secret = ed25519_dalek::SigningKey::from_bytes(&[seed; 32]);
    let name = format!("sigill-{}", "09".repeat(16));
    let key = secret.verifying_key().to_bytes();
    let hash = Sha256::new().chain_update(&name).chain_update([b'\n', 1]).chain_update(key).finalize();
    let signature = ed25519_dalek::Signer::sign(&secret, text.as_bytes()).to_bytes();
    format!("{text}\n\u{2014} {name} {}\n", base64(&[&hash[..4], &signature].concat()))
}

struct Cases(Vec<Value>);

impl Cases {
    fn add(&mut self, name: &str, notes: &[&str], pin: &Value, expected: &str) {
        self.0.push(json!({ "name": name, "notes": notes, "pin": pin, "expected": expected }));
    }

    fn refused(&mut self, name: &str, note: &str) {
        self.add(name, &[note], &Value::Null, "refused");
    }
}

fn malformed(cases: &mut Cases, note: &str) {
    let text = text_of(note);
    let settings = format!("settings {}", Digest::of(b"settings"));
    for (name, from, to) in [
        ("another first line", "sigill keyring v1", "sigill keyring v2"),
        ("an epoch with a leading zero", "epoch 1\n", "epoch 01\n"),
        ("an epoch over 2^53-1", "epoch 1\n", "epoch 9007199254740992\n"),
        ("epoch 0", "epoch 1\n", "epoch 0\n"),
        ("epoch 2 without a previous note", "epoch 1\n", "epoch 2\n"),
        ("epoch 1 with a previous note", "previous 00", "previous 01"),
        ("a day the calendar lacks", "issued 2026-01-01", "issued 2026-01-32"),
        ("expired before issued", "expires 2026-05-01", "expires 2025-12-31"),
        ("a life of 121 days", "expires 2026-05-01", "expires 2026-05-02"),
        ("upper-case hex", &settings, &settings.to_uppercase().replace("SETTINGS", "settings")),
        ("another word of policy", "show-own=yes", "show-own=maybe"),
        ("policy in another order", "show-own=yes contact=two", "contact=two show-own=yes"),
        ("a space at a line's end", "server-path=no\n", "server-path=no \n"),
        ("two spaces", "channel 09", "channel  09"),
        ("a carriage return", "epoch 1\n", "epoch 1\r\n"),
        ("an unknown line", "recovery ", "auditor x\nrecovery "),
        ("a title that is not base64", "Q2hlZnNqdXJpc3Q=", "Q2hlZnNqdXJpc3Q"),
        ("an empty title", " Q2hlZnNqdXJpc3Q= ", "  "),
        ("a title with a control character", "Q2hlZnNqdXJpc3Q=", "QQpC"),
        (
            "a handler's id of zeros",
            &format!("handler {}", "01".repeat(16)),
            &format!("handler {}", "00".repeat(16)),
        ),
        ("a key of low order", &owner(100).verifying_key().to_string(), &base64(&[0; 32])),
    ] {
        assert!(text.contains(from), "{name}");
        cases.refused(name, &signed(&text.replacen(from, to, 1), 100));
    }
    let lines: Vec<&str> = text.lines().collect();
    for (name, order) in [
        ("handlers out of order", (9, 10)),
        ("a deputy before a handler", (10, 11)),
        ("expires before issued", (4, 5)),
    ] {
        let mut swapped = lines.clone();
        swapped.swap(order.0, order.1);
        cases.refused(name, &signed(&(swapped.join("\n") + "\n"), 100));
    }
    for (name, at) in [("no settings", 7), ("no recovery", 13), ("no custodian under contact=two", 12)] {
        let mut without = lines.clone();
        without.remove(at);
        cases.refused(name, &signed(&(without.join("\n") + "\n"), 100));
    }
    let repeat = |number: u8, with: u8| {
        let (from, to) = (
            designated::<sigill_sealing::role::Handler>(number, "x"),
            designated::<sigill_sealing::role::Handler>(with, "x"),
        );
        [
            ("an id", text.replace(&from.id.to_string(), &to.id.to_string())),
            ("a recipient", text.replace(&from.recipient.to_string(), &to.recipient.to_string())),
            ("a key", text.replace(&from.verify.to_string(), &to.verify.to_string())),
        ]
    };
    for (who, number, with) in
        [("two handlers", 2, 1), ("deputy and handler", 3, 2), ("custodian and deputy", 4, 3)]
    {
        for (what, text) in repeat(number, with) {
            cases.refused(&format!("{who} share {what}"), &signed(&text, 100));
        }
    }
    let owners = text.replace(
        &designated::<sigill_sealing::role::Handler>(1, "x").verify.to_string(),
        &owner(100).verifying_key().to_string(),
    );
    cases.refused("a handler has the owner's key", &signed(&owners, 100));
}

fn signatures(cases: &mut Cases, note: &str) {
    let (text, line) = (text_of(note), note.lines().last().unwrap());
    cases.refused("no signature", &format!("{text}\n"));
    cases.refused("no empty line", &format!("{text}{line}\n"));
    cases.refused("no end of the last line", note.trim_end());
    cases.refused("a signature twice", &format!("{note}{line}\n"));
    cases.refused("a hyphen for the dash", &note.replace('\u{2014}', "-"));
    cases.refused("another channel's key name", &note.replace("sigill-09", "sigill-08"));
    cases.refused("signed by somebody else", &signed(&text, 101));
    cases.refused("signed over another text", &note.replacen("epoch 1", "epoch 2", 1));
    cases.refused(
        "a foreign witness beside the owner",
        &format!("{note}{}", signed(&text, 101).rsplit_once("\n\n").unwrap().1),
    );
    cases.add("no note at all", &[], &Value::Null, "refused");
}

fn chains(cases: &mut Cases, first: &str) {
    let verify = |notes: &[&str]| KeyringChain::verify(lines().channel, notes, &Pin::Nothing).unwrap();
    let chain = verify(&[first]);
    let renewed = chain.newest().renew(day("2026-02-01")).unwrap().sign(&owner(100)).unwrap();
    let mut handed = lines();
    handed.owner = owner(101).verifying_key();
    let handed = chain.newest().next(handed, day("2026-02-01")).unwrap();
    let recovery = SigningKey::from_seed([200; 32]);
    let by_owner = handed.sign_hand_over(&owner(101), Former::Owner(&owner(100))).unwrap();
    let by_recovery = handed.sign_hand_over(&owner(101), Former::Recovery(&recovery)).unwrap();
    let pin =
        |note: &str, epoch: u64| json!({ "epoch": epoch, "hash": Digest::of(note.as_bytes()).to_string() });
    let key = |seed: u8| json!({ "owner_base64": owner(seed).verifying_key().to_string() });
    let print =
        |seed: u8| json!({ "fingerprint": OwnerFingerprint::of(&owner(seed).verifying_key()).to_string() });
    for (name, pinned, expected) in [
        ("nothing pinned", Value::Null, "ok"),
        ("the owner pinned", key(100), "ok"),
        ("the fingerprint pinned", print(100), "ok"),
        ("the first note pinned", pin(first, 1), "ok"),
        ("the newest note pinned", pin(&renewed, 2), "ok"),
        ("another owner pinned", key(101), "refused"),
        ("another fingerprint pinned", print(101), "refused"),
        ("another note pinned", pin(&renewed, 1), "refused"),
    ] {
        cases.add(&format!("renewed, {name}"), &[first, &renewed], &pinned, expected);
    }
    cases.add("the second epoch alone", &[&renewed], &key(100), "ok");
    cases.add(
        "a gap",
        &[
            first,
            &verify(&[first, &renewed]).newest().renew(day("2026-03-01")).unwrap().sign(&owner(100)).unwrap(),
        ],
        &Value::Null,
        "refused",
    );
    cases.add("the same note twice", &[first, first], &Value::Null, "refused");
    cases.add("the wrong way round", &[&renewed, first], &Value::Null, "refused");
    let other =
        Keyring::new(2, Digest::of(b"another"), day("2026-02-01"), day("2026-03-01"), lines()).unwrap();
    cases.add("a fork", &[first, &other.sign(&owner(100)).unwrap()], &Value::Null, "refused");
    let earlier =
        Keyring::new(2, chain.newest().hash(), day("2025-12-31"), day("2026-03-01"), lines()).unwrap();
    cases.add(
        "issued before the one before",
        &[first, &earlier.sign(&owner(100)).unwrap()],
        &Value::Null,
        "refused",
    );
    let mut other = [lines(), lines()];
    let Designated { recipient, verify, .. } = designated(201, "Kommunstyrelsens ordf\u{f6}rande");
    other[0].recovery.recipient = recipient;
    other[1].recovery.verify = verify;
    for (what, other) in ["recipient", "key"].into_iter().zip(other) {
        let note = chain.newest().next(other, day("2026-02-01")).unwrap().sign(&owner(100)).unwrap();
        cases.add(&format!("another {what} of recovery"), &[first, &note], &Value::Null, "refused");
        cases.add(&format!("another {what} of recovery, only the new note"), &[&note], &key(100), "ok");
    }
    for (name, note) in [("owner", &by_owner), ("recovery", &by_recovery)] {
        cases.add(&format!("handed over by {name}, old owner pinned"), &[first, note], &key(100), "ok");
        cases.add(&format!("handed over by {name}, new owner pinned"), &[first, note], &key(101), "ok");
    }
    cases.add("handed over, only the new note, old owner pinned", &[&by_owner], &key(100), "refused");
    cases.add("handed over, only the new note, new owner pinned", &[&by_owner], &key(101), "ok");
    let stranger = handed.sign_hand_over(&owner(101), Former::Owner(&owner(102))).unwrap();
    cases.add("handed over by a stranger", &[first, &stranger], &Value::Null, "refused");
    cases.add(
        "another owner with one signature",
        &[first, &handed.sign(&owner(101)).unwrap()],
        &Value::Null,
        "refused",
    );
    let (head, tail) = by_owner.rsplit_once("\n\n").unwrap();
    let reversed: Vec<&str> = tail.lines().rev().collect();
    cases.add(
        "handed over, signatures the wrong way round",
        &[first, &format!("{head}\n\n{}\n", reversed.join("\n"))],
        &Value::Null,
        "refused",
    );
    let twice = chain
        .newest()
        .renew(day("2026-02-01"))
        .unwrap()
        .sign_hand_over(&owner(100), Former::Owner(&owner(100)))
        .unwrap();
    cases.add("renewed with two signatures", &[first, &twice], &Value::Null, "refused");
}

pub(crate) fn make() -> Value {
    let first = Keyring::first(lines(), day("2026-01-01")).unwrap().sign(&owner(100)).unwrap();
    let mut cases = Cases(Vec::new());
    cases.add("one signature", &[&first], &Value::Null, "ok");
    malformed(&mut cases, &first);
    signatures(&mut cases, &first);
    chains(&mut cases, &first);
    let status = [
        ("browser", -123, "not-yet"),
        ("browser", -122, "valid"),
        ("browser", 2, "valid"),
        ("browser", 3, "grace"),
        ("browser", 62, "grace"),
        ("browser", 63, "expired"),
        ("server", -121, "not-yet"),
        ("server", -120, "valid"),
        ("server", 0, "valid"),
        ("server", 1, "grace"),
        ("server", 60, "grace"),
        ("server", 61, "expired"),
    ];
    let status = status.map(|(clock, days, status)| {
        let on = day("2026-05-01").plus(days).unwrap();
        json!({ "issued": "2026-01-01", "expires": "2026-05-01", "day": on.to_string(), "clock": clock, "status": status })
    });
    // Recipients are long and few: a note names them, and its reader puts them back.
    let recipients = [1, 2, 3, 4, 200].map(|seed| (format!("@{seed}@"), recipient(seed)));
    for note in cases.0.iter_mut().flat_map(|case| case["notes"].as_array_mut().unwrap()) {
        let short = recipients
            .iter()
            .fold(note.as_str().unwrap().to_owned(), |note, (name, recipient)| note.replace(recipient, name));
        *note = short.into();
    }
    let recipients: serde_json::Map<_, _> =
        recipients.into_iter().map(|(name, recipient)| (name, recipient.into())).collect();
    json!({
        "channel": lines().channel.to_string(), "recipients": recipients, "chains": cases.0, "status": status,
    })
}
