//! Bytes of a file as they arrive, by whatever number of requests: in the end they are what was sent, each byte once.
//!
//! A piece is gathered in memory and then kept as one chunk. Where a request ends before that, what it brought is kept as
//! a part, so that the next goes on from there; the parts become one when the piece is whole. What has arrived is kept even
//! if nobody waits for the answer any more.

use std::pin::pin;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use sigill_sealing::id::FileId;
use thiserror::Error;
use tokio::runtime::Handle;

use super::chunks::{self, Chunk};
use super::keeping::{Adding, KeepError, NewChunk, keep, shows_header};
use super::store;
use super::{PIECE, find_waiting};
use crate::app::App;
use crate::storage::Error as StorageError;
use crate::storage::blobs::Writing;

/// A part smaller than this is taken into the next that arrives, so that a piece never has more than 128 of them.
const LEAST_PART: u64 = 64 << 10;
/// How much memory is taken at a time while bytes arrive.
const BLOCK: usize = 256 << 10;

/// Why bytes were not taken, or not all.
#[derive(Debug, Error)]
pub enum AppendError {
    /// No such file waits, or its days have passed.
    #[error("no such file waits")]
    NotThere,
    /// The file goes on from another byte: ask which.
    #[error("the file goes on from another byte")]
    WrongOffset,
    /// Another request is adding to it.
    #[error("the file is being added to by another request")]
    Busy,
    /// It does not begin as a sealed file does.
    #[error("the bytes are not those of a sealed file")]
    NotSealed,
    /// It has all its bytes, and more came.
    #[error("more bytes came than the file has")]
    TooLong,
    /// The channel takes no more today: what was there before is still there.
    #[error("the channel takes no more of the file today")]
    TooManyToday,
    /// The disk has no room: what was there before is still there.
    #[error("the disk has no room for more of the file")]
    NoRoom,
    /// The bytes broke off; what came is kept if that was possible at once.
    #[error("the bytes broke off")]
    Broken {
        /// From which byte the file goes on.
        offset: u64,
    },
    /// The database or the disk.
    #[error("the bytes could not be stored")]
    Storage(#[from] StorageError),
}

impl From<KeepError> for AppendError {
    fn from(error: KeepError) -> Self {
        match error {
            KeepError::Gone => Self::NotThere,
            KeepError::Moved => Self::WrongOffset,
            KeepError::NotSealed => Self::NotSealed,
            KeepError::TooManyToday => Self::TooManyToday,
            KeepError::NoRoom => Self::NoRoom,
            KeepError::Storage(error) => Self::Storage(error),
        }
    }
}

/// Adds what `body` brings to a file that has `offset` bytes; how many it has then.
///
/// Takes memory for one piece at most, and no more than has come.
pub async fn append<E>(
    app: &App,
    file: FileId,
    offset: u64,
    body: impl Stream<Item = Result<Bytes, E>>,
) -> Result<u64, AppendError> {
    let mut arriving = Arriving::begin(app, file, offset).await?;
    let mut body = pin!(body);
    loop {
        match body.next().await {
            Some(Ok(bytes)) => arriving.take(bytes).await?,
            Some(Err(_broken)) => {
                // It may have been ended so that others get its memory: then there is none to wait in.
                match arriving.adding.app.blobs.try_begin_writing() {
                    Some(writing) => arriving.keep_by(writing).await?,
                    None => arriving.let_go(),
                }
                return Err(AppendError::Broken { offset: arriving.end });
            }
            None => {
                arriving.keep().await?;
                return Ok(arriving.end);
            }
        }
    }
}

/// A file while a request adds to it.
struct Arriving {
    adding: Arc<Adding>,
    length: u64,
    /// How many bytes are there, durably.
    end: u64,
    /// The parts of the piece that is being received, but for one that was taken into the blocks.
    parts: Vec<Chunk>,
    /// How many of the blocks' bytes are there already.
    again: u64,
    blocks: Blocks,
}

impl Arriving {
    async fn begin(app: &App, file: FileId, offset: u64) -> Result<Self, AppendError> {
        // First: from here on nobody else in this process changes what is read next.
        let held = app.blobs.hold(file);
        let own = app.clone();
        let found = app
            .db
            .read(move |connection| {
                let Some(upload) = find_waiting(connection, own.clock.as_ref(), file)? else {
                    return Ok::<_, StorageError>(None);
                };
                let piece = upload.offset - upload.offset % PIECE;
                let parts = chunks::store::list_chunks(connection, file, piece)?;
                let row = store::find_file(connection, file)?;
                let Some(channel) = row.map(|row| row.channel) else { return Ok(None) };
                Ok(Some((upload, parts, channel)))
            })
            .await?;
        let (upload, mut parts, channel) = found.ok_or(AppendError::NotThere)?;
        let held = held.ok_or(AppendError::Busy)?;
        if upload.length == 0 {
            // The server path seals this one itself.
            return Err(AppendError::NotThere);
        }
        if upload.offset != offset {
            return Err(AppendError::WrongOffset);
        }
        let adding = Adding { app: app.clone(), file, channel, length: Some(upload.length), _held: held };
        let mut arriving = Self {
            adding: Arc::new(adding),
            length: upload.length,
            end: offset,
            parts: Vec::new(),
            again: 0,
            blocks: Blocks::default(),
        };
        if let Some(small) = parts.pop_if(|part| part.length < LEAST_PART && offset < upload.length) {
            arriving.take_again(&small).await?;
        }
        arriving.parts = parts;
        Ok(arriving)
    }

    /// Takes a small part that is there into the blocks.
    async fn take_again(&mut self, part: &Chunk) -> Result<(), AppendError> {
        let found = self.adding.app.blobs.get(self.adding.file, part.object).await?;
        if let Some((length, mut content)) = found.filter(|(length, _)| *length == part.length) {
            while let Some(block) = content.try_next().await? {
                self.blocks.push(&block);
            }
            self.again = length;
        }
        if self.again == part.length {
            return Ok(());
        }
        // The disk has lost it: whoever sends goes on from where it began.
        let (file, start) = (self.adding.file, part.start);
        let lost = move |tx: &mut crate::storage::Tx<'_>| chunks::store::delete_chunks(tx, file, start);
        self.adding.app.db.run_tx("forget_lost_part", lost).await?;
        Err(AppendError::WrongOffset)
    }

    /// Number of the first byte in the blocks.
    fn start(&self) -> u64 {
        self.end.saturating_sub(self.again)
    }

    /// How many bytes are missing of the piece that is being received.
    fn missing(&self) -> u64 {
        let start = self.start();
        let piece_ends = (start - start % PIECE).saturating_add(PIECE).min(self.length);
        piece_ends.saturating_sub(start).saturating_sub(self.blocks.length)
    }

    async fn take(&mut self, mut bytes: Bytes) -> Result<(), AppendError> {
        while !bytes.is_empty() {
            let missing = self.missing();
            if missing == 0 {
                return Err(AppendError::TooLong);
            }
            let now = bytes.len().min(usize::try_from(missing).unwrap_or(usize::MAX));
            self.blocks.push(&bytes.split_to(now));
            if self.missing() == 0 {
                self.keep().await?;
            }
        }
        Ok(())
    }

    /// Whether something new is in the blocks that may be kept.
    fn is_new(&self) -> bool {
        // Nothing is kept of a file's beginning before it shows that it is sealed.
        let shown =
            self.start() > 0 || shows_header(usize::try_from(self.blocks.length).unwrap_or(usize::MAX));
        self.blocks.length > self.again && shown
    }

    /// What is to be kept of the blocks, which are empty then; nothing if nothing new is in them that may be kept.
    fn chunk(&mut self) -> Option<NewChunk> {
        if !self.is_new() {
            return None;
        }
        let (start, whole) = (self.start(), self.missing() == 0);
        let (start, parts) = if whole {
            (start - start % PIECE, std::mem::take(&mut self.parts))
        } else {
            (start, Vec::new())
        };
        Some(NewChunk { start, end: self.end, parts, blocks: self.blocks.take(), digest: None, whole })
    }

    /// Keeps what is in the blocks, by a task of its own: it is done even if the request goes away meanwhile.
    async fn keep(&mut self) -> Result<(), AppendError> {
        if !self.is_new() {
            return Ok(());
        }
        let writing = self.adding.app.blobs.queue_writing().await?;
        self.keep_by(writing).await
    }

    /// Lets go what is in the blocks and not on the disk: whoever sends goes on from `end`.
    fn let_go(&mut self) {
        (self.blocks, self.again) = (Blocks::default(), 0);
    }

    async fn keep_by(&mut self, writing: Writing) -> Result<(), AppendError> {
        let Some(chunk) = self.chunk() else { return Ok(()) };
        let adding = Arc::clone(&self.adding);
        let whole = chunk.whole;
        let kept = tokio::spawn(async move { keep(&adding, chunk, writing).await });
        let kept = kept.await.map_err(|_cancelled| AppendError::Storage(StorageError::Unavailable))??;
        self.end = kept.end();
        self.again = 0;
        if !whole {
            self.parts.push(kept);
        }
        Ok(())
    }
}

/// A request that goes away in the middle leaves what it brought, if it can be written at once: nobody counts its memory now.
impl Drop for Arriving {
    fn drop(&mut self) {
        if !self.is_new() {
            return;
        }
        if let (Ok(runtime), Some(writing)) =
            (Handle::try_current(), self.adding.app.blobs.try_begin_writing())
            && let Some(chunk) = self.chunk()
        {
            let adding = Arc::clone(&self.adding);
            drop(runtime.spawn(async move {
                if let Err(error) = keep(&adding, chunk, writing).await {
                    tracing::debug!(%error, "the last bytes of a broken request were not kept");
                }
            }));
        }
    }
}

/// Bytes in memory, in blocks that are never moved.
#[derive(Default)]
struct Blocks {
    full: Vec<Bytes>,
    open: BytesMut,
    length: u64,
}

impl Blocks {
    fn push(&mut self, mut bytes: &[u8]) {
        self.length = self.length.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        while !bytes.is_empty() {
            if self.open.capacity() == 0 {
                self.open = BytesMut::with_capacity(BLOCK);
            }
            let room = self.open.capacity() - self.open.len();
            let (now, rest) = bytes.split_at(bytes.len().min(room));
            self.open.extend_from_slice(now);
            bytes = rest;
            if self.open.len() == self.open.capacity() {
                self.full.push(std::mem::take(&mut self.open).freeze());
            }
        }
    }

    fn take(&mut self) -> Vec<Bytes> {
        let mut blocks = std::mem::take(&mut self.full);
        if !self.open.is_empty() {
            blocks.push(std::mem::take(&mut self.open).freeze());
        }
        self.length = 0;
        blocks
    }
}
