//! Writes the shared vectors: `cargo run -p sigill-sealing --example write_vectors`.
//! Deterministic files come out as before unless the code changed; `…-by-rust.json` are random,
//! so each is written only if it is missing.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a tool that may stop")]

#[path = "../../tests/vectors/files.rs"]
mod files;
#[path = "../../tests/vectors/fixtures.rs"]
mod fixtures;
#[path = "../../tests/vectors/made.rs"]
mod made;
#[path = "../../tests/vectors/places.rs"]
mod places;
mod sealed;
mod sealed_files;

use serde_json::Value;
use std::fs;

fn write(name: &str, vectors: &Value) {
    fs::write(made::path(name), serde_json::to_string_pretty(vectors).unwrap() + "\n").unwrap();
}

fn main() {
    for (name, make) in made::FILES {
        write(name, &make());
    }
    let random = "sealed-by-rust.json";
    if !made::path(random).exists() {
        write(random, &sealed::make());
    }
    fixtures::open_all(random);
    let random = "files-by-rust.json";
    if !made::path(random).exists() {
        write(random, &sealed_files::make());
    }
    files::open_all(random);
}
