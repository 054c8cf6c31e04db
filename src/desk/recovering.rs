//! What the holder of a channel's recovery code does: they give a case that is left to recovery alone to a handler or
//! deputy. The code is all they have: no account, no session, and nothing of a case that somebody at the desk can open.

use std::sync::Arc;

use sigill_sealing::day::Day;
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::ChannelId;
use sigill_sealing::keyring::{KeyringChain, Pin};
use sigill_sealing::kind::Conversation;
use sigill_sealing::role::Author;
use sigill_sealing::signature::VerifyingKey;

use super::access::{self, BroughtWrap};
use super::inbox::PAGE;
use super::writing::{WriteError, Written, find_stored};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::cases::room::{self, Fit};
use crate::cases::store::{CaseRow, EnvelopeRow, NewEnvelope};
use crate::cases::{self, CaseId, Thread, recovery};
use crate::channels::clocks::today_in;
use crate::channels::store as channels;
use crate::notifications::{self, Batch};
use crate::storage::{Connection, Error};

mod guard;
pub(super) mod routes;
mod wire;

/// A channel as its recovery holder is told it.
#[derive(Debug)]
struct Waiting {
    /// The word in its address.
    address: String,
    /// The day it is in its zone.
    today: Day,
    /// Every epoch's note, oldest first.
    notes: Vec<String>,
    /// The cases that are left to recovery.
    cases: Vec<CaseRow>,
}

/// A grant or rekey as it is brought.
#[derive(Debug)]
struct Giving {
    /// The number its writer states.
    n: u64,
    /// The grant or rekey.
    sealed: Sealed<Conversation>,
    /// Whose the case is with it.
    wraps: Vec<BroughtWrap>,
}

/// The channel whose newest keyring has that key in its line of recovery.
fn find_channel(connection: &mut Connection, key: &VerifyingKey<Author>) -> Result<Option<ChannelId>, Error> {
    // The line ends with its key: a note that has it nowhere need not be read.
    let written = key.to_string();
    for channel in channels::list_channels(connection)? {
        let newest = channels::find_newest_keyring(connection, channel.id)?;
        let Some(newest) = newest.filter(|newest| newest.note.contains(&written)) else { continue };
        let chain = KeyringChain::verify(channel.id, &[&newest.note], &Pin::Nothing);
        if chain.is_ok_and(|chain| chain.newest().lines().recovery.verify == *key) {
            return Ok(Some(channel.id));
        }
    }
    Ok(None)
}

/// What is left to recovery in `channel`; that it was asked for is logged.
async fn list(app: &App, channel: ChannelId) -> Result<Option<Waiting>, Error> {
    let (clock, rng) = (Arc::clone(&app.clock), app.rng);
    app.db
        .run_tx("list_left_to_recovery", move |tx| {
            let Some(row) = channels::find_channel(tx, channel)? else { return Ok(None) };
            let notes = channels::list_keyrings(tx, channel, 1, i64::MAX)?;
            let notes = notes.into_iter().map(|row| row.note).collect();
            let cases = recovery::list_left(tx, channel)?;
            let today = today_in(tx, clock.as_ref(), channel)?;
            let entry = Entry { day: today, channel: Some(channel), deed: Deed::RecoveryUsed };
            audit::append(tx, &entry, &mut rng.clone())?;
            Ok(Some(Waiting { address: row.address, today, notes, cases }))
        })
        .await
}

/// The newest generation of a case that is left to recovery, and recovery's wraps of it.
async fn open(app: &App, channel: ChannelId, case: CaseId) -> Result<Option<(u64, Vec<Vec<u8>>)>, Error> {
    app.db
        .read(move |connection| {
            let Some(row) = recovery::find_left(connection, channel, case)? else { return Ok(None) };
            Ok(Some((row.generation, recovery::find_wraps(connection, case)?)))
        })
        .await
}

/// The conversation of such a case from number `from` on, at most [`PAGE`] envelopes and one more that tells whether there
/// is more. The internal thread is for no eyes but those of handlers.
async fn read(
    app: &App,
    channel: ChannelId,
    case: CaseId,
    from: u64,
) -> Result<Option<Vec<EnvelopeRow>>, Error> {
    app.db
        .read(move |connection| {
            if recovery::find_left(connection, channel, case)?.is_none() {
                return Ok(None);
            }
            let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            cases::store::list_envelopes(connection, case, Thread::Conversation, from, most).map(Some)
        })
        .await
}

/// Stores a grant or rekey that gives the case to a member, who is told; from then on it is left to recovery no more. Sent
/// again after a lost answer, it is taken as the first time.
async fn give(app: &App, channel: ChannelId, case: CaseId, giving: Giving) -> Result<Written, WriteError> {
    let (clock, rng) = (Arc::clone(&app.clock), app.rng);
    let batch = Batch::next(&app.config.mail, app.clock.as_ref());
    app.db
        .run_tx("give_from_recovery", move |tx| {
            let Giving { n, sealed, wraps } = &giving;
            let new = NewEnvelope::Conversation(sealed);
            let stored = find_stored(tx, case, *n, &new)?;
            let Some(row) = recovery::find_left(tx, channel, case)? else {
                return stored.ok_or(WriteError::NoCase);
            };
            match room::OF_MEMBER.fit(tx, (case, Thread::Conversation), *n, new.length(), None)? {
                Fit::Fits => {}
                Fit::NotNext { count } => return Err(WriteError::Conflict { count }),
                Fit::Full => return Err(WriteError::Full),
            }
            let change = access::check(tx, Holder::Recovery, &row, wraps)?;
            // Recovery writes for nothing else than that somebody can work on the case.
            let change = change.filter(access::Change::gives).ok_or(WriteError::Wraps)?;
            let today = today_in(tx, clock.as_ref(), channel)?;
            cases::store::insert_envelope(tx, case, *n, today, &new)?;
            let told = access::change(tx, &row, wraps, change)?;
            if let Some(batch) = batch {
                notifications::enqueue(tx, told, batch)?;
            }
            let deed = Deed::in_case(new.digest());
            audit::append(tx, &Entry { day: today, channel: Some(channel), deed }, &mut rng.clone())?;
            Ok(Written { n: *n, day: today, retried: false })
        })
        .await
}
