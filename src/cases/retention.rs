//! Retention: once a day it is looked which closed cases come to their end, those who may open them are told, and what has
//! come to it is erased.
//!
//! Nothing is erased because a clock says so once. A case has its day named first, with fourteen days of notice at least, and
//! it has to have been looked on seven different days in a row, no two of them more than a week apart. Where a clock jumps
//! ahead or goes back, all of that begins anew: so a machine that wakes up three years ahead names days, tells everybody by
//! mail and at the desk, and erases only if nobody sets its clock right for two weeks.

mod early;
mod ending;
mod forecast;
pub mod rule;
pub(super) mod store;

use std::sync::Arc;

use sigill_sealing::day::Day;
use sigill_sealing::id::{ChannelId, MemberId};

use self::rule::{Fate, LOOKS, Next, announced, fate, is_told, next_look};
use super::erasing::{self, TABLES};
use super::files;
use super::reminders;
use crate::app::App;
use crate::channels::clocks::today_in;
use crate::channels::keeping::Keepings;
use crate::channels::store::list_channels;
use crate::clock::{Clock, DEFAULT_ZONE};
use crate::notifications::Batch;
use crate::storage::{Db, Error, Tx};

pub use early::{EarlyError, Proposer, Seen, erase_early};
pub use ending::{Ending, reopen, take_steps};
pub use forecast::{Forecast, Stuck, forecast, look_at_stuck};

/// What one look has done.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Looked {
    /// How many cases are gone from the database.
    pub erased: usize,
    /// How many files are gone with their objects.
    pub files: usize,
    /// Whether nothing is left of erased cases: no object, and no room that they had.
    pub wiped: bool,
}

/// Looks what is to be erased, and erases it; hourly, and what is told is told once a day.
pub async fn look(app: &App) -> Result<Looked, Error> {
    name_days(app).await?;
    let erased = erase_due(app).await?;
    let (files, wiped) = wipe(app).await?;
    Ok(Looked { erased, files, wiped })
}

/// Once a day: names the day of each case that comes to its end, or takes it back, and tells of it.
async fn name_days(app: &App) -> Result<(), Error> {
    let (clock, config) = (Arc::clone(&app.clock), Arc::clone(&app.config));
    let today = clock.today(DEFAULT_ZONE);
    if next_look(app.db.read(store::find_look).await?, today) == Next::Done {
        return Ok(());
    }
    app.db
        .run_tx("name_days", move |tx| {
            let last = store::find_look(tx)?;
            let (look, is_unbroken) = match next_look(last, today) {
                Next::Done => return Ok(()),
                Next::GoesOn(look) => (look, true),
                Next::Begins(look) => (look, false),
            };
            store::replace_look(tx, look)?;
            forget_erased(tx, today, config.retention.backup_days)?;
            let since = last.filter(|_| is_unbroken).and_then(|last| last.day.plus(1)).unwrap_or(today);
            let batch = Batch::next(&config.mail, clock.as_ref());
            for channel in list_channels(tx)? {
                name_days_of(tx, channel.id, clock.as_ref(), is_unbroken, (since, today), batch)?;
            }
            Ok(())
        })
        .await
}

fn name_days_of(
    tx: &mut Tx<'_>,
    channel: ChannelId,
    clock: &dyn Clock,
    is_unbroken: bool,
    since: (Day, Day),
    batch: Option<Batch>,
) -> Result<(), Error> {
    let keepings = match Keepings::find(tx, channel) {
        Ok(keepings) => keepings,
        // The other channels go on; `sigill doctor` and the start say what is wrong with this one.
        Err(Error::Unreadable) => return Ok(()),
        Err(error) => return Err(error),
    };
    let today = today_in(tx, clock, channel)?;
    for case in store::list_ending(tx, channel)? {
        let fate = fate(keepings.of(case.received), case.standing);
        let before = case.erase_on.filter(|_| is_unbroken);
        let on = match fate {
            Fate::Due(due) => announced(due, today, before),
            Fate::Open | Fate::Held(_) | Fate::Undecided(_) => None,
        };
        if on != case.erase_on {
            store::update_erase_on(tx, case.id, on)?;
        }
        if is_told(fate, before, on, since) {
            reminders::tell_readers(tx, case.id, batch)?;
        }
    }
    Ok(())
}

/// Forgets of what was erased whatever no backup has any more.
fn forget_erased(tx: &mut Tx<'_>, today: Day, backup_days: u16) -> Result<(), Error> {
    match today.plus(-i32::from(backup_days)) {
        Some(oldest) => store::delete_erased_before(tx, oldest),
        None => Ok(()),
    }
}

/// Erases what has come to its day, each case in a transaction of its own, which looks at it once more.
async fn erase_due(app: &App) -> Result<usize, Error> {
    // In some zone it is tomorrow.
    let today = app.clock.today(DEFAULT_ZONE);
    let latest = today.plus(1).unwrap_or(Day::LAST);
    let due = app.db.read(move |connection| {
        let is_long_enough =
            store::find_look(connection)?.is_some_and(|look| look.day == today && look.looks >= LOOKS);
        if is_long_enough { store::list_due(connection, latest) } else { Ok(Vec::new()) }
    });
    let mut erased = 0;
    for case in due.await? {
        let (clock, rng) = (Arc::clone(&app.clock), app.rng);
        let gone = app.db.run_tx("erase_case", move |tx| {
            let Some(row) = store::find_row(tx, case)? else { return Ok(false) };
            let today = today_in(tx, clock.as_ref(), row.channel)?;
            let keeping = Keepings::find(tx, row.channel)?.of(row.received);
            let is_due = matches!(fate(keeping, row.standing), Fate::Due(due) if due <= today);
            if !is_due || row.erase_on.is_none_or(|day| day > today) {
                return Ok(false);
            }
            erasing::erase(tx, &row, today, &mut rng.clone())?;
            Ok::<_, Error>(true)
        });
        match gone.await {
            Ok(gone) => erased += usize::from(gone),
            // The rest goes on; this one is tried again in an hour, and `sigill doctor` tells of it.
            Err(error) => tracing::error!(%error, "a case that has come to its end could not be erased"),
        }
    }
    Ok(erased)
}

/// Deletes the objects of erased cases, and overwrites the room that those cases had in the database. How many files are gone,
/// and whether nothing is left of either.
///
/// In this order, for what says that objects are to be deleted names their files: only once they are can that be overwritten too.
/// Where one cannot be deleted, the room of all else is overwritten nevertheless, and once more when it is.
async fn wipe(app: &App) -> Result<(usize, bool), Error> {
    if app.db.read(store::list_unwiped).await?.is_empty() {
        return Ok((0, true));
    }
    let today = app.clock.today(DEFAULT_ZONE);
    let days = app.db.run_tx("begin_wiping", move |tx| store::begin_wiping(tx, today)).await?;
    let cleared = files::clear_away(app).await.unwrap_or_else(|error| {
        tracing::error!(%error, "the files of erased cases could not be cleared away");
        files::Cleared::default()
    });
    let are_gone = !app.db.read(files::has_removed).await?;
    let is_overwritten = app.db.wipe(TABLES).await?;
    if !(are_gone && is_overwritten) {
        return Ok((cleared.removed, false));
    }
    app.db
        .run_tx("forget_unwiped", move |tx| days.iter().try_for_each(|day| store::delete_unwiped(tx, *day)))
        .await?;
    Ok((cleared.removed, true))
}

/// How many of the cases that a member could open were erased on a day, and from which day on no copy has them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ErasedDay {
    /// The day.
    pub day: Day,
    /// How many.
    pub cases: u64,
    /// The day from which on the last copy that held them is gone.
    pub gone: Day,
}

/// What was erased of a member's cases, as long as a copy may still hold it.
pub async fn list_erased(db: &Db, member: MemberId, backup_days: u16) -> Result<Vec<ErasedDay>, Error> {
    let days = db.read(move |connection| store::list_erased(connection, member)).await?;
    let told = days.into_iter().map(|(day, cases)| ErasedDay {
        day,
        cases,
        gone: gone_from_backups(day, backup_days),
    });
    Ok(told.collect())
}

/// The day from which on no copy has what was erased on a day: one made on that very day is kept for `backup_days` days.
#[must_use]
pub fn gone_from_backups(erased: Day, backup_days: u16) -> Day {
    erased.plus(i32::from(backup_days)).unwrap_or(Day::LAST)
}
