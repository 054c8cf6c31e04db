//! A vault that was sealed to its member, whatever it says: it is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::envelope;
use sigill_sealing::identity::{Addressee, Identity};
use sigill_sealing::kind::Kind;
use sigill_sealing::role::{Author, Unlock};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::strict_json::parse;
use sigill_sealing::vault::Vault;

fuzz_target!(|data: &[u8]| {
    let Ok(body) = parse(data) else { return };
    let unlock = Identity::<Unlock>::from_seed([1; 32]);
    let to = [Addressee::from(&unlock.recipient())];
    let signer = SigningKey::<Author>::from_seed([2; 32]);
    if let Ok(sealed) = envelope::seal(Kind::Vault, &body, &signer, &to) {
        drop(Vault::open(&sealed, &unlock, 0));
    }
});
