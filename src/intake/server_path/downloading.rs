//! From which cases something is being downloaded: one file at a time from each, so that who has one case takes one place
//! of those that all share.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::cases::CaseId;

/// For how long a download that nobody reads keeps the next one of the same case waiting: a line that broke is noticed late.
const STILL: Duration = Duration::from_secs(30);

static UNDER_WAY: UnderWay = UnderWay(Mutex::new(Books { begun: 0, cases: BTreeMap::new() }));

/// Begins to download from a case; nothing if another does, and was read from in the last half minute. One that was not gives
/// way.
pub(super) fn begin(case: CaseId) -> Option<Downloading> {
    UNDER_WAY.begin(case)
}

struct UnderWay(Mutex<Books>);

struct Books {
    begun: u64,
    /// The number of the one that is under way, and when it was last read from.
    cases: BTreeMap<CaseId, (u64, Instant)>,
}

/// A download that is under way; its case is free for the next when dropped.
pub(super) struct Downloading {
    among: &'static UnderWay,
    case: CaseId,
    number: u64,
}

impl UnderWay {
    fn begin(&'static self, case: CaseId) -> Option<Downloading> {
        let (mut books, now) = (self.books(), Instant::now());
        if books.cases.get(&case).is_some_and(|(_, read)| now.saturating_duration_since(*read) < STILL) {
            return None;
        }
        books.begun += 1;
        let number = books.begun;
        books.cases.insert(case, (number, now));
        Some(Downloading { among: self, case, number })
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        // Nothing between two changes can panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Downloading {
    /// Notes that it is read from; whether it may go on.
    pub(super) fn goes_on(&self) -> bool {
        let mut books = self.among.books();
        let own = books.cases.get_mut(&self.case).filter(|(number, _)| *number == self.number);
        own.map(|(_, read)| *read = Instant::now()).is_some()
    }
}

impl Drop for Downloading {
    fn drop(&mut self) {
        let mut books = self.among.books();
        if books.cases.get(&self.case).is_some_and(|(number, _)| *number == self.number) {
            books.cases.remove(&self.case);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_file_at_a_time_is_downloaded_from_a_case_unless_nobody_reads_it() {
        let (one, other) = (CaseId::from_bytes([1; 16]), CaseId::from_bytes([2; 16]));
        let first = begin(one).unwrap();
        assert!(begin(one).is_none() && begin(other).is_some());
        tokio::time::advance(STILL.saturating_sub(Duration::from_secs(1))).await;
        assert!(first.goes_on() && begin(one).is_none());
        tokio::time::advance(STILL).await;
        let second = begin(one).unwrap();
        assert!(!first.goes_on() && second.goes_on());
        drop(first);
        assert!(begin(one).is_none());
        drop(second);
        assert!(begin(one).is_some());
    }
}
