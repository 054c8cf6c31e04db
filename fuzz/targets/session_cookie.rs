//! The value of a session's cookie: what reads is written as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill::members::session::SessionToken;

fuzz_target!(|text: &str| {
    if let Some(token) = SessionToken::parse(text) {
        assert!(token.written().expose() == text);
    }
});
