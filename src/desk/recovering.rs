//! What the holder of a channel's recovery code does: they give a case that is left to recovery alone to a handler or
//! deputy. The code is all they have: no account, no session, and nothing of a case that somebody at the desk can open.

use std::sync::Arc;

use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::ChannelId;
use sigill_sealing::kind::Conversation;

use super::access::{self, BroughtWrap};
use super::inbox::PAGE;
use super::writing::{WriteError, Written, find_stored};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::cases::room::{self, Fit};
use crate::cases::store::{CaseRow, EnvelopeRow, NewEnvelope};
use crate::cases::{self, CaseId, Thread, recovery, striking};
use crate::channels::clocks::today_in;
use crate::channels::store as channels;
use crate::notifications::{self, Batch};
use crate::storage::Error;

mod guard;
pub(super) mod routes;
mod wire;

/// A rekey as it is brought.
#[derive(Debug)]
struct Giving {
    /// The number its writer states.
    n: u64,
    /// The rekey.
    sealed: Sealed<Conversation>,
    /// Whose the case is with it.
    wraps: Vec<BroughtWrap>,
}

/// Logs that the recovery code of these channels was used. The log is told before anything is, so that nothing is read and
/// nothing given without it.
async fn log_use(app: &App, channels: Vec<ChannelId>) -> Result<(), Error> {
    let (clock, rng) = (Arc::clone(&app.clock), app.rng);
    app.db
        .run_tx("log_recovery", move |tx| {
            for channel in &channels {
                let day = today_in(tx, clock.as_ref(), *channel)?;
                let entry = Entry { day, channel: Some(*channel), deed: Deed::RecoveryUsed };
                audit::append(tx, &entry, &mut rng.clone())?;
            }
            Ok(())
        })
        .await
}

/// Those channels with the words in their addresses.
async fn list_held(app: &App, held: Vec<ChannelId>) -> Result<Vec<(ChannelId, String)>, Error> {
    app.db
        .read(move |connection| {
            let mut told = Vec::new();
            for channel in held {
                if let Some(address) = channels::find_address(connection, channel)? {
                    told.push((channel, address));
                }
            }
            Ok(told)
        })
        .await
}

/// Every epoch's note of `channel`, oldest first, and what is left to recovery in it.
async fn list(app: &App, channel: ChannelId) -> Result<(Vec<String>, Vec<CaseRow>), Error> {
    let clock = Arc::clone(&app.clock);
    app.db
        .read(move |connection| {
            let today = today_in(connection, clock.as_ref(), channel)?;
            let notes = channels::list_keyrings(connection, channel, 1, i64::MAX)?;
            let notes = notes.into_iter().map(|row| row.note).collect();
            Ok((notes, recovery::list_left(connection, channel, today)?))
        })
        .await
}

/// The newest generation of a case that is left to recovery, and recovery's wrap of it, which holds all keys before it too.
async fn open(app: &App, channel: ChannelId, case: CaseId) -> Result<Option<(u64, Vec<u8>)>, Error> {
    let clock = Arc::clone(&app.clock);
    app.db
        .read(move |connection| {
            let today = today_in(connection, clock.as_ref(), channel)?;
            let Some(row) = recovery::find_left(connection, channel, case, today)? else { return Ok(None) };
            let wrap = recovery::find_wrap(connection, case, row.generation)?;
            Ok(wrap.map(|wrap| (row.generation, wrap)))
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
    let clock = Arc::clone(&app.clock);
    app.db
        .read(move |connection| {
            let today = today_in(connection, clock.as_ref(), channel)?;
            if recovery::find_left(connection, channel, case, today)?.is_none() {
                return Ok(None);
            }
            let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            cases::store::list_envelopes(connection, case, Thread::Conversation, from, most).map(Some)
        })
        .await
}

/// Stores a rekey that gives the case to a member, who is told; from then on it is left to recovery no more. Never a grant:
/// the newest key is one that whoever left may have made. Sent again after a lost answer, it is taken as the first time.
async fn give(app: &App, channel: ChannelId, case: CaseId, giving: Giving) -> Result<Written, WriteError> {
    let (clock, rng) = (Arc::clone(&app.clock), app.rng);
    let batch = Batch::next(&app.config.mail, app.clock.as_ref());
    app.db
        .run_tx("give_from_recovery", move |tx| {
            let Giving { n, sealed, wraps } = &giving;
            let new = NewEnvelope::Conversation(sealed);
            let today = today_in(tx, clock.as_ref(), channel)?;
            let Some(row) = recovery::find_left(tx, channel, case, today)? else {
                let is_of_channel = recovery::is_of_channel(tx, channel, case)?;
                let stored = if is_of_channel { find_stored(tx, case, *n, &new)? } else { None };
                return stored.ok_or(WriteError::NoCase);
            };
            match room::OF_MEMBER.fit(tx, (case, Thread::Conversation), *n, new.length(), None)? {
                Fit::Fits => {}
                Fit::NotNext { count } => return Err(WriteError::Conflict { count }),
                Fit::Full => return Err(WriteError::Full),
            }
            let change = access::check(tx, Holder::Recovery, &row, wraps)?;
            // Recovery writes for nothing else than that somebody can work on the case.
            let change = change.filter(access::Change::gives_anew).ok_or(WriteError::Wraps)?;
            cases::store::insert_envelope(tx, case, *n, today, &new)?;
            let told = access::change(tx, &row, wraps, change)?;
            if let Some(batch) = batch {
                notifications::enqueue(tx, told, batch)?;
            }
            striking::keep(tx, case, Thread::Conversation, *n)?;
            let deed = Deed::in_case(new.digest());
            audit::append(tx, &Entry { day: today, channel: Some(channel), deed }, &mut rng.clone())?;
            Ok(Written { n: *n, day: today, retried: false })
        })
        .await
}
