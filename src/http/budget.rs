//! How much memory the bodies of requests under way, or the answers that are being read, may take together.
//!
//! It is counted in bytes that are there, not in requests, connections or announced lengths: who says that much will come
//! and sends nothing takes nothing from anybody, and no address is looked at. Where it does not suffice, who came last
//! goes before who came first: the oldest account that is still open to end gives way. So nobody holds others off by being
//! there first and slow; who is done sooner than others can fill it all anew is never hindered.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// What an account may hold, in bytes, without being among the first that give way: more than most reports take, for a
/// filing to ten readers is some 150 kB.
pub const LITTLE: usize = 256 << 10;

/// So many bytes, shared by every thread that serves one face.
#[derive(Clone, Debug)]
pub struct Budget(Arc<Mutex<Books>>);

#[derive(Debug)]
struct Books {
    whole: usize,
    free: usize,
    opened: u64,
    /// The accounts that can give way, the oldest first. One that is neither here nor settled was ended.
    yielding: BTreeMap<u64, Yielding>,
}

#[derive(Debug, Default)]
struct Yielding {
    bytes: usize,
    waker: Option<Waker>,
}

impl Budget {
    /// One of so many bytes.
    #[must_use]
    pub fn of(bytes: usize) -> Self {
        Self(Arc::new(Mutex::new(Books { whole: bytes, free: bytes, opened: 0, yielding: BTreeMap::new() })))
    }

    /// All of it, in bytes.
    #[must_use]
    pub fn whole(&self) -> usize {
        self.books().whole
    }

    /// A new account, the youngest, which has taken nothing yet.
    #[must_use]
    pub fn open(&self) -> Account {
        let mut books = self.books();
        let number = books.opened;
        books.opened += 1;
        books.yielding.insert(number, Yielding::default());
        Account(Rc::new(Open { budget: self.clone(), number: Cell::new(number), kept: Cell::new(None) }))
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        // Whoever panicked with them in hand left them as they were: nothing between two changes can panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Books {
    /// Ends the oldest account that holds much, or if none does, the oldest that holds anything; whether there was one.
    fn end_one(&mut self) -> bool {
        let holds = |least: usize| self.yielding.iter().find(move |(_, held)| held.bytes > least);
        let Some(number) = holds(LITTLE).or_else(|| holds(0)).map(|(number, _)| *number) else {
            return false;
        };
        if let Some(ended) = self.yielding.remove(&number) {
            self.free += ended.bytes;
            if let Some(waker) = ended.waker {
                waker.wake();
            }
        }
        true
    }
}

/// What one request has taken. A clone is the same account; with the last of them everything is given back.
#[derive(Clone, Debug)]
pub struct Account(Rc<Open>);

#[derive(Debug)]
struct Open {
    budget: Budget,
    number: Cell<u64>,
    /// What is held by an account that gives way no more.
    kept: Cell<Option<usize>>,
}

impl Account {
    /// Takes so many bytes more, from the oldest accounts if need be; whether this one holds them now. One that was ended
    /// has nothing and gets nothing.
    #[must_use]
    pub fn take(&self, bytes: usize) -> bool {
        let mut books = self.0.budget.books();
        let has_ended =
            |books: &Books| self.0.kept.get().is_none() && !books.yielding.contains_key(&self.0.number.get());
        if has_ended(&books) {
            return false;
        }
        while books.free < bytes {
            if !books.end_one() || has_ended(&books) {
                return false;
            }
        }
        books.free -= bytes;
        if let Some(own) = books.yielding.get_mut(&self.0.number.get()) {
            own.bytes += bytes;
        } else if let Some(kept) = self.0.kept.get() {
            self.0.kept.set(Some(kept + bytes));
        }
        true
    }

    /// Gives so many bytes back, or as many as it holds.
    pub fn give(&self, bytes: usize) {
        let mut books = self.0.budget.books();
        let given = if let Some(own) = books.yielding.get_mut(&self.0.number.get()) {
            let given = bytes.min(own.bytes);
            own.bytes -= given;
            given
        } else if let Some(kept) = self.0.kept.get() {
            let given = bytes.min(kept);
            self.0.kept.set(Some(kept - given));
            given
        } else {
            // It was ended, and has nothing.
            0
        };
        books.free += given;
    }

    /// Makes it the youngest, if it can still give way: what comes of it now comes after what others have sent.
    pub fn renew(&self) {
        let mut books = self.0.budget.books();
        if let Some(own) = books.yielding.remove(&self.0.number.get()) {
            let number = books.opened;
            books.opened += 1;
            books.yielding.insert(number, own);
            self.0.number.set(number);
        }
    }

    /// From now on it keeps what it holds until it is closed: what was to come has come.
    pub fn settle(&self) {
        if let Some(own) = self.0.budget.books().yielding.remove(&self.0.number.get()) {
            self.0.kept.set(Some(own.bytes));
        }
    }

    /// Ready once it was ended, to give way; the task that asks last is woken then.
    pub fn poll_ended(&self, context: &mut Context<'_>) -> Poll<()> {
        if self.0.kept.get().is_some() {
            return Poll::Pending;
        }
        let mut books = self.0.budget.books();
        match books.yielding.get_mut(&self.0.number.get()) {
            None => Poll::Ready(()),
            Some(own) => {
                if !own.waker.as_ref().is_some_and(|known| known.will_wake(context.waker())) {
                    own.waker = Some(context.waker().clone());
                }
                Poll::Pending
            }
        }
    }

    /// Waits until it is ended.
    pub async fn ended(&self) {
        poll_fn(|context| self.poll_ended(context)).await;
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut books = self.budget.books();
        // What an ended account held was given back when it was ended.
        let held = books.yielding.remove(&self.number.get()).map(|own| own.bytes).or(self.kept.get());
        books.free += held.unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use proptest::prelude::*;

    fn has_ended(account: &Account) -> bool {
        account.ended().now_or_never().is_some()
    }

    fn free(budget: &Budget) -> usize {
        budget.books().free
    }

    #[test]
    fn what_is_taken_is_not_free_until_its_account_is_closed() {
        let budget = Budget::of(10);
        let (one, other) = (budget.open(), budget.open());
        assert!(one.take(4) && one.take(2) && other.take(4));
        one.settle();
        other.settle();
        assert!(!one.take(1) && !other.take(1) && other.take(0));
        let same = one.clone();
        drop(one);
        assert!(!other.take(1));
        drop(same);
        assert!(other.take(6) && !other.take(1));
    }

    #[test]
    fn the_oldest_gives_way_to_who_comes_after_it() {
        let budget = Budget::of(10);
        let accounts: Vec<_> = (0..3).map(|_| budget.open()).collect();
        assert!(accounts.iter().all(|account| account.take(3)));
        let young = budget.open();
        assert!(young.take(4));
        assert_eq!(accounts.iter().map(has_ended).collect::<Vec<_>>(), [true, false, false]);
        assert!(!has_ended(&young) && !accounts[0].take(1));
        // Who would need room as the oldest makes room itself.
        assert!(!accounts[1].take(1) && has_ended(&accounts[1]));
        assert!(!has_ended(&accounts[2]));
    }

    #[test]
    fn who_holds_much_gives_way_before_who_holds_little() {
        let budget = Budget::of(4 * LITTLE);
        let (little, much, young) = (budget.open(), budget.open(), budget.open());
        assert!(little.take(LITTLE) && much.take(2 * LITTLE) && young.take(LITTLE + 1));
        assert!(has_ended(&much) && !has_ended(&little) && !has_ended(&young));
    }

    #[test]
    fn what_has_come_whole_stays_and_who_finds_no_room_beside_it_is_told() {
        let budget = Budget::of(10);
        let (whole, new) = (budget.open(), budget.open());
        assert!(whole.take(8));
        whole.settle();
        assert!(!new.take(3) && !has_ended(&whole) && !has_ended(&new));
        assert!(new.take(2));
    }

    #[test]
    fn what_is_given_back_is_free_and_who_is_renewed_gives_way_after_the_others() {
        let budget = Budget::of(10);
        let (old, young, new) = (budget.open(), budget.open(), budget.open());
        assert!(old.take(5) && young.take(5));
        old.give(2);
        old.renew();
        assert!(new.take(2) && !has_ended(&old) && !has_ended(&young));
        assert!(new.take(5));
        assert_eq!((has_ended(&old), has_ended(&young)), (false, true));
        old.settle();
        old.give(100);
        assert_eq!(free(&budget), 3);
    }

    #[test]
    fn who_waits_to_give_way_is_woken() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        tokio::task::LocalSet::new().block_on(&runtime, async {
            let budget = Budget::of(10);
            let (old, young) = (budget.open(), budget.open());
            assert!(old.take(10));
            let waiting = tokio::task::spawn_local(async move { old.ended().await });
            tokio::task::yield_now().await;
            assert!(young.take(10));
            waiting.await.unwrap();
        });
    }

    proptest! {
        #[test]
        fn whatever_happens_no_byte_is_given_out_twice_or_given_back_twice(
            steps in proptest::collection::vec((0_u8..7, 0_usize..6, 0_usize..200), 0..200),
        ) {
            let budget = Budget::of(400);
            let mut accounts: Vec<Option<(Account, usize)>> = vec![None; 6];
            for (step, place, bytes) in steps {
                let slot = &mut accounts[place];
                match (step, slot.as_mut()) {
                    (0, _) => *slot = Some((budget.open(), 0)),
                    (1, _) => *slot = None,
                    (2, Some((account, _))) => account.settle(),
                    (3, Some((account, _))) => account.renew(),
                    (4, Some((account, held))) => {
                        account.give(bytes);
                        *held = held.saturating_sub(bytes);
                    }
                    (_, Some((account, held))) => if account.take(bytes) { *held += bytes; },
                    (_, None) => {}
                }
                let held: usize = accounts.iter().flatten()
                    .map(|(account, held)| if has_ended(account) { 0 } else { *held })
                    .sum();
                prop_assert_eq!(held + free(&budget), 400);
            }
            drop(accounts);
            prop_assert_eq!(free(&budget), 400);
        }
    }
}
