//! Who gets the case's key: one more, or all anew.

use super::{Position, holders_value, take_generation, take_holders};
use crate::{
    holder::Holders,
    id::MemberId,
    identity::Recipient,
    role::Case,
    signature::KeyId,
    strict_json::{JsonError, Object, Value},
    text::ShortText,
    word::words,
};

/// Gives one member access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Who.
    pub member: MemberId,
    /// The key id that the wrap beside it names.
    pub key: KeyId,
    /// Their title in the keyring, as the reporter is shown it.
    pub title: ShortText,
}

impl Grant {
    pub(super) fn read(body: &mut Object) -> Result<Self, JsonError> {
        Ok(Self {
            member: body.id("member")?,
            key: body.key_id("key")?,
            title: body.read("title", |title| ShortText::new(title))?,
        })
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("member", Value::text(self.member)),
            ("key", Value::text(self.key)),
            ("title", Value::text(&self.title)),
        ]
    }
}

words! {
    /// Why a case is re-keyed.
    Cause:
    /// A member steps aside.
    StepsAside = "steps-aside",
    /// An owner shuts a member out.
    ShutOut = "shut-out",
    /// A member left the channel.
    Left = "left",
    /// A key may be in foreign hands.
    Theft = "theft",
    /// Nobody but recovery was left who could open it: recovery's one cause, and nobody else's.
    LeftToRecovery = "left-to-recovery",
}

/// Replaces the case key and the members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rekey {
    /// The new generation's recipient.
    pub recipient: Recipient<Case>,
    /// The generation that ends; the body's own is the next.
    pub from: u64,
    /// Everybody who holds the new key.
    pub members: Holders,
    /// Why.
    pub cause: Cause,
}

impl Rekey {
    pub(super) fn read(position: &Position, body: &mut Object) -> Result<Self, JsonError> {
        let rekey = Self {
            recipient: body.read("recipient", Recipient::parse)?,
            from: take_generation(body, "from")?,
            members: take_holders(body, "members")?,
            cause: body.read("cause", Cause::parse)?,
        };
        if rekey.from + 1 != position.generation {
            return Err(JsonError::Form { name: "from" });
        }
        if rekey.members.is_empty() {
            return Err(JsonError::Form { name: "members" });
        }
        Ok(rekey)
    }

    pub(super) fn entries(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("recipient", Value::text(&self.recipient)),
            ("from", self.from.into()),
            ("members", holders_value(&self.members)),
            ("cause", self.cause.word().into()),
        ]
    }
}
