//! The keyring: whom a channel's reports are sealed to, as a signed note.
//!
//! A [`Keyring`] says what the lines of a note say; nothing more is known of it. An
//! [`Epoch`] is one whose signatures were verified and that a [`Pin`] or a trusted
//! neighbour vouches for: it comes from [`KeyringChain`] alone, and everything that
//! seals takes an `Epoch`.

mod chain;
mod lines;
mod note;
mod sign;
mod status;

pub use chain::{Epoch, KeyringChain, Pin};
pub use sign::Former;
pub use status::{Clock, Status};

use crate::{
    day::Day,
    digest::Digest,
    holder::{Holder, Holders},
    id::{ChannelId, MemberId},
    identity::Recipient,
    role::{Author, Custodian, Handler, Owner, Recovery, Role},
    signature::{KeyId, VerifyingKey},
    text::ShortText,
};
use std::collections::BTreeSet;

/// How many days an epoch may live: `expires` is at most so long after `issued`.
pub const LIFETIME_DAYS: i32 = 120;
/// After how many days of an epoch the owner's desk signs the next by itself.
pub const RENEWAL_DAYS: i32 = 30;
/// How many days after expiry the intake still files, with a warning.
pub const GRACE_DAYS: i32 = 60;
/// How many days a browser's clock may be wrong.
pub const CLOCK_ERROR_DAYS: i32 = 2;
/// The highest number JSON carries exactly.
pub(crate) const MOST_NUMBER: u64 = (1 << 53) - 1;

/// Why a keyring is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// More bytes than a note of so many lines can have.
    #[error("the keyring note is too long")]
    TooLong,
    /// A line that is unknown, missing, out of order or malformed; 1 is the first.
    #[error("line {0} of the keyring is not what must stand there")]
    Line(usize),
    /// The signature lines are malformed, too few or too many.
    #[error("the keyring's signature lines are not what must stand there")]
    Signatures,
    /// A signature is not the one that must stand there.
    #[error("a signature of the keyring does not verify")]
    BadSignature,
    /// A line whose id is zeros.
    #[error("a line of the keyring has an id of zeros")]
    ZeroId,
    /// Two lines share an id, a recipient or a key.
    #[error("two lines of the keyring share an id, a recipient or a key")]
    NotDistinct,
    /// Handlers, deputies or custodians out of the order of their ids.
    #[error("the lines of the keyring are not in order of their ids")]
    NotSorted,
    /// Too few or too many handlers, deputies or custodians.
    #[error("the keyring has too few or too many lines of a kind")]
    Bounds,
    /// The dates contradict one another.
    #[error("the dates of the keyring contradict one another")]
    Dates,
    /// The note does not follow from the one before: number, channel, hash or date.
    #[error("the keyring does not follow from the one before")]
    Link,
    /// The line of recovery has another recipient or key than the one before.
    #[error("the keyring has another recovery key than the one before")]
    RecoveryKey,
    /// A note of another channel.
    #[error("the keyring is another channel's")]
    Channel,
    /// No note at all.
    #[error("there is no keyring")]
    None,
    /// Nothing in the chain is what was pinned: somebody else signs.
    #[error("the keyring is not the one that was pinned")]
    Pin,
}

/// A line of a handler, deputy or custodian.
#[derive(Debug)]
pub struct Designated<R: Role> {
    /// One person's for good in this channel.
    pub id: MemberId,
    /// The function, and the name where the owner says so.
    pub title: ShortText,
    /// What is sealed to them.
    pub recipient: Recipient<R>,
    /// What they sign with.
    pub verify: VerifyingKey<Author>,
}

// By hand, for derived ones would ask the role for what no role needs.
impl<R: Role> Clone for Designated<R> {
    fn clone(&self) -> Self {
        let Self { id, title, recipient, verify } = self;
        Self { id: *id, title: title.clone(), recipient: recipient.clone(), verify: *verify }
    }
}
impl<R: Role> PartialEq for Designated<R> {
    fn eq(&self, other: &Self) -> bool {
        let Self { id, title, recipient, verify } = self;
        *id == other.id && *title == other.title && *recipient == other.recipient && *verify == other.verify
    }
}
impl<R: Role> Eq for Designated<R> {}

/// The line of the recovery code's holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryLine {
    /// The holder's function or name.
    pub title: ShortText,
    /// What is sealed to recovery.
    pub recipient: Recipient<Recovery>,
    /// What recovery signs with.
    pub verify: VerifyingKey<Author>,
}

impl RecoveryLine {
    /// Whether it has the keys of another, whatever its holder is called.
    #[must_use]
    pub fn has_keys_of(&self, other: &Self) -> bool {
        self.recipient == other.recipient && self.verify == other.verify
    }
}

/// How many persons it takes to open contact details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contact {
    /// Whoever holds the case key.
    One,
    /// A holder of the case key and a custodian.
    Two,
}

/// The policy line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Whether a returning reporter can read their own words again.
    pub show_own: bool,
    /// How many persons open contact details.
    pub contact: Contact,
    /// Whether the server path is open.
    pub server_path: bool,
}

/// What an owner decides: the lines that stay the same when an epoch is only renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// The channel.
    pub channel: ChannelId,
    /// The owner's own key, which stands in no other line.
    pub owner: VerifyingKey<Owner>,
    /// SHA-256 of the served settings.
    pub settings: Digest,
    /// The policy.
    pub policy: Policy,
    /// 1 to 50, by id.
    pub handlers: Vec<Designated<Handler>>,
    /// 0 to 50, by id.
    pub deputies: Vec<Designated<Handler>>,
    /// 0 to 10, by id; at least one under `contact=two`.
    pub custodians: Vec<Designated<Custodian>>,
    /// Recovery.
    pub recovery: RecoveryLine,
}

/// One epoch's note, read and internally sound, but nobody's word yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyring {
    epoch: u64,
    previous: Digest,
    issued: Day,
    expires: Day,
    lines: Lines,
}

impl Keyring {
    /// A keyring from its parts, if all that holds within one note holds.
    pub fn new(
        epoch: u64,
        previous: Digest,
        issued: Day,
        expires: Day,
        lines: Lines,
    ) -> Result<Self, KeyringError> {
        lines.check()?;
        if !(1..=MOST_NUMBER).contains(&epoch) || (epoch == 1) != (previous == Digest::ZERO) {
            return Err(KeyringError::Link);
        }
        if !(0..=LIFETIME_DAYS).contains(&(expires.number() - issued.number())) {
            return Err(KeyringError::Dates);
        }
        Ok(Self { epoch, previous, issued, expires, lines })
    }

    /// The first epoch of a channel, issued that day and good for [`LIFETIME_DAYS`].
    pub fn first(lines: Lines, issued: Day) -> Result<Self, KeyringError> {
        Self::new(1, Digest::ZERO, issued, last_day(issued)?, lines)
    }

    /// The number of the epoch, from 1.
    #[must_use]
    pub const fn epoch(&self) -> u64 {
        self.epoch
    }

    /// SHA-256 of the whole note before; zeros for epoch 1.
    #[must_use]
    pub const fn previous(&self) -> Digest {
        self.previous
    }

    /// The day it was signed.
    #[must_use]
    pub const fn issued(&self) -> Day {
        self.issued
    }

    /// The last day it is good.
    #[must_use]
    pub const fn expires(&self) -> Day {
        self.expires
    }

    /// What the owner decided.
    #[must_use]
    pub const fn lines(&self) -> &Lines {
        &self.lines
    }
}

/// The last day of an epoch issued that day.
fn last_day(issued: Day) -> Result<Day, KeyringError> {
    issued.plus(LIFETIME_DAYS).ok_or(KeyringError::Dates)
}

impl Lines {
    /// The line of a handler or deputy.
    #[must_use]
    pub fn member(&self, id: MemberId) -> Option<&Designated<Handler>> {
        self.handlers.iter().chain(&self.deputies).find(|line| line.id == id)
    }

    /// Everybody whom a report can name: handlers, deputies, custodians and recovery.
    #[must_use]
    pub fn everybody(&self) -> Holders {
        let custodians = self.custodians.iter().map(|line| Holder::Member(line.id));
        self.keepers().into_iter().chain(custodians).collect()
    }

    /// Everybody who may hold a case's key: handlers and deputies, and recovery, once each.
    #[must_use]
    pub fn keepers(&self) -> Vec<Holder> {
        let members = self.handlers.iter().chain(&self.deputies).map(|line| Holder::Member(line.id));
        members.chain([Holder::Recovery]).collect()
    }

    /// The key a holder signs with, where they may hold a case's key.
    #[must_use]
    pub fn key_of(&self, holder: Holder) -> Option<&VerifyingKey<Author>> {
        match holder {
            Holder::Member(id) => self.member(id).map(|line| &line.verify),
            Holder::Recovery => Some(&self.recovery.verify),
        }
    }

    /// The key of that id and the handler, deputy or recovery who signs with it.
    #[must_use]
    pub fn author(&self, id: KeyId) -> Option<(VerifyingKey<Author>, Holder)> {
        let members = self.handlers.iter().chain(&self.deputies);
        members
            .map(|line| (line.verify, Holder::Member(line.id)))
            .chain([(self.recovery.verify, Holder::Recovery)])
            .find(|(key, _)| key.id() == id)
    }

    fn check(&self) -> Result<(), KeyringError> {
        let least_custodians = usize::from(self.policy.contact == Contact::Two);
        if !(1..=50).contains(&self.handlers.len())
            || self.deputies.len() > 50
            || !(least_custodians..=10).contains(&self.custodians.len())
        {
            return Err(KeyringError::Bounds);
        }
        if !(by_id(&self.handlers) && by_id(&self.deputies) && by_id(&self.custodians)) {
            return Err(KeyringError::NotSorted);
        }
        let members = self.handlers.iter().chain(&self.deputies);
        let ids = members.clone().map(|line| line.id).chain(self.custodians.iter().map(|line| line.id));
        if ids.clone().any(|id| id.is_zero()) {
            return Err(KeyringError::ZeroId);
        }
        let keys = members
            .clone()
            .map(|line| &line.verify)
            .chain(self.custodians.iter().map(|line| &line.verify))
            .map(VerifyingKey::as_bytes)
            .chain([self.recovery.verify.as_bytes(), self.owner.as_bytes()]);
        let recipients = members
            .map(|line| line.recipient.to_string())
            .chain(self.custodians.iter().map(|line| line.recipient.to_string()))
            .chain([self.recovery.recipient.to_string()]);
        if distinct(ids) && distinct(keys) && distinct(recipients) {
            Ok(())
        } else {
            Err(KeyringError::NotDistinct)
        }
    }
}

/// Whether the ids ascend; two equal ones are left to the check of distinctness.
fn by_id<R: Role>(lines: &[Designated<R>]) -> bool {
    lines.is_sorted_by(|before, after| before.id <= after.id)
}

fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    values.into_iter().all(|value| seen.insert(value))
}

#[cfg(test)]
mod tests;
