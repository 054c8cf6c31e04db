//! Strict JSON: what is read is written, and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::strict_json::{parse, read_object};

fuzz_target!(|data: &[u8]| {
    if let Ok(value) = parse(data) {
        assert!(parse(value.to_json().as_bytes()) == Ok(value));
    }
    // A schema's reader takes what is there, or says what is missing.
    if let Ok(mut object) = read_object(data) {
        let version = object.integer("v").is_ok();
        let end = object.end();
        assert!(version || end.is_err() || data.contains(&b'{'));
    }
});
