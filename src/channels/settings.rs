//! What a channel says and asks: one JSON document, whose SHA-256 stands in the owner-signed keyring, so that a server
//! can change no word of it. Every name is required and no other is allowed.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::category::Category;
use crate::http::locale::Locale;

mod check;
mod defaults;

/// Longest settings document, in bytes.
pub const MAX_SETTINGS: usize = 256 * 1024;

/// Longest time a case is kept after it was closed, in calendar months: two years (law 2021:890, chapter 7, section 8 and
/// chapter 8, section 4).
pub const MAX_RETENTION_MONTHS: u8 = 24;

/// The settings of a channel, version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Always 1.
    pub v: u8,
    /// Whose channel it is.
    pub organisation: Organisation,
    /// The languages the channel is offered in; the first is where a text stands that has no other.
    pub languages: Vec<Language>,
    /// The time zone whose calendar days the law's clocks count, by its name in the IANA database.
    pub zone: chrono_tz::Tz,
    /// What counts as the acknowledgement of a report.
    pub acknowledgement: Acknowledgement,
    /// For how many months a case is kept after it was closed, 1 to [`MAX_RETENTION_MONTHS`].
    pub retention_months: u8,
    /// Whether the reporter is shown that a handler has read what they wrote.
    pub read_marks: bool,
    /// What the channel's page says.
    pub texts: Texts,
    /// Categories the form leaves out.
    pub hidden_categories: Vec<Category>,
    /// The questions, a step of the form each. The steps "whom it concerns", "contact details" and "read through" are
    /// the form's own and follow them.
    pub steps: Vec<Step>,
}

/// The organisation behind a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Which rules it lives under.
    pub kind: OrganisationKind,
    /// What people call it.
    pub name: Text,
    /// Whether the law demands the channel (chapter 5, section 2). A voluntary channel has no statutory secrecy.
    pub obliged: bool,
}

/// Which rules an organisation lives under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrganisationKind {
    /// A municipality, a region, or a body under the same rules of public records.
    Municipality,
    /// A private company or association.
    Company,
}

/// A language of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Swedish.
    Sv,
    /// English.
    En,
}

/// What counts as the acknowledgement of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Acknowledgement {
    /// A handler's message with that step.
    Handler,
    /// The receipt that filing gives.
    Receipt,
}

/// Words in every language. A text of several paragraphs has an empty line between them; lines that begin with a
/// hyphen and a space are a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In Swedish.
    pub sv: String,
    /// In English; empty where the channel does not offer it.
    pub en: String,
}

impl Text {
    /// The words in this language, or in Swedish where they are not given.
    #[must_use]
    pub fn in_language(&self, locale: Locale) -> &str {
        match locale {
            Locale::En if !self.en.is_empty() => &self.en,
            Locale::En | Locale::Sv => &self.sv,
        }
    }
}

/// What the channel's page says (law 2021:890, chapter 5, section 9). What the software itself does is not among it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The first words.
    pub welcome: Text,
    /// Who may report, and what counts as wrongdoing.
    pub scope: Text,
    /// The protection of the law, and where it ends.
    pub protection: Text,
    /// Secrecy, confidentiality and public records.
    pub confidentiality: Text,
    /// Authorities with external channels; their list follows.
    pub authorities: Text,
    /// The freedom to inform the media.
    pub press: Text,
    /// Reporting by word of mouth.
    pub oral: Text,
    /// How personal data are used.
    pub privacy: Text,
    /// How accessible the pages are, and where to complain.
    pub accessibility: Text,
}

/// One screen of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name in the form, `[a-z][a-z0-9-]{0,31}`.
    pub id: String,
    /// Its heading.
    pub title: Text,
    /// A sentence beneath the heading.
    pub hint: Option<Text>,
    /// What it asks.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id in the report, `[a-z][a-z0-9-]{0,31}`, for good.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question.
    pub label: Text,
    /// A sentence that helps.
    pub hint: Option<Text>,
    /// Whether the report cannot be sent without an answer.
    pub required: bool,
    /// What can be chosen, for [`QuestionKind::Choice`] only.
    pub options: Vec<Choice>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// A code of the category list.
    Category,
    /// A long text.
    Paragraphs,
    /// One line of text.
    Line,
    /// One of the question's options.
    Choice,
}

/// One answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its id in the report.
    pub id: String,
    /// What it says.
    pub label: Text,
}

/// Why settings cannot be used. The ids in it are the owner's own words, of plain letters.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SettingsError {
    /// Not JSON, or not of this schema.
    #[error("the settings are not of the form that version 1 describes")]
    Malformed,
    /// More than [`MAX_SETTINGS`] bytes.
    #[error("the settings are larger than 256 KiB")]
    TooLarge,
    /// A text is empty in a language the channel offers.
    #[error("the text {0} is empty in a language that the channel offers")]
    Empty(&'static str),
    /// A text holds control characters, or is too long.
    #[error("the text {0} holds control characters or is too long")]
    Unprintable(&'static str),
    /// Swedish is missing among the languages, or one stands twice.
    #[error("the languages must include Swedish, each once")]
    Languages,
    /// No months, or more than the law allows.
    #[error("a case is kept for 1 to 24 months after it was closed")]
    Retention,
    /// An id is malformed or stands twice.
    #[error("an id of a step, question or option is malformed or stands twice")]
    Id,
    /// Options where none belong, or none where some do; a category question that is not alone.
    #[error("a question has options that its kind does not take, or lacks them")]
    Options,
    /// No question demands an answer in words.
    #[error("no question with a long text is required, so an empty report could be filed")]
    NothingRequired,
    /// A promise nobody can keep (JO 2242-2014).
    #[error("the text {0} promises anonymity: say that nobody can see who writes unless they tell")]
    PromisesAnonymity(&'static str),
    /// Statutory secrecy covers only channels that the law demands.
    #[error("the text {0} speaks of statutory secrecy, which a voluntary channel does not have")]
    SecrecyWithoutDuty(&'static str),
}

impl Settings {
    /// Reads and checks settings.
    pub fn parse(bytes: &[u8]) -> Result<Self, SettingsError> {
        if bytes.len() > MAX_SETTINGS {
            return Err(SettingsError::TooLarge);
        }
        // What serde says may quote the text.
        let settings: Self = serde_json::from_slice(bytes).map_err(|_quotes| SettingsError::Malformed)?;
        settings.check()?;
        Ok(settings)
    }

    /// The languages that the channel offers.
    pub fn locales(&self) -> impl Iterator<Item = Locale> {
        self.languages.iter().map(|language| match language {
            Language::Sv => Locale::Sv,
            Language::En => Locale::En,
        })
    }

    /// The language to answer in: the one asked for, or Swedish where the channel does not offer it.
    #[must_use]
    pub fn locale(&self, asked: Locale) -> Locale {
        if self.locales().any(|offered| offered == asked) { asked } else { Locale::Sv }
    }

    /// The bytes that are served, and whose SHA-256 the owner signs.
    pub fn to_bytes(&self) -> Result<Vec<u8>, SettingsError> {
        serde_json::to_vec(self).map_err(|_unwritable| SettingsError::Malformed)
    }
}
