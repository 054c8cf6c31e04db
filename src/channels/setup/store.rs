//! The SQL of set-up links.

use diesel::prelude::*;

use super::SetupHash;
use crate::storage::schema::setup_links;
use crate::storage::{Connection, Error, Tx};

/// Makes this the only link.
pub(super) fn replace_links(tx: &mut Tx<'_>, hash: SetupHash, expires: i64) -> Result<(), Error> {
    diesel::delete(setup_links::table).execute(tx.connection())?;
    diesel::insert_into(setup_links::table)
        .values((setup_links::hash.eq(hash), setup_links::expires_minute.eq(expires)))
        .execute(tx.connection())?;
    Ok(())
}

/// Whether a link is there and not too old.
pub(super) fn is_good(connection: &mut Connection, hash: SetupHash, minute: i64) -> Result<bool, Error> {
    let good = setup_links::table
        .filter(setup_links::hash.eq(hash).and(setup_links::expires_minute.gt(minute)))
        .select(setup_links::hash);
    Ok(diesel::select(diesel::dsl::exists(good)).get_result(connection)?)
}

/// Uses a link up and puts its receipt in its place, for as long as it would have been good; whether it was.
pub(super) fn use_link(
    tx: &mut Tx<'_>,
    hash: SetupHash,
    minute: i64,
    receipt: SetupHash,
) -> Result<bool, Error> {
    let good = setup_links::hash.eq(hash).and(setup_links::expires_minute.gt(minute));
    let used = diesel::update(setup_links::table.filter(good)).set(setup_links::hash.eq(receipt));
    Ok(used.execute(tx.connection())? > 0)
}
