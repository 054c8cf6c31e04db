//! Filing a report, by its reporter or by the handler who was told it: everything of it is stored, or nothing; the same request
//! twice is answered as once.

use std::sync::Arc;

use rand::RngCore;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::{ChannelId, FileId};
use sigill_sealing::kind::{Anchor, Conversation};
use thiserror::Error;

use super::files::{self, AdoptError, Owner};
use super::lifecycle::State;
use super::store::{self, NewCase, NewEnvelope};
use super::{CaseId, FilingDigest, Locator, Path, Thread, reminders};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::channels::clocks::{Clocks, acknowledgement_under};
use crate::channels::settings::Acknowledgement;
use crate::notifications::Batch;
use crate::storage::{self, Connection};

mod sharing;

pub use sharing::Wraps;

/// A filing whose every part came through the gate.
#[derive(Debug)]
pub struct Filing {
    /// The channel it is filed to.
    pub channel: ChannelId,
    /// The epoch whose lines it was sealed to, and the hash of its note.
    pub epoch: u64,
    /// SHA-256 of that note.
    pub keyring: Digest,
    /// How it came.
    pub path: Path,
    /// The day it reached the organisation, of one that a handler enters; none where that is the day it is filed.
    pub received: Option<Day>,
    /// Sealed to the reporter.
    pub anchor: Sealed<Anchor>,
    /// The leaf of its proof.
    pub leaf: Digest,
    /// The case key, sealed to each holder.
    pub wraps: Wraps,
    /// Number 0 of the conversation.
    pub report: Sealed<Conversation>,
    /// Number 1 of the conversation.
    pub contact: Sealed<Conversation>,
    /// The files that the report refers to, by id and digest, which wait under its locator.
    pub files: Vec<(FileId, Digest)>,
}

/// A report that is durable.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Filed {
    /// Its case, by the server's own name.
    pub case: CaseId,
    /// The day it was received: the server's own, unless a handler entered it.
    pub received: Day,
    /// Whether it was there already: a retry after a lost answer.
    pub retried: bool,
}

/// Why nothing was filed.
#[derive(Debug, Error)]
pub enum FilingError {
    /// Another filing has this code.
    #[error("the locator is another filing's")]
    Taken,
    /// The channel, or this epoch of its keyring, does not exist.
    #[error("the filing names a keyring that does not exist")]
    NoKeyring,
    /// The keyring is too old: fetch the newest and seal again.
    #[error("the filing is sealed to a keyring that is too old")]
    OldKeyring,
    /// The wraps were sealed to another key than the server has: fetch its recipient and seal again.
    #[error("the filing is sealed to another server key")]
    ServerKey,
    /// The wraps do not follow the keyring's lines.
    #[error("the filing is sealed to others than the keyring says")]
    Holders,
    /// A file that the report refers to does not wait here, is not whole, or is another.
    #[error("a file of the filing is not here as it says")]
    Files,
    /// The database.
    #[error("the filing could not be stored")]
    Storage(#[from] storage::Error),
}

impl From<AdoptError> for FilingError {
    fn from(error: AdoptError) -> Self {
        match error {
            AdoptError::Missing => Self::Files,
            AdoptError::Storage(cause) => Self::Storage(cause),
        }
    }
}

/// What was filed under `locator` already, if it is the filing with this digest. [`FilingError::Taken`] if it is another.
pub async fn find_retry(
    app: &App,
    locator: Locator,
    digest: FilingDigest,
) -> Result<Option<Filed>, FilingError> {
    app.db.read(move |connection| find_filed(connection, locator, digest)).await
}

/// Stores `filing` under `locator`; `digest` is that of the whole request, by which its retry is known.
pub async fn file_report(
    app: &App,
    locator: Locator,
    digest: FilingDigest,
    mut filing: Filing,
) -> Result<Filed, FilingError> {
    let mut rng = app.rng;
    let mut id = [0; 16];
    rng.fill_bytes(&mut id);
    let (clock, key) = (Arc::clone(&app.clock), Arc::clone(&app.server_key));
    let judged = app
        .db
        .read(move |connection| {
            // A retry is answered as the first time, however old the keyring is by now.
            if let Some(filed) = find_filed(connection, locator, digest)? {
                return Ok(Err(filed));
            }
            let clocks = Clocks::find(connection, filing.channel)?;
            let today = clock.today(clocks.zone);
            let wraps = sharing::judge(connection, &key, locator, &mut filing, today)?;
            let acknowledgement = acknowledgement_under(connection, filing.channel, filing.epoch)?;
            Ok::<_, FilingError>(Ok((filing, wraps, today, acknowledgement)))
        })
        .await?;
    let (filing, wraps, today, acknowledgement) = match judged {
        Ok(judged) => judged,
        Err(filed) => return Ok(filed),
    };
    if !app.takes_reports().await? {
        return Err(FilingError::Storage(storage::Error::Full));
    }
    let received = filing.received.unwrap_or(today);
    // Whoever told a handler may have had no receipt: nothing but a message acknowledges what was entered.
    let acknowledgement = if filing.path == Path::Desk { Acknowledgement::Handler } else { acknowledgement };
    let (state, days) = State::at_filing(received, acknowledgement);
    let batch = Batch::next(&app.config.mail, app.clock.as_ref());
    app.db
        .run_tx("file_report", move |tx| {
            if let Some(filed) = find_filed(tx, locator, digest)? {
                return Ok(filed);
            }
            let case = CaseId::from_bytes(id);
            store::insert_case(
                tx,
                &NewCase {
                    id: case,
                    channel: filing.channel,
                    locator,
                    filing: digest,
                    path: filing.path,
                    state,
                    days,
                    leaf: filing.leaf,
                    anchor: &filing.anchor,
                },
            )?;
            for (holder, wrap) in &wraps {
                store::insert_wrap(tx, case, *holder, 0, wrap)?;
            }
            for (n, envelope) in [(0, &filing.report), (1, &filing.contact)] {
                store::insert_envelope(tx, case, n, today, &NewEnvelope::Conversation(envelope))?;
            }
            let owner = Owner::Reporter(locator);
            files::adopt(tx, owner, &filing.files, case, Thread::Conversation, 0)?;
            reminders::tell_readers(tx, case, batch)?;
            let entry = Entry {
                day: today,
                channel: Some(filing.channel),
                deed: Deed::Filed { leaf: filing.leaf.to_string() },
            };
            audit::append(tx, &entry, &mut rng.clone())?;
            Ok(Filed { case, received, retried: false })
        })
        .await
}

/// What was filed under `locator` already, if it is this very filing.
fn find_filed(
    connection: &mut Connection,
    locator: Locator,
    digest: FilingDigest,
) -> Result<Option<Filed>, FilingError> {
    match store::find_case_by_locator(connection, locator)? {
        Some(found) if found.filing == digest => {
            Ok(Some(Filed { case: found.id, received: found.days.received, retried: true }))
        }
        Some(_) => Err(FilingError::Taken),
        None => Ok(None),
    }
}
