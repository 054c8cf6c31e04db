//! SHA-256 digests and the case's names made of them.

use crate::encoding::{EncodingError, hex, parse_hex};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// A SHA-256 digest; lower-case hex in text. Public: it may be shown and compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// What stands where nothing comes before: `prev` of number 0, `previous` of epoch 1.
    pub const ZERO: Self = Self([0; 32]);

    /// SHA-256 of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// SHA-256(`sigill/v1/` ‖ label ‖ 0x00 ‖ parts, one after the other): lengths must
    /// follow from the label, for no separator stands between the parts.
    #[must_use]
    pub fn labelled(label: &str, parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        hash.update("sigill/v1/");
        hash.update(label);
        hash.update([0]);
        for part in parts {
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// A digest from its raw bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 lower-case hex digits.
    pub fn parse(text: &str) -> Result<Self, EncodingError> {
        parse_hex(text).map(Self)
    }

    /// The first `N` bytes, for names made of a digest.
    pub(crate) fn first<const N: usize>(&self) -> [u8; N] {
        const { assert!(N <= 32, "a digest has 32 bytes") };
        let mut first = [0; N];
        first.iter_mut().zip(self.0).for_each(|(place, byte)| *place = byte);
        first
    }

    /// The raw bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}
