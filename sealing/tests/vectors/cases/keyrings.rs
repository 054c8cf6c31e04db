use super::list;
use crate::made::read;
use serde_json::Value;
use sigill_sealing::code::OwnerFingerprint;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::ChannelId;
use sigill_sealing::keyring::{Clock, KeyringChain, Pin, Status};
use sigill_sealing::signature::VerifyingKey;

/// The notes of a case, their recipients put back.
fn notes(case: &Value) -> Vec<String> {
    let recipients = read("keyrings.json")["recipients"].as_object().unwrap().clone();
    let whole = |note: &Value| {
        recipients.iter().fold(note.as_str().unwrap().to_owned(), |note, (name, recipient)| {
            note.replace(name, recipient.as_str().unwrap())
        })
    };
    case["notes"].as_array().unwrap().iter().map(whole).collect()
}

fn pin(pin: &Value) -> Pin {
    let text = |name: &str| pin[name].as_str();
    if let Some(fingerprint) = text("fingerprint") {
        return Pin::Fingerprint(OwnerFingerprint::parse(fingerprint).unwrap());
    }
    if let Some(owner) = text("owner_base64") {
        return Pin::Owner(VerifyingKey::parse(owner).unwrap());
    }
    match text("hash") {
        Some(hash) => Pin::Note { epoch: pin["epoch"].as_u64().unwrap(), hash: Digest::parse(hash).unwrap() },
        None => Pin::Nothing,
    }
}

#[test]
fn chains_of_keyrings_are_taken_and_refused() {
    let channel = ChannelId::parse(read("keyrings.json")["channel"].as_str().unwrap()).unwrap();
    for case in list("keyrings.json", "chains") {
        let notes = notes(&case);
        let notes: Vec<&str> = notes.iter().map(String::as_str).collect();
        let taken = KeyringChain::verify(channel, &notes, &pin(&case["pin"])).is_ok();
        assert_eq!(taken, case["expected"] == "ok", "{}", case["name"]);
    }
}

#[test]
fn a_day_decides_whether_a_keyring_is_good() {
    let cases = list("keyrings.json", "chains");
    let channel = ChannelId::parse(read("keyrings.json")["channel"].as_str().unwrap()).unwrap();
    let chain = KeyringChain::verify(channel, &[&notes(&cases[0])[0]], &Pin::Nothing).unwrap();
    for case in list("keyrings.json", "status") {
        assert_eq!(case["expires"], chain.newest().expires().to_string().as_str());
        let clock = if case["clock"] == "browser" { Clock::Browser } else { Clock::Server };
        let status = match chain.newest().status(Day::parse(case["day"].as_str().unwrap()).unwrap(), clock) {
            Status::NotYet => "not-yet",
            Status::Valid => "valid",
            Status::Grace => "grace",
            Status::Expired => "expired",
        };
        assert_eq!(case["status"], status, "{case}");
    }
}
