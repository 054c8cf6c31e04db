//! Whether a keyring is good on a day.

use super::{CLOCK_ERROR_DAYS, GRACE_DAYS, Keyring, RENEWAL_DAYS};
use crate::day::Day;

/// Whose clock says which day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// A browser's: it may be wrong by [`CLOCK_ERROR_DAYS`] either way.
    Browser,
    /// The server's own.
    Server,
}

impl Clock {
    const fn error_days(self) -> i32 {
        match self {
            Self::Browser => CLOCK_ERROR_DAYS,
            Self::Server => 0,
        }
    }
}

/// What may be done with a keyring on a day. Expiry binds filing alone: follow-up goes on
/// with the warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Issued after that day: the server or the clock is wrong; nothing is filed.
    NotYet,
    /// Good.
    Valid,
    /// Expired at most [`GRACE_DAYS`] ago: filing goes on under a plain warning.
    Grace,
    /// Expired for longer: the page shows the other ways to report.
    Expired,
}

impl Keyring {
    /// What may be done with it on that day.
    #[must_use]
    pub fn status(&self, day: Day, clock: Clock) -> Status {
        let error = clock.error_days();
        if day.number() + error < self.issued.number() {
            Status::NotYet
        } else if day.number() - error <= self.expires.number() {
            Status::Valid
        } else if day.number() - error <= self.expires.number() + GRACE_DAYS {
            Status::Grace
        } else {
            Status::Expired
        }
    }

    /// Whether the owner's desk signs the next epoch by itself on that day.
    #[must_use]
    pub fn renewal_is_due(&self, day: Day) -> bool {
        day.number() - self.issued.number() >= RENEWAL_DAYS
    }
}
