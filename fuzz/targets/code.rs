//! Codes as somebody types them: what reads is written in one way, which reads as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::code::{
    CaseCode, ChannelRecoveryCode, InvitationCode, OwnerFingerprint, VaultRecoveryCode,
};

fuzz_target!(|text: &str| {
    let mut read = 0;
    if let Ok(code) = CaseCode::parse(text) {
        read += 1;
        let again = CaseCode::parse(code.written().expose());
        assert!(again.is_ok_and(|again| again.expose() == code.expose()));
    }
    if let Ok(fingerprint) = OwnerFingerprint::parse(text) {
        read += 1;
        assert!(OwnerFingerprint::parse(&fingerprint.to_string()) == Ok(fingerprint));
    }
    read += usize::from(VaultRecoveryCode::parse(text).is_ok());
    read += usize::from(InvitationCode::parse(text).is_ok());
    read += usize::from(ChannelRecoveryCode::parse(text).is_ok());
    assert!(read <= 1, "one text is a code of two types");
});
