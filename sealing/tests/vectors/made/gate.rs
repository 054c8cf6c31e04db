//! Makes `gate.json`.

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use serde_json::{Map, Value, json};

/// Bytes of payload for that much content: nonce, and a tag for each chunk.
fn payload(content: u64) -> u64 {
    16 + content + 16 * content.div_ceil(65_536)
}

fn base64_of(length: usize) -> String {
    BASE64_STANDARD_NO_PAD.encode((0..=255).cycle().take(length).collect::<Vec<u8>>())
}

/// The last symbol with a bit set that belongs to no byte.
fn with_bits_left(text: &str) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut symbols: Vec<char> = text.chars().collect();
    let last = symbols.pop().unwrap();
    symbols.extend(alphabet.chars().skip_while(|symbol| *symbol != last).nth(1));
    symbols.into_iter().collect()
}

fn parts() -> Vec<(&'static str, String)> {
    let (share, body) = (base64_of(1120), base64_of(32));
    let stanza = |tag: &str, share: &str, body: &str| format!("-> {tag} {share}\n{body}\n");
    let hybrid = |share: &str, body: &str| stanza("mlkem768x25519", share, body);
    vec![
        ("version", "age-encryption.org/v1\n".to_owned()),
        ("hybrid", hybrid(&share, &body)),
        ("mac", format!("--- {body}\n")),
        ("grease", "-> x=-grease Ab z9\nAAAA\n".to_owned()),
        ("grease-empty", "-> Q-grease\n\n".to_owned()),
        ("x25519", stanza("X25519", &body, &body)),
        ("scrypt", stanza("scrypt bBjlhJVYZeE4aqUdmtRHfw", "15", &body)),
        ("p256", stanza("mlkem768p256tag", &share, &body)),
        ("tag-case", stanza("MLKEM768X25519", &share, &body)),
        ("tag-longer", stanza("mlkem768x25519x", &share, &body)),
        ("two-arguments", hybrid(&format!("{share} x"), &body)),
        ("two-spaces", hybrid(&format!(" {share}"), &body)),
        ("space-after", hybrid(&format!("{share} "), &body)),
        ("no-argument", format!("-> mlkem768x25519\n{body}\n")),
        ("short-share", hybrid(&base64_of(1119), &body)),
        ("long-share", hybrid(&base64_of(1121), &body)),
        ("padded-share", hybrid(&format!("{share}=="), &body)),
        ("share-bits", hybrid(&with_bits_left(&share), &body)),
        ("share-url", hybrid(&share.replace('/', "_").replace('+', "-"), &body)),
        ("short-body", hybrid(&share, &base64_of(31))),
        ("long-body", hybrid(&share, &base64_of(33))),
        ("body-bits", hybrid(&share, &with_bits_left(&body))),
        ("body-padded", hybrid(&share, &format!("{body}="))),
        ("body-two-lines", hybrid(&share, &format!("{body}\n"))),
        ("crlf", hybrid(&share, &body).replace('\n', "\r\n")),
        ("mac-bits", format!("--- {}\n", with_bits_left(&body))),
        ("mac-padded", format!("--- {body}=\n")),
        ("mac-short", format!("--- {}\n", base64_of(31))),
        ("mac-bare", "---\n".to_owned()),
        ("mac-crlf", format!("--- {body}\r\n")),
        ("mac-no-end", format!("--- {body}")),
    ]
}

/// The header of that many recipients.
fn header_of(recipients: usize) -> Vec<&'static str> {
    std::iter::once("version").chain(std::iter::repeat_n("hybrid", recipients)).chain(["mac"]).collect()
}

fn case(name: &str, place: &str, header: &[&str], payload: u64, expected: &str) -> Value {
    json!({ "name": name, "place": place, "header": header, "payload": payload, "expected": expected })
}

pub(crate) fn make() -> Value {
    let parts: Map<_, _> = parts().into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
    let cases = [places(), payloads(), headers()].concat();
    json!({ "parts": parts, "cases": cases })
}

/// Places, their numbers of recipients and their sizes.
fn places() -> Vec<Value> {
    let mut cases = Vec::new();
    let mut case = |name: &str, place: &str, header: &[&str], payload: u64, expected: &str| {
        cases.push(case(name, place, header, payload, expected));
    };
    let (one, two) = (["version", "hybrid", "mac"], ["version", "hybrid", "hybrid", "mac"]);
    let envelope = payload(4096);

    case("two recipients in the conversation", "conversation", &two, envelope, "ok");
    case("one recipient in the conversation", "conversation", &one, envelope, "stanza-count");
    let three = ["version", "hybrid", "hybrid", "hybrid", "mac"];
    case("three recipients in the conversation", "conversation", &three, envelope, "stanza-count");
    case("no recipient", "internal", &["version", "mac"], envelope, "stanza-count");
    for place in ["internal", "anchor", "staged", "vault", "file", "wrap", "contact-details", "parcel"] {
        case("one recipient", place, &one, envelope, "ok");
        let expected = if place == "vault" { "ok" } else { "stanza-count" };
        case("two recipients", place, &two, envelope, expected);
        let expected = match place {
            "wrap" | "contact-details" | "parcel" => "ok",
            _ => "size",
        };
        case("content of 1024 bytes", place, &one, payload(1024), expected);
        let expected = if place == "file" { "ok" } else { "size" };
        case("content of 4352 bytes", place, &one, payload(4352), expected);
        case("content of 1 MiB", place, &one, payload(1 << 20), "ok");
        let expected = if place == "file" { "ok" } else { "size" };
        case("content of 2 MiB", place, &one, payload(2 << 20), expected);
        case("content of 4095 bytes", place, &one, payload(4095), "size");
        case("content of 4097 bytes", place, &one, payload(4097), "size");
    }
    case("sixteen ways to unlock", "vault", &header_of(16), envelope, "ok");
    case("seventeen ways to unlock", "vault", &header_of(17), envelope, "stanza-count");
    let sealed_once = |content| 1627 + payload(content);
    case("sealed contact details of 1024 bytes", "custodian-details", &one, payload(sealed_once(1024)), "ok");
    case("sealed contact details of 1 MiB", "custodian-details", &two, payload(sealed_once(1 << 20)), "ok");
    case(
        "sealed contact details of 1025 bytes",
        "custodian-details",
        &one,
        payload(sealed_once(1025)),
        "size",
    );
    case("contact details for custodians, sealed once", "custodian-details", &one, payload(1024), "size");
    case("ten custodians", "custodian-details", &header_of(10), payload(sealed_once(1024)), "ok");
    case(
        "eleven custodians",
        "custodian-details",
        &header_of(11),
        payload(sealed_once(1024)),
        "stanza-count",
    );

    cases
}

/// Payloads that no content, or no padded content, has.
fn payloads() -> Vec<Value> {
    let mut cases = Vec::new();
    let mut case = |name: &str, place: &str, payload: u64, expected: &str| {
        cases.push(case(name, place, &["version", "hybrid", "mac"], payload, expected));
    };
    let envelope = payload(4096);
    for (name, payload) in [
        ("no payload", 0),
        ("a nonce cut short", 15),
        ("a nonce and nothing else", 16),
        ("an empty chunk", 32),
        ("one byte less", envelope - 1),
        ("one byte more", envelope + 1),
        ("a last chunk that is empty", payload(65_536) + 16),
        ("unsealed bytes of a padded length", 4096),
    ] {
        case(name, "internal", payload, "size");
    }
    case("two chunks", "internal", payload(131_072), "ok");
    case("a file over 4 GiB", "file", payload(4_294_967_296), "ok");

    cases
}

/// Headers that are not spelled as they must be.
fn headers() -> Vec<Value> {
    let mut cases = Vec::new();
    let mut case = |name: &str, place: &str, header: &[&str], payload: u64, expected: &str| {
        cases.push(case(name, place, header, payload, expected));
    };
    let envelope = payload(4096);
    for text in [
        "",
        "what happened",
        "{\"v\":1}",
        "age-encryption.org/v1",
        "age-encryption.org/v2\n",
        "age-encryption.org/v1\r\n",
        "\nage-encryption.org/v1\n",
        "-----BEGIN AGE ENCRYPTED FILE-----\n",
    ] {
        case("no age file", "internal", &[text, "hybrid", "mac"], envelope, "header");
    }
    for (name, stanza) in [
        ("grease", "grease"),
        ("grease without a body", "grease-empty"),
        ("a classic recipient", "x25519"),
        ("a passphrase", "scrypt"),
        ("another hybrid recipient", "p256"),
        ("a tag in upper case", "tag-case"),
        ("a longer tag", "tag-longer"),
        ("two arguments", "two-arguments"),
        ("two spaces", "two-spaces"),
        ("a space at the end", "space-after"),
        ("no argument", "no-argument"),
        ("an encapsulated key too short", "short-share"),
        ("an encapsulated key too long", "long-share"),
        ("an encapsulated key with padding", "padded-share"),
        ("an encapsulated key with bits left over", "share-bits"),
        ("an encapsulated key in base64url", "share-url"),
        ("a body too short", "short-body"),
        ("a body too long", "long-body"),
        ("a body with bits left over", "body-bits"),
        ("a body with padding", "body-padded"),
        ("lines that end in CR LF", "crlf"),
    ] {
        case(name, "internal", &["version", stanza, "mac"], envelope, "stanza");
        case(
            &format!("{name}, second"),
            "conversation",
            &["version", "hybrid", stanza, "mac"],
            envelope,
            "stanza",
        );
    }
    case("an empty line after a body", "internal", &["version", "body-two-lines", "mac"], envelope, "header");
    case(
        "text between stanzas",
        "conversation",
        &["version", "hybrid", "text\n", "hybrid", "mac"],
        envelope,
        "header",
    );
    for mac in ["mac-bits", "mac-padded", "mac-short", "mac-bare", "mac-crlf"] {
        case("a MAC that is none", "internal", &["version", "hybrid", mac], envelope, "header");
    }
    case("a header without an end", "internal", &["version", "hybrid", "mac-no-end"], 0, "header-length");
    case("a header that ends in a stanza", "internal", &["version", "hybrid"], 0, "header-length");
    case("a header of 64 KiB", "internal", &header_of(42), envelope, "stanza-count");
    case("a header over 64 KiB", "internal", &header_of(43), envelope, "header-length");
    cases
}
