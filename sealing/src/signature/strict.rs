//! Verification that leaves no room: whatever two libraries could judge differently is
//! refused. See "Taming the many `EdDSA`s" (Chalkias, Garillot, Nikolaenko, 2020).

use super::SignatureError;
use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::traits::IsIdentity;
use ed25519_dalek::{Signature, VerifyingKey};

/// Refuses a point that is not canonical, not of prime order, or the identity.
/// `verify_strict` alone takes points of mixed order and some that are not canonical.
pub(super) fn check_point(bytes: &[u8; 32]) -> Result<(), SignatureError> {
    CompressedEdwardsY(*bytes)
        .decompress()
        .filter(|point| {
            point.compress().as_bytes() == bytes && !point.is_identity() && point.is_torsion_free()
        })
        .map(drop)
        .ok_or(SignatureError::Signature)
}

/// Verifies with a key that [`check_point`] has let through; R is checked here, S < L by
/// ed25519-dalek.
pub(super) fn verify(key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> Result<(), SignatureError> {
    let signature = Signature::from_bytes(signature);
    check_point(signature.r_bytes())?;
    VerifyingKey::from_bytes(key)
        .and_then(|key| key.verify_strict(message, &signature))
        .map_err(|_told_no_more| SignatureError::Signature)
}
