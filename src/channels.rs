//! A channel as the server knows it: its address, its signed keyrings, the settings they name.

pub mod authorities;
pub mod category;
pub mod clocks;
mod guard;
pub mod invitations;
pub mod keeping;
pub mod publication;
pub mod recovery_key;
pub mod routes;
pub mod settings;
pub mod setup;
pub mod store;
mod wire;

use std::collections::BTreeSet;
use std::sync::Arc;

use sigill_sealing::digest::Digest;
use sigill_sealing::id::{ChannelId, MemberId};

use self::clocks::Clocks;
use self::settings::Acknowledgement;
use crate::app::App;
use crate::members::designations::{self, Designated, Role};
use crate::notifications::addresses;
use crate::server_key::ServerKey;
use crate::storage;
use crate::storage::{Connection, Db};

/// Days for which an epoch is still filed to after the next was issued: a page that stood open meanwhile.
pub const SUPERSEDED_DAYS: i32 = 2;

/// A channel with its newest keyring, as reporters are served it.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The channel's random name, which signatures use.
    pub id: ChannelId,
    /// The word in its address.
    pub address: String,
    /// Whether the intake is open, or being tried out.
    pub published: bool,
    /// The newest epoch.
    pub epoch: u64,
    /// SHA-256 of its note.
    pub keyring: Digest,
    /// Its note, as signed.
    pub note: String,
    /// The settings that it names, as signed.
    pub settings: String,
}

/// The channel of an address, unless there is none.
pub async fn find(db: &Db, address: String) -> Result<Option<Channel>, storage::Error> {
    db.read(move |connection| find_in(connection, &address)).await
}

/// A published channel, as a list names it.
#[derive(Clone, Debug)]
pub struct Published {
    /// The word in its address.
    pub address: String,
    /// SHA-256 of its newest keyring's note, which names everything else.
    pub keyring: Digest,
}

/// Every published channel, by its address.
pub async fn list_published(db: &Db) -> Result<Vec<Published>, storage::Error> {
    db.read(|connection| {
        let mut listed = Vec::new();
        for row in store::list_channels(connection)?.into_iter().filter(|row| row.published) {
            if let Some(keyring) = store::find_newest_digest(connection, row.id)? {
                listed.push(Published { address: row.address, keyring });
            }
        }
        Ok(listed)
    })
    .await
}

fn find_in(connection: &mut Connection, address: &str) -> Result<Option<Channel>, storage::Error> {
    let Some(row) = store::find_channel_by_address(connection, address)? else { return Ok(None) };
    with_newest(connection, row)
}

fn with_newest(
    connection: &mut Connection,
    row: store::ChannelRow,
) -> Result<Option<Channel>, storage::Error> {
    let Some(newest) = store::find_newest_keyring(connection, row.id)? else { return Ok(None) };
    let settings = store::find_settings(connection, row.id, newest.settings)?;
    Ok(settings.map(|settings| Channel {
        id: row.id,
        address: row.address,
        published: row.published,
        epoch: newest.epoch,
        keyring: newest.digest,
        note: newest.note,
        settings,
    }))
}

/// Whether a channel's settings of that digest let the receipt at filing be the acknowledgement.
pub async fn acknowledges_by_receipt(
    db: &Db,
    channel: ChannelId,
    settings: Digest,
) -> Result<bool, storage::Error> {
    let settings = db.read(move |connection| store::find_settings(connection, channel, settings)).await?;
    let clocks = settings.and_then(|settings| Clocks::read(&settings));
    Ok(clocks.is_some_and(|clocks| clocks.acknowledgement == Acknowledgement::Receipt))
}

/// The settings of that digest which an epoch of a channel named, whichever is the newest; nothing if there are none.
pub async fn find_settings(
    db: &Db,
    address: String,
    digest: Digest,
) -> Result<Option<String>, storage::Error> {
    db.read(move |connection| match store::find_channel_by_address(connection, &address)? {
        Some(row) => store::find_settings(connection, row.id, digest),
        None => Ok(None),
    })
    .await
}

/// The same, for a member who is an owner, handler or deputy of the channel; nothing for anybody else.
pub async fn find_settings_for_member(
    db: &Db,
    channel: ChannelId,
    member: MemberId,
    digest: Digest,
) -> Result<Option<String>, storage::Error> {
    db.read(move |connection| match designations::find(connection, channel, member)? {
        Some(Role::Owner | Role::Handler | Role::Deputy) => store::find_settings(connection, channel, digest),
        Some(Role::Auditor) | None => Ok(None),
    })
    .await
}

/// At most `most` notes of a channel from epoch `from` on, oldest first; nothing if there is no such channel.
pub async fn list_notes(
    db: &Db,
    address: String,
    from: u64,
    most: usize,
) -> Result<Option<Vec<String>>, storage::Error> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    db.read(move |connection| {
        let Some(row) = store::find_channel_by_address(connection, &address)? else { return Ok(None) };
        let rows = store::list_keyrings(connection, row.id, from, most)?;
        Ok(Some(rows.into_iter().map(|row| row.note).collect()))
    })
    .await
}

/// A channel as those who work in it are told it.
#[derive(Clone, Debug)]
pub struct OwnChannel {
    /// The channel.
    pub channel: Channel,
    /// Every epoch's note, oldest first.
    pub notes: Vec<String>,
    /// Who is what in it.
    pub members: Vec<Designated>,
    /// Those of them whom mails reach; told to the owner alone, and where mails are sent at all.
    pub mailed: Option<BTreeSet<MemberId>>,
}

/// The channel of an id, for a member who is an owner, handler or deputy of it; nothing for anybody else.
pub async fn find_for_member(
    app: &App,
    channel: ChannelId,
    member: MemberId,
) -> Result<Option<OwnChannel>, storage::Error> {
    let (key, sends_mails) = (Arc::clone(&app.server_key), app.config.mail.is_on());
    let found = app.db.read(move |connection| {
        let is_owner = match designations::find(connection, channel, member)? {
            Some(Role::Owner) => true,
            Some(Role::Handler | Role::Deputy) => false,
            Some(Role::Auditor) | None => return Ok(None),
        };
        let Some(row) = store::find_channel(connection, channel)? else { return Ok(None) };
        let Some(found) = with_newest(connection, row)? else { return Ok(None) };
        let rows = store::list_keyrings(connection, channel, 1, i64::MAX)?;
        let notes = rows.into_iter().map(|row| row.note).collect();
        let members = designations::list_of_channel(connection, channel)?;
        let mailed = if is_owner && sends_mails { Some(reached(connection, &key, &members)?) } else { None };
        Ok(Some(OwnChannel { channel: found, notes, members, mailed }))
    });
    found.await
}

fn reached(
    connection: &mut Connection,
    key: &ServerKey,
    members: &[Designated],
) -> Result<BTreeSet<MemberId>, storage::Error> {
    let mut found = BTreeSet::new();
    for Designated { member, .. } in members {
        if addresses::reach(connection, key, *member)? {
            found.insert(*member);
        }
    }
    Ok(found)
}
