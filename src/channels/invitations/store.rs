//! The SQL of invitations.

use diesel::prelude::*;
use sigill_sealing::id::{ChannelId, MemberId};

use super::{Invitation, InvitationHash, JoinMessage, JoinTag};
use crate::members::designations::Role;
use crate::storage::columns::{Date, Raw};
use crate::storage::schema::invitations;
use crate::storage::{Connection, Error, Tx};

type Columns = (
    InvitationHash,
    Raw<ChannelId>,
    Role,
    String,
    Date,
    Date,
    Option<Vec<u8>>,
    Option<JoinTag>,
    Option<Vec<u8>>,
    Option<Raw<MemberId>>,
);

impl From<Columns> for Invitation {
    fn from(columns: Columns) -> Self {
        let (access, channel, role, title, invited, expires, bytes, tag, welcome, member) = columns;
        Self {
            access,
            channel: channel.into(),
            role,
            title,
            invited: invited.into(),
            expires: expires.into(),
            join: bytes.zip(tag).map(|(bytes, tag)| JoinMessage { bytes, tag }),
            welcome,
            member: member.map(MemberId::from),
        }
    }
}

/// Adds an invitation that nobody has taken.
pub(super) fn insert_invitation(tx: &mut Tx<'_>, new: &Invitation) -> Result<(), Error> {
    diesel::insert_into(invitations::table)
        .values((
            invitations::access.eq(new.access),
            invitations::channel.eq(Raw(new.channel)),
            invitations::role.eq(new.role),
            invitations::title.eq(&new.title),
            invitations::invited.eq(Date::from(new.invited)),
            invitations::expires.eq(Date::from(new.expires)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// The invitation of an access key.
pub(super) fn find_invitation(
    connection: &mut Connection,
    access: InvitationHash,
) -> Result<Option<Invitation>, Error> {
    let row: Option<Columns> = invitations::table.find(access).first(connection).optional()?;
    Ok(row.map(Invitation::from))
}

/// The invitations of a channel that have no welcome.
pub(super) fn list_open_invitations(
    connection: &mut Connection,
    channel: ChannelId,
) -> Result<Vec<Invitation>, Error> {
    let rows: Vec<Columns> = invitations::table
        .filter(invitations::channel.eq(Raw(channel)).and(invitations::welcome.is_null()))
        .order(invitations::access)
        .load(connection)?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// Keeps what an invitee sent, and who they are.
pub(super) fn keep_join(
    tx: &mut Tx<'_>,
    access: InvitationHash,
    join: &JoinMessage,
    member: MemberId,
) -> Result<(), Error> {
    diesel::update(invitations::table.find(access))
        .set((
            invitations::join_bytes.eq(Some(join.bytes.as_slice())),
            invitations::join_mac.eq(Some(join.tag)),
            invitations::member.eq(Some(Raw(member))),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Removes an invitation.
pub(super) fn delete_invitation(tx: &mut Tx<'_>, access: InvitationHash) -> Result<(), Error> {
    diesel::delete(invitations::table.find(access)).execute(tx.connection())?;
    Ok(())
}

/// Who joined by this invitation of the channel.
pub(in crate::channels) fn find_joined(
    connection: &mut Connection,
    channel: ChannelId,
    access: InvitationHash,
) -> Result<Option<MemberId>, Error> {
    let found = find_invitation(connection, access)?;
    Ok(found.filter(|found| found.channel == channel).and_then(|found| found.member))
}

/// Whether somebody joined by any invitation of the channel.
pub(in crate::channels) fn has_joined(
    connection: &mut Connection,
    channel: ChannelId,
    member: MemberId,
) -> Result<bool, Error> {
    let theirs = invitations::table
        .filter(invitations::channel.eq(Raw(channel)).and(invitations::member.eq(Some(Raw(member)))))
        .select(invitations::access);
    Ok(diesel::select(diesel::dsl::exists(theirs)).get_result(connection)?)
}

/// Whether this is the owner's answer to who joined by this invitation of the channel.
pub(in crate::channels) fn has_welcome(
    connection: &mut Connection,
    channel: ChannelId,
    access: InvitationHash,
    welcome: &[u8],
) -> Result<bool, Error> {
    let found = find_invitation(connection, access)?.filter(|found| found.channel == channel);
    Ok(found.is_some_and(|found| found.welcome.as_deref() == Some(welcome)))
}

/// Keeps the owner's answer for the invitee.
pub(in crate::channels) fn keep_welcome(
    tx: &mut Tx<'_>,
    access: InvitationHash,
    welcome: &[u8],
) -> Result<(), Error> {
    diesel::update(invitations::table.find(access))
        .set(invitations::welcome.eq(Some(welcome)))
        .execute(tx.connection())?;
    Ok(())
}
