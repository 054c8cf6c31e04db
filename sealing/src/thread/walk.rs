//! What both threads share: numbers in order, opening, the place a body must stand in.

use super::{
    Alarm, Damage, Entry, Served, ServedFile, Shown, State, Writer,
    strikes::{self, Read, Strikes},
};
use crate::{
    body::{KeyringRef, Path, Strike, ThreadBody, ThreadName},
    case_id::CaseId,
    day::Day,
    digest::Digest,
    envelope::{self, EnvelopeError, Opened, Verified},
    gate::Sealed,
    identity::Identity,
    keyring::KeyringChain,
    kind::EnvelopePlace,
    role::{Author, Reporter},
    seal::OpenError,
    signature::VerifyingKey,
    stamp,
    standing::Floor,
    wrap::CaseKeys,
};
use std::collections::BTreeMap;

/// How many numbers may be missing in a row: a server that claims more is not followed.
const MOST_MISSING: u64 = 1000;

/// With what a reader opens envelopes.
#[derive(Clone, Copy)]
pub(super) enum Opener<'a> {
    Reporter(&'a Identity<Reporter>),
    Member(&'a CaseKeys),
}

impl Opener<'_> {
    /// Opens an envelope and says to which generation it was sealed, if the reader can tell.
    fn open<P: EnvelopePlace>(self, sealed: &Sealed<P>) -> Result<(Opened, Option<u64>), EnvelopeError> {
        match self {
            Self::Reporter(identity) => Ok((envelope::open(sealed, identity)?, None)),
            Self::Member(keys) => {
                for (generation, identity) in keys.iter().rev() {
                    match envelope::open(sealed, identity) {
                        Err(EnvelopeError::Unseal(OpenError::NotForUs)) => {}
                        opened => return Ok((opened?, Some(generation))),
                    }
                }
                Err(EnvelopeError::Unseal(OpenError::NotForUs))
            }
        }
    }
}

/// A body whose signature verified and that stands where it was written for.
pub(super) struct Placed {
    pub(super) body: Verified<ThreadBody>,
    /// The key it verified under; `None` is the reporter's.
    pub(super) member_key: Option<VerifyingKey<Author>>,
}

/// A thread being read.
pub(super) struct Walk<'a> {
    pub(super) thread: ThreadName,
    pub(super) case: CaseId,
    pub(super) reporter: VerifyingKey<Author>,
    pub(super) keyrings: &'a KeyringChain,
    pub(super) opener: Opener<'a>,
    /// Below what no member's envelope may go from here on.
    pub(super) floor: Floor,
    pub(super) entries: Vec<Entry>,
    pub(super) alarms: Vec<Alarm>,
    pub(super) strikes: Strikes,
}

impl<'a> Walk<'a> {
    pub(super) fn alarm(&mut self, alarm: Alarm) {
        if !self.alarms.contains(&alarm) {
            self.alarms.push(alarm);
        }
    }

    pub(super) fn held_back(&mut self, n: u64) {
        self.alarm(Alarm::HeldBack { thread: self.thread, n });
    }

    /// Everything served by number, the gaps between filled with nothing.
    pub(super) fn in_order(&mut self, served: &'a [Served]) -> Vec<(u64, Option<&'a Served>)> {
        let mut numbers: BTreeMap<u64, &Served> = BTreeMap::new();
        for one in served {
            if numbers.insert(one.n, one).is_some() {
                self.held_back(one.n);
            }
        }
        let mut ordered: Vec<(u64, Option<&Served>)> = Vec::new();
        let mut next = 0;
        for (n, one) in numbers {
            if n - next > MOST_MISSING {
                self.held_back(next);
                break;
            }
            ordered.extend((next..n).map(|missing| (missing, None)));
            ordered.push((n, Some(one)));
            next = n + 1;
        }
        ordered
    }

    /// Opens, verifies and places what is served at a number.
    pub(super) fn place<P: EnvelopePlace>(&self, n: u64, bytes: &[u8]) -> Result<Placed, Damage> {
        let sealed = Sealed::<P>::through_gate(bytes.to_vec()).map_err(Damage::Gate)?;
        let (opened, generation) = self.opener.open(&sealed).map_err(Damage::Envelope)?;
        let member_key = if opened.by() == self.reporter.id() {
            None
        } else {
            let author = self.keyrings.author(opened.by());
            Some(author.ok_or(Damage::Envelope(EnvelopeError::Unknown))?.0)
        };
        let verified =
            opened.verify(member_key.as_ref().unwrap_or(&self.reporter)).map_err(Damage::Envelope)?;
        let body = ThreadBody::verified(verified).map_err(Damage::Body)?;
        let position = &body.get().position;
        if position.case != self.case {
            return Err(Damage::OtherCase);
        }
        if position.thread != self.thread {
            return Err(Damage::OtherThread);
        }
        if position.n != n {
            return Err(Damage::OtherNumber);
        }
        if generation.is_some_and(|generation| generation != position.generation) {
            return Err(Damage::Generation);
        }
        Ok(Placed { body, member_key })
    }

    /// Whether `prev` is the digest of the envelope before.
    pub(super) fn is_linked(&self, prev: Digest) -> bool {
        self.entries.last().map_or(prev == Digest::ZERO, |before| before.digest == Some(prev))
    }

    /// A verified envelope raises the floor: by the keyring it names, if this reader verified it, and by its day.
    fn raise_floor(&mut self, named: KeyringRef, day: Option<Day>) {
        if self.keyrings.find(named.epoch, named.hash).is_some() {
            self.floor.epoch = self.floor.epoch.max(named.epoch);
        }
        self.floor.day = self.floor.day.max(day);
    }

    /// Makes the entry of a number.
    pub(super) fn push(
        &mut self,
        n: u64,
        served: Option<&Served>,
        outcome: Result<(Writer, Verified<ThreadBody>), Damage>,
    ) {
        let digest = served.map(|served| match &served.file {
            ServedFile::Bytes(bytes) => Digest::of(bytes),
            ServedFile::Gone(digest) => *digest,
        });
        let day = served.map(|served| served.day);
        let state = match outcome {
            Ok((writer, body)) => {
                let position = &body.get().position;
                let linked = self.is_linked(position.prev);
                let (stated, named) = (position.day, position.keyring);
                let went_back =
                    self.floor.day.is_some_and(|latest| stated < latest && differ(stated, latest));
                let is_entered = n <= 1 && writer == Writer::Reporter && position.path == Path::Desk;
                let is_other = |stamped| stamp::differs(stated, stamped, is_entered);
                let day_differs = went_back || day.is_some_and(is_other);
                if !linked {
                    self.held_back(n);
                }
                // A clock that is wrong, and shown to be, binds nobody else.
                self.raise_floor(named, (!day_differs).then_some(stated));
                State::Shown(Box::new(Shown { writer, body, linked, day_differs }))
            }
            Err(damage) => {
                // Nothing here, or an authentic envelope of another place: only the server does that.
                let misplaced =
                    matches!(damage, Damage::OtherCase | Damage::OtherThread | Damage::OtherNumber);
                if served.is_none() || misplaced {
                    self.held_back(n);
                }
                State::Damaged(damage)
            }
        };
        self.entries.push(Entry { n, digest, day, state });
    }

    /// Whether half a strike is one. Takes it in if so.
    pub(super) fn take_strike(&mut self, strike: &Strike, writer: Writer) -> Result<(), Damage> {
        let by_reporter = matches!(self.opener, Opener::Reporter(_));
        let read = Read { thread: self.thread, entries: &self.entries, by_reporter };
        self.strikes.take(read, strike, writer)
    }

    /// Marks what was struck. What is gone and was not struck is held back, and so is what stood before what was struck where
    /// something else is served there.
    pub(super) fn settle(&mut self, served: &[Served]) {
        for torn in strikes::settle(&mut self.entries) {
            self.held_back(torn);
        }
        for served in served.iter().filter(|served| matches!(served.file, ServedFile::Gone(_))) {
            let is_struck =
                |entry: &Entry| entry.n == served.n && matches!(entry.state, State::Struck { .. });
            if !self.entries.iter().any(is_struck) {
                self.held_back(served.n);
            }
        }
    }
}

/// Whether two days differ by more than one.
fn differ(one: Day, other: Day) -> bool {
    (one.number() - other.number()).abs() > 1
}
