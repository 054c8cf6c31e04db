//! Bodies of every kind in a thread: what is read is written, and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::body::ThreadBody;
use sigill_sealing::kind::Kind;

fuzz_target!(|data: &[u8]| {
    for kind in Kind::ALL {
        if let Ok(body) = ThreadBody::parse(*kind, data) {
            // What was read is of its form, so it is written.
            let written = body.to_value().map(|value| value.to_json());
            assert!(written.is_ok_and(|json| ThreadBody::parse(*kind, json.as_bytes()).is_ok()));
        }
    }
});
