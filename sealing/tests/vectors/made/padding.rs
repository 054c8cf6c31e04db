//! Makes `padding.json`.

use serde_json::{Value, json};
use sigill_sealing::padding::{ENVELOPE_LIMIT, ENVELOPE_UNIT, WRAP_UNIT, envelope_size, file_size};

pub(crate) fn make() -> Value {
    let lengths = [
        1,
        1023,
        1024,
        1025,
        2049,
        4095,
        4096,
        4097,
        8192,
        8193,
        65_537,
        524_289,
        ENVELOPE_LIMIT,
        ENVELOPE_LIMIT + 1,
    ];
    let envelopes: Vec<_> = [ENVELOPE_UNIT, WRAP_UNIT]
        .iter()
        .flat_map(|unit| {
            lengths
                .map(|length| json!({ "unit": unit, "length": length, "size": envelope_size(length, *unit) }))
        })
        .collect();
    let around_powers = (12..64).flat_map(|exponent| {
        let power = 1_u64 << exponent;
        [power - 1, power, power + 1, power + power / 3]
    });
    let files: Vec<_> = [0, 1, 4095, 65_537, 1_000_000, 2_147_483_649, 9_007_199_254_740_993, u64::MAX]
        .into_iter()
        .chain(around_powers)
        .map(|length| json!({ "length": length.to_string(), "size": file_size(length).map(|size| size.to_string()) }))
        .collect();
    json!({ "envelopes": envelopes, "files": files })
}
