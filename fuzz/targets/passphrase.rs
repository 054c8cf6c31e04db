//! Passphrases as typed: what reads, reads again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::passphrase::Passphrase;

fuzz_target!(|text: &str| {
    if let Ok(passphrase) = Passphrase::parse(text) {
        let again = Passphrase::parse(passphrase.expose());
        assert!(again.is_ok_and(|again| again.expose() == passphrase.expose()));
    }
});
