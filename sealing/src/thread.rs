//! Threads: what the server shows of a case, verified from number 0 on (PROTOCOL.md
//! sections 4 and 6).
//!
//! Reading never fails as a whole: every number becomes an [`Entry`], shown or damaged,
//! and what the server seems to hold back is an [`Alarm`]. Damage hides nothing else. An
//! envelope whose `prev` is wrong is shown all the same, for it is its author's word; the
//! alarm says that something is held back, and a reporter then sends nothing.

mod access;
mod case;
mod conversation;
mod internal;
mod strikes;
mod walk;
mod write;

pub use access::{Granted, Rekeyed, Rekeying, grant_access, rekey};
pub use case::{CaseError, Facts, MemberCase, ReporterCase};
pub use conversation::Conversation;
pub use internal::Internal;
pub use write::{Letter, WriteError, Writing};

use crate::{
    body::{ThreadBody, ThreadName},
    day::Day,
    digest::Digest,
    envelope::{EnvelopeError, Verified},
    gate::Refusal,
    holder::Holder,
    standing::NoStanding,
    strict_json::JsonError,
};

/// What the server shows at a number.
#[derive(Debug, Clone)]
pub struct Served {
    /// The number.
    pub n: u64,
    /// The day the server stamped.
    pub day: Day,
    /// The sealed file.
    pub file: ServedFile,
}

/// A sealed file as the server has it.
#[derive(Debug, Clone)]
pub enum ServedFile {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// The file is gone, as after a strike; its digest stays in the chain.
    Gone(Digest),
}

/// One number of a thread.
pub struct Entry {
    /// The number.
    pub n: u64,
    /// SHA-256 of the sealed file, if the server showed any.
    pub digest: Option<Digest>,
    /// The day the server stamped.
    pub day: Option<Day>,
    /// What became of it.
    pub state: State,
}

/// What became of an envelope.
pub enum State {
    /// Verified: its words may be shown.
    Shown(Box<Shown>),
    /// Two members struck it, by verified halves of the same thread; its file may be there still.
    Struck {
        /// Who proposed to strike what stands there now, and what is left: its number.
        proposal: u64,
        /// Who agreed to strike what stood there: its number.
        confirmation: u64,
    },
    /// It keeps its number and is shown as damaged.
    Damaged(Damage),
}

/// A verified envelope.
pub struct Shown {
    /// Who wrote it.
    pub writer: Writer,
    /// The body.
    pub body: Verified<ThreadBody>,
    /// Whether its `prev` is the digest of the envelope before it.
    pub linked: bool,
    /// Whether its writer's day and the server's differ by more than one, or it goes back behind an earlier envelope's by more
    /// than one.
    pub day_differs: bool,
}

/// Who wrote an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Writer {
    /// The reporter.
    Reporter,
    /// A member or recovery.
    Holder(Holder),
}

/// Why an envelope is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The server shows nothing at this number.
    #[error("there is nothing at this number")]
    Missing,
    /// The gate refuses it.
    #[error("not sealed as it must be")]
    Gate(#[source] Refusal),
    /// It does not open, is malformed, or verifies under no trusted key. For a reporter
    /// also what is not sealed to them: the contact, and under show-own=no their own words.
    #[error("the envelope does not open")]
    Envelope(#[source] EnvelopeError),
    /// The body is not of its form.
    #[error("the body is not of its form")]
    Body(#[source] JsonError),
    /// It was written for another case.
    #[error("written for another case")]
    OtherCase,
    /// It was written for the other thread.
    #[error("written for the other thread")]
    OtherThread,
    /// It was written for another number.
    #[error("written for another number")]
    OtherNumber,
    /// It is not sealed to the generation it states.
    #[error("not sealed to the generation it states")]
    Generation,
    /// Its author has no standing.
    #[error("its author has no standing")]
    Standing(#[source] NoStanding),
    /// Not what the anchor or the case id says was filed.
    #[error("not what was filed")]
    Substituted,
    /// The head of the conversation it names is not one, or lies before the last one named.
    #[error("the head of the conversation it names is wrong")]
    Seen,
    /// It strikes what cannot be struck, or not what stands there.
    #[error("it strikes what cannot be struck")]
    Strike,
}

/// What a page must say about a thread as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alarm {
    /// The server is holding something back: a gap, a fork or a wrong `prev`.
    HeldBack {
        /// In which thread.
        thread: ThreadName,
        /// At which number it shows.
        n: u64,
    },
    /// The report names a keyring this desk never saw.
    UnknownKeyring,
    /// The report used a keyring more than two days after the next was issued.
    LateKeyring,
    /// The reporter wrote to an older key than the one in use: a rekey was hidden from
    /// them, and who left could read it.
    OldGeneration {
        /// At which number.
        n: u64,
    },
    /// The last rekey was made by who left, and nobody who remains has made one since.
    LeaverRekeyed {
        /// At which number.
        n: u64,
    },
}

impl Entry {
    /// The verified envelope, if it is shown.
    #[must_use]
    pub fn shown(&self) -> Option<&Shown> {
        match &self.state {
            State::Shown(shown) => Some(shown),
            State::Struck { .. } | State::Damaged(_) => None,
        }
    }

    /// Why it is not shown.
    #[must_use]
    pub const fn damage(&self) -> Option<Damage> {
        match self.state {
            State::Damaged(damage) => Some(damage),
            State::Shown(_) | State::Struck { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests;
