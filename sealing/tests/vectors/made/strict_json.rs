//! Makes `strict-json.json`.

use serde_json::{Value, json};
use sigill_sealing::encoding::base64;
use sigill_sealing::strict_json::DEPTH_LIMIT;

pub(crate) fn make() -> Value {
    let accepted = [
        ("null", "null"),
        (" [ true , false ]\t\r\n ", "[true,false]"),
        ("0", "0"),
        ("9007199254740991", "9007199254740991"),
        ("{}", "{}"),
        (r#"{"b":1,"a":{"b":[]}}"#, r#"{"b":1,"a":{"b":[]}}"#),
        (r#"{"__proto__":1,"constructor":2,"":3}"#, r#"{"__proto__":1,"constructor":2,"":3}"#),
        (r#"["\u00e5\/\b\f\n\r\t\"\\"]"#, "[\"\u{e5}/\\b\\f\\n\\r\\t\\\"\\\\\"]"),
        (r#""\u0000\u001F\u007f""#, "\"\\u0000\\u001f\u{7f}\""),
        (r#""\ud83d\udd8b""#, "\"\u{1f58b}\""),
        ("\"\u{1f58b}\u{2028}\u{2029}\"", "\"\u{1f58b}\u{2028}\u{2029}\""),
        ("\"a\u{308}\u{feff}\u{ffff}\"", "\"a\u{308}\u{feff}\u{ffff}\""),
        (r#"{"\u00e5":1,"a\u030a":2}"#, "{\"\u{e5}\":1,\"a\u{30a}\":2}"),
    ]
    .map(|(document, canonical)| json!({ "document": document, "canonical": canonical }));
    let refused = [
        ("nothing", ""),
        ("only white space", "  "),
        ("a byte order mark", "\u{feff}{}"),
        ("two documents", "{}{}"),
        ("text after the document", "{} x"),
        ("a name twice", r#"{"a":1,"a":1}"#),
        ("a name twice, once escaped", r#"{"a":1,"\u0061":1}"#),
        ("a name twice, deep inside", r#"[{"x":{"a":1,"b":2,"a":3}}]"#),
        ("__proto__ twice", r#"{"__proto__":1,"__proto__":1}"#),
        ("a lone high surrogate", r#""\ud83d""#),
        ("a lone low surrogate", r#""\udd8b""#),
        ("surrogates the wrong way round", r#""\udd8b\ud83d""#),
        ("a high surrogate before an ordinary escape", r#""\ud83d\u0061""#),
        ("a lone surrogate in a name", r#"{"\ud83d":1}"#),
        ("a negative number", "-1"),
        ("minus zero", "-0"),
        ("a fraction", "1.5"),
        ("a fraction that is whole", "1.0"),
        ("an exponent", "1e3"),
        ("an exponent of zero", "0e0"),
        ("an integer of 2^53", "9007199254740992"),
        ("an integer beyond 64 bits", "18446744073709551616"),
        ("an integer of a hundred digits", "1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"),
        ("a leading zero", "01"),
        ("a plus sign", "+1"),
        ("hexadecimal", "0x10"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("a comma at the end of a list", "[1,]"),
        ("a comma at the end of an object", r#"{"a":1,}"#),
        ("a missing comma", "[1 2]"),
        ("a missing colon", r#"{"a" 1}"#),
        ("a missing value", r#"{"a":}"#),
        ("a name without quotes", "{a:1}"),
        ("single quotes", "{'a':1}"),
        ("a name that is a number", "{1:1}"),
        ("a list not closed", "[1"),
        ("an object not closed", r#"{"a":1"#),
        ("a string not closed", "\"a"),
        ("a list closed twice", "[1]]"),
        ("a list closed as an object", "[1}"),
        ("an unknown escape", r#""\x41""#),
        ("an escape cut short", r#""\u00e""#),
        ("an escape with a sign", r#""\u+0e5""#),
        ("a bare line feed in a string", "\"a\nb\""),
        ("a bare tab in a string", "\"a\tb\""),
        ("a bare zero byte in a string", "\"a\0b\""),
        ("a comment", "/**/1"),
        ("a line comment", "1//"),
        ("a word in upper case", "True"),
        ("a word cut short", "tru"),
        ("a word that goes on", "nullx"),
        ("a vertical tab as white space", "\u{b}1"),
        ("a no-break space as white space", "\u{a0}1"),
    ]
    .map(|(why, document)| json!({ "why": why, "document": document }));
    let no_text: [(&str, &[u8]); 5] = [
        ("an overlong slash", b"\"\xc0\xaf\""),
        ("a surrogate in UTF-8", b"\"\xed\xa0\xbd\""),
        ("a byte that begins nothing", b"\"\xff\""),
        ("a character cut short", b"\"\xe2\x82\""),
        ("UTF-16", b"\xff\xfe1\x00"),
    ];
    let refused: Vec<_> = refused
        .into_iter()
        .chain(no_text.map(|(why, document)| json!({ "why": why, "document_base64": base64(document) })))
        .collect();
    json!({ "accepted": accepted, "refused": refused, "deepest": DEPTH_LIMIT })
}
