//! The SQL of the desk: what a member holds, and their own index of it.

use diesel::dsl::count_star;
use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::MemberId;
use sigill_sealing::index::SealedEntry;
use sigill_sealing::kind::Wrap;

use crate::cases::{CaseId, HolderColumn, Thread};
use crate::storage::columns::{Date, Raw, Stored};
use crate::storage::schema::{envelopes, index_entries, member_views, wraps};
use crate::storage::{Connection, Error, Tx};

/// One generation of a case's key, sealed to a member.
#[derive(Debug)]
pub(super) struct WrapRow {
    /// Which generation.
    pub(super) generation: u64,
    /// The bytes.
    pub(super) sealed: Vec<u8>,
}

fn column(member: MemberId) -> HolderColumn {
    HolderColumn::from(Holder::Member(member))
}

/// A count or generation from its column, which is checked to be 0 or more.
fn number(value: i64) -> u64 {
    u64::try_from(value).unwrap_or_default()
}

/// Who holds a generation of a case.
pub(super) fn list_holders(
    connection: &mut Connection,
    case: CaseId,
    generation: u64,
) -> Result<Vec<Holder>, Error> {
    let generation = i64::try_from(generation).unwrap_or(i64::MAX);
    let rows: Vec<HolderColumn> = wraps::table
        .filter(wraps::case_id.eq(case).and(wraps::generation.eq(generation)))
        .select(wraps::holder)
        .order(wraps::holder)
        .load(connection)?;
    Ok(rows.into_iter().map(Holder::from).collect())
}

/// Everybody who holds a key of a case, of whichever generation.
pub(super) fn list_ever_holders(connection: &mut Connection, case: CaseId) -> Result<Vec<Holder>, Error> {
    let rows: Vec<HolderColumn> =
        wraps::table.filter(wraps::case_id.eq(case)).select(wraps::holder).distinct().load(connection)?;
    Ok(rows.into_iter().map(Holder::from).collect())
}

/// Takes from `holder` every key of a case that is sealed to them, and their index entry of it with its salt.
pub(super) fn delete_holder(tx: &mut Tx<'_>, case: CaseId, holder: Holder) -> Result<(), Error> {
    let held = wraps::table.filter(wraps::case_id.eq(case).and(wraps::holder.eq(HolderColumn::from(holder))));
    diesel::delete(held).execute(tx.connection())?;
    if let Holder::Member(member) = holder {
        diesel::delete(index_entries::table.find((Raw(member), case))).execute(tx.connection())?;
    }
    Ok(())
}

/// What `member` holds of a case, oldest generation first.
pub(super) fn list_wraps(
    connection: &mut Connection,
    case: CaseId,
    member: MemberId,
) -> Result<Vec<WrapRow>, Error> {
    let rows: Vec<(i64, Stored<Wrap>)> = wraps::table
        .filter(wraps::case_id.eq(case).and(wraps::holder.eq(column(member))))
        .order(wraps::generation)
        .select((wraps::generation, wraps::sealed))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(generation, sealed)| WrapRow { generation: number(generation), sealed: sealed.into_bytes() })
        .collect())
}

/// How many envelopes each thread has of every case that `member` ever held.
pub(super) fn list_counts(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Vec<(CaseId, Thread, u64)>, Error> {
    let mine = wraps::table.filter(wraps::holder.eq(column(member))).select(wraps::case_id);
    let rows: Vec<(CaseId, Thread, i64)> = envelopes::table
        .filter(envelopes::case_id.eq_any(mine))
        .group_by((envelopes::case_id, envelopes::thread))
        .select((envelopes::case_id, envelopes::thread, count_star()))
        .load(connection)?;
    Ok(rows.into_iter().map(|(case, thread, count)| (case, thread, number(count))).collect())
}

/// The cases of which a member has an index entry.
pub(super) fn list_indexed(connection: &mut Connection, member: MemberId) -> Result<Vec<CaseId>, Error> {
    let rows = index_entries::table.filter(index_entries::member.eq(Raw(member)));
    Ok(rows.select(index_entries::case_id).load(connection)?)
}

/// A member's index entries of those cases.
pub(super) fn list_entries(
    connection: &mut Connection,
    member: MemberId,
    cases: &[CaseId],
) -> Result<Vec<(CaseId, SealedEntry)>, Error> {
    let rows: Vec<(CaseId, Vec<u8>, Vec<u8>)> = index_entries::table
        .filter(index_entries::member.eq(Raw(member)))
        .filter(index_entries::case_id.eq_any(cases.iter().copied()))
        .select((index_entries::case_id, index_entries::salt, index_entries::sealed))
        .load(connection)?;
    let entries =
        rows.into_iter().filter_map(|(case, salt, sealed)| Some((case, index_entry(salt, sealed)?)));
    Ok(entries.collect())
}

/// What is stored of a member's index entries after that case, in the order of the cases' random ids: at most so many rows,
/// and no entry in a row that has not an entry's form.
pub(super) fn list_entries_after(
    connection: &mut Connection,
    member: MemberId,
    after: Option<CaseId>,
    most: i64,
) -> Result<Vec<(CaseId, Option<SealedEntry>)>, Error> {
    let mine = index_entries::table.filter(index_entries::member.eq(Raw(member)));
    let mine = mine.order(index_entries::case_id).limit(most);
    let mine = mine.select((index_entries::case_id, index_entries::salt, index_entries::sealed));
    let rows: Vec<(CaseId, Vec<u8>, Vec<u8>)> = match after {
        Some(case) => mine.filter(index_entries::case_id.gt(case)).load(connection)?,
        None => mine.load(connection)?,
    };
    Ok(rows.into_iter().map(|(case, salt, sealed)| (case, index_entry(salt, sealed))).collect())
}

/// A member's index entry of one case.
pub(super) fn find_index(
    connection: &mut Connection,
    member: MemberId,
    case: CaseId,
) -> Result<Option<SealedEntry>, Error> {
    let row: Option<(Vec<u8>, Vec<u8>)> = index_entries::table
        .find((Raw(member), case))
        .select((index_entries::salt, index_entries::sealed))
        .first(connection)
        .optional()?;
    Ok(row.and_then(|(salt, sealed)| index_entry(salt, sealed)))
}

/// An entry as it was taken. One that has not its form is as good as none, for it is a cache: the desk reads the thread.
fn index_entry(salt: Vec<u8>, ciphertext: Vec<u8>) -> Option<SealedEntry> {
    SealedEntry::from_parts(salt.try_into().ok()?, ciphertext).ok()
}

/// Since when a member's index entry of a case may hold what was struck.
pub(super) fn find_outdated(
    connection: &mut Connection,
    member: MemberId,
    case: CaseId,
) -> Result<Option<Day>, Error> {
    let row: Option<Option<Date>> = index_entries::table
        .find((Raw(member), case))
        .select(index_entries::outdated)
        .first(connection)
        .optional()?;
    Ok(row.flatten().map(Day::from))
}

/// Writes a member's index entry over the one before it, whose salt is gone with it. `outdated`: since when it may hold what
/// was struck.
pub(super) fn replace_index(
    tx: &mut Tx<'_>,
    member: MemberId,
    case: CaseId,
    entry: &SealedEntry,
    outdated: Option<Day>,
) -> Result<(), Error> {
    diesel::delete(index_entries::table.find((Raw(member), case))).execute(tx.connection())?;
    diesel::insert_into(index_entries::table)
        .values((
            index_entries::member.eq(Raw(member)),
            index_entries::case_id.eq(case),
            index_entries::salt.eq(entry.salt().as_slice()),
            index_entries::sealed.eq(entry.ciphertext()),
            index_entries::outdated.eq(outdated.map(Date::from)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Notes of every member's index entry of a case that it may hold what was struck on that day. Written over by who knows of the strike, it is
/// anew.
pub(super) fn outdate_entries(tx: &mut Tx<'_>, case: CaseId, day: Day) -> Result<(), Error> {
    diesel::update(
        index_entries::table.filter(index_entries::case_id.eq(case).and(index_entries::outdated.is_null())),
    )
    .set(index_entries::outdated.eq(Some(Date::from(day))))
    .execute(tx.connection())?;
    Ok(())
}

/// Whether some index entries may hold what was struck on that day or before.
pub(super) fn has_outdated(connection: &mut Connection, last: Day) -> Result<bool, Error> {
    let found: i64 = index_entries::table
        .filter(index_entries::outdated.le(Date::from(last)))
        .count()
        .get_result(connection)?;
    Ok(found > 0)
}

/// Erases them, with their salts. How many there were.
pub(super) fn delete_outdated(tx: &mut Tx<'_>, last: Day) -> Result<usize, Error> {
    let outdated = index_entries::table.filter(index_entries::outdated.le(Date::from(last)));
    Ok(diesel::delete(outdated).execute(tx.connection())?)
}

/// The views that a member has saved.
pub(super) fn find_views(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Option<SealedEntry>, Error> {
    let row: Option<(Vec<u8>, Vec<u8>)> = member_views::table
        .find(Raw(member))
        .select((member_views::salt, member_views::sealed))
        .first(connection)
        .optional()?;
    Ok(row.and_then(|(salt, sealed)| index_entry(salt, sealed)))
}

/// Writes a member's saved views over those before, whose salt is gone with them.
pub(super) fn replace_views(tx: &mut Tx<'_>, member: MemberId, views: &SealedEntry) -> Result<(), Error> {
    diesel::delete(member_views::table.find(Raw(member))).execute(tx.connection())?;
    diesel::insert_into(member_views::table)
        .values((
            member_views::member.eq(Raw(member)),
            member_views::salt.eq(views.salt().as_slice()),
            member_views::sealed.eq(views.ciphertext()),
        ))
        .execute(tx.connection())?;
    Ok(())
}
