//! Who may work with an opened case just now.
//!
//! Opening takes memory and, for a long case, a second of work, so only a few do it at once; and each case only once at a
//! time, so that no single one takes every turn. Who would wait for longer than somebody looks at a page that loads is told
//! so instead: what waits has an end, however many come.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::cases::Locator;

/// How many requests work with opened cases at once.
const AT_ONCE: usize = 4;
/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// The turns of this process.
static TURNS: Turns = Turns::of(AT_ONCE);

/// Waits until few enough others work with opened cases, and nobody with this one; nothing if that takes too long. A
/// request takes one turn, whatever it opens of the case, and keeps it until its page is made: so memory has a bound however
/// many come at once.
pub(super) async fn turn(case: Locator) -> Option<Turn<'static>> {
    TURNS.take(case).await
}

/// So many turns, and the cases for which somebody has one or waits.
struct Turns {
    all: Semaphore,
    cases: Mutex<BTreeMap<Locator, Arc<Semaphore>>>,
}

/// The right to work with one case; given back when dropped.
pub(super) struct Turn<'a> {
    // In this order: the case is free for the next once nobody holds it.
    _all: SemaphorePermit<'a>,
    _case: OwnedSemaphorePermit,
    _queue: Queue<'a>,
}

impl Turns {
    const fn of(at_once: usize) -> Self {
        Self { all: Semaphore::const_new(at_once), cases: Mutex::new(BTreeMap::new()) }
    }

    async fn take(&self, case: Locator) -> Option<Turn<'_>> {
        let queue = self.queue(case);
        let both = async {
            // First the case: who waits for it takes no turn from another.
            let case = Arc::clone(&queue.turn).acquire_owned().await;
            Some((case.ok()?, self.all.acquire().await.ok()?))
        };
        let (case, all) = timeout(PATIENCE, both).await.ok()??;
        Some(Turn { _all: all, _case: case, _queue: queue })
    }

    fn queue(&self, case: Locator) -> Queue<'_> {
        let turn = Arc::clone(self.cases().entry(case).or_insert_with(|| Arc::new(Semaphore::new(1))));
        Queue { turns: self, case, turn }
    }

    fn cases(&self) -> MutexGuard<'_, BTreeMap<Locator, Arc<Semaphore>>> {
        // Nothing between two changes can panic.
        self.cases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among those who want the same case.
struct Queue<'a> {
    turns: &'a Turns,
    case: Locator,
    turn: Arc<Semaphore>,
}

impl Drop for Queue<'_> {
    fn drop(&mut self) {
        let mut cases = self.turns.cases();
        // The list's own and this one: permits are given back before.
        if Arc::strong_count(&self.turn) <= 2 {
            cases.remove(&self.case);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    fn case(number: u8) -> Locator {
        Locator::from_bytes([number; 32])
    }

    #[tokio::test(start_paused = true)]
    async fn so_many_work_at_once_and_the_next_waits_until_one_is_done_or_patience_ends() {
        let turns = Turns::of(2);
        let first = turns.take(case(1)).await;
        let second = turns.take(case(2)).await;
        assert!(first.is_some() && second.is_some());
        let began = Instant::now();
        assert!(turns.take(case(3)).await.is_none());
        assert_eq!(began.elapsed(), PATIENCE);
        let giving_back = async {
            tokio::time::sleep(PATIENCE / 2).await;
            drop(first);
        };
        let (third, ()) = futures_util::join!(turns.take(case(3)), giving_back);
        assert!(third.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn one_case_takes_one_turn_however_many_ask_for_it() {
        let turns = Turns::of(2);
        let first = turns.take(case(1)).await;
        let (again, other) = futures_util::join!(turns.take(case(1)), turns.take(case(2)));
        assert!(first.is_some() && again.is_none() && other.is_some());
        drop(first);
        assert!(turns.take(case(1)).await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_case_that_nobody_wants_any_more_is_forgotten() {
        let turns = Turns::of(2);
        let first = turns.take(case(1)).await;
        assert!(turns.take(case(1)).await.is_none());
        assert_eq!(turns.cases().len(), 1);
        drop(first);
        assert!(turns.cases().is_empty());
    }
}
