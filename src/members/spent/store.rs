//! The SQL of spent nonces.

use diesel::prelude::*;

use crate::members::SpentHash;
use crate::storage::schema::spent_nonces;
use crate::storage::{Connection, Error, Tx};

/// Whether a nonce was spent.
pub(super) fn is_spent(connection: &mut Connection, hash: SpentHash) -> Result<bool, Error> {
    let row = spent_nonces::table.find(hash).select(spent_nonces::hash);
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(connection)?)
}

/// Remembers a nonce as spent.
pub(super) fn insert_spent(tx: &mut Tx<'_>, hash: SpentHash, expires: i64) -> Result<(), Error> {
    diesel::insert_into(spent_nonces::table)
        .values((spent_nonces::hash.eq(hash), spent_nonces::expires_minute.eq(expires)))
        .execute(tx.connection())?;
    Ok(())
}

/// Forgets nonces that are too old by `minute`.
pub(super) fn delete_expired(tx: &mut Tx<'_>, minute: i64) -> Result<(), Error> {
    let expired = spent_nonces::expires_minute.le(minute);
    diesel::delete(spent_nonces::table.filter(expired)).execute(tx.connection())?;
    Ok(())
}
