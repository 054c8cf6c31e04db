//! The SQL of the log's entries.

use diesel::prelude::*;

use super::Entry;
use crate::storage::columns::{Date, Raw};
use crate::storage::schema::audit_entries;
use crate::storage::{Error, Tx};

/// Adds an entry under its random id.
pub(super) fn insert_entry(tx: &mut Tx<'_>, id: &[u8; 16], entry: &Entry, body: &[u8]) -> Result<(), Error> {
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::id.eq(id.as_slice()),
            audit_entries::day.eq(Date::from(entry.day)),
            audit_entries::channel.eq(entry.channel.map(Raw)),
            audit_entries::body.eq(body),
        ))
        .execute(tx.connection())?;
    Ok(())
}
