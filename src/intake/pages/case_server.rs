//! The case as the server path shows it: the answer to the POST that carried the code.

use askama::Template;
use chrono::NaiveDate;
use sigill_sealing::day::Day;
use sigill_sealing::minutes::Standing;
use sigill_sealing::secret::Secret;

use super::acts::ACTS;
use super::files_server::{FileField, MOST_FILES, verified_in_words};
use super::{Frame, date};
use crate::channels::authorities::AUTHORITIES;
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
    /// The days that matter: what, and when; and of what is still to be done how many days are left, less than none once it is
    /// late.
    pub dates: Vec<(Phrase, NaiveDate, Option<i32>)>,
    /// What is said beside them of duties that the handlers have noted to be none here.
    pub waived: Vec<Phrase>,
    /// Until when it is kept.
    pub kept: Option<Kept>,
    /// On which day the reporter withdrew the report.
    pub withdrawn: Option<NaiveDate>,
    /// What of the law's days has passed without an answer.
    pub late: Late,
    /// The minutes that wait for their reporter.
    pub minutes: Vec<AskedMinutes>,
    /// What was to be told by an act and was not sent, given back.
    pub tried: Option<Tried>,
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

/// How long a case is kept after it was closed.
#[derive(Clone, Copy)]
pub struct Kept {
    /// For how many months.
    pub months: u8,
    /// Until which day, if it is closed.
    pub until: Option<NaiveDate>,
    /// Whether nothing but a registered decision erases it.
    pub is_public: bool,
}

/// The days by which the reporter should have had an answer, if they have passed without one.
#[derive(Default)]
pub struct Late {
    /// The acknowledgement's.
    pub acknowledgement: Option<NaiveDate>,
    /// The feedback's.
    pub feedback: Option<NaiveDate>,
}

/// Minutes that wait for their reporter.
pub struct AskedMinutes {
    /// Their number.
    pub n: u64,
    /// The day their author put on them.
    pub day: NaiveDate,
    /// The language they say they are written in.
    pub language: String,
    /// Their words.
    pub text: String,
    /// Whether files came with them.
    pub files: bool,
}

/// What was to be told by an act and was not sent.
pub struct Tried {
    /// The act.
    pub what: &'static str,
    /// The minutes it answers.
    pub refers: Option<u64>,
    /// Its words.
    pub text: String,
    /// What is wrong with it, or why it was not sent.
    pub mistake: Phrase,
    /// Whether what is wrong is that nothing was confirmed.
    pub unsure: bool,
}

/// One letter of the conversation.
pub struct Letter {
    /// Its number in the conversation.
    pub n: u64,
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
    /// If handlers struck it: its words and files are what they say remains of it, if anything does.
    pub struck: Option<Struck>,
    /// If it is minutes, what the reporter has said of them, and on which day.
    pub minutes: Option<(Standing, Option<NaiveDate>)>,
    /// When a handler had read it.
    pub read: Option<NaiveDate>,
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

/// That something was struck.
pub struct Struck {
    /// The day on which it was.
    pub day: NaiveDate,
    /// Why, in a handler's words.
    pub ground: String,
}

impl Letter {
    /// A letter of which nothing is told but that it stands at that number.
    #[must_use]
    pub fn bare(n: u64) -> Self {
        Self {
            n,
            own: false,
            step: None,
            day: None,
            day_differs: false,
            new: false,
            language: None,
            text: String::new(),
            files: Vec::new(),
            broken: None,
            struck: None,
            minutes: None,
            read: None,
        }
    }

    /// Its day, as words are made of it.
    fn date(&self) -> Option<NaiveDate> {
        self.day.map(date)
    }
}

impl Tried {
    /// The id of where it is mended.
    fn place(&self) -> String {
        let of = self.refers.map(|n| format!("-{n}")).unwrap_or_default();
        let at = if self.unsure { "-sure" } else { "" };
        format!("act-{}{of}{at}", self.what)
    }
}

impl CaseServerPage {
    /// How many days are left, or by how many it is late.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template hands references over")]
    fn left_in_words(&self, left: &i32) -> String {
        let t = &self.frame.t;
        match *left {
            0 => t.days_left_none().into_owned(),
            1 => t.days_left_one().into_owned(),
            2.. => t.days_left_many(left.to_string()),
            -1 => t.days_over_one().into_owned(),
            ..-1 => t.days_over_many(left.unsigned_abs().to_string()),
        }
    }

    fn how_much_is_new(&self) -> String {
        match self.new {
            0 => self.frame.t.case_new_none().into_owned(),
            1 => self.frame.t.case_new_one().into_owned(),
            many => self.frame.t.case_new_many(many.to_string()),
        }
    }

    /// What was to be told by that act, of those minutes, and was not.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template hands references over")]
    fn tried_of(&self, what: &str, n: &u64) -> Option<&Tried> {
        self.tried.as_ref().filter(|tried| tried.what == what && tried.refers == Some(*n))
    }

    /// What was to be told by that act, of no minutes, and was not.
    fn tried_plain(&self, what: &str) -> Option<&Tried> {
        self.tried.as_ref().filter(|tried| tried.what == what && tried.refers.is_none())
    }

    /// Whether that act was not confirmed.
    fn is_unsure(&self, what: &str) -> bool {
        self.tried_plain(what).is_some_and(|tried| tried.unsure)
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template hands references over")]
    fn day(&self, day: &NaiveDate) -> String {
        self.frame.t.day(*day)
    }

    /// What the reporter has said of minutes.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template hands references over")]
    fn standing(&self, (standing, day): &(Standing, Option<NaiveDate>)) -> String {
        let day = || day.map(|day| self.frame.t.day(day)).unwrap_or_default();
        match standing {
            Standing::Sent => self.frame.t.acts_minutes_state_sent().into_owned(),
            Standing::Unanswered => self.frame.t.acts_minutes_state_unanswered().into_owned(),
            Standing::Approved => self.frame.t.acts_minutes_state_approved(day()),
            Standing::Corrected => self.frame.t.acts_minutes_state_corrected(day()),
        }
    }

    fn action(&self) -> String {
        format!("/{}/follow-up/server", self.frame.t.locale().tag())
    }

    fn file_action(&self) -> String {
        format!("/{}/follow-up/server/file", self.frame.t.locale().tag())
    }

    /// What is wrong: the id of where to mend it, and the words.
    fn mistaken(&self) -> Vec<(String, String)> {
        let say = |phrase| self.frame.t.say(phrase).into_owned();
        let mistake = self.mistake.map(|mistake| ("reply".to_owned(), say(mistake)));
        let tried = self.tried.as_ref().map(|tried| (tried.place(), say(tried.mistake)));
        let files = self.files.mistakes.iter().map(|words| ("files".to_owned(), words.clone()));
        mistake.into_iter().chain(tried).chain(files).collect()
    }

    /// How many of their own files have arrived as they were sent; nothing if they sent none.
    fn verified_in_words(&self) -> Option<String> {
        verified_in_words(self.frame.t, self.verified)
    }

    /// Until when it is kept, what happens then, and what writing again changes.
    fn kept_in_words(&self) -> Option<String> {
        let kept = self.kept?;
        let t = self.frame.t;
        let first = match (kept.until, kept.months) {
            (Some(day), _) => t.case_kept_until(t.day(day)).into(),
            (None, 1) => t.case_kept_month(),
            (None, months) => t.case_kept_months(months.to_string()).into(),
        };
        let then = if kept.is_public { t.case_kept_public() } else { t.case_kept_erased() };
        let again = kept.until.map(|_closed| t.case_kept_writing());
        Some([Some(first), Some(then), again].into_iter().flatten().collect::<Vec<_>>().join(" "))
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
                (phrase::DATE_RECEIVED, day(8, 24), None),
                (phrase::DATE_ACKNOWLEDGED, day(8, 26), None),
                (phrase::DATE_FEEDBACK_BY, day(11, 26), Some(5)),
            ],
            waived: vec![phrase::CASE_NO_FEEDBACK],
            kept: Some(Kept { months: 24, until: None, is_public: true }),
            withdrawn: None,
            late: Late::default(),
            minutes: Vec::new(),
            tried: None,
            letters: vec![
                Letter {
                    n: 0,
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
                    struck: None,
                    minutes: None,
                    read: Some(day(8, 25)),
                },
                Letter {
                    n: 2,
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
                    struck: None,
                    minutes: None,
                    read: None,
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
        page.letters.push(Letter { broken: Some(phrase::LETTER_DAMAGED), ..Letter::bare(3) });
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

    /// A case whose days have passed, with minutes that wait, earlier ones that were corrected, and a correction without
    /// words.
    #[must_use]
    pub fn sample_minutes(locale: Locale) -> Self {
        let mut page = Self::sample(locale);
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
        let minutes = |n, standing| Letter {
            step: Some(phrase::LETTER_MINUTES),
            day: Day::new(2026, 9, 14).ok(),
            text: "Vi talades vid i telefon.".to_owned(),
            minutes: Some(standing),
            ..Letter::bare(n)
        };
        page.letters.push(minutes(4, (Standing::Corrected, Some(day(9, 16)))));
        page.letters.push(minutes(6, (Standing::Sent, None)));
        page.letters.push(minutes(7, (Standing::Approved, Some(day(9, 16)))));
        page.letters.push(minutes(8, (Standing::Unanswered, None)));
        let asked = AskedMinutes {
            n: 6,
            day: day(9, 18),
            language: "sv".to_owned(),
            text: "Vi talades vid i telefon.\n\nDu sade att <fakturorna> kom i mars.".to_owned(),
            files: true,
        };
        let tried = Tried {
            what: "correct",
            refers: Some(6),
            text: String::new(),
            mistake: phrase::REPLY_EMPTY,
            unsure: false,
        };
        let late = Late { acknowledgement: Some(day(8, 31)), feedback: Some(day(11, 26)) };
        Self { late, minutes: vec![asked], tried: Some(tried), ..page }
    }

    /// A withdrawal that nothing confirmed.
    #[must_use]
    pub fn sample_unsure(locale: Locale) -> Self {
        let tried = Tried {
            what: "withdraw",
            refers: None,
            text: "Jag orkar \"inte\" mer.".to_owned(),
            mistake: phrase::ACTS_WITHDRAW_UNCONFIRMED,
            unsure: true,
        };
        Self { tried: Some(tried), ..Self::sample(locale) }
    }

    /// A report that was withdrawn.
    #[must_use]
    pub fn sample_withdrawn(locale: Locale) -> Self {
        let withdrawn = NaiveDate::from_ymd_opt(2026, 9, 2);
        let until = NaiveDate::from_ymd_opt(2027, 9, 2);
        let kept = Some(Kept { months: 12, until, is_public: false });
        Self { withdrawn, kept, outcome: Some(phrase::ACTS_WITHDRAW_SENT), ..Self::sample(locale) }
    }

    /// A reply that has just arrived.
    #[must_use]
    pub fn sample_sent(locale: Locale) -> Self {
        Self { outcome: Some(phrase::REPLY_SENT), ..Self::sample(locale) }
    }
}
