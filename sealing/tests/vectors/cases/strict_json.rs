use super::list;
use crate::made::read;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sigill_sealing::strict_json::parse;

#[test]
fn good_documents_are_read_and_written_in_one_way() {
    for case in list("strict-json.json", "accepted") {
        let value = parse(case["document"].as_str().unwrap().as_bytes()).unwrap();
        assert_eq!(value.to_json(), case["canonical"].as_str().unwrap(), "{case}");
        assert_eq!(parse(value.to_json().as_bytes()).unwrap().to_json(), value.to_json());
    }
}

#[test]
fn bad_documents_are_refused() {
    for case in list("strict-json.json", "refused") {
        let document = match case["document"].as_str() {
            Some(text) => text.as_bytes().to_vec(),
            None => BASE64_STANDARD.decode(case["document_base64"].as_str().unwrap()).unwrap(),
        };
        assert!(parse(&document).is_err(), "{}", case["why"]);
    }
}

#[test]
fn lists_nest_so_deep_and_no_deeper() {
    let deepest = usize::try_from(read("strict-json.json")["deepest"].as_u64().unwrap()).unwrap();
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse(nested(deepest).as_bytes()).is_ok());
    assert!(parse(nested(deepest + 1).as_bytes()).is_err());
    assert!(parse("[".repeat(1 << 20).as_bytes()).is_err());
}
