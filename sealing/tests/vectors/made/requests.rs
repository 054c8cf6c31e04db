//! Makes `requests.json`.

use serde_json::{Value, json};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::hex;
use sigill_sealing::id::MemberId;
use sigill_sealing::request::{credentials_bytes, request_bytes, sign_in_bytes};
use sigill_sealing::role::{Access, SignIn};
use sigill_sealing::signature::{self, Signature, SigningKey};

const SEED: [u8; 32] = [7; 32];

pub(crate) fn make() -> Value {
    let access = SigningKey::<Access>::from_seed(SEED);
    let requests = [
        ("GET", "/api/case", ""),
        ("POST", "/api/cases", "{}"),
        ("PATCH", "/api/case/files/1?x=%20", "\u{e5}"),
    ]
    .map(|(method, path, body)| {
        let nonce = std::array::from_fn(|place| u8::try_from(place).unwrap());
        let signature: Signature<signature::Request> =
            access.sign(&request_bytes(method, path, body.as_bytes(), &nonce));
        json!({
            "method": method, "path": path, "body": body, "nonce_hex": hex(&nonce),
            "signature_base64": signature.to_string(),
        })
    });
    let sign_in = SigningKey::<SignIn>::from_seed(SEED);
    let challenges = ["https://desk.example", "http://localhost:8081"].map(|origin| {
        let (member, challenge) = (MemberId::from_bytes([3; 16]), [5; 32]);
        let signature: Signature<signature::SignIn> =
            sign_in.sign(&sign_in_bytes(origin, member, &challenge));
        json!({
            "origin": origin, "member": member.to_string(), "challenge_hex": hex(&challenge),
            "signature_base64": signature.to_string(),
        })
    });
    let changes = ["{}", r#"{"secret":"AAAA","code":"123456"}"#].map(|change| {
        let (member, challenge) = (MemberId::from_bytes([3; 16]), [5; 32]);
        let bytes = credentials_bytes("https://desk.example", member, &challenge, change.as_bytes());
        let signature: Signature<signature::Credentials> = sign_in.sign(&bytes);
        json!({
            "origin": "https://desk.example", "member": member.to_string(), "challenge_hex": hex(&challenge),
            "change": change, "signature_base64": signature.to_string(),
        })
    });
    let locator = Digest::of(access.verifying_key().as_bytes());
    json!({
        "seed_hex": hex(&SEED), "locator": locator.to_string(), "requests": requests, "challenges": challenges,
        "changes": changes,
    })
}
