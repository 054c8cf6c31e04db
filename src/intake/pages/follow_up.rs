//! Where the case code is typed, on both paths.

use askama::Template;
use sigill_sealing::secret::Secret;

use super::Frame;
use super::MAX_TEXT;
use super::acts::ACTS;
use crate::channels::authorities::AUTHORITIES;
use crate::channels::category::Category;
use crate::http::locale::Locale;
use crate::http::words::{Phrase, phrase};

/// What the script may have to say.
const SENTENCES: [Phrase; 84] = [
    phrase::FOLLOW_UP_OPENING,
    phrase::CODE_WRONG_SYMBOL,
    phrase::CODE_WRONG_CHECK,
    phrase::CODE_UNKNOWN,
    phrase::FOLLOW_UP_DAMAGED,
    phrase::FOLLOW_UP_UNAVAILABLE,
    phrase::PROBLEM_NO_SPACE,
    phrase::PROBLEM_NO_SPACE_DO,
    phrase::PROBLEM_BUSY,
    phrase::PROBLEM_BUSY_DO,
    phrase::PROBLEM_CLOSED,
    phrase::PROBLEM_CLOSED_DO,
    phrase::FOLLOW_UP_HELD_BACK,
    phrase::SENDING_FAILED_NETWORK,
    phrase::SENDING_FAILED_BROWSER,
    phrase::SENDING_SEALING,
    phrase::STATE_RECEIVED,
    phrase::STATE_ACKNOWLEDGED,
    phrase::STATE_ASSESSING,
    phrase::STATE_INVESTIGATING,
    phrase::STATE_CONCLUDING,
    phrase::STATE_OUT_OF_SCOPE,
    phrase::STATE_REFERRED,
    phrase::STATE_CLOSED,
    phrase::STATE_REOPENED,
    phrase::DATE_RECEIVED,
    phrase::DATE_ACKNOWLEDGE_BY,
    phrase::DATE_ACKNOWLEDGED,
    phrase::DATE_FEEDBACK_BY,
    phrase::DATE_FED_BACK,
    phrase::DATE_CLOSED,
    phrase::DAYS_LEFT_NONE,
    phrase::DAYS_LEFT_ONE,
    phrase::DAYS_OVER_ONE,
    phrase::LETTER_YOURS,
    phrase::LETTER_THEIRS,
    phrase::LETTER_REPORT,
    phrase::LETTER_HIDDEN,
    phrase::LETTER_DAMAGED,
    phrase::LETTER_ACKNOWLEDGEMENT,
    phrase::LETTER_FEEDBACK,
    phrase::LETTER_CLOSING,
    phrase::LETTER_REOPENING,
    phrase::LETTER_MINUTES,
    phrase::LETTER_ASSESSING,
    phrase::LETTER_INVESTIGATING,
    phrase::LETTER_CONCLUDING,
    phrase::LETTER_OUT_OF_SCOPE,
    phrase::LETTER_REFERRAL,
    phrase::LETTER_WITHDRAWAL,
    phrase::LETTER_APPROVAL,
    phrase::LETTER_CORRECTION,
    phrase::LETTER_RETALIATION,
    phrase::LETTER_CONTINUES,
    phrase::LETTER_ACCESS,
    phrase::LETTER_RECOVERED,
    phrase::CASE_OTHER_DAY,
    phrase::LETTER_CONTACT_OPENED,
    phrase::LETTER_MEETING,
    phrase::FOLLOW_UP_KEYS_FAILED,
    phrase::SENDING_UPLOAD,
    phrase::CASE_NEW_NONE,
    phrase::CASE_NEW_ONE,
    phrase::CASE_KEPT_MONTH,
    phrase::CASE_KEPT_ERASED,
    phrase::CASE_KEPT_PUBLIC,
    phrase::CASE_KEPT_WRITING,
    phrase::REPLY_SENT,
    phrase::REPLY_SENT_EARLIER,
    phrase::REPLY_CASE_FULL,
    phrase::REPLY_TOO_LONG,
    phrase::REPLY_FAILED,
    phrase::REPLY_UNKNOWN,
    phrase::FILES_REPLY_EMPTY,
    phrase::REPLY_EMPTY,
    phrase::MISTAKE_TOO_LONG,
    phrase::ACTS_MEETING_SENT,
    phrase::ACTS_RETALIATION_SENT,
    phrase::ACTS_WITHDRAW_SENT,
    phrase::ACTS_WITHDRAW_UNCONFIRMED,
    phrase::ACTS_MINUTES_APPROVED,
    phrase::ACTS_MINUTES_CORRECTED,
    phrase::ACTS_MINUTES_STATE_SENT,
    phrase::ACTS_MINUTES_STATE_UNANSWERED,
];

/// The page whose script opens the case in the browser.
#[derive(Template)]
#[template(path = "intake/follow_up.html")]
pub struct FollowUpPage {
    /// What all pages share.
    pub frame: Frame,
}

/// The page that hands the code to the server.
#[derive(Template)]
#[template(path = "intake/follow_up_server.html")]
pub struct FollowUpServerPage {
    /// What all pages share.
    pub frame: Frame,
    /// The code as typed before, given back if something is wrong with it.
    pub typed: Secret<String>,
    /// What is wrong with the code typed before.
    pub mistake: Option<String>,
    /// Whether any channel lets cases through the server.
    pub server_path: bool,
    /// The channels that do not, by name.
    pub without: Vec<String>,
}

impl FollowUpPage {
    fn server(&self) -> String {
        format!("/{}/follow-up/server", self.frame.t.locale().tag())
    }

    /// Before a code is typed.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self { frame: plain_frame(locale, "follow-up") }
    }
}

impl FollowUpServerPage {
    fn ordinary(&self) -> String {
        format!("/{}/follow-up", self.frame.t.locale().tag())
    }

    fn action(&self) -> String {
        format!("/{}/follow-up/server", self.frame.t.locale().tag())
    }

    /// Before a code is typed.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self {
            frame: plain_frame(locale, "follow-up/server"),
            typed: Secret::new(String::new()),
            mistake: None,
            server_path: true,
            without: Vec::new(),
        }
    }

    /// After a code with a slip of the pen.
    #[must_use]
    pub fn sample_mistaken(locale: Locale) -> Self {
        let page = Self::sample(locale);
        let typed = Secret::new("000G4-0R40M-30E20-9185G-R38E".to_owned());
        Self { typed, mistake: Some(page.frame.t.code_wrong_length("24")), ..page }
    }

    /// An installation with a channel that opens no case without script.
    #[must_use]
    pub fn sample_some_off(locale: Locale) -> Self {
        Self { without: vec!["Lunda Energi AB".to_owned()], ..Self::sample(locale) }
    }

    /// An installation that opens no case without script.
    #[must_use]
    pub fn sample_off(locale: Locale) -> Self {
        Self { server_path: false, ..Self::sample(locale) }
    }
}

/// A page that belongs to no channel.
pub(super) fn plain_frame(locale: Locale, path: &str) -> Frame {
    Frame { name: "Sigill".to_owned(), home: format!("/{}/", locale.tag()), ..Frame::sample(locale, path) }
}
