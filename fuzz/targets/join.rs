//! What somebody invited sends, under a tag that holds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::code::InvitationCode;
use sigill_sealing::invitation::{tag_join, verify_join};

fuzz_target!(|data: &[u8]| {
    let code = InvitationCode::from_bytes([1; 15]);
    let Ok(tag) = tag_join(&code, data) else { return };
    if let Ok(join) = verify_join(&code, data, &tag) {
        let json = join.to_json();
        let tag = tag_join(&code, json.as_bytes());
        assert!(tag.is_ok_and(|tag| verify_join(&code, json.as_bytes(), &tag).is_ok()));
    }
});
