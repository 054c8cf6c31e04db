//! Sealing a file of a form as it comes: what came is sealed beside the threads that serve while more comes and the piece
//! before is stored, so that a file takes as long as the slowest of the three. Nothing of it is ever written in the open, and
//! what is in memory of it, a few mebibytes and a piece, is wiped as it is let go.

use std::cell::Cell;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use futures_util::{Stream, StreamExt, join};
use sha2::{Digest as _, Sha256};
use sigill_sealing::code::CaseCode;
use sigill_sealing::digest::Digest;
use sigill_sealing::file::{FileSealer, PIECE, Piece, SealedFile};
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::{ChannelId, FileId};
use sigill_sealing::kind::Staged;
use sigill_sealing::staged;
use thiserror::Error;

use super::opening::locator;
use crate::app::App;
use crate::cases::files::{self, OpenError, Owner, PushError, Staging};
use crate::http::stack::aside;
use crate::http::streamed::Held;
use crate::http::{Failure, Problem};
use crate::storage;

/// How much of a file is sealed at a time.
const BATCH: usize = 1 << 20;
/// How much of its padding is: less than a piece, so that two are never made at once.
const PADDING: u64 = 4 << 20;

/// How much of a file is in a whole piece of it: each 64 KiB carry 16 bytes more.
const IN_A_PIECE: usize = PIECE - PIECE / 4096;

/// Whose files they are.
pub(super) struct Sender<'a> {
    pub(super) app: &'a App,
    pub(super) channel: ChannelId,
    pub(super) code: &'a Arc<CaseCode>,
    /// Where it is said what is held of the form that brings them.
    pub(super) held: &'a Held,
}

/// What came of a file and is not stored yet; held no more when dropped.
struct Holding<'a> {
    held: &'a Held,
    bytes: Cell<usize>,
}

impl Holding<'_> {
    fn take(&self, bytes: usize) {
        self.bytes.set(self.bytes.get().saturating_add(bytes));
    }

    /// A piece was stored.
    fn stored(&self) {
        let given = IN_A_PIECE.min(self.bytes.get());
        self.bytes.set(self.bytes.get() - given);
        self.held.let_go(given);
        self.held.renew();
    }
}

impl Drop for Holding<'_> {
    fn drop(&mut self) {
        self.held.let_go(self.bytes.get());
    }
}

/// A file that waits for its report, sealed.
pub(super) struct Arrived {
    /// Its name in the store.
    pub(super) id: FileId,
    /// What it is called.
    pub(super) name: String,
    /// SHA-256 of what was in it: a form that comes again seals it to other bytes, and is known by this.
    pub(super) plain: Digest,
}

/// Why a file did not arrive.
#[derive(Debug, Error)]
pub(super) enum NotArrived {
    /// It is larger than any may be.
    #[error("a file is larger than is taken")]
    TooLarge,
    /// The files of a case may not take as much.
    #[error("the case has no room for a file")]
    CaseFull,
    /// There may not be as many.
    #[error("the case takes no more files")]
    TooMany,
    /// The channel takes no more today.
    #[error("the channel takes no more files today")]
    TooManyToday,
    /// The disk is full.
    #[error("the disk has no room for a file")]
    NoRoom,
    /// It came without a code, or for no case.
    #[error("a file came for nobody")]
    Nobodys,
    /// It came for a channel that takes none without script.
    #[error("no files are taken here")]
    NotHere,
    /// It did not come to its end.
    #[error("a file did not come whole")]
    Cut(Failure),
    /// Sealing failed.
    #[error("a file was not sealed")]
    Sealing(#[source] io::Error),
    /// Work on another thread did not come back.
    #[error("sealing was broken off")]
    Broken(#[from] tokio::task::JoinError),
    /// The database or the disk.
    #[error("a file could not be stored")]
    Storage(#[source] storage::Error),
}

/// What the log says of a file that was not sealed; its cause may quote what came.
#[derive(Debug, Error)]
#[error("a file of a form was not sealed")]
struct NotSealed;

impl NotArrived {
    /// The same for every file that comes after this one in a form, if it does not depend on this one.
    pub(super) fn of_all(&self) -> Option<Self> {
        match self {
            Self::TooMany => Some(Self::TooMany),
            Self::TooManyToday => Some(Self::TooManyToday),
            Self::NoRoom => Some(Self::NoRoom),
            Self::TooLarge
            | Self::CaseFull
            | Self::Nobodys
            | Self::NotHere
            | Self::Cut(_)
            | Self::Sealing(_)
            | Self::Broken(_)
            | Self::Storage(_) => None,
        }
    }

    /// Logs what is a failure of ours.
    pub(super) fn log(&self) {
        match self {
            Self::Storage(cause) => Failure::from(*cause).log(),
            Self::Sealing(_) | Self::Broken(_) => Failure::caused(Problem::Unavailable, NotSealed).log(),
            Self::TooLarge
            | Self::CaseFull
            | Self::TooMany
            | Self::TooManyToday
            | Self::NoRoom
            | Self::Nobodys
            | Self::NotHere
            | Self::Cut(_) => {}
        }
    }
}

impl From<OpenError> for NotArrived {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::TooLarge | OpenError::NotSealable => Self::TooLarge,
            // Before anything of it came there is room for some bytes: it is their number.
            OpenError::CaseFull => Self::TooMany,
            OpenError::TooManyToday => Self::TooManyToday,
            OpenError::NoRoom => Self::NoRoom,
            OpenError::NoChannel => Self::Storage(storage::Error::Unavailable),
            OpenError::Storage(error) => Self::Storage(error),
        }
    }
}

impl From<PushError> for NotArrived {
    fn from(error: PushError) -> Self {
        match error {
            PushError::TooLarge => Self::TooLarge,
            PushError::CaseFull => Self::CaseFull,
            PushError::TooManyToday => Self::TooManyToday,
            PushError::NoRoom => Self::NoRoom,
            PushError::NotThere => Self::Storage(storage::Error::Unavailable),
            PushError::Storage(error) => Self::Storage(error),
        }
    }
}

/// A file that is being sealed, with what was made of it and is not stored yet.
struct Work<G: FnMut(Piece) -> io::Result<()>> {
    sealer: FileSealer<G>,
    made: Receiver<Piece>,
    plain: Sha256,
}

impl<G: FnMut(Piece) -> io::Result<()>> Work<G> {
    fn seal(&mut self, batch: &[impl AsRef<[u8]>]) -> io::Result<()> {
        for bytes in batch {
            self.plain.update(bytes);
            self.sealer.write(bytes.as_ref())?;
        }
        Ok(())
    }

    fn finish(self) -> io::Result<(SealedFile, Vec<Piece>, Digest)> {
        let file = self.sealer.finish()?;
        let plain = Digest::from_bytes(self.plain.finalize().into());
        Ok((file, self.made.into_iter().collect(), plain))
    }
}

/// Seals and stores a file as it comes, with its reference beside it. Nothing if there is neither a name nor anything in it:
/// a form's field for files that was left empty.
pub(super) async fn arrive<B: AsRef<[u8]> + Send + 'static>(
    sender: &Sender<'_>,
    name: Option<String>,
    media_type: String,
    content: impl Stream<Item = Result<B, Failure>>,
) -> Result<Option<Arrived>, NotArrived> {
    let mut content = pin!(content);
    let holding = Holding { held: sender.held, bytes: Cell::new(0) };
    let mut batch = gather(&mut content, &holding).await?;
    let name = match name {
        None if batch.is_empty() => return Ok(None),
        None => super::file_name::as_file_name(""),
        Some(name) => name,
    };
    let owner = Owner::Reporter(locator(sender.code));
    let mut staging = files::stage(sender.app, owner, sender.channel).await?;
    let mut rng = sender.app.rng;
    let mut work = aside(move || {
        let (give, made) = channel();
        let give = move |piece| give.send(piece).map_err(|_gone| io::ErrorKind::BrokenPipe.into());
        FileSealer::start(&mut rng, give).map(|sealer| Work { sealer, made, plain: Sha256::new() })
    })
    .await?
    .map_err(NotArrived::Sealing)?;
    let mut made = Vec::new();
    while !batch.is_empty() {
        let sealing = aside(move || {
            let sealed = work.seal(&batch);
            let made: Vec<Piece> = work.made.try_iter().collect();
            sealed.map(|()| (work, made))
        });
        let (sealed, stored, next) =
            join!(sealing, store(&mut staging, made, &holding), gather(&mut content, &holding));
        stored?;
        (work, made) = sealed?.map_err(NotArrived::Sealing)?;
        batch = next?;
    }
    let mut padded = false;
    while !padded {
        let padding = aside(move || {
            let padded = work.sealer.pad(PADDING);
            let made: Vec<Piece> = work.made.try_iter().collect();
            padded.map(|padded| (work, made, padded))
        });
        let (sealed, stored) = join!(padding, store(&mut staging, made, &holding));
        stored?;
        (work, made, padded) = sealed?.map_err(NotArrived::Sealing)?;
    }
    let (finished, stored) = join!(aside(move || work.finish()), store(&mut staging, made, &holding));
    stored?;
    let (file, last, plain) = finished?.map_err(NotArrived::Sealing)?;
    store(&mut staging, last, &holding).await?;
    let length = file.length;
    let reference = refer(sender, file, staging.id(), name.clone(), media_type).await?;
    let id = staging.finish(length, Some(reference)).await?;
    Ok(Some(Arrived { id, name, plain }))
}

/// What comes next of a file, about [`BATCH`] of it; nothing at its end.
async fn gather<B: AsRef<[u8]>>(
    content: &mut (impl Stream<Item = Result<B, Failure>> + Unpin),
    holding: &Holding<'_>,
) -> Result<Vec<B>, NotArrived> {
    let (mut batch, mut length) = (Vec::new(), 0);
    while length < BATCH {
        let Some(bytes) = content.next().await else { break };
        let bytes = bytes.map_err(NotArrived::Cut)?;
        length += bytes.as_ref().len();
        holding.take(bytes.as_ref().len());
        if !bytes.as_ref().is_empty() {
            batch.push(bytes);
        }
    }
    Ok(batch)
}

async fn store(staging: &mut Staging, made: Vec<Piece>, holding: &Holding<'_>) -> Result<(), PushError> {
    for piece in made {
        let length = piece.as_bytes().len();
        debug_assert!(length <= PIECE);
        staging.push(piece).await?;
        if length == PIECE {
            holding.stored();
        }
    }
    Ok(())
}

/// Seals what names a file to the reporter, so that the server alone opens neither.
async fn refer(
    sender: &Sender<'_>,
    file: SealedFile,
    id: FileId,
    name: String,
    media_type: String,
) -> Result<Sealed<Staged>, NotArrived> {
    let code = Arc::clone(sender.code);
    let sealing = aside(move || {
        let reference: FileReference = file.reference(id, name, media_type).map_err(io::Error::other)?;
        staged::seal(&reference, &code).map_err(io::Error::other)
    });
    sealing.await?.map_err(NotArrived::Sealing)
}
