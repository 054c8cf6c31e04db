//! The SQL of retention: what may be erased, how often it was looked, and what members are told of it afterwards.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::id::{ChannelId, MemberId};

use super::super::{CaseId, Locator};
use super::early::Proposer;
use super::rule::{Look, Standing};
use crate::storage::columns::{Date, Raw};
use crate::storage::schema::{cases, erased_days, retention_looks, unwiped_days};
use crate::storage::{Connection, Error, Tx};

/// A case as far as its end goes.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Row {
    pub(in super::super) id: CaseId,
    pub(in super::super) channel: ChannelId,
    pub(in super::super) locator: Locator,
    /// The day it came, by whose settings it is kept.
    pub(super) received: Day,
    pub(in super::super) standing: Standing,
    /// The day on which it is erased, once it was told.
    pub(in super::super) erase_on: Option<Day>,
}

type Columns =
    (CaseId, Raw<ChannelId>, Locator, Date, Option<Date>, Option<Date>, Option<Date>, Option<Date>);

type Selection = (
    cases::id,
    cases::channel,
    cases::locator,
    cases::received,
    cases::closed,
    cases::held,
    cases::erasure_decided,
    cases::erase_on,
);

const ROW: Selection = (
    cases::id,
    cases::channel,
    cases::locator,
    cases::received,
    cases::closed,
    cases::held,
    cases::erasure_decided,
    cases::erase_on,
);

impl From<Columns> for Row {
    fn from((id, channel, locator, received, closed, held, decided, erase_on): Columns) -> Self {
        let day = |day: Option<Date>| day.map(Day::from);
        let standing = Standing { closed: day(closed), held: day(held), decided: day(decided) };
        let (channel, received) = (channel.into(), received.into());
        Self { id, channel, locator, received, standing, erase_on: day(erase_on) }
    }
}

/// A case.
pub(in super::super) fn find_row(connection: &mut Connection, case: CaseId) -> Result<Option<Row>, Error> {
    let row: Option<Columns> = cases::table.find(case).select(ROW).first(connection).optional()?;
    Ok(row.map(Row::from))
}

/// Every case of a channel that is closed, or of which it was told that it is erased.
pub(super) fn list_ending(connection: &mut Connection, channel: ChannelId) -> Result<Vec<Row>, Error> {
    let rows: Vec<Columns> = cases::table
        .filter(cases::channel.eq(Raw(channel)))
        .filter(cases::closed.is_not_null().or(cases::held.is_not_null()).or(cases::erase_on.is_not_null()))
        .select(ROW)
        .load(connection)?;
    Ok(rows.into_iter().map(Row::from).collect())
}

/// The cases that were to be erased by `day`, in the order of their random ids.
pub(super) fn list_due(connection: &mut Connection, day: Day) -> Result<Vec<CaseId>, Error> {
    let due = cases::table.filter(cases::erase_on.le(Date::from(day))).order(cases::id);
    Ok(due.select(cases::id).load(connection)?)
}

/// Stores on which day a case is erased; none as long as it is kept.
pub(super) fn update_erase_on(tx: &mut Tx<'_>, case: CaseId, day: Option<Day>) -> Result<(), Error> {
    diesel::update(cases::table.find(case))
        .set(cases::erase_on.eq(day.map(Date::from)))
        .execute(tx.connection())?;
    Ok(())
}

/// The last look, if there was any.
pub(super) fn find_look(connection: &mut Connection) -> Result<Option<Look>, Error> {
    let row: Option<(Date, i64)> = retention_looks::table
        .select((retention_looks::day, retention_looks::looks))
        .first(connection)
        .optional()?;
    Ok(row.map(|(day, looks)| Look { day: day.into(), looks: u64::try_from(looks).unwrap_or_default() }))
}

/// Puts a look in the place of the one before.
pub(super) fn replace_look(tx: &mut Tx<'_>, look: Look) -> Result<(), Error> {
    diesel::delete(retention_looks::table).execute(tx.connection())?;
    let looks = i64::try_from(look.looks).unwrap_or(i64::MAX);
    diesel::insert_into(retention_looks::table)
        .values((retention_looks::day.eq(Date::from(look.day)), retention_looks::looks.eq(looks)))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores what the steps of handlers say of a case's end. Whoever was told a day is told anew.
pub(super) fn update_ending(
    tx: &mut Tx<'_>,
    case: CaseId,
    standing: Standing,
    proposer: Option<Proposer>,
) -> Result<(), Error> {
    diesel::update(cases::table.find(case))
        .set((
            cases::held.eq(standing.held.map(Date::from)),
            cases::erasure_decided.eq(standing.decided.map(Date::from)),
            cases::erasure_proposed.eq(proposer),
            cases::erase_on.eq(None::<Date>),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Who proposes to erase a case, if anybody does.
pub(super) fn find_proposer(connection: &mut Connection, case: CaseId) -> Result<Option<Proposer>, Error> {
    let proposer: Option<Option<Proposer>> =
        cases::table.find(case).select(cases::erasure_proposed).first(connection).optional()?;
    Ok(proposer.flatten())
}

/// Deletes a case's row, and with it all that hangs on it. Its files have to be gone.
pub(in super::super) fn delete_case(tx: &mut Tx<'_>, case: CaseId) -> Result<(), Error> {
    diesel::delete(cases::table.find(case)).execute(tx.connection())?;
    Ok(())
}

/// Counts one more case that a member could open and that was erased that day.
pub(in super::super) fn add_erased(tx: &mut Tx<'_>, member: MemberId, day: Day) -> Result<(), Error> {
    let place = (Raw(member), Date::from(day));
    let before: Option<i64> =
        erased_days::table.find(place).select(erased_days::cases).first(tx.connection()).optional()?;
    match before {
        Some(before) => diesel::update(erased_days::table.find(place))
            .set(erased_days::cases.eq(before.saturating_add(1)))
            .execute(tx.connection())?,
        None => diesel::insert_into(erased_days::table)
            .values((
                erased_days::member.eq(place.0),
                erased_days::day.eq(place.1),
                erased_days::cases.eq(1_i64),
            ))
            .execute(tx.connection())?,
    };
    Ok(())
}

/// How many cases that a member could open were erased on which day, the last first.
pub(super) fn list_erased(connection: &mut Connection, member: MemberId) -> Result<Vec<(Day, u64)>, Error> {
    let rows: Vec<(Date, i64)> = erased_days::table
        .filter(erased_days::member.eq(Raw(member)))
        .order(erased_days::day.desc())
        .select((erased_days::day, erased_days::cases))
        .load(connection)?;
    Ok(rows.into_iter().map(|(day, cases)| (day.into(), u64::try_from(cases).unwrap_or_default())).collect())
}

/// Forgets what was erased before `day`.
pub(super) fn delete_erased_before(tx: &mut Tx<'_>, day: Day) -> Result<(), Error> {
    diesel::delete(erased_days::table.filter(erased_days::day.lt(Date::from(day))))
        .execute(tx.connection())?;
    Ok(())
}

/// Remembers that there is room to be overwritten.
pub(in super::super) fn put_unwiped(tx: &mut Tx<'_>, day: Day) -> Result<(), Error> {
    let found: i64 = unwiped_days::table.find(Date::from(day)).count().get_result(tx.connection())?;
    if found == 0 {
        diesel::insert_into(unwiped_days::table)
            .values(unwiped_days::day.eq(Date::from(day)))
            .execute(tx.connection())?;
    }
    Ok(())
}

/// The days of which there is room to be overwritten.
pub(super) fn list_unwiped(connection: &mut Connection) -> Result<Vec<Day>, Error> {
    let days: Vec<Date> = unwiped_days::table.select(unwiped_days::day).load(connection)?;
    Ok(days.into_iter().map(Day::from).collect())
}

/// Sets the marks of `today`, and of tomorrow where it is that somewhere, a day back: whoever overwrites room now leaves the
/// mark of what is erased meanwhile.
pub(super) fn begin_wiping(tx: &mut Tx<'_>, today: Day) -> Result<Vec<Day>, Error> {
    let before = today.plus(-1).unwrap_or(today);
    for day in list_unwiped(tx.connection())? {
        if day >= today {
            delete_unwiped(tx, day)?;
            put_unwiped(tx, before)?;
        }
    }
    list_unwiped(tx.connection())
}

/// Forgets that there was.
pub(super) fn delete_unwiped(tx: &mut Tx<'_>, day: Day) -> Result<(), Error> {
    diesel::delete(unwiped_days::table.find(Date::from(day))).execute(tx.connection())?;
    Ok(())
}
