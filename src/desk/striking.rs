//! What of a strike lies with members: their index entries, which may still hold the words.

use super::store;
use crate::app::App;
use crate::cases::striking::wipe_later;
use crate::clock::DEFAULT_ZONE;
use crate::storage::Error;

/// For how many days an index entry is kept that is older than a strike in its case: its member's browser writes it anew at the
/// next unlocking, and a draft may stand in it that is nowhere else.
const DAYS: i32 = 7;

/// Erases the index entries, and their salts, that nobody has written anew for a week since something was struck in their case;
/// hourly, before the room that is free is overwritten. How many there were.
pub async fn forget_outdated(app: &App) -> Result<usize, Error> {
    let today = app.clock.today(DEFAULT_ZONE);
    let Some(last) = today.plus(-DAYS) else { return Ok(0) };
    let is_there = app.db.read(move |connection| store::has_outdated(connection, last));
    if !is_there.await? {
        return Ok(0);
    }
    app.db
        .run_tx("forget_outdated", move |tx| {
            let gone = store::delete_outdated(tx, last)?;
            wipe_later(tx, today)?;
            Ok(gone)
        })
        .await
}
