//! Hex and base64 as the protocol writes them, in one spelling each.

use base64::{Engine, prelude::BASE64_STANDARD};

/// Text that is not the one spelling of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    /// Not lower-case hex of the right length.
    #[error("not lower-case hex of the expected length")]
    Hex,
    /// Not canonical padded base64, or of another length.
    #[error("not canonical padded base64 of the expected length")]
    Base64,
    /// An id of zeros, which is nobody's.
    #[error("an id of zeros")]
    ZeroId,
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// Reads exactly `N` bytes of lower-case hex.
pub fn parse_hex<const N: usize>(text: &str) -> Result<[u8; N], EncodingError> {
    fn digit(symbol: u8) -> Option<u8> {
        match symbol {
            b'0'..=b'9' => Some(symbol - b'0'),
            b'a'..=b'f' => Some(symbol - b'a' + 10),
            _ => None,
        }
    }
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return Err(EncodingError::Hex);
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let high = digit(*high).ok_or(EncodingError::Hex)?;
        *byte = high << 4 | digit(*low).ok_or(EncodingError::Hex)?;
    }
    Ok(bytes)
}

/// Padded base64 (RFC 4648 section 4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// Reads padded base64; refuses missing or wrong padding, trailing bits and white space.
pub fn parse_base64(text: &str) -> Result<Vec<u8>, EncodingError> {
    // The decoder's error quotes a symbol of its input, so it goes no further.
    BASE64_STANDARD.decode(text).ok().ok_or(EncodingError::Base64)
}

/// Reads exactly `N` bytes of padded base64.
pub fn parse_base64_exact<const N: usize>(text: &str) -> Result<[u8; N], EncodingError> {
    parse_base64(text)?.try_into().ok().ok_or(EncodingError::Base64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn hex_reads_back(bytes: [u8; 16]) {
            prop_assert_eq!(parse_hex(&hex(&bytes)), Ok(bytes));
        }

        #[test]
        fn base64_has_one_spelling(text in "[A-Za-z0-9+/]{0,6}={0,2}") {
            if let Ok(bytes) = parse_base64(&text) {
                prop_assert_eq!(base64(&bytes), text);
            }
        }
    }

    #[test]
    fn upper_case_and_odd_hex_is_refused() {
        for text in ["AA", "a", "0g", "0000", " 0", "é"] {
            assert_eq!(parse_hex::<1>(text), Err(EncodingError::Hex), "{text}");
        }
    }
}
