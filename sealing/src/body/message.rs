//! What people write: messages to the other side, notes and triage among handlers.

use super::{Language, Link, Position, is_name, take_text, text_value};
use crate::{
    file_reference::{self, FileReference},
    strict_json::{JsonError, Object, Value, object},
    text::Text,
    word::{UnknownWord, words},
};
use std::{collections::HashSet, fmt};

/// The most terms a triage has.
pub const MOST_TERMS: usize = 100;

words! {
    /// What a member's message does to the case: the law's clocks turn on the first four, where the work stands
    /// ([`crate::phase`]) on all but minutes and feedback.
    Step:
    /// Acknowledges the report.
    Acknowledge = "acknowledge",
    /// Gives feedback.
    Feedback = "feedback",
    /// Closes the case.
    Close = "close",
    /// Opens it again.
    Reopen = "reopen",
    /// Minutes to be confirmed or corrected.
    Minutes = "minutes",
    /// The assessment begins.
    Assess = "assess",
    /// The investigation begins.
    Investigate = "investigate",
    /// What was found is put together.
    Conclude = "conclude",
    /// The report is not what the channel is for.
    OutOfScope = "out-of-scope",
    /// The reporter is told who deals with it instead.
    Refer = "refer",
}

/// A message.
pub struct Message {
    /// The words.
    pub text: Text,
    /// The language they are in.
    pub language: Language,
    /// Its files.
    pub files: Vec<FileReference>,
    /// What it does to the case; a member's alone.
    pub step: Option<Step>,
}

impl Message {
    pub(super) fn read(body: &mut Object) -> Result<Self, JsonError> {
        Ok(Self {
            text: take_text(body, "text")?,
            language: body.read("language", Language::parse)?,
            files: file_reference::take_list(body)?,
            step: body.nullable("step", Step::parse)?,
        })
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("text", text_value(&self.text)),
            ("language", Value::text(&self.language)),
            ("files", file_reference::list_value(&self.files)),
            ("step", Value::nullable(self.step, |step| step.word().into())),
        ]
    }
}

/// A closed period of counts: `2026` or `2026-Q3`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period(String);

impl Period {
    /// Reads `YYYY` or `YYYY-Qn`.
    pub fn parse(text: &str) -> Result<Self, UnknownWord> {
        let year = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let quarter = text.get(4..).unwrap_or_default();
        if year.is_some() && matches!(quarter, "" | "-Q1" | "-Q2" | "-Q3" | "-Q4") {
            Ok(Self(text.to_owned()))
        } else {
            Err(UnknownWord)
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A note among handlers.
pub struct Note {
    /// The words.
    pub text: Text,
    /// The note it answers.
    pub refers: Option<Link>,
    /// Its files.
    pub files: Vec<FileReference>,
    /// The period whose counts this case has gone into.
    pub counted: Option<Period>,
}

impl Note {
    pub(super) fn read(position: &Position, body: &mut Object) -> Result<Self, JsonError> {
        let refers = body.nullable_object("refers", Link::read)?;
        Ok(Self {
            text: take_text(body, "text")?,
            refers: refers.map(|link| position.earlier(link, "refers")).transpose()?,
            files: file_reference::take_list(body)?,
            counted: body.nullable("counted", Period::parse)?,
        })
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("text", text_value(&self.text)),
            ("refers", Value::nullable(self.refers, |link| link.value())),
            ("files", file_reference::list_value(&self.files)),
            ("counted", Value::nullable(self.counted.as_ref(), Value::text)),
        ]
    }
}

/// One term of a triage.
pub struct Term {
    /// 1 to 64 of `a-z 0-9 -`.
    pub term: String,
    /// Its value.
    pub value: Text,
}

/// How handlers judge the case.
pub struct Triage {
    /// The terms, each once.
    pub terms: Vec<Term>,
    /// The period whose counts this case has gone into.
    pub counted: Option<Period>,
}

impl Triage {
    pub(super) fn read(body: &mut Object) -> Result<Self, JsonError> {
        let terms = body.objects("terms", MOST_TERMS, |entry| {
            let term = entry.string("term")?;
            if !is_name(&term) {
                return Err(JsonError::Form { name: "term" });
            }
            Ok(Term { term, value: take_text(entry, "value")? })
        })?;
        let mut names = HashSet::new();
        if !terms.iter().all(|entry| names.insert(&entry.term)) {
            return Err(JsonError::Form { name: "terms" });
        }
        Ok(Self { terms, counted: body.nullable("counted", Period::parse)? })
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        let term = |entry: &Term| {
            object([("term", entry.term.as_str().into()), ("value", text_value(&entry.value))])
        };
        vec![
            ("terms", Value::list(&self.terms, term)),
            ("counted", Value::nullable(self.counted.as_ref(), Value::text)),
        ]
    }
}
