//! The SQL of striking.

use diesel::prelude::*;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::{FileId, MemberId};

use super::super::{CaseId, Thread};
use crate::storage::columns::Raw;
use crate::storage::schema::{envelopes, retries, strikes};
use crate::storage::{Connection, Error, Tx};

/// The bytes of what was struck.
const NOTHING: &[u8] = &[];

/// What stands at a number, as far as striking goes.
pub(super) struct LetterRow {
    /// SHA-256 of its bytes.
    pub(super) digest: Digest,
    /// Whether it may not be struck.
    pub(super) stays: bool,
    /// Whether it was.
    pub(super) is_struck: bool,
}

/// What an envelope proposes.
pub(super) struct ProposalRow {
    /// Who proposes it.
    pub(super) member: MemberId,
    /// The number of what is to be struck.
    pub(super) target: u64,
    /// Its digest.
    pub(super) digest: Digest,
    /// The letter that its files were stored with: the same number, or what it stands in the place of, if it does.
    pub(super) letter: Option<u64>,
    /// The files that go with it.
    pub(super) files: Vec<FileId>,
    /// The number of the envelope that confirmed it.
    pub(super) confirmed: Option<u64>,
}

/// A number as a column; beyond 2^63 there is none.
fn column(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn number(value: i64) -> u64 {
    u64::try_from(value).unwrap_or_default()
}

/// What stands at that number.
pub(super) fn find_letter(
    connection: &mut Connection,
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<Option<LetterRow>, Error> {
    let row: Option<(Raw<Digest>, bool, bool)> = envelopes::table
        .find((case, thread, column(n)))
        .select((envelopes::digest, envelopes::stays, envelopes::sealed.eq(NOTHING)))
        .first(connection)
        .optional()?;
    Ok(row.map(|(digest, stays, is_struck)| LetterRow { digest: digest.into(), stays, is_struck }))
}

/// What the envelope of that number proposes, if it proposes a strike.
pub(super) fn find_proposal(
    connection: &mut Connection,
    case: CaseId,
    thread: Thread,
    n: u64,
) -> Result<Option<ProposalRow>, Error> {
    type Columns = (Raw<MemberId>, i64, Raw<Digest>, Option<i64>, Vec<u8>, Option<i64>);
    let row: Option<Columns> = strikes::table
        .find((case, thread, column(n)))
        .select((
            strikes::member,
            strikes::target,
            strikes::digest,
            strikes::letter,
            strikes::files,
            strikes::confirmed,
        ))
        .first(connection)
        .optional()?;
    Ok(row.map(|(member, target, digest, letter, files, confirmed)| ProposalRow {
        member: member.into(),
        target: number(target),
        digest: digest.into(),
        letter: letter.map(number),
        files: files.as_chunks().0.iter().map(|id| FileId::from_bytes(*id)).collect(),
        confirmed: confirmed.map(number),
    }))
}

/// Stores what the envelope of that number proposes.
pub(super) fn insert_proposal(
    tx: &mut Tx<'_>,
    case: CaseId,
    thread: Thread,
    n: u64,
    row: &ProposalRow,
) -> Result<(), Error> {
    let files: Vec<u8> = row.files.iter().flat_map(|id| *id.as_bytes()).collect();
    diesel::insert_into(strikes::table)
        .values((
            strikes::case_id.eq(case),
            strikes::thread.eq(thread),
            strikes::n.eq(column(n)),
            strikes::member.eq(Raw(row.member)),
            strikes::target.eq(column(row.target)),
            strikes::digest.eq(Raw(row.digest)),
            strikes::letter.eq(row.letter.map(column)),
            strikes::files.eq(files),
            strikes::confirmed.eq(row.confirmed.map(column)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores which envelope confirmed a proposal.
pub(super) fn update_confirmed(
    tx: &mut Tx<'_>,
    case: CaseId,
    thread: Thread,
    proposal: u64,
    n: u64,
) -> Result<(), Error> {
    diesel::update(strikes::table.find((case, thread, column(proposal))))
        .set(strikes::confirmed.eq(Some(column(n))))
        .execute(tx.connection())?;
    Ok(())
}

/// Whether somebody who has verified that many envelopes of each thread knows of all that was struck in a case.
pub fn is_covered(
    connection: &mut Connection,
    case: CaseId,
    conversation: u64,
    internal: u64,
) -> Result<bool, Error> {
    for (thread, verified) in [(Thread::Conversation, conversation), (Thread::Internal, internal)] {
        let unknown: i64 = strikes::table
            .filter(strikes::case_id.eq(case).and(strikes::thread.eq(thread)))
            .filter(strikes::confirmed.ge(column(verified)))
            .count()
            .get_result(connection)?;
        if unknown > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes an envelope's bytes away; its number, digest and day stay.
pub(super) fn update_struck(tx: &mut Tx<'_>, case: CaseId, thread: Thread, n: u64) -> Result<(), Error> {
    diesel::update(envelopes::table.find((case, thread, column(n))))
        .set(envelopes::sealed.eq(NOTHING))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores that an envelope may not be struck.
pub(super) fn update_stays(tx: &mut Tx<'_>, case: CaseId, thread: Thread, n: u64) -> Result<(), Error> {
    diesel::update(envelopes::table.find((case, thread, column(n))))
        .set(envelopes::stays.eq(true))
        .execute(tx.connection())?;
    Ok(())
}

/// Forgets of which form a message came: a digest of what it said, though nobody can reckon it who has not the code.
pub(super) fn delete_retry(tx: &mut Tx<'_>, case: CaseId, n: u64) -> Result<(), Error> {
    diesel::delete(retries::table.find((case, column(n)))).execute(tx.connection())?;
    Ok(())
}
