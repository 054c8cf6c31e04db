//! Files: received piece by piece, kept while they wait, and part of a case with the envelope that names them.
//!
//! A file waits for the reporter (under their locator) or for a member who began it. It is adopted in the transaction that
//! stores its envelope, or removed when its third day begins. What it says, and what it is called, nobody here can read.

mod arriving;
mod bounds;
mod chunks;
mod clearing;
mod keeping;
pub mod routes;
mod staging;
mod store;
mod verifying;
pub mod wire;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::file::digest_of_pieces;
use sigill_sealing::id::{ChannelId, FileId, MemberId};
use thiserror::Error;

use super::{CaseId, Locator, Thread};
use crate::app::App;
use crate::channels::clocks::today_in;
use crate::storage::blobs::Content;
use crate::storage::{Connection, Error as StorageError, Tx};

pub use arriving::{AppendError, append};
pub use bounds::{Limits, OpenError, Side, limits, open_upload};
pub use clearing::{Cleared, clear_away, delete_files_of_case, has_removed};
pub use staging::{PushError, StagedFile, Staging, list_staged, remove_staged, stage};
pub use verifying::{Verified, has_any, verify};

/// Bytes of a piece, where lengths of files are counted.
const PIECE: u64 = 8 << 20;
/// On which day after its first a file that waits is removed: after 48 hours at least, and 72 at most.
const DAYS: i32 = 3;

/// Whose a file is while it waits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Owner {
    /// Whoever has the code of that locator, whether it has a case yet or not.
    Reporter(Locator),
    /// A member who writes in a case.
    Member {
        /// The case.
        case: CaseId,
        /// Who.
        member: MemberId,
    },
}

/// A file that waits.
#[derive(Clone, Copy, Debug)]
pub struct Upload {
    /// Its name.
    pub id: FileId,
    /// Whose it is.
    pub owner: Owner,
    /// How many bytes it will have, sealed; 0 while the server path seals it.
    pub length: u64,
    /// How many are there, durably.
    pub offset: u64,
    /// The day with which it is gone.
    pub expires: Day,
}

/// A file of a case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileRow {
    /// Its name.
    pub id: FileId,
    /// The thread of the envelope that names it.
    pub thread: Thread,
    /// The number of that envelope.
    pub n: u64,
    /// How many bytes it has, sealed.
    pub length: u64,
    /// The digests of its pieces, in their order.
    pub pieces: Vec<Digest>,
}

/// Why the files that an envelope names do not become part of its case.
#[derive(Debug, Error)]
pub enum AdoptError {
    /// One of them does not wait for this owner, is not whole, or has another digest.
    #[error("a file that the envelope names is not there as it says")]
    Missing,
    /// The database.
    #[error("the files could not be made part of the case")]
    Storage(#[from] StorageError),
}

/// The file of that name, if it waits and its days have not passed.
pub async fn find_upload(app: &App, id: FileId) -> Result<Option<Upload>, StorageError> {
    let clock = std::sync::Arc::clone(&app.clock);
    app.db.read(move |connection| find_waiting(connection, clock.as_ref(), id)).await
}

fn find_waiting(
    connection: &mut Connection,
    clock: &dyn crate::clock::Clock,
    id: FileId,
) -> Result<Option<Upload>, StorageError> {
    let Some((row, owner)) = store::find_file(connection, id)?.and_then(|row| Some((row, row.waits_for()?)))
    else {
        return Ok(None);
    };
    let expires = row.day.plus(DAYS).unwrap_or(Day::LAST);
    if today_in(connection, clock, row.channel)? >= expires {
        return Ok(None);
    }
    let offset = chunks::store::find_end(connection, id)?;
    Ok(Some(Upload { id, owner, length: row.length, offset, expires }))
}

/// Ends a file that waits: it is gone at once, and its objects soon. Whether there was one.
pub async fn terminate(app: &App, id: FileId) -> Result<bool, StorageError> {
    let was_there = app
        .db
        .run_tx("terminate_upload", move |tx| {
            let waits = store::find_file(tx, id)?.is_some_and(|row| row.waits_for().is_some());
            if waits { store::delete_file(tx, id) } else { Ok(false) }
        })
        .await?;
    if was_there {
        clearing::delete_objects_now(app, id).await;
    }
    Ok(was_there)
}

/// Whether a file is there that was stored with the letter of that number.
pub fn is_of_letter(
    tx: &mut Tx<'_>,
    file: FileId,
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<bool, StorageError> {
    let found = store::find_file(tx, file)?;
    Ok(found.is_some_and(|row| (row.case, row.thread, row.n) == (Some(case), Some(thread), Some(n))))
}

/// Takes such a file away, if it is there, in the caller's transaction; the job deletes its objects.
pub fn delete_file_of_letter(
    tx: &mut Tx<'_>,
    file: FileId,
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<(), StorageError> {
    if is_of_letter(tx, file, case, thread, n)? {
        store::delete_file(tx, file)?;
    }
    Ok(())
}

/// Makes files part of a case with the envelope that names them, in the transaction that stores it.
///
/// Each must wait for `owner`, be whole, and have the digest that the envelope says: SHA-256 of its pieces' digests.
pub fn adopt(
    tx: &mut Tx<'_>,
    owner: Owner,
    files: &[(FileId, Digest)],
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<(), AdoptError> {
    for (id, digest) in files {
        let row = store::find_file(tx, *id)?
            .filter(|row| row.waits_for() == Some(owner))
            .ok_or(AdoptError::Missing)?;
        let pieces = pieces(tx, *id, row.length)?.ok_or(AdoptError::Missing)?;
        if digest_of_pieces(&pieces) != *digest {
            return Err(AdoptError::Missing);
        }
        store::update_adopted(tx, *id, case, thread, n)?;
    }
    Ok(())
}

/// The digests of a file's pieces, if it is whole: `length` bytes, every piece of them.
fn pieces(connection: &mut Connection, id: FileId, length: u64) -> Result<Option<Vec<Digest>>, StorageError> {
    let chunks = chunks::store::list_chunks(connection, id, 0)?;
    let is_whole = length > 0 && chunks.last().is_some_and(|last| last.end() == length);
    Ok(if is_whole { chunks.iter().map(|chunk| chunk.digest).collect() } else { None })
}

/// The files of a case, in one thread or in both, in the order of the envelopes that name them.
pub async fn list(app: &App, case: CaseId, thread: Option<Thread>) -> Result<Vec<FileRow>, StorageError> {
    app.db
        .read(move |connection| {
            let mut found = Vec::new();
            for row in store::list_adopted(connection, case, thread)? {
                let pieces = pieces(connection, row.id, row.length)?.unwrap_or_default();
                if let (Some(thread), Some(n)) = (row.thread, row.n) {
                    found.push(FileRow { id: row.id, thread, n, length: row.length, pieces });
                }
            }
            Ok(found)
        })
        .await
}

/// Piece `n` of a file of this case, as it lies on the disk: how many bytes, and they themselves. Nothing if the case has no
/// such file in that thread (in either, if none is named), or the file no such piece; [`StorageError::Damaged`] if the disk has
/// lost it.
pub async fn piece(
    app: &App,
    case: CaseId,
    thread: Option<Thread>,
    file: FileId,
    n: u64,
) -> Result<Option<(u64, Content)>, StorageError> {
    let object = app
        .db
        .read(move |connection| {
            let belongs = store::find_file(connection, file)?.is_some_and(|row| {
                row.case == Some(case) && row.thread.is_some() && (thread.is_none() || row.thread == thread)
            });
            match n.checked_mul(PIECE).filter(|_start| belongs) {
                Some(start) => chunks::store::find_chunk(connection, file, start),
                None => Ok(None),
            }
        })
        .await?;
    let Some(chunk) = object else { return Ok(None) };
    // Whoever answers logs it: `sigill doctor` says which piece it is.
    app.blobs.get(file, chunk.object).await?.ok_or(StorageError::Damaged).map(Some)
}

/// The channel's own day of a file that begins now.
fn today(app: &App, connection: &mut Connection, channel: ChannelId) -> Result<Day, StorageError> {
    today_in(connection, app.clock.as_ref(), channel)
}
