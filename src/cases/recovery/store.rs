//! The SQL of cases that are left to recovery.

use std::collections::BTreeSet;

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::ChannelId;
use sigill_sealing::kind::Wrap;

use crate::cases::store::{CASE, CaseColumns, CaseRow, column};
use crate::cases::{CaseId, HolderColumn};
use crate::storage::columns::{Date, Raw, Stored};
use crate::storage::schema::{cases, designations, wraps};
use crate::storage::{Connection, Error};

/// Which cases are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    /// Of which channel.
    pub(super) channel: ChannelId,
    /// One, or all.
    pub(super) case: Option<CaseId>,
    /// By which day at the latest its last holders had left the channel.
    pub(super) gone_by: Day,
}

/// The cases whose newest key is sealed to recovery and to nobody who works in the channel, or did until lately, in the
/// order of their random ids.
pub(super) fn list_left(connection: &mut Connection, left: &Left) -> Result<Vec<CaseRow>, Error> {
    let Left { channel, case, gone_by } = *left;
    let same_member = designations::member.eq(wraps::holder).and(designations::channel.eq(cases::channel));
    let lately = designations::until.is_null().or(designations::until.gt(Date::from(gone_by)));
    let mut opened = cases::table
        .inner_join(wraps::table.on(wraps::case_id.eq(cases::id)))
        .inner_join(designations::table.on(same_member))
        .filter(cases::channel.eq(Raw(channel)))
        .filter(wraps::generation.eq(cases::generation))
        .filter(lately)
        .select(cases::id)
        .into_boxed();
    let mut rows = cases::table
        .inner_join(wraps::table.on(wraps::case_id.eq(cases::id)))
        .filter(cases::channel.eq(Raw(channel)))
        .filter(wraps::holder.eq(HolderColumn::from(Holder::Recovery)))
        .filter(wraps::generation.eq(cases::generation))
        .order(cases::id)
        .select(CASE)
        .into_boxed();
    if let Some(case) = case {
        opened = opened.filter(cases::id.eq(case));
        rows = rows.filter(cases::id.eq(case));
    }
    let opened: BTreeSet<CaseId> = opened.load(connection)?.into_iter().collect();
    let rows: Vec<CaseColumns> = rows.load(connection)?;
    Ok(rows.into_iter().map(CaseRow::from).filter(|case| !opened.contains(&case.id)).collect())
}

/// Whether the case is of that channel.
pub fn is_of_channel(connection: &mut Connection, channel: ChannelId, case: CaseId) -> Result<bool, Error> {
    let found: Option<Raw<ChannelId>> =
        cases::table.find(case).select(cases::channel).first(connection).optional()?;
    Ok(found.is_some_and(|found| ChannelId::from(found) == channel))
}

/// Recovery's wrap of that generation of a case.
pub fn find_wrap(
    connection: &mut Connection,
    case: CaseId,
    generation: u64,
) -> Result<Option<Vec<u8>>, Error> {
    let sealed: Option<Stored<Wrap>> = wraps::table
        .find((case, HolderColumn::from(Holder::Recovery), column(generation)))
        .select(wraps::sealed)
        .first(connection)
        .optional()?;
    Ok(sealed.map(Stored::into_bytes))
}
