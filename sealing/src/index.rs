//! Index entries: a member's cache of decrypted cases, so that thousands open with one
//! unlocking (PROTOCOL.md section 9). An entry never overrides a verified thread.
//!
//! Each writing of an entry has a key of its own, from the vault's `self` seed and a fresh
//! random salt: so the nonce may be zero, and erasing the salts erases the entries.

use crate::{
    case_id::CaseId,
    derive::SelfSeed,
    digest::Digest,
    padding::{ENVELOPE_UNIT, envelope_size, is_envelope_size},
    secret::Plaintext,
    strict_json::{JsonError, Value, object, read_object},
};
use aes_gcm::{Aes256Gcm, Key, KeyInit, Nonce, aead::Aead};
use hmac::{Hmac, Mac as _};
use rand_core::{CryptoRng, RngCore};
use sha2::Sha256;

/// Bytes of an entry's salt.
pub const SALT_BYTES: usize = 32;
/// Bytes of the tag after the ciphertext.
const TAG_BYTES: u64 = 16;

/// Why an entry is refused. The desk drops it and reads the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// A size that padding cannot give.
    #[error("the entry has a size that no entry has")]
    Size,
    /// Text, which no ciphertext of this length is: somebody forgot to seal it.
    #[error("the entry is text")]
    Text,
    /// It does not open with this vault.
    #[error("the entry does not open")]
    Open,
    /// It is not of its form.
    #[error("the entry is not of its form")]
    Form(#[from] JsonError),
    /// It is another case's.
    #[error("the entry is another case's")]
    Case,
    /// Longer than an entry can be.
    #[error("the entry is too long")]
    TooLong,
}

/// What an entry holds.
pub struct Entry {
    /// The case.
    pub case: CaseId,
    /// Goes up by one with every writing.
    pub counter: u64,
    /// What the desk remembers of the case: only the desk reads it.
    pub view: String,
}

/// An entry as it is stored: salt and ciphertext.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEntry {
    salt: [u8; SALT_BYTES],
    ciphertext: Vec<u8>,
}

impl SealedEntry {
    /// What a desk sends or the server stored, if padding can give its size and it is no text: so plaintext cannot be
    /// stored by mistake. That bytes which were encrypted are UTF-8 by chance does not happen in 4 KiB.
    pub fn from_parts(salt: [u8; SALT_BYTES], ciphertext: Vec<u8>) -> Result<Self, IndexError> {
        let length = u64::try_from(ciphertext.len()).ok().and_then(|length| length.checked_sub(TAG_BYTES));
        if !length.is_some_and(|length| is_envelope_size(length, ENVELOPE_UNIT)) {
            return Err(IndexError::Size);
        }
        if std::str::from_utf8(&ciphertext).is_ok() {
            return Err(IndexError::Text);
        }
        Ok(Self { salt, ciphertext })
    }

    /// The random salt; erasing it erases the entry.
    #[must_use]
    pub const fn salt(&self) -> &[u8; SALT_BYTES] {
        &self.salt
    }

    /// The ciphertext and its tag.
    #[must_use]
    pub fn ciphertext(&self) -> &[u8] {
        &self.ciphertext
    }
}

fn cipher(own: &SelfSeed, salt: &[u8; SALT_BYTES]) -> Aes256Gcm {
    let key = Key::<Aes256Gcm>::from(*own.index_key(salt).expose());
    Aes256Gcm::new(&key)
}

/// Zero: every key encrypts once.
fn nonce() -> Nonce<aes_gcm::aead::consts::U12> {
    Nonce::from([0; 12])
}

impl Entry {
    /// Pads and encrypts the entry under a fresh key.
    pub fn seal(
        &self,
        own: &SelfSeed,
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<SealedEntry, IndexError> {
        let mut salt = [0; SALT_BYTES];
        rng.fill_bytes(&mut salt);
        self.seal_with(own, salt)
    }

    /// With that salt, which must never be used twice.
    fn seal_with(&self, own: &SelfSeed, salt: [u8; SALT_BYTES]) -> Result<SealedEntry, IndexError> {
        let entry = object([
            ("v", Value::Integer(1)),
            ("case", Value::text(self.case)),
            ("counter", self.counter.into()),
            ("view", self.view.as_str().into()),
        ]);
        let mut content = entry.to_json().into_bytes();
        let size = u64::try_from(content.len())
            .ok()
            .and_then(|length| envelope_size(length, ENVELOPE_UNIT))
            .and_then(|size| usize::try_from(size).ok())
            .ok_or(IndexError::TooLong)?;
        content.resize(size, b' ');
        let content = Plaintext::new(content);
        let ciphertext = cipher(own, &salt).encrypt(&nonce(), content.expose());
        Ok(SealedEntry { salt, ciphertext: ciphertext.map_err(|_refused| IndexError::TooLong)? })
    }

    /// Decrypts a stored entry of that case.
    pub fn open(sealed: &SealedEntry, own: &SelfSeed, case: CaseId) -> Result<Self, IndexError> {
        let content = cipher(own, &sealed.salt).decrypt(&nonce(), sealed.ciphertext.as_slice());
        let content = Plaintext::new(content.map_err(|_refused| IndexError::Open)?);
        let mut entry = read_object(content.expose())?;
        entry.constant("v", 1)?;
        let read = Self {
            case: entry.read("case", CaseId::parse)?,
            counter: entry.integer("counter")?,
            view: entry.string("view")?,
        };
        entry.end()?;
        if read.case == case { Ok(read) } else { Err(IndexError::Case) }
    }
}

/// The name under which a desk remembers a case's highest numbers in its own storage:
/// HMAC-SHA-256 of the case id under the `seen` key of that storage's salt. No secret,
/// and nothing by which another vault's owner could tell the case.
#[must_use]
pub fn seen_name(own: &SelfSeed, salt: &[u8; SALT_BYTES], case: CaseId) -> Option<Digest> {
    // HMAC takes a key of any length, so there always is one.
    let mac = Hmac::<Sha256>::new_from_slice(own.seen_key(salt).expose()).ok()?;
    Some(Digest::from_bytes(mac.chain_update(case.as_bytes()).finalize().into_bytes().into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::padding::ENVELOPE_LIMIT;

    fn own() -> SelfSeed {
        SelfSeed::from_bytes([1; 32])
    }

    fn case(seed: &[u8]) -> CaseId {
        CaseId::parse(&Digest::of(seed).to_string()).unwrap()
    }

    fn entry(view: &str) -> Entry {
        Entry { case: case(b"a"), counter: 7, view: view.to_owned() }
    }

    #[test]
    fn an_entry_opens_for_its_vault_and_case_only() {
        let sealed = entry("{\"title\":\"r\u{f6}d\"}").seal_with(&own(), [2; 32]).unwrap();
        assert_eq!(sealed.ciphertext().len(), 4096 + 16);
        let opened = Entry::open(&sealed, &own(), case(b"a")).unwrap();
        assert_eq!((opened.counter, opened.view.as_str()), (7, "{\"title\":\"r\u{f6}d\"}"));
        assert_eq!(Entry::open(&sealed, &own(), case(b"b")).err(), Some(IndexError::Case));
        let stranger = SelfSeed::from_bytes([2; 32]);
        assert_eq!(Entry::open(&sealed, &stranger, case(b"a")).err(), Some(IndexError::Open));
        let moved = SealedEntry::from_parts([3; 32], sealed.ciphertext().to_vec()).unwrap();
        assert_eq!(Entry::open(&moved, &own(), case(b"a")).err(), Some(IndexError::Open));
    }

    #[test]
    fn sizes_are_those_of_envelopes() {
        let long = "x".repeat(5000);
        assert_eq!(entry(&long).seal_with(&own(), [2; 32]).unwrap().ciphertext().len(), 8192 + 16);
        assert_eq!(SealedEntry::from_parts([0; 32], vec![0; 4096]).err(), Some(IndexError::Size));
        assert_eq!(SealedEntry::from_parts([0; 32], Vec::new()).err(), Some(IndexError::Size));
        assert_eq!(SealedEntry::from_parts([0; 32], vec![b' '; 4096 + 16]).err(), Some(IndexError::Text));
        let limit = usize::try_from(ENVELOPE_LIMIT).unwrap();
        assert_eq!(entry(&"x".repeat(limit)).seal_with(&own(), [2; 32]).err(), Some(IndexError::TooLong));
    }

    #[test]
    fn what_a_desk_remembers_differs_by_vault_salt_and_case() {
        let name = |own: &SelfSeed, salt, id| seen_name(own, &[salt; 32], case(id)).unwrap();
        let one = name(&own(), 1, b"a");
        assert_eq!(one, name(&own(), 1, b"a"));
        assert_ne!(one, name(&own(), 2, b"a"));
        assert_ne!(one, name(&own(), 1, b"b"));
        assert_ne!(one, name(&SelfSeed::from_bytes([9; 32]), 1, b"a"));
    }
}
