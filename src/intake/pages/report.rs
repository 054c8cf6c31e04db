//! The report form, on both paths.

use std::collections::BTreeSet;

use askama::Template;
use sigill_sealing::secret::Secret;

use super::channel::{Recipients, sample_settings};
use super::files_server::{FileField, MOST_FILES};
use super::form::{Answers, FieldKind, FormStep, steps};
use super::{Frame, MAX_TEXT};
use crate::channels::authorities::AUTHORITIES;
use crate::channels::settings::{Acknowledgement, Settings};
use crate::http::locale::Locale;
use crate::http::words::{Phrase, Words, phrase};

/// What the script may have to say.
const SENTENCES: [Phrase; 32] = [
    phrase::MISTAKE_REQUIRED,
    phrase::MISTAKE_TOO_LONG,
    phrase::MISTAKE_CHOICE,
    phrase::MISTAKE_FORM_TOO_LONG,
    phrase::CHECK_EDIT,
    phrase::CHECK_EMPTY,
    phrase::SENDING_SEALING,
    phrase::SENDING_UPLOAD,
    phrase::SENDING_CHECKING,
    phrase::SENDING_FAILED_NETWORK,
    phrase::SENDING_FAILED_CHANGED,
    phrase::SENDING_FAILED_LIST,
    phrase::SENDING_FAILED_UNVERIFIED,
    phrase::SENDING_FAILED_DAMAGED,
    phrase::SENDING_FAILED_EXPIRED,
    phrase::SENDING_FAILED_BROWSER,
    phrase::SENDING_FAILED_OTHER,
    phrase::SENDING_FAILED_UNKNOWN,
    phrase::SENDING_FAILED_KEYS,
    phrase::CONTACT_NO_CUSTODIAN,
    phrase::CHANGED_ELSEWHERE,
    phrase::CODE_COPIED,
    phrase::CODE_COPY_FAILED,
    phrase::CODE_SAVED,
    phrase::CODE_FILE_NAME,
    phrase::CODE_CHECK_WRONG,
    phrase::PROBLEM_NO_SPACE,
    phrase::PROBLEM_NO_SPACE_DO,
    phrase::PROBLEM_BUSY,
    phrase::PROBLEM_BUSY_DO,
    phrase::PROBLEM_CLOSED,
    phrase::PROBLEM_CLOSED_DO,
];

/// The form whose script seals the report in the browser.
#[derive(Template)]
#[template(path = "intake/report.html")]
pub struct ReportPage {
    /// What all pages share.
    pub frame: Frame,
    /// The channel's id, hexadecimal.
    pub channel: String,
    /// What the channel asks.
    pub settings: Settings,
    /// Whom the report can be kept from.
    pub recipients: Recipients,
    /// Whether the channel takes reports on the server path.
    pub server_path: bool,
    /// The intake's address without scheme, for the print sheet.
    pub host: String,
}

/// The form that the server seals.
#[derive(Template)]
#[template(path = "intake/report_server.html")]
pub struct ReportServerPage {
    /// What all pages share.
    pub frame: Frame,
    /// What the channel asks.
    pub settings: Settings,
    /// Whom the report can be kept from.
    pub recipients: Recipients,
    /// Why the channel takes no report here; the form is then not shown.
    pub closed: Option<Phrase>,
    /// The code of the case to be, carried in a hidden field.
    pub code: Secret<String>,
    /// The epoch whose lines are listed.
    pub epoch: u64,
    /// What was filled in before, and what is wrong with it.
    pub answers: Answers,
    /// The ids of those shut out, or the word `recovery`.
    pub excluded: BTreeSet<String>,
    /// The name given, if any.
    pub contact_name: String,
    /// The way to reach the reporter, if any.
    pub contact_reach: String,
    /// The files that go along.
    pub files: FileField,
}

impl ReportPage {
    fn steps(&self) -> Vec<FormStep> {
        steps(&self.settings, self.frame.t.locale(), &Answers::default())
    }

    #[expect(clippy::unused_self, reason = "the shared parts of both forms ask their page")]
    fn is_excluded(&self, _id: &str) -> bool {
        false
    }

    #[expect(clippy::unused_self, reason = "the shared parts of both forms ask their page")]
    fn contact_name(&self) -> &'static str {
        ""
    }

    #[expect(clippy::unused_self, reason = "the shared parts of both forms ask their page")]
    fn contact_reach(&self) -> &'static str {
        ""
    }

    fn server(&self) -> String {
        format!("{}/report/server", self.frame.home)
    }

    fn follow_up(&self) -> String {
        format!("/{}/follow-up", self.frame.t.locale().tag())
    }

    /// A municipality's form.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self {
            frame: Frame::sample(locale, "c/lunda/report"),
            channel: "4f1c0a7e5b2d4c8f9a3e6d7b8c9fa0b1".to_owned(),
            settings: sample_settings(),
            recipients: Recipients::sample(),
            server_path: true,
            host: "rapport.lunda.example".to_owned(),
        }
    }

    /// A channel whose receipt is the acknowledgement.
    #[must_use]
    pub fn sample_by_receipt(locale: Locale) -> Self {
        let mut page = Self::sample(locale);
        page.settings.acknowledgement = Acknowledgement::Receipt;
        page
    }

    /// A channel that has switched the server path off.
    #[must_use]
    pub fn sample_browser_only(locale: Locale) -> Self {
        Self { server_path: false, ..Self::sample(locale) }
    }
}

impl ReportServerPage {
    fn steps(&self) -> Vec<FormStep> {
        steps(&self.settings, self.frame.t.locale(), &self.answers)
    }

    fn has_mistakes(&self) -> bool {
        !self.answers.mistakes.is_empty() || !self.files.mistakes.is_empty()
    }

    /// What is wrong: the id of where to mend it, and the words.
    fn mistaken(&self) -> Vec<(String, String)> {
        let fields = self.steps().into_iter().flat_map(|step| step.fields);
        let questions = fields.filter(|field| field.mistake.is_some());
        let mistakes = &self.answers.mistakes;
        let others =
            [("form", mistakes.whole), ("concerns", mistakes.concerns), ("contact", mistakes.contact)];
        questions
            .map(|field| (field.id(), field.mistake_in(&self.frame.t)))
            .chain(others.into_iter().filter_map(|(place, mistake)| {
                Some((place.to_owned(), self.frame.t.say(mistake?).into_owned()))
            }))
            .chain(self.files.mistakes.iter().map(|words| ("files".to_owned(), words.clone())))
            .collect()
    }

    fn is_excluded(&self, id: &str) -> bool {
        self.excluded.contains(id)
    }

    fn contact_name(&self) -> &str {
        &self.contact_name
    }

    fn contact_reach(&self) -> &str {
        &self.contact_reach
    }

    fn ordinary(&self) -> String {
        format!("{}/report", self.frame.home)
    }

    fn action(&self) -> String {
        format!("{}/report/server", self.frame.home)
    }

    /// A blank form.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self {
            frame: Frame::sample(locale, "c/lunda/report/server"),
            settings: sample_settings(),
            recipients: Recipients::sample(),
            closed: None,
            code: Secret::new("000G4-0R40M-30E20-9185G-R38ED".to_owned()),
            epoch: 3,
            answers: Answers::default(),
            excluded: BTreeSet::new(),
            contact_name: String::new(),
            contact_reach: String::new(),
            files: FileField::sample(Words::new(locale)),
        }
    }

    /// A channel that takes no report on this path.
    #[must_use]
    pub fn sample_closed(locale: Locale) -> Self {
        Self { closed: Some(phrase::REPORT_SERVER_OFF), ..Self::sample(locale) }
    }

    /// A form that came back with a mistake.
    #[must_use]
    pub fn sample_mistaken(locale: Locale) -> Self {
        let mut page = Self::sample(locale);
        page.answers = Answers::sample_mistaken();
        page.excluded.insert("b2".repeat(16));
        "Sam & \"Kim\"".clone_into(&mut page.contact_name);
        page.files = FileField::sample_waiting(Words::new(locale));
        page
    }
}
