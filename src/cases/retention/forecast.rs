//! What is going to be erased, in numbers and days alone; and whether erasing is stuck.

use std::collections::BTreeMap;

use sigill_sealing::day::Day;

use super::rule::{Fate, announced, fate};
use super::store;
use crate::channels::clocks::today_in;
use crate::channels::keeping::{Keeping, Keepings};
use crate::channels::store::list_channels;
use crate::clock::{Clock, DEFAULT_ZONE};
use crate::storage::{Connection, Db, Error};

/// Days late after which something hinders erasing: by then it was tried many times.
const STUCK: i32 = 2;

/// What becomes of the closed cases of one channel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Forecast {
    /// The word in its address.
    pub address: String,
    /// How it keeps cases that come now; none if its settings cannot be read, and then nothing of it is erased.
    pub keeping: Option<Keeping>,
    /// How many cases are erased on which day, of those whose day is near enough to be told.
    pub erased: BTreeMap<Day, usize>,
    /// How many come to their end later.
    pub later: usize,
    /// How many are held.
    pub held: usize,
    /// How many are past their period and wait for a registered decision.
    pub undecided: usize,
}

/// What would go, channel by channel; nothing of it is done.
pub async fn forecast(db: &Db, clock: impl Clock + 'static) -> Result<Vec<Forecast>, Error> {
    db.read(move |connection| {
        list_channels(connection)?
            .into_iter()
            .map(|channel| {
                let keepings = match Keepings::find(connection, channel.id) {
                    Ok(keepings) => Some(keepings),
                    Err(Error::Unreadable) => None,
                    Err(error) => return Err(error),
                };
                let mut forecast = Forecast {
                    address: channel.address,
                    keeping: keepings.as_ref().map(Keepings::newest),
                    erased: BTreeMap::new(),
                    later: 0,
                    held: 0,
                    undecided: 0,
                };
                let Some(keepings) = keepings else { return Ok(forecast) };
                let today = today_in(connection, &clock, channel.id)?;
                for case in store::list_ending(connection, channel.id)? {
                    match fate(keepings.of(case.received), case.standing) {
                        Fate::Due(due) => match announced(due, today, case.erase_on) {
                            Some(day) => *forecast.erased.entry(day).or_default() += 1,
                            None => forecast.later += 1,
                        },
                        Fate::Held(_) => forecast.held += 1,
                        Fate::Undecided(end) if end <= today => forecast.undecided += 1,
                        Fate::Undecided(_) => forecast.later += 1,
                        Fate::Open => {}
                    }
                }
                Ok(forecast)
            })
            .collect()
    })
    .await
}

/// What should have been erased and was not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stuck {
    /// How many cases are there for more than two days after theirs.
    pub late: usize,
    /// The last day on which it was looked.
    pub looked: Option<Day>,
    /// Whether room of erased cases waits to be overwritten for so long.
    pub unwiped: bool,
}

/// Looks whether erasing is stuck.
pub async fn look_at_stuck(db: &Db, clock: &dyn Clock) -> Result<Stuck, Error> {
    let late = clock.today(DEFAULT_ZONE).plus(-STUCK);
    db.read(move |connection| {
        let Some(late) = late else { return Ok(Stuck { late: 0, looked: None, unwiped: false }) };
        Ok(Stuck {
            late: store::list_due(connection, late)?.len(),
            looked: store::find_look(connection)?.map(|look| look.day),
            unwiped: is_unwiped(connection, late)?,
        })
    })
    .await
}

fn is_unwiped(connection: &mut Connection, late: Day) -> Result<bool, Error> {
    Ok(store::list_unwiped(connection)?.into_iter().any(|day| day <= late))
}
