//! The SQL of channels, settings and keyrings.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::ChannelId;

use crate::storage::columns::{Date, Raw};
use crate::storage::schema::{channels, keyrings, settings};
use crate::storage::{Connection, Error, Tx};

/// A channel's own row.
#[derive(Clone, Debug)]
pub struct ChannelRow {
    /// Its random name.
    pub id: ChannelId,
    /// The word in its address.
    pub address: String,
    /// Whether the intake is open to everybody.
    pub published: bool,
}

/// One epoch, as stored.
#[derive(Clone, Debug)]
pub struct KeyringRow {
    /// Its number, from 1.
    pub epoch: u64,
    /// SHA-256 of the note.
    pub digest: Digest,
    /// SHA-256 of the settings it names.
    pub settings: Digest,
    /// The first day it is good for.
    pub issued: Day,
    /// The last day it is good for without a warning.
    pub expires: Day,
    /// The note, as signed.
    pub note: String,
}

type KeyringColumns = (i64, Raw<Digest>, Raw<Digest>, Date, Date, String);

const KEYRING: (
    keyrings::epoch,
    keyrings::digest,
    keyrings::settings,
    keyrings::issued,
    keyrings::expires,
    keyrings::note,
) = (
    keyrings::epoch,
    keyrings::digest,
    keyrings::settings,
    keyrings::issued,
    keyrings::expires,
    keyrings::note,
);

impl From<KeyringColumns> for KeyringRow {
    fn from((epoch, digest, settings, issued, expires, note): KeyringColumns) -> Self {
        Self {
            // The column is checked to be 1 or more.
            epoch: u64::try_from(epoch).unwrap_or_default(),
            digest: digest.into(),
            settings: settings.into(),
            issued: issued.into(),
            expires: expires.into(),
            note,
        }
    }
}

/// An epoch as a column; beyond 2^63 there is none.
fn column(epoch: u64) -> i64 {
    i64::try_from(epoch).unwrap_or(i64::MAX)
}

/// Adds a channel.
pub fn insert_channel(tx: &mut Tx<'_>, channel: &ChannelRow) -> Result<(), Error> {
    diesel::insert_into(channels::table)
        .values((
            channels::id.eq(Raw(channel.id)),
            channels::address.eq(&channel.address),
            channels::published.eq(channel.published),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Opens a channel's intake to everybody, or goes back to trying it out.
pub fn update_published(tx: &mut Tx<'_>, channel: ChannelId, published: bool) -> Result<(), Error> {
    diesel::update(channels::table.find(Raw(channel)))
        .set(channels::published.eq(published))
        .execute(tx.connection())?;
    Ok(())
}

/// Adds settings, unless these very ones are there.
pub fn insert_settings(tx: &mut Tx<'_>, channel: ChannelId, digest: Digest, body: &str) -> Result<(), Error> {
    if find_settings(tx, channel, digest)?.is_none() {
        diesel::insert_into(settings::table)
            .values((
                settings::channel.eq(Raw(channel)),
                settings::digest.eq(Raw(digest)),
                settings::body.eq(body),
            ))
            .execute(tx.connection())?;
    }
    Ok(())
}

/// Adds an epoch, whose settings must be there. [`Error::Taken`] if the epoch is.
pub fn insert_keyring(tx: &mut Tx<'_>, channel: ChannelId, row: &KeyringRow) -> Result<(), Error> {
    diesel::insert_into(keyrings::table)
        .values((
            keyrings::channel.eq(Raw(channel)),
            keyrings::epoch.eq(column(row.epoch)),
            keyrings::digest.eq(Raw(row.digest)),
            keyrings::settings.eq(Raw(row.settings)),
            keyrings::issued.eq(Date::from(row.issued)),
            keyrings::expires.eq(Date::from(row.expires)),
            keyrings::note.eq(&row.note),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Whether there is any channel at all.
pub fn has_channels(connection: &mut Connection) -> Result<bool, Error> {
    Ok(diesel::select(diesel::dsl::exists(channels::table.select(channels::id))).get_result(connection)?)
}

/// All channels, by their address.
pub fn list_channels(connection: &mut Connection) -> Result<Vec<ChannelRow>, Error> {
    let rows: Vec<(Raw<ChannelId>, String, bool)> = channels::table
        .select((channels::id, channels::address, channels::published))
        .order(channels::address)
        .load(connection)?;
    Ok(rows
        .into_iter()
        .map(|(id, address, published)| ChannelRow { id: id.into(), address, published })
        .collect())
}

/// The channel of an address.
pub fn find_channel_by_address(
    connection: &mut Connection,
    address: &str,
) -> Result<Option<ChannelRow>, Error> {
    let row: Option<(Raw<ChannelId>, String, bool)> = channels::table
        .filter(channels::address.eq(address))
        .select((channels::id, channels::address, channels::published))
        .first(connection)
        .optional()?;
    Ok(row.map(|(id, address, published)| ChannelRow { id: id.into(), address, published }))
}

/// A channel by its id.
pub fn find_channel(connection: &mut Connection, id: ChannelId) -> Result<Option<ChannelRow>, Error> {
    let row: Option<(String, bool)> = channels::table
        .find(Raw(id))
        .select((channels::address, channels::published))
        .first(connection)
        .optional()?;
    Ok(row.map(|(address, published)| ChannelRow { id, address, published }))
}

/// The word in a channel's address.
pub fn find_address(connection: &mut Connection, id: ChannelId) -> Result<Option<String>, Error> {
    Ok(channels::table.find(Raw(id)).select(channels::address).first(connection).optional()?)
}

/// The text of settings, as signed.
pub fn find_settings(
    connection: &mut Connection,
    channel: ChannelId,
    digest: Digest,
) -> Result<Option<String>, Error> {
    Ok(settings::table
        .find((Raw(channel), Raw(digest)))
        .select(settings::body)
        .first(connection)
        .optional()?)
}

/// The text of the settings that the newest epoch of a channel names, as signed.
pub fn find_newest_settings(
    connection: &mut Connection,
    channel: ChannelId,
) -> Result<Option<String>, Error> {
    let digest: Option<Raw<Digest>> = keyrings::table
        .filter(keyrings::channel.eq(Raw(channel)))
        .order(keyrings::epoch.desc())
        .select(keyrings::settings)
        .first(connection)
        .optional()?;
    digest.map_or(Ok(None), |digest| find_settings(connection, channel, digest.into()))
}

/// Which settings each epoch of a channel names, by their digest, and the first day it is good for; oldest first.
pub fn list_settings(connection: &mut Connection, channel: ChannelId) -> Result<Vec<(Day, Digest)>, Error> {
    let rows: Vec<(Date, Raw<Digest>)> = keyrings::table
        .filter(keyrings::channel.eq(Raw(channel)))
        .order(keyrings::epoch)
        .select((keyrings::issued, keyrings::settings))
        .load(connection)?;
    Ok(rows.into_iter().map(|(issued, settings)| (issued.into(), settings.into())).collect())
}

/// SHA-256 of the note of a channel's newest epoch.
pub fn find_newest_digest(connection: &mut Connection, channel: ChannelId) -> Result<Option<Digest>, Error> {
    let digest: Option<Raw<Digest>> = keyrings::table
        .filter(keyrings::channel.eq(Raw(channel)))
        .order(keyrings::epoch.desc())
        .select(keyrings::digest)
        .first(connection)
        .optional()?;
    Ok(digest.map(Digest::from))
}

/// The newest epoch of a channel.
pub fn find_newest_keyring(
    connection: &mut Connection,
    channel: ChannelId,
) -> Result<Option<KeyringRow>, Error> {
    let row: Option<KeyringColumns> = keyrings::table
        .filter(keyrings::channel.eq(Raw(channel)))
        .order(keyrings::epoch.desc())
        .select(KEYRING)
        .first(connection)
        .optional()?;
    Ok(row.map(KeyringRow::from))
}

/// One epoch of a channel.
pub fn find_keyring(
    connection: &mut Connection,
    channel: ChannelId,
    epoch: u64,
) -> Result<Option<KeyringRow>, Error> {
    let row: Option<KeyringColumns> =
        keyrings::table.find((Raw(channel), column(epoch))).select(KEYRING).first(connection).optional()?;
    Ok(row.map(KeyringRow::from))
}

/// At most `most` epochs from `from` on, oldest first.
pub fn list_keyrings(
    connection: &mut Connection,
    channel: ChannelId,
    from: u64,
    most: i64,
) -> Result<Vec<KeyringRow>, Error> {
    let rows: Vec<KeyringColumns> = keyrings::table
        .filter(keyrings::channel.eq(Raw(channel)).and(keyrings::epoch.ge(column(from))))
        .order(keyrings::epoch)
        .limit(most)
        .select(KEYRING)
        .load(connection)?;
    Ok(rows.into_iter().map(KeyringRow::from).collect())
}
