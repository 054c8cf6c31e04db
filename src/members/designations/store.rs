//! The SQL of designations. One that has a last day is over.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::id::{ChannelId, MemberId};

use super::{Designated, Designation, Role};
use crate::storage::columns::{Date, Raw};
use crate::storage::schema::{designations, members};
use crate::storage::{Connection, Error, Tx};

/// What a member is in a channel, unless they are nothing in it (any more).
pub fn find(
    connection: &mut Connection,
    channel: ChannelId,
    member: MemberId,
) -> Result<Option<Role>, Error> {
    Ok(designations::table
        .find((Raw(channel), Raw(member)))
        .filter(designations::until.is_null())
        .select(designations::role)
        .first(connection)
        .optional()?)
}

/// Whether a member is or was something in a channel.
pub fn was_ever(connection: &mut Connection, channel: ChannelId, member: MemberId) -> Result<bool, Error> {
    let row = designations::table.find((Raw(channel), Raw(member))).select(designations::member);
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(connection)?)
}

/// What a member is, by the channels' random ids.
pub fn list_of_member(connection: &mut Connection, member: MemberId) -> Result<Vec<Designation>, Error> {
    let rows: Vec<(Raw<ChannelId>, Role, Date)> = designations::table
        .filter(designations::member.eq(Raw(member)).and(designations::until.is_null()))
        .order(designations::channel)
        .select((designations::channel, designations::role, designations::since))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(channel, role, since)| Designation { channel: channel.into(), role, since: since.into() })
        .collect())
}

/// Who is something in a channel, by their random ids.
pub fn list_of_channel(connection: &mut Connection, channel: ChannelId) -> Result<Vec<Designated>, Error> {
    let rows: Vec<(Raw<MemberId>, String, Role, Date)> = designations::table
        .inner_join(members::table.on(members::id.eq(designations::member)))
        .filter(designations::channel.eq(Raw(channel)).and(designations::until.is_null()))
        .order(members::id)
        .select((members::id, members::name, designations::role, designations::since))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(member, name, role, since)| Designated {
            member: member.into(),
            name,
            role,
            since: since.into(),
        })
        .collect())
}

/// Makes a member something in a channel from `since` on; who is that already stays it since the day it was.
pub fn put(
    tx: &mut Tx<'_>,
    channel: ChannelId,
    member: MemberId,
    role: Role,
    since: Day,
) -> Result<(), Error> {
    if find(tx, channel, member)? == Some(role) {
        return Ok(());
    }
    let changed = diesel::update(designations::table.find((Raw(channel), Raw(member))))
        .set((
            designations::role.eq(role),
            designations::since.eq(Date::from(since)),
            designations::until.eq(None::<Date>),
        ))
        .execute(tx.connection())?;
    if changed == 0 {
        diesel::insert_into(designations::table)
            .values((
                designations::channel.eq(Raw(channel)),
                designations::member.eq(Raw(member)),
                designations::role.eq(role),
                designations::since.eq(Date::from(since)),
            ))
            .execute(tx.connection())?;
    }
    Ok(())
}

/// Ends what a member is in a channel; `until` was the last day.
pub fn end(tx: &mut Tx<'_>, channel: ChannelId, member: MemberId, until: Day) -> Result<(), Error> {
    diesel::update(designations::table.find((Raw(channel), Raw(member))))
        .set(designations::until.eq(Some(Date::from(until))))
        .execute(tx.connection())?;
    Ok(())
}
