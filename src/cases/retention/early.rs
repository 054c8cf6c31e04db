//! Erasing a private channel's case before its day: one member proposes it in the case, and another confirms.

use std::sync::Arc;

use sigill_sealing::holder::Holder;
use sigill_sealing::id::MemberId;
use thiserror::Error;

use super::super::reminders::store::list_readers;
use super::super::store::{count_envelopes, find_case_of};
use super::super::{CaseId, Thread, erasing};
use super::ending::is_public;
use super::store;
use crate::app::App;
use crate::channels::clocks::today_in;
use crate::server_key::{Purpose, ServerKey};
use crate::storage;

crate::stored_bytes! {
    /// Who proposed to erase a case, and at which number of its conversation, known again and not told: HMAC of the case, the
    /// member and the number. What comes after it, or a proposer who holds the case no more, makes it nobody's.
    pub struct Proposer(32);
}

impl Proposer {
    /// The mark of `member` in `case`, whose conversation has `c` envelopes.
    #[must_use]
    pub fn of(key: &ServerKey, case: CaseId, member: MemberId, c: u64) -> Self {
        let named = [case.as_bytes().as_slice(), member.as_bytes(), &c.to_be_bytes()].concat();
        Self::from_bytes(key.mac(Purpose::ErasureProposal, &named))
    }
}

/// How much of a case whoever confirms has before them: of anything newer they know nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Seen {
    /// Envelopes of the conversation.
    pub c: u64,
    /// And of the internal thread.
    pub i: u64,
}

/// Why a case is not erased.
#[derive(Debug, Error)]
pub enum EarlyError {
    /// There is no such case for this member.
    #[error("there is no such case for this member")]
    NoCase,
    /// It is open, held or a public record, or nobody proposes it.
    #[error("the case cannot be erased before its day")]
    OutOfTurn,
    /// Whoever proposed it cannot confirm it.
    #[error("another member has to confirm")]
    OwnProposal,
    /// Something came that they have not seen, or that whoever proposed it had not; or that one holds the case no more.
    #[error("the case holds more than who proposed and who confirms have seen")]
    Changed,
    /// The database.
    #[error("the case could not be erased")]
    Storage(#[from] storage::Error),
}

/// Erases `case`, which another member than `member` proposed. What it takes to do so is looked at in the transaction.
pub async fn erase_early(app: &App, member: MemberId, case: CaseId, seen: Seen) -> Result<(), EarlyError> {
    let (clock, rng, key) = (Arc::clone(&app.clock), app.rng, Arc::clone(&app.server_key));
    let erased = app.db.run_tx("erase_early", move |tx| {
        if find_case_of(tx, case, Holder::Member(member))?.is_none() {
            return Err(EarlyError::NoCase);
        }
        let row = store::find_row(tx, case)?.ok_or(EarlyError::NoCase)?;
        let proposer = store::find_proposer(tx, case)?.ok_or(EarlyError::OutOfTurn)?;
        let is_free = row.standing.closed.is_some() && row.standing.held.is_none();
        if !is_free || is_public(tx, row)? {
            return Err(EarlyError::OutOfTurn);
        }
        let now = Seen {
            c: count_envelopes(tx, case, Thread::Conversation)?,
            i: count_envelopes(tx, case, Thread::Internal)?,
        };
        let is_of = |who: MemberId| Proposer::of(&key, case, who, now.c) == proposer;
        if is_of(member) {
            return Err(EarlyError::OwnProposal);
        }
        if now != seen || !list_readers(tx, case)?.into_iter().any(is_of) {
            return Err(EarlyError::Changed);
        }
        let today = today_in(tx, clock.as_ref(), row.channel)?;
        Ok(erasing::erase(tx, &row, today, &mut rng.clone())?)
    });
    erased.await
}
