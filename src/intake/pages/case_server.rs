//! The case as the server path shows it: the answer to the POST that carried the code.

use askama::Template;
use chrono::NaiveDate;
use sigill_sealing::day::Day;
use sigill_sealing::secret::Secret;

use super::files_server::{FileField, MOST_FILES, verified_in_words};
use super::{Frame, date};
use crate::http::locale::Locale;
use crate::http::words::{Phrase, Words, phrase};

/// A case, its conversation and a form to write.
#[derive(Template)]
#[template(path = "intake/case_server.html")]
pub struct CaseServerPage {
    /// What all pages share.
    pub frame: Frame,
    /// The code, carried on in a hidden field.
    pub code: Secret<String>,
    /// The number the next message gets, so that a repeated POST is recognised.
    pub n: u64,
    /// What people call the case.
    pub reference: String,
    /// Where it stands.
    pub state: Phrase,
    /// What must be said of the case as a whole, such as that something is held back.
    pub warnings: Vec<Phrase>,
    /// The days that matter: what, and when.
    pub dates: Vec<(Phrase, NaiveDate)>,
    /// What is said beside them of duties that the handlers have noted to be none here.
    pub waived: Vec<Phrase>,
    /// What was written, oldest first.
    pub letters: Vec<Letter>,
    /// How many letters are new since the last visit.
    pub new: usize,
    /// What became of the message just sent.
    pub outcome: Option<Phrase>,
    /// Whether a message can be sent at all.
    pub may_write: bool,
    /// A message that could not be sent, given back.
    pub draft: String,
    /// What is wrong with that message.
    pub mistake: Option<Phrase>,
    /// How many of the reporter's own files the server has as they were sent, and how many they are.
    pub verified: (usize, usize),
    /// The files that go along with the next message.
    pub files: FileField,
}

/// One letter of the conversation.
pub struct Letter {
    /// Whether the reporter wrote it.
    pub own: bool,
    /// What kind of letter it is, such as the report or the acknowledgement.
    pub step: Option<Phrase>,
    /// The day its author put on it; of what is broken, the server's, if any.
    pub day: Option<Day>,
    /// Whether the server's day is another.
    pub day_differs: bool,
    /// Whether it is new since the last visit.
    pub new: bool,
    /// The language it says it is written in.
    pub language: Option<String>,
    /// Its words: paragraphs as typed.
    pub text: String,
    /// Its files.
    pub files: Vec<LetterFile>,
    /// Why its words are not shown.
    pub broken: Option<Phrase>,
}

/// A file of a letter.
pub struct LetterFile {
    /// Its id, hexadecimal.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its size, in words.
    pub size: String,
}

impl Letter {
    /// Its day, as words are made of it.
    fn date(&self) -> Option<NaiveDate> {
        self.day.map(date)
    }
}

impl CaseServerPage {
    fn how_much_is_new(&self) -> String {
        match self.new {
            0 => self.frame.t.case_new_none().into_owned(),
            1 => self.frame.t.case_new_one().into_owned(),
            many => self.frame.t.case_new_many(many.to_string()),
        }
    }

    fn action(&self) -> String {
        format!("/{}/follow-up/server", self.frame.t.locale().tag())
    }

    fn file_action(&self) -> String {
        format!("/{}/follow-up/server/file", self.frame.t.locale().tag())
    }

    /// What is wrong: the id of where to mend it, and the words.
    fn mistaken(&self) -> Vec<(&'static str, String)> {
        let mistake = self.mistake.map(|mistake| ("reply", self.frame.t.say(mistake).into_owned()));
        mistake.into_iter().chain(self.files.mistakes.iter().map(|words| ("files", words.clone()))).collect()
    }

    /// How many of their own files have arrived as they were sent; nothing if they sent none.
    fn verified_in_words(&self) -> Option<String> {
        verified_in_words(self.frame.t, self.verified)
    }

    /// A case with an acknowledgement that is new.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
        Self {
            frame: Frame::sample(locale, "follow-up/server"),
            code: Secret::new("000G4-0R40M-30E20-9185G-R38ED".to_owned()),
            n: 3,
            reference: "K3M-9TX2".to_owned(),
            state: phrase::STATE_ACKNOWLEDGED,
            warnings: Vec::new(),
            dates: vec![
                (phrase::DATE_RECEIVED, day(8, 24)),
                (phrase::DATE_ACKNOWLEDGED, day(8, 26)),
                (phrase::DATE_FEEDBACK_BY, day(11, 26)),
            ],
            waived: vec![phrase::CASE_NO_FEEDBACK],
            letters: vec![
                Letter {
                    own: true,
                    step: Some(phrase::LETTER_REPORT),
                    day: Day::new(2026, 8, 24).ok(),
                    day_differs: false,
                    new: false,
                    language: None,
                    text: "Förvaltningschefen satt med i gruppen som valde ny rektor.\n\nDen som fick tjänsten är \
                           hennes svåger."
                        .to_owned(),
                    files: Vec::new(),
                    broken: None,
                },
                Letter {
                    own: false,
                    step: Some(phrase::LETTER_ACKNOWLEDGEMENT),
                    day: Day::new(2026, 8, 26).ok(),
                    day_differs: true,
                    new: true,
                    language: Some("sv".to_owned()),
                    text: "Tack för att du berättar. Vet du om fler i gruppen kände till släktskapet?".to_owned(),
                    files: vec![LetterFile {
                        id: sigill_sealing::encoding::hex(&[3; 16]),
                        name: "frågor & \"svar\" <utkast>.docx".to_owned(),
                        size: "31 kB".to_owned(),
                    }],
                    broken: None,
                },
            ],
            new: 1,
            outcome: None,
            may_write: true,
            draft: String::new(),
            mistake: None,
            verified: (2, 2),
            files: FileField::sample(Words::new(locale)),
        }
    }

    /// A reply that was sent empty.
    #[must_use]
    pub fn sample_mistaken(locale: Locale) -> Self {
        let files = FileField::sample_waiting(Words::new(locale));
        let page = Self { verified: (0, 0), files, ..Self::sample(locale) };
        Self { mistake: Some(phrase::REPLY_EMPTY), new: 0, letters: Vec::new(), ..page }
    }

    /// A case whose server holds something back, with a letter that does not open.
    #[must_use]
    pub fn sample_damaged(locale: Locale) -> Self {
        let mut page = Self::sample(locale);
        page.letters.push(Letter {
            own: false,
            step: None,
            day: None,
            day_differs: false,
            new: false,
            language: None,
            text: String::new(),
            files: Vec::new(),
            broken: Some(phrase::LETTER_DAMAGED),
        });
        Self {
            verified: (1, 2),
            files: FileField::default(),
            warnings: vec![phrase::FOLLOW_UP_HELD_BACK],
            may_write: false,
            draft: "Jag har ett datum till.".to_owned(),
            mistake: Some(phrase::REPLY_HELD_BACK),
            ..page
        }
    }

    /// A reply that has just arrived.
    #[must_use]
    pub fn sample_sent(locale: Locale) -> Self {
        Self { outcome: Some(phrase::REPLY_SENT), ..Self::sample(locale) }
    }
}
