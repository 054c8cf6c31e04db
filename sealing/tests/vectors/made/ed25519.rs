//! Makes `ed25519.json`.

use curve25519_dalek::constants::EIGHT_TORSION;
use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha512};
use sigill_sealing::encoding::{hex, parse_hex};

/// The cases of "Taming the many `EdDSA`s" (Chalkias, Garillot, Nikolaenko, 2020, table 6c):
/// message, key, R and S. Libraries disagree on each; here all are refused.
const TAMED: [(&str, &str, &str, &str, &str); 12] = [
    (
        "0: A and R of small order, S is 0",
        "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "0000000000000000000000000000000000000000000000000000000000000000",
    ),
    (
        "1: A of small order, R of mixed order",
        "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
        "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
    ),
    (
        "2: A of mixed order, R of small order",
        "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab",
        "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e",
    ),
    (
        "3: A and R of mixed order, verifies with and without the cofactor",
        "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
        "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
        "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f",
        "87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009",
    ),
    (
        "4: A and R of mixed order, verifies with the cofactor alone",
        "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
        "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
        "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed512",
        "5ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09",
    ),
    (
        "5: A of mixed order, R of prime order, verifies with the cofactor alone",
        "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
        "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
        "21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7",
        "e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405",
    ),
    (
        "6: S is not below L",
        "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
        "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623",
        "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e",
        "547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514",
    ),
    (
        "7: S is far above L",
        "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
        "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623",
        "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa1942",
        "7e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22",
    ),
    (
        "8: R of small order and not canonical, hashed as it is",
        "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41",
        "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "03be9678ac102edcd92b0210bb34d7428d12ffc5df5f37e359941266a4e35f0f",
    ),
    (
        "9: R of small order and not canonical, hashed canonically",
        "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41",
        "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ca8c5b64cd208982aa38d4936621a4775aa233aa0505711d8fdcfdaa943d4908",
    ),
    (
        "10: A of small order and not canonical, hashed as it is",
        "e96b7021eb39c1a163b6da4e3093dcd3f21387da4cc4572be588fafae23c155b",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dc",
        "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
    ),
    (
        "11: A of small order and not canonical, hashed canonically",
        "39a591f5321bbe07fd5a23dc2f39d025d74526615746727ceefd6e82ae65c06f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dc",
        "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
    ),
];

/// RFC 8032 section 7.1, tests 1 to 3: seed and message.
const RFC_8032: [(&str, &str); 3] = [
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", ""),
    ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72"),
    ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82"),
];

fn case(name: &str, message_hex: &str, key_hex: &str, signature_hex: &str) -> Value {
    json!({ "name": name, "message_hex": message_hex, "key_hex": key_hex, "signature_hex": signature_hex })
}

/// A signature whose R has a part of small order, and that verifies with the cofactor:
/// the key is an ordinary one.
fn with_mixed_r(key: &SigningKey, message: &[u8]) -> [u8; 64] {
    let nonce = Scalar::from(1_234_567_u64);
    let r = (EdwardsPoint::mul_base(&nonce) + EIGHT_TORSION[1]).compress();
    let hash = Sha512::new().chain_update(r.as_bytes()).chain_update(key.verifying_key().as_bytes());
    let challenge = Scalar::from_bytes_mod_order_wide(&hash.chain_update(message).finalize().into());
    let s = nonce + challenge * key.to_scalar();
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(r.as_bytes());
    signature[32..].copy_from_slice(s.as_bytes());
    signature
}

pub(crate) fn make() -> Value {
    let mut accepted = Vec::new();
    for (test, (seed, message_hex)) in (1..).zip(RFC_8032) {
        let key = SigningKey::from_bytes(&parse_hex(seed).unwrap());
        let message = match message_hex.len() {
            0 => Vec::new(),
            2 => parse_hex::<1>(message_hex).unwrap().to_vec(),
            _ => parse_hex::<2>(message_hex).unwrap().to_vec(),
        };
        let name = format!("RFC 8032, test {test}");
        let signature = key.sign(&message).to_bytes();
        accepted.push(case(&name, message_hex, &hex(key.verifying_key().as_bytes()), &hex(&signature)));
    }
    let mut refused: Vec<_> =
        TAMED.iter().map(|(name, message, key, r, s)| case(name, message, key, &format!("{r}{s}"))).collect();
    let key = SigningKey::from_bytes(&[7; 32]);
    let key_hex = hex(key.verifying_key().as_bytes());
    let message = b"sigill";
    let good = key.sign(message).to_bytes();
    let mut add = |name: &str, message: &[u8], signature: &[u8; 64]| {
        refused.push(case(name, &hex(message), &key_hex, &hex(signature)));
    };
    add("R of mixed order under an ordinary key", message, &with_mixed_r(&key, message));
    add("another message", b"sigil", &good);
    let mut wrong = good;
    wrong[0] ^= 1;
    add("another R", message, &wrong);
    wrong = good;
    wrong[32] ^= 1;
    add("another S", message, &wrong);
    add("all zeros", message, &[0; 64]);
    let other = SigningKey::from_bytes(&[8; 32]).sign(message).to_bytes();
    add("signed by another key", message, &other);
    json!({ "accepted": accepted, "refused": refused })
}
