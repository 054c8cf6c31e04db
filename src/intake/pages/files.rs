//! The part of the report form and of the follow-up that is about files: fetched by their scripts once it is needed.

use askama::Template;

use super::Frame;
use crate::http::locale::Locale;
use crate::http::words::{Phrase, phrase};

/// What the script may have to say.
const SENTENCES: [Phrase; 67] = [
    phrase::FILES_NONE,
    phrase::FILES_FOUND,
    phrase::FILES_STAYS,
    phrase::FILES_UNLOOKED,
    phrase::FILES_CLEANED_NAME,
    phrase::FILES_LEFT_MINUTE,
    phrase::FILES_LEFT_SOON,
    phrase::FILES_STATE_WAITING,
    phrase::FILES_STATE_SEALING,
    phrase::FILES_STATE_SENDING,
    phrase::FILES_STATE_PAUSED,
    phrase::FILES_STATE_OFFLINE,
    phrase::FILES_STATE_DONE,
    phrase::FILES_STATE_FAILED,
    phrase::FILES_STATE_CANCELLED,
    phrase::FILES_SAID_OFFLINE,
    phrase::FILES_SAID_PAUSED,
    phrase::FILES_STOPPED_CANCELLED,
    phrase::FILES_STOPPED_FAILED,
    phrase::FILES_STOPPED_CLOSED,
    phrase::FILES_WHY_CHANGED,
    phrase::FILES_WHY_REFUSED,
    phrase::FILES_WHY_LARGE,
    phrase::FILES_WHY_FULL,
    phrase::FILES_WHY_WORKER,
    phrase::FILES_LETTER_DAMAGED,
    phrase::FILES_LETTER_UNKNOWN,
    phrase::FILES_UNVERIFIED,
    phrase::FILES_OPENING,
    phrase::FILES_SAVE_HINT,
    phrase::FILES_DANGER_PROGRAM,
    phrase::FILES_DANGER_PAGE,
    phrase::FILES_DANGER_SHORTCUT,
    phrase::FILES_OPEN_FAILED,
    phrase::REPLY_SENT,
    phrase::REPLY_UNKNOWN,
    phrase::CLEANING_PLACE,
    phrase::CLEANING_LOCATION_TEXT,
    phrase::CLEANING_CAMERA,
    phrase::CLEANING_TIME,
    phrase::CLEANING_AUTHOR,
    phrase::CLEANING_COMPANY,
    phrase::CLEANING_SIGNATURE,
    phrase::CLEANING_SOFTWARE,
    phrase::CLEANING_PATH,
    phrase::CLEANING_TITLE,
    phrase::CLEANING_COMMENT,
    phrase::CLEANING_REVISIONS,
    phrase::CLEANING_IDENTIFIER,
    phrase::CLEANING_TRACKED_CHANGES,
    phrase::CLEANING_HIDDEN,
    phrase::CLEANING_THUMBNAIL,
    phrase::CLEANING_EMBEDDED,
    phrase::CLEANING_SCRIPT,
    phrase::CLEANING_OTHER,
    phrase::CLEANING_CAN_CLEAN,
    phrase::CLEANING_NOTHING,
    phrase::CLEANING_CANNOT,
    phrase::CLEANING_CANNOT_LOCKED,
    phrase::CLEANING_TOO_LARGE,
    phrase::CLEANING_DAMAGED,
    phrase::CLEANING_FAILED,
    phrase::CLEANING_STAYS,
    phrase::CLEANING_HEIC_WHY,
    phrase::CLEANING_HEIC_IPHONE,
    phrase::CLEANING_HEIC_ANDROID,
    phrase::CLEANING_HEIC_COMPUTER,
];
/// The templates, words, style and script of choosing, sending and fetching files. It holds no secret and belongs to no
/// channel.
#[derive(Template)]
#[template(path = "intake/files.html")]
pub struct FilesPage {
    /// What all pages share.
    pub frame: Frame,
}

impl FilesPage {
    /// The part in this language.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self { frame: super::follow_up::plain_frame(locale, "file-part") }
    }
}
