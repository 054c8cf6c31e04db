//! Striking a letter, which takes two members: one proposes, another confirms, and then its bytes and what goes with them are
//! gone for good. Its number, digest and day stay, so that the chain verifies and a reader finds the strike that says why.

mod store;

use std::collections::BTreeSet;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::{FileId, MemberId};
use thiserror::Error;

pub use store::is_covered;

use super::retention::store::put_unwiped;
use super::store::CaseRow;
use super::{CaseId, Thread, files};
use crate::storage::{self, Tx};
use store::ProposalRow;

/// The number of the conversation that every filing gives the contact details.
const CONTACT: u64 = 1;

/// One member's half of a strike, as the request with the envelope that says so names it.
#[derive(Debug)]
pub enum Half {
    /// That something is to be struck.
    Proposed(Going),
    /// That what the envelope of that number proposes is done, and what that is as its writer has read it.
    Confirmed(u64, Going),
}

/// What goes by a strike, in the thread of the envelope that says so.
#[derive(Debug)]
pub struct Going {
    /// The number of the letter.
    pub n: u64,
    /// Its digest, so that nobody strikes another letter than the one they read.
    pub digest: Digest,
    /// Which of the files that were stored with it go too; of what remains of a struck letter, with that.
    pub files: Vec<FileId>,
}

/// Where the half itself stands, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The case.
    pub case: &'a CaseRow,
    /// The thread.
    pub thread: Thread,
    /// Its number.
    pub n: u64,
    /// Who wrote it.
    pub member: MemberId,
}

/// Why nothing is struck.
#[derive(Debug, Error)]
pub enum StrikeError {
    /// No such letter stands there, or no such proposal.
    #[error("no letter or proposal of this number and digest stands in the thread")]
    NoLetter,
    /// It stays: it was struck before, or it is of a case that is held, or something is borne out by it.
    #[error("the letter cannot be struck")]
    Stays,
    /// Who confirms it proposed it.
    #[error("nobody confirms what they proposed")]
    Alone,
    /// A file is none that was stored with the letter.
    #[error("a file was not stored with the letter")]
    Files,
    /// The database.
    #[error("the letter could not be struck")]
    Storage(#[from] storage::Error),
}

/// Takes half a strike in the transaction that stores the envelope which says so. Whether something is struck by it.
///
/// Contact details are never struck, nor is what [`keep`] was told of, nor anything of a case that is held: that is looked at
/// when a strike is proposed and when it is confirmed. Whether the envelopes are halves of a strike at all nobody here can
/// read: where they are none, every reader is told that something is held back.
pub fn take(tx: &mut Tx<'_>, place: Place<'_>, half: &Half, today: Day) -> Result<bool, StrikeError> {
    match half {
        Half::Proposed(going) => propose(tx, place, going).map(|()| false),
        Half::Confirmed(proposal, going) => confirm(tx, place, *proposal, going, today).map(|()| true),
    }
}

fn propose(tx: &mut Tx<'_>, place: Place<'_>, going: &Going) -> Result<(), StrikeError> {
    let Going { n, digest, files } = going;
    check(tx, place, *n, *digest)?;
    let letter = letter_of(tx, place, *n)?;
    for file in files {
        let is_of_it = match letter {
            Some(letter) => files::is_of_letter(tx, *file, place.case.id, place.thread, letter)?,
            None => false,
        };
        if !is_of_it {
            return Err(StrikeError::Files);
        }
    }
    let row = ProposalRow {
        member: place.member,
        target: *n,
        digest: *digest,
        letter,
        files: files.clone(),
        confirmed: None,
    };
    Ok(store::insert_proposal(tx, place.case.id, place.thread, place.n, &row)?)
}

fn confirm(
    tx: &mut Tx<'_>,
    place: Place<'_>,
    proposal: u64,
    going: &Going,
    today: Day,
) -> Result<(), StrikeError> {
    let Place { case, thread, .. } = place;
    let row = store::find_proposal(tx, case.id, thread, proposal)?.ok_or(StrikeError::NoLetter)?;
    if row.member == place.member {
        return Err(StrikeError::Alone);
    }
    // What was agreed to is what was read, whatever the request with the proposal said.
    let files = |files: &[FileId]| files.iter().copied().collect::<BTreeSet<_>>();
    if (row.target, row.digest, files(&row.files)) != (going.n, going.digest, files(&going.files)) {
        return Err(StrikeError::NoLetter);
    }
    let said = store::find_letter(tx, case.id, thread, proposal)?;
    if row.confirmed.is_some() || said.is_none_or(|said| said.is_struck) {
        return Err(StrikeError::Stays);
    }
    check(tx, place, row.target, row.digest)?;
    // What it strikes may stand in the place of a letter since, or no more.
    if letter_of(tx, place, row.target)? != row.letter {
        return Err(StrikeError::Stays);
    }
    if let Some(letter) = row.letter {
        for file in row.files {
            files::delete_file_of_letter(tx, file, case.id, thread, letter)?;
        }
    }
    store::update_struck(tx, case.id, thread, row.target)?;
    store::update_confirmed(tx, case.id, thread, proposal, place.n)?;
    if thread == Thread::Conversation {
        store::delete_retry(tx, case.id, row.target)?;
    }
    Ok(put_unwiped(tx, today)?)
}

/// The letter that the files of what stands at a number were stored with: itself, or what it stands in the place of. Nothing of a
/// proposal that nobody has confirmed, whose files are those of a letter that stands.
fn letter_of(tx: &mut Tx<'_>, place: Place<'_>, n: u64) -> Result<Option<u64>, StrikeError> {
    Ok(match store::find_proposal(tx, place.case.id, place.thread, n)? {
        None => Some(n),
        Some(earlier) => earlier.confirmed.and(earlier.letter),
    })
}

/// Whether the letter stands there and may be struck.
fn check(tx: &mut Tx<'_>, place: Place<'_>, n: u64, digest: Digest) -> Result<(), StrikeError> {
    let Place { case, thread, .. } = place;
    let letter = store::find_letter(tx, case.id, thread, n)?;
    let letter = letter.filter(|letter| letter.digest == digest).ok_or(StrikeError::NoLetter)?;
    let is_contact = thread == Thread::Conversation && n == CONTACT;
    if letter.stays || letter.is_struck || is_contact || case.ending.held.is_some() {
        return Err(StrikeError::Stays);
    }
    Ok(())
}

/// Lets the envelope of that number never be struck: it changed who may open the case, it took a step that the law's clocks turn
/// on, the log bears it out, or it confirms a strike.
pub fn keep(tx: &mut Tx<'_>, case: CaseId, thread: Thread, n: u64) -> Result<(), storage::Error> {
    store::update_stays(tx, case, thread, n)
}

/// Lets the room that was freed on that day be overwritten: what else a strike takes away lies with whoever wrote it.
pub fn wipe_later(tx: &mut Tx<'_>, today: Day) -> Result<(), storage::Error> {
    put_unwiped(tx, today)
}
