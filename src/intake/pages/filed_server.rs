//! The code page of the server path: the answer to the report's POST.

use askama::Template;
use chrono::NaiveDate;
use sigill_sealing::secret::Secret;

use super::Frame;
use super::files_server::verified_in_words;
use crate::http::locale::Locale;

/// The case code, shown once; typing it whole opens the follow-up.
#[derive(Template)]
#[template(path = "intake/filed_server.html")]
pub struct FiledServerPage {
    /// What all pages share.
    pub frame: Frame,
    /// The code as written, in its five groups.
    pub code: Secret<String>,
    /// What people call the case; nothing if what is stored could not be read back just now.
    pub reference: Option<String>,
    /// The last day for the acknowledgement; none where the receipt is one.
    pub acknowledge_by: Option<NaiveDate>,
    /// The intake's address without scheme, for the print sheet.
    pub host: String,
    /// How many of the files sent along have arrived as they were sent, and how many they are.
    pub verified: (usize, usize),
    /// What came with this code after the report was filed, and is not in it.
    pub changed: Option<Changed>,
}

/// A form that was changed after it had been received: offered as a message.
pub struct Changed {
    /// The number the message gets.
    pub n: u64,
    /// The form's questions and answers.
    pub draft: String,
}

impl FiledServerPage {
    fn groups(&self) -> impl Iterator<Item = &str> {
        self.code.expose().split('-')
    }

    /// How many files have arrived as they were sent; nothing if none was sent.
    fn verified_in_words(&self) -> Option<String> {
        verified_in_words(self.frame.t, self.verified)
    }

    fn follow_up(&self) -> String {
        format!("/{}/follow-up/server", self.frame.t.locale().tag())
    }

    /// A report just filed.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self {
            frame: Frame::sample(locale, "c/lunda/report/server"),
            code: Secret::new("000G4-0R40M-30E20-9185G-R38ED".to_owned()),
            reference: Some("K3M-9TX2".to_owned()),
            acknowledge_by: NaiveDate::from_ymd_opt(2026, 11, 29),
            host: "rapport.lunda.example".to_owned(),
            verified: (3, 3),
            changed: None,
        }
    }

    /// A report that is stored and could not be read back.
    #[must_use]
    pub fn sample_unread(locale: Locale) -> Self {
        Self { reference: None, verified: (0, 0), ..Self::sample(locale) }
    }

    /// A report that the receipt acknowledges.
    #[must_use]
    pub fn sample_acknowledged(locale: Locale) -> Self {
        Self { acknowledge_by: None, ..Self::sample(locale) }
    }

    /// A report that was filed already, and changed in between.
    #[must_use]
    pub fn sample_changed(locale: Locale) -> Self {
        let changed = Changed { n: 2, draft: "Vad har hänt?\n\"Svågern\" & hon.".to_owned() };
        Self { changed: Some(changed), ..Self::sample(locale) }
    }
}
