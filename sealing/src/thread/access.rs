//! Giving access, and taking it by a new key: each with the wraps it serves, to be sent in
//! one request.

use super::{Conversation, Letter, MemberCase, WriteError, Writing};
use crate::{
    body::{Cause, Content, Grant, Rekey},
    exclusion::Receiver,
    gate::Sealed,
    holder::{Holder, Holders},
    id::MemberId,
    identity::Identity,
    kind,
    role::Author,
    signature::{KeyId, SigningKey},
    standing::NoStanding,
    wrap::{CaseKeys, Wrap},
};
use rand_core::{CryptoRng, RngCore};

/// A grant and the wrap it serves.
pub struct Granted {
    /// The grant.
    pub letter: Letter<kind::Conversation>,
    /// The new member's wrap.
    pub wrap: Sealed<kind::Wrap>,
}

/// Gives a handler or deputy of the newest keyring access to the case, or renews a
/// member's wrap under a new key.
pub fn grant_access(
    case: &MemberCase,
    conversation: &Conversation,
    signer: &SigningKey<Author>,
    member: MemberId,
    writing: Writing<'_>,
) -> Result<Granted, WriteError> {
    let line = writing.epoch().lines().member(member);
    let line = line.ok_or(WriteError::Standing(NoStanding::NotEligible))?;
    let grant = Grant { member, key: line.verify.id(), title: line.title.clone() };
    let letter = case.write(conversation, signer, writing, Content::Grant(grant))?;
    let wrap = wrap_for(case, &case.keys, Receiver::Member(line), signer, writing)?;
    Ok(Granted { letter, wrap })
}

/// What a rekey is to be.
pub struct Rekeying {
    /// Who keeps or gets access; recovery is added unless excluded.
    pub members: Holders,
    /// Why.
    pub cause: Cause,
}

/// A rekey, the wraps it serves, and the case under its new key.
pub struct Rekeyed {
    /// The rekey.
    pub letter: Letter<kind::Conversation>,
    /// A wrap for everybody it names. The server takes all or nothing.
    pub wraps: Vec<(Holder, KeyId, Sealed<kind::Wrap>)>,
    /// The case, as whoever stays holds it from here on.
    pub case: MemberCase,
}

/// Replaces the case key and the members.
pub fn rekey(
    case: &MemberCase,
    conversation: &Conversation,
    signer: &SigningKey<Author>,
    rekeying: Rekeying,
    writing: Writing<'_>,
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<Rekeyed, WriteError> {
    let standing = conversation.standing().ok_or(WriteError::HeldBack)?;
    let Rekeying { mut members, cause } = rekeying;
    if !standing.excluded().contains(Holder::Recovery) {
        members.insert(Holder::Recovery);
    }
    let from = standing.generation();
    let mut keys = case.keys.copy();
    if keys.generation() != from {
        return Err(WriteError::Standing(NoStanding::Generation));
    }
    let identity = Identity::generate(rng);
    let recipient = identity.recipient();
    keys.push(identity);
    let content = Rekey { recipient: recipient.clone(), from, members: members.clone(), cause };
    let letter =
        case.write_to(conversation, signer, writing, Content::Rekey(content), &recipient, from + 1)?;
    let lines = writing.epoch().lines();
    let mut wraps = Vec::new();
    for holder in members.iter() {
        let receiver = match holder {
            Holder::Recovery => Some(Receiver::Recovery(&lines.recovery)),
            Holder::Member(id) => lines.member(id).map(Receiver::Member),
        };
        let receiver = receiver.ok_or(WriteError::Standing(NoStanding::NotEligible))?;
        let wrap = wrap_for(case, &keys, receiver, signer, writing)?;
        wraps.push((holder, receiver.verify().id(), wrap));
    }
    Ok(Rekeyed { letter, wraps, case: MemberCase { facts: case.facts.clone(), keys } })
}

fn wrap_for(
    case: &MemberCase,
    keys: &CaseKeys,
    receiver: Receiver<'_>,
    signer: &SigningKey<Author>,
    writing: Writing<'_>,
) -> Result<Sealed<kind::Wrap>, WriteError> {
    let facts = &case.facts;
    let wrap = Wrap {
        case: facts.case,
        channel: facts.channel,
        to: receiver.verify().id(),
        keys: keys.copy(),
        verify: facts.verify,
        day: writing.day,
    };
    wrap.seal(signer, receiver.recipient()).map_err(WriteError::Seal)
}
