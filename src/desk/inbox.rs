//! Every case a member may open, in the order of the server's random ids, which tells nothing.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sigill_sealing::day::Day;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::index::SealedEntry;
use thiserror::Error;

use super::store::{self, WrapRow};
use crate::app::App;
use crate::cases::store::{CaseRow, EnvelopeRow};
use crate::cases::striking::is_covered;
use crate::cases::{self, CaseId, Thread};
use crate::channels::clocks::today_in;
use crate::storage::{Connection, Error};

/// Most envelopes in one answer; at 1 MiB each that is as much as an answer should be.
pub(super) const PAGE: usize = 4;
/// Most index entries that are asked for at once: more names do not fit into an address.
pub(super) const ENTRIES: usize = 48;
/// Bytes of index entries after which an answer holds no more of them.
const ANSWER: usize = 1 << 20;
/// Index entries that are read at once.
const ROWS: usize = 64;

/// A case as the inbox lists it.
#[derive(Debug)]
pub(super) struct Listed {
    /// Its row.
    pub(super) case: CaseRow,
    /// How many envelopes the conversation and the internal thread have.
    pub(super) counts: (u64, u64),
    /// Whether the member has an index entry of it.
    pub(super) indexed: bool,
}

/// A case as it is opened.
#[derive(Debug)]
pub(super) struct Opened {
    /// As the inbox lists it.
    pub(super) listed: Listed,
    /// The member's own cache of it.
    pub(super) index: Option<SealedEntry>,
    /// The case keys, sealed to this member.
    pub(super) wraps: Vec<WrapRow>,
    /// Who holds its newest key.
    pub(super) holders: Vec<Holder>,
}

/// The inbox of `member`, and the day it is in each channel of it.
pub(super) async fn list(
    app: &App,
    member: MemberId,
) -> Result<(Vec<Listed>, BTreeMap<ChannelId, Day>), Error> {
    let clock = Arc::clone(&app.clock);
    app.db
        .read(move |connection| {
            let listed = list_in(connection, member)?;
            let mut today = BTreeMap::new();
            for Listed { case, .. } in &listed {
                if let Entry::Vacant(unknown) = today.entry(case.channel) {
                    unknown.insert(today_in(connection, clock.as_ref(), case.channel)?);
                }
            }
            Ok((listed, today))
        })
        .await
}

fn list_in(connection: &mut Connection, member: MemberId) -> Result<Vec<Listed>, Error> {
    let mut counts: BTreeMap<(CaseId, Thread), u64> = store::list_counts(connection, member)?
        .into_iter()
        .map(|(case, thread, count)| ((case, thread), count))
        .collect();
    let indexed: BTreeSet<CaseId> = store::list_indexed(connection, member)?.into_iter().collect();
    let rows = cases::store::list_cases_of(connection, Holder::Member(member))?;
    let listed = rows.into_iter().map(|case| {
        let mut count = |thread| counts.remove(&(case.id, thread)).unwrap_or_default();
        let counts = (count(Thread::Conversation), count(Thread::Internal));
        Listed { counts, indexed: indexed.contains(&case.id), case }
    });
    Ok(listed.collect())
}

/// The index entries that `member` has of those cases, as far as they may open them.
pub(super) async fn list_entries(
    app: &App,
    member: MemberId,
    cases: Vec<CaseId>,
) -> Result<Vec<(CaseId, SealedEntry)>, Error> {
    app.db
        .read(move |connection| {
            let held = cases::store::list_held_of(connection, Holder::Member(member), &cases)?;
            store::list_entries(connection, member, &held)
        })
        .await
}

/// The index entries that `member` has of the cases after that one, in the order of the cases' random ids, as far as they may
/// open them: about [`ANSWER`] bytes of them; none if there are no more.
pub(super) async fn list_entries_after(
    app: &App,
    member: MemberId,
    after: Option<CaseId>,
) -> Result<Vec<(CaseId, SealedEntry)>, Error> {
    app.db
        .read(move |connection| {
            let most = i64::try_from(ROWS).unwrap_or(i64::MAX);
            let (mut listed, mut bytes, mut last) = (Vec::new(), 0, after);
            loop {
                let rows = store::list_entries_after(connection, member, last, most)?;
                let Some((newest, _)) = rows.last() else { return Ok(listed) };
                last = Some(*newest);
                let cases: Vec<CaseId> = rows.iter().map(|(case, _)| *case).collect();
                let held: BTreeSet<CaseId> =
                    cases::store::list_held_of(connection, Holder::Member(member), &cases)?
                        .into_iter()
                        .collect();
                for (case, entry) in rows {
                    let Some(entry) = entry.filter(|_| held.contains(&case)) else { continue };
                    bytes += entry.ciphertext().len();
                    listed.push((case, entry));
                    if bytes >= ANSWER {
                        return Ok(listed);
                    }
                }
            }
        })
        .await
}

/// One case, if `member` may open it.
pub(super) async fn open(app: &App, member: MemberId, case: CaseId) -> Result<Option<Opened>, Error> {
    app.db
        .read(move |connection| {
            let found = cases::store::find_case_of(connection, case, Holder::Member(member))?;
            let Some(row) = found else { return Ok(None) };
            let conversation = cases::store::count_envelopes(connection, case, Thread::Conversation)?;
            let internal = cases::store::count_envelopes(connection, case, Thread::Internal)?;
            let index = store::find_index(connection, member, case)?;
            let listed = Listed { case: row, counts: (conversation, internal), indexed: index.is_some() };
            let wraps = store::list_wraps(connection, case, member)?;
            let holders = store::list_holders(connection, case, row.generation)?;
            Ok(Some(Opened { listed, index, wraps, holders }))
        })
        .await
}

/// A thread of a case from number `from` on, at most [`PAGE`] and one more that tells whether there is more.
pub(super) async fn read(
    app: &App,
    member: MemberId,
    case: CaseId,
    thread: Thread,
    from: u64,
) -> Result<Option<Vec<EnvelopeRow>>, Error> {
    app.db
        .read(move |connection| {
            if cases::store::find_case_of(connection, case, Holder::Member(member))?.is_none() {
                return Ok(None);
            }
            let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            cases::store::list_envelopes(connection, case, thread, from, most).map(Some)
        })
        .await
}

/// Why an index entry was not written.
#[derive(Debug, Error)]
pub(super) enum RememberError {
    /// There is no such case for this member.
    #[error("there is no such case for this member")]
    NoCase,
    /// Another entry was written meanwhile, in another tab or on another computer: read it first, for it may hold a draft.
    #[error("the case has another index entry")]
    Conflict,
    /// The database.
    #[error("the index entry could not be stored")]
    Storage(#[from] Error),
}

/// Writes the member's index entry of a case over the one that has the salt `replaces`, or where there is none. One that
/// stands there already is taken as the first time.
pub(super) async fn remember(
    app: &App,
    member: MemberId,
    case: CaseId,
    entry: SealedEntry,
    replaces: Option<[u8; 32]>,
    (conversation, internal): (u64, u64),
) -> Result<(), RememberError> {
    let clock = Arc::clone(&app.clock);
    app.db
        .run_tx("write_index", move |tx| {
            let Some(row) = cases::store::find_case_of(tx, case, Holder::Member(member))? else {
                return Err(RememberError::NoCase);
            };
            let stored = store::find_index(tx, member, case)?;
            if stored.as_ref() == Some(&entry) {
                return Ok(());
            }
            if stored.as_ref().map(|stored| *stored.salt()) != replaces {
                return Err(RememberError::Conflict);
            }
            let outdated = if is_covered(tx, case, conversation, internal)? {
                None
            } else {
                let since = store::find_outdated(tx, member, case)?;
                Some(since.map_or_else(|| today_in(tx, clock.as_ref(), row.channel), Ok)?)
            };
            Ok(store::replace_index(tx, member, case, &entry, outdated)?)
        })
        .await
}
