//! How much one case may hold, so that nobody fills a disk or a memory with it.
//!
//! No row tells who wrote an envelope, so both bounds look at the whole thread. The members' is the wider: whatever a
//! reporter has written, those who handle the case can still answer.

use super::store::{count_envelopes, measure_envelopes};
use super::{CaseId, Thread};
use crate::storage::{Connection, Error};

/// What a thread holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Held {
    /// How many envelopes, which is the number of the next.
    pub envelopes: u64,
    /// How many bytes they are together, padding included.
    pub bytes: u64,
}

/// Up to where a thread takes more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Room {
    /// Most envelopes.
    pub envelopes: u64,
    /// Most bytes of them together.
    pub bytes: u64,
}

/// A reporter's: some thousand long letters. Beyond it they file a new report.
pub const OF_REPORTER: Room = Room { envelopes: 2_000, bytes: 32 << 20 };
/// A member's, in each thread.
pub const OF_MEMBER: Room = Room { envelopes: 4_000, bytes: 64 << 20 };

/// Whether an envelope may stand where its writer put it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fit {
    /// It may.
    Fits,
    /// Its number is not the next.
    NotNext {
        /// The next.
        count: u64,
    },
    /// There is no room for it.
    Full,
}

/// What a thread holds, measured before the transaction that adds number `n`, for a thread that grows by nobody else's
/// hand meanwhile holds the same in it. Nothing where number `n` is not the next.
pub fn measure_ahead(
    connection: &mut Connection,
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<Option<Held>, Error> {
    let is_next = count_envelopes(connection, case, thread)? == n;
    is_next.then(|| measure_envelopes(connection, case, thread)).transpose()
}

impl Room {
    /// Whether a thread takes an envelope of `length` bytes as its number `n`. What was `measured` ahead counts while no
    /// envelope has come since.
    pub fn fit(
        self,
        connection: &mut Connection,
        (case, thread): (CaseId, Thread),
        n: u64,
        length: usize,
        measured: Option<Held>,
    ) -> Result<Fit, Error> {
        let count = count_envelopes(connection, case, thread)?;
        if n != count {
            return Ok(Fit::NotNext { count });
        }
        if count >= self.envelopes {
            return Ok(Fit::Full);
        }
        let held = match measured.filter(|held| held.envelopes == count) {
            Some(held) => held,
            None => measure_envelopes(connection, case, thread)?,
        };
        Ok(if self.takes(held, length) { Fit::Fits } else { Fit::Full })
    }

    /// Whether a thread that holds so much takes an envelope of `length` bytes.
    #[must_use]
    pub fn takes(self, held: Held, length: usize) -> bool {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        held.envelopes < self.envelopes && held.bytes.saturating_add(length) <= self.bytes
    }

    /// Whether all that a thread holds is within it.
    #[must_use]
    pub fn holds(self, held: Held) -> bool {
        held.envelopes <= self.envelopes && held.bytes <= self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_takes_what_fills_it_and_no_byte_or_envelope_more() {
        let room = Room { envelopes: 2, bytes: 100 };
        assert!(room.takes(Held { envelopes: 1, bytes: 60 }, 40));
        assert!(!room.takes(Held { envelopes: 1, bytes: 60 }, 41));
        assert!(!room.takes(Held { envelopes: 2, bytes: 0 }, 1));
        assert!(!room.takes(Held { envelopes: 0, bytes: u64::MAX }, 1));
        assert!(room.holds(Held { envelopes: 2, bytes: 100 }));
        assert!(
            !room.holds(Held { envelopes: 3, bytes: 0 }) && !room.holds(Held { envelopes: 0, bytes: 101 })
        );
    }

    #[test]
    fn a_reporter_who_has_filled_their_room_leaves_members_as_much_again() {
        let filled = Held { envelopes: OF_REPORTER.envelopes, bytes: OF_REPORTER.bytes };
        let left = OF_MEMBER.bytes - filled.bytes;
        assert!(!OF_REPORTER.takes(filled, 4096));
        assert!(left >= OF_REPORTER.bytes && OF_MEMBER.takes(filled, 1 << 20));
    }
}
