//! A clock that stands still until a story moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sigill::clock::{Clock, DEFAULT_ZONE};
use sigill_sealing::day::Day;

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// Clones show the same time.
#[derive(Clone, Debug)]
pub(crate) struct TestClock(Arc<AtomicI64>);

impl TestClock {
    /// One that shows this second since 1970.
    pub(crate) fn at(second: i64) -> Self {
        Self(Arc::new(AtomicI64::new(second)))
    }

    /// Noon of a winter's day in Stockholm, 2027-01-20.
    pub(crate) fn noon() -> Self {
        Self::at(1_800_442_800)
    }

    pub(crate) fn move_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn move_minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes * MINUTE, Ordering::SeqCst);
    }

    pub(crate) fn move_days(&self, days: i64) {
        self.0.fetch_add(days * DAY, Ordering::SeqCst);
    }

    /// The day it is where reports are filed.
    pub(crate) fn day(&self) -> Day {
        self.today(DEFAULT_ZONE)
    }
}

impl Clock for TestClock {
    fn second(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}
