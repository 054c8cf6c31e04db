//! Who may hold a case's key: members by id, and recovery.

use crate::{encoding::EncodingError, id::MemberId};
use std::{collections::BTreeSet, fmt};

/// Somebody who may hold a case's key. In text the member's id, or the word `recovery`;
/// the order is that of the text, so recovery comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// A handler, deputy or (among those excluded) custodian.
    Member(MemberId),
    /// The holder of the channel's recovery code.
    Recovery,
}

impl Holder {
    /// Reads a member's id or the word `recovery`.
    pub fn parse(text: &str) -> Result<Self, EncodingError> {
        if text == "recovery" { Ok(Self::Recovery) } else { MemberId::parse(text).map(Self::Member) }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(id) => id.fmt(f),
            Self::Recovery => f.write_str("recovery"),
        }
    }
}

impl From<MemberId> for Holder {
    fn from(id: MemberId) -> Self {
        Self::Member(id)
    }
}

/// The most holders a list has: 50 handlers, 50 deputies, 10 custodians and recovery.
pub const MOST_HOLDERS: usize = 111;

/// A set of holders, written in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holders(BTreeSet<Holder>);

impl Holders {
    /// Whether that holder is among them.
    #[must_use]
    pub fn contains(&self, holder: impl Into<Holder>) -> bool {
        self.0.contains(&holder.into())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In their order.
    pub fn iter(&self) -> impl Iterator<Item = Holder> + '_ {
        self.0.iter().copied()
    }

    /// Whether somebody is in both.
    #[must_use]
    pub fn meet(&self, other: &Self) -> bool {
        !self.0.is_disjoint(&other.0)
    }

    /// Adds one; whether they were missing.
    pub fn insert(&mut self, holder: impl Into<Holder>) -> bool {
        self.0.insert(holder.into())
    }

    /// Takes one away; whether they were there.
    pub fn remove(&mut self, holder: impl Into<Holder>) -> bool {
        self.0.remove(&holder.into())
    }
}

impl<H: Into<Holder>> FromIterator<H> for Holders {
    fn from_iter<I: IntoIterator<Item = H>>(holders: I) -> Self {
        Self(holders.into_iter().map(Into::into).collect())
    }
}
