//! The reporters' pages as plain values: a route ([`routes`]) fills one and renders it. Each has a `sample()`, which
//! tests and previews render; the templates in `web/pages/intake` list, at their top, what their script may rely on.

use chrono::NaiveDate;
use sigill_sealing::day::Day;

use crate::http::assets::Asset;
use crate::http::locale::Locale;
use crate::http::words::{Phrase, Words, phrase};

pub mod acts;
pub mod case_server;
pub mod channel;
mod facts;
pub mod file_broken_server;
pub mod filed_server;
pub mod files;
pub mod files_server;
pub mod follow_up;
pub mod form;
pub(super) mod pressed;
pub mod problem;
pub mod prose;
pub mod report;
pub mod routes;
pub(super) mod shelf;
pub mod start;
pub mod unsent_server;

/// Longest text of a report or message, in characters.
pub const MAX_TEXT: usize = 100_000;

/// What every page of the intake has in common.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The words, and with them the language.
    pub t: Words,
    /// Whose page it is: the organisation's name, or the service's where no channel is chosen.
    pub name: String,
    /// Where the name leads, below the intake's address: `/sv/c/lund`.
    pub home: String,
    /// The same page in each language: locale and path.
    pub languages: Vec<(Locale, String)>,
    /// The neutral page that "leave this page quickly" leads to.
    pub leave_to: String,
    /// What stands above everything else.
    pub banners: Vec<Banner>,
    /// The page's script.
    pub script: Option<Asset>,
}

/// What a reporter must know before anything else on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Banner {
    /// The channel is not published yet.
    Trial,
    /// Everything here is made up.
    Demo,
    /// The keyring has expired and filing goes on for its grace.
    Expired,
    /// The keyring is too old, or not good yet: nothing is filed, and the page shows the other ways.
    Closed,
}

impl Banner {
    /// What it says.
    #[must_use]
    pub const fn words(self) -> Phrase {
        match self {
            Self::Trial => phrase::BANNER_TRIAL,
            Self::Demo => phrase::BANNER_DEMO,
            Self::Expired => phrase::BANNER_EXPIRED,
            Self::Closed => phrase::BANNER_CLOSED,
        }
    }
}

impl Frame {
    /// The same page in the languages other than its own: the words, to say so in them, and the path.
    fn other_languages(&self) -> impl Iterator<Item = (Words, &str)> {
        let others = self.languages.iter().filter(|(locale, _)| *locale != self.t.locale());
        others.map(|(locale, path)| (Words::new(*locale), path.as_str()))
    }

    /// A page of the channel Lunda kommun, at `path` below a language.
    #[must_use]
    pub fn sample(locale: Locale, path: &str) -> Self {
        Self {
            t: Words::new(locale),
            name: channel::sample_settings().organisation.name.in_language(locale).to_owned(),
            home: format!("/{}/c/lunda", locale.tag()),
            languages: Locale::ALL.map(|other| (other, format!("/{}/{path}", other.tag()))).to_vec(),
            leave_to: "https://www.smhi.se/".to_owned(),
            banners: Vec::new(),
            script: None,
        }
    }
}

/// A day as words are made of it.
#[must_use]
pub fn date(day: Day) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day.number() + 1).unwrap_or_default()
}
