//! The text of a keyring, line by line, in one spelling.

use super::{Contact, Designated, Keyring, KeyringError, Lines, MOST_NUMBER, Policy, RecoveryLine};
use crate::{
    day::Day,
    digest::Digest,
    encoding::{base64, parse_base64},
    id::{ChannelId, MemberId},
    identity::Recipient,
    role::{Author, Role},
    signature::VerifyingKey,
    text::ShortText,
};
use std::fmt::Write as _;

const HEAD: &str = "sigill keyring v1";

impl Keyring {
    /// The text that is signed: every line with its LF.
    #[must_use]
    pub(super) fn text(&self) -> String {
        let lines = &self.lines;
        let yes = |value| if value { "yes" } else { "no" };
        let mut text = format!(
            "{HEAD}\nchannel {}\nepoch {}\nprevious {}\nissued {}\nexpires {}\nowner {}\nsettings {}\n\
             policy show-own={} contact={} server-path={}\n",
            lines.channel,
            self.epoch,
            self.previous,
            self.issued,
            self.expires,
            lines.owner,
            lines.settings,
            yes(lines.policy.show_own),
            match lines.policy.contact {
                Contact::One => "one",
                Contact::Two => "two",
            },
            yes(lines.policy.server_path),
        );
        write_designated(&mut text, "handler", &lines.handlers);
        write_designated(&mut text, "deputy", &lines.deputies);
        write_designated(&mut text, "custodian", &lines.custodians);
        let RecoveryLine { title, recipient, verify } = &lines.recovery;
        text.push_str("recovery ");
        write_keys(&mut text, title, recipient, verify);
        text
    }

    /// Reads the text of a note. Nothing is known of who wrote it.
    pub(super) fn parse_text(text: &str) -> Result<Self, KeyringError> {
        let mut reader = Reader { rest: text, number: 0 };
        reader.next()?.eq(HEAD).then_some(()).ok_or(KeyringError::Line(1))?;
        let channel = reader.value("channel", |value| ChannelId::parse(value).ok())?;
        let epoch = reader.value("epoch", parse_decimal)?;
        let previous = reader.value("previous", |value| Digest::parse(value).ok())?;
        let issued = reader.value("issued", |value| Day::parse(value).ok())?;
        let expires = reader.value("expires", |value| Day::parse(value).ok())?;
        let owner = reader.value("owner", |value| VerifyingKey::parse(value).ok())?;
        let settings = reader.value("settings", |value| Digest::parse(value).ok())?;
        let policy = reader.value("policy", parse_policy)?;
        let handlers = reader.designated("handler ")?;
        let deputies = reader.designated("deputy ")?;
        let custodians = reader.designated("custodian ")?;
        let recovery = reader.value("recovery", |value| {
            let (title, recipient, verify) = parse_keys(value)?;
            Some(RecoveryLine { title, recipient, verify })
        })?;
        if !reader.rest.is_empty() {
            return Err(KeyringError::Line(reader.number + 1));
        }
        let lines = Lines { channel, owner, settings, policy, handlers, deputies, custodians, recovery };
        Self::new(epoch, previous, issued, expires, lines)
    }
}

fn write_designated<R: Role>(text: &mut String, word: &str, lines: &[Designated<R>]) {
    for Designated { id, title, recipient, verify } in lines {
        // Writing to a string cannot fail.
        let _ = write!(text, "{word} {id} ");
        write_keys(text, title, recipient, verify);
    }
}

fn write_keys<R: Role>(
    text: &mut String,
    title: &ShortText,
    recipient: &Recipient<R>,
    verify: &VerifyingKey<Author>,
) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} {recipient} {verify}", base64(title.as_str().as_bytes()));
}

/// Takes lines from the front, counting them for the error.
struct Reader<'a> {
    rest: &'a str,
    number: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<&'a str, KeyringError> {
        self.number += 1;
        let (line, rest) = self.rest.split_once('\n').ok_or(KeyringError::Line(self.number))?;
        self.rest = rest;
        Ok(line)
    }

    /// A line of one word and what follows it.
    fn value<T>(&mut self, word: &str, parse: impl FnOnce(&'a str) -> Option<T>) -> Result<T, KeyringError> {
        let line = self.next()?;
        line.split_once(' ')
            .filter(|(first, _)| *first == word)
            .and_then(|(_, value)| parse(value))
            .ok_or(KeyringError::Line(self.number))
    }

    /// As many lines as begin with that word.
    fn designated<R: Role>(&mut self, word: &str) -> Result<Vec<Designated<R>>, KeyringError> {
        let mut lines = Vec::new();
        while self.rest.starts_with(word) {
            let line = self.value(word.trim_end(), |value| {
                let (id, keys) = value.split_once(' ')?;
                let (title, recipient, verify) = parse_keys(keys)?;
                Some(Designated { id: MemberId::parse(id).ok()?, title, recipient, verify })
            })?;
            lines.push(line);
        }
        Ok(lines)
    }
}

fn parse_keys<R: Role>(value: &str) -> Option<(ShortText, Recipient<R>, VerifyingKey<Author>)> {
    let (title, keys) = value.split_once(' ')?;
    let (recipient, verify) = keys.split_once(' ')?;
    let title = String::from_utf8(parse_base64(title).ok()?).ok()?;
    Some((ShortText::new(title).ok()?, Recipient::parse(recipient).ok()?, VerifyingKey::parse(verify).ok()?))
}

/// A number in its one decimal spelling.
fn parse_decimal(value: &str) -> Option<u64> {
    let number: u64 = value.parse().ok()?;
    (number <= MOST_NUMBER && number.to_string() == value).then_some(number)
}

fn parse_policy(value: &str) -> Option<Policy> {
    let (show_own, rest) = parse_yes(value.strip_prefix("show-own=")?)?;
    let rest = rest.strip_prefix(" contact=")?;
    let (contact, rest) = match (rest.strip_prefix("one"), rest.strip_prefix("two")) {
        (Some(rest), _) => (Contact::One, rest),
        (None, Some(rest)) => (Contact::Two, rest),
        (None, None) => return None,
    };
    let (server_path, rest) = parse_yes(rest.strip_prefix(" server-path=")?)?;
    rest.is_empty().then_some(Policy { show_own, contact, server_path })
}

fn parse_yes(value: &str) -> Option<(bool, &str)> {
    match (value.strip_prefix("yes"), value.strip_prefix("no")) {
        (Some(rest), _) => Some((true, rest)),
        (None, Some(rest)) => Some((false, rest)),
        (None, None) => None,
    }
}
