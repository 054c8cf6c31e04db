//! A case and its history, sealed in TypeScript and read here: what a browser files, a member entered by Rust reads, and
//! what each may not read stays shut.

use crate::made::read;
use serde_json::{Value, json};
use sigill_sealing::anchor::Anchor;
use sigill_sealing::body::Content;
use sigill_sealing::code::CaseCode;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{parse_base64, parse_base64_exact};
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::ChannelId;
use sigill_sealing::identity::Identity;
use sigill_sealing::keyring::KeyringChain;
use sigill_sealing::role::{Custodian, Handler};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::thread::{CaseError, Entry, MemberCase, ReporterCase, Served, ServedFile, State, Writer};
use sigill_sealing::wrap::Wrap;

fn text(of: &Value) -> &str {
    of.as_str().unwrap()
}

fn bytes(of: &Value) -> Vec<u8> {
    parse_base64(text(of)).unwrap()
}

fn served(thread: &Value) -> Vec<Served> {
    let one = |envelope: &Value| Served {
        n: envelope["n"].as_u64().unwrap(),
        day: Day::parse(text(&envelope["day"])).unwrap(),
        file: match envelope.get("gone") {
            Some(digest) => ServedFile::Gone(Digest::parse(text(digest)).unwrap()),
            None => ServedFile::Bytes(bytes(&envelope["sealed_base64"])),
        },
    };
    thread.as_array().unwrap().iter().map(one).collect()
}

/// The verdicts on a thread, in the form of the fixture.
fn verdicts(entries: &[Entry]) -> Value {
    let one = |entry: &Entry| match &entry.state {
        State::Shown(shown) => json!({
            "status": "shown",
            "kind": shown.body.get().content.kind().name(),
            "side": match shown.writer {
                Writer::Reporter => "reporter",
                Writer::Holder(_) => "member",
            },
            "linked": shown.linked,
        }),
        State::Struck { .. } => json!({ "status": "struck" }),
        State::Damaged(_) => json!({ "status": "damaged" }),
    };
    entries.iter().map(one).collect()
}

#[test]
fn a_case_sealed_in_typescript_is_read_by_both_sides() {
    let fixture = read("case-by-typescript.json");
    let expected = &fixture["expected"];
    let channel = ChannelId::parse(text(&fixture["channel"])).unwrap();
    let notes: Vec<&str> = fixture["notes"].as_array().unwrap().iter().map(text).collect();
    let (conversation, internal) = (served(&fixture["conversation"]), served(&fixture["internal"]));

    let code = CaseCode::parse(text(&fixture["code"])).unwrap();
    let sealed = Sealed::through_gate(bytes(&fixture["anchor_base64"])).unwrap();
    let anchor = Anchor::open(&sealed, &code).unwrap();
    assert_eq!(anchor.get().channel, channel);
    assert_eq!(anchor.get().case.to_string(), text(&fixture["case"]));
    assert_eq!(anchor.get().leaf().to_string(), text(&fixture["leaf"]));
    let keyrings: KeyringChain = anchor.get().keyrings(&notes).unwrap();
    let seen = ReporterCase::new(&code, &anchor).conversation(&keyrings, &conversation);
    assert_eq!(verdicts(seen.entries()), expected["reporter"]);
    assert!(seen.alarms().is_empty());

    let member = &fixture["member"];
    let identity = Identity::<Handler>::parse(text(&member["identity"])).unwrap();
    let signing = parse_base64_exact(text(&member["signing_seed_base64"])).unwrap();
    let verify = SigningKey::from_seed(signing).verifying_key();
    let open = |name: &str| {
        let wrap = Sealed::through_gate(bytes(&member[name])).unwrap();
        Wrap::open(&wrap, &identity, &verify, &keyrings).unwrap()
    };
    let alone = MemberCase::open(&[open("unconfirmed_wrap_base64")], &keyrings, &conversation);
    assert_eq!(alone.err(), Some(CaseError::Unconfirmed));
    let wraps = [open("unconfirmed_wrap_base64"), open("wrap_base64")];
    let (case, seen) = MemberCase::open(&wraps, &keyrings, &conversation).unwrap();
    assert_eq!(case.keys().generation(), wraps[1].wrap.get().keys.generation());
    assert_eq!(verdicts(seen.entries()), expected["member"]);
    assert!(seen.alarms().is_empty());
    let notes = case.internal(&seen, &keyrings, &internal);
    assert_eq!(verdicts(notes.entries()), expected["internal"]);
    assert!(notes.alarms().is_empty());

    let contact = seen.entries().iter().filter_map(Entry::shown).find_map(|shown| {
        if let Content::Contact(contact) = &shown.body.get().content { Some(contact) } else { None }
    });
    let custodian = Identity::<Custodian>::parse(text(&fixture["custodian_identity"])).unwrap();
    let first = Identity::parse(text(&member["case_keys"][0])).unwrap();
    let released = contact.unwrap().release(&custodian).unwrap();
    assert_eq!(released.open(&first).unwrap().text.expose(), text(&fixture["contact"]));
}
