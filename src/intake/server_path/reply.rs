//! Writing in an opened case.

use std::sync::Arc;

use sigill_sealing::body::{Act, Content, Language, Message, Path, What};
use sigill_sealing::code::CaseCode;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::FileId;
use sigill_sealing::kind;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{Letter, WriteError as SealingError, Writing};
use thiserror::Error;

use super::attached::Attached;
use super::fields::as_text;
use super::letters;
use super::opening::{self, OpenedCase, OpeningError, locator};
use super::retry;
use crate::app::App;
use crate::cases::RetryDigest;
use crate::http::Failure;
use crate::http::stack::aside;
use crate::intake::conversation::{self, WriteError, Writing as Stored};
use crate::storage;

/// What became of a message. The case is as it is after it.
pub(super) enum Outcome {
    /// It is durable, with these files if it was this try that brought them.
    Sent(Vec<(FileId, Digest)>),
    /// There is nothing in it.
    Empty,
    /// What is to be confirmed was not.
    Unsure,
    /// Its files were only to be added.
    Added,
    /// Something is with its files, which the page says; the message waits.
    Files,
    /// It is longer than a message may be.
    TooLong,
    /// Something new has come in since its form was made; the message waits.
    Conflict,
    /// The case takes no more.
    Full,
    /// The server seems to hold something back: nothing is sent.
    HeldBack,
    /// It was not stored, as when the disk is full, or it is not known whether it was.
    NotStored(NotStored),
}

/// Why a message was not stored, as far as is known.
#[derive(Debug, Error)]
pub(super) enum NotStored {
    /// The case is gone.
    #[error("the case of a message is gone")]
    NoCase,
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

/// A message as its form brought it.
pub(super) struct Reply<'a> {
    /// The number for which its form was made.
    pub(super) n: Option<u64>,
    /// Its words.
    pub(super) text: &'a str,
    /// The language of its page.
    pub(super) language: Language,
    /// Its files.
    pub(super) attached: &'a Attached,
}

/// Seals and sends what was typed, with the files that go along. The same form again is answered as the first time. A case
/// that was opened once is shown in any event: what follows can only lack the newest.
pub(super) async fn reply(
    app: &App,
    code: &Arc<CaseCode>,
    form: &Reply<'_>,
) -> Result<(Arc<OpenedCase>, Outcome), OpeningError> {
    let opened = Arc::new(opening::open(app, code).await?);
    let outcome = send(app, code, &opened, form).await.unwrap_or_else(Outcome::NotStored);
    after(app, code, opened, outcome).await
}

/// The case as it is after that outcome.
pub(super) async fn after(
    app: &App,
    code: &Arc<CaseCode>,
    opened: Arc<OpenedCase>,
    outcome: Outcome,
) -> Result<(Arc<OpenedCase>, Outcome), OpeningError> {
    match outcome {
        Outcome::Empty
        | Outcome::Unsure
        | Outcome::Added
        | Outcome::Files
        | Outcome::TooLong
        | Outcome::Full
        | Outcome::HeldBack => Ok((opened, outcome)),
        Outcome::Sent(_) | Outcome::Conflict | Outcome::NotStored(_) => {
            Ok((reopened(app, code, opened).await?, outcome))
        }
    }
}

async fn send(
    app: &App,
    code: &Arc<CaseCode>,
    opened: &Arc<OpenedCase>,
    form: &Reply<'_>,
) -> Result<Outcome, NotStored> {
    let Reply { n, text, language, attached } = form;
    let Some(n) = *n else { return Ok(Outcome::Conflict) };
    let digest = retry::of_reply(code, n, text, attached.marks());
    let may_be_again = !attached.only_adds && attached.is_whole();
    if may_be_again && conversation::is_retry(app, locator(code), n, digest).await? {
        attached.let_go(app, code).await;
        return Ok(Outcome::Sent(Vec::new()));
    }
    let waiting = attached.waiting(app, code).await?;
    if attached.only_adds {
        return Ok(Outcome::Added);
    }
    if attached.is_troubled(&waiting) {
        return Ok(Outcome::Files);
    }
    let words = as_text(text);
    let words = words.trim();
    if words.is_empty() && waiting.files.is_empty() {
        return Ok(Outcome::Empty);
    }
    // No control character is left in it, so it can only be too long.
    let Ok(text) = Text::new(words.to_owned()) else { return Ok(Outcome::TooLong) };
    if opened.conversation.is_held_back() {
        return Ok(Outcome::HeldBack);
    }
    if opened.next() != n {
        return Ok(Outcome::Conflict);
    }
    let named = waiting.named();
    let message = Message { text, language: language.clone(), files: waiting.files, step: None };
    store(app, code, opened, Content::Message(message), named, digest).await
}

/// Seals what is written and stores it, with the files that go along.
pub(super) async fn store(
    app: &App,
    code: &Arc<CaseCode>,
    opened: &Arc<OpenedCase>,
    content: Content,
    named: Vec<(FileId, Digest)>,
    digest: RetryDigest,
) -> Result<Outcome, NotStored> {
    let letter = seal(app, opened, content).await??;
    let n = letter.n;
    let stored =
        Stored { n, envelope: letter.sealed, files: named.clone(), retry: Some(digest), is_mark: false };
    let written = conversation::write(app, locator(code), stored).await;
    match written {
        Ok(_) => Ok(Outcome::Sent(named)),
        Err(WriteError::Conflict { .. }) => Ok(Outcome::Conflict),
        Err(WriteError::Full) => Ok(Outcome::Full),
        // One is gone meanwhile, which the page says.
        Err(WriteError::Files) => Ok(Outcome::Files),
        Err(WriteError::NoCase) => Err(NotStored::NoCase),
        // Whether it was stored may not be known; then it is looked for.
        Err(WriteError::Storage(cause)) => {
            match conversation::is_retry(app, locator(code), n, digest).await {
                Ok(true) => Ok(Outcome::Sent(named)),
                Ok(false) | Err(_) => Err(cause.into()),
            }
        }
    }
}

/// Seals off the thread that serves requests.
async fn seal(
    app: &App,
    opened: &Arc<OpenedCase>,
    content: Content,
) -> Result<Result<Letter<kind::Conversation>, NotStored>, tokio::task::JoinError> {
    let (day, mut rng, opened) = (opened.channel.today, app.rng, Arc::clone(opened));
    aside(move || {
        let writing = Writing { keyrings: &opened.keyrings, day, path: Path::Server };
        opened.case.write(&opened.conversation, writing, content, &mut rng).map_err(NotStored::Sealing)
    })
    .await
}

/// The case as it has become; as it was before, if it cannot be read any more.
async fn reopened(
    app: &App,
    code: &Arc<CaseCode>,
    before: Arc<OpenedCase>,
) -> Result<Arc<OpenedCase>, OpeningError> {
    match opening::open(app, code).await {
        Ok(after) => Ok(Arc::new(after)),
        Err(OpeningError::NoCase) => Err(OpeningError::NoCase),
        Err(cause) => {
            Failure::from(cause).log();
            Ok(before)
        }
    }
}

/// Says in the reporter's name that they have read so far, so that a later visit knows what is new. If it does not come
/// through, the next visit says it.
pub(super) async fn mark_read(
    app: &App,
    code: &Arc<CaseCode>,
    opened: OpenedCase,
) -> Result<Arc<OpenedCase>, OpeningError> {
    let head = opened.conversation.head().filter(|_| letters::has_unread(&opened));
    let head = head.filter(|_| !opened.conversation.is_held_back());
    let opened = Arc::new(opened);
    let Some(head) = head else { return Ok(opened) };
    let content = Content::Act(Act { what: What::Read, refers: Some(head), text: Text::empty() });
    if let Ok(Ok(letter)) = seal(app, &opened, content).await {
        let (n, envelope) = (letter.n, letter.sealed);
        let stored = Stored { n, envelope, files: Vec::new(), retry: None, is_mark: true };
        drop(conversation::write(app, locator(code), stored).await);
    }
    reopened(app, code, opened).await
}
