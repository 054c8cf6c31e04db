use super::*;
use crate::kind::{Conversation, Internal, Wrap};
use crate::role::Case;
use proptest::prelude::*;

fn author() -> SigningKey<Author> {
    SigningKey::from_seed([9; 32])
}

fn case() -> Identity<Case> {
    Identity::from_seed([1; 32])
}

fn note() -> Value {
    object([("v", 1.into()), ("kind", "note".into()), ("text", "hej\n\u{1F58B}".into())])
}

fn to_case() -> Vec<Addressee> {
    vec![Addressee::from(&case().recipient())]
}

#[test]
fn an_envelope_opens_and_verifies() {
    let sealed = seal::<Internal>(Kind::Note, &note(), &author(), &to_case()).unwrap();
    let opened = open(&sealed, &case()).unwrap();
    assert_eq!((opened.kind(), opened.by()), (Kind::Note, author().verifying_key().id()));
    let others = SigningKey::<Author>::from_seed([8; 32]).verifying_key();
    let body = opened.verify_among([&others, &author().verifying_key()]).unwrap();
    assert_eq!(body.get().bytes().expose(), note().to_json().as_bytes());
    let text = body.read(|body| body.text("text")).unwrap();
    assert_eq!(text.get(), "hej\n\u{1F58B}");
}

#[test]
fn a_body_of_another_kind_or_with_more_names_is_refused() {
    let read = |body: Value| {
        let content = written::<Internal>(Kind::Note, &body, None, &author()).unwrap();
        let verified =
            read_outer::<Internal>(content.expose()).unwrap().verify(&author().verifying_key()).unwrap();
        verified.read(|body| body.text("text")).err()
    };
    let body = |kind: &str| vec![("v", 1.into()), ("kind", kind.into()), ("text", "hej".into())];
    assert_eq!(read(object(body("note"))), None);
    assert_eq!(read(object(body("triage"))), Some(JsonError::Form { name: "kind" }));
    assert_eq!(read(object(body("note").into_iter().take(2))), Some(JsonError::Missing { name: "text" }));
    assert_eq!(
        read(object(body("note").into_iter().chain([("more", Value::Null)]))),
        Some(JsonError::Unknown)
    );
}

#[test]
fn nobody_known_and_another_key_are_refused() {
    let sealed = seal::<Internal>(Kind::Note, &note(), &author(), &to_case()).unwrap();
    let other = SigningKey::<Author>::from_seed([8; 32]).verifying_key();
    assert_eq!(open(&sealed, &case()).unwrap().verify(&other).err(), Some(EnvelopeError::Unknown));
    assert_eq!(open(&sealed, &case()).unwrap().verify_among([]).err(), Some(EnvelopeError::Unknown));
}

#[test]
fn a_signature_for_another_kind_is_refused() {
    let content = written::<Internal>(Kind::Note, &note(), None, &author()).unwrap();
    let other = String::from_utf8(content.expose().to_vec()).unwrap().replacen("\"note\"", "\"triage\"", 1);
    let opened = read_outer::<Internal>(other.as_bytes()).unwrap();
    assert_eq!(
        opened.verify(&author().verifying_key()).err(),
        Some(EnvelopeError::Signature(SignatureError::Signature))
    );
}

#[test]
fn a_kind_stays_in_its_place() {
    let content = written::<Wrap>(Kind::Note, &note(), None, &author()).unwrap();
    assert_eq!(content.expose().len(), 1024);
    assert_eq!(read_outer::<Conversation>(content.expose()).err(), Some(EnvelopeError::Kind));
    assert!(read_outer::<Internal>(content.expose()).is_ok());
}

#[test]
fn what_is_too_long_is_not_sealed() {
    let body = |length| object([("text", "x".repeat(length).into())]);
    let sealed = |length| seal::<Internal>(Kind::Note, &body(length), &author(), &to_case());
    assert!(sealed(1_000_000).unwrap().as_bytes().len() > 1 << 20);
    assert!(matches!(sealed((1 << 20) - 100), Err(SealError::TooLong)));
}

#[test]
fn what_would_not_be_read_is_not_sealed() {
    for body in [
        object([("text", Value::Null), ("text", Value::Null)]),
        object([("n", Value::Integer(1 << 53))]),
        object([("deep", (0..32).fold(Value::Null, |inner, _| Value::List(vec![inner])))]),
    ] {
        let sealed = seal::<Internal>(Kind::Note, &body, &author(), &to_case());
        assert!(matches!(sealed, Err(SealError::Body(JsonError::Syntax))));
    }
}

#[test]
fn an_outer_object_of_another_form_is_refused() {
    let good = written::<Internal>(Kind::Note, &note(), None, &author()).unwrap();
    let good = std::str::from_utf8(good.expose()).unwrap();
    for (from, to) in [
        ("{\"v\"", " {\"v\""),
        ("}  ", "}\n "),
        ("}  ", "}  x "),
        ("\"v\":1", "\"v\":2"),
        ("\"v\":1,", ""),
        ("\"v\":1,", "\"v\":1,\"v\":1,"),
        ("\"v\":1,", "\"v\":1,\"w\":1,"),
        ("\"note\"", "\"Note\""),
        ("\"by\":\"", "\"by\":\"0"),
        ("==\"", "=\""),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good);
        let refused = read_outer::<Internal>(changed.as_bytes()).err();
        assert!(matches!(refused, Some(EnvelopeError::Outer(_))), "{to}");
    }
    assert!(read_outer::<Internal>(b"").is_err() && read_outer::<Internal>(b"    ").is_err());
}

proptest! {
    #[test]
    fn reading_an_outer_object_never_panics(content: Vec<u8>) {
        prop_assert!(outer(&content).is_err());
    }

    #[test]
    fn any_text_comes_back(text: String) {
        let body = object([("text", text.as_str().into())]);
        let content = written::<Internal>(Kind::Note, &body, None, &author()).unwrap();
        let body = read_outer::<Internal>(content.expose()).unwrap().verify(&author().verifying_key()).unwrap();
        let mut read = read_object(body.get().bytes().expose()).unwrap();
        prop_assert_eq!(read.string("text").unwrap(), text);
    }
}
