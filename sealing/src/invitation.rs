//! Joining a channel: the invitee's keys come to the owner, and the owner's key to the
//! invitee, under a code that the server never has.

use crate::{code::InvitationCode, encoding::parse_hex, id::ChannelId, role::Owner, signature::VerifyingKey};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

mod join;

pub use join::{Join, JoinError, JoinKeys, Role};

/// Why a message of an invitation is refused: whoever wrote it did not have the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message does not come from somebody who has the invitation")]
pub struct ForeignMessage;

/// An HMAC-SHA-256 tag of an invitation; lower-case hex in text.
#[derive(Clone, Copy)]
pub struct Tag([u8; 32]);

impl Tag {
    /// Reads 64 lower-case hex digits.
    pub fn parse(text: &str) -> Result<Self, ForeignMessage> {
        parse_hex(text).map(Self).map_err(|_refused| ForeignMessage)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

fn mac(code: &InvitationCode, label: &str, parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
    // HMAC takes a key of any length, so this never fails.
    let mut mac = Hmac::<Sha256>::new_from_slice(code.mac_key().expose()).ok()?;
    mac.update(b"sigill/v1/");
    mac.update(label.as_bytes());
    mac.update(&[0]);
    for part in parts {
        mac.update(part);
    }
    Some(mac)
}

fn tag(code: &InvitationCode, label: &str, parts: &[&[u8]]) -> Result<Tag, ForeignMessage> {
    let mac = mac(code, label, parts).ok_or(ForeignMessage)?;
    Ok(Tag(mac.finalize().into_bytes().into()))
}

fn check(code: &InvitationCode, label: &str, parts: &[&[u8]], tag: &Tag) -> Result<(), ForeignMessage> {
    let mac = mac(code, label, parts).ok_or(ForeignMessage)?;
    mac.verify_slice(tag.as_bytes()).map_err(|_refused| ForeignMessage)
}

/// The invitee's tag over the bytes of a join as sent.
pub fn tag_join(code: &InvitationCode, join: &[u8]) -> Result<Tag, ForeignMessage> {
    tag(code, "join", &[join])
}

/// What the owner's browser checks before it reads a join.
pub fn verify_join(code: &InvitationCode, join: &[u8], tag: &Tag) -> Result<Join, JoinError> {
    check(code, "join", &[join], tag)?;
    Join::parse(join)
}

/// The owner's tag over its key, for the one who sent that join.
pub fn tag_welcome(
    code: &InvitationCode,
    channel: ChannelId,
    owner: &VerifyingKey<Owner>,
    join: &[u8],
) -> Result<Tag, ForeignMessage> {
    tag(code, "welcome", &[channel.as_bytes(), owner.as_bytes(), join])
}

/// What the invitee checks before pinning the owner's key. `join` is what they sent.
pub fn verify_welcome(
    code: &InvitationCode,
    channel: ChannelId,
    owner: &VerifyingKey<Owner>,
    join: &[u8],
    tag: &Tag,
) -> Result<(), ForeignMessage> {
    check(code, "welcome", &[channel.as_bytes(), owner.as_bytes(), join], tag)
}
