//! What stands in the signed bodies of a thread (PROTOCOL.md section 4): the position,
//! which every body states, and the content of its kind.
//!
//! Reading refuses whatever the schema does not allow, also who may not stand where:
//! that a report is number 0, a note in the internal thread. Who signed it, and whether
//! they may, is for [`crate::thread`] to judge.

mod access;
mod act;
mod message;
mod position;
mod report;
mod strike;

pub use access::{Cause, Grant, Rekey};
pub(crate) use act::By;
pub use act::{Act, Claim, What};
pub use message::{MOST_TERMS, Message, Note, Period, Step, Term, Triage};
pub(crate) use position::take_generation;
pub use position::{KeyringRef, Link, MOST_GENERATION, Path, Position, ThreadName};
pub(crate) use report::check_sharing;
pub use report::{Answer, Contact, ContactDetails, Language, MOST_ANSWERS, Report};
pub use strike::{Half, MOST_TIMES, Proposal, Remains, Strike};

use crate::{
    envelope::{self, Verified},
    holder::{Holder, Holders, MOST_HOLDERS},
    kind::Kind,
    strict_json::{JsonError, Object, Value, object, read_object},
    text::Text,
};

/// A body of a thread, read.
pub struct ThreadBody {
    /// Where it stands.
    pub position: Position,
    /// What it says.
    pub content: Content,
}

/// What a body of a thread says, by kind.
pub enum Content {
    /// The report.
    Report(Report),
    /// The contact details, sealed once more.
    Contact(Contact),
    /// A message.
    Message(Message),
    /// An act.
    Act(Act),
    /// A grant.
    Grant(Grant),
    /// A rekey.
    Rekey(Rekey),
    /// A strike.
    Strike(Strike),
    /// A note.
    Note(Note),
    /// A triage.
    Triage(Triage),
}

impl ThreadBody {
    /// Reads a body whose signature was verified.
    pub fn verified(body: Verified<envelope::Body>) -> Result<Verified<Self>, JsonError> {
        let kind = body.get().kind();
        body.read(|body| Self::read(kind, body))
    }

    /// Reads bytes of which nothing is known: before signing, and in tests.
    pub fn parse(kind: Kind, bytes: &[u8]) -> Result<Self, JsonError> {
        let mut body = read_object(bytes)?;
        body.constant("v", 1)?;
        body.constant("kind", kind.name())?;
        let read = Self::read(kind, &mut body)?;
        body.end().map(|()| read)
    }

    fn read(kind: Kind, body: &mut Object) -> Result<Self, JsonError> {
        let position = Position::read(body)?;
        let content = Content::read(kind, &position, body)?;
        Ok(Self { position, content })
    }

    /// The body as it is signed. It is read back before it is handed out, so that nothing
    /// is ever signed that no reader takes.
    pub fn to_value(&self) -> Result<Value, JsonError> {
        let mut entries = vec![("v", Value::Integer(1)), ("kind", self.content.kind().name().into())];
        entries.extend(self.position.entries());
        entries.extend(self.content.entries());
        let value = object(entries);
        Self::parse(self.content.kind(), value.to_json().as_bytes())?;
        Ok(value)
    }
}

impl Content {
    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Report(_) => Kind::Report,
            Self::Contact(_) => Kind::Contact,
            Self::Message(_) => Kind::Message,
            Self::Act(_) => Kind::Act,
            Self::Grant(_) => Kind::Grant,
            Self::Rekey(_) => Kind::Rekey,
            Self::Strike(_) => Kind::Strike,
            Self::Note(_) => Kind::Note,
            Self::Triage(_) => Kind::Triage,
        }
    }

    fn read(kind: Kind, position: &Position, body: &mut Object) -> Result<Self, JsonError> {
        let right_thread = match kind {
            Kind::Note | Kind::Triage => position.thread == ThreadName::Internal,
            Kind::Strike => true,
            Kind::Report | Kind::Contact | Kind::Message | Kind::Act | Kind::Grant | Kind::Rekey => {
                position.thread == ThreadName::Conversation
            }
            Kind::Wrap | Kind::Anchor | Kind::Staged | Kind::Vault => false,
        };
        if !right_thread {
            return Err(JsonError::Form { name: "thread" });
        }
        let right_place = match kind {
            Kind::Report => position.n == 0 && position.generation == 0,
            Kind::Contact => position.n == 1 && position.generation == 0,
            Kind::Message
            | Kind::Act
            | Kind::Grant
            | Kind::Rekey
            | Kind::Strike
            | Kind::Note
            | Kind::Triage
            | Kind::Wrap
            | Kind::Anchor
            | Kind::Staged
            | Kind::Vault => position.thread == ThreadName::Internal || position.n > 1,
        };
        if !right_place {
            return Err(JsonError::Form { name: "n" });
        }
        match kind {
            Kind::Report => Report::read(body).map(Self::Report),
            Kind::Contact => Contact::read(body).map(Self::Contact),
            Kind::Message => Message::read(body).map(Self::Message),
            Kind::Act => Act::read(position, body).map(Self::Act),
            Kind::Grant => Grant::read(body).map(Self::Grant),
            Kind::Rekey => Rekey::read(position, body).map(Self::Rekey),
            Kind::Strike => Strike::read(position, body).map(Self::Strike),
            Kind::Note => Note::read(position, body).map(Self::Note),
            Kind::Triage => Triage::read(body).map(Self::Triage),
            Kind::Wrap | Kind::Anchor | Kind::Staged | Kind::Vault => Err(JsonError::Form { name: "kind" }),
        }
    }

    /// The grant, if it is one.
    #[must_use]
    pub const fn as_grant(&self) -> Option<&Grant> {
        if let Self::Grant(grant) = self { Some(grant) } else { None }
    }

    /// The rekey, if it is one.
    #[must_use]
    pub const fn as_rekey(&self) -> Option<&Rekey> {
        if let Self::Rekey(rekey) = self { Some(rekey) } else { None }
    }

    /// The strike, if it is one.
    #[must_use]
    pub const fn as_strike(&self) -> Option<&Strike> {
        if let Self::Strike(strike) = self { Some(strike) } else { None }
    }

    /// The act, if it is one.
    #[must_use]
    pub const fn as_act(&self) -> Option<&Act> {
        if let Self::Act(act) = self { Some(act) } else { None }
    }

    fn entries(&self) -> Vec<(&'static str, Value)> {
        match self {
            Self::Report(report) => report.entries(),
            Self::Contact(contact) => contact.entries(),
            Self::Message(message) => message.entries(),
            Self::Act(act) => act.entries(),
            Self::Grant(grant) => grant.entries(),
            Self::Rekey(rekey) => rekey.entries(),
            Self::Strike(strike) => strike.entries(),
            Self::Note(note) => note.entries(),
            Self::Triage(triage) => triage.entries(),
        }
    }
}

/// Takes a text of at most [`crate::text::MOST_CHARACTERS`].
pub(crate) fn take_text(body: &mut Object, name: &'static str) -> Result<Text, JsonError> {
    Text::new(body.string(name)?).map_err(|_refused| JsonError::Form { name })
}

/// Takes holders, which must strictly ascend.
pub(crate) fn take_holders(body: &mut Object, name: &'static str) -> Result<Holders, JsonError> {
    let holders = body.strings(name, MOST_HOLDERS, Holder::parse)?;
    if holders.is_sorted_by(|before, after| before < after) {
        Ok(holders.into_iter().collect())
    } else {
        Err(JsonError::Form { name })
    }
}

pub(crate) fn text_value(text: &Text) -> Value {
    text.expose().into()
}

pub(crate) fn holders_value(holders: &Holders) -> Value {
    Value::list(holders.iter(), Value::text)
}

/// Whether a name of the schemas' open lists (a question's, a term's) is of its form.
fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
