use super::list;
use serde_json::Value;
use sigill_sealing::body::{Content, ThreadBody};
use sigill_sealing::case_id::CaseId;
use sigill_sealing::code::InvitationCode;
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::encoding::{base64, parse_base64, parse_hex};
use sigill_sealing::id::ChannelId;
use sigill_sealing::index::{Entry, SealedEntry};
use sigill_sealing::invitation::{Tag, verify_join, verify_welcome};
use sigill_sealing::kind::Kind;
use sigill_sealing::parcel::Parcel;
use sigill_sealing::passphrase::Passphrase;
use sigill_sealing::signature::VerifyingKey;

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap_or_else(|| panic!("{name} is missing"))
}

#[test]
fn invitations_verify_under_their_own_code_and_for_their_own_join() {
    let cases = list("objects.json", "invitations");
    for (case, other) in cases.iter().zip(cases.iter().rev()) {
        let code = InvitationCode::parse(text(case, "code")).unwrap();
        let join = text(case, "join").as_bytes();
        let tag = |name| Tag::parse(text(case, name)).unwrap();
        let read = verify_join(&code, join, &tag("join_tag_hex")).unwrap();
        assert_eq!(read.channel.to_string(), text(case, "channel"));
        let (channel, owner) = (read.channel, VerifyingKey::parse(text(case, "owner_base64")).unwrap());
        let welcome =
            |channel, join: &[u8], tag: &Tag| verify_welcome(&code, channel, &owner, join, tag).is_ok();
        assert!(welcome(channel, join, &tag("welcome_tag_hex")));
        assert!(!welcome(ChannelId::from_bytes([0; 16]), join, &tag("welcome_tag_hex")));
        assert!(!welcome(channel, text(other, "join").as_bytes(), &tag("welcome_tag_hex")));
        assert!(!welcome(channel, join, &tag("join_tag_hex")));
        let foreign = InvitationCode::parse(text(other, "code")).unwrap();
        assert!(verify_join(&foreign, join, &tag("join_tag_hex")).is_err());
        assert!(verify_join(&code, text(other, "join").as_bytes(), &tag("join_tag_hex")).is_err());
    }
}

#[test]
fn passphrases_read_as_typed() {
    for case in list("objects.json", "passphrases") {
        assert_eq!(Passphrase::parse(text(&case, "typed")).ok().unwrap().expose(), text(&case, "words"));
    }
    for typed in list("objects.json", "refused_passphrases") {
        assert!(Passphrase::parse(typed.as_str().unwrap()).is_err(), "{typed}");
    }
}

#[test]
fn index_entries_open_to_what_was_cached() {
    for case in list("objects.json", "index") {
        let own = SelfSeed::from_bytes(parse_hex(text(&case, "self_hex")).unwrap());
        let ciphertext = parse_base64(text(&case, "ciphertext_base64")).unwrap();
        let sealed =
            SealedEntry::from_parts(parse_hex(text(&case, "salt_hex")).unwrap(), ciphertext).unwrap();
        let entry = Entry::open(&sealed, &own, CaseId::parse(text(&case, "case")).unwrap()).unwrap();
        assert_eq!((entry.counter, entry.view.as_str()), (7, text(&case, "view")));
    }
}

#[test]
fn claims_hold_for_their_own_two_cases_only() {
    let bodies = list("bodies.json", "accepted");
    let body = bodies.iter().find(|case| text(case, "name") == "continues").unwrap();
    for case in list("objects.json", "claims") {
        let mut document: Value = serde_json::from_str(text(body, "body")).unwrap();
        document["text"] = case["text"].clone();
        let read = ThreadBody::parse(Kind::Act, document.to_string().as_bytes()).unwrap();
        let Content::Act(act) = read.content else { panic!("an act") };
        let claim = act.claim().unwrap();
        let key = VerifyingKey::parse(text(&case, "old_key_base64")).unwrap();
        let (old, new) =
            (CaseId::parse(text(&case, "old")).unwrap(), CaseId::parse(text(&case, "new")).unwrap());
        assert_eq!(claim.old(), old);
        assert!(claim.is_by(&key, new) && !claim.is_by(&key, old));
    }
}

#[test]
fn parcels_are_read_as_written_and_no_others() {
    let parcels = crate::made::read("objects.json")["parcels"].clone();
    let wrap = text(&parcels, "wrap_base64");
    let content = |case: &Value| text(case, "content").replace("@wrap@", wrap);
    let of = |name: &str| parcels[name].as_array().unwrap().clone();
    for case in of("accepted") {
        let written: Value = serde_json::from_str(&content(&case)).unwrap();
        let parcel = Parcel::parse(content(&case).as_bytes()).unwrap_or_else(|_| panic!("{}", case["name"]));
        let read = parcel.wraps.iter().map(|(holder, wrap)| (holder.to_string(), base64(wrap.as_bytes())));
        let expected = written["wraps"].as_array().unwrap().iter();
        assert!(
            read.eq(expected.map(|wrap| (text(wrap, "holder").to_owned(), text(wrap, "sealed").to_owned())))
        );
        assert_eq!(parcel.locator.to_string(), text(&written, "locator"));
    }
    for case in of("refused") {
        assert!(Parcel::parse(content(&case).as_bytes()).is_err(), "{}", case["why"]);
    }
}
