//! What an invitee sends: who they are in the channel, and the keys they made.

use crate::{
    id::{ChannelId, MemberId},
    identity::Recipient,
    invitation::ForeignMessage,
    role::{Author, Custodian, Handler},
    signature::VerifyingKey,
    strict_json::{JsonError, Value, object, read_object},
    word::words,
};

words! {
    /// What somebody is invited as.
    Role:
    /// A handler.
    Handler = "handler",
    /// A deputy.
    Deputy = "deputy",
    /// A custodian of contact details.
    Custodian = "custodian",
}

/// Why a join is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// Whoever wrote it did not have the code.
    #[error("the join is not the invitee's")]
    Foreign(#[from] ForeignMessage),
    /// It is not of its form.
    #[error("the join is not of its form")]
    Form(#[from] JsonError),
}

/// The keys of a join, by the role they are for.
#[derive(Debug, Clone)]
pub enum JoinKeys {
    /// A handler's or deputy's.
    Handler(Recipient<Handler>),
    /// A custodian's.
    Custodian(Recipient<Custodian>),
}

/// What an invitee sends.
#[derive(Debug, Clone)]
pub struct Join {
    /// The channel they join.
    pub channel: ChannelId,
    /// The id they get in it.
    pub member: MemberId,
    /// What they become.
    pub role: Role,
    /// What will be sealed to them.
    pub recipient: JoinKeys,
    /// What they will sign with.
    pub verify: VerifyingKey<Author>,
}

impl Join {
    /// The bytes to send and to tag.
    #[must_use]
    pub fn to_json(&self) -> String {
        let recipient = match &self.recipient {
            JoinKeys::Handler(recipient) => Value::text(recipient),
            JoinKeys::Custodian(recipient) => Value::text(recipient),
        };
        object([
            ("channel", Value::text(self.channel)),
            ("member", Value::text(self.member)),
            ("role", self.role.word().into()),
            ("recipient", recipient),
            ("verify", Value::text(self.verify)),
        ])
        .to_json()
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, JoinError> {
        let mut join = read_object(bytes)?;
        let (channel, member) = (join.id("channel")?, join.id("member")?);
        let role = join.read("role", Role::parse)?;
        let recipient = match role {
            Role::Handler | Role::Deputy => JoinKeys::Handler(join.read("recipient", Recipient::parse)?),
            Role::Custodian => JoinKeys::Custodian(join.read("recipient", Recipient::parse)?),
        };
        let verify = join.read("verify", VerifyingKey::parse)?;
        join.end()?;
        Ok(Self { channel, member, role, recipient, verify })
    }
}
