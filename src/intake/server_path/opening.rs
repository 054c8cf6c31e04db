//! Opening a case with its code, and verifying all of it: anchor, keyrings, conversation from number 0. Any failure stops
//! before anything is shown or written (PROTOCOL.md section 6).

use std::sync::Arc;

use sigill_sealing::anchor::{Anchor, AnchorError};
use sigill_sealing::body::Path;
use sigill_sealing::code::CaseCode;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::envelope::Verified;
use sigill_sealing::gate::{Refusal, Sealed};
use sigill_sealing::id::{ChannelId, FileId};
use sigill_sealing::keyring::{KeyringChain, KeyringError};
use sigill_sealing::kind;
use sigill_sealing::thread::{Conversation, ReporterCase, Served, ServedFile};
use thiserror::Error;

use super::channel::{self, ServedError};
use super::download;
use crate::app::App;
use crate::cases::Locator;
use crate::cases::files::FileRow;
use crate::cases::room::Room;
use crate::cases::store::EnvelopeRow;
use crate::channels;
use crate::channels::keeping::{Keeping, Keepings};
use crate::http::stack::aside;
use crate::http::{Failure, Problem};
use crate::intake::conversation::{self, Visit};
use crate::storage;

/// How long a conversation may be to be opened here, where all of it is in memory at once, sealed and open, and each
/// envelope costs some milliseconds of work. A longer one is opened in a browser with script, which reads it by pages.
const ROOM: Room = Room { envelopes: 300, bytes: 8 << 20 };
/// How many keyrings since the filing are read: more than an owner signs in a century.
const MOST_NOTES: usize = 512;
/// A case that was opened and verified.
pub(super) struct OpenedCase {
    /// What the server tells of it.
    pub(super) visit: Visit,
    /// Its channel today.
    pub(super) channel: channel::Served,
    /// Whether the receipt was the acknowledgement by the settings that the report was filed under.
    pub(super) by_receipt: bool,
    /// How it is kept once it is closed.
    pub(super) keeping: Keeping,
    /// The keyrings since the filing, vouched for by the anchor.
    pub(super) keyrings: KeyringChain,
    /// What is pinned, and what writes in it.
    pub(super) case: ReporterCase,
    /// Every number of it.
    pub(super) conversation: Conversation,
    /// On which day and in which way the report came, as the anchor says.
    pub(super) came: (Day, Path),
    /// The files of the report, as the anchor names them.
    pub(super) filed_files: Vec<(FileId, Digest)>,
    /// The files that the server has of it.
    pub(super) files: Vec<FileRow>,
}

impl OpenedCase {
    /// What people call the case.
    pub(super) fn reference(&self) -> String {
        self.case.facts().case().reference().to_string()
    }

    /// The number of the next envelope.
    pub(super) fn next(&self) -> u64 {
        self.conversation.entries().last().map_or(0, |last| last.n + 1)
    }
}

/// Why a case was not opened.
#[derive(Debug, Error)]
pub(super) enum OpeningError {
    /// There is no case for this code.
    #[error("there is no case for this code")]
    NoCase,
    /// Its channel lets no case through the server.
    #[error("the channel lets no case through the server")]
    Off,
    /// It is longer than what is opened in the server's memory.
    #[error("the case is too long to be opened by the server")]
    TooLong,
    /// What the server holds does not fit together.
    #[error("the case is damaged")]
    Damaged(#[source] Damaged),
    /// The channel cannot be served.
    #[error("the channel of a case cannot be served")]
    Channel(#[from] ServedError),
    /// Work on another thread did not come back.
    #[error("opening was broken off")]
    Broken(#[from] tokio::task::JoinError),
    /// The database.
    #[error("the case could not be read")]
    Storage(#[from] storage::Error),
}

impl From<OpeningError> for Failure {
    /// What a case that was not opened is to whoever asked for it. What its sender can have caused, whose case may be
    /// filled with anything, is never logged: the moment of the line would be the moment of the visit.
    fn from(error: OpeningError) -> Self {
        match error {
            OpeningError::Storage(cause) => cause.into(),
            OpeningError::Channel(cause) => cause.into(),
            OpeningError::Off | OpeningError::TooLong => Self::new(Problem::Closed),
            OpeningError::Damaged(_) => Self::new(Problem::Unavailable),
            OpeningError::NoCase | OpeningError::Broken(_) => Self::caused(Problem::Unavailable, error),
        }
    }
}

/// What of a case does not fit.
#[derive(Debug, Error)]
pub(super) enum Damaged {
    /// The anchor is not sealed as it must be.
    #[error("the anchor is not sealed as it must be")]
    Gate(#[source] Refusal),
    /// The anchor does not open or does not hold.
    #[error("the anchor is refused")]
    Anchor(#[source] AnchorError),
    /// The keyrings do not follow from the anchor.
    #[error("the keyrings since the filing are refused")]
    Keyrings(#[source] KeyringError),
}

/// The name under which the server finds the case of a code.
pub(super) fn locator(code: &CaseCode) -> Locator {
    Locator::of(code.access().signing_key().verifying_key().as_bytes())
}

/// Opens the case of a code.
pub(super) async fn open(app: &App, code: &Arc<CaseCode>) -> Result<OpenedCase, OpeningError> {
    let found = conversation::read_whole(app, locator(code), ROOM).await?;
    let (visit, rows) = found.ok_or(OpeningError::NoCase)?;
    let channel = channel::find(app, visit.address.clone()).await?.ok_or(OpeningError::NoCase)?;
    if !channel.is_open_to_server() {
        return Err(OpeningError::Off);
    }
    let rows = rows.ok_or(OpeningError::TooLong)?;
    let (sealed, with) = (visit.anchor.clone(), Arc::clone(code));
    let opened = aside(move || open_anchor(sealed, &with)).await?;
    let anchor = opened.map_err(OpeningError::Damaged)?;
    let stated = (anchor.get().day, anchor.get().path);
    let filed_files = anchor.get().files.clone();
    let from = anchor.get().keyring.epoch;
    let notes = channels::list_notes(&app.db, visit.address.clone(), from, MOST_NOTES + 1).await?;
    let (notes, with) = (notes.unwrap_or_default(), Arc::clone(code));
    if notes.len() > MOST_NOTES {
        return Err(OpeningError::TooLong);
    }
    let read = aside(move || read(&with, &anchor, &notes, rows)).await?;
    let (keyrings, case, conversation) = read.map_err(OpeningError::Damaged)?;
    let by_receipt =
        channels::acknowledges_by_receipt(&app.db, channel.channel.id, filed_under(&keyrings)).await?;
    let (id, received) = (channel.channel.id, visit.case.days.received);
    let keepings = app.db.read(move |connection| Keepings::find(connection, id)).await?;
    let keeping = keepings.of(received);
    let files = download::list(app, visit.case.id).await?;
    Ok(OpenedCase {
        visit,
        channel,
        by_receipt,
        keeping,
        keyrings,
        case,
        conversation,
        came: stated,
        filed_files,
        files,
    })
}

/// The channel of a code's case, if it has one that is opened here: whose files they are that come before it is opened.
pub(super) async fn channel_of(app: &App, code: &CaseCode) -> Result<Option<ChannelId>, storage::Error> {
    let visit = conversation::visit(app, locator(code)).await?;
    let Some(visit) = visit else { return Ok(None) };
    let channel = channel::find(app, visit.address).await;
    Ok(channel.ok().flatten().filter(channel::Served::is_open_to_server).map(|channel| channel.channel.id))
}

/// The settings that the epoch of the filing names.
fn filed_under(keyrings: &KeyringChain) -> Digest {
    keyrings.iter().next().unwrap_or_else(|| keyrings.newest()).lines().settings
}

fn open_anchor(sealed: Vec<u8>, code: &CaseCode) -> Result<Verified<Anchor>, Damaged> {
    let sealed = Sealed::<kind::Anchor>::through_gate(sealed).map_err(Damaged::Gate)?;
    Anchor::open(&sealed, code).map_err(Damaged::Anchor)
}

fn read(
    code: &CaseCode,
    anchor: &Verified<Anchor>,
    notes: &[String],
    rows: Vec<EnvelopeRow>,
) -> Result<(KeyringChain, ReporterCase, Conversation), Damaged> {
    let notes: Vec<&str> = notes.iter().map(String::as_str).collect();
    let keyrings = anchor.get().keyrings(&notes).map_err(Damaged::Keyrings)?;
    let case = ReporterCase::new(code, anchor);
    let served: Vec<Served> = rows.into_iter().map(served).collect();
    let conversation = case.conversation(&keyrings, &served);
    Ok((keyrings, case, conversation))
}

fn served(row: EnvelopeRow) -> Served {
    let EnvelopeRow { n, day, digest, sealed } = row;
    let file = if sealed.is_empty() { ServedFile::Gone(digest) } else { ServedFile::Bytes(sealed) };
    Served { n, day, file }
}
