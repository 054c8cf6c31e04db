//! Filing on the server path: the same function seals as in a browser, but here, in memory, for one request.

use std::sync::Arc;

use sigill_sealing::body::{Language, Path};
use sigill_sealing::code::CaseCode;
use sigill_sealing::day::Day;
use sigill_sealing::filing::contact::ContactError;
use sigill_sealing::filing::{self as sealing, FilingError as SealingError};
use sigill_sealing::keyring::{Clock, KeyringChain, Lines, Pin, Status};
use sigill_sealing::seal::SealError;
use thiserror::Error;

use super::attached::Waiting;
use super::channel::Served;
use super::form::{Filled, Ready};
use super::opening::locator;
use crate::app::App;
use crate::cases::filing::{self, Filing, FilingError, Wraps};
use crate::cases::{self, FilingDigest};
use crate::channels;
use crate::http::stack::aside;
use crate::http::words::{Phrase, Words, phrase};
use crate::intake::pages::form::Mistakes;
use crate::storage;

/// Why nothing was filed.
#[derive(Debug, Error)]
pub(super) enum ReportError {
    /// Something is wrong with the form, which is shown again as it was filled in.
    #[error("something is wrong with the form")]
    Mistaken(Mistakes),
    /// A report was filed with this code already, and it was another.
    #[error("another report was filed with this code")]
    Taken,
    /// The channel takes no report on this path, or none at all: what to say.
    #[error("the channel takes no report on this path")]
    Closed(Phrase),
    /// A file that was to go along is gone meanwhile.
    #[error("a file is gone")]
    FileGone,
    /// Sealing failed in a way that no form explains.
    #[error("the report was not sealed")]
    Sealing(#[source] SealingError),
    /// The server's own filing was refused.
    #[error("the report was not filed")]
    Filing(#[source] FilingError),
    /// Work on another thread did not come back.
    #[error("sealing was broken off")]
    Broken(#[from] tokio::task::JoinError),
    /// The database.
    #[error("the report could not be stored")]
    Storage(#[from] storage::Error),
}

/// Why a channel takes no report here today, if it does not.
pub(super) fn closed(channel: &Served) -> Option<Phrase> {
    if !channel.is_open_to_server() {
        return Some(phrase::REPORT_SERVER_OFF);
    }
    match channel.status() {
        Status::Valid | Status::Grace => None,
        Status::NotYet | Status::Expired => Some(phrase::SENDING_FAILED_EXPIRED),
    }
}

/// The day on which this very form was received, if it was: the same form with the same code is answered as the first time,
/// whatever happened since.
pub(super) async fn received_before(
    app: &App,
    code: &CaseCode,
    digest: FilingDigest,
) -> Result<Option<Day>, ReportError> {
    let filed = filing::find_retry(app, locator(code), digest).await.map_err(refused)?;
    Ok(filed.map(|filed| filed.received))
}

/// Seals and files a form in the language and the words of its page, with the files that wait for it, and gives the day it
/// was received.
pub(super) async fn file(
    app: &App,
    channel: &Served,
    (language, words): (Language, Words),
    code: &Arc<CaseCode>,
    (filled, digest): (&Filled, FilingDigest),
    waiting: Waiting,
) -> Result<Day, ReportError> {
    let ready = judge(app, channel, filled, words).await?;
    let filing = seal(app, channel, language, code, ready, waiting).await?;
    let stored = filing::file_report(app, locator(code), digest, filing).await.map_err(refused)?;
    Ok(stored.received)
}

/// What a form gives to seal, if the channel takes it and nothing in it is mistaken.
pub(super) async fn judge(
    app: &App,
    channel: &Served,
    filled: &Filled,
    words: Words,
) -> Result<Ready, ReportError> {
    if let Some(why) = closed(channel) {
        return Err(ReportError::Closed(why));
    }
    let mut judged = filled.judge(&channel.settings, channel.lines(), words);
    if !lists_the_same(app, channel, filled.epoch).await? {
        let mut mistakes = judged.err().unwrap_or_default();
        mistakes.concerns = Some(phrase::SENDING_FAILED_CHANGED);
        judged = Err(mistakes);
    }
    judged.map_err(ReportError::Mistaken)
}

/// Whether the epoch that the form listed has the same persons as the newest. Who was not shown to the reporter gets
/// nothing; a mere renewal changes nothing.
async fn lists_the_same(app: &App, channel: &Served, listed: Option<u64>) -> Result<bool, ReportError> {
    if listed == Some(channel.channel.epoch) {
        return Ok(true);
    }
    let Some(listed) = listed else { return Ok(false) };
    let notes = channels::list_notes(&app.db, channel.channel.address.clone(), listed, 1).await?;
    let Some(note) = notes.and_then(|notes| notes.into_iter().next()) else { return Ok(false) };
    let before = KeyringChain::verify(channel.channel.id, &[&note], &Pin::Nothing);
    Ok(before.is_ok_and(|before| persons(before.newest().lines()) == persons(channel.lines())))
}

/// Everybody a keyring lists, as a form shows them.
fn persons(lines: &Lines) -> Vec<(String, &str)> {
    let members = lines.handlers.iter().map(|line| (format!("handler {}", line.id), line.title.as_str()));
    let deputies = lines.deputies.iter().map(|line| (format!("deputy {}", line.id), line.title.as_str()));
    let custodians =
        lines.custodians.iter().map(|line| (format!("custodian {}", line.id), line.title.as_str()));
    let recovery = ("recovery".to_owned(), lines.recovery.title.as_str());
    members.chain(deputies).chain(custodians).chain([recovery]).collect()
}

/// Seals off the thread that serves requests.
async fn seal(
    app: &App,
    channel: &Served,
    language: Language,
    code: &Arc<CaseCode>,
    ready: Ready,
    waiting: Waiting,
) -> Result<Filing, ReportError> {
    let named = waiting.named();
    let (epoch, day, mut rng, with) = (channel.epoch().clone(), channel.today, app.rng, Arc::clone(code));
    let (id, number, hash) = (channel.channel.id, epoch.epoch(), epoch.hash());
    let sealing = aside(move || {
        let filing = sealing::Filing {
            epoch: &epoch,
            code: &with,
            excluded: ready.excluded,
            language,
            answers: ready.answers,
            files: waiting.files,
            contact: ready.contact,
            day,
            clock: Clock::Server,
            path: Path::Server,
        };
        sealing::file_report(filing, &mut rng)
    });
    let sealed = sealing.await?.map_err(not_sealed)?;
    Ok(Filing {
        channel: id,
        epoch: number,
        keyring: hash,
        path: cases::Path::Server,
        received: None,
        anchor: sealed.anchor,
        leaf: sealed.leaf,
        wraps: Wraps::Known(sealed.wraps.into_iter().map(|wrap| (wrap.holder, wrap.sealed)).collect()),
        report: sealed.report,
        contact: sealed.contact,
        files: named,
    })
}

/// What the form can explain of a sealing that failed.
fn not_sealed(error: SealingError) -> ReportError {
    let mut mistakes = Mistakes::default();
    match error {
        // The form was judged answer by answer: what no reader would take of it is the whole, which is too much.
        SealingError::Seal(SealError::TooLong) | SealingError::Body(_) => {
            mistakes.whole = Some(phrase::MISTAKE_FORM_TOO_LONG);
        }
        SealingError::Contact(ContactError::Seal(SealError::TooLong)) => {
            mistakes.contact = Some(phrase::MISTAKE_TOO_LONG);
        }
        SealingError::Keyring(_) => return ReportError::Closed(phrase::SENDING_FAILED_EXPIRED),
        SealingError::Exclusion(_) | SealingError::Contact(_) | SealingError::Seal(_) => {
            return ReportError::Sealing(error);
        }
    }
    ReportError::Mistaken(mistakes)
}

/// What the form can explain of a filing that was refused.
fn refused(error: FilingError) -> ReportError {
    match error {
        FilingError::Taken => ReportError::Taken,
        FilingError::Files => ReportError::FileGone,
        // A new epoch was issued between two lines of this file: the next form lists it.
        FilingError::OldKeyring => ReportError::Mistaken(Mistakes {
            concerns: Some(phrase::SENDING_FAILED_CHANGED),
            ..Mistakes::default()
        }),
        FilingError::Storage(cause) => ReportError::Storage(cause),
        FilingError::NoKeyring | FilingError::ServerKey | FilingError::Holders => ReportError::Filing(error),
    }
}
