//! Striking a letter: its bytes and what goes with them are gone for good, its number, digest and day stay, so that the chain
//! verifies and a reader finds the strike that says why.

mod store;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::FileId;
use thiserror::Error;

use super::retention::store::put_unwiped;
use super::store::CaseRow;
use super::{CaseId, Thread, files};
use crate::storage::{self, Tx};

/// The number of the conversation that every filing gives the contact details.
const CONTACT: u64 = 1;

/// What of a case is struck, in the thread of the envelope that says so.
#[derive(Debug)]
pub struct Strike {
    /// The number of the letter.
    pub n: u64,
    /// Its digest, so that nobody strikes another letter than the one they read.
    pub digest: Digest,
    /// Which of the files that were stored with it go too.
    pub files: Vec<FileId>,
}

/// Why nothing is struck.
#[derive(Debug, Error)]
pub enum StrikeError {
    /// No such letter stands there.
    #[error("no letter of this number and digest stands in the thread")]
    NoLetter,
    /// It stays: it was struck before, or it is of a case that is held, or something is borne out by it.
    #[error("the letter cannot be struck")]
    Stays,
    /// A file is none that was stored with the letter.
    #[error("a file was not stored with the letter")]
    Files,
    /// The database.
    #[error("the letter could not be struck")]
    Storage(#[from] storage::Error),
}

/// Strikes a letter in the transaction that stores the envelope which says so.
///
/// Contact details are never struck, nor is what [`keep`] was told of, nor anything of a case that is held. Whether the envelope
/// is a strike at all nobody here can read: where it is none, every reader is told that something is held back.
pub fn strike(
    tx: &mut Tx<'_>,
    case: &CaseRow,
    thread: Thread,
    strike: &Strike,
    today: Day,
) -> Result<(), StrikeError> {
    let Strike { n, digest, files } = strike;
    let letter = store::find_letter(tx, case.id, thread, *n)?;
    let letter = letter.filter(|letter| letter.digest == *digest).ok_or(StrikeError::NoLetter)?;
    let is_contact = thread == Thread::Conversation && *n == CONTACT;
    if letter.stays || letter.is_struck || is_contact || case.ending.held.is_some() {
        return Err(StrikeError::Stays);
    }
    for file in files {
        if !files::delete_file_of_letter(tx, *file, case.id, thread, *n)? {
            return Err(StrikeError::Files);
        }
    }
    store::update_struck(tx, case.id, thread, *n)?;
    if thread == Thread::Conversation {
        store::delete_retry(tx, case.id, *n)?;
    }
    Ok(put_unwiped(tx, today)?)
}

/// Lets the envelope of that number never be struck: it changed who may open the case, it took a step that the law's clocks turn
/// on, the log bears it out, or it is a strike.
pub fn keep(tx: &mut Tx<'_>, case: CaseId, thread: Thread, n: u64) -> Result<(), storage::Error> {
    store::update_stays(tx, case, thread, n)
}

/// Lets the room that was freed on that day be overwritten: what else a strike takes away lies with whoever wrote it.
pub fn wipe_later(tx: &mut Tx<'_>, today: Day) -> Result<(), storage::Error> {
    put_unwiped(tx, today)
}
