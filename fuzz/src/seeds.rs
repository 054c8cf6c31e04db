//! Writes `fuzz/corpus/<target>/`, where each target begins, from what `tests/vectors` holds.

mod opened;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sigill_sealing::digest::Digest;

/// A target, a file of vectors, and which strings in it are its seeds: those under a name, at any depth.
const STRINGS: [(&str, &str, &str); 22] = [
    ("code", "codes.json", "written"),
    ("code", "codes.json", "text"),
    ("strict_json", "strict-json.json", "document"),
    ("strict_json", "bodies.json", "body"),
    ("body", "bodies.json", "body"),
    ("envelope", "envelopes.json", "object"),
    ("envelope", "envelopes.json", "content"),
    ("anchor", "envelopes.json", "body"),
    ("wrap", "envelopes.json", "body"),
    ("vault", "envelopes.json", "body"),
    ("staged", "envelopes.json", "body"),
    ("parcel", "objects.json", "content"),
    ("join", "objects.json", "join"),
    ("key", "keys.json", "recipient"),
    ("key", "keys.json", "identity"),
    ("key", "keys.json", "key_base64"),
    ("key", "keys.json", "refused_recipients"),
    ("passphrase", "objects.json", "typed"),
    ("keyring", "threads-by-rust.json", "notes"),
    ("keyring", "case-by-typescript.json", "notes"),
    ("settings", "settings.json", "settings"),
    ("settings", "settings.json", "text"),
];

/// The same for bytes in base64.
const BYTES: [(&str, &str, &str); 3] = [
    ("gate", "sealed-by-rust.json", "sealed_base64"),
    ("gate", "sealed-by-typescript.json", "sealed_base64"),
    ("strict_json", "strict-json.json", "document_base64"),
];

/// What no vector holds.
const WRITTEN: [(&str, &[&str]); 4] = [
    ("accept_language", &["sv", "en-GB,en;q=0.9,sv;q=0.8", "*", "sv-SE;q=1.0, *;q=0", "q=;;,"]),
    ("form", &["code=A-B&q-what=R%C3%A4tt+%26+fel%0D%0Aigen&concerns=a&concerns=b", "a=%00%ff%", "=&&=="]),
    ("session_cookie", &["0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0g"]),
    ("sign_in_name", &[" \u{c5}sa.Berg\t", "\u{130}", "a\u{0}b"]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = here.join("corpus");
    let read = |file: &str| -> Result<Value, Box<dyn Error>> {
        Ok(serde_json::from_str(&fs::read_to_string(here.join("../tests/vectors").join(file))?)?)
    };
    for (target, file, name) in STRINGS {
        let mut found = Vec::new();
        collect(&read(file)?, name, false, &mut found);
        for text in found {
            write(&corpus, target, text.as_bytes())?;
        }
    }
    for (target, file, name) in BYTES {
        let mut found = Vec::new();
        collect(&read(file)?, name, false, &mut found);
        for text in found {
            let bytes = BASE64_STANDARD.decode(text)?;
            // Longer ones slow a target down and show it nothing new.
            if bytes.len() < 20_000 {
                write(&corpus, target, &bytes)?;
            }
        }
    }
    for (target, body) in opened::bodies(&read("threads-by-rust.json")?)? {
        write(&corpus, target, &body)?;
    }
    for (target, texts) in WRITTEN {
        for text in texts {
            write(&corpus, target, text.as_bytes())?;
        }
    }
    Ok(())
}

/// Every string under a name, at any depth; of an object, its JSON.
fn collect(value: &Value, name: &str, is_named: bool, found: &mut Vec<String>) {
    match value {
        Value::String(text) if is_named => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, name, is_named, found)),
        Value::Object(entries) => {
            if is_named {
                found.push(value.to_string());
            }
            entries.iter().for_each(|(key, value)| collect(value, name, key == name, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// One seed, under the name of its digest, so that writing it again changes nothing.
fn write(corpus: &Path, target: &str, seed: &[u8]) -> std::io::Result<()> {
    let folder: PathBuf = corpus.join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(Digest::of(seed).to_string()), seed)
}
