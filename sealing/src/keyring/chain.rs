//! Epochs one after the other, and what vouches for them.

use super::{
    CLOCK_ERROR_DAYS, Keyring, KeyringError,
    note::{Note, NoteSignature, key_name},
};
use crate::{
    code::OwnerFingerprint,
    day::Day,
    digest::Digest,
    holder::Holder,
    id::ChannelId,
    role::{Author, Owner},
    signature::{KeyId, VerifyingKey},
};
use std::ops::Deref;

/// What a reader knows of a channel without the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// From a link or poster.
    Fingerprint(OwnerFingerprint),
    /// From an anchor, a vault or an invitation.
    Owner(VerifyingKey<Owner>),
    /// The very note, from an anchor or a vault.
    Note {
        /// Its epoch.
        epoch: u64,
        /// SHA-256 of the whole note.
        hash: Digest,
    },
    /// Nothing: the server path, and a first visit without a fingerprint. The page says so.
    Nothing,
}

impl Pin {
    fn vouches_for(&self, epoch: &Epoch) -> bool {
        match self {
            Self::Fingerprint(fingerprint) => OwnerFingerprint::of(&epoch.lines().owner) == *fingerprint,
            Self::Owner(owner) => epoch.lines().owner == *owner,
            Self::Note { epoch: number, hash } => epoch.epoch() == *number && epoch.hash() == *hash,
            Self::Nothing => true,
        }
    }
}

impl OwnerFingerprint {
    /// The fingerprint of an owner's key: the first 15 bytes of SHA-256(`sigill/v1/owner`
    /// 0x00 ‖ owner key).
    #[must_use]
    pub fn of(owner: &VerifyingKey<Owner>) -> Self {
        let digest = Digest::labelled("owner", &[owner.as_bytes()]);
        let [bytes @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = *digest.as_bytes();
        Self::from_bytes(bytes)
    }
}

/// A keyring whose signatures were verified in its place of a chain that a pin vouches
/// for. Only [`KeyringChain`] makes one:
///
/// ```
/// use sigill_sealing::keyring::{Epoch, KeyringChain};
/// fn file_by(epoch: &Epoch) {}
/// fn file(chain: &KeyringChain) { file_by(chain.newest()) }
/// ```
///
/// ```compile_fail
/// use sigill_sealing::keyring::{Epoch, Keyring};
/// fn file_by(epoch: &Epoch) {}
/// fn file(keyring: &Keyring) { file_by(keyring) }
/// ```
#[derive(Debug, Clone)]
pub struct Epoch {
    keyring: Keyring,
    note: String,
    hash: Digest,
}

impl Epoch {
    /// SHA-256 of the whole note.
    #[must_use]
    pub const fn hash(&self) -> Digest {
        self.hash
    }

    /// The note itself.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }
}

impl Deref for Epoch {
    type Target = Keyring;

    fn deref(&self) -> &Keyring {
        &self.keyring
    }
}

/// The epochs of one channel from some epoch on, without gaps, all verified.
///
/// A pin may vouch for any one of them: those after follow by signatures and hand-overs,
/// those before by the hash that each note carries of the one before it.
#[derive(Debug, Clone)]
pub struct KeyringChain {
    // Never empty.
    first: Epoch,
    later: Vec<Epoch>,
}

impl KeyringChain {
    /// Verifies a channel's notes, oldest first.
    ///
    /// If the first is not epoch 1 and came by a hand-over, its second signature cannot be
    /// checked without the note before, and need not be: the pin vouches for it.
    pub fn verify(channel: ChannelId, notes: &[&str], pin: &Pin) -> Result<Self, KeyringError> {
        let (first, later) = notes.split_first().ok_or(KeyringError::None)?;
        let mut chain = Self { first: verify_first(channel, first)?, later: Vec::new() };
        for note in later {
            chain.extend(note)?;
        }
        if chain.iter().any(|epoch| pin.vouches_for(epoch)) { Ok(chain) } else { Err(KeyringError::Pin) }
    }

    /// Takes the next note in, if it follows from the newest.
    pub fn extend(&mut self, note: &str) -> Result<&Epoch, KeyringError> {
        let next = verify_next(self.newest(), note)?;
        self.later.push(next);
        Ok(self.newest())
    }

    /// The newest epoch known.
    #[must_use]
    pub fn newest(&self) -> &Epoch {
        self.later.last().unwrap_or(&self.first)
    }

    /// The channel.
    #[must_use]
    pub fn channel(&self) -> ChannelId {
        self.first.lines().channel
    }

    /// All epochs, oldest first.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Epoch> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The epoch of that number and hash.
    #[must_use]
    pub fn find(&self, epoch: u64, hash: Digest) -> Option<&Epoch> {
        self.iter().find(|known| known.epoch() == epoch && known.hash() == hash)
    }

    /// The key of that id in some epoch known, and whose it is: how an author is found.
    #[must_use]
    pub fn author(&self, id: KeyId) -> Option<(VerifyingKey<Author>, Holder)> {
        self.iter().rev().find_map(|epoch| epoch.lines().author(id))
    }

    /// The day of issue of the first epoch after `epoch` in which that key no longer stands
    /// for that holder.
    #[must_use]
    pub fn gone_since(&self, epoch: u64, holder: Holder, key: &VerifyingKey<Author>) -> Option<Day> {
        self.iter()
            .filter(|later| later.epoch() > epoch)
            .find(|later| later.lines().key_of(holder) != Some(key))
            .map(|later| later.issued())
    }

    /// Whether an epoch was used more than two days after the next was issued: the server
    /// may have shown an old keyring, and every handler's desk alarms.
    #[must_use]
    pub fn used_late(&self, epoch: u64, day: Day) -> bool {
        self.iter()
            .find(|next| next.epoch() == epoch + 1)
            .is_some_and(|next| day.number() > next.issued().number() + CLOCK_ERROR_DAYS)
    }
}

/// Reads a note and verifies its first signature, the owner's.
fn verify_owner(note: &str) -> Result<(Keyring, Note<'_>), KeyringError> {
    let parts = Note::parse(note)?;
    let keyring = Keyring::parse_text(parts.text)?;
    let name = key_name(keyring.lines.channel);
    let owner = &keyring.lines.owner;
    let signature = parts.first.by(&name, owner.as_bytes()).ok_or(KeyringError::BadSignature)?;
    owner.verify_note(parts.text, signature).map_err(|_refused| KeyringError::BadSignature)?;
    Ok((keyring, parts))
}

fn verify_first(channel: ChannelId, note: &str) -> Result<Epoch, KeyringError> {
    let (keyring, parts) = verify_owner(note)?;
    if keyring.lines.channel != channel {
        return Err(KeyringError::Channel);
    }
    if keyring.epoch == 1 && parts.second.is_some() {
        return Err(KeyringError::Signatures);
    }
    Ok(Epoch { keyring, note: note.to_owned(), hash: Digest::of(note.as_bytes()) })
}

fn verify_next(before: &Epoch, note: &str) -> Result<Epoch, KeyringError> {
    let (keyring, parts) = verify_owner(note)?;
    if keyring.lines.channel != before.lines().channel {
        return Err(KeyringError::Channel);
    }
    if keyring.epoch != before.epoch() + 1 || keyring.previous != before.hash() {
        return Err(KeyringError::Link);
    }
    if keyring.issued < before.issued() {
        return Err(KeyringError::Dates);
    }
    if !keyring.lines.recovery.has_keys_of(&before.lines().recovery) {
        return Err(KeyringError::RecoveryKey);
    }
    let handed_over = keyring.lines.owner != before.lines().owner;
    match parts.second {
        None if handed_over => return Err(KeyringError::Signatures),
        Some(_) if !handed_over => return Err(KeyringError::Signatures),
        Some(second) => verify_former(before, parts.text, &second)?,
        None => {}
    }
    Ok(Epoch { keyring, note: note.to_owned(), hash: Digest::of(note.as_bytes()) })
}

/// The second signature of a hand-over: the former owner's, or the former recovery key's.
fn verify_former(before: &Epoch, text: &str, second: &NoteSignature) -> Result<(), KeyringError> {
    let name = key_name(before.lines().channel);
    let lines = before.lines();
    let verified = if let Some(signature) = second.by(&name, lines.owner.as_bytes()) {
        lines.owner.verify_note(text, signature)
    } else if let Some(signature) = second.by(&name, lines.recovery.verify.as_bytes()) {
        lines.recovery.verify.verify_note(text, signature)
    } else {
        return Err(KeyringError::BadSignature);
    };
    verified.map_err(|_refused| KeyringError::BadSignature)
}
