//! The gate: what is not sealed as its place demands is refused, so that plaintext
//! cannot be stored by mistake, nor a file that others than the named could open.
//!
//! It reads the header alone and needs no key. The server passes everything it is sent
//! through it; a client everything it is about to open.

use crate::digest::Digest;
use crate::hybrid::{BODY_BYTES, SHARE_BYTES, TAG};
use crate::kind::{File, Place, Shape};
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use std::{fmt, marker::PhantomData};

/// The longest header, in bytes: of a large file, no more is needed to judge it.
pub const HEADER_LIMIT: usize = 65_536;

const VERSION_LINE: &[u8] = b"age-encryption.org/v1\n";
const MAC_BYTES: usize = 32;
/// Bytes of plaintext in a chunk of age's payload, the last one aside.
const CHUNK: u64 = 65_536;
/// Bytes of a chunk's authentication tag.
const CHUNK_TAG: u64 = 16;
/// Bytes of the nonce before the first chunk.
const NONCE: u64 = 16;

/// Why the gate is shut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not the header of an age file, or not in its one spelling.
    #[error("not the header of a sealed file")]
    Header,
    /// The header does not end within [`HEADER_LIMIT`] or within the bytes given.
    #[error("the header has no end")]
    HeaderLength,
    /// A stanza that is not hybrid: sealed to another type of recipient, or grease.
    #[error("sealed to something that is no hybrid recipient")]
    Stanza,
    /// Fewer or more recipients than the place has.
    #[error("sealed to a wrong number of recipients")]
    StanzaCount,
    /// The content has a size that padding cannot give.
    #[error("the content is not padded as it must be")]
    Size,
}

/// What the gate saw in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// Bytes of the header; the payload follows.
    pub header: usize,
    /// Bytes of the padded content inside.
    pub content: u64,
}

/// Judges a sealed thing by its beginning (the first [`HEADER_LIMIT`] bytes, or all if it
/// is shorter) and its whole length in bytes.
pub fn inspect(beginning: &[u8], total: u64, shape: &Shape) -> Result<Passed, Refusal> {
    let beginning = beginning.get(..HEADER_LIMIT).unwrap_or(beginning);
    let mut rest = Lines(beginning.strip_prefix(VERSION_LINE).ok_or(Refusal::Header)?);
    let mut stanzas = 0;
    loop {
        let line = rest.next()?;
        if let Some(mac) = line.strip_prefix(b"--- ") {
            if !is_base64_of(mac, MAC_BYTES) {
                return Err(Refusal::Header);
            }
            break;
        }
        let stanza = line.strip_prefix(b"-> ").ok_or(Refusal::Header)?;
        let encapsulated = stanza
            .strip_prefix(TAG.as_bytes())
            .and_then(|stanza| stanza.strip_prefix(b" "))
            .ok_or(Refusal::Stanza)?;
        if !is_base64_of(encapsulated, SHARE_BYTES) || !is_base64_of(rest.next()?, BODY_BYTES) {
            return Err(Refusal::Stanza);
        }
        stanzas += 1;
    }
    if !shape.stanzas.contains(&stanzas) {
        return Err(Refusal::StanzaCount);
    }
    let header = beginning.len() - rest.0.len();
    let content = u64::try_from(header)
        .ok()
        .and_then(|header| content_length(total.checked_sub(header)?))
        .filter(|content| shape.sizes.contain(*content))
        .ok_or(Refusal::Size)?;
    Ok(Passed { header, content })
}

/// The lines of a header, each of which must end.
struct Lines<'a>(&'a [u8]);

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a [u8], Refusal> {
        let end = self.0.iter().position(|byte| *byte == b'\n').ok_or(Refusal::HeaderLength)?;
        let (line, rest) = self.0.split_at_checked(end).ok_or(Refusal::HeaderLength)?;
        self.0 = rest.get(1..).ok_or(Refusal::HeaderLength)?;
        Ok(line)
    }
}

/// Whether this is the canonical unpadded base64 of that many bytes. The decoder refuses
/// padding and bits left over.
fn is_base64_of(text: &[u8], length: usize) -> bool {
    BASE64_STANDARD_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == length)
}

/// How much content a payload of that length holds, if any can.
fn content_length(payload: u64) -> Option<u64> {
    let chunked = payload.checked_sub(NONCE)?;
    let chunks = chunked.div_ceil(CHUNK + CHUNK_TAG);
    let content = chunked.checked_sub(chunks * CHUNK_TAG)?;
    (content > 0 && payload_length(content) == Some(payload)).then_some(content)
}

/// Bytes of a header with one stanza, as a file has it. Every length in it is fixed.
pub const HEADER_OF_ONE: u64 = 22 + (18 + 1494 + 1) + (43 + 1) + (4 + 43 + 1);

/// How much content a sealed file of that length with one stanza holds, if any can.
pub(crate) fn sealed_once(length: u64) -> Option<u64> {
    content_length(length.checked_sub(HEADER_OF_ONE)?)
}

/// Whether a sealed file can have this length, in bytes: that of one stanza and a content
/// whose size padding gives.
#[must_use]
pub fn is_file_length(length: u64) -> bool {
    sealed_once(length).is_some_and(|content| File::SHAPE.sizes.contain(content))
}

/// The length of a sealed file with one stanza that holds that much content; `None` from
/// about 2^64 on.
pub(crate) fn sealed_once_length(content: u64) -> Option<u64> {
    payload_length(content)?.checked_add(HEADER_OF_ONE)
}

/// The length of the payload that holds that much content; `None` from about 2^64 on.
fn payload_length(content: u64) -> Option<u64> {
    content.div_ceil(CHUNK).max(1).checked_mul(CHUNK_TAG)?.checked_add(content)?.checked_add(NONCE)
}

/// A sealed thing that may lie in the place `P`: it was sealed here or came through the
/// gate, and there is no third way.
///
/// ```
/// use sigill_sealing::{gate::{Refusal, Sealed}, kind::Wrap};
/// let refused: Result<Sealed<Wrap>, Refusal> = Sealed::through_gate(b"plaintext".to_vec());
/// assert_eq!(refused.err(), Some(Refusal::Header));
/// ```
///
/// ```compile_fail,E0624
/// use sigill_sealing::{gate::{Refusal, Sealed}, kind::Wrap};
/// let refused: Result<Sealed<Wrap>, Refusal> = Sealed::from_sealer(b"plaintext".to_vec());
/// assert_eq!(refused.err(), Some(Refusal::Header));
/// ```
pub struct Sealed<P> {
    bytes: Vec<u8>,
    place: PhantomData<fn() -> P>,
}

impl<P: Place> Sealed<P> {
    /// Lets bytes in, or says why not.
    pub fn through_gate(bytes: Vec<u8>) -> Result<Self, Refusal> {
        // A length does not fit 64 bits on no machine there is.
        let total = u64::try_from(bytes.len()).map_err(|_too_long| Refusal::Size)?;
        inspect(&bytes, total, &P::SHAPE)?;
        Ok(Self { bytes, place: PhantomData })
    }

    /// What sealing made; it is held to the same rule.
    pub(crate) fn from_sealer(bytes: Vec<u8>) -> Result<Self, Refusal> {
        Self::through_gate(bytes)
    }
}

impl<P> Sealed<P> {
    /// The bytes, as they are stored and sent.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, as they are stored and sent.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// SHA-256 of the sealed bytes: what `prev`, `seen` and references name.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

impl<P> Clone for Sealed<P> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), place: PhantomData }
    }
}

impl<P> fmt::Debug for Sealed<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Vault;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_payload_tells_its_content(content in 1_u64..1 << 60) {
            prop_assert_eq!(payload_length(content).and_then(content_length), Some(content));
        }

        #[test]
        fn a_payload_no_content_has_is_refused(payload: u64) {
            if let Some(content) = content_length(payload) {
                prop_assert_eq!(payload_length(content), Some(payload));
            }
        }
    }

    proptest! {
        #[test]
        fn judging_never_panics_and_random_bytes_never_pass(bytes: Vec<u8>, total: u64) {
            prop_assert!(inspect(&bytes, total, &Vault::SHAPE).is_err());
            let header = [b"age-encryption.org/v1\n-> mlkem768x25519 ", bytes.as_slice()].concat();
            prop_assert!(inspect(&header, total, &Vault::SHAPE).is_err());
            prop_assert!(Sealed::<Vault>::through_gate(header).is_err());
        }
    }

    #[test]
    fn a_file_has_a_length_that_padding_gives() {
        for size in [0, 1, 4096, 65_537, 1 << 20, 4 << 30] {
            let length = crate::file::sealed_length(size).unwrap();
            assert!(is_file_length(length), "{size}");
            assert!(!is_file_length(length + 1) && !is_file_length(length - 1), "{size}");
        }
        assert!(!is_file_length(0) && !is_file_length(HEADER_OF_ONE) && !is_file_length(u64::MAX));
    }

    #[test]
    fn an_empty_or_cut_chunk_holds_nothing() {
        for payload in [0, 15, 16, 31, 32, 16 + CHUNK + 2 * CHUNK_TAG, 16 + CHUNK + CHUNK_TAG + 3] {
            assert_eq!(content_length(payload), None, "{payload}");
        }
        assert_eq!(content_length(33), Some(1));
        assert_eq!(content_length(16 + CHUNK + CHUNK_TAG), Some(CHUNK));
        assert_eq!(content_length(16 + CHUNK + 2 * CHUNK_TAG + 1), Some(CHUNK + 1));
    }
}
