//! An amount of memory or disk, written as people write it.

use std::fmt;

use serde::Deserialize;
use thiserror::Error;

/// Bytes in a mebibyte.
const MEBIBYTE: usize = 1 << 20;
/// Most mebibytes that can be asked for: a tebibyte. Of no larger case do browsers read the list of files.
const MOST: usize = 1 << 20;

/// Bytes, as `256 MiB` or `2 GiB`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, PartialOrd)]
#[serde(try_from = "String")]
pub struct Size(usize);

/// What is written is no amount.
#[derive(Debug, Error)]
#[error("not an amount: write it as 256 MiB or 2 GiB, and as 1024 GiB at most")]
pub struct SizeError;

impl Size {
    /// So many mebibytes.
    #[must_use]
    pub const fn mebibytes(count: usize) -> Self {
        Self(count.saturating_mul(MEBIBYTE))
    }

    /// Bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        self.0
    }

    /// Bytes, where files and disks are counted.
    #[must_use]
    pub fn amount(self) -> u64 {
        u64::try_from(self.0).unwrap_or(u64::MAX)
    }
}

impl TryFrom<String> for Size {
    type Error = SizeError;

    fn try_from(text: String) -> Result<Self, SizeError> {
        let (digits, unit) = text.trim().split_once(' ').ok_or(SizeError)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(SizeError);
        }
        let count: usize = digits.parse().map_err(|_too_many| SizeError)?;
        let count = match unit.trim() {
            "MiB" => count,
            "GiB" => count.saturating_mul(1024),
            _ => return Err(SizeError),
        };
        if count > MOST { Err(SizeError) } else { Ok(Self::mebibytes(count)) }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} MiB", self.0 / MEBIBYTE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_reads_as_it_is_written() {
        let read = |text: &str| Size::try_from(text.to_owned()).map(Size::bytes).ok();
        assert_eq!(read("256 MiB"), Some(256 << 20));
        assert_eq!(read(" 2 GiB "), Some(2 << 30));
        assert_eq!(read(&Size::mebibytes(16).to_string()), Some(16 << 20));
        for none in
            ["", "256", "256MiB", "256 MB", "+1 MiB", "-1 MiB", "1.5 GiB", "99999999999 GiB", "1048577 MiB"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
