//! Sizes that say little: envelopes in powers of two, files by Padmé.

/// The smallest envelope, in bytes, in a thread and in a vault, anchor or staged
/// reference.
pub const ENVELOPE_UNIT: u64 = 4096;
/// The smallest wrap and inner file of a contact, in bytes: these are many and alike.
pub const WRAP_UNIT: u64 = 1024;
/// The largest envelope, in bytes, padding included.
pub const ENVELOPE_LIMIT: u64 = 1 << 20;
/// The smallest file, in bytes, padding included.
pub const FILE_UNIT: u64 = 4096;

/// The padded size of an envelope: the least `unit`·2^k that holds `length` bytes, or
/// `None` if that is over [`ENVELOPE_LIMIT`].
#[must_use]
pub fn envelope_size(length: u64, unit: u64) -> Option<u64> {
    let units = length.div_ceil(unit).max(1).checked_next_power_of_two()?;
    units.checked_mul(unit).filter(|size| *size <= ENVELOPE_LIMIT)
}

/// The padded size of a file: Padmé of `max(length, 4096)`, or `None` if it is not below
/// 2^64. At most 12 % is added, and about log log `length` bits are told.
#[must_use]
pub fn file_size(length: u64) -> Option<u64> {
    let length = length.max(FILE_UNIT);
    let exponent = length.ilog2();
    let kept_bits = exponent.ilog2() + 1;
    length.checked_next_multiple_of(1 << (exponent - kept_bits))
}

/// Whether padding an envelope can give this size.
#[must_use]
pub fn is_envelope_size(size: u64, unit: u64) -> bool {
    envelope_size(size, unit) == Some(size)
}

/// Whether padding a file can give this size.
#[must_use]
pub fn is_file_size(size: u64) -> bool {
    file_size(size) == Some(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_file_grows_by_at_most_an_eighth(length in FILE_UNIT..=u64::MAX) {
            if let Some(size) = file_size(length) {
                prop_assert!(size >= length && size - length <= length / 8);
                prop_assert!(is_file_size(size));
            } else {
                prop_assert!(length > u64::MAX - (1 << 58));
            }
        }

        #[test]
        fn an_envelope_at_most_doubles(length in 1..=ENVELOPE_LIMIT, unit in prop::sample::select(vec![WRAP_UNIT, ENVELOPE_UNIT])) {
            let size = envelope_size(length, unit).unwrap();
            prop_assert!(size >= length && size < (2 * length).max(unit + 1));
            prop_assert!(is_envelope_size(size, unit));
        }
    }

    #[test]
    fn only_what_padding_gives_is_a_size() {
        let sizes = |unit| (0..=ENVELOPE_LIMIT + unit).filter(|size| is_envelope_size(*size, unit)).count();
        assert_eq!((sizes(ENVELOPE_UNIT), sizes(WRAP_UNIT)), (9, 11));
        assert_eq!(envelope_size(ENVELOPE_LIMIT + 1, ENVELOPE_UNIT), None);
        assert!(!is_file_size(4095) && is_file_size(4096) && !is_file_size(4097) && is_file_size(4352));
        assert_eq!(file_size(u64::MAX), None);
    }
}
