//! How much is taken: of one file, of a case, of a channel in a day, and of the disk. It is said before anything is sent.
//!
//! Whether a channel takes more today does not depend on how much is asked for, its count only grows, and its bound is lowered
//! by a secret share of up to a tenth, another each day: so nobody learns from a refusal how much others have sent. The disk's
//! room is compared in coarse steps, for the same reason.

use sigill_sealing::day::Day;
use sigill_sealing::gate::is_file_length;
use sigill_sealing::id::{ChannelId, FileId};
use thiserror::Error;

use super::super::store::find_case_by_locator;
use super::super::{CaseId, Thread};
use super::{Owner, store, today};
use crate::app::App;
use crate::channels::store::find_channel;
use crate::server_key::{Purpose, ServerKey};
use crate::storage::{Connection, Error as StorageError};

/// Most files of a reporter's case; with the handlers' own, twice that.
const MOST_OF_CASE: usize = 1_000;
/// Most files that wait for one owner's envelope: as many as one can name.
const MOST_WAITING: usize = 100;
/// To begin a file costs a row and a folder, though nothing of it may ever come: so it counts as this part of a channel's day,
/// 1 MiB of 64 GiB. Like all that counts to a day it is never given back, or the moment at which somebody's first bytes are
/// here could be read from a bound that others fill up to the last file.
const BEGINNINGS: u64 = 1 << 16;
/// The step in which room on the disk is compared.
const STEP: u64 = 256 << 20;
/// The secret share is counted in so many parts of a tenth.
const SHARES: u64 = 1 << 16;

/// Why a file is not taken.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It is larger than any may be.
    #[error("the file is larger than is taken")]
    TooLarge,
    /// The case has no room for it.
    #[error("the case has no room for the file")]
    CaseFull,
    /// The channel takes no more today.
    #[error("the channel takes no more files today")]
    TooManyToday,
    /// The disk has no room for it.
    #[error("the disk has no room for the file")]
    NoRoom,
    /// No sealed file has this length.
    #[error("no sealed file has this length")]
    NotSealable,
    /// There is no such channel.
    #[error("there is no such channel")]
    NoChannel,
    /// The database or the disk.
    #[error("the file could not be begun")]
    Storage(#[from] StorageError),
}

/// What whoever chooses files is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// The largest file, in bytes, before it is sealed.
    pub largest: u64,
    /// What all files of a case that count to their bound may take, in bytes, sealed.
    pub per_case: u64,
    /// Whether files are taken now.
    pub open: bool,
}

/// Who is told what a case takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    /// Its reporter: what is among handlers alone is no part of their bound, for they would learn of it.
    Reporter,
    /// Its handlers: all files count, to a wider bound, so that they can answer whatever a reporter has sent.
    Handlers,
}

impl Side {
    /// How many files may count to this side's bound, and how many bytes they may be, sealed.
    fn bound(self, app: &App) -> (usize, u64) {
        let per_case = app.config.files.per_case.amount();
        match self {
            Self::Reporter => (MOST_OF_CASE, per_case),
            Self::Handlers => (2 * MOST_OF_CASE, per_case.saturating_mul(2)),
        }
    }
}

/// What a channel takes now of this side.
pub async fn limits(app: &App, channel: ChannelId, side: Side) -> Result<Limits, StorageError> {
    let open = has_room(app, 0).await? && {
        let own = app.clone();
        app.db.read(move |connection| takes_today(&own, connection, channel)).await?
    };
    let (_most, per_case) = side.bound(app);
    Ok(Limits { largest: app.config.files.largest.amount(), per_case, open })
}

/// Begins a file of `length` bytes, sealed, that waits for `owner`'s envelope in `channel`.
pub async fn open_upload(
    app: &App,
    owner: Owner,
    channel: ChannelId,
    length: u64,
) -> Result<FileId, OpenError> {
    if length > app.config.files.largest_sealed() {
        return Err(OpenError::TooLarge);
    }
    if !is_file_length(length) {
        return Err(OpenError::NotSealable);
    }
    begin(app, owner, channel, length).await
}

/// Begins a file whose length is known, or will be: then it counts as nothing until it is.
pub(super) async fn begin(
    app: &App,
    owner: Owner,
    channel: ChannelId,
    length: u64,
) -> Result<FileId, OpenError> {
    if !has_room(app, length).await? {
        return Err(OpenError::NoRoom);
    }
    let id = FileId::generate(&mut app.rng.clone());
    let own = app.clone();
    app.db
        .run_tx("open_upload", move |tx| {
            find_channel(tx, channel)?.ok_or(OpenError::NoChannel)?;
            if !takes_today(&own, tx, channel)? {
                return Err(OpenError::TooManyToday);
            }
            if room_of_case(&own, tx, owner)?.is_none_or(|room| room < length) {
                return Err(OpenError::CaseFull);
            }
            let day = today(&own, tx, channel)?;
            store::insert_file(tx, id, channel, owner, length, day)?;
            let begun = own.config.files.per_channel_day.amount() / BEGINNINGS;
            store::add_to_day(tx, channel, day, begun)?;
            Ok(())
        })
        .await?;
    Ok(id)
}

/// Whether the disk has room for so many bytes without touching its reserve.
pub(super) async fn has_room(app: &App, bytes: u64) -> Result<bool, StorageError> {
    let reserve = app.config.files.reserve.amount();
    let step = STEP.min(reserve / 4).max(1);
    let free = app.blobs.free().await?;
    Ok(free - free % step >= reserve.saturating_add(bytes))
}

/// How many bytes more one of this owner's files may have; nothing if they may begin none.
fn room_of_case(app: &App, connection: &mut Connection, owner: Owner) -> Result<Option<u64>, StorageError> {
    let waiting = store::list_lengths_waiting(connection, owner)?.len();
    let (files, most, taken, bound) = held(app, connection, owner)?;
    Ok((waiting < MOST_WAITING && files < most).then(|| bound.saturating_sub(taken)))
}

/// How many bytes more one of this owner's files that was begun may have.
pub(super) fn room_left(app: &App, connection: &mut Connection, owner: Owner) -> Result<u64, StorageError> {
    let (_files, _most, taken, bound) = held(app, connection, owner)?;
    Ok(bound.saturating_sub(taken))
}

/// Whether all that counts to an owner's bound is within it.
pub(super) fn is_within(app: &App, connection: &mut Connection, owner: Owner) -> Result<bool, StorageError> {
    let (files, most, taken, bound) = held(app, connection, owner)?;
    Ok(files <= most && taken <= bound)
}

/// How many files count to an owner's bound and how many may, how many bytes they are and may be.
fn held(
    app: &App,
    connection: &mut Connection,
    owner: Owner,
) -> Result<(usize, usize, u64, u64), StorageError> {
    let (held, side) = match owner {
        Owner::Reporter(locator) => {
            let case: Option<CaseId> = find_case_by_locator(connection, locator)?.map(|row| row.id);
            let mut held = match case {
                Some(case) => store::list_lengths_of_case(connection, case, Some(Thread::Conversation))?,
                None => Vec::new(),
            };
            held.extend(store::list_lengths_waiting(connection, owner)?);
            (held, Side::Reporter)
        }
        Owner::Member { case, .. } => (store::list_lengths_of_case(connection, case, None)?, Side::Handlers),
    };
    let (most, bound) = side.bound(app);
    let taken = held.iter().fold(0_u64, |sum, length| sum.saturating_add(*length));
    Ok((held.len(), most, taken, bound))
}

/// Whether a channel takes another file today.
fn takes_today(app: &App, connection: &mut Connection, channel: ChannelId) -> Result<bool, StorageError> {
    let day = today(app, connection, channel)?;
    let bound = bound_of(&app.server_key, app.config.files.per_channel_day.amount(), channel, day);
    Ok(store::find_day(connection, channel, day)? < bound)
}

/// Whether a channel takes more on that day of files that were begun while it took them: beyond its bound an eighth of it, and
/// the largest file at least, so that whoever was let begin can end.
pub(super) fn goes_on(
    app: &App,
    connection: &mut Connection,
    channel: ChannelId,
    day: Day,
) -> Result<bool, StorageError> {
    let files = &app.config.files;
    let whole = files.per_channel_day.amount();
    let slack = files.largest_sealed().max(whole / 8);
    let bound = bound_of(&app.server_key, whole, channel, day).saturating_add(slack);
    Ok(store::find_day(connection, channel, day)? < bound)
}

/// What a channel takes on a day, at least nine tenths of `whole`: how much less, nobody knows beforehand.
fn bound_of(key: &ServerKey, whole: u64, channel: ChannelId, day: Day) -> u64 {
    let message = [channel.as_bytes().as_slice(), &day.number().to_be_bytes()].concat();
    let [one, two, ..] = key.mac(Purpose::FilesOfDay, &message);
    let share = u64::from(u16::from_be_bytes([one, two]));
    whole - whole / 10 / SHARES * share
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::OsRng;
    use std::collections::BTreeSet;

    #[test]
    fn a_day_s_bound_is_lowered_by_less_than_a_tenth_and_differs_by_day_and_channel() {
        let key = ServerKey::generate(&mut OsRng);
        let whole = 64 << 30;
        let first = Day::parse("2026-11-22").unwrap();
        let mut seen = BTreeSet::new();
        for channel in 0..8 {
            for days in 0..8 {
                let day = first.plus(days).unwrap();
                let bound = bound_of(&key, whole, ChannelId::from_bytes([channel; 16]), day);
                assert!(bound <= whole && bound >= whole - whole / 10);
                seen.insert(bound);
            }
        }
        assert!(seen.len() > 50, "{}", seen.len());
        let (channel, other) = (ChannelId::from_bytes([1; 16]), ServerKey::generate(&mut OsRng));
        assert_ne!(bound_of(&key, whole, channel, first), bound_of(&other, whole, channel, first));
        assert_eq!(bound_of(&key, 0, channel, first), 0);
        assert!(bound_of(&key, u64::MAX, channel, first) >= u64::MAX - u64::MAX / 10);
    }
}
