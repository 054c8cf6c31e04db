//! A file of an opened case, opened piece by piece as it is read. Its list of digests is held to the envelope that names it,
//! and each piece to the list, before any of it is opened.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use sigill_sealing::body::Content;
use sigill_sealing::digest::Digest;
use sigill_sealing::file::{FileDamaged, FileOpener, PIECE, digest_of_pieces};
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::id::FileId;
use sigill_sealing::thread::{Shown, State, Writer};
use thiserror::Error;
use tokio::task::{JoinHandle, spawn_local};

use super::downloading::{Downloading, begin};
use super::opening::OpenedCase;
use crate::app::App;
use crate::cases::files::{self, FileRow};
use crate::cases::{CaseId, Thread};
use crate::http::budget::{Account, Budget};
use crate::http::stack::aside;
use crate::storage;

/// What all downloads together may hold of files, sealed and in the open. Who reads slowly gives way to whoever comes after.
const HELD: usize = 128 << 20;
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
    /// It gave way to others, or another of the same case is under way.
    #[error("others needed the memory, or the case is being downloaded from")]
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
        Content::Strike(strike) => strike.proposal().map_or(&[], |proposal| &proposal.files),
        Content::Note(_)
        | Content::Contact(_)
        | Content::Act(_)
        | Content::Grant(_)
        | Content::Rekey(_)
        | Content::Triage(_) => &[],
    }
}

/// What an opened case says of a file: a letter, or what was left of one.
pub(super) fn find(opened: &OpenedCase, id: FileId) -> Option<&FileReference> {
    let entries = opened.conversation.entries();
    let mut shown = entries.iter().filter_map(|entry| match &entry.state {
        State::Shown(shown) => Some(&**shown).filter(|shown| shown.body.get().content.as_strike().is_none()),
        State::Struck { proposal, .. } => entries.iter().find(|left| left.n == *proposal)?.shown(),
        State::Damaged(_) => None,
    });
    shown.find_map(|shown| files_of(shown).iter().find(|file| file.id() == id))
}

/// How many of the reporter's own files the server has as they were sent, and how many they are: by the anchor, which names
/// those of the report, by what they wrote that opens, and by what was sent just now, which they may not be shown again.
pub(super) fn verified(opened: &OpenedCase, just_sent: &[(FileId, Digest)]) -> (usize, usize) {
    let shown = opened.conversation.entries().iter().filter_map(|entry| entry.shown());
    let own = shown.filter(|shown| shown.writer == Writer::Reporter).flat_map(files_of);
    let mut sent: Vec<(FileId, Digest)> = own.map(|file| (file.id(), file.digest())).collect();
    // Of a report that was struck the files that handlers say remain.
    let left = opened.conversation.entries().first().and_then(|report| match report.state {
        State::Struck { proposal, .. } => {
            opened.conversation.entries().iter().find(|entry| entry.n == proposal)?.shown()
        }
        State::Shown(_) | State::Damaged(_) => None,
    });
    let remains = |id: FileId| left.is_none_or(|left| files_of(left).iter().any(|file| file.id() == id));
    sent.extend(opened.filed_files.iter().filter(|(id, _)| remains(*id)));
    sent.extend(just_sent);
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
    open: Held,
    /// Nothing once its last bytes are handed out: who has them may ask for the next file at once.
    downloading: Option<Downloading>,
}

/// What one download holds in the open, and counts for it. It is let go of at once when it gives way, even if nobody reads.
struct Held {
    account: Account,
    open: Rc<RefCell<Bytes>>,
    /// What it counts for the piece it has, in bytes.
    counted: Cell<usize>,
    waiting: JoinHandle<()>,
}

impl Held {
    fn new() -> Self {
        let (account, open) = (DOWNLOADS.open(), Rc::new(RefCell::new(Bytes::new())));
        let (own, held) = (account.clone(), Rc::clone(&open));
        let waiting = spawn_local(async move {
            own.ended().await;
            held.take();
        });
        Self { account, open, counted: Cell::new(0), waiting }
    }

    /// Takes so much more.
    fn take(&self, bytes: usize) -> Result<(), Broken> {
        if self.account.take(bytes) { Ok(()) } else { Err(Broken::GaveWay) }
    }

    fn is_empty(&self) -> bool {
        self.open.borrow().is_empty()
    }

    /// Hands out the next slice, which is held no more.
    fn next(&self) -> Result<Bytes, Broken> {
        self.take(0)?;
        let mut open = self.open.borrow_mut();
        let length = open.len().min(SLICE);
        // A copy: a slice that waits on a line would keep the whole piece.
        let slice = Bytes::copy_from_slice(&open.split_to(length));
        if open.is_empty() {
            *open = Bytes::new();
            self.account.give(self.counted.take());
        }
        Ok(slice)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.waiting.abort();
    }
}

impl Download {
    /// Begins to open a file that `find` found.
    pub(super) async fn start(app: &App, of: &OpenedCase, file: &FileReference) -> Result<Self, Broken> {
        let row = of.files.iter().find(|row| row.id == file.id()).ok_or(Broken::Missing)?.clone();
        let opener = FileOpener::start(file, row.pieces.clone())?;
        let (app, case) = (app.clone(), of.visit.case.id);
        let downloading = Some(begin(case).ok_or(Broken::GaveWay)?);
        Self { app, case, row, opener, next: 0, open: Held::new(), downloading }.advance().await
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
        let length = usize::try_from(length).unwrap_or(PIECE).min(PIECE);
        // The piece sealed, and the same piece in the open. Who has read one and asks for the next is as one who comes now.
        self.open.account.renew();
        self.open.take(2 * length)?;
        let mut sealed = BytesMut::with_capacity(length);
        let mut content = content.map_err(Broken::Storage);
        while let Some(bytes) = content.next().await {
            let bytes = bytes?;
            if sealed.len() + bytes.len() > length {
                return Err(FileDamaged.into());
            }
            sealed.extend_from_slice(&bytes);
        }
        let mut opener = self.opener;
        let opening =
            aside(move || opener.open_piece(sealed.into()).map(|open| (opener, open.into_exposed())));
        // What is let go of is wiped by the allocator.
        let (opener, open) = opening.await??;
        self.open.take(0)?;
        self.open.account.give(length);
        self.open.counted.set(length);
        self.open.open.replace(Bytes::from(open));
        Ok(Self { opener, next: self.next + 1, ..self })
    }

    /// Whether every piece was opened.
    fn has_ended(&self) -> bool {
        usize::try_from(self.next).is_ok_and(|next| next >= self.row.pieces.len())
    }

    /// The file in the open, by slices. It breaks off where something is wrong.
    pub(super) fn content(self) -> impl Stream<Item = Result<Bytes, Broken>> {
        stream::try_unfold(self, |mut download| async move {
            if download.downloading.as_ref().is_some_and(|own| !own.goes_on()) {
                return Err(Broken::GaveWay);
            }
            let mut slice = download.open.next()?;
            while slice.is_empty() && !download.has_ended() {
                download = download.advance().await?;
                slice = download.open.next()?;
            }
            if download.has_ended() && download.open.is_empty() {
                download.downloading = None;
            }
            Ok((!slice.is_empty()).then_some((slice, download)))
        })
    }
}

/// Reads which files the server has of a case.
pub(super) async fn list(app: &App, case: CaseId) -> Result<Vec<FileRow>, storage::Error> {
    files::list(app, case, Some(Thread::Conversation)).await
}
