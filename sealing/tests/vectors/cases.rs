//! Tries every case of the deterministic files whose outcome is written by hand.

mod bodies;
mod codes;
mod envelopes;
mod gate;
mod keyrings;
mod keys;
mod objects;
mod sizes;
mod strict_json;

use crate::made::read;
use serde_json::Value;

/// The cases of one list of a file; a list without any fails.
fn list(file: &str, name: &str) -> Vec<Value> {
    let cases = read(file)[name].as_array().unwrap().clone();
    assert!(!cases.is_empty(), "{file} has no {name}");
    cases
}
