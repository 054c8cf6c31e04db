//! The deterministic vectors, each file made by a module of its name.
//!
//! The paths are spelled out because the example includes this file by a path as well.

#[path = "made/bodies.rs"]
pub(crate) mod bodies;
#[path = "made/codes.rs"]
pub(crate) mod codes;
#[path = "made/derivations.rs"]
pub(crate) mod derivations;
#[path = "made/ed25519.rs"]
pub(crate) mod ed25519;
#[path = "made/envelopes.rs"]
pub(crate) mod envelopes;
#[path = "made/gate.rs"]
pub(crate) mod gate;
#[path = "made/keyrings.rs"]
pub(crate) mod keyrings;
#[path = "made/keys.rs"]
pub(crate) mod keys;
#[path = "made/objects.rs"]
pub(crate) mod objects;
#[path = "made/padding.rs"]
pub(crate) mod padding;
#[path = "made/requests.rs"]
pub(crate) mod requests;
#[path = "made/strict_json.rs"]
pub(crate) mod strict_json;

use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A file's name and what makes it.
type Made = (&'static str, fn() -> Value);

/// Every deterministic file.
pub(crate) const FILES: [Made; 12] = [
    ("bodies.json", bodies::make),
    ("codes.json", codes::make),
    ("derivations.json", derivations::make),
    ("ed25519.json", ed25519::make),
    ("envelopes.json", envelopes::make),
    ("gate.json", gate::make),
    ("keyrings.json", keyrings::make),
    ("keys.json", keys::make),
    ("objects.json", objects::make),
    ("padding.json", padding::make),
    ("requests.json", requests::make),
    ("strict-json.json", strict_json::make),
];

/// Where a file of vectors lies.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors").join(name)
}

/// Reads a file of vectors.
pub(crate) fn read(name: &str) -> Value {
    let text = fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("tests/vectors/{name}: {error}"));
    serde_json::from_str(&text).unwrap()
}
