//! A C2SP signed note (c2sp.org/signed-note), read strictly: the text, an empty line, and
//! one or two signature lines of one key name. Anything else is refused, also what the
//! format lets a reader skip, for the hash of a whole note stands in the next one.
//!
//! The crate `signed_note` reads the same notes (a test shows it) but skips signatures it
//! does not know and takes what a lenient Ed25519 takes; so it is no dependency.

use super::KeyringError;
use crate::{
    encoding::{base64, parse_base64_exact},
    id::ChannelId,
};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The most bytes a note has.
pub(super) const MOST_NOTE_BYTES: usize = 512 * 1024;

/// The name of Ed25519 among the signature types of a note.
const ED25519: u8 = 1;

/// The name under which a channel's notes are signed.
pub(super) fn key_name(channel: ChannelId) -> String {
    format!("sigill-{channel}")
}

/// The four bytes that tell one key of a name from another.
fn key_hash(name: &str, key: &[u8; 32]) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(key);
    let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
    [a, b, c, d]
}

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoteSignature {
    name: String,
    key_hash: [u8; 4],
    signature: [u8; 64],
}

impl NoteSignature {
    /// The signature, if this line says it is that key's under that name.
    pub(super) fn by(&self, name: &str, key: &[u8; 32]) -> Option<&[u8; 64]> {
        (self.name == name && self.key_hash == key_hash(name, key)).then_some(&self.signature)
    }

    fn parse(line: &str) -> Result<Self, KeyringError> {
        let (name, blob) = line
            .strip_prefix("\u{2014} ")
            .and_then(|rest| rest.split_once(' '))
            .ok_or(KeyringError::Signatures)?;
        let bytes: [u8; 68] = parse_base64_exact(blob).ok().ok_or(KeyringError::Signatures)?;
        let (hash, signature) = bytes.split_first_chunk::<4>().ok_or(KeyringError::Signatures)?;
        let signature = signature.try_into().ok().ok_or(KeyringError::Signatures)?;
        Ok(Self { name: name.to_owned(), key_hash: *hash, signature })
    }
}

/// A note taken apart, nothing verified.
#[derive(Debug)]
pub(super) struct Note<'a> {
    /// What is signed: every line of the text with its LF.
    pub(super) text: &'a str,
    /// The signature of the first line.
    pub(super) first: NoteSignature,
    /// That of the second line, if there is one.
    pub(super) second: Option<NoteSignature>,
}

impl<'a> Note<'a> {
    /// Takes a note apart.
    pub(super) fn parse(note: &'a str) -> Result<Self, KeyringError> {
        if note.len() > MOST_NOTE_BYTES {
            return Err(KeyringError::TooLong);
        }
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(KeyringError::Signatures)?;
        let text = note.get(..=text.len()).ok_or(KeyringError::Signatures)?;
        let mut lines = signatures.strip_suffix('\n').ok_or(KeyringError::Signatures)?.split('\n');
        let first = NoteSignature::parse(lines.next().ok_or(KeyringError::Signatures)?)?;
        let second = lines.next().map(NoteSignature::parse).transpose()?;
        if lines.next().is_some() {
            return Err(KeyringError::Signatures);
        }
        Ok(Self { text, first, second })
    }
}

/// Writes a note: its text, then a line for each key and its signature.
pub(super) fn write(text: &str, name: &str, signatures: &[(&[u8; 32], &[u8; 64])]) -> String {
    let mut note = format!("{text}\n");
    for (key, signature) in signatures {
        let blob = [key_hash(name, key).as_slice(), signature.as_slice()].concat();
        // Writing to a string cannot fail.
        let _ = writeln!(note, "\u{2014} {name} {}", base64(&blob));
    }
    note
}
