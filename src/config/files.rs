//! The section `[files]`.

use std::path::PathBuf;

use serde::Deserialize;

use super::Size;

/// Files: where they are kept, and how much of them is taken.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// The folder of the sealed files, made at the first start.
    pub path: PathBuf,
    /// The largest file, before it is sealed.
    pub largest: Size,
    /// What all files of a reporter's case may take together, sealed; with the handlers' own, twice that.
    pub per_case: Size,
    /// What a channel takes on one day, sealed; up to a tenth less, so that nobody learns from it how much others sent.
    pub per_channel_day: Size,
    /// Room on their disk that files may not touch, so that there is always some for reports.
    pub reserve: Size,
}

impl Default for Files {
    fn default() -> Self {
        Self {
            path: PathBuf::from("data/files"),
            largest: Size::mebibytes(4 << 10),
            per_case: Size::mebibytes(16 << 10),
            per_channel_day: Size::mebibytes(64 << 10),
            reserve: Size::mebibytes(1 << 10),
        }
    }
}

impl Files {
    /// The length of the largest file once it is sealed, in bytes.
    #[must_use]
    pub fn largest_sealed(&self) -> u64 {
        sigill_sealing::file::sealed_length(self.largest.amount()).unwrap_or(u64::MAX)
    }
}
