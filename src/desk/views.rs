//! What a member keeps for themselves: named filters of the inbox and templates of letters, in one sealed row that only they open.

use sigill_sealing::id::MemberId;
use sigill_sealing::index::SealedEntry;
use thiserror::Error;

use super::store;
use crate::app::App;
use crate::storage::Error;

pub(super) mod routes;
mod wire;

/// What `member` has saved.
async fn find(app: &App, member: MemberId) -> Result<Option<SealedEntry>, Error> {
    app.db.read(move |connection| store::find_views(connection, member)).await
}

/// Why views were not written.
#[derive(Debug, Error)]
enum KeepError {
    /// Others were written meanwhile, in another tab or on another computer: they are read first.
    #[error("the member has saved other views")]
    Conflict,
    /// The database.
    #[error("the views could not be stored")]
    Storage(#[from] Error),
}

/// Writes the views of `member` over those that have the salt `replaces`, or where there are none. What stands there already
/// is taken as the first time.
async fn keep(
    app: &App,
    member: MemberId,
    views: SealedEntry,
    replaces: Option<[u8; 32]>,
) -> Result<(), KeepError> {
    app.db
        .run_tx("write_views", move |tx| {
            let stored = store::find_views(tx, member)?;
            if stored.as_ref() == Some(&views) {
                return Ok(());
            }
            if stored.as_ref().map(|stored| *stored.salt()) != replaces {
                return Err(KeepError::Conflict);
            }
            Ok(store::replace_views(tx, member, &views)?)
        })
        .await
}
