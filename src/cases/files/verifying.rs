//! The folder of objects held to the rows that name them, for `sigill doctor`. Nothing is changed.

use std::collections::{BTreeMap, BTreeSet};

use sigill_sealing::day::Day;
use sigill_sealing::encoding::hex;
use sigill_sealing::id::FileId;

use super::chunks;
use super::store;
use crate::storage::blobs::{Blobs, Found};
use crate::storage::{Db, Error};

/// What was found.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Verified {
    /// Files in the database.
    pub files: usize,
    /// Chunks of them.
    pub chunks: usize,
    /// Chunks whose object is not there.
    pub missing: usize,
    /// Chunks whose object has another length.
    pub damaged: usize,
    /// Objects that no row of their file names and that are a day old, and old folders of files that are gone.
    pub orphans: usize,
    /// Younger ones: they may be on their way to their row.
    pub young: usize,
    /// Folders with objects of files that the database never knew.
    pub unknown: usize,
    /// What lies in the folder and is no file's.
    pub strangers: usize,
}

/// Whether the database knows of any file.
pub async fn has_any(db: &Db) -> Result<bool, Error> {
    db.read(|connection| Ok(!store::list_all(connection)?.is_empty())).await
}

/// Looks at every chunk's object and at everything in the folder.
pub async fn verify(db: &Db, blobs: &Blobs, today: Day) -> Result<Verified, Error> {
    let mut seen = Verified::default();
    let is_old = |found: &Found| today.plus(-1).is_some_and(|yesterday| found.day < yesterday);
    // The folder before the rows: a file's row is there before its folder.
    let folders = blobs.list_files().await?;
    let files = db.read(store::list_all).await?;
    let removed: BTreeSet<FileId> = db.read(store::list_removed).await?.into_iter().collect();
    seen.files = files.len();
    let mut known: BTreeSet<FileId> = BTreeSet::new();
    for file in files {
        known.insert(file);
        let chunks = db.read(move |connection| chunks::store::list_chunks(connection, file, 0)).await?;
        let found = blobs.list_objects(file).await?.into_iter();
        let mut objects: BTreeMap<String, Found> = found.map(|found| (found.name.clone(), found)).collect();
        seen.chunks += chunks.len();
        for chunk in chunks {
            match objects.remove(&hex(chunk.object.as_bytes())) {
                None => seen.missing += 1,
                Some(found) if found.length != chunk.length => seen.damaged += 1,
                Some(_right) => {}
            }
        }
        for orphan in objects.values() {
            *if is_old(orphan) { &mut seen.orphans } else { &mut seen.young } += 1;
        }
    }
    for found in folders {
        match FileId::parse(&found.name).ok().filter(|_| found.is_folder) {
            Some(file) if known.contains(&file) => {}
            Some(file) if !removed.contains(&file) && !blobs.list_objects(file).await?.is_empty() => {
                seen.unknown += 1;
            }
            Some(_gone) if is_old(&found) => seen.orphans += 1,
            Some(_gone) => seen.young += 1,
            None => seen.strangers += 1,
        }
    }
    Ok(seen)
}
