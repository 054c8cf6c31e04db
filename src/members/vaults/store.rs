//! The SQL of vaults that others have replaced.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::id::MemberId;
use sigill_sealing::kind::Vault;

use super::Past;
use crate::members::store::VaultRow;
use crate::storage::columns::{Date, Raw, Stored};
use crate::storage::schema::{past_vaults, vaults};
use crate::storage::{Connection, Error, Tx};

/// Keeps a copy of the vault that goes by `counter`, if that one is there, as one that is replaced on that day.
pub(super) fn keep_vault(
    tx: &mut Tx<'_>,
    member: MemberId,
    counter: i64,
    replaced: Day,
) -> Result<(), Error> {
    let there = vaults::member.eq(Raw(member)).and(vaults::counter.eq(counter));
    let day = Date::from(replaced).into_sql::<diesel::sql_types::Date>();
    diesel::insert_into(past_vaults::table)
        .values(vaults::table.filter(there).select((vaults::member, vaults::counter, day, vaults::sealed)))
        .into_columns((past_vaults::member, past_vaults::counter, past_vaults::replaced, past_vaults::sealed))
        .execute(tx.connection())?;
    Ok(())
}

/// A member's earlier vaults, the newest first.
pub(super) fn list_past_vaults(connection: &mut Connection, member: MemberId) -> Result<Vec<Past>, Error> {
    let rows: Vec<(i64, Date)> = past_vaults::table
        .filter(past_vaults::member.eq(Raw(member)))
        .order(past_vaults::counter.desc())
        .select((past_vaults::counter, past_vaults::replaced))
        .load(connection)?;
    Ok(rows.into_iter().map(|(counter, replaced)| Past { counter, replaced: replaced.into() }).collect())
}

/// How many members have earlier vaults, and the day on which the oldest of them was replaced.
pub(super) fn count_past_vaults(connection: &mut Connection) -> Result<(usize, Option<Day>), Error> {
    let members: Vec<Raw<MemberId>> =
        past_vaults::table.select(past_vaults::member).distinct().load(connection)?;
    let oldest: Option<Date> =
        past_vaults::table.select(diesel::dsl::min(past_vaults::replaced)).first(connection)?;
    Ok((members.len(), oldest.map(Day::from)))
}

/// One of a member's earlier vaults.
pub(super) fn find_past_vault(
    connection: &mut Connection,
    member: MemberId,
    counter: i64,
) -> Result<Option<VaultRow>, Error> {
    let sealed: Option<Stored<Vault>> = past_vaults::table
        .find((Raw(member), counter))
        .select(past_vaults::sealed)
        .first(connection)
        .optional()?;
    Ok(sealed.map(|sealed| VaultRow { counter, sealed }))
}

/// Forgets one of a member's earlier vaults.
pub(super) fn delete_past_vault(tx: &mut Tx<'_>, member: MemberId, counter: i64) -> Result<(), Error> {
    diesel::delete(past_vaults::table.find((Raw(member), counter))).execute(tx.connection())?;
    Ok(())
}

/// Forgets every earlier vault of a member.
pub(super) fn delete_past_vaults(tx: &mut Tx<'_>, member: MemberId) -> Result<(), Error> {
    diesel::delete(past_vaults::table.filter(past_vaults::member.eq(Raw(member))))
        .execute(tx.connection())?;
    Ok(())
}
