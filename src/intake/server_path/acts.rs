//! What a reporter tells by an act in an opened case: a wish to meet, reprisals, a withdrawal, an answer to minutes. The
//! form goes where a message's does, in a request like its, and what is sealed is padded alike.

use std::sync::Arc;

use sigill_sealing::body::{Act, Content, Link, What};
use sigill_sealing::code::CaseCode;
use sigill_sealing::minutes::Minutes;
use sigill_sealing::text::Text;

use super::fields::{Fields, Typed, as_text};
use super::opening::{self, OpenedCase, OpeningError, locator};
use super::reply::{NotStored, Outcome, after, store};
use super::retry;
use crate::app::App;
use crate::http::words::{Phrase, phrase};
use crate::intake::conversation;
use crate::intake::pages::acts::ACTS;

/// The name of the field that says which act a form tells.
pub(super) const WHAT: &str = "what";
/// The name of the field that says which minutes it answers.
pub(super) const REFERS: &str = "refers";
/// The name of the field by which something is confirmed.
pub(super) const SURE: &str = "sure";

/// What a form tells by an act.
pub(super) struct Telling {
    /// Which act.
    pub(super) what: What,
    /// The number of the minutes that it answers.
    pub(super) refers: Option<u64>,
    /// Whether what is to be confirmed was.
    pub(super) sure: bool,
}

impl Telling {
    /// Takes what a form tells out of its fields; nothing of a message's form.
    pub(super) fn take(fields: &mut Fields) -> Option<Self> {
        let (what, refers, sure) = (fields.take(WHAT)?, fields.take(REFERS), fields.take(SURE));
        let what = What::parse(&what).ok()?;
        let is_told = matches!(
            what,
            What::Meeting | What::Retaliation | What::Withdraw | What::Approve | What::Correct
        );
        let refers = refers.and_then(|refers| refers.parse().ok());
        is_told.then(|| Self { what, refers, sure: sure.is_some() })
    }

    /// Its fields, to be carried on.
    pub(super) fn fields(&self) -> Vec<(String, Typed)> {
        let refers = self.refers.map(|n| (REFERS, n.to_string()));
        let sure = self.sure.then(|| (SURE, "yes".to_owned()));
        let fields = [Some((WHAT, self.what.word().to_owned())), refers, sure].into_iter().flatten();
        fields.map(|(name, value)| (name.to_owned(), Typed::new(value))).collect()
    }

    /// What is said once it has arrived.
    pub(super) fn sent(&self) -> Phrase {
        match self.what {
            What::Approve => phrase::ACTS_MINUTES_APPROVED,
            What::Correct => phrase::ACTS_MINUTES_CORRECTED,
            what @ (What::Withdraw
            | What::Meeting
            | What::Retaliation
            | What::Allow
            | What::Read
            | What::ContactOpened
            | What::Continues) => {
                ACTS.iter().find(|act| act.what == what.word()).map_or(phrase::REPLY_SENT, |act| act.sent)
            }
        }
    }

    /// Whether it says nothing without words.
    fn needs_words(&self) -> bool {
        matches!(self.what, What::Retaliation | What::Correct)
    }
}

/// Seals and sends what a form tells, which was made for number `n`. The same form again is answered as the first time.
pub(super) async fn tell(
    app: &App,
    code: &Arc<CaseCode>,
    n: Option<u64>,
    telling: &Telling,
    text: &str,
) -> Result<(Arc<OpenedCase>, Outcome), OpeningError> {
    let opened = Arc::new(opening::open(app, code).await?);
    let outcome = send(app, code, &opened, n, telling, text).await.unwrap_or_else(Outcome::NotStored);
    after(app, code, opened, outcome).await
}

async fn send(
    app: &App,
    code: &Arc<CaseCode>,
    opened: &Arc<OpenedCase>,
    n: Option<u64>,
    telling: &Telling,
    text: &str,
) -> Result<Outcome, NotStored> {
    let Some(n) = n else { return Ok(Outcome::Conflict) };
    let digest = retry::of_act(code, n, telling.what.word(), telling.refers, text);
    if conversation::is_retry(app, locator(code), n, digest).await? {
        return Ok(Outcome::Sent(Vec::new()));
    }
    if telling.what == What::Withdraw && !telling.sure {
        return Ok(Outcome::Unsure);
    }
    let words = as_text(text);
    let words = words.trim();
    if words.is_empty() && telling.needs_words() {
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
    let refers = match telling.what {
        What::Approve | What::Correct => match asked(opened, telling.refers) {
            Some(minutes) => Some(minutes),
            // They have been answered, or are none.
            None => return Ok(Outcome::Conflict),
        },
        What::Withdraw
        | What::Meeting
        | What::Retaliation
        | What::Allow
        | What::Read
        | What::ContactOpened
        | What::Continues => None,
    };
    let act = Act { what: telling.what, refers, text };
    store(app, code, opened, Content::Act(act), Vec::new(), digest).await
}

/// The minutes under that number, if they wait for an answer.
fn asked(opened: &OpenedCase, n: Option<u64>) -> Option<Link> {
    let minutes = Minutes::of(opened.conversation.entries());
    let minutes = minutes.into_iter().find(|minutes| minutes.asked && Some(minutes.n) == n)?;
    Some(Link { n: minutes.n, hash: minutes.digest })
}
