//! How much one case may hold, so that nobody fills a disk or a memory with it.
//!
//! No row tells who wrote an envelope, so both bounds look at the whole thread. The members' is the wider: whatever a
//! reporter has written, those who handle the case can still answer.

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

impl Room {
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
