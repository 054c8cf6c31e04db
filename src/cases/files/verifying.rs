//! The folder of objects held to the rows that name them, for `sigill doctor`. Nothing is changed.

use std::collections::{BTreeMap, BTreeSet};

use sigill_sealing::encoding::hex;
use sigill_sealing::id::FileId;

use super::store;
use crate::storage::blobs::Blobs;
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
    /// Objects, or folders of them, that no row names: younger ones may be on their way, older ones the job deletes.
    pub orphans: usize,
    /// What lies in the folder and is no file's.
    pub strangers: usize,
}

/// Looks at every chunk's object and at everything in the folder.
pub async fn verify(db: &Db, blobs: &Blobs) -> Result<Verified, Error> {
    let mut seen = Verified::default();
    let files = db.read(store::list_all).await?;
    seen.files = files.len();
    let mut known: BTreeSet<FileId> = BTreeSet::new();
    for file in files {
        known.insert(file);
        let chunks = db.read(move |connection| store::list_chunks(connection, file, 0)).await?;
        let mut objects: BTreeMap<String, u64> =
            blobs.list_objects(file).await?.into_iter().map(|found| (found.name, found.length)).collect();
        seen.chunks += chunks.len();
        for chunk in chunks {
            match objects.remove(&hex(chunk.object.as_bytes())) {
                None => seen.missing += 1,
                Some(length) if length != chunk.length => seen.damaged += 1,
                Some(_right) => {}
            }
        }
        seen.orphans += objects.len();
    }
    for found in blobs.list_files().await? {
        match FileId::parse(&found.name).ok().filter(|_| found.is_folder) {
            Some(file) if known.contains(&file) => {}
            Some(_gone) => seen.orphans += 1,
            None => seen.strangers += 1,
        }
    }
    Ok(seen)
}
