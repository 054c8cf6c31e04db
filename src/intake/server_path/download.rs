//! A file of an opened case, opened piece by piece as it is read. Its list of digests is held to the envelope that names it,
//! and each piece to the list, before any of it is opened.

use std::sync::LazyLock;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use sigill_sealing::body::Content;
use sigill_sealing::digest::Digest;
use sigill_sealing::file::{FileDamaged, FileOpener, PIECE, digest_of_pieces};
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::id::FileId;
use sigill_sealing::thread::{Shown, Writer};
use thiserror::Error;

use super::opening::OpenedCase;
use crate::app::App;
use crate::cases::files::{self, FileRow};
use crate::cases::{CaseId, Thread};
use crate::http::budget::{Account, Budget};
use crate::http::stack::aside;
use crate::storage;

/// What all downloads together may hold of files, sealed and in the open. Who reads slowly gives way to whoever comes after.
const HELD: usize = 128 << 20;
/// What one holds at the most: a piece sealed, and the same piece in the open.
const ONE: usize = 2 * PIECE;
/// How much is handed out at a time.
const SLICE: usize = 64 << 10;

static DOWNLOADS: LazyLock<Budget> = LazyLock::new(|| Budget::of(HELD));

/// Why nothing more of a file is given.
#[derive(Debug, Error)]
pub(super) enum Broken {
    /// What the server has is not what the envelope says.
    #[error(transparent)]
    Damaged(#[from] FileDamaged),
    /// It is not there.
    #[error("a piece of the file is missing")]
    Missing,
    /// It gave way to others.
    #[error("others needed the memory")]
    GaveWay,
    /// Work on another thread did not come back.
    #[error("opening was broken off")]
    Stopped(#[from] tokio::task::JoinError),
    /// The database or the disk.
    #[error("the file could not be read")]
    Storage(#[from] storage::Error),
}

/// The files that an envelope refers to.
pub(super) fn files_of(shown: &Shown) -> &[FileReference] {
    match &shown.body.get().content {
        Content::Report(report) => &report.files,
        Content::Message(message) => &message.files,
        Content::Note(_)
        | Content::Contact(_)
        | Content::Act(_)
        | Content::Grant(_)
        | Content::Rekey(_)
        | Content::Strike(_)
        | Content::Triage(_) => &[],
    }
}

/// What an opened case says of a file.
pub(super) fn find(opened: &OpenedCase, id: FileId) -> Option<&FileReference> {
    let mut shown = opened.conversation.entries().iter().filter_map(|entry| entry.shown());
    shown.find_map(|shown| files_of(shown).iter().find(|file| file.id() == id))
}

/// How many of the reporter's own files the server has as they were sent, and how many they are: by the anchor, which names
/// those of the report, and by what they wrote that opens.
pub(super) fn verified(opened: &OpenedCase) -> (usize, usize) {
    let shown = opened.conversation.entries().iter().filter_map(|entry| entry.shown());
    let own = shown.filter(|shown| shown.writer == Writer::Reporter).flat_map(files_of);
    let mut sent: Vec<(FileId, Digest)> = own.map(|file| (file.id(), file.digest())).collect();
    sent.extend(&opened.filed_files);
    sent.sort();
    sent.dedup();
    let is_there = |(id, digest): &&(FileId, Digest)| {
        opened.files.iter().any(|row| row.id == *id && digest_of_pieces(&row.pieces) == *digest)
    };
    (sent.iter().filter(is_there).count(), sent.len())
}

/// A file whose first piece was opened: it is what its envelope says, as far as that.
pub(super) struct Download {
    app: App,
    case: CaseId,
    row: FileRow,
    opener: FileOpener,
    /// The next piece.
    next: u64,
    /// What was opened and not read yet.
    open: Bytes,
    account: Account,
}

impl Download {
    /// Begins to open a file that `find` found.
    pub(super) async fn start(app: &App, of: &OpenedCase, file: &FileReference) -> Result<Self, Broken> {
        let row = of.files.iter().find(|row| row.id == file.id()).ok_or(Broken::Missing)?.clone();
        let opener = FileOpener::start(file, row.pieces.clone())?;
        let account = DOWNLOADS.open();
        if !account.take(ONE) {
            return Err(Broken::GaveWay);
        }
        let (app, case) = (app.clone(), of.visit.case.id);
        Self { app, case, row, opener, next: 0, open: Bytes::new(), account }.advance().await
    }

    /// Opens the next piece.
    async fn advance(self) -> Result<Self, Broken> {
        let thread = Some(Thread::Conversation);
        let found = match files::piece(&self.app, self.case, thread, self.row.id, self.next).await {
            // The disk has lost it.
            Err(storage::Error::Damaged) => None,
            found => found?,
        };
        let (length, content) = found.ok_or(Broken::Missing)?;
        let mut sealed = BytesMut::with_capacity(usize::try_from(length).unwrap_or(PIECE).min(PIECE));
        let mut content = content.map_err(Broken::Storage);
        while let Some(bytes) = content.next().await {
            let bytes = bytes?;
            if sealed.len() + bytes.len() > PIECE {
                return Err(FileDamaged.into());
            }
            sealed.extend_from_slice(&bytes);
        }
        let mut opener = self.opener;
        let opening =
            aside(move || opener.open_piece(sealed.into()).map(|open| (opener, open.into_exposed())));
        // What is let go of is wiped by the allocator.
        let (opener, open) = opening.await??;
        Ok(Self { opener, open: Bytes::from(open), next: self.next + 1, ..self })
    }

    /// Whether every piece was opened.
    fn has_ended(&self) -> bool {
        usize::try_from(self.next).is_ok_and(|next| next >= self.row.pieces.len())
    }

    /// The file in the open, by slices. It breaks off where something is wrong.
    pub(super) fn content(self) -> impl Stream<Item = Result<Bytes, Broken>> {
        stream::try_unfold(self, |mut download| async move {
            while download.open.is_empty() && !download.has_ended() {
                download = download.advance().await?;
            }
            if !download.account.take(0) {
                return Err(Broken::GaveWay);
            }
            let slice = download.open.split_to(download.open.len().min(SLICE));
            Ok((!slice.is_empty()).then_some((slice, download)))
        })
    }
}

/// Reads which files the server has of a case.
pub(super) async fn list(app: &App, case: CaseId) -> Result<Vec<FileRow>, storage::Error> {
    files::list(app, case, Some(Thread::Conversation)).await
}
