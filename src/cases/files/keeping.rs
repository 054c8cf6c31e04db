//! Keeping a chunk: first its object, durably, then the row that names it.

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use rand::RngCore as _;
use sha2::{Digest as _, Sha256};
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::{HEADER_OF_ONE, Refusal, inspect};
use sigill_sealing::id::{ChannelId, FileId};
use sigill_sealing::kind::{File, Place as _};
use thiserror::Error;

use super::chunks::{self, Chunk};
use super::store;
use super::{bounds, today};
use crate::app::App;
use crate::storage::blobs::{Held, ObjectId, Writing};
use crate::storage::{Cause, Error as StorageError, Tx};

/// A file that this process adds to, and nobody else in it.
pub(super) struct Adding {
    pub(super) app: App,
    pub(super) file: FileId,
    pub(super) channel: ChannelId,
    /// How many bytes it will have; nothing while that is not known.
    pub(super) length: Option<u64>,
    pub(super) _held: Held,
}

/// Bytes on their way to the disk.
pub(super) struct NewChunk {
    /// Number of the first byte of the chunk.
    pub(super) start: u64,
    /// How many bytes of the file there are already.
    pub(super) end: u64,
    /// What stands between `start` and the blocks already: to be made one with them.
    pub(super) parts: Vec<Chunk>,
    /// The bytes; the first of them may be there already, as part of a chunk that this one replaces.
    pub(super) blocks: Vec<Bytes>,
    /// Their digest, if somebody knows it; else it is made if the chunk is a `whole` piece.
    pub(super) digest: Option<Digest>,
    /// Whether it is a piece to its end.
    pub(super) whole: bool,
}

/// Why a chunk was not kept. Nothing of it is there.
#[derive(Debug, Error)]
pub(super) enum KeepError {
    #[error("the file does not wait any more")]
    Gone,
    #[error("the file has another length by now")]
    Moved,
    #[error("the bytes are not those of a sealed file")]
    NotSealed,
    #[error("the channel takes no more today")]
    TooManyToday,
    #[error("the disk has no room")]
    NoRoom,
    #[error("the bytes could not be stored")]
    Storage(#[source] StorageError),
}

impl From<StorageError> for KeepError {
    fn from(error: StorageError) -> Self {
        if error == StorageError::Full { Self::NoRoom } else { Self::Storage(error) }
    }
}

fn count(blocks: &[Bytes]) -> u64 {
    blocks.iter().fold(0, |sum, block| sum.saturating_add(u64::try_from(block.len()).unwrap_or(u64::MAX)))
}

/// Keeps a chunk from its place, and says what stands for it now.
pub(super) async fn keep(adding: &Adding, chunk: NewChunk, _place: Writing) -> Result<Chunk, KeepError> {
    let kept = put(adding, chunk).await;
    match kept {
        // An object or a folder that is gone, because the file was ended meanwhile.
        Err(KeepError::Storage(error)) if !waits(adding).await? => {
            tracing::debug!(%error, "a file ended while it was added to");
            Err(KeepError::Gone)
        }
        kept => kept,
    }
}

async fn waits(adding: &Adding) -> Result<bool, StorageError> {
    let file = adding.file;
    adding
        .app
        .db
        .read(move |connection| {
            Ok(store::find_file(connection, file)?.is_some_and(|row| row.waits_for().is_some()))
        })
        .await
}

async fn put(adding: &Adding, chunk: NewChunk) -> Result<Chunk, KeepError> {
    let NewChunk { start, end, parts, blocks, digest, whole } = chunk;
    let (app, file) = (&adding.app, adding.file);
    let reserve = app.config.files.reserve.amount();
    if app.blobs.free().await? < reserve.saturating_add(count(&blocks)) {
        return Err(KeepError::NoRoom);
    }
    let (channel, own) = (adding.channel, app.clone());
    // The day of the writing, for a request can last for days. Looked at again with the row; here so that nothing is written.
    let day = app
        .db
        .read(move |connection| {
            let day = today(&own, connection, channel)?;
            Ok::<_, StorageError>(bounds::goes_on(&own, connection, channel, day)?.then_some(day))
        })
        .await?
        .ok_or(KeepError::TooManyToday)?;
    let mut all = Vec::new();
    for part in &parts {
        all.extend(read(adding, part).await?);
    }
    all.extend(blocks);
    if let (0, Some(length), Some(first)) = (start, adding.length, all.first()) {
        is_sealed(first, length)?;
    }
    let mut object = [0; 16];
    app.rng.clone().fill_bytes(&mut object);
    let object = ObjectId::from_bytes(object);
    let length = count(&all);
    let digesting = async {
        match digest {
            None if whole => digest_of(all.clone()).await.map(Some),
            digest => Ok(digest),
        }
    };
    let (digest, put) = futures_util::join!(digesting, app.blobs.put(file, object, all.clone(), day));
    put?;
    let new = Chunk { start, length, object, digest: digest? };
    let own = app.clone();
    let written = app.db.run_tx("keep_chunk", move |tx| write(tx, &own, (file, channel), &new, end)).await;
    let replaced = match written {
        Ok(replaced) => replaced,
        Err(error) => {
            // Where the commit may have been done, the row may stand and must have its object.
            let unknown = StorageError::Other(Cause::Unknown);
            let may_stand = matches!(&error, KeepError::Storage(cause) if *cause == StorageError::Unavailable || *cause == unknown);
            if !may_stand {
                forget(adding, &[object], day).await;
            }
            return Err(error);
        }
    };
    forget(adding, &replaced, day).await;
    Ok(new)
}

/// Deletes objects that no row names, and levels the folder's time again. What cannot be deleted now is found by the job.
async fn forget(adding: &Adding, objects: &[ObjectId], day: Day) {
    let (blobs, file) = (&adding.app.blobs, adding.file);
    if objects.is_empty() {
        return;
    }
    let forgetting = async {
        for object in objects {
            blobs.delete(file, *object).await?;
        }
        blobs.level(Some(file), day).await
    };
    if let Err(error) = forgetting.await {
        tracing::warn!(%error, "an object that is not needed stays for a day");
    }
}

/// Writes the row of a chunk in the place of those that it takes in, and counts what is new; the objects that it replaces.
fn write(
    tx: &mut Tx<'_>,
    app: &App,
    (file, channel): (FileId, ChannelId),
    new: &Chunk,
    end: u64,
) -> Result<Vec<ObjectId>, KeepError> {
    if store::find_file(tx, file)?.is_none_or(|row| row.waits_for().is_none()) {
        return Err(KeepError::Gone);
    }
    if chunks::store::find_end(tx, file)? != end {
        return Err(KeepError::Moved);
    }
    let day = today(app, tx, channel)?;
    if !bounds::goes_on(app, tx, channel, day)? {
        return Err(KeepError::TooManyToday);
    }
    let replaced = chunks::store::list_chunks(tx, file, new.start)?;
    chunks::store::delete_chunks(tx, file, new.start)?;
    chunks::store::insert_chunk(tx, file, new)?;
    store::add_to_day(tx, channel, day, new.end().saturating_sub(end))?;
    Ok(replaced.into_iter().map(|chunk| chunk.object).collect())
}

/// The bytes of a part that is there. One that the disk has lost is taken out of the file with all behind it, so that whoever
/// sends it can go on from there.
async fn read(adding: &Adding, part: &Chunk) -> Result<Vec<Bytes>, KeepError> {
    let (file, start) = (adding.file, part.start);
    if let Some((length, content)) = adding.app.blobs.get(file, part.object).await?
        && length == part.length
    {
        let blocks: Vec<Bytes> = content.try_collect().await?;
        if count(&blocks) == part.length {
            return Ok(blocks);
        }
    }
    tracing::error!("a file that is being received has lost a part of it on the disk");
    adding.app.db.run_tx("forget_lost_part", move |tx| chunks::store::delete_chunks(tx, file, start)).await?;
    Err(KeepError::Moved)
}

/// Whether this is the beginning of a sealed file of that length: what is not sealed is refused before it is on the disk.
fn is_sealed(beginning: &[u8], length: u64) -> Result<(), KeepError> {
    match inspect(beginning, length, &File::SHAPE) {
        Ok(_passed) => Ok(()),
        Err(
            Refusal::Header | Refusal::HeaderLength | Refusal::Stanza | Refusal::StanzaCount | Refusal::Size,
        ) => Err(KeepError::NotSealed),
    }
}

/// Whether so many first bytes of a file are enough to tell whether it is sealed.
pub(super) fn shows_header(bytes: usize) -> bool {
    u64::try_from(bytes).is_ok_and(|bytes| bytes >= HEADER_OF_ONE)
}

/// SHA-256 of the blocks one after another, made where long work is allowed.
async fn digest_of(blocks: Vec<Bytes>) -> Result<Digest, StorageError> {
    let work = move || {
        let mut hash = Sha256::new();
        for block in &blocks {
            hash.update(block);
        }
        Digest::from_bytes(hash.finalize().into())
    };
    tokio::task::spawn_blocking(work).await.map_err(|_cancelled| StorageError::Unavailable)
}
