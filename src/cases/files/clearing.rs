//! What goes away by itself: files that nobody's envelope named in time, objects of files that are gone, and objects that
//! a crash has left without a row.

use std::collections::BTreeSet;

use sigill_sealing::encoding::hex;
use sigill_sealing::id::FileId;

use super::super::CaseId;
use super::{DAYS, store, today};
use crate::app::App;
use crate::channels::store::list_channels;
use crate::clock::DEFAULT_ZONE;
use crate::storage::{Error, Tx};

/// What was cleared away.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Cleared {
    /// Files that waited for too long.
    pub expired: usize,
    /// Files that were gone, whose objects are deleted now.
    pub removed: usize,
    /// Objects without a row.
    pub orphans: usize,
}

/// Takes a case's files away in the caller's transaction, those too that wait for a member's envelope; the job deletes their
/// objects. How many there were. A case cannot be deleted before.
pub fn delete_files_of_case(tx: &mut Tx<'_>, case: CaseId) -> Result<usize, Error> {
    let files = store::list_of_case(tx, case)?;
    for file in &files {
        store::delete_file(tx, *file)?;
    }
    Ok(files.len())
}

/// Clears away what is to go; hourly.
pub async fn clear_away(app: &App) -> Result<Cleared, Error> {
    let own = app.clone();
    let expired = app
        .db
        .run_tx("expire_uploads", move |tx| {
            let mut expired = 0;
            for channel in list_channels(tx)? {
                let Some(last) = today(&own, tx, channel.id)?.plus(-DAYS) else { continue };
                for file in store::list_waiting_since(tx, channel.id, last)? {
                    store::delete_file(tx, file)?;
                    expired += 1;
                }
            }
            Ok::<_, Error>(expired)
        })
        .await?;
    let removed = app.db.read(store::list_removed).await?;
    for file in &removed {
        delete_objects(app, *file).await?;
    }
    Ok(Cleared { expired, removed: removed.len(), orphans: clear_orphans(app).await? })
}

/// The same at once, for somebody who waits: what fails is left to the job.
pub(super) async fn delete_objects_now(app: &App, file: FileId) {
    if let Err(error) = delete_objects(app, file).await {
        tracing::warn!(%error, "the objects of a file that is gone stay for an hour");
    }
}

/// Deletes the objects of a file that is gone, and then the word that they are to be deleted.
async fn delete_objects(app: &App, file: FileId) -> Result<(), Error> {
    app.blobs.delete_file(file).await?;
    app.blobs.level(None, app.clock.today(DEFAULT_ZONE)).await?;
    app.db.run_tx("forget_removed", move |tx| store::delete_removed(tx, file)).await
}

/// Deletes objects that no row names and that are a day old: younger ones may be on their way to their row.
async fn clear_orphans(app: &App) -> Result<usize, Error> {
    let today = app.clock.today(DEFAULT_ZONE);
    let Some(yesterday) = today.plus(-1) else { return Ok(0) };
    let known: BTreeSet<FileId> = app.db.read(store::list_all).await?.into_iter().collect();
    let mut orphans = 0;
    for folder in app.blobs.list_files().await? {
        // What does not belong here is not ours to delete; `sigill doctor` tells of it.
        let Some(file) = FileId::parse(&folder.name).ok().filter(|_| folder.is_folder) else { continue };
        if !known.contains(&file) && folder.day < yesterday {
            orphans += app.blobs.list_objects(file).await?.len();
            app.blobs.delete_file(file).await?;
            app.blobs.level(None, today).await?;
            continue;
        }
        let objects = app.blobs.list_objects(file).await?;
        let old: Vec<_> = objects.into_iter().filter(|object| object.day < yesterday).collect();
        if old.is_empty() {
            continue;
        }
        let chunks = app.db.read(move |connection| store::list_chunks(connection, file, 0)).await?;
        let named: BTreeSet<String> = chunks.iter().map(|chunk| hex(chunk.object.as_bytes())).collect();
        for object in old.into_iter().filter(|object| !named.contains(&object.name)) {
            app.blobs.delete_found(file, object.name).await?;
            app.blobs.level(Some(file), today).await?;
            orphans += 1;
        }
    }
    Ok(orphans)
}
