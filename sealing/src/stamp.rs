//! The day that an envelope states, held against the one that the server stamped on it.

use crate::day::Day;

/// Days that a clock may be wrong by.
const CLOCK_ERROR: i32 = 1;

/// Days before the server's stamp on which a report came at the earliest that a handler enters: whatever lies longer was
/// never received by anybody who handles reports.
pub const ENTERED_WITHIN: i32 = 366;

/// Whether the two say different things.
///
/// What a handler enters came earlier than it is stored: it says on which day (`is_entered`), and on none to come.
#[must_use]
pub fn differs(stated: Day, stamped: Day, is_entered: bool) -> bool {
    let late = stamped.number() - stated.number();
    let most = if is_entered { ENTERED_WITHIN } else { CLOCK_ERROR };
    !(-CLOCK_ERROR..=most).contains(&late)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_day_is_borne_out_as_the_vectors_say() {
        let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/stamps.json")).unwrap();
        let cases = vectors.as_array().unwrap();
        assert!(cases.len() >= 10);
        for case in cases {
            let day = |name: &str| Day::parse(case[name].as_str().unwrap()).unwrap();
            let found = differs(day("stated"), day("stamped"), case["entered"].as_bool().unwrap());
            assert_eq!(found, case["differs"].as_bool().unwrap(), "{}", case["why"]);
        }
    }
}
