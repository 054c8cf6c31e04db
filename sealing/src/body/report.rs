//! The report and the contact, which open every case.

use super::{holders_value, is_name, take_holders, take_text, text_value};
use crate::{
    encoding::{base64, parse_base64},
    file_reference::{self, FileReference},
    holder::Holders,
    id::ChannelId,
    identity::Recipient,
    role::{Author, Reporter},
    signature::VerifyingKey,
    strict_json::{JsonError, Object, Value, object, read_object},
    text::{Text, TextError},
};
use std::{collections::HashSet, fmt};

/// The most answers a report has.
pub const MOST_ANSWERS: usize = 200;

/// A language: two or three lower-case letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language(String);

impl Language {
    /// Reads two or three lower-case letters.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        if matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(TextError::Control)
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One answer of a report's form.
pub struct Answer {
    /// The question's name in the channel's settings: 1 to 64 of `a-z 0-9 -`.
    pub question: String,
    /// What was written.
    pub answer: Text,
}

/// The report: number 0 of the conversation.
pub struct Report {
    /// The channel it was filed in.
    pub channel: ChannelId,
    /// What is sealed to the reporter.
    pub reporter: Recipient<Reporter>,
    /// What the reporter signs with.
    pub verify: VerifyingKey<Author>,
    /// Who got a wrap.
    pub wrapped: Holders,
    /// Whom the reporter excludes.
    pub excluded: Holders,
    /// The language it is written in.
    pub language: Language,
    /// What was asked and answered.
    pub answers: Vec<Answer>,
    /// Its files.
    pub files: Vec<FileReference>,
}

impl Report {
    pub(super) fn read(body: &mut Object) -> Result<Self, JsonError> {
        let report = Self {
            channel: body.id("channel")?,
            reporter: body.read("reporter", Recipient::parse)?,
            verify: body.read("verify", VerifyingKey::parse)?,
            wrapped: take_holders(body, "wrapped")?,
            excluded: take_holders(body, "excluded")?,
            language: body.read("language", Language::parse)?,
            answers: body.objects("answers", MOST_ANSWERS, |answer| {
                let question = answer.string("question")?;
                if !is_name(&question) {
                    return Err(JsonError::Form { name: "question" });
                }
                Ok(Answer { question, answer: take_text(answer, "answer")? })
            })?,
            files: file_reference::take_list(body)?,
        };
        check_sharing(&report.wrapped, &report.excluded)?;
        let mut questions = HashSet::new();
        if report.answers.iter().all(|answer| questions.insert(&answer.question)) {
            Ok(report)
        } else {
            Err(JsonError::Form { name: "answers" })
        }
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("channel", Value::text(self.channel)),
            ("reporter", Value::text(&self.reporter)),
            ("verify", Value::text(self.verify)),
            ("wrapped", holders_value(&self.wrapped)),
            ("excluded", holders_value(&self.excluded)),
            ("language", Value::text(&self.language)),
            (
                "answers",
                Value::list(&self.answers, |answer| {
                    object([
                        ("question", answer.question.as_str().into()),
                        ("answer", text_value(&answer.answer)),
                    ])
                }),
            ),
            ("files", file_reference::list_value(&self.files)),
        ]
    }
}

/// Somebody is wrapped, and nobody who is excluded.
pub(crate) fn check_sharing(wrapped: &Holders, excluded: &Holders) -> Result<(), JsonError> {
    if wrapped.is_empty() || wrapped.meet(excluded) {
        return Err(JsonError::Form { name: "wrapped" });
    }
    Ok(())
}

/// Who the reporter is, if they say: number 1 of the conversation. Every case has one;
/// verifying a thread never opens it.
pub struct Contact {
    /// An age file: [`ContactDetails`], sealed to the case and, under `contact=two`, that
    /// file sealed again to the custodians.
    pub sealed: Vec<u8>,
}

impl Contact {
    pub(super) fn read(body: &mut Object) -> Result<Self, JsonError> {
        Ok(Self { sealed: body.read("sealed", parse_base64)? })
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        vec![("sealed", base64(&self.sealed).into())]
    }
}

/// The innermost plaintext of a contact; the text is empty where nothing was given.
pub struct ContactDetails {
    /// What the reporter says of themselves.
    pub text: Text,
}

impl ContactDetails {
    /// Reads the plaintext, padding included.
    pub fn parse(padded: &[u8]) -> Result<Self, JsonError> {
        let mut details = read_object(padded.trim_ascii_end())?;
        details.constant("v", 1)?;
        let text = take_text(&mut details, "text")?;
        details.end()?;
        Ok(Self { text })
    }

    pub(crate) fn value(&self) -> Value {
        object([("v", Value::Integer(1)), ("text", text_value(&self.text))])
    }
}
