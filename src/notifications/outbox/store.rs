//! The SQL of what waits to be sent.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::id::MemberId;

use super::{To, Until};
use crate::http::locale::Locale;
use crate::notifications::Batch;
use crate::notifications::store::locale;
use crate::storage::columns::{Date, Raw};
use crate::storage::schema::{mail_addresses, outbox, reminded_days};
use crate::storage::{Cause, Connection, Error, Tx};

fn batch(day: Date, hour: i64) -> Result<Batch, Error> {
    // The column is checked to be an hour.
    let hour = u8::try_from(hour).map_err(|_impossible| Error::Other(Cause::Form))?;
    Ok(Batch { day: day.into(), hour })
}

/// Whether a mail to that member waits for that hour.
pub(super) fn has_row(connection: &mut Connection, member: MemberId, batch: Batch) -> Result<bool, Error> {
    let key = (Raw(member), Date::from(batch.day), i64::from(batch.hour));
    let found = outbox::table.find(key).select(outbox::member);
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(connection)?)
}

/// Adds a mail to be sent. [`Error::Taken`] if there is one.
pub(super) fn insert_row(tx: &mut Tx<'_>, member: MemberId, batch: Batch) -> Result<(), Error> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::member.eq(Raw(member)),
            outbox::day.eq(Date::from(batch.day)),
            outbox::hour.eq(i64::from(batch.hour)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Removes it.
pub(super) fn delete_row(tx: &mut Tx<'_>, member: MemberId, batch: Batch) -> Result<(), Error> {
    let key = (Raw(member), Date::from(batch.day), i64::from(batch.hour));
    diesel::delete(outbox::table.find(key)).execute(tx.connection())?;
    Ok(())
}

/// That the hour of a row has come.
#[diesel::dsl::auto_type(no_type_alias)]
fn is_due(day: Date, hour: i64) -> _ {
    let of_day = outbox::day.eq(day);
    outbox::day.lt(day).or(of_day.and(outbox::hour.le(hour)))
}

/// A member with a mail that is due, whose address takes mails, is to be tried, and is nobody else's just now.
pub(super) fn find_due(
    connection: &mut Connection,
    now: Batch,
    until: Until,
) -> Result<Option<(MemberId, Vec<u8>, Locale)>, Error> {
    let waits =
        mail_addresses::not_before.gt(until.minute).and(mail_addresses::not_before.le(until.farthest_wait));
    let claimed = mail_addresses::claimed_until
        .gt(until.minute)
        .and(mail_addresses::claimed_until.le(until.farthest_claim));
    let row: Option<(Raw<MemberId>, Vec<u8>, String)> = outbox::table
        .inner_join(mail_addresses::table.on(mail_addresses::member.eq(outbox::member)))
        .filter(is_due(Date::from(now.day), i64::from(now.hour)))
        .filter(mail_addresses::refused.is_null())
        .filter(diesel::dsl::not(waits))
        .filter(diesel::dsl::not(claimed))
        .order(outbox::member)
        .select((mail_addresses::member, mail_addresses::sealed, mail_addresses::language))
        .first(connection)
        .optional()?;
    row.map(|(member, sealed, language)| Ok((member.into(), sealed, locale(&language)?))).transpose()
}

/// A member's mails that are due, the earliest first.
pub(super) fn list_due_of(
    connection: &mut Connection,
    member: MemberId,
    now: Batch,
) -> Result<Vec<Batch>, Error> {
    let rows: Vec<(Date, i64)> = outbox::table
        .filter(outbox::member.eq(Raw(member)))
        .filter(is_due(Date::from(now.day), i64::from(now.hour)))
        .order((outbox::day, outbox::hour))
        .select((outbox::day, outbox::hour))
        .load(connection)?;
    rows.into_iter().map(|(day, hour)| batch(day, hour)).collect()
}

/// Everybody's mails that are due, but for those whose address is refused for good: they wait for their member.
pub(super) fn list_due(connection: &mut Connection, now: Batch) -> Result<Vec<Batch>, Error> {
    let rows: Vec<(Date, i64)> = outbox::table
        .inner_join(mail_addresses::table.on(mail_addresses::member.eq(outbox::member)))
        .filter(mail_addresses::refused.is_null())
        .filter(is_due(Date::from(now.day), i64::from(now.hour)))
        .select((outbox::day, outbox::hour))
        .load(connection)?;
    rows.into_iter().map(|(day, hour)| batch(day, hour)).collect()
}

/// How many addresses are refused for good.
pub(super) fn count_refused(connection: &mut Connection) -> Result<u64, Error> {
    let count: i64 =
        mail_addresses::table.filter(mail_addresses::refused.is_not_null()).count().get_result(connection)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Keeps a member's mails for one sender until that minute.
pub(super) fn update_claim(tx: &mut Tx<'_>, member: MemberId, until: i64) -> Result<(), Error> {
    diesel::update(mail_addresses::table.find(Raw(member)))
        .set(mail_addresses::claimed_until.eq(until))
        .execute(tx.connection())?;
    Ok(())
}

/// How many tries in a row have failed.
pub(super) fn find_failures(connection: &mut Connection, member: MemberId) -> Result<i64, Error> {
    let failures = mail_addresses::table.find(Raw(member)).select(mail_addresses::failures);
    Ok(failures.first(connection).optional()?.unwrap_or_default())
}

/// Stores how the last try went, unless another address stands there since; whoever had claimed the mails has done with them.
pub(super) fn update_tries(
    tx: &mut Tx<'_>,
    (member, sealed): To<'_>,
    failures: i64,
    not_before: i64,
) -> Result<(), Error> {
    let same = mail_addresses::member.eq(Raw(member)).and(mail_addresses::sealed.eq(sealed));
    diesel::update(mail_addresses::table.filter(same))
        .set((
            mail_addresses::failures.eq(failures),
            mail_addresses::not_before.eq(not_before),
            mail_addresses::claimed_until.eq(0),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores that an address is refused for good, unless another stands there since.
pub(super) fn update_refused(tx: &mut Tx<'_>, (member, sealed): To<'_>, day: Day) -> Result<(), Error> {
    let same = mail_addresses::member.eq(Raw(member)).and(mail_addresses::sealed.eq(sealed));
    diesel::update(mail_addresses::table.filter(same))
        .set(mail_addresses::refused.eq(Some(Date::from(day))))
        .execute(tx.connection())?;
    Ok(())
}

/// The last day of which the duties were looked through.
pub(super) fn find_reminded(connection: &mut Connection) -> Result<Option<Day>, Error> {
    let day: Option<Date> =
        reminded_days::table.select(diesel::dsl::max(reminded_days::day)).first(connection)?;
    Ok(day.map(Day::from))
}

/// Puts a day in the place of the one before.
pub(super) fn replace_reminded(tx: &mut Tx<'_>, day: Day) -> Result<(), Error> {
    diesel::delete(reminded_days::table).execute(tx.connection())?;
    diesel::insert_into(reminded_days::table)
        .values(reminded_days::day.eq(Date::from(day)))
        .execute(tx.connection())?;
    Ok(())
}
