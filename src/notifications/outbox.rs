//! What waits to be sent: whom to tell, and at which hour. Nothing says of what.

mod store;

use sigill_sealing::day::Day;
use sigill_sealing::id::MemberId;

use super::Batch;
use super::store::has_address;
use crate::clock::Clock;
use crate::http::locale::Locale;
use crate::storage::{Connection, Db, Error, Tx};

/// Minutes that a mail which failed waits at first; twice as long after each further failure.
const FIRST_WAIT: i64 = 15;
/// The longest wait, in minutes.
const LONGEST_WAIT: i64 = 6 * 60;
/// Minutes for which whoever sends a mail has it alone: longer than any mail takes.
pub(super) const CLAIM: i64 = 15;

/// Tells `members` with the mails of `batch` that there is something to do: one mail, however often it is asked for. Who has
/// confirmed no address gets none, and nothing is kept of it.
pub fn enqueue(
    tx: &mut Tx<'_>,
    members: impl IntoIterator<Item = MemberId>,
    batch: Batch,
) -> Result<(), Error> {
    for member in members {
        if has_address(tx, member)? && !store::has_row(tx, member, batch)? {
            store::insert_row(tx, member, batch)?;
        }
    }
    Ok(())
}

/// A mail to be sent by whoever claimed it.
pub(super) struct Claimed {
    pub(super) member: MemberId,
    /// The hour that it was due at, the earliest of those that it stands for.
    pub(super) batch: Batch,
    /// Where to, sealed to the server key.
    pub(super) sealed: Vec<u8>,
    pub(super) language: Locale,
}

/// Whether there is anything for [`claim`].
pub(super) fn is_any_due(connection: &mut Connection, now: Batch, minute: i64) -> Result<bool, Error> {
    Ok(store::find_due(connection, now, until(minute))?.is_some())
}

/// Takes the next mail that is due, so that nobody else sends it for a while. All that is due for its member becomes one row: after
/// an outage of a week they get one mail.
pub(super) fn claim(tx: &mut Tx<'_>, now: Batch, minute: i64) -> Result<Option<Claimed>, Error> {
    let Some((member, sealed, language)) = store::find_due(tx, now, until(minute))? else { return Ok(None) };
    let Some(batch) = merge(tx, member, now)? else { return Ok(None) };
    store::update_claim(tx, member, minute.saturating_add(CLAIM))?;
    Ok(Some(Claimed { member, batch, sealed, language }))
}

/// Makes one row of all that is due for a member: the earliest, which says since when they wait.
fn merge(tx: &mut Tx<'_>, member: MemberId, now: Batch) -> Result<Option<Batch>, Error> {
    let rows = store::list_due_of(tx, member, now)?;
    for later in rows.iter().skip(1) {
        store::delete_row(tx, member, *later)?;
    }
    Ok(rows.first().copied())
}

/// A member, and the address as it was sealed when a mail to them was claimed: what becomes of that says nothing of one that
/// was confirmed since.
pub(super) type To<'a> = (MemberId, &'a [u8]);

/// The mail of `batch` is the mail server's now.
pub(super) fn settle_sent(tx: &mut Tx<'_>, to: To<'_>, batch: Batch) -> Result<(), Error> {
    store::delete_row(tx, to.0, batch)?;
    store::update_tries(tx, to, 0, 0)
}

/// The address is refused for good: what waits for it is kept, and nothing is sent there until it is confirmed anew.
pub(super) fn settle_refused(tx: &mut Tx<'_>, to: To<'_>, today: Day) -> Result<(), Error> {
    store::update_refused(tx, to, today)?;
    store::update_tries(tx, to, 0, 0)
}

/// The mail could not be sent: it is tried again later.
pub(super) fn settle_failed(tx: &mut Tx<'_>, to: To<'_>, minute: i64) -> Result<(), Error> {
    let failures = store::find_failures(tx, to.0)?.saturating_add(1);
    store::update_tries(tx, to, failures, minute.saturating_add(wait(failures)))
}

/// Nothing can be sent to anybody: all that is due is tried again later.
pub(super) fn settle_all_failed(tx: &mut Tx<'_>, now: Batch, minute: i64) -> Result<(), Error> {
    while let Some((member, sealed, _)) = store::find_due(tx, now, until(minute))? {
        merge(tx, member, now)?;
        settle_failed(tx, (member, &sealed), minute)?;
    }
    Ok(())
}

/// How many minutes the next try waits after so many that failed.
pub(super) fn wait(failures: i64) -> i64 {
    let doublings = failures.saturating_sub(1).clamp(0, 16);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

/// A wait or a claim that is over at `minute`; or lies so far ahead that a clock must have gone back since.
#[derive(Clone, Copy)]
pub(super) struct Until {
    pub(super) minute: i64,
    pub(super) farthest_wait: i64,
    pub(super) farthest_claim: i64,
}

pub(super) fn until(minute: i64) -> Until {
    Until {
        minute,
        farthest_wait: minute.saturating_add(LONGEST_WAIT),
        farthest_claim: minute.saturating_add(CLAIM),
    }
}

/// What should have been sent and was not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stuck {
    /// How many mails' hour has come. What still waits for its hour is not counted: it would rise when a report comes.
    pub due: u64,
    /// How many whole days the oldest of them is late.
    pub days: u64,
    /// How many of them are late by more than a day.
    pub late: u64,
    /// How many addresses the mail server refuses for good.
    pub refused: u64,
}

/// Looks at what is due.
pub async fn look_at_stuck(db: &Db, clock: &dyn Clock) -> Result<Stuck, Error> {
    let now = Batch::now(clock);
    db.read(move |connection| {
        let mut hours = Vec::new();
        if let Some(now) = now {
            hours.extend(store::list_due(connection, now)?.into_iter().map(|batch| now.hours_since(batch)));
        }
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Ok(Stuck {
            due: count(hours.len()),
            days: hours.iter().max().copied().unwrap_or_default() / 24,
            late: count(hours.iter().filter(|hours| **hours > 24).count()),
            refused: store::count_refused(connection)?,
        })
    })
    .await
}

/// The last day of which the duties were looked through, if any were.
pub fn find_reminded(connection: &mut Connection) -> Result<Option<Day>, Error> {
    store::find_reminded(connection)
}

/// Remembers that the duties of `day` were looked through.
pub fn set_reminded(tx: &mut Tx<'_>, day: Day) -> Result<(), Error> {
    store::replace_reminded(tx, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_has_an_end() {
        let waits: Vec<i64> = (1..=8).map(wait).collect();
        assert_eq!(waits, [15, 30, 60, 120, 240, 360, 360, 360]);
        assert_eq!((wait(0), wait(i64::MAX)), (15, 360));
    }
}
