//! Members' vaults: sealed in their browsers, handed out whole, replaced whole, and kept for a while when they are replaced.
//!
//! Of the vaults before the newest, the last five stay, and of each of the last thirty days the one that stood when it
//! began: so that not even many writings in one day push out what a member had the day before. There are never more than
//! that. A change of the ways in forgets them all, for they are sealed to the old ways.

mod store;

use std::collections::BTreeMap;

use sigill_sealing::day::Day;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::MemberId;
use sigill_sealing::kind;
use thiserror::Error;

use super::store as members;
use crate::app::App;
use crate::clock::DEFAULT_ZONE;
use crate::storage::{self, Connection, Db, Tx};

/// So many earlier vaults stay whatever their age.
const LAST: usize = 5;
/// So many days the first vault that was replaced on each stays.
const DAYS: i32 = 30;

/// A vault as it is served.
#[derive(Debug)]
pub struct Vault {
    /// Counts the writings from 1; a writing names the counter that it replaces.
    pub counter: u64,
    /// Its bytes.
    pub sealed: Vec<u8>,
}

/// An earlier vault, without its bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Past {
    /// The number it went by.
    counter: i64,
    /// The day another was put in its place.
    replaced: Day,
}

/// Why a vault was not replaced.
#[derive(Debug, Error)]
pub enum ReplaceError {
    /// Another was put there meanwhile: read it first.
    #[error("the vault has another counter")]
    Conflict,
    /// The database.
    #[error("the vault could not be stored")]
    Storage(#[from] storage::Error),
}

/// A counter as a column; beyond 2^63 there is none.
fn column(counter: u64) -> i64 {
    i64::try_from(counter).unwrap_or(i64::MAX)
}

/// A column as a counter: it is checked to be 0 or more.
fn counter_of(column: i64) -> u64 {
    u64::try_from(column).unwrap_or_default()
}

fn served(row: members::VaultRow) -> Vault {
    Vault { counter: counter_of(row.counter), sealed: row.sealed.into_bytes() }
}

/// The vault of a member.
pub(super) fn find_in(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Option<Vault>, storage::Error> {
    Ok(members::find_vault(connection, member)?.map(served))
}

/// The counters of a member's earlier vaults, the newest first.
pub(super) fn list_earlier(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Vec<u64>, storage::Error> {
    let past = store::list_past_vaults(connection, member)?;
    Ok(past.into_iter().map(|past| counter_of(past.counter)).collect())
}

/// The vault of a member, and the counters of those before it.
pub async fn find(app: &App, member: MemberId) -> Result<Option<(Vault, Vec<u64>)>, storage::Error> {
    app.db
        .read(move |connection| {
            let Some(vault) = find_in(connection, member)? else { return Ok(None) };
            Ok(Some((vault, list_earlier(connection, member)?)))
        })
        .await
}

/// How many members have earlier vaults, and the day on which the oldest of them was replaced.
pub async fn count_earlier(db: &Db) -> Result<(usize, Option<Day>), storage::Error> {
    db.read(store::count_past_vaults).await
}

/// An earlier vault of a member, and the counters of those before it.
pub async fn find_earlier(
    app: &App,
    member: MemberId,
    counter: u64,
) -> Result<Option<(Vault, Vec<u64>)>, storage::Error> {
    app.db
        .read(move |connection| {
            let found = store::find_past_vault(connection, member, column(counter))?;
            let Some(vault) = found.map(served) else { return Ok(None) };
            let mut earlier = list_earlier(connection, member)?;
            earlier.retain(|other| *other < vault.counter);
            Ok(Some((vault, earlier)))
        })
        .await
}

/// Puts a vault in the place of the one that goes by `counter`, which is kept; the new counter.
pub async fn replace(
    app: &App,
    member: MemberId,
    counter: u64,
    vault: Sealed<kind::Vault>,
) -> Result<u64, ReplaceError> {
    let today = app.clock.today(DEFAULT_ZONE);
    app.db
        .run_tx("replace_vault", move |tx| {
            let next = counter.saturating_add(1);
            store::keep_vault(tx, member, column(counter), today)?;
            if members::replace_vault(tx, member, column(counter), &vault)? {
                prune(tx, member, today)?;
                return Ok(next);
            }
            // The very bytes that are there already: a retry after a lost answer.
            if is_in_place(tx, member, counter, &vault)? { Ok(next) } else { Err(ReplaceError::Conflict) }
        })
        .await
}

/// Whether `vault` is the one that stands in the place of the one that went by `counter`, to the byte.
pub(super) fn is_in_place(
    connection: &mut Connection,
    member: MemberId,
    counter: u64,
    vault: &Sealed<kind::Vault>,
) -> Result<bool, storage::Error> {
    let stored = find_in(connection, member)?;
    let next = counter.saturating_add(1);
    Ok(stored.is_some_and(|stored| stored.counter == next && stored.sealed == vault.as_bytes()))
}

/// Puts a vault that is sealed to new ways in the place of the one that goes by `counter`, and forgets all that are sealed to
/// the old; whether that one was there.
pub(super) fn replace_for_new_ways(
    tx: &mut Tx<'_>,
    member: MemberId,
    counter: u64,
    vault: &Sealed<kind::Vault>,
) -> Result<bool, storage::Error> {
    let replaced = members::replace_vault(tx, member, column(counter), vault)?;
    if replaced {
        store::delete_past_vaults(tx, member)?;
    }
    Ok(replaced)
}

fn prune(tx: &mut Tx<'_>, member: MemberId, today: Day) -> Result<(), storage::Error> {
    let past = store::list_past_vaults(tx, member)?;
    for counter in superfluous(&past, today) {
        store::delete_past_vault(tx, member, counter)?;
    }
    Ok(())
}

/// Which of these, the newest first, need not be kept on that day.
fn superfluous(past: &[Past], today: Day) -> Vec<i64> {
    let mut first_of_day: BTreeMap<Day, i64> = BTreeMap::new();
    for each in past {
        // The newest come first, so that the last to be put in is the one that stood when the day began.
        first_of_day.insert(each.replaced, each.counter);
    }
    let oldest = today.plus(-DAYS);
    let stays = |each: &Past| {
        oldest.is_none_or(|oldest| each.replaced > oldest)
            && first_of_day.get(&each.replaced) == Some(&each.counter)
    };
    past.iter().skip(LAST).filter(|each| !stays(each)).map(|each| each.counter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i32) -> Day {
        Day::parse("2026-11-01").unwrap().plus(number).unwrap()
    }

    /// Writes once for each day of `days`, pruning each time as a writing does; the counters that are left.
    fn left(days: &[i32]) -> Vec<i64> {
        let mut past: Vec<Past> = Vec::new();
        for (counter, number) in (1..).zip(days) {
            past.insert(0, Past { counter, replaced: day(*number) });
            let gone = superfluous(&past, day(*number));
            past.retain(|each| !gone.contains(&each.counter));
        }
        past.iter().map(|each| each.counter).collect()
    }

    #[test]
    fn the_last_five_stay_whatever_their_age() {
        assert_eq!(left(&[0, 0, 0]), [3, 2, 1]);
        assert_eq!(left(&[0, 100, 200, 300, 400, 500]), [6, 5, 4, 3, 2]);
    }

    #[test]
    fn a_flood_of_writings_leaves_what_stood_when_its_day_began() {
        let flood = [[0, 1].as_slice(), &[2; 500]].concat();
        assert_eq!(left(&flood), [502, 501, 500, 499, 498, 3, 2, 1]);
    }

    #[test]
    fn they_are_never_more_than_five_and_one_for_each_of_thirty_days() {
        let steady: Vec<i32> = (0..100).flat_map(|number| [number; 7]).collect();
        assert!(left(&steady).len() <= LAST + 30);
        assert!(left(&steady).len() >= 30);
    }
}
