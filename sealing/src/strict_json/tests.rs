use super::*;
use crate::day::Day;
use crate::id::FileId;
use proptest::prelude::*;

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (0..=INTEGER_LIMIT).prop_map(Value::Integer),
        any::<String>().prop_map(Value::Text),
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::List),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(value in any_value()) {
        prop_assert!(parse(value.to_json().as_bytes()) == Ok(value));
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic(document: Vec<u8>) {
        if let Ok(value) = parse(&document) {
            prop_assert!(parse(value.to_json().as_bytes()) == Ok(value));
        }
    }

    #[test]
    fn near_json_is_read_or_refused_without_a_panic(
        document in r#"[{\[]([ \t\[\]{}:,0-9eE.+-]|"a"|"\\\\u[0-9d][0-9a-f]{3}"|true|null){0,16}[}\]]"#
    ) {
        if let Ok(value) = parse(document.as_bytes()) {
            prop_assert!(parse(value.to_json().as_bytes()) == Ok(value));
        }
    }

    #[test]
    fn one_changed_byte_is_read_or_refused_without_a_panic(value in any_value(), place: prop::sample::Index, byte: u8) {
        let mut document = value.to_json().into_bytes();
        let place = place.index(document.len());
        document[place] = byte;
        drop(parse(&document).map(|value| value.to_json()));
    }
}

#[test]
fn a_document_over_the_limit_is_refused_before_it_is_read() {
    let document = format!("\"{}\"", "x".repeat(LENGTH_LIMIT));
    assert_eq!(parse(document.as_bytes()), Err(JsonError::Length));
    assert!(parse(&document.as_bytes()[2..]).is_err_and(|error| error == JsonError::Syntax));
}

#[test]
fn a_schema_takes_every_name_and_no_other() {
    let read = |document: &str| {
        let mut object = read_object(document.as_bytes())?;
        let id: FileId = object.id("id")?;
        let day = object.nullable("day", Day::parse)?;
        let parts = object.objects("parts", 2, |part| part.integer("n"))?;
        let names = object.strings("names", 2, |name| (name != "x").then(|| name.to_owned()).ok_or(()))?;
        object.end()?;
        Ok((id.to_string(), day.map(|day| day.to_string()), parts, names))
    };
    let id = "00112233445566778899aabbccddeeff";
    let good = format!(r#"{{"names":["a"],"parts":[{{"n":1}},{{"n":2}}],"day":"2026-11-22","id":"{id}"}}"#);
    let expected = (id.to_owned(), Some("2026-11-22".to_owned()), vec![1, 2], vec!["a".to_owned()]);
    assert_eq!(read(&good), Ok(expected));
    assert_eq!(read(&good.replace("\"2026-11-22\"", "null")).unwrap().1, None);
    for (from, to, error) in [
        ("\"names\":[\"a\"],", "", JsonError::Missing { name: "names" }),
        ("[\"a\"]", "[\"a\"],\"more\":1", JsonError::Unknown),
        ("[\"a\"]", "[\"a\",\"b\",\"c\"]", JsonError::Form { name: "names" }),
        ("[\"a\"]", "[\"x\"]", JsonError::Form { name: "names" }),
        ("[\"a\"]", "[1]", JsonError::Form { name: "names" }),
        ("{\"n\":1}", "{\"n\":1,\"m\":1}", JsonError::Unknown),
        ("{\"n\":1}", "{}", JsonError::Missing { name: "n" }),
        ("{\"n\":1}", "1", JsonError::Form { name: "parts" }),
        ("{\"n\":1}", "{\"n\":1},{\"n\":1}", JsonError::Form { name: "parts" }),
        ("2026-11-22", "2026-11-31", JsonError::Form { name: "day" }),
        ("00112", "0O112", JsonError::Form { name: "id" }),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good);
        assert_eq!(read(&changed).err(), Some(error), "{to}");
    }
    assert_eq!(read("[]").err(), Some(JsonError::NotAnObject));
}

#[test]
fn text_has_no_control_characters_but_line_feeds() {
    let read = |text: &str| read_object(object([("text", text.into())]).to_json().as_bytes())?.text("text");
    assert_eq!(read("line\nline \u{202e}").unwrap(), "line\nline \u{202e}");
    for control in ["\0", "\t", "\r", "\u{1b}", "\u{7f}", "\u{85}", "\u{9f}"] {
        assert_eq!(read(control).err(), Some(JsonError::Form { name: "text" }));
    }
}
