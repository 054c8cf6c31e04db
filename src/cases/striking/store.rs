//! The SQL of striking.

use diesel::prelude::*;
use sigill_sealing::digest::Digest;

use super::super::{CaseId, Thread};
use crate::storage::columns::Raw;
use crate::storage::schema::{envelopes, retries};
use crate::storage::{Connection, Error, Tx};

/// The bytes of what was struck.
const NOTHING: &[u8] = &[];

/// What stands at a number, as far as striking goes.
pub(super) struct LetterRow {
    /// SHA-256 of its bytes.
    pub(super) digest: Digest,
    /// Whether it may not be struck.
    pub(super) stays: bool,
    /// Whether it was.
    pub(super) is_struck: bool,
}

/// A number as a column; beyond 2^63 there is none.
fn column(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// What stands at that number.
pub(super) fn find_letter(
    connection: &mut Connection,
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<Option<LetterRow>, Error> {
    let row: Option<(Raw<Digest>, bool, bool)> = envelopes::table
        .find((case, thread, column(n)))
        .select((envelopes::digest, envelopes::stays, envelopes::sealed.eq(NOTHING)))
        .first(connection)
        .optional()?;
    Ok(row.map(|(digest, stays, is_struck)| LetterRow { digest: digest.into(), stays, is_struck }))
}

/// Takes an envelope's bytes away; its number, digest and day stay.
pub(super) fn update_struck(tx: &mut Tx<'_>, case: CaseId, thread: Thread, n: u64) -> Result<(), Error> {
    diesel::update(envelopes::table.find((case, thread, column(n))))
        .set(envelopes::sealed.eq(NOTHING))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores that an envelope may not be struck.
pub(super) fn update_stays(tx: &mut Tx<'_>, case: CaseId, thread: Thread, n: u64) -> Result<(), Error> {
    diesel::update(envelopes::table.find((case, thread, column(n))))
        .set(envelopes::stays.eq(true))
        .execute(tx.connection())?;
    Ok(())
}

/// Forgets of which form a message came: a digest of what it said, though nobody can reckon it who has not the code.
pub(super) fn delete_retry(tx: &mut Tx<'_>, case: CaseId, n: u64) -> Result<(), Error> {
    diesel::delete(retries::table.find((case, column(n)))).execute(tx.connection())?;
    Ok(())
}
