//! Keys in text: age's recipients and identities, Ed25519's verifying keys.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::identity::{Identity, Recipient};
use sigill_sealing::role::{Author, Case};
use sigill_sealing::signature::VerifyingKey;

fuzz_target!(|text: &str| {
    if let Ok(recipient) = Recipient::<Case>::parse(text) {
        assert!(recipient.to_string() == text);
    }
    if let Ok(identity) = Identity::<Case>::parse(text) {
        assert!(identity.written().expose() == text);
    }
    if let Ok(key) = VerifyingKey::<Author>::parse(text) {
        assert!(key.to_string() == text);
    }
});
