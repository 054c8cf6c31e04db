//! What goes away by itself: files that nobody's envelope named in time, objects of files that are gone, and objects that
//! a crash has left without a row beside those of their file. What the database never knew is never deleted.

use std::collections::BTreeSet;

use sigill_sealing::day::Day;
use sigill_sealing::encoding::hex;
use sigill_sealing::id::FileId;

use super::super::{CaseId, Locator};
use super::chunks;
use super::{DAYS, store, today};
use crate::app::App;
use crate::channels::store::list_channels;
use crate::clock::DEFAULT_ZONE;
use crate::storage::{Connection, Error, Tx};

/// How many rows one transaction takes away.
const AT_ONCE: usize = 200;

/// What was cleared away, and what was not.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Cleared {
    /// Files that waited for too long.
    pub expired: usize,
    /// Files that were gone, of which nothing is left now.
    pub removed: usize,
    /// Objects without a row.
    pub orphans: usize,
    /// Folders with objects of files that this database never knew: they are left as they are.
    pub unknown: usize,
    /// Folders in which something could not be deleted: tried again next time.
    pub failed: usize,
}

/// Takes a case's files away in the caller's transaction, those too that wait for an envelope of a member, or of its reporter
/// where their `locator` is named; the job deletes their objects. How many there were. A case cannot be deleted before.
pub fn delete_files_of_case(tx: &mut Tx<'_>, case: CaseId, locator: Option<Locator>) -> Result<usize, Error> {
    let files = store::list_of_case(tx, case, locator)?;
    for file in &files {
        store::delete_file(tx, *file)?;
    }
    Ok(files.len())
}

/// Whether objects of files that are gone are still to be deleted.
pub fn has_removed(connection: &mut Connection) -> Result<bool, Error> {
    Ok(!store::list_removed(connection)?.is_empty())
}

/// Clears away what is to go; hourly.
pub async fn clear_away(app: &App) -> Result<Cleared, Error> {
    let expired = expire(app).await?;
    let mut cleared = Cleared { expired, ..Cleared::default() };
    delete_removed(app, &mut cleared).await?;
    clear_orphans(app, &mut cleared).await?;
    Ok(cleared)
}

/// Takes files away that waited for too long, some at a time: whatever else is to be written goes between.
async fn expire(app: &App) -> Result<usize, Error> {
    let own = app.clone();
    let due = app
        .db
        .read(move |connection| {
            let mut due = Vec::new();
            for channel in list_channels(connection)? {
                let Some(last) = today(&own, connection, channel.id)?.plus(-DAYS) else { continue };
                due.extend(store::list_waiting_since(connection, channel.id, last)?);
            }
            Ok::<_, Error>(due)
        })
        .await?;
    let mut expired = 0;
    for some in due.chunks(AT_ONCE) {
        let some = some.to_vec();
        let gone = app.db.run_tx("expire_uploads", move |tx| {
            let mut gone = 0;
            for file in &some {
                // An envelope may have named it since.
                let waits = store::find_file(tx, *file)?.is_some_and(|row| row.waits_for().is_some());
                gone += usize::from(waits && store::delete_file(tx, *file)?);
            }
            Ok::<_, Error>(gone)
        });
        expired += gone.await?;
    }
    Ok(expired)
}

/// Deletes the objects of files that are gone, and then the words that they are to be deleted, some at a time. Of most files
/// that were begun and never sent there is no folder.
async fn delete_removed(app: &App, cleared: &mut Cleared) -> Result<(), Error> {
    let removed = app.db.read(store::list_removed).await?;
    // Before the folder is looked at: who begins after this finds no file to add to.
    let held: BTreeSet<FileId> = removed.iter().copied().filter(|file| app.blobs.is_held(*file)).collect();
    let there: BTreeSet<String> = app.blobs.list_files().await?.into_iter().map(|found| found.name).collect();
    let mut gone = Vec::new();
    for file in removed {
        if there.contains(&file.to_string())
            && let Err(error) = app.blobs.delete_file(file).await
        {
            tracing::error!(%error, "the objects of a file that is gone could not be deleted");
            cleared.failed += 1;
        } else if !held.contains(&file) {
            gone.push(file);
        }
    }
    if gone.is_empty() {
        return Ok(());
    }
    app.blobs.level(None, app.clock.today(DEFAULT_ZONE)).await?;
    // Those too that were away before: their going may not be on the disk yet.
    app.blobs.flush().await?;
    for some in gone.chunks(AT_ONCE) {
        let some = some.to_vec();
        cleared.removed += some.len();
        let forget = app.db.run_tx("forget_removed", move |tx| {
            some.iter().try_for_each(|file| store::delete_removed(tx, *file))
        });
        forget.await?;
    }
    Ok(())
}

/// The same at once, for somebody who waits: what fails is left to the job.
pub(super) async fn delete_objects_now(app: &App, file: FileId) {
    if let Err(error) = delete_objects(app, file).await {
        tracing::warn!(%error, "the objects of a file that is gone stay for an hour");
    }
}

/// Deletes the objects of a file that is gone, and then the word that they are to be deleted: that stays while somebody still
/// adds to the file, for an object may be on its way to the disk. Whether nothing is left.
async fn delete_objects(app: &App, file: FileId) -> Result<bool, Error> {
    // First: who begins after this finds no file to add to.
    let is_held = app.blobs.is_held(file);
    app.blobs.delete_file(file).await?;
    app.blobs.level(None, app.clock.today(DEFAULT_ZONE)).await?;
    if !is_held {
        app.db.run_tx("forget_removed", move |tx| store::delete_removed(tx, file)).await?;
    }
    Ok(!is_held)
}

/// Deletes objects that no row of their file names and that are a day old: younger ones may be on their way to their row.
///
/// A folder with objects whose file the database does not know is not touched. No crash leaves one, for a file's row is there
/// before its folder and `removed_files` names it until the folder is gone: it is the database that is another one, or older
/// than the folder, and then these may be the only copy.
async fn clear_orphans(app: &App, cleared: &mut Cleared) -> Result<(), Error> {
    // The folder before the rows: whatever is found has its row by then.
    let folders = app.blobs.list_files().await?;
    let known: BTreeSet<FileId> = app.db.read(store::list_known).await?.into_iter().collect();
    for folder in folders {
        // What does not belong here is not ours to delete; `sigill doctor` tells of it.
        let Some(file) = FileId::parse(&folder.name).ok().filter(|_| folder.is_folder) else { continue };
        let done = if known.contains(&file) {
            sweep(app, file, cleared).await
        } else {
            look_at_unknown(app, file, folder.day, cleared).await
        };
        if let Err(error) = done {
            tracing::error!(%error, "a folder could not be looked through for objects without a row");
            cleared.failed += 1;
        }
    }
    Ok(())
}

/// Deletes a known file's objects that have no row.
async fn sweep(app: &App, file: FileId, cleared: &mut Cleared) -> Result<(), Error> {
    let today = app.clock.today(DEFAULT_ZONE);
    let objects = app.blobs.list_objects(file).await?;
    let old: Vec<_> =
        objects.into_iter().filter(|object| object.day.plus(1).is_some_and(|next| next < today)).collect();
    if old.is_empty() {
        return Ok(());
    }
    let chunks = app.db.read(move |connection| chunks::store::list_chunks(connection, file, 0)).await?;
    let named: BTreeSet<String> = chunks.iter().map(|chunk| hex(chunk.object.as_bytes())).collect();
    for object in old.into_iter().filter(|object| !named.contains(&object.name)) {
        app.blobs.delete_found(file, object.name).await?;
        app.blobs.level(Some(file), today).await?;
        cleared.orphans += 1;
    }
    Ok(())
}

/// Counts an unknown folder, or removes it if it is empty.
async fn look_at_unknown(app: &App, file: FileId, day: Day, cleared: &mut Cleared) -> Result<(), Error> {
    if !app.blobs.list_objects(file).await?.is_empty() {
        cleared.unknown += 1;
        return Ok(());
    }
    let today = app.clock.today(DEFAULT_ZONE);
    if day.plus(1).is_some_and(|next| next < today) {
        app.blobs.remove_if_empty(file).await?;
        app.blobs.level(None, today).await?;
    }
    Ok(())
}
