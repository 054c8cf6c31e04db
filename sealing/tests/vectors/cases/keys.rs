use super::list;
use sigill_sealing::identity::{Identity, Recipient};
use sigill_sealing::role::{Author, Case};
use sigill_sealing::signature::VerifyingKey;

#[test]
fn identities_and_recipients_read_back() {
    for key in list("keys.json", "identities") {
        let text = key["recipient"].as_str().unwrap();
        assert_eq!(Recipient::<Case>::parse(text).unwrap().to_string(), text);
        let identity = Identity::<Case>::parse(key["identity"].as_str().unwrap()).unwrap();
        assert_eq!(identity.recipient().to_string(), text);
    }
}

#[test]
fn bad_keys_are_refused() {
    for text in list("keys.json", "refused_identities") {
        assert!(Identity::<Case>::parse(text.as_str().unwrap()).is_err(), "{text}");
    }
    for text in list("keys.json", "refused_recipients") {
        assert!(Recipient::<Case>::parse(text.as_str().unwrap()).is_err(), "{text}");
    }
    for text in list("keys.json", "refused_verifying_keys") {
        assert!(VerifyingKey::<Author>::parse(text.as_str().unwrap()).is_err(), "{text}");
    }
}
