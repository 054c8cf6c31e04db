//! Writing in an opened case.

use std::sync::Arc;

use sigill_sealing::body::{Act, Content, Language, Message, Path, What};
use sigill_sealing::code::CaseCode;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{WriteError as SealingError, Writing};
use thiserror::Error;

use super::fields::as_text;
use super::letters;
use super::opening::{self, OpenedCase, OpeningError, locator};
use super::retry;
use crate::app::App;
use crate::http::stack::aside;
use crate::intake::conversation::{self, WriteError};
use crate::storage;

/// What became of a message. The case is as it is after it.
pub(super) enum Outcome {
    /// It is durable.
    Sent,
    /// There is nothing in it.
    Empty,
    /// It is longer than a message may be.
    TooLong,
    /// Something new has come in since its form was made; the message waits.
    Conflict,
    /// The case takes no more.
    Full,
    /// The server seems to hold something back: nothing is sent.
    HeldBack,
    /// The database did not take it, as when the disk is full.
    NotStored(storage::Error),
}

/// Why neither a case nor an outcome can be shown.
#[derive(Debug, Error)]
pub(super) enum ReplyError {
    /// The case was not opened.
    #[error("the case was not opened")]
    Opening(#[from] OpeningError),
    /// Sealing failed.
    #[error("the message was not sealed")]
    Sealing(#[source] SealingError),
    /// Work on another thread did not come back.
    #[error("sealing was broken off")]
    Broken(#[from] tokio::task::JoinError),
    /// The database.
    #[error("the message could not be stored")]
    Storage(#[from] storage::Error),
}

/// Seals and sends what was typed, as number `n`, for which its form was made. The same form again is answered as the
/// first time.
pub(super) async fn reply(
    app: &App,
    code: &Arc<CaseCode>,
    language: Language,
    n: u64,
    typed: &str,
) -> Result<(OpenedCase, Outcome), ReplyError> {
    let opened = opening::open(app, code).await?;
    let digest = retry::of_reply(code, n, typed);
    if conversation::is_retry(app, locator(code), n, digest).await? {
        return Ok((opened, Outcome::Sent));
    }
    let words = as_text(typed);
    if words.trim().is_empty() {
        return Ok((opened, Outcome::Empty));
    }
    // No control character is left in it, so it can only be too long.
    let Ok(text) = Text::new((*words).clone()) else { return Ok((opened, Outcome::TooLong)) };
    if opened.conversation.is_held_back() {
        return Ok((opened, Outcome::HeldBack));
    }
    if opened.next() != n {
        return Ok((opened, Outcome::Conflict));
    }
    let (day, mut rng) = (opened.channel.today, app.rng);
    let sealing = aside(move || {
        let content = Content::Message(Message { text, language, files: Vec::new(), step: None });
        let writing = Writing { keyrings: &opened.keyrings, day, path: Path::Server };
        opened.case.write(&opened.conversation, writing, content, &mut rng)
    });
    let letter = sealing.await?.map_err(ReplyError::Sealing)?;
    let written = conversation::write(app, locator(code), letter.n, letter.sealed, Some(digest)).await;
    let outcome = match written {
        Ok(_) => Outcome::Sent,
        Err(WriteError::Conflict { .. }) => Outcome::Conflict,
        Err(WriteError::Full) => Outcome::Full,
        Err(WriteError::NoCase) => return Err(OpeningError::NoCase.into()),
        Err(WriteError::Storage(cause)) => Outcome::NotStored(cause),
    };
    Ok((opening::open(app, code).await?, outcome))
}

/// Says in the reporter's name that they have read so far, so that a later visit knows what is new. If it does not come
/// through, the next visit says it.
pub(super) async fn mark_read(
    app: &App,
    code: &Arc<CaseCode>,
    opened: OpenedCase,
) -> Result<OpenedCase, OpeningError> {
    let head = opened.conversation.head().filter(|_| letters::has_unread(&opened));
    let Some(head) = head.filter(|_| !opened.conversation.is_held_back()) else { return Ok(opened) };
    let (day, mut rng) = (opened.channel.today, app.rng);
    let sealing = aside(move || {
        let content = Content::Act(Act { what: What::Read, refers: Some(head), text: Text::empty() });
        let writing = Writing { keyrings: &opened.keyrings, day, path: Path::Server };
        opened.case.write(&opened.conversation, writing, content, &mut rng)
    });
    if let Ok(letter) = sealing.await? {
        drop(conversation::write(app, locator(code), letter.n, letter.sealed, None).await);
    }
    opening::open(app, code).await
}
