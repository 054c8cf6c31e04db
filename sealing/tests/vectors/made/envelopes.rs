//! Makes `envelopes.json`.

use crate::places::{ENVELOPE_PLACES, open_content, seal_envelope};
use serde_json::{Value, json};
use sigill_sealing::encoding::hex;
use sigill_sealing::kind::Kind;
use sigill_sealing::role::Author;
use sigill_sealing::signature::SigningKey;
use sigill_sealing::strict_json;

pub(crate) const AUTHOR: [u8; 32] = [9; 32];

fn author() -> SigningKey<Author> {
    SigningKey::from_seed(AUTHOR)
}

fn body(kind: Kind, text: &str) -> strict_json::Value {
    strict_json::object([("v", 1.into()), ("kind", kind.name().into()), ("text", text.into())])
}

/// The outer object and its padded size, as sealing makes them.
fn outer(place: &str, kind: Kind, text: &str) -> (String, usize) {
    let sealed = seal_envelope(place, kind, &body(kind, text), &author());
    let content = open_content(place, sealed);
    let object = String::from_utf8(content.clone()).unwrap().trim_end_matches(' ').to_owned();
    (object, content.len())
}

fn written(place: &str, kind: Kind, text: &str) -> Value {
    let (object, size) = outer(place, kind, text);
    json!({
        "place": place, "kind": kind.name(), "seed_hex": hex(&AUTHOR), "body": body(kind, text).to_json(),
        "object": object, "size": size,
    })
}

/// How long a text makes the outer object of a note end exactly at 4096 bytes.
fn exact_text() -> String {
    let (empty, _) = outer("internal", Kind::Note, "");
    "x".repeat(4096 - empty.len())
}

pub(crate) fn make() -> Value {
    let texts = ["", "hej", "line\nline", "\"quoted\" \\ / \u{e5}\u{e4}\u{f6} \u{1f58b}\u{2028} \u{7f}"];
    let mut all: Vec<_> = ENVELOPE_PLACES
        .iter()
        .flat_map(|(place, kinds)| kinds.iter().map(move |kind| (*place, *kind)))
        .zip(texts.iter().cycle())
        .map(|((place, kind), text)| written(place, kind, text))
        .collect();
    all.push(written("internal", Kind::Note, &exact_text()));
    all.push(written("internal", Kind::Note, &(exact_text() + "x")));
    all.push(written("wrap", Kind::Wrap, &"x".repeat(2000)));

    let (good, _) = outer("internal", Kind::Note, "hej");
    let changes = [
        ("a space before the object", "{\"v\"", " {\"v\"", "outer"),
        ("a line feed after the object", "}\"}", "}\"}\n", "outer"),
        ("a second object", "}\"}", "}\"}{}", "outer"),
        ("another version", "\"v\":1", "\"v\":2", "outer"),
        ("a version in quotes", "\"v\":1", "\"v\":\"1\"", "outer"),
        ("no version", "\"v\":1,", "", "outer"),
        ("a version twice", "\"v\":1,", "\"v\":1,\"v\":1,", "outer"),
        ("a name too many", "\"v\":1,", "\"v\":1,\"w\":1,", "outer"),
        ("a kind there is not", "\"note\"", "\"letter\"", "outer"),
        ("a kind in upper case", "\"note\"", "\"Note\"", "outer"),
        ("a key id too long", "\"by\":\"", "\"by\":\"0", "outer"),
        ("a signature without its padding", "==\"", "\"", "outer"),
        ("a signature too short", "\"sig\":\"", "\"sig\":\"\",\"s\":\"", "outer"),
        ("a body that is an object", "\"signed\":\"", "\"signed\":{},\"s\":\"", "outer"),
        ("a kind of another place", "\"kind\":\"note\"", "\"kind\":\"message\"", "kind"),
        ("a kind that was not signed", "\"kind\":\"note\"", "\"kind\":\"triage\"", "signature"),
        ("a body that was not signed", "hej", "Hej", "signature"),
        ("a body spelled otherwise", "\\\"text\\\":", "\\\"text\\\": ", "signature"),
    ];
    let mut refused: Vec<_> = changes
        .iter()
        .map(|(why, from, to, error)| {
            let content = good.replacen(from, to, 1);
            assert_ne!(content, good, "{why}");
            json!({ "why": why, "place": "internal", "content": content, "error": error })
        })
        .collect();
    let mut add = |why: &str, content: &str, error: &str| {
        refused.push(json!({ "why": why, "place": "internal", "content": content, "error": error }));
    };
    add("spaces alone", "", "outer");
    add("a list", "[]", "outer");
    add("an object without names", "{}", "outer");
    add("a body alone", &body(Kind::Note, "hej").to_json(), "outer");
    json!({ "seed_hex": hex(&AUTHOR), "written": all, "refused": refused })
}
