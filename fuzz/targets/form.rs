//! A form of the server path, and what is typed in it as it is sealed: no control character is left, and it is sealed as it stands.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill::intake::fields::{Fields, as_text};
use sigill_sealing::text::Text;

fuzz_target!(|data: &[u8]| {
    let Some(fields) = Fields::parse(data) else { return };
    for (_, typed) in fields.into_rest() {
        let plain = as_text(&typed);
        assert!(!plain.chars().any(|letter| letter.is_control() && letter != '\n'));
        assert!(*as_text(&plain) == *plain);
        // What is refused is only too long.
        assert!(Text::new(plain.to_string()).is_ok() || plain.chars().count() > 100_000);
    }
});
