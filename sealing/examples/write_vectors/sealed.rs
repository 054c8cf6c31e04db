//! Makes `sealed-by-rust.json`, which is random in every sealed byte.

use crate::fixtures::described;
use crate::made::envelopes::AUTHOR;
use crate::places::{ENVELOPE_PLACES, case, seal_content, seal_envelope, shape};
use serde_json::{Value, json};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::MemberId;
use sigill_sealing::identity::Identity;
use sigill_sealing::parcel::Parcel;
use sigill_sealing::role::{Author, Case, Intake};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::strict_json::object;

const FILES: [(&str, &str, usize); 8] = [
    ("the smallest envelope", "conversation", 4096),
    ("an envelope of two chunks", "internal", 131_072),
    ("the smallest wrap", "wrap", 1024),
    ("contact details", "contact-details", 2048),
    ("the smallest parcel", "parcel", 1024),
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
    json!({ "files": files, "envelopes": envelopes, "parcels": parcels(), "stranger": written(&Identity::from_seed([77; 32])) })
}

/// The wraps of two filings, each with how many its parcel has room for.
fn parcels() -> Vec<Value> {
    let identity = Identity::<Intake>::from_seed([9; 32]);
    let member = |number: u8| Holder::Member(MemberId::from_bytes([number; 16]));
    let one = |holders: &[Holder], keepers: usize| {
        let wraps = holders.iter().map(|holder| {
            let sealed = seal_content("wrap", vec![b' '; 1024]);
            (*holder, Sealed::through_gate(sealed).unwrap())
        });
        let parcel = Parcel { locator: Digest::of(b"access key"), wraps: wraps.collect() };
        json!({
            "identity": identity.written().expose(), "locator": parcel.locator.to_string(),
            "wraps": parcel.wraps.iter().map(|(holder, wrap)| json!({
                "holder": holder.to_string(), "sealed_base64": base64(wrap.as_bytes()),
            })).collect::<Vec<_>>(),
            "sealed_base64": base64(parcel.seal(keepers, &identity.recipient()).unwrap().as_bytes()),
        })
    };
    vec![one(&[member(1), Holder::Recovery, member(2)], 4), one(&[Holder::Recovery], 20)]
}
