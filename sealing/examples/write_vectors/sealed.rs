//! Makes `sealed-by-rust.json`, which is random in every sealed byte.

use crate::fixtures::described;
use crate::made::envelopes::AUTHOR;
use crate::places::{ENVELOPE_PLACES, case, seal_content, seal_envelope, shape};
use serde_json::{Value, json};
use sigill_sealing::encoding::base64;
use sigill_sealing::identity::Identity;
use sigill_sealing::role::{Author, Case};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::strict_json::object;

const FILES: [(&str, &str, usize); 7] = [
    ("the smallest envelope", "conversation", 4096),
    ("an envelope of two chunks", "internal", 131_072),
    ("the smallest wrap", "wrap", 1024),
    ("contact details", "contact-details", 2048),
    ("the smallest file", "file", 4096),
    ("a file of exactly one chunk", "file", 65_536),
    ("a file of two chunks", "file", 67_584),
];

/// Everything random that Rust seals.
pub(crate) fn make() -> Value {
    let written = |identity: &Identity<Case>| identity.written().expose().clone();
    let identities = |place: &str| {
        let count = u8::try_from(*shape(place).stanzas.start()).unwrap();
        (1..=count).map(|seed| written(&Identity::from_seed([seed; 32]))).collect::<Vec<_>>()
    };
    let mut files: Vec<_> = FILES
        .map(|(name, place, length)| {
            let content = json!({ "counting": 251, "length": length });
            let sealed = seal_content(place, described(&content));
            json!({
                "name": name, "place": place, "identities": identities(place), "content": content,
                "sealed_base64": base64(&sealed),
            })
        })
        .into();
    let content = json!({ "text": "{\"text\":\"vad som h\u{e4}nde\"}", "length": 4096 });
    let sealed = seal_content("internal", described(&content));
    files.push(json!({
        "name": "text and spaces", "place": "internal", "identities": identities("internal"), "content": content,
        "sealed_base64": base64(&sealed),
    }));
    let author = SigningKey::<Author>::from_seed(AUTHOR);
    let envelopes: Vec<_> = ENVELOPE_PLACES
        .iter()
        .flat_map(|(place, kinds)| kinds.iter().map(move |kind| (place, kind)))
        .map(|(place, kind)| {
            let body =
                object([("v", 1.into()), ("kind", kind.name().into()), ("text", "hej \u{1f58b}\n".into())]);
            json!({
                "place": place, "kind": kind.name(), "identity": written(&case()),
                "verifying_key_base64": author.verifying_key().to_string(), "body": body.to_json(),
                "sealed_base64": base64(&seal_envelope(place, *kind, &body, &author)),
            })
        })
        .collect();
    json!({ "files": files, "envelopes": envelopes, "stranger": written(&Identity::from_seed([77; 32])) })
}
