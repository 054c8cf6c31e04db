//! How much memory the bodies of requests under way may take together.
//!
//! It is counted in bytes that have come, not in requests, connections or announced lengths: who says that much will come
//! and sends nothing takes nothing from anybody, and no address is looked at. What is taken is given back when the request
//! has been answered, for until then its body may be held.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The bytes that are free, shared by every listener and thread.
#[derive(Clone, Debug)]
pub struct Budget(Arc<AtomicUsize>);

impl Budget {
    /// One of so many bytes.
    #[must_use]
    pub fn of(bytes: usize) -> Self {
        Self(Arc::new(AtomicUsize::new(bytes)))
    }

    /// The account of one request, which has taken nothing yet.
    #[must_use]
    pub fn open(&self) -> Account {
        Account(Rc::new(Taken { budget: self.clone(), bytes: Cell::new(0) }))
    }
}

/// What one request has taken. A clone is the same account; with the last of them everything is given back.
#[derive(Clone, Debug)]
pub struct Account(Rc<Taken>);

#[derive(Debug)]
struct Taken {
    budget: Budget,
    bytes: Cell<usize>,
}

impl Account {
    /// Takes so many bytes more; whether they were free.
    #[must_use]
    pub fn take(&self, bytes: usize) -> bool {
        let free = &self.0.budget.0;
        let taken =
            free.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |free| free.checked_sub(bytes)).is_ok();
        if taken {
            self.0.bytes.set(self.0.bytes.get().saturating_add(bytes));
        }
        taken
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.budget.0.fetch_add(self.bytes.get(), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_not_free_until_its_account_is_closed() {
        let budget = Budget::of(10);
        let (one, other) = (budget.open(), budget.open());
        assert!(one.take(4) && one.take(2) && other.take(4));
        assert!(!one.take(1) && !other.take(1) && other.take(0));
        let same = one.clone();
        drop(one);
        assert!(!other.take(1));
        drop(same);
        assert!(other.take(6) && !other.take(1));
    }
}
