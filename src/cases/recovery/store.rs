//! The SQL of cases that are left to recovery.

use std::collections::BTreeSet;

use diesel::prelude::*;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::ChannelId;
use sigill_sealing::kind::Wrap;

use crate::cases::store::{CASE, CaseColumns, CaseRow, still_designated};
use crate::cases::{CaseId, HolderColumn};
use crate::storage::columns::{Raw, Stored};
use crate::storage::schema::{cases, designations, wraps};
use crate::storage::{Connection, Error};

/// The cases of a channel whose newest key is sealed to recovery and to nobody who works in the channel, in the order of
/// their random ids.
pub fn list_left(connection: &mut Connection, channel: ChannelId) -> Result<Vec<CaseRow>, Error> {
    let opened: Vec<CaseId> = cases::table
        .inner_join(wraps::table.on(wraps::case_id.eq(cases::id)))
        .inner_join(designations::table.on(still_designated()))
        .filter(cases::channel.eq(Raw(channel)))
        .filter(wraps::generation.eq(cases::generation))
        .select(cases::id)
        .load(connection)?;
    let opened: BTreeSet<CaseId> = opened.into_iter().collect();
    let rows: Vec<CaseColumns> = cases::table
        .inner_join(wraps::table.on(wraps::case_id.eq(cases::id)))
        .filter(cases::channel.eq(Raw(channel)))
        .filter(wraps::holder.eq(HolderColumn::from(Holder::Recovery)))
        .filter(wraps::generation.eq(cases::generation))
        .order(cases::id)
        .select(CASE)
        .load(connection)?;
    Ok(rows.into_iter().map(CaseRow::from).filter(|case| !opened.contains(&case.id)).collect())
}

/// The case, if it is left to recovery in that channel.
pub fn find_left(
    connection: &mut Connection,
    channel: ChannelId,
    case: CaseId,
) -> Result<Option<CaseRow>, Error> {
    Ok(list_left(connection, channel)?.into_iter().find(|left| left.id == case))
}

/// What recovery holds of a case, oldest generation first.
pub fn find_wraps(connection: &mut Connection, case: CaseId) -> Result<Vec<Vec<u8>>, Error> {
    let sealed: Vec<Stored<Wrap>> = wraps::table
        .filter(wraps::case_id.eq(case).and(wraps::holder.eq(HolderColumn::from(Holder::Recovery))))
        .order(wraps::generation)
        .select(wraps::sealed)
        .load(connection)?;
    Ok(sealed.into_iter().map(Stored::into_bytes).collect())
}
