//! The SQL of wrong tries.

use diesel::prelude::*;

use super::Attempts;
use crate::members::Subject;
use crate::storage::schema::attempts;
use crate::storage::{Connection, Error, Tx};

/// The tries under a subject.
pub(super) fn find_attempts(
    connection: &mut Connection,
    subject: Subject,
) -> Result<Option<Attempts>, Error> {
    let row: Option<(i64, i64)> = attempts::table
        .find(subject)
        .select((attempts::failures, attempts::not_before))
        .first(connection)
        .optional()?;
    Ok(row.map(|(failures, not_before)| Attempts { failures, not_before }))
}

/// Adds the first tries under a subject.
pub(super) fn insert_attempts(tx: &mut Tx<'_>, subject: Subject, tries: Attempts) -> Result<(), Error> {
    let row = (
        attempts::subject.eq(subject),
        attempts::failures.eq(tries.failures),
        attempts::not_before.eq(tries.not_before),
    );
    diesel::insert_into(attempts::table).values(row).execute(tx.connection())?;
    Ok(())
}

/// Replaces the tries under a subject.
pub(super) fn update_attempts(tx: &mut Tx<'_>, subject: Subject, tries: Attempts) -> Result<(), Error> {
    diesel::update(attempts::table.find(subject))
        .set((attempts::failures.eq(tries.failures), attempts::not_before.eq(tries.not_before)))
        .execute(tx.connection())?;
    Ok(())
}

/// Forgets the tries under a subject.
pub(super) fn delete_attempts(tx: &mut Tx<'_>, subject: Subject) -> Result<(), Error> {
    diesel::delete(attempts::table.find(subject)).execute(tx.connection())?;
    Ok(())
}

/// Forgets tries whose wait ended at `minute` or earlier.
pub(super) fn delete_old_attempts(tx: &mut Tx<'_>, minute: i64) -> Result<(), Error> {
    diesel::delete(attempts::table.filter(attempts::not_before.le(minute))).execute(tx.connection())?;
    Ok(())
}
