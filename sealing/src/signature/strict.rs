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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::parse_hex;
    use serde_json::Value;

    /// Verifies the cases of one list; they are over bare messages, so only here.
    fn outcomes(list: &str) -> Vec<(String, bool)> {
        let vectors: Value =
            serde_json::from_str(include_str!("../../../tests/vectors/ed25519.json")).unwrap();
        let hex = |case: &Value, name: &str| case[name].as_str().unwrap().to_owned();
        let verifies = |case: &Value| {
            let key = parse_hex(&hex(case, "key_hex")).unwrap();
            let signature = parse_hex(&hex(case, "signature_hex")).unwrap();
            let digits = hex(case, "message_hex");
            let message: Vec<u8> = digits
                .as_bytes()
                .chunks(2)
                .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
                .collect();
            check_point(&key).is_ok() && verify(&key, &message, &signature).is_ok()
        };
        let cases = vectors[list].as_array().unwrap();
        assert!(!cases.is_empty());
        cases.iter().map(|case| (hex(case, "name"), verifies(case))).collect()
    }

    #[test]
    fn ordinary_signatures_verify() {
        for (name, verifies) in outcomes("accepted") {
            assert!(verifies, "{name}");
        }
    }

    #[test]
    fn whatever_libraries_disagree_on_is_refused() {
        for (name, verifies) in outcomes("refused") {
            assert!(!verifies, "{name}");
        }
    }
}
