//! The vault's body, read and written.

use super::{
    MOST_KEYS, MOST_NEXT, MOST_PINS, MOST_WAYS, MemberKeys, OpenInvitation, PinnedChannel, Unlocking, Vault,
    Way,
};
use crate::{
    code::InvitationCode,
    derive::SelfSeed,
    digest::Digest,
    encoding::{base64, parse_base64_exact},
    identity::{Identity, Recipient},
    invitation::Role,
    kind::Kind,
    secret::Secret,
    signature::VerifyingKey,
    strict_json::{JsonError, Object, Value, object, read_object},
    text::ShortText,
};
use std::collections::HashSet;

/// The most symbols of a passkey's credential id in base64url (1,023 bytes).
const MOST_CREDENTIAL: usize = 1364;

impl Vault {
    /// Reads a body of which nothing is known yet.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        let mut vault = read_object(bytes)?;
        vault.constant("v", 1)?;
        vault.constant("kind", Kind::Vault.name())?;
        let read = Self::read(&mut vault)?;
        vault.end().map(|()| read)
    }

    pub(super) fn read(vault: &mut Object) -> Result<Self, JsonError> {
        let (counter, member) = (vault.integer("counter")?, vault.id("member")?);
        let (newest, older) = take_keys(vault)?;
        let read = Self {
            counter,
            member,
            newest,
            older,
            own: SelfSeed::from_bytes(vault.base64_exact("self")?),
            owner: vault.nullable("owner", |seed| parse_base64_exact(seed).map(Secret::new))?,
            pins: vault.objects("pins", MOST_PINS, read_pin)?,
            invitations: vault.objects("invitations", MOST_PINS, read_invitation)?,
            unlock: vault.objects("unlock", MOST_WAYS, read_unlocking)?,
            day: vault.day("day")?,
        };
        if !read.pins.is_sorted_by(|before, after| before.channel < after.channel) {
            return Err(JsonError::Form { name: "pins" });
        }
        let mut recipients = HashSet::new();
        let distinct = read.unlock.iter().all(|way| recipients.insert(way.recipient.as_bytes()));
        if read.unlock.is_empty() || !distinct {
            return Err(JsonError::Form { name: "unlock" });
        }
        Ok(read)
    }

    /// The body as it is signed, read back before it is handed out.
    pub(super) fn to_value(&self) -> Result<Value, JsonError> {
        let keys = || std::iter::once(&self.newest).chain(&self.older);
        let value = object([
            ("v", Value::Integer(1)),
            ("kind", Kind::Vault.name().into()),
            ("counter", self.counter.into()),
            ("member", Value::text(self.member)),
            ("identities", Value::list(keys(), |pair| pair.identity.written().expose().as_str().into())),
            ("signing", Value::list(keys(), |pair| base64(pair.signing.expose()).into())),
            ("self", base64(self.own.expose()).into()),
            ("owner", Value::nullable(self.owner.as_ref(), |seed| base64(seed.expose()).into())),
            ("pins", Value::list(&self.pins, pin_value)),
            ("invitations", Value::list(&self.invitations, invitation_value)),
            ("unlock", Value::list(&self.unlock, unlocking_value)),
            ("day", Value::text(self.day)),
        ]);
        Self::parse(value.to_json().as_bytes())?;
        Ok(value)
    }
}

fn take_keys(vault: &mut Object) -> Result<(MemberKeys, Vec<MemberKeys>), JsonError> {
    let identities = vault.strings("identities", MOST_KEYS, Identity::parse)?;
    let signing = vault.strings("signing", MOST_KEYS, parse_base64_exact::<32>)?;
    if identities.len() != signing.len() {
        return Err(JsonError::Form { name: "signing" });
    }
    let pairs = identities.into_iter().zip(signing);
    let mut pairs = pairs.map(|(identity, seed)| MemberKeys { identity, signing: Secret::new(seed) });
    let newest = pairs.next().ok_or(JsonError::Form { name: "identities" })?;
    Ok((newest, pairs.collect()))
}

fn read_pin(pin: &mut Object) -> Result<PinnedChannel, JsonError> {
    let (channel, owner) = (pin.id("channel")?, pin.read("owner", VerifyingKey::parse)?);
    let (epoch, hash) = (pin.integer("epoch")?, pin.digest("hash")?);
    let next = pin.strings("next", MOST_NEXT, Digest::parse)?;
    if epoch == 0 {
        Err(JsonError::Form { name: "epoch" })
    } else {
        Ok(PinnedChannel { channel, owner, epoch, hash, next })
    }
}

fn pin_value(pin: &PinnedChannel) -> Value {
    object([
        ("channel", Value::text(pin.channel)),
        ("owner", Value::text(pin.owner)),
        ("epoch", pin.epoch.into()),
        ("hash", Value::text(pin.hash)),
        ("next", Value::list(&pin.next, Value::text)),
    ])
}

fn read_invitation(invitation: &mut Object) -> Result<OpenInvitation, JsonError> {
    Ok(OpenInvitation {
        channel: invitation.id("channel")?,
        member: invitation.id("member")?,
        role: invitation.read("role", Role::parse)?,
        code: invitation.read("code", read_code)?,
        day: invitation.day("day")?,
    })
}

/// The 25 symbols in their one spelling, without hyphens.
fn read_code(text: &str) -> Result<InvitationCode, JsonError> {
    let malformed = JsonError::Form { name: "code" };
    let code = InvitationCode::parse(text).map_err(|_refused| malformed)?;
    if code_text(&code).expose() == text { Ok(code) } else { Err(malformed) }
}

fn code_text(code: &InvitationCode) -> Secret<String> {
    Secret::new(code.written().expose().replace('-', ""))
}

fn invitation_value(invitation: &OpenInvitation) -> Value {
    object([
        ("channel", Value::text(invitation.channel)),
        ("member", Value::text(invitation.member)),
        ("role", invitation.role.word().into()),
        ("code", code_text(&invitation.code).expose().as_str().into()),
        ("day", Value::text(invitation.day)),
    ])
}

fn read_unlocking(unlocking: &mut Object) -> Result<Unlocking, JsonError> {
    let way = unlocking.read("way", Way::parse)?;
    let name = unlocking.read("name", |name| ShortText::new(name))?;
    let recipient = unlocking.read("recipient", Recipient::parse)?;
    let id = unlocking.string("id")?;
    let symbols = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if symbols && id.len() <= MOST_CREDENTIAL && id.is_empty() == (way != Way::Passkey) {
        Ok(Unlocking { way, name, recipient, id })
    } else {
        Err(JsonError::Form { name: "id" })
    }
}

fn unlocking_value(unlocking: &Unlocking) -> Value {
    object([
        ("way", unlocking.way.word().into()),
        ("name", Value::text(&unlocking.name)),
        ("recipient", Value::text(&unlocking.recipient)),
        ("id", unlocking.id.as_str().into()),
    ])
}
