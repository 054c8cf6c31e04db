//! The log of deeds. An entry is written in the transaction of the deed, unnumbered and with its day only; so nothing
//! here tells in which order things came within a day.

mod store;

use rand::RngCore;
use serde::Serialize;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::ChannelId;

use crate::storage::{Error, Tx};

/// Something that was done.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
pub enum Deed {
    /// A report was filed: the salted leaf of its proof, which names no case.
    Filed {
        /// Lower-case hex.
        leaf: String,
    },
    /// A channel was set up and its first keyring published.
    ChannelSetUp,
    /// An epoch was published.
    KeyringPublished {
        /// Its number.
        epoch: u64,
    },
    /// Somebody was invited.
    Invited {
        /// As what.
        role: &'static str,
    },
    /// An invitation was withdrawn.
    InvitationWithdrawn,
    /// Somebody invited joined.
    Joined {
        /// Who, lower-case hex.
        member: String,
    },
    /// A member signed in.
    SignedIn {
        /// Who, lower-case hex.
        member: String,
    },
    /// A member took a step in a case, gave somebody access to it or took it from them, exported or disclosed something of it,
    /// or opened what was kept apart. As of a filing, only a leaf is told, which names no case, no member and not what was done.
    InCase {
        /// Lower-case hex.
        leaf: String,
    },
    /// A member took a list of the cases they hold out of the desk. It concerns many cases and names none.
    ListExported {
        /// Who, lower-case hex.
        member: String,
    },
    /// The channel's recovery code was used: to ask what is left to it, to read of one case, or to give one; one entry for
    /// each request that it signed, whatever came of it. That a case was given is a deed in that case, too.
    RecoveryUsed,
    /// A case was erased. The leaf is a random number: the log holds nothing that leads to what is gone.
    Erased {
        /// Lower-case hex.
        leaf: String,
    },
    /// A set-up link was made.
    SetupLinkMade,
    /// A member ended a session of theirs.
    SessionEnded {
        /// Who, lower-case hex.
        member: String,
    },
    /// A member changed what they sign in with.
    CredentialsChanged {
        /// Who, lower-case hex.
        member: String,
    },
    /// A member confirmed an address for their mails, in the place of another if there was one. Which, nobody is told.
    MailAddressConfirmed {
        /// Who, lower-case hex.
        member: String,
    },
    /// A member ended the mails to theirs.
    MailAddressRemoved {
        /// Who, lower-case hex.
        member: String,
    },
}

impl Deed {
    /// A deed in a case that stands in the sealed envelope of this digest, which its writer signed. Whoever opens the case
    /// can reckon the leaf and hold the log to it; to all others it is a random number.
    #[must_use]
    pub fn in_case(envelope: Digest) -> Self {
        let leaf = Digest::of(&[b"sigill/v1/deed\0".as_slice(), envelope.as_bytes()].concat());
        Self::InCase { leaf: leaf.to_string() }
    }

    /// That a case was erased.
    #[must_use]
    pub fn erased(rng: &mut impl RngCore) -> Self {
        let mut leaf = [0; 32];
        rng.fill_bytes(&mut leaf);
        Self::Erased { leaf: sigill_sealing::encoding::hex(&leaf) }
    }
}

/// A deed with its day and channel.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The day, in the channel's zone.
    pub day: Day,
    /// In which channel; none for what concerns no channel.
    pub channel: Option<ChannelId>,
    /// What was done.
    pub deed: Deed,
}

/// Appends `entry` in the caller's transaction: it is there if and only if the deed is.
pub fn append(tx: &mut Tx<'_>, entry: &Entry, rng: &mut impl RngCore) -> Result<(), Error> {
    let mut id = [0; 16];
    rng.fill_bytes(&mut id);
    // Serialising an enum of strings and numbers does not fail; if it did, nothing of the deed would be stored.
    let body =
        serde_json::to_vec(&entry.deed).map_err(|_impossible| Error::Other(crate::storage::Cause::Form))?;
    store::insert_entry(tx, &id, entry, &body)
}
