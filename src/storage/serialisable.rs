//! Transactions on PostgreSQL: serialisable, and repeated when another was in the way.

use super::connection::Session;
use super::error::Cause;
use super::pool::Pool;
use super::{Error, Tx};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// How often a transaction is tried before the caller is told that the database is busy; some 1.3 s in all.
const TRIES: u32 = 12;

/// Does a transaction on a connection of the pool. Blocks.
pub(super) fn run<T, E: From<Error>>(
    pool: &Pool,
    name: &'static str,
    work: &impl Fn(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let mut was_taken = false;
    for attempt in 0..TRIES {
        let mut session = pool.begin(Session::begin_write)?;
        let outcome =
            catch_unwind(AssertUnwindSafe(|| work(&mut Tx { connection: &mut session.connection })));
        let outcome = match outcome {
            Ok(Ok(done)) => {
                session.undo_to(1).and_then(|()| session.commit()).map(|()| done).map_err(E::from)
            }
            Ok(Err(error)) => Err(error),
            Err(_panic) => {
                tracing::error!(transaction = name, "a transaction panicked and was undone");
                Err(E::from(Error::Other(Cause::Panic)))
            }
        };
        // Who looked for a row before inserting it, and finds it taken, was beaten by another, which PostgreSQL tells as
        // such only where both went by the same index. Taken twice in a row, it is the caller's own doing.
        let is_taken = session.found_taken();
        let is_beaten = session.trouble() == Some(Error::Busy) || (is_taken && !was_taken);
        was_taken = is_taken;
        let repeat = outcome.is_err() && is_beaten;
        // A connection that cannot even undo is not put back.
        if session.undo_to(0).is_ok() {
            pool.put_back(session);
        }
        if !repeat {
            return outcome;
        }
        // Grows, and differs between threads by chance of the scheduler alone; that was enough for eight writers of one row.
        std::thread::sleep(Duration::from_millis(u64::from(attempt * attempt * 2)));
    }
    tracing::warn!(transaction = name, "a transaction was given up after {TRIES} tries");
    Err(E::from(Error::Busy))
}
