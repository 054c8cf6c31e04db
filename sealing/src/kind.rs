//! The kinds of envelopes and the places where sealed things lie.

use crate::gate::sealed_once;
use crate::padding::{ENVELOPE_UNIT, WRAP_UNIT, is_envelope_size, is_file_size};
use std::ops::RangeInclusive;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What an envelope is. Its name stands in the outer object, in the body, and in
        /// what is signed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[$doc])* $variant),* }

        impl Kind {
            /// Every kind, in the order of PROTOCOL.md.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name, as written and signed.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The kind of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

kinds! {
    /// The report: number 0 of the conversation.
    Report = "report",
    /// Who the reporter is, if they say: number 1 of the conversation.
    Contact = "contact",
    /// What either side writes to the other.
    Message = "message",
    /// A deed either side states.
    Act = "act",
    /// Gives a member access.
    Grant = "grant",
    /// Replaces the case key and the members.
    Rekey = "rekey",
    /// Strikes an envelope of the thread.
    Strike = "strike",
    /// What handlers write among themselves.
    Note = "note",
    /// How handlers judge the case.
    Triage = "triage",
    /// The case keys, for one member or recovery.
    Wrap = "wrap",
    /// What a returning reporter trusts.
    Anchor = "anchor",
    /// The reference of a file that waits on the server path.
    Staged = "staged",
    /// A member's own keys.
    Vault = "vault",
}

/// What the gate lets into a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// How many stanzas the header has.
    pub stanzas: RangeInclusive<usize>,
    /// Which sizes the content can have.
    pub sizes: Sizes,
}

/// Which sizes padding can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sizes {
    /// 4096·2^k bytes, at most 1 MiB.
    Envelope,
    /// 1024·2^k bytes, at most 1 MiB.
    Wrap,
    /// Padmé, at least 4096 bytes.
    File,
    /// A sealed file of one stanza whose own content is of [`Sizes::Wrap`].
    SealedOnce,
}

impl Sizes {
    /// Whether padding can give this size.
    #[must_use]
    pub fn contain(self, size: u64) -> bool {
        match self {
            Self::Envelope => is_envelope_size(size, ENVELOPE_UNIT),
            Self::Wrap => is_envelope_size(size, WRAP_UNIT),
            Self::File => is_file_size(size),
            Self::SealedOnce => sealed_once(size).is_some_and(|content| Self::Wrap.contain(content)),
        }
    }
}

mod sealed {
    pub trait Sealed {}
}

/// Where a sealed thing lies. The server knows the place and never the kind, so the gate
/// goes by the place.
pub trait Place: sealed::Sealed + 'static {
    /// What the gate lets in.
    const SHAPE: Shape;
}

/// A place of envelopes: everything but files.
pub trait EnvelopePlace: Place {
    /// The smallest envelope here, in bytes.
    const UNIT: u64;
    /// Whether an envelope of that kind may lie here.
    fn holds(kind: Kind) -> bool;
}

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident: $stanzas:expr, $sizes:ident, $unit:ident, $($kind:ident)|*;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Place for $name {
            const SHAPE: Shape = Shape { stanzas: $stanzas, sizes: Sizes::$sizes };
        }
        impl EnvelopePlace for $name {
            const UNIT: u64 = $unit;
            fn holds(kind: Kind) -> bool {
                matches!(kind, $(Kind::$kind)|*)
            }
        }
    )* };
}

places! {
    /// Thread c: what reporter and handlers share. Two stanzas, always.
    Conversation: 2..=2, Envelope, ENVELOPE_UNIT,
        Report | Contact | Message | Act | Grant | Rekey | Strike;
    /// Thread i: the handlers' own.
    Internal: 1..=1, Envelope, ENVELOPE_UNIT, Note | Triage | Strike;
    /// A member's or recovery's access to a case.
    Wrap: 1..=1, Wrap, WRAP_UNIT, Wrap;
    /// The reporter's anchor of a case.
    Anchor: 1..=1, Envelope, ENVELOPE_UNIT, Anchor;
    /// The reference of a staged file.
    Staged: 1..=1, Envelope, ENVELOPE_UNIT, Staged;
    /// A member's vault: a stanza for each way of unlocking.
    Vault: 1..=16, Envelope, ENVELOPE_UNIT, Vault;
}

/// A file, sealed to an identity of its own.
#[derive(Debug)]
pub enum File {}
impl sealed::Sealed for File {}
impl Place for File {
    const SHAPE: Shape = Shape { stanzas: 1..=1, sizes: Sizes::File };
}

/// The inner file of a contact, sealed to the case once more.
#[derive(Debug)]
pub enum ContactDetails {}
impl sealed::Sealed for ContactDetails {}
impl Place for ContactDetails {
    const SHAPE: Shape = Shape { stanzas: 1..=1, sizes: Sizes::Wrap };
}

/// The same under `contact=two`: that file, byte for byte, sealed again to the custodians
/// not excluded.
#[derive(Debug)]
pub enum CustodianDetails {}
impl sealed::Sealed for CustodianDetails {}
impl Place for CustodianDetails {
    const SHAPE: Shape = Shape { stanzas: 1..=10, sizes: Sizes::SealedOnce };
}

/// The wraps of a filing, sealed to the server alone.
#[derive(Debug)]
pub enum Parcel {}
impl sealed::Sealed for Parcel {}
impl Place for Parcel {
    const SHAPE: Shape = Shape { stanzas: 1..=1, sizes: Sizes::Wrap };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(*kind));
        }
        assert_eq!(Kind::from_name("Report"), None);
    }
}
