//! Makes `keys.json`.

use serde_json::{Value, json};
use sigill_sealing::encoding::{base64, hex, parse_hex};
use sigill_sealing::identity::Identity;
use sigill_sealing::role::{Author, Case};
use sigill_sealing::signature::SigningKey;

const SEEDS: [[u8; 32]; 3] = [[0; 32], [7; 32], [255; 32]];

/// Bech32 without its limit of length, for keys that must be refused.
enum LongBech32 {}

impl bech32::Checksum for LongBech32 {
    type MidstateRepr = u32;
    const CODE_LENGTH: usize = 4096;
    const CHECKSUM_LENGTH: usize = 6;
    const GENERATOR_SH: [u32; 5] = <bech32::Bech32 as bech32::Checksum>::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = <bech32::Bech32 as bech32::Checksum>::TARGET_RESIDUE;
}

fn bech32_text(prefix: &str, bytes: &[u8]) -> String {
    bech32::encode_lower::<LongBech32>(bech32::Hrp::parse(prefix).unwrap(), bytes).unwrap()
}

/// A recipient whose X25519 half is this point.
fn with_point(point: [u8; 32]) -> String {
    let mut bytes = *Identity::<Case>::from_seed([7; 32]).recipient().as_bytes();
    bytes[1184..].copy_from_slice(&point);
    bech32_text("age1pq", &bytes)
}

pub(crate) fn make() -> Value {
    let identity = Identity::<Case>::from_seed([7; 32]);
    let (secret, public) = (identity.written().expose().clone(), identity.recipient().to_string());
    let identities = SEEDS.map(|seed| {
        let identity = Identity::<Case>::from_seed(seed);
        json!({
            "seed_hex": hex(&seed), "identity": identity.written().expose(), "recipient": identity.recipient().to_string(),
        })
    });
    let refused_identities = [
        String::new(),
        secret.to_lowercase(),
        secret.replacen("PQ-1", "PQ-2", 1),
        secret.chars().skip(1).collect(),
        format!("{secret} "),
        public.clone(),
        bech32_text("age-secret-key-pq-", &[7; 31]).to_uppercase(),
        bech32_text("age-secret-key-pq-", &[7; 33]).to_uppercase(),
        bech32_text("age-secret-key-", &[7; 32]).to_uppercase(),
    ];
    let mut large = *identity.recipient().as_bytes();
    // Twelve bits of ones are 4095, over ML-KEM's modulus 3329.
    large[..3].copy_from_slice(&[255; 3]);
    let mut order_8 = parse_hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800").unwrap();
    let mut not_canonical = [255_u8; 32];
    not_canonical[0] = 0xee;
    not_canonical[31] = 0x7f;
    let mut refused_recipients = vec![
        String::new(),
        public.to_uppercase(),
        public.chars().take(public.len() - 1).collect(),
        format!(" {public}"),
        secret,
        bech32_text("age", &[9; 32]),
        bech32_text("age1pq", &identity.recipient().as_bytes()[1..]),
        bech32_text("age1pq", &large),
        with_point([0; 32]),
        with_point(std::array::from_fn(|place| u8::from(place == 0))),
        with_point(order_8),
        with_point(not_canonical),
    ];
    order_8[31] |= 0x80;
    refused_recipients.push(with_point(order_8));
    let verifying_keys = SEEDS.map(|seed| {
        let key = SigningKey::<Author>::from_seed(seed).verifying_key();
        json!({ "seed_hex": hex(&seed), "key_base64": key.to_string(), "id": key.id().to_string() })
    });
    let key = SigningKey::<Author>::from_seed([7; 32]).verifying_key();
    let refused_verifying_keys = [
        String::new(),
        base64(&key.as_bytes()[..31]),
        key.to_string().replace('=', ""),
        format!("{key}\n"),
        // The identity, the point of order 2, points of order 4 and 8.
        base64(&std::array::from_fn::<u8, 32, _>(|place| u8::from(place == 0))),
        base64(&parse_hex::<32>("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f").unwrap()),
        base64(&[0; 32]),
        base64(&parse_hex::<32>("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a").unwrap()),
        // Mixed order, no point, not canonical, minus zero.
        base64(&parse_hex::<32>("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d").unwrap()),
        base64(&std::array::from_fn::<u8, 32, _>(|place| if place == 0 { 2 } else { 0 })),
        base64(&parse_hex::<32>("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f").unwrap()),
        base64(&parse_hex::<32>("0100000000000000000000000000000000000000000000000000000000000080").unwrap()),
        base64(&[255; 32]),
    ];
    json!({
        "identities": identities,
        "refused_identities": refused_identities,
        "refused_recipients": refused_recipients,
        "verifying_keys": verifying_keys,
        "refused_verifying_keys": refused_verifying_keys,
    })
}
