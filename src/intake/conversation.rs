//! Coming back with the code: the case, what was written in it, and writing more.

use std::sync::Arc;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::FileId;
use sigill_sealing::kind::Conversation;
use thiserror::Error;

use crate::app::App;
use crate::cases::files::{self, AdoptError, Owner};
use crate::cases::room::{self, Fit, Room};
use crate::cases::store::{CaseRow, EnvelopeRow, NewEnvelope};
use crate::cases::{self, Locator, RetryDigest, Thread, reminders};
use crate::channels::clocks::today_in;
use crate::channels::store as channels;
use crate::clock::Clock;
use crate::notifications::Batch;
use crate::storage::{self, Connection};

/// Most bytes of envelopes in one answer, unless a single one is longer: nobody knows whether it will be read.
const PAGE: u64 = 1 << 20;
/// Most envelopes in one answer: as many of the shortest as that many bytes hold.
const MOST: usize = 256;

/// A case as its reporter is told of it.
#[derive(Debug)]
pub(super) struct Visit {
    /// Its row.
    pub(super) case: CaseRow,
    /// The word in its channel's address.
    pub(super) address: String,
    /// Sealed to the reporter.
    pub(super) anchor: Vec<u8>,
    /// How many envelopes the conversation has.
    pub(super) count: u64,
    /// The day it is in the channel's zone.
    pub(super) today: Day,
}

/// An envelope that is durable.
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
    /// No case has this locator.
    #[error("there is no case for this locator")]
    NoCase,
    /// Somebody was first, or the number is not the next: read what is new and seal again.
    #[error("the conversation has another count")]
    Conflict {
        /// How many envelopes there are.
        count: u64,
    },
    /// A file that it refers to does not wait here, is not whole, or is another.
    #[error("a file of the envelope is not here as it says")]
    Files,
    /// The case takes no more of its reporter.
    #[error("the case is full")]
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

/// Everything of one writing.
#[derive(Debug)]
pub(super) struct Writing {
    /// The number its writer states.
    pub(super) n: u64,
    /// What is written.
    pub(super) envelope: Sealed<Conversation>,
    /// The files that it refers to, by id and digest, which wait under the case's locator.
    pub(super) files: Vec<(FileId, Digest)>,
    /// On the server path the digest of the form it came of, by which the same form is known when it comes again, sealed to
    /// other bytes.
    pub(super) retry: Option<RetryDigest>,
    /// Whether it only says how far its writer has read, by their browser's word: then there is nothing to do, and no mail.
    pub(super) is_mark: bool,
}

/// The case of `locator`, if there is one.
pub(super) async fn visit(app: &App, locator: Locator) -> Result<Option<Visit>, storage::Error> {
    let clock = Arc::clone(&app.clock);
    app.db.read(move |connection| find_visit(connection, clock.as_ref(), locator)).await
}

fn find_visit(
    connection: &mut Connection,
    clock: &dyn Clock,
    locator: Locator,
) -> Result<Option<Visit>, storage::Error> {
    let Some(case) = cases::store::find_case_by_locator(connection, locator)? else { return Ok(None) };
    let channel = channels::find_channel(connection, case.channel)?;
    let today = today_in(connection, clock, case.channel)?;
    let anchor = cases::store::find_anchor(connection, case.id)?;
    let count = cases::store::count_envelopes(connection, case.id, Thread::Conversation)?;
    Ok(channel.zip(anchor).map(|(channel, anchor)| Visit {
        case,
        address: channel.address,
        anchor,
        count,
        today,
    }))
}

/// What was written from number `from` on, as much as one answer takes, and whether there is more.
pub(super) async fn list(
    app: &App,
    locator: Locator,
    from: u64,
) -> Result<Option<(Vec<EnvelopeRow>, bool)>, storage::Error> {
    app.db
        .read(move |connection| {
            let Some(case) = cases::store::find_case_by_locator(connection, locator)? else {
                return Ok(None);
            };
            let (id, thread) = (case.id, Thread::Conversation);
            let one_more = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
            let lengths = cases::store::list_lengths(connection, id, thread, from, one_more)?;
            let fit = fitting(&lengths);
            let most = i64::try_from(fit).unwrap_or(i64::MAX);
            let rows = cases::store::list_envelopes(connection, id, thread, from, most)?;
            Ok(Some((rows, fit < lengths.len())))
        })
        .await
}

/// How many of the first of these lengths one answer takes: one in any event.
fn fitting(lengths: &[u64]) -> usize {
    let mut left = PAGE;
    let fit = lengths.iter().take(MOST).take_while(|length| {
        let fits = left.checked_sub(**length);
        left = fits.unwrap_or_default();
        fits.is_some()
    });
    fit.count().max(1)
}

/// The whole conversation of `locator` and what is told of its case, as they were at one moment; no envelope of one that is
/// beyond `room`, which is looked at before any is read.
pub(super) async fn read_whole(
    app: &App,
    locator: Locator,
    room: Room,
) -> Result<Option<(Visit, Option<Vec<EnvelopeRow>>)>, storage::Error> {
    let clock = Arc::clone(&app.clock);
    app.db
        .read(move |connection| {
            let Some(visit) = find_visit(connection, clock.as_ref(), locator)? else { return Ok(None) };
            let (case, thread) = (visit.case.id, Thread::Conversation);
            if !room.holds(cases::store::measure_envelopes(connection, case, thread)?) {
                return Ok(Some((visit, None)));
            }
            let most = i64::try_from(room.envelopes).unwrap_or(i64::MAX);
            let rows = cases::store::list_envelopes(connection, case, thread, 0, most)?;
            Ok(Some((visit, Some(rows))))
        })
        .await
}

/// Whether the message at number `n` of `locator` came of the very form with this digest.
pub(super) async fn is_retry(
    app: &App,
    locator: Locator,
    n: u64,
    digest: RetryDigest,
) -> Result<bool, storage::Error> {
    app.db
        .read(move |connection| {
            let Some(case) = cases::store::find_case_by_locator(connection, locator)? else {
                return Ok(false);
            };
            Ok(cases::store::find_retry(connection, case.id, n)? == Some(digest))
        })
        .await
}

/// Adds to the conversation of `locator` what is written, and its files to the case.
pub(super) async fn write(app: &App, locator: Locator, writing: Writing) -> Result<Written, WriteError> {
    let n = writing.n;
    let clock = Arc::clone(&app.clock);
    let measured = app.db.read(move |connection| {
        let Some(case) = cases::store::find_case_by_locator(connection, locator)? else { return Ok(None) };
        room::measure_ahead(connection, case.id, Thread::Conversation, n)
    });
    let measured = measured.await.map_err(WriteError::Storage)?;
    let batch = Batch::next(&app.config.mail, app.clock.as_ref());
    app.db
        .run_tx("write_to_case", move |tx| {
            let Writing { envelope, files, retry, is_mark, .. } = &writing;
            let case = cases::store::find_case_by_locator(tx, locator)?.ok_or(WriteError::NoCase)?;
            if let Some((digest, day)) = cases::store::find_envelope(tx, case.id, Thread::Conversation, n)? {
                let known = cases::store::find_retry(tx, case.id, n)?;
                if digest == envelope.digest() || (retry.is_some() && known == *retry) {
                    return Ok(Written { n, day, retried: true });
                }
            }
            let (new, thread) = (NewEnvelope::Conversation(envelope), (case.id, Thread::Conversation));
            match room::OF_REPORTER.fit(tx, thread, n, new.length(), measured)? {
                Fit::Fits => {}
                Fit::NotNext { count } => return Err(WriteError::Conflict { count }),
                Fit::Full => return Err(WriteError::Full),
            }
            let today = today_in(tx, clock.as_ref(), case.channel)?;
            cases::store::insert_envelope(tx, case.id, n, today, &new)?;
            let owner = Owner::Reporter(locator);
            files::adopt(tx, owner, files, case.id, Thread::Conversation, n)?;
            if let Some(retry) = *retry {
                cases::store::insert_retry(tx, case.id, n, retry)?;
            }
            if !is_mark {
                reminders::tell_readers(tx, case.id, batch)?;
            }
            Ok(Written { n, day: today, retried: false })
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_takes_as_much_as_a_mebibyte_and_one_envelope_in_any_event() {
        assert_eq!(fitting(&[2 << 20, 4096]), 1);
        assert_eq!(fitting(&[PAGE - 4096, 4096, 4096]), 2);
        assert_eq!(fitting(&[4096, PAGE, 4096]), 1);
        assert_eq!(fitting(&[4096; MOST + 1]), MOST);
    }
}
