//! Where a body stands: what every body of a thread states.

use crate::{
    case_id::CaseId,
    day::Day,
    digest::Digest,
    strict_json::{JsonError, Object, Value, object},
    word::words,
};

/// The highest generation a case key reaches.
pub const MOST_GENERATION: u64 = 999;

words! {
    /// The two threads of a case.
    ThreadName:
    /// What reporter and handlers share.
    Conversation = "c",
    /// The handlers' own.
    Internal = "i",
}

words! {
    /// Which way an envelope came.
    Path:
    /// Sealed in the reporter's browser.
    Browser = "browser",
    /// Sealed by the server, which saw the words for one request.
    Server = "server",
    /// Sealed at a handler's desk. Of a case: entered by a handler, who saw the code.
    Desk = "desk",
}

/// An envelope of a thread, named by its number and the digest of the sealed file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Link {
    /// The number.
    pub n: u64,
    /// SHA-256 of the sealed file.
    pub hash: Digest,
}

impl Link {
    pub(crate) fn read(link: &mut Object) -> Result<Self, JsonError> {
        Ok(Self { n: link.integer("n")?, hash: link.digest("hash")? })
    }

    pub(crate) fn value(&self) -> Value {
        object([("n", self.n.into()), ("hash", Value::text(self.hash))])
    }
}

/// A keyring, named by its epoch and the digest of the whole note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyringRef {
    /// The epoch, from 1.
    pub epoch: u64,
    /// SHA-256 of the whole note.
    pub hash: Digest,
}

impl KeyringRef {
    pub(crate) fn read(keyring: &mut Object) -> Result<Self, JsonError> {
        let epoch = keyring.integer("epoch")?;
        if epoch == 0 {
            return Err(JsonError::Form { name: "epoch" });
        }
        Ok(Self { epoch, hash: keyring.digest("hash")? })
    }

    pub(crate) fn value(&self) -> Value {
        object([("epoch", self.epoch.into()), ("hash", Value::text(self.hash))])
    }
}

/// Where a body stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The case.
    pub case: CaseId,
    /// The thread.
    pub thread: ThreadName,
    /// The number, from 0, without gaps.
    pub n: u64,
    /// The digest of number n − 1; zeros for 0.
    pub prev: Digest,
    /// In the internal thread the head of the conversation its writer saw; else nothing.
    pub seen: Option<Link>,
    /// The generation of the case key it is sealed to.
    pub generation: u64,
    /// The keyring its writer went by.
    pub keyring: KeyringRef,
    /// Its writer's day.
    pub day: Day,
    /// Which way it came.
    pub path: Path,
}

impl Position {
    pub(super) fn read(body: &mut Object) -> Result<Self, JsonError> {
        let position = Self {
            case: body.read("case", CaseId::parse)?,
            thread: body.read("thread", ThreadName::parse)?,
            n: body.integer("n")?,
            prev: body.digest("prev")?,
            seen: body.nullable_object("seen", Link::read)?,
            generation: take_generation(body, "gen")?,
            keyring: body.object("keyring", KeyringRef::read)?,
            day: body.day("day")?,
            path: body.read("path", Path::parse)?,
        };
        if (position.thread == ThreadName::Internal) != position.seen.is_some() {
            return Err(JsonError::Form { name: "seen" });
        }
        if position.n == 0 && position.prev != Digest::ZERO {
            return Err(JsonError::Form { name: "prev" });
        }
        Ok(position)
    }

    pub(super) fn entries(&self) -> [(&'static str, Value); 9] {
        [
            ("case", Value::text(self.case)),
            ("thread", self.thread.word().into()),
            ("n", self.n.into()),
            ("prev", Value::text(self.prev)),
            ("seen", Value::nullable(self.seen, |link| link.value())),
            ("gen", self.generation.into()),
            ("keyring", self.keyring.value()),
            ("day", Value::text(self.day)),
            ("path", self.path.word().into()),
        ]
    }

    /// A link that must lie before this body in the thread it stands in.
    pub(super) fn earlier(&self, link: Link, name: &'static str) -> Result<Link, JsonError> {
        if link.n < self.n { Ok(link) } else { Err(JsonError::Form { name }) }
    }
}

pub(crate) fn take_generation(body: &mut Object, name: &'static str) -> Result<u64, JsonError> {
    let generation = body.integer(name)?;
    if generation <= MOST_GENERATION { Ok(generation) } else { Err(JsonError::Form { name }) }
}
