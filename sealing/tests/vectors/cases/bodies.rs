use super::list;
use serde_json::Value;
use sigill_sealing::body::ThreadBody;
use sigill_sealing::kind::Kind;

fn read(case: &Value) -> Option<ThreadBody> {
    let kind = Kind::from_name(case["kind"].as_str().unwrap()).unwrap();
    ThreadBody::parse(kind, case["body"].as_str().unwrap().as_bytes()).ok()
}

#[test]
fn bodies_of_every_kind_are_read_and_written_alike() {
    for case in list("bodies.json", "accepted") {
        let body = read(&case).unwrap_or_else(|| panic!("{}", case["name"]));
        let written: Value = serde_json::from_str(&body.to_value().unwrap().to_json()).unwrap();
        let original: Value = serde_json::from_str(case["body"].as_str().unwrap()).unwrap();
        assert_eq!(written, original, "{}", case["name"]);
    }
}

#[test]
fn whatever_no_schema_allows_is_refused() {
    for case in list("bodies.json", "refused") {
        assert!(read(&case).is_none(), "{}", case["why"]);
    }
}
