//! Signing an epoch: the owner alone, or at a hand-over the new owner and whoever had the
//! say before.

use super::{Epoch, Keyring, KeyringError, Lines, last_day, note};
use crate::{
    day::Day,
    role::{Author, Owner},
    signature::{SigningKey, VerifyingKey},
};

/// Who hands a channel over.
#[derive(Clone, Copy)]
pub enum Former<'a> {
    /// The owner of the epoch before.
    Owner(&'a SigningKey<Owner>),
    /// The recovery key of the epoch before.
    Recovery(&'a SigningKey<Author>),
}

impl Former<'_> {
    fn sign(self, text: &str) -> ([u8; 32], [u8; 64]) {
        match self {
            Self::Owner(key) => (*key.verifying_key().as_bytes(), key.sign_note(text)),
            Self::Recovery(key) => (*key.verifying_key().as_bytes(), key.sign_note(text)),
        }
    }
}

impl Keyring {
    /// The note of this epoch, signed by its owner. Refused if the key is not the owner's.
    pub fn sign(&self, owner: &SigningKey<Owner>) -> Result<String, KeyringError> {
        self.write(owner, None)
    }

    /// The note of this epoch under a new owner, signed by both. Whether the former had the
    /// say is checked by whoever verifies the note after the one before.
    pub fn sign_hand_over(
        &self,
        owner: &SigningKey<Owner>,
        former: Former<'_>,
    ) -> Result<String, KeyringError> {
        self.write(owner, Some(former))
    }

    fn write(&self, owner: &SigningKey<Owner>, former: Option<Former<'_>>) -> Result<String, KeyringError> {
        let owner_key: VerifyingKey<Owner> = owner.verifying_key();
        if owner_key != self.lines.owner {
            return Err(KeyringError::BadSignature);
        }
        let text = self.text();
        let mut signatures = vec![(*owner_key.as_bytes(), owner.sign_note(&text))];
        signatures.extend(former.map(|former| former.sign(&text)));
        let lines: Vec<_> = signatures.iter().map(|(key, signature)| (key, signature)).collect();
        Ok(note::write(&text, &note::key_name(self.lines.channel), &lines))
    }
}

impl Epoch {
    /// The epoch after this one with other lines, issued that day.
    pub fn next(&self, lines: Lines, issued: Day) -> Result<Keyring, KeyringError> {
        if lines.channel != self.lines().channel {
            return Err(KeyringError::Channel);
        }
        if issued < self.issued() {
            return Err(KeyringError::Dates);
        }
        Keyring::new(self.epoch() + 1, self.hash(), issued, last_day(issued)?, lines)
    }

    /// The epoch after this one with the very same lines: what the owner's desk signs by
    /// itself once [`Keyring::renewal_is_due`]. The caller has made sure that this is the
    /// epoch pinned in the owner's vault and the newest the server shows.
    pub fn renew(&self, issued: Day) -> Result<Keyring, KeyringError> {
        self.next(self.lines().clone(), issued)
    }
}
