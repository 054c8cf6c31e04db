//! Random names: 16 bytes that prove nothing and order nothing.

use crate::encoding::{EncodingError, hex, parse_hex};
use rand_core::{CryptoRng, RngCore};
use std::{cmp::Ordering, fmt, hash::Hash, hash::Hasher, marker::PhantomData};

/// The id of a channel, a member or a file, typed by which of them; lower-case hex in
/// text.
pub struct Id<Of> {
    bytes: [u8; 16],
    of: PhantomData<fn() -> Of>,
}

/// What a channel's id names.
#[derive(Debug)]
pub enum Channel {}
/// What a member's id names: one person, for good, in one channel.
#[derive(Debug)]
pub enum Member {}
/// What a file's id names.
#[derive(Debug)]
pub enum File {}

/// The id of a channel.
pub type ChannelId = Id<Channel>;
/// The id of a member.
pub type MemberId = Id<Member>;
/// The id of a file.
pub type FileId = Id<File>;

impl<Of> Id<Of> {
    /// Draws a new id.
    pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Self::from_bytes(bytes)
    }

    /// An id from its raw bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self { bytes, of: PhantomData }
    }

    /// Reads 32 lower-case hex digits. Zeros are refused: they are nobody's id, and whoever
    /// stores holders may let them stand for recovery.
    pub fn parse(text: &str) -> Result<Self, EncodingError> {
        let id = Self::from_bytes(parse_hex(text)?);
        if id.is_zero() { Err(EncodingError::ZeroId) } else { Ok(id) }
    }

    /// Whether it is all zeros, which no drawn id is.
    pub(crate) fn is_zero(&self) -> bool {
        self.bytes == [0; 16]
    }

    /// The raw bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }
}

impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Of> Copy for Id<Of> {}
impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<Of> Eq for Id<Of> {}
impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}
impl<Of> Hash for Id<Of> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.bytes))
    }
}
impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}
