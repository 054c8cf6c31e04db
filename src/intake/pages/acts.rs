//! What a reporter can tell in their case beside messages: the forms that both paths show alike.

use crate::http::words::{Phrase, phrase};

/// A form by which a reporter tells something.
pub struct ActForm {
    /// The act, as the protocol calls it.
    pub what: &'static str,
    /// What it is called.
    pub title: Phrase,
    /// What whoever does it should know before.
    pub says: &'static [Phrase],
    /// Whether the authorities follow.
    pub outside: bool,
    /// What is said after them.
    pub then: Option<Phrase>,
    /// What its field is called.
    pub label: Phrase,
    /// What may stand in it.
    pub hint: Phrase,
    /// What is to be confirmed, if anything is.
    pub sure: Option<Phrase>,
    /// What its button says.
    pub send: Phrase,
    /// What is said once it has arrived.
    pub sent: Phrase,
}

/// A wish to meet, reprisals, a withdrawal.
pub const ACTS: [ActForm; 3] = [
    ActForm {
        what: "meeting",
        title: phrase::ACTS_MEETING_TITLE,
        says: &[phrase::ACTS_MEETING_RIGHT, phrase::ACTS_MEETING_ANONYMOUS],
        outside: false,
        then: None,
        label: phrase::ACTS_MEETING_LABEL,
        hint: phrase::ACTS_MEETING_HINT,
        sure: None,
        send: phrase::ACTS_MEETING_SEND,
        sent: phrase::ACTS_MEETING_SENT,
    },
    ActForm {
        what: "retaliation",
        title: phrase::ACTS_RETALIATION_TITLE,
        says: &[phrase::ACTS_RETALIATION_PROTECTS, phrase::ACTS_RETALIATION_OUTSIDE],
        outside: true,
        then: Some(phrase::ACTS_RETALIATION_CLOSED),
        label: phrase::ACTS_RETALIATION_LABEL,
        hint: phrase::ACTS_RETALIATION_HINT,
        sure: None,
        send: phrase::ACTS_RETALIATION_SEND,
        sent: phrase::ACTS_RETALIATION_SENT,
    },
    ActForm {
        what: "withdraw",
        title: phrase::ACTS_WITHDRAW_TITLE,
        says: &[phrase::ACTS_WITHDRAW_SEEN, phrase::ACTS_WITHDRAW_GOES_ON, phrase::ACTS_WITHDRAW_PROTECTED],
        outside: false,
        then: None,
        label: phrase::ACTS_WITHDRAW_LABEL,
        hint: phrase::ACTS_WITHDRAW_HINT,
        sure: Some(phrase::ACTS_WITHDRAW_SURE),
        send: phrase::ACTS_WITHDRAW_SEND,
        sent: phrase::ACTS_WITHDRAW_SENT,
    },
];
