//! An anchor that was sealed and signed with the code, whatever it says: it is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::anchor::Anchor;
use sigill_sealing::code::CaseCode;
use sigill_sealing::envelope;
use sigill_sealing::identity::Addressee;
use sigill_sealing::kind::Kind;
use sigill_sealing::strict_json::parse;

fuzz_target!(|data: &[u8]| {
    let Ok(body) = parse(data) else { return };
    let code = CaseCode::from_bytes([1; 15]);
    let to = [Addressee::from(&code.reporter().identity().recipient())];
    let signer = code.signing().signing_key();
    if let Ok(sealed) = envelope::seal(Kind::Anchor, &body, &signer, &to) {
        drop(Anchor::open(&sealed, &code));
    }
});
