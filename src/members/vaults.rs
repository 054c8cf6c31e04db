//! Members' vaults: sealed in their browsers, handed out whole, replaced whole.

use sigill_sealing::gate::Sealed;
use sigill_sealing::id::MemberId;
use sigill_sealing::kind;
use thiserror::Error;

use super::store;
use crate::app::App;
use crate::storage::{self, Connection};

/// A vault as it is served.
#[derive(Debug)]
pub struct Vault {
    /// Counts the writings from 1; a writing names the counter that it replaces.
    pub counter: u64,
    /// Its bytes.
    pub sealed: Vec<u8>,
}

/// Why a vault was not replaced.
#[derive(Debug, Error)]
pub enum ReplaceError {
    /// Another was put there meanwhile: read it first.
    #[error("the vault has another counter")]
    Conflict,
    /// The database.
    #[error("the vault could not be stored")]
    Storage(#[from] storage::Error),
}

/// A counter as a column; beyond 2^63 there is none.
pub(super) fn column(counter: u64) -> i64 {
    i64::try_from(counter).unwrap_or(i64::MAX)
}

/// The vault of a member.
pub(super) fn find_in(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Option<Vault>, storage::Error> {
    let row = store::find_vault(connection, member)?;
    Ok(row.map(|row| Vault {
        // The column is checked to be 0 or more.
        counter: u64::try_from(row.counter).unwrap_or_default(),
        sealed: row.sealed.into_bytes(),
    }))
}

/// The vault of a member.
pub async fn find(app: &App, member: MemberId) -> Result<Option<Vault>, storage::Error> {
    app.db.read(move |connection| find_in(connection, member)).await
}

/// Puts a vault in the place of the one that goes by `counter`; the new counter.
pub async fn replace(
    app: &App,
    member: MemberId,
    counter: u64,
    vault: Sealed<kind::Vault>,
) -> Result<u64, ReplaceError> {
    app.db
        .run_tx("replace_vault", move |tx| {
            let next = counter.saturating_add(1);
            if store::replace_vault(tx, member, column(counter), &vault)? {
                return Ok(next);
            }
            // The very bytes that are there already: a retry after a lost answer.
            match find_in(tx, member)? {
                Some(stored) if stored.counter == next && stored.sealed == vault.as_bytes() => Ok(next),
                Some(_) | None => Err(ReplaceError::Conflict),
            }
        })
        .await
}
