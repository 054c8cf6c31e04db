//! A member's vault: every key they hold, sealed to their own ways of unlocking
//! (PROTOCOL.md section 9).

mod schema;

use crate::{
    code::InvitationCode,
    day::Day,
    derive::SelfSeed,
    digest::Digest,
    envelope::{self, EnvelopeError, Verified},
    gate::Sealed,
    id::{ChannelId, MemberId},
    identity::{Addressee, Identity, Recipient},
    invitation::Role as InvitedRole,
    kind::{self, Kind},
    role::{Author, Handler, Owner, Unlock},
    seal::SealError,
    signature::{SigningKey, VerifyingKey},
    strict_json::JsonError,
    text::ShortText,
    word::words,
};

/// The most ways of unlocking a vault.
pub const MOST_WAYS: usize = 16;
/// The most pairs of keys, old ones included.
pub const MOST_KEYS: usize = 50;
/// The most channels pinned, and the most invitations open.
pub const MOST_PINS: usize = 200;
/// The most notes kept that were signed to follow a pinned one.
pub const MOST_NEXT: usize = 16;

/// Why a vault is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It does not open or verify.
    #[error("the vault does not open")]
    Envelope(#[from] EnvelopeError),
    /// It is not of its form.
    #[error("the vault is not of its form")]
    Form(#[from] JsonError),
    /// It is an older one than this computer has seen: the server went back.
    #[error("the vault is older than the last one seen")]
    Older,
}

words! {
    /// A way of unlocking.
    Way:
    /// The passphrase.
    Passphrase = "passphrase",
    /// The vault's recovery code.
    Recovery = "recovery",
    /// A passkey with PRF.
    Passkey = "passkey",
}

/// One way of unlocking. Its recipient stands only inside the vault: a client never seals
/// a vault to a recipient from the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlocking {
    /// Which way.
    pub way: Way,
    /// What its member calls it.
    pub name: ShortText,
    /// What the vault is sealed to.
    pub recipient: Recipient<Unlock>,
    /// A passkey's credential id in unpadded base64url; else empty.
    pub id: String,
}

/// A channel's owner and newest epoch, as this member saw them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinnedChannel {
    /// The channel.
    pub channel: ChannelId,
    /// Its owner.
    pub owner: VerifyingKey<Owner>,
    /// The highest epoch seen.
    pub epoch: u64,
    /// SHA-256 of that note.
    pub hash: Digest,
    /// Of an owner: SHA-256 of each note that was signed to follow it and may have reached the server. One of them, come back
    /// as the newest epoch, is the owner's own.
    pub next: Vec<Digest>,
}

/// An invitation its owner waits on.
pub struct OpenInvitation {
    /// The channel.
    pub channel: ChannelId,
    /// The id the invitee gets.
    pub member: MemberId,
    /// What they become.
    pub role: InvitedRole,
    /// The code, given outside the server.
    pub code: InvitationCode,
    /// The day it was made.
    pub day: Day,
}

/// An identity and the signing key that stands beside it in the keyring.
pub struct MemberKeys {
    /// What is sealed to the member.
    pub identity: Identity<Handler>,
    /// What the member signs with, as a seed.
    pub signing: crate::secret::Secret<[u8; 32]>,
}

impl MemberKeys {
    /// The key the member signs with.
    #[must_use]
    pub fn signing_key(&self) -> SigningKey<Author> {
        SigningKey::from_seed(*self.signing.expose())
    }
}

/// What a member holds.
pub struct Vault {
    /// Goes up by one with every writing.
    pub counter: u64,
    /// Whose it is.
    pub member: MemberId,
    /// The keys in use; it signs the vault too.
    pub newest: MemberKeys,
    /// Those before, newest first: old wraps open with them.
    pub older: Vec<MemberKeys>,
    /// From which the index entries' keys are derived.
    pub own: SelfSeed,
    /// An owner's key, as a seed.
    pub owner: Option<crate::secret::Secret<[u8; 32]>>,
    /// The channels seen.
    pub pins: Vec<PinnedChannel>,
    /// The invitations waited on.
    pub invitations: Vec<OpenInvitation>,
    /// 1 to [`MOST_WAYS`] ways of unlocking.
    pub unlock: Vec<Unlocking>,
    /// The day it was written.
    pub day: Day,
}

impl Vault {
    /// Signs the vault with its own first signing key and seals it to its own ways of
    /// unlocking.
    pub fn seal(&self) -> Result<Sealed<kind::Vault>, SealVaultError> {
        let to: Vec<_> = self.unlock.iter().map(|way| Addressee::from(&way.recipient)).collect();
        Ok(envelope::seal(Kind::Vault, &self.to_value()?, &self.newest.signing_key(), &to)?)
    }

    /// Opens a vault by one way of unlocking, and verifies it under its own first signing
    /// key: integrity, not trust. `last_seen` is the highest counter this computer
    /// remembers, 0 if none.
    pub fn open(
        sealed: &Sealed<kind::Vault>,
        unlock: &Identity<Unlock>,
        last_seen: u64,
    ) -> Result<Verified<Self>, VaultError> {
        let opened = envelope::open(sealed, unlock)?;
        let own = Self::parse(opened.unverified_body().expose())?.newest.signing_key().verifying_key();
        let vault = opened.verify(&own)?.read(Self::read)?;
        if vault.get().counter < last_seen {
            return Err(VaultError::Older);
        }
        Ok(vault)
    }

    /// The pin of a channel.
    #[must_use]
    pub fn pin(&self, channel: ChannelId) -> Option<&PinnedChannel> {
        self.pins.iter().find(|pin| pin.channel == channel)
    }
}

/// Why a vault was not sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealVaultError {
    /// It is not of its form: no reader would take it.
    #[error("the vault is not of its form")]
    Form(#[from] JsonError),
    /// Sealing failed.
    #[error("the vault was not sealed")]
    Seal(#[from] SealError),
}

#[cfg(test)]
mod tests;
