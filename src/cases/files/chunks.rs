//! Which object holds which bytes of a file.

use sigill_sealing::digest::Digest;

use crate::storage::blobs::ObjectId;

pub(super) mod store;

/// One chunk of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Chunk {
    /// Number of its first byte.
    pub(super) start: u64,
    /// How many bytes.
    pub(super) length: u64,
    /// What holds them.
    pub(super) object: ObjectId,
    /// Of a whole piece.
    pub(super) digest: Option<Digest>,
}

impl Chunk {
    /// Number of the byte behind it.
    pub(super) fn end(&self) -> u64 {
        self.start.saturating_add(self.length)
    }
}
