//! The outer object of an envelope that was sealed to us by anybody: it opens or is refused, and verifies for nobody.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::envelope;
use sigill_sealing::gate::Sealed;
use sigill_sealing::identity::{Addressee, Identity};
use sigill_sealing::kind::Internal;
use sigill_sealing::role::{Author, Case};
use sigill_sealing::seal;
use sigill_sealing::secret::Plaintext;
use sigill_sealing::signature::SigningKey;

fuzz_target!(|data: &[u8]| {
    let identity = Identity::<Case>::from_seed([1; 32]);
    let mut content = data.to_vec();
    content.resize(data.len().max(4096).next_power_of_two(), b' ');
    let to = [Addressee::from(&identity.recipient())];
    let Ok(sealed): Result<Sealed<Internal>, _> = seal::seal(&Plaintext::new(content), &to) else { return };
    if let Ok(opened) = envelope::open(&sealed, &identity) {
        let nobody = SigningKey::<Author>::from_seed([2; 32]).verifying_key();
        assert!(opened.verify(&nobody).is_err());
    }
});
