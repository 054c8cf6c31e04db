use super::list;
use crate::made::read;
use crate::places::{shape, through_gate};
use sigill_sealing::gate::{HEADER_LIMIT, Refusal, inspect};

fn name(outcome: Result<(), Refusal>) -> &'static str {
    match outcome {
        Ok(()) => "ok",
        Err(Refusal::Header) => "header",
        Err(Refusal::HeaderLength) => "header-length",
        Err(Refusal::Stanza) => "stanza",
        Err(Refusal::StanzaCount) => "stanza-count",
        Err(Refusal::Size) => "size",
    }
}

#[test]
fn the_gate_lets_through_what_belongs_and_nothing_else() {
    let parts = read("gate.json")["parts"].clone();
    for case in list("gate.json", "cases") {
        let pieces = case["header"].as_array().unwrap().iter();
        let header: String =
            pieces.map(|piece| parts[piece.as_str().unwrap()].as_str().or(piece.as_str()).unwrap()).collect();
        let (place, payload) = (case["place"].as_str().unwrap(), case["payload"].as_u64().unwrap());
        let expected = case["expected"].as_str().unwrap();

        // As a stream: the beginning and the length.
        let total = payload + u64::try_from(header.len()).unwrap();
        let mut beginning = header.clone().into_bytes();
        beginning.resize(usize::try_from(total).unwrap_or(HEADER_LIMIT).min(HEADER_LIMIT), 0);
        let passed = inspect(&beginning, total, &shape(place));
        if let Ok(passed) = passed {
            assert_eq!(passed.header, header.len());
        }
        assert_eq!(name(passed.map(drop)), expected, "{case}");

        // Whole, if it is of a size for that.
        if payload < 1 << 22 {
            let mut bytes = header.into_bytes();
            bytes.resize(usize::try_from(total).unwrap(), 0);
            assert_eq!(name(through_gate(place, bytes)), expected, "{case}");
        }
    }
}
