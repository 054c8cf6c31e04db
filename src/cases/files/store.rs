//! The SQL of files: what waits, and what belongs to a case.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::{ChannelId, FileId, MemberId};
use sigill_sealing::kind::Staged;

use super::super::{CaseId, Locator, Thread};
use super::Owner;
use crate::storage::columns::{Date, Incoming, Raw, Stored};
use crate::storage::schema::{file_days, files, removed_files};
use crate::storage::{Connection, Error, Tx};

/// A file as its row tells it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) id: FileId,
    pub(super) channel: ChannelId,
    pub(super) locator: Option<Locator>,
    pub(super) case: Option<CaseId>,
    pub(super) member: Option<MemberId>,
    pub(super) thread: Option<Thread>,
    pub(super) n: Option<u64>,
    pub(super) length: u64,
    pub(super) day: Day,
}

impl Row {
    /// Whose it is while it waits for its envelope; nothing once it belongs to a case.
    pub(super) fn waits_for(&self) -> Option<Owner> {
        match (self.thread, self.locator, self.case, self.member) {
            (None, Some(locator), None, None) => Some(Owner::Reporter(locator)),
            (None, None, Some(case), Some(member)) => Some(Owner::Member { case, member }),
            _ => None,
        }
    }
}

type Columns = (
    Raw<FileId>,
    Raw<ChannelId>,
    Option<Locator>,
    Option<CaseId>,
    Option<Raw<MemberId>>,
    Option<Thread>,
    Option<i64>,
    i64,
    Date,
);

type Selection = (
    files::id,
    files::channel,
    files::locator,
    files::case_id,
    files::member,
    files::thread,
    files::n,
    files::length,
    files::day,
);

const ROW: Selection = (
    files::id,
    files::channel,
    files::locator,
    files::case_id,
    files::member,
    files::thread,
    files::n,
    files::length,
    files::day,
);

impl From<Columns> for Row {
    fn from((id, channel, locator, case, member, thread, n, length, day): Columns) -> Self {
        Self {
            id: id.into(),
            channel: channel.into(),
            locator,
            case,
            member: member.map(MemberId::from),
            thread,
            n: n.map(number),
            length: number(length),
            day: day.into(),
        }
    }
}

/// A number as a column; beyond 2^63 there is none.
pub(super) fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number from its column, which is checked to be 0 or more.
pub(super) fn number(column: i64) -> u64 {
    u64::try_from(column).unwrap_or_default()
}

/// Adds a file of no byte yet, whose length is 0 while it is not known.
pub(super) fn insert_file(
    tx: &mut Tx<'_>,
    id: FileId,
    channel: ChannelId,
    owner: Owner,
    length: u64,
    day: Day,
) -> Result<(), Error> {
    let (locator, case, member) = match owner {
        Owner::Reporter(locator) => (Some(locator), None, None),
        Owner::Member { case, member } => (None, Some(case), Some(member)),
    };
    diesel::insert_into(files::table)
        .values((
            files::id.eq(Raw(id)),
            files::channel.eq(Raw(channel)),
            files::locator.eq(locator),
            files::case_id.eq(case),
            files::member.eq(member.map(Raw)),
            files::length.eq(column(length)),
            files::day.eq(Date::from(day)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// A file, whether it waits or not.
pub(super) fn find_file(connection: &mut Connection, id: FileId) -> Result<Option<Row>, Error> {
    let row: Option<Columns> = files::table.find(Raw(id)).select(ROW).first(connection).optional()?;
    Ok(row.map(Row::from))
}

/// Stores how long a file turned out to be, and what names it.
pub(super) fn update_sealed(
    tx: &mut Tx<'_>,
    file: FileId,
    length: u64,
    reference: Option<&Sealed<Staged>>,
) -> Result<(), Error> {
    diesel::update(files::table.find(Raw(file)))
        .set((files::length.eq(column(length)), files::reference.eq(reference.map(Incoming))))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores that a file belongs to a case by an envelope, and forgets whose it was while it waited.
pub(super) fn update_adopted(
    tx: &mut Tx<'_>,
    file: FileId,
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<(), Error> {
    let nobody = (
        files::locator.eq(None::<Locator>),
        files::member.eq(None::<Raw<MemberId>>),
        files::reference.eq(None::<Vec<u8>>),
    );
    let place = (files::case_id.eq(Some(case)), files::thread.eq(Some(thread)), files::n.eq(Some(column(n))));
    diesel::update(files::table.find(Raw(file))).set((nobody, place)).execute(tx.connection())?;
    Ok(())
}

/// The lengths of what waits for an owner's envelope.
pub(super) fn list_lengths_waiting(connection: &mut Connection, owner: Owner) -> Result<Vec<u64>, Error> {
    let lengths: Vec<i64> = match owner {
        Owner::Reporter(locator) => {
            files::table.filter(files::locator.eq(locator)).select(files::length).load(connection)?
        }
        Owner::Member { case, member } => files::table
            .filter(files::case_id.eq(case).and(files::member.eq(Raw(member))))
            .select(files::length)
            .load(connection)?,
    };
    Ok(lengths.into_iter().map(number).collect())
}

/// The lengths of all files of a case in one of its threads, or of all that belong to it or wait for a member's envelope.
pub(super) fn list_lengths_of_case(
    connection: &mut Connection,
    case: CaseId,
    thread: Option<Thread>,
) -> Result<Vec<u64>, Error> {
    let of_case = files::table.filter(files::case_id.eq(case)).select(files::length);
    let lengths: Vec<i64> = match thread {
        Some(thread) => of_case.filter(files::thread.eq(thread)).load(connection)?,
        None => of_case.load(connection)?,
    };
    Ok(lengths.into_iter().map(number).collect())
}

/// The files of a case that envelopes name, in one thread or both, in the order of the envelopes.
pub(super) fn list_adopted(
    connection: &mut Connection,
    case: CaseId,
    thread: Option<Thread>,
) -> Result<Vec<Row>, Error> {
    let of_case = files::table
        .filter(files::case_id.eq(case).and(files::thread.is_not_null()))
        .order((files::thread, files::n, files::id))
        .select(ROW);
    let rows: Vec<Columns> = match thread {
        Some(thread) => of_case.filter(files::thread.eq(thread)).load(connection)?,
        None => of_case.load(connection)?,
    };
    Ok(rows.into_iter().map(Row::from).collect())
}

/// What waits for a reporter's envelope and was sealed to its end by the server, with what names each.
pub(super) fn list_staged(
    connection: &mut Connection,
    locator: Locator,
) -> Result<Vec<(FileId, u64, Vec<u8>)>, Error> {
    let rows: Vec<(Raw<FileId>, i64, Option<Stored<Staged>>)> = files::table
        .filter(files::locator.eq(locator).and(files::reference.is_not_null()))
        .order(files::id)
        .select((files::id, files::length, files::reference))
        .load(connection)?;
    let named = rows
        .into_iter()
        .filter_map(|(id, length, reference)| Some((id.into(), number(length), reference?.into_bytes())));
    Ok(named.collect())
}

/// What waits in a channel since `day` or longer.
pub(super) fn list_waiting_since(
    connection: &mut Connection,
    channel: ChannelId,
    day: Day,
) -> Result<Vec<FileId>, Error> {
    let ids: Vec<Raw<FileId>> = files::table
        .filter(files::channel.eq(Raw(channel)).and(files::thread.is_null()))
        .filter(files::day.le(Date::from(day)))
        .select(files::id)
        .load(connection)?;
    Ok(ids.into_iter().map(FileId::from).collect())
}

/// Every file of a case, whether it waits or not, and those that wait for an envelope of that locator's reporter.
pub(super) fn list_of_case(
    connection: &mut Connection,
    case: CaseId,
    locator: Option<Locator>,
) -> Result<Vec<FileId>, Error> {
    let mut ids: Vec<Raw<FileId>> =
        files::table.filter(files::case_id.eq(case)).select(files::id).load(connection)?;
    if let Some(locator) = locator {
        let waiting = files::table.filter(files::locator.eq(locator)).select(files::id);
        ids.extend(waiting.load::<Raw<FileId>>(connection)?);
    }
    Ok(ids.into_iter().map(FileId::from).collect())
}

/// Every file there is.
pub(super) fn list_all(connection: &mut Connection) -> Result<Vec<FileId>, Error> {
    let ids: Vec<Raw<FileId>> = files::table.order(files::id).select(files::id).load(connection)?;
    Ok(ids.into_iter().map(FileId::from).collect())
}

/// Every file there is, and those that are gone but for their objects.
pub(super) fn list_known(connection: &mut Connection) -> Result<Vec<FileId>, Error> {
    // In this order, for a file goes from the one to the other and never back.
    let mut files = list_all(connection)?;
    files.extend(list_removed(connection)?);
    Ok(files)
}

/// Takes a file away with its chunks, and leaves word that its objects are still to be deleted. Whether it was there.
pub(super) fn delete_file(tx: &mut Tx<'_>, file: FileId) -> Result<bool, Error> {
    let deleted = diesel::delete(files::table.find(Raw(file))).execute(tx.connection())?;
    let told: i64 = removed_files::table.find(Raw(file)).count().get_result(tx.connection())?;
    if deleted > 0 && told == 0 {
        diesel::insert_into(removed_files::table)
            .values(removed_files::id.eq(Raw(file)))
            .execute(tx.connection())?;
    }
    Ok(deleted > 0)
}

/// The files whose objects are still to be deleted.
pub(super) fn list_removed(connection: &mut Connection) -> Result<Vec<FileId>, Error> {
    let ids: Vec<Raw<FileId>> = removed_files::table.select(removed_files::id).load(connection)?;
    Ok(ids.into_iter().map(FileId::from).collect())
}

/// Stores that a file's objects are deleted.
pub(super) fn delete_removed(tx: &mut Tx<'_>, file: FileId) -> Result<(), Error> {
    diesel::delete(removed_files::table.find(Raw(file))).execute(tx.connection())?;
    Ok(())
}

/// The last day on which bytes came to a channel, and how many.
fn find_last_day(connection: &mut Connection, channel: ChannelId) -> Result<Option<(Day, u64)>, Error> {
    let row: Option<(Date, i64)> = file_days::table
        .find(Raw(channel))
        .select((file_days::day, file_days::bytes))
        .first(connection)
        .optional()?;
    Ok(row.map(|(day, bytes)| (day.into(), number(bytes))))
}

/// How many bytes came to a channel on that day, or on the next: where the clock was put back, the count was not.
pub(super) fn find_day(connection: &mut Connection, channel: ChannelId, day: Day) -> Result<u64, Error> {
    let last = find_last_day(connection, channel)?;
    Ok(last.filter(|(last, _)| is_now(*last, day)).map_or(0, |(_, bytes)| bytes))
}

/// Whether a count of `last` goes on on `day`. One day ahead is a clock that was put back; further ahead one that was wrong,
/// and a channel shall not take nothing more for years.
fn is_now(last: Day, day: Day) -> bool {
    last == day || day.plus(1) == Some(last)
}

/// Counts bytes that came to a channel on that day, and forgets all other days but the next.
pub(super) fn add_to_day(tx: &mut Tx<'_>, channel: ChannelId, day: Day, bytes: u64) -> Result<(), Error> {
    let last = find_last_day(tx, channel)?;
    let (day, before) = last.filter(|(last, _)| is_now(*last, day)).unwrap_or((day, 0));
    let counted =
        (file_days::day.eq(Date::from(day)), file_days::bytes.eq(column(before.saturating_add(bytes))));
    if last.is_some() {
        diesel::update(file_days::table.find(Raw(channel))).set(counted).execute(tx.connection())?;
    } else {
        diesel::insert_into(file_days::table)
            .values((file_days::channel.eq(Raw(channel)), counted))
            .execute(tx.connection())?;
    }
    Ok(())
}
