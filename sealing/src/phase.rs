//! Where the work on a case stands, by the signed steps of its conversation.
//!
//! What the law's clocks turn on is told to the server in clear; this is not, so that a thief of the database learns
//! neither that a report is being investigated nor that it was found to be out of scope.

use crate::{
    body::{Content, Step},
    thread::Entry,
    word::words,
};

words! {
    /// Where the work on a case stands, as its reporter is told.
    Phase:
    /// The report is in.
    Received = "received",
    /// A handler has acknowledged it.
    Acknowledged = "acknowledged",
    /// It is being assessed: what it is about, and whether the channel is for it.
    Assessing = "assessing",
    /// It is being investigated.
    Investigating = "investigating",
    /// What was found is being put together.
    Concluding = "concluding",
    /// It is not what the channel is for.
    OutOfScope = "out-of-scope",
    /// Somebody else has been named who deals with it.
    Referred = "referred",
    /// The case is closed.
    Closed = "closed",
    /// A closed case was taken up again.
    Reopened = "reopened",
}

impl Phase {
    /// The phase after a step. What does not fit changes nothing: a closed case is opened by reopening alone.
    #[must_use]
    pub const fn after(self, step: Step) -> Self {
        match (self, step) {
            (Self::Closed, Step::Reopen) => Self::Reopened,
            (Self::Closed, _) => self,
            (Self::Received, Step::Acknowledge) => Self::Acknowledged,
            (_, Step::Assess) => Self::Assessing,
            (_, Step::Investigate) => Self::Investigating,
            (_, Step::Conclude) => Self::Concluding,
            (_, Step::OutOfScope) => Self::OutOfScope,
            (_, Step::Refer) => Self::Referred,
            (_, Step::Close) => Self::Closed,
            (_, Step::Acknowledge | Step::Feedback | Step::Reopen | Step::Minutes) => self,
        }
    }

    /// The phase that the verified steps of a conversation have led to.
    #[must_use]
    pub fn of(conversation: &[Entry]) -> Self {
        let steps = conversation.iter().filter_map(|entry| {
            let Content::Message(message) = &entry.shown()?.body.get().content else { return None };
            message.step
        });
        steps.fold(Self::Received, Self::after)
    }
}
