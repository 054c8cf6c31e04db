//! What a member writes: an envelope, the step it takes, and the wraps that a grant or rekey brings, all or nothing.

use std::sync::Arc;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::{FileId, MemberId};
use sigill_sealing::kind::{Conversation, Internal, Wrap};
use thiserror::Error;

use super::{access, store};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::cases::files::{self, AdoptError, Owner};
use crate::cases::lifecycle::{InternalStep, OutOfTurn, Step};
use crate::cases::retention::{self, Proposer};
use crate::cases::room::{self, Fit};
use crate::cases::store::NewEnvelope;
use crate::cases::striking::{self, Half, Place, StrikeError};
use crate::cases::{self, CaseId, Thread};
use crate::channels::clocks::today_in;
use crate::notifications::{self, Batch};
use crate::storage::{self, Tx};

/// A sealed envelope for one of the two threads.
#[derive(Debug)]
pub(super) enum Envelope {
    /// For the conversation.
    Conversation(Sealed<Conversation>),
    /// For the internal thread.
    Internal(Sealed<Internal>),
}

impl Envelope {
    fn as_new(&self) -> NewEnvelope<'_> {
        match self {
            Self::Conversation(sealed) => NewEnvelope::Conversation(sealed),
            Self::Internal(sealed) => NewEnvelope::Internal(sealed),
        }
    }
}

/// Everything of one writing.
#[derive(Debug)]
pub(super) struct Writing {
    /// The number its writer states.
    pub(super) n: u64,
    /// What is written.
    pub(super) envelope: Envelope,
    /// The step that a message of the conversation takes, for the clocks.
    pub(super) step: Option<Step>,
    /// The steps that an envelope of the internal thread takes, each of which its record bears out.
    pub(super) steps: Vec<InternalStep>,
    /// The generation of the case's key that its writer sealed it to, where their browser says so. A grant or rekey says it
    /// by its wraps.
    pub(super) generation: Option<u64>,
    /// What a grant or rekey brings: holder, generation, the sealed keys.
    pub(super) wraps: Vec<(Holder, u64, Sealed<Wrap>)>,
    /// The files that the envelope refers to, by id and digest, which its writer has sent to the case.
    pub(super) files: Vec<(FileId, Digest)>,
    /// Whether the log is to bear the envelope out, though it takes no step and brings no wraps.
    pub(super) deed: bool,
    /// The half of a strike that the envelope is.
    pub(super) strike: Option<Half>,
}

/// What is durable.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Written {
    /// Its number.
    pub(super) n: u64,
    /// The day it came, the server's own.
    pub(super) day: Day,
    /// Whether it was there already: a retry after a lost answer.
    pub(super) retried: bool,
}

/// Why nothing was written.
#[derive(Debug, Error)]
pub(super) enum WriteError {
    /// There is no such case for this member.
    #[error("there is no such case for this member")]
    NoCase,
    /// Somebody was first: read what is new, then seal again.
    #[error("the thread has another count")]
    Conflict {
        /// How many envelopes there are.
        count: u64,
    },
    /// The step cannot be taken from where the case is: somebody has taken it, or another, before.
    #[error("the step cannot be taken now")]
    Step(#[from] OutOfTurn),
    /// Each thread takes steps of its own, and the internal one brings no wraps.
    #[error("a step or wraps in the thread to which they do not belong")]
    OtherThread,
    /// The wraps are no grant and no rekey.
    #[error("the wraps are neither those of a grant nor those of a rekey")]
    Wraps,
    /// The rekey leaves out somebody whom its writer may not.
    #[error("the rekey leaves out somebody whom its writer may not leave out")]
    LeftOut,
    /// A file that the envelope refers to is none that its writer sent here, is not whole, or is another.
    #[error("a file of the envelope is not here as it says")]
    Files,
    /// What it strikes or confirms is none that stands there, or it would do more than strike.
    #[error("nothing stands where something is to be struck")]
    NoLetter,
    /// What it strikes stays, or it is confirmed by whoever proposed it.
    #[error("the letter cannot be struck")]
    Stays,
    /// The thread takes no more.
    #[error("the thread is full")]
    Full,
    /// The database.
    #[error("the envelope could not be stored")]
    Storage(#[from] storage::Error),
}

impl From<AdoptError> for WriteError {
    fn from(error: AdoptError) -> Self {
        match error {
            AdoptError::Missing => Self::Files,
            AdoptError::Storage(cause) => Self::Storage(cause),
        }
    }
}

impl From<StrikeError> for WriteError {
    fn from(error: StrikeError) -> Self {
        match error {
            StrikeError::NoLetter => Self::NoLetter,
            StrikeError::Stays | StrikeError::Alone => Self::Stays,
            StrikeError::Files => Self::Files,
            StrikeError::Storage(cause) => Self::Storage(cause),
        }
    }
}

/// Writes to `case` as `member`.
pub(super) async fn write(
    app: &App,
    member: MemberId,
    case: CaseId,
    writing: Writing,
) -> Result<Written, WriteError> {
    let (clock, rng) = (Arc::clone(&app.clock), app.rng);
    let key = Arc::clone(&app.server_key);
    let (thread, n) = (writing.envelope.as_new().thread(), writing.n);
    let measured = app.db.read(move |connection| {
        match cases::store::find_case_of(connection, case, Holder::Member(member))? {
            Some(_) => room::measure_ahead(connection, case, thread, n),
            None => Ok(None),
        }
    });
    let measured = measured.await.map_err(WriteError::Storage)?;
    let batch = Batch::next(&app.config.mail, app.clock.as_ref());
    app.db
        .run_tx("write_at_desk", move |tx| {
            let Writing { n, envelope, step, steps, generation, wraps, files, deed, strike } = &writing;
            let new = envelope.as_new();
            let stored = find_stored(tx, case, *n, &new)?;
            let Some(row) = cases::store::find_case_of(tx, case, Holder::Member(member))? else {
                // Who stepped aside and got no answer asks once more, and has nothing of the case but these very bytes.
                return if wraps.is_empty() { None } else { stored }.ok_or(WriteError::NoCase);
            };
            if let Some(stored) = stored {
                return Ok(stored);
            }
            match room::OF_MEMBER.fit(tx, (case, new.thread()), *n, new.length(), measured)? {
                Fit::Fits => {}
                Fit::NotNext { count } => return Err(WriteError::Conflict { count }),
                Fit::Full => return Err(WriteError::Full),
            }
            // In the internal thread no number tells that the case was re-keyed meanwhile: what is sealed to the key before
            // would open for whoever left.
            if wraps.is_empty() && generation.is_some_and(|generation| generation != row.generation) {
                return Err(WriteError::Conflict { count: *n });
            }
            let is_elsewhere = match envelope {
                Envelope::Conversation(_) => !steps.is_empty(),
                Envelope::Internal(_) => step.is_some() || !wraps.is_empty(),
            };
            if is_elsewhere {
                return Err(WriteError::OtherThread);
            }
            let does_more =
                step.is_some() || !steps.is_empty() || !wraps.is_empty() || !files.is_empty() || *deed;
            if strike.is_some() && does_more {
                return Err(WriteError::NoLetter);
            }
            let today = today_in(tx, clock.as_ref(), row.channel)?;
            if let Some(half) = strike {
                let place = Place { case: &row, thread: new.thread(), n: *n, member };
                if striking::take(tx, place, half, today)? {
                    store::outdate_entries(tx, case, today)?;
                }
            }
            cases::store::insert_envelope(tx, case, *n, today, &new)?;
            files::adopt(tx, Owner::Member { case, member }, files, case, new.thread(), *n)?;
            if let Some(step) = *step {
                let (state, days) = row.state.take(step, row.days, today)?;
                cases::store::update_state(tx, case, state, &days)?;
                if step == Step::Reopen {
                    retention::reopen(tx, case)?;
                }
            }
            if !steps.is_empty() {
                let days = steps.iter().try_fold(row.days, |days, step| step.take(days, today))?;
                cases::store::update_state(tx, case, row.state, &days)?;
                let c = cases::store::count_envelopes(tx, case, Thread::Conversation)?;
                let proposer = Proposer::of(&key, case, member, c);
                retention::take_steps::<WriteError>(tx, case, steps, today, proposer)?;
            }
            if let Some(change) = access::check(tx, Holder::Member(member), &row, wraps)? {
                let told = access::change(tx, &row, wraps, change)?;
                if let Some(batch) = batch {
                    notifications::enqueue(tx, told, batch)?;
                }
            }
            let stays =
                *deed || step.is_some() || !wraps.is_empty() || matches!(strike, Some(Half::Confirmed(..)));
            if stays {
                striking::keep(tx, case, new.thread(), *n)?;
            }
            if stays || !steps.is_empty() || strike.is_some() {
                let deed = Deed::in_case(new.digest());
                audit::append(tx, &Entry { day: today, channel: Some(row.channel), deed }, &mut rng.clone())?;
            }
            Ok(Written { n: *n, day: today, retried: false })
        })
        .await
}

/// What stands at that number already, if it is the very same bytes: a retry after a lost answer.
pub(super) fn find_stored(
    tx: &mut Tx<'_>,
    case: CaseId,
    n: u64,
    new: &NewEnvelope<'_>,
) -> Result<Option<Written>, WriteError> {
    let found = cases::store::find_envelope(tx, case, new.thread(), n)?;
    let same = found.filter(|(digest, _)| *digest == new.digest());
    Ok(same.map(|(_, day)| Written { n, day, retried: true }))
}
