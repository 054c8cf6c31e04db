//! What was typed and not taken, given back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use sigill_sealing::code::CaseCode;
use sigill_sealing::secret::Secret;

use super::acts::Telling;
use super::answers::{code_page, logged, lonely_frame, show};
use super::attached::{Attached, WAITING};
use super::fields::Typed;
use super::form::{Filled, QUESTION};
use crate::app::App;
use crate::http::Failure;
use crate::http::locale::Locale;
use crate::http::words::Words;
use crate::intake::pages::problem::phrases;
use crate::intake::pages::shelf::Shelf;
use crate::intake::pages::unsent_server::UnsentServerPage;

/// The words of a report whose channel cannot be shown.
pub(super) fn unsent_report(
    app: &App,
    locale: Locale,
    action: &str,
    failure: &Failure,
    code: &CaseCode,
    filled: &Filled,
    attached: &Attached,
) -> Result<HttpResponse, Failure> {
    let problem = logged(failure);
    let typed = filled.fields();
    let words = typed.iter().filter(|(name, _)| name.starts_with(QUESTION) || name.starts_with("contact-"));
    let words: Vec<&str> = words.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty()).collect();
    let page = UnsentServerPage {
        frame: lonely_frame(app, locale),
        lost: attached.not_arrived(app, Words::new(locale)),
        reason: Words::new(locale).say(phrases(problem).1).into_owned(),
        action: action.to_owned(),
        words: Secret::new(words.join("\n\n")),
        hidden: [("code".to_owned(), code.written())]
            .into_iter()
            .chain(typed.into_iter().map(|(name, value)| (name, Secret::new(value))))
            .chain(hidden_files(attached))
            .collect(),
        has_files: attached.has_any(),
        draft: None,
    };
    show(problem.status(), &page)
}

/// What was sent to follow up a case that could not be opened.
pub(super) struct Again<'a> {
    pub(super) app: &'a App,
    pub(super) shelf: &'a Shelf,
    pub(super) locale: Locale,
    pub(super) typed: &'a Typed,
    pub(super) n: Option<&'a Typed>,
    pub(super) text: Option<&'a Typed>,
    pub(super) telling: Option<&'a Telling>,
    pub(super) attached: &'a Attached,
}

impl Again<'_> {
    /// Where the code is typed, with the code as it was; with a message that was typed, a page that has the message.
    pub(super) async fn show(self, status: StatusCode, reason: String) -> Result<HttpResponse, Failure> {
        if self.text.is_none() {
            match code_page(self.app, self.shelf, self.locale, Some(reason.clone()), self.typed.clone()).await
            {
                Ok(page) => return show(status, &page),
                Err(failure) => failure.log(),
            }
        }
        let hidden = [("code", Some(self.typed)), ("n", self.n)].into_iter();
        let page =
            UnsentServerPage {
                frame: lonely_frame(self.app, self.locale),
                lost: self.attached.not_arrived(self.app, Words::new(self.locale)),
                reason,
                action: format!("/{}/follow-up/server", self.locale.tag()),
                hidden: hidden
                    .filter_map(|(name, value)| Some((name.to_owned(), secret(value?))))
                    .chain(self.telling.into_iter().flat_map(|told| {
                        told.fields().into_iter().map(|(name, value)| (name, secret(&value)))
                    }))
                    .chain(hidden_files(self.attached))
                    .collect(),
                has_files: self.attached.has_any(),
                words: Secret::new(String::new()),
                draft: self.text.map(secret),
            };
        show(status, &page)
    }
}

/// The files of a form, carried on: they wait meanwhile.
fn hidden_files(attached: &Attached) -> impl Iterator<Item = (String, Secret<String>)> {
    attached.waiting_ids().map(|id| (WAITING.to_owned(), Secret::new(id.to_string())))
}

fn secret(typed: &Typed) -> Secret<String> {
    Secret::new(String::clone(typed))
}
