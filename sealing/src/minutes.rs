//! Minutes of a meeting or a call, and what their reporter says of them (law 2021:890, chapter 8, section 3).
//!
//! A handler sends minutes as a message with that step. The reporter approves them by an act that their case's key signs,
//! or corrects them in words. `web/src/sealing/minutes.ts` reads the same from a conversation.

use crate::{
    body::{Act, Content, Message, Step, What},
    day::Day,
    digest::Digest,
    thread::{Entry, Writer},
};

/// What became of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They wait for their reporter.
    Sent,
    /// The reporter corrected them last.
    Corrected,
    /// The reporter approved them last.
    Approved,
    /// The reporter said nothing, and has answered later ones, or the case is closed.
    Unanswered,
}

/// Minutes in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// Their number.
    pub n: u64,
    /// SHA-256 of their sealed file.
    pub digest: Digest,
    /// What became of them.
    pub standing: Standing,
    /// The day on which the server stamped the answer.
    pub answered: Option<Day>,
    /// Whether the reporter is to be asked: they have answered neither these nor later ones.
    pub asked: bool,
}

/// What the rule reads of a conversation.
enum Said {
    Minutes { n: u64, digest: Digest },
    Answer { n: u64, digest: Digest, standing: Standing, day: Option<Day> },
    Closed,
    Reopened,
}

impl Minutes {
    /// Every minutes of a verified conversation, oldest first.
    #[must_use]
    pub fn of(conversation: &[Entry]) -> Vec<Self> {
        Self::among(&conversation.iter().filter_map(said).collect::<Vec<_>>())
    }

    fn among(said: &[Said]) -> Vec<Self> {
        let closed = said.iter().fold(false, |closed, said| match said {
            Said::Closed => true,
            Said::Reopened => false,
            Said::Minutes { .. } | Said::Answer { .. } => closed,
        });
        let answer_to = |wanted: (u64, Digest)| {
            said.iter().rev().find_map(|said| match said {
                Said::Answer { n, digest, standing, day } if (*n, *digest) == wanted => {
                    Some((*standing, *day))
                }
                Said::Answer { .. } | Said::Minutes { .. } | Said::Closed | Said::Reopened => None,
            })
        };
        let sent: Vec<(u64, Digest)> = said
            .iter()
            .filter_map(|said| match said {
                Said::Minutes { n, digest } => Some((*n, *digest)),
                Said::Answer { .. } | Said::Closed | Said::Reopened => None,
            })
            .collect();
        let last_answered = sent.iter().rev().find(|each| answer_to(**each).is_some()).map(|(n, _)| *n);
        let standing = |minutes: (u64, Digest)| {
            let (n, digest) = minutes;
            if let Some((standing, answered)) = answer_to(minutes) {
                return Self { n, digest, standing, answered, asked: false };
            }
            let asked = last_answered.is_none_or(|last| n > last);
            let standing = if asked && !closed { Standing::Sent } else { Standing::Unanswered };
            Self { n, digest, standing, answered: None, asked }
        };
        sent.into_iter().map(standing).collect()
    }
}

fn said(entry: &Entry) -> Option<Said> {
    let shown = entry.shown()?;
    let by_reporter = shown.writer == Writer::Reporter;
    match &shown.body.get().content {
        Content::Message(Message { step: Some(Step::Minutes), .. }) if !by_reporter => {
            Some(Said::Minutes { n: entry.n, digest: entry.digest? })
        }
        Content::Message(Message { step: Some(Step::Close), .. }) => Some(Said::Closed),
        Content::Message(Message { step: Some(Step::Reopen), .. }) => Some(Said::Reopened),
        Content::Act(Act { what, refers: Some(about), .. }) if by_reporter => {
            let standing = match what {
                What::Approve => Standing::Approved,
                What::Correct => Standing::Corrected,
                What::Withdraw
                | What::Meeting
                | What::Retaliation
                | What::Allow
                | What::Read
                | What::ContactOpened
                | What::Continues => return None,
            };
            Some(Said::Answer { n: about.n, digest: about.hash, standing, day: entry.day })
        }
        Content::Message(_)
        | Content::Act(_)
        | Content::Report(_)
        | Content::Contact(_)
        | Content::Grant(_)
        | Content::Rekey(_)
        | Content::Strike(_)
        | Content::Note(_)
        | Content::Triage(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn digest(n: u64) -> Digest {
        Digest::of(&n.to_be_bytes())
    }

    /// The reporter's page and the desk read the same file (`web/tests/sealing/minutes.test.ts`).
    #[test]
    fn minutes_stand_as_every_reader_finds_them() {
        let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/minutes.json")).unwrap();
        let cases = vectors.as_array().unwrap();
        assert!(cases.len() >= 12);
        for case in cases {
            let said: Vec<Said> = case["conversation"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|each| {
                    let n = each["n"].as_u64().unwrap();
                    let answer = |standing| {
                        let about = each["refers"].as_u64().unwrap();
                        Some(Said::Answer { n: about, digest: digest(about), standing, day: None })
                    };
                    match (each["step"].as_str(), each["act"].as_str()) {
                        (Some("minutes"), _) => Some(Said::Minutes { n, digest: digest(n) }),
                        (Some("close"), _) => Some(Said::Closed),
                        (Some("reopen"), _) => Some(Said::Reopened),
                        (_, Some("approve")) => answer(Standing::Approved),
                        (_, Some("correct")) => answer(Standing::Corrected),
                        _ => None,
                    }
                })
                .collect();
            let found: Vec<Value> = Minutes::among(&said)
                .into_iter()
                .map(|minutes| {
                    let state = match minutes.standing {
                        Standing::Sent => "sent",
                        Standing::Corrected => "corrected",
                        Standing::Approved => "approved",
                        Standing::Unanswered => "unanswered",
                    };
                    json!({ "n": minutes.n, "state": state, "asked": minutes.asked })
                })
                .collect();
            assert_eq!(Value::from(found), case["minutes"], "{}", case["why"]);
        }
    }

    #[test]
    fn an_answer_to_other_bytes_under_the_same_number_is_none() {
        let answer = Said::Answer { n: 2, digest: digest(9), standing: Standing::Approved, day: None };
        let found = Minutes::among(&[Said::Minutes { n: 2, digest: digest(2) }, answer]);
        assert_eq!(found.first().map(|minutes| minutes.standing), Some(Standing::Sent));
    }
}
