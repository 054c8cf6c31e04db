//! Makes `bodies.json`: a body of every kind that is taken, and what makes it refused.

use serde_json::{Map, Value, json};
use sigill_sealing::identity::Identity;
use sigill_sealing::role::{Author, Case, File, Reporter};
use sigill_sealing::signature::SigningKey;

fn hash(digit: char) -> String {
    digit.to_string().repeat(64)
}

fn file() -> Value {
    json!({
        "id": "c".repeat(32), "name": "bilaga.pdf", "type": "application/pdf", "size": 9_007_199_254_740_991_u64,
        "key": Identity::<File>::from_seed([6; 32]).written().expose(), "digest": hash('d'),
    })
}

/// The position of every body, then `own`.
fn body(kind: &str, thread: &str, n: u64, own: Value) -> Value {
    let mut body = json!({
        "v": 1, "kind": kind, "case": hash('a'), "thread": thread, "n": n,
        "prev": if n == 0 { hash('0') } else { hash('b') },
        "seen": if thread == "i" { json!({ "n": 3, "hash": hash('e') }) } else { Value::Null },
        "gen": u8::from(kind == "rekey"), "keyring": { "epoch": 1, "hash": hash('f') },
        "day": "2026-01-05", "path": "browser",
    });
    let Value::Object(own) = own else { panic!("own fields") };
    body.as_object_mut().unwrap().extend(own);
    body
}

fn earlier(n: u64) -> Value {
    json!({ "n": n, "hash": hash('9') })
}

fn remains() -> Value {
    json!({
        "reporter": Identity::<Reporter>::from_seed([2; 32]).recipient().to_string(),
        "verify": SigningKey::<Author>::from_seed([3; 32]).verifying_key().to_string(),
        "wrapped": ["01".repeat(16), "recovery"], "excluded": ["02".repeat(16)],
    })
}

fn act(what: &str, refers: &Value, text: &str) -> Value {
    body("act", "c", 5, json!({ "what": what, "refers": refers, "text": text }))
}

/// Name and body of everything taken.
fn accepted() -> Vec<(&'static str, Value)> {
    let mut report = remains();
    let own: Map<String, Value> = json!({
        "channel": "09".repeat(16), "language": "sv", "files": [file()],
        "answers": [{ "question": "what", "answer": "Rad ett\nrad tv\u{e5}" }, { "question": "when", "answer": "" }],
    })
    .as_object()
    .unwrap()
    .clone();
    report.as_object_mut().unwrap().extend(own);
    let recipient = Identity::<Case>::from_seed([1; 32]).recipient().to_string();
    let strike = |files: Value, report: Value| {
        let proposes = json!({ "ground": "Gallras", "of": [], "prev": [hash('a')], "text": "Det andra", "files": files, "report": report });
        json!({ "refers": earlier(0), "proposes": proposes, "confirms": null })
    };
    let confirmation = json!({ "refers": earlier(0), "proposes": null, "confirms": earlier(5) });
    vec![
        ("report", body("report", "c", 0, report)),
        ("contact", body("contact", "c", 1, json!({ "sealed": "AAAA" }))),
        (
            "message",
            body("message", "c", 2, json!({ "text": "Tack", "language": "en", "files": [], "step": null })),
        ),
        (
            "acknowledge",
            body(
                "message",
                "c",
                2,
                json!({ "text": "", "language": "sv", "files": [], "step": "acknowledge" }),
            ),
        ),
        ("withdraw", act("withdraw", &Value::Null, "")),
        ("approve", act("approve", &earlier(4), "")),
        ("meeting", act("meeting", &Value::Null, "G\u{e4}rna i telefon")),
        ("read", act("read", &earlier(4), "")),
        ("contact-opened", act("contact-opened", &earlier(1), "Beh\u{f6}ver ringa")),
        ("allow", act("allow", &Value::Null, &"02".repeat(16))),
        ("allow recovery", act("allow", &Value::Null, "recovery")),
        ("continues", act("continues", &Value::Null, &format!("{} {}==", hash('a'), "A".repeat(86)))),
        (
            "grant",
            body(
                "grant",
                "c",
                6,
                json!({ "member": "04".repeat(16), "key": "05".repeat(16), "title": "Ekonomichef" }),
            ),
        ),
        (
            "rekey",
            body(
                "rekey",
                "c",
                6,
                json!({ "recipient": recipient, "from": 0, "members": ["01".repeat(16), "recovery"], "cause": "shut-out" }),
            ),
        ),
        ("strike", body("strike", "c", 6, strike(json!([file()]), Value::Null))),
        ("strike of a report", body("strike", "c", 6, strike(json!([]), remains()))),
        ("strike of a note", body("strike", "i", 6, strike(json!([]), Value::Null))),
        ("strike of what remained", {
            let mut again = strike(json!([]), Value::Null);
            again["proposes"]["of"] = json!([earlier(4), earlier(5)]);
            again["proposes"]["prev"] = json!([hash('a'), hash('b'), hash('c')]);
            body("strike", "c", 6, again)
        }),
        ("confirmed strike", body("strike", "c", 6, confirmation)),
        (
            "note",
            body(
                "note",
                "i",
                0,
                json!({ "text": "Ring", "refers": null, "files": [file()], "counted": null }),
            ),
        ),
        (
            "counted note",
            body(
                "note",
                "i",
                1,
                json!({ "text": "", "refers": earlier(0), "files": [], "counted": "2026-Q1" }),
            ),
        ),
        (
            "triage",
            body(
                "triage",
                "i",
                1,
                json!({ "terms": [{ "term": "severity", "value": "h\u{f6}g" }], "counted": "2026" }),
            ),
        ),
    ]
}

/// What is taken, by name: what makes it refused, as a pointer and the value put there.
fn edits() -> Vec<(&'static str, &'static str, Value)> {
    let long = "a".repeat(100_001);
    vec![
        ("message", "/v", json!(2)),
        ("message", "/kind", json!("note")),
        ("message", "/case", json!(hash('A'))),
        ("message", "/thread", json!("i")),
        ("message", "/thread", json!("d")),
        ("message", "/n", json!(0)),
        ("message", "/n", json!(1)),
        ("message", "/n", json!("2")),
        ("message", "/prev", json!("b")),
        ("message", "/seen", earlier(1)),
        ("message", "/gen", json!(1000)),
        ("message", "/keyring", Value::Null),
        ("message", "/keyring/epoch", json!(0)),
        ("message", "/day", json!("2026-02-30")),
        ("message", "/path", json!("phone")),
        ("message", "/text", json!("a\tb")),
        ("message", "/text", json!("a\r\nb")),
        ("message", "/text", json!(long)),
        ("message", "/text", Value::Null),
        ("message", "/language", json!("SV")),
        ("message", "/language", json!("s")),
        ("message", "/step", json!("open")),
        ("message", "/unknown", Value::Null),
        ("report", "/n", json!(2)),
        ("report", "/gen", json!(1)),
        ("report", "/prev", json!(hash('b'))),
        ("report", "/channel", json!("00".repeat(16))),
        ("report", "/wrapped", json!([])),
        ("report", "/wrapped", json!(["00".repeat(16), "recovery"])),
        ("report", "/wrapped", json!(["recovery", "01".repeat(16)])),
        ("report", "/wrapped", json!(["01".repeat(16), "01".repeat(16)])),
        ("report", "/wrapped", json!(["02".repeat(16)])),
        ("report", "/wrapped", json!(["owner"])),
        ("report", "/reporter", json!("age1")),
        ("report", "/verify", json!("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
        ("report", "/answers/0/question", json!("What")),
        ("report", "/answers/0/question", json!("")),
        ("report", "/answers/1/question", json!("what")),
        ("report", "/answers/0/more", json!(1)),
        ("report", "/files", json!([file(), file()])),
        ("report", "/files/0/id", json!("00".repeat(16))),
        ("report", "/files/0/name", json!("a/b")),
        ("report", "/files/0/name", json!("..")),
        ("report", "/files/0/name", json!("a\u{202e}b")),
        ("report", "/files/0/name", json!("a".repeat(256))),
        ("report", "/files/0/type", json!("text plain")),
        ("report", "/files/0/size", json!(9_007_199_254_740_992_u64)),
        ("report", "/files/0/key", json!("AGE-SECRET-KEY-1")),
        ("contact", "/n", json!(2)),
        ("contact", "/sealed", json!("AAA")),
        ("withdraw", "/what", json!("vanish")),
        ("approve", "/refers", Value::Null),
        ("approve", "/refers", earlier(5)),
        ("read", "/refers", Value::Null),
        ("contact-opened", "/refers", earlier(2)),
        ("contact-opened", "/text", json!("")),
        ("allow", "/text", json!("everybody")),
        ("allow", "/refers", earlier(1)),
        ("continues", "/text", json!(hash('a'))),
        ("grant", "/member", json!("00".repeat(16))),
        ("grant", "/title", json!("")),
        ("grant", "/title", json!("two\nlines")),
        ("grant", "/title", json!("a".repeat(257))),
        ("grant", "/key", json!("05")),
        ("rekey", "/gen", json!(2)),
        ("rekey", "/from", json!(1)),
        ("rekey", "/members", json!([])),
        ("rekey", "/cause", json!("whim")),
        ("strike", "/refers", Value::Null),
        ("strike", "/refers", earlier(6)),
        ("strike", "/proposes/ground", json!("")),
        ("strike", "/proposes/text", Value::Null),
        ("strike of what remained", "/proposes/of", json!([earlier(4), earlier(6)])),
        ("strike of what remained", "/proposes/of", json!([earlier(4)])),
        ("strike", "/proposes/prev", json!([])),
        ("strike", "/proposes/prev", json!([hash('a'), hash('b')])),
        ("strike", "/proposes/prev", json!(["a"])),
        ("strike", "/proposes", Value::Null),
        ("strike", "/confirms", earlier(5)),
        ("confirmed strike", "/confirms", earlier(6)),
        ("confirmed strike", "/confirms", earlier(0)),
        ("strike of a report", "/proposes/report/wrapped", json!(["02".repeat(16)])),
        ("strike of a report", "/proposes/report/channel", json!("09".repeat(16))),
        ("note", "/seen", Value::Null),
        ("note", "/thread", json!("c")),
        ("counted note", "/refers", earlier(1)),
        ("counted note", "/counted", json!("2026-Q5")),
        ("counted note", "/counted", json!("26")),
        ("triage", "/terms", json!([{ "term": "a", "value": "" }, { "term": "a", "value": "" }])),
        ("triage", "/terms/0/term", json!("Severity")),
    ]
}

/// Puts a value at a pointer, adding the last name if it is missing.
fn put(body: &mut Value, pointer: &str, value: Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = body.pointer_mut(parent).unwrap();
    match parent {
        Value::Object(entries) => drop(entries.insert(name.to_owned(), value)),
        Value::Array(values) => values[name.parse::<usize>().unwrap()] = value,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            panic!("{pointer} leads nowhere")
        }
    }
}

pub(crate) fn make() -> Value {
    let taken = accepted();
    let mut refused = Vec::new();
    let kind = |body: &Value| body["kind"].clone();
    for (name, pointer, value) in edits() {
        let original = &taken.iter().find(|(taken, _)| *taken == name).unwrap().1;
        let mut edited = original.clone();
        let shown =
            if value.to_string().len() > 60 { "something long".to_owned() } else { value.to_string() };
        put(&mut edited, pointer, value);
        assert_ne!(&edited, original, "{name} {pointer}");
        refused.push(json!({ "why": format!("{name}: {pointer} is {shown}"), "kind": kind(original), "body": edited.to_string() }));
    }
    for (name, original) in &taken {
        for missing in original.as_object().unwrap().keys() {
            let mut edited = original.clone();
            edited.as_object_mut().unwrap().remove(missing);
            refused.push(json!({ "why": format!("{name}: no {missing}"), "kind": kind(original), "body": edited.to_string() }));
        }
    }
    let accepted =
        |(name, body): &(&str, Value)| json!({ "name": name, "kind": kind(body), "body": body.to_string() });
    json!({ "accepted": taken.iter().map(accepted).collect::<Vec<_>>(), "refused": refused })
}
