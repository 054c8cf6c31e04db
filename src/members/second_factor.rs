//! The second factor: codes of six digits from the member's own device (RFC 6238, SHA-1, 30 seconds).

use rand::{CryptoRng, RngCore};
use sigill_sealing::encoding::parse_base64_exact;
use sigill_sealing::id::MemberId;
use sigill_sealing::secret::Secret;
use totp_rs::{Algorithm, Builder, Totp};

use crate::server_key::{Purpose, ServerKey, Unsealable};

/// Bytes of the shared secret: a block of SHA-1's output (RFC 4226 section 4).
pub const SECRET: usize = 20;
/// Seconds that one code is shown.
const STEP: u64 = 30;
/// How many steps a device's clock may be off, either way.
const SKEW: u16 = 1;

/// The secret that a member's device shares with the server.
pub struct SecondFactor(Secret<[u8; SECRET]>);

impl SecondFactor {
    /// The factor of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; SECRET]) -> Self {
        Self(Secret::new(bytes))
    }

    /// Reads base64.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse_base64_exact(text).ok().map(Self::from_bytes)
    }

    /// The step whose code `code` is, if it is one that a device may show at `second` (since 1970). Whoever asks sees to it
    /// that a step is taken once.
    #[must_use]
    pub fn step_of(&self, code: &str, second: i64) -> Option<i64> {
        let second = u64::try_from(second).ok()?;
        let step = self.codes()?.check(code, second)?;
        i64::try_from(step).ok()
    }

    fn codes(&self) -> Option<Totp> {
        // The library would panic at more than nine digits; these are its own defaults, said aloud.
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(SKEW)
            .with_step_duration(STEP)
            .with_secret(totp_rs::Secret::new_stack(*self.0.expose()))
            .build()
            .ok()
    }

    /// Sealed to the server key, for the row of `member` alone.
    pub fn seal(
        &self,
        key: &ServerKey,
        member: MemberId,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Vec<u8>, Unsealable> {
        key.seal(Purpose::SecondFactor, &place(member), self.0.expose(), rng)
    }

    /// Opens what [`SecondFactor::seal`] sealed for the same member.
    pub fn open(key: &ServerKey, member: MemberId, sealed: &[u8]) -> Result<Self, Unsealable> {
        let opened = key.open(Purpose::SecondFactor, &place(member), sealed)?;
        <[u8; SECRET]>::try_from(opened.as_slice()).map(Self::from_bytes).map_err(|_length| Unsealable)
    }
}

/// Table, column and row: a sealed secret moved elsewhere opens nothing.
fn place(member: MemberId) -> Vec<u8> {
    [b"second_factors/sealed/".as_slice(), member.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::OsRng;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, whose codes have eight digits; ours are the last six.
        let factor = SecondFactor::from_bytes(*b"12345678901234567890");
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(factor.step_of(code, second), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_no_more() {
        let factor = SecondFactor::from_bytes(*b"12345678901234567890");
        let taken = |second| factor.step_of("287082", second);
        // Its own step is the second one, from 30 to 59.
        assert_eq!([0, 30, 59, 89].map(taken), [Some(1); 4]);
        assert_eq!([-1, 90, 10_000].map(taken), [None; 3]);
        for code in ["", "28708", "2870820", "+28708", "28708a", "２87082"] {
            assert_eq!(factor.step_of(code, 59), None, "{code}");
        }
    }

    #[test]
    fn a_sealed_secret_opens_in_its_own_row_alone() {
        let key = ServerKey::generate(&mut OsRng);
        let (one, two) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
        let sealed = SecondFactor::from_bytes([7; SECRET]).seal(&key, one, &mut OsRng).unwrap();
        assert!(SecondFactor::open(&key, one, &sealed).is_ok());
        assert!(SecondFactor::open(&key, two, &sealed).is_err());
        assert!(SecondFactor::open(&ServerKey::generate(&mut OsRng), one, &sealed).is_err());
    }
}
