//! Nonces that the server can verify without having stored them.
//!
//! 32 bytes: the minute it was made, 8 random bytes, and a MAC of both. A nonce proves that the request it stands in was
//! made within the last ten minutes. It is not kept when it is made; what may happen once remembers it when it is used.

use rand::{CryptoRng, RngCore};
use subtle::ConstantTimeEq;

use crate::server_key::{Purpose, ServerKey};

/// Bytes of a nonce.
pub const LENGTH: usize = 32;
/// How long a nonce is good, in minutes.
pub const LIFETIME: i64 = 10;

/// Bytes of the minute, of the random part, and of the MAC after them.
const MINUTE: usize = 8;
const SIGNED: usize = 16;

/// What a nonce turned out to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Freshness {
    /// Ours, and of the last ten minutes.
    Fresh,
    /// Ours, but too old (or this machine's clock went back).
    Expired,
    /// Not ours.
    Foreign,
}

/// A nonce made in `minute` (since 1970).
pub fn make(
    key: &ServerKey,
    purpose: Purpose,
    minute: i64,
    rng: &mut (impl RngCore + CryptoRng),
) -> [u8; LENGTH] {
    make_for(key, purpose, b"", minute, rng)
}

/// A nonce that is good for one bearer alone, such as a session.
pub fn make_for(
    key: &ServerKey,
    purpose: Purpose,
    bearer: &[u8],
    minute: i64,
    rng: &mut (impl RngCore + CryptoRng),
) -> [u8; LENGTH] {
    let mut nonce = [0; LENGTH];
    let (signed, tag) = nonce.split_at_mut(SIGNED);
    let (when, random) = signed.split_at_mut(MINUTE);
    when.copy_from_slice(&minute.to_be_bytes());
    rng.fill_bytes(random);
    tag.copy_from_slice(&mac(key, purpose, signed, bearer));
    nonce
}

/// Judges `nonce` in `minute`.
#[must_use]
pub fn judge(key: &ServerKey, purpose: Purpose, nonce: &[u8; LENGTH], minute: i64) -> Freshness {
    judge_for(key, purpose, b"", nonce, minute)
}

/// Judges `nonce`, shown by `bearer`, in `minute`.
#[must_use]
pub fn judge_for(
    key: &ServerKey,
    purpose: Purpose,
    bearer: &[u8],
    nonce: &[u8; LENGTH],
    minute: i64,
) -> Freshness {
    let (signed, tag) = nonce.split_at(SIGNED);
    if !bool::from(mac(key, purpose, signed, bearer).ct_eq(tag)) {
        return Freshness::Foreign;
    }
    let Some(made) = signed.first_chunk::<MINUTE>().copied().map(i64::from_be_bytes) else {
        return Freshness::Foreign;
    };
    match minute.checked_sub(made) {
        Some(0..LIFETIME) => Freshness::Fresh,
        Some(_) | None => Freshness::Expired,
    }
}

/// Over the signed part, which has one length, and whoever the nonce is for.
fn mac(key: &ServerKey, purpose: Purpose, signed: &[u8], bearer: &[u8]) -> [u8; LENGTH - SIGNED] {
    let full = key.mac(purpose, &[signed, bearer].concat());
    let mut half = [0; LENGTH - SIGNED];
    half.iter_mut().zip(full).for_each(|(to, from)| *to = from);
    half
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::OsRng;

    const NOW: i64 = 29_000_000;

    #[test]
    fn a_nonce_is_good_for_ten_minutes_and_only_for_its_purpose() {
        let key = ServerKey::generate(&mut OsRng);
        let nonce = make(&key, Purpose::IntakeNonce, NOW, &mut OsRng);
        assert_eq!(judge(&key, Purpose::IntakeNonce, &nonce, NOW), Freshness::Fresh);
        assert_eq!(judge(&key, Purpose::IntakeNonce, &nonce, NOW + 9), Freshness::Fresh);
        assert_eq!(judge(&key, Purpose::IntakeNonce, &nonce, NOW + 10), Freshness::Expired);
        assert_eq!(judge(&key, Purpose::IntakeNonce, &nonce, NOW - 1), Freshness::Expired);
        assert_eq!(judge(&key, Purpose::SignInChallenge, &nonce, NOW), Freshness::Foreign);
    }

    #[test]
    fn a_nonce_for_one_bearer_is_foreign_to_every_other() {
        let key = ServerKey::generate(&mut OsRng);
        let nonce = make_for(&key, Purpose::ChangeChallenge, b"one", NOW, &mut OsRng);
        let judged = |bearer| judge_for(&key, Purpose::ChangeChallenge, bearer, &nonce, NOW);
        assert_eq!(judged(b"one"), Freshness::Fresh);
        assert_eq!(judged(b"two"), Freshness::Foreign);
        assert_eq!(judge(&key, Purpose::ChangeChallenge, &nonce, NOW), Freshness::Foreign);
    }

    #[test]
    fn a_nonce_changed_anywhere_is_foreign() {
        let key = ServerKey::generate(&mut OsRng);
        let nonce = make(&key, Purpose::IntakeNonce, NOW, &mut OsRng);
        for place in 0..LENGTH {
            let mut changed = nonce;
            changed[place] ^= 1;
            assert_eq!(judge(&key, Purpose::IntakeNonce, &changed, NOW), Freshness::Foreign);
        }
    }

    #[test]
    fn two_nonces_of_one_minute_differ() {
        let key = ServerKey::generate(&mut OsRng);
        let two = [(); 2].map(|()| make(&key, Purpose::IntakeNonce, NOW, &mut OsRng));
        assert_ne!(two[0], two[1]);
    }
}
