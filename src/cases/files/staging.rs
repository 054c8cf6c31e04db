//! Files that the server itself seals, as they come in a form: their length is known at their end, and what names each waits
//! beside it, sealed to the reporter, until the report is sent.

use std::sync::Arc;

use bytes::Bytes;
use sigill_sealing::digest::Digest;
use sigill_sealing::file::{Piece, digest_of_pieces};
use sigill_sealing::gate::{Sealed, is_file_length};
use sigill_sealing::id::{ChannelId, FileId};
use sigill_sealing::kind::Staged;
use thiserror::Error;
use tokio::runtime::Handle;

use super::super::Locator;
use super::keeping::{Adding, KeepError, NewChunk, keep};
use super::{OpenError, Owner, PIECE, bounds, clearing, pieces, store, terminate};
use crate::app::App;
use crate::storage::Error as StorageError;

/// Why a file that is being sealed is not taken.
#[derive(Debug, Error)]
pub enum PushError {
    /// It is larger than any may be.
    #[error("the file is larger than is taken")]
    TooLarge,
    /// The case has no room for it.
    #[error("the case has no room for the file")]
    CaseFull,
    /// The channel takes no more today.
    #[error("the channel takes no more of the file today")]
    TooManyToday,
    /// The disk has no room for it.
    #[error("the disk has no room for the file")]
    NoRoom,
    /// It was ended meanwhile, or its pieces are not those of a file.
    #[error("the file is not taken any more")]
    NotThere,
    /// The database or the disk.
    #[error("the file could not be stored")]
    Storage(#[from] StorageError),
}

impl From<KeepError> for PushError {
    fn from(error: KeepError) -> Self {
        match error {
            KeepError::Gone | KeepError::Moved | KeepError::NotSealed => Self::NotThere,
            KeepError::TooManyToday => Self::TooManyToday,
            KeepError::NoRoom => Self::NoRoom,
            KeepError::Storage(error) => Self::Storage(error),
        }
    }
}

/// A file that waits whole, as the server path sealed it.
#[derive(Debug)]
pub struct StagedFile {
    /// Its name.
    pub id: FileId,
    /// How many bytes it has, sealed.
    pub length: u64,
    /// SHA-256 of its pieces' digests.
    pub digest: Digest,
    /// What names it, sealed to its reporter.
    pub reference: Vec<u8>,
}

/// A file that is being sealed. Dropped before it is finished, it is gone.
pub struct Staging {
    adding: Arc<Adding>,
    owner: Owner,
    /// Up to where it is taken.
    room: u64,
    end: u64,
    finished: bool,
}

/// Begins a file whose pieces are sealed here.
pub async fn stage(app: &App, owner: Owner, channel: ChannelId) -> Result<Staging, OpenError> {
    let file = bounds::begin(app, owner, channel, 0).await?;
    let own = app.clone();
    let room = app.db.read(move |connection| bounds::room_left(&own, connection, owner)).await?;
    let held = app.blobs.hold(file).ok_or(OpenError::Storage(StorageError::Busy))?;
    let adding = Adding { app: app.clone(), file, channel, length: None, _held: held };
    Ok(Staging { adding: Arc::new(adding), owner, room, end: 0, finished: false })
}

impl Staging {
    /// The name that the file will have.
    #[must_use]
    pub fn id(&self) -> FileId {
        self.adding.file
    }

    /// How many bytes are there, durably.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.end
    }

    /// Keeps the next piece, durably. All but the last are of the full length.
    pub async fn push(&mut self, piece: Piece) -> Result<(), PushError> {
        let digest = piece.digest();
        self.push_bytes(Bytes::from(piece.into_bytes()), digest).await
    }

    async fn push_bytes(&mut self, bytes: Bytes, digest: Digest) -> Result<(), PushError> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let end = self.end.saturating_add(length);
        if !self.end.is_multiple_of(PIECE) || length > PIECE {
            return Err(PushError::NotThere);
        }
        if end > self.adding.app.config.files.largest_sealed() {
            return Err(PushError::TooLarge);
        }
        if end > self.room {
            return Err(PushError::CaseFull);
        }
        let writing = self.adding.app.blobs.begin_writing().await?;
        let chunk = NewChunk {
            start: self.end,
            end: self.end,
            parts: Vec::new(),
            blocks: vec![bytes],
            digest: Some(digest),
            whole: true,
        };
        let adding = Arc::clone(&self.adding);
        let kept = tokio::spawn(async move { keep(&adding, chunk, writing).await });
        self.end = kept.await.map_err(|_cancelled| PushError::Storage(StorageError::Unavailable))??.end();
        Ok(())
    }

    /// Ends the file: from now on it waits, by its name and with what names it. `length` is that of all its pieces.
    pub async fn finish(
        mut self,
        length: u64,
        reference: Option<Sealed<Staged>>,
    ) -> Result<FileId, PushError> {
        if length != self.end || !is_file_length(length) {
            return Err(PushError::NotThere);
        }
        let (file, owner, own) = (self.adding.file, self.owner, self.adding.app.clone());
        self.adding
            .app
            .db
            .run_tx("finish_staging", move |tx| {
                if store::find_file(tx, file)?.is_none_or(|row| row.waits_for().is_none()) {
                    return Err(PushError::NotThere);
                }
                store::update_sealed(tx, file, length, reference.as_ref())?;
                // Now that it counts: others may have come first.
                if bounds::is_within(&own, tx, owner)? { Ok(()) } else { Err(PushError::CaseFull) }
            })
            .await?;
        self.finished = true;
        Ok(file)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.finished {
            return;
        }
        let (app, file) = (self.adding.app.clone(), self.adding.file);
        if let Ok(runtime) = Handle::try_current() {
            drop(runtime.spawn(async move {
                if let Err(error) = terminate(&app, file).await {
                    tracing::warn!(%error, "a file that was not finished waits for the job");
                }
            }));
        }
    }
}

/// The files that wait whole for a reporter's envelope, as the server path sealed them.
pub async fn list_staged(app: &App, locator: Locator) -> Result<Vec<StagedFile>, StorageError> {
    app.db
        .read(move |connection| {
            let mut found = Vec::new();
            for (id, length, reference) in store::list_staged(connection, locator)? {
                if let Some(pieces) = pieces(connection, id, length)? {
                    found.push(StagedFile { id, length, digest: digest_of_pieces(&pieces), reference });
                }
            }
            Ok(found)
        })
        .await
}

/// Removes a file that waits for this reporter's envelope. Whether there was one.
pub async fn remove_staged(app: &App, locator: Locator, file: FileId) -> Result<bool, StorageError> {
    let was_there = app
        .db
        .run_tx("remove_staged", move |tx| {
            let owner = store::find_file(tx, file)?.and_then(|row| row.waits_for());
            if owner == Some(Owner::Reporter(locator)) { store::delete_file(tx, file) } else { Ok(false) }
        })
        .await?;
    if was_there {
        clearing::delete_objects_now(app, file).await;
    }
    Ok(was_there)
}
