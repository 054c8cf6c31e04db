//! The SQL of sessions.

use diesel::prelude::*;
use sigill_sealing::id::MemberId;

use super::Session;
use crate::members::{SessionHash, SessionId};
use crate::storage::columns::Raw;
use crate::storage::schema::sessions;
use crate::storage::{Connection, Error, Tx};

type Columns = (SessionId, Raw<MemberId>, i64, i64);

const SESSION: (sessions::id, sessions::member, sessions::begun_minute, sessions::used_minute) =
    (sessions::id, sessions::member, sessions::begun_minute, sessions::used_minute);

impl From<Columns> for Session {
    fn from((id, member, begun, used): Columns) -> Self {
        Self { id, member: member.into(), begun, used }
    }
}

/// Adds a session.
pub(super) fn insert_session(tx: &mut Tx<'_>, hash: SessionHash, session: &Session) -> Result<(), Error> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::hash.eq(hash),
            sessions::id.eq(session.id),
            sessions::member.eq(Raw(session.member)),
            sessions::begun_minute.eq(session.begun),
            sessions::used_minute.eq(session.used),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// The session of a token's hash, good or not.
pub(super) fn find_session(connection: &mut Connection, hash: SessionHash) -> Result<Option<Session>, Error> {
    let row: Option<Columns> = sessions::table.find(hash).select(SESSION).first(connection).optional()?;
    Ok(row.map(Session::from))
}

/// The sessions of a member, good or not, by their random ids.
pub(super) fn list_sessions(connection: &mut Connection, member: MemberId) -> Result<Vec<Session>, Error> {
    let rows: Vec<Columns> = sessions::table
        .filter(sessions::member.eq(Raw(member)))
        .order(sessions::id)
        .select(SESSION)
        .load(connection)?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// Writes down that a session was used.
pub(super) fn update_session_use(tx: &mut Tx<'_>, hash: SessionHash, minute: i64) -> Result<(), Error> {
    diesel::update(sessions::table.find(hash))
        .set(sessions::used_minute.eq(minute))
        .execute(tx.connection())?;
    Ok(())
}

/// Ends one session of a member; whether there was one.
pub(super) fn delete_session(tx: &mut Tx<'_>, member: MemberId, id: SessionId) -> Result<bool, Error> {
    let own = sessions::member.eq(Raw(member)).and(sessions::id.eq(id));
    Ok(diesel::delete(sessions::table.filter(own)).execute(tx.connection())? > 0)
}

/// Ends every session of a member but one.
pub(super) fn delete_other_sessions(tx: &mut Tx<'_>, member: MemberId, kept: SessionId) -> Result<(), Error> {
    let others = sessions::member.eq(Raw(member)).and(sessions::id.ne(kept));
    diesel::delete(sessions::table.filter(others)).execute(tx.connection())?;
    Ok(())
}

/// Clears away sessions last used at `unused` or earlier, or begun at `begun` or earlier.
pub(super) fn delete_ended_sessions(tx: &mut Tx<'_>, unused: i64, begun: i64) -> Result<(), Error> {
    let ended = sessions::used_minute.le(unused).or(sessions::begun_minute.le(begun));
    diesel::delete(sessions::table.filter(ended)).execute(tx.connection())?;
    Ok(())
}
