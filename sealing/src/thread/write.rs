//! Writing the next envelope of a thread. Whatever a reader would refuse is refused here
//! before it is sealed.

use super::{Conversation, Facts, Internal, MemberCase, ReporterCase, Writer};
use crate::{
    body::{By, Cause, Content, KeyringRef, Path, Position, ThreadBody, ThreadName},
    day::Day,
    digest::Digest,
    envelope,
    gate::Sealed,
    holder::Holder,
    identity::{Addressee, Recipient},
    keyring::{Epoch, KeyringChain},
    kind,
    role::{Author, Case},
    seal::SealError,
    signature::SigningKey,
    standing::{NoStanding, judge},
    strict_json::JsonError,
};
use rand_core::{CryptoRng, RngCore};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The server is holding something back: a reporter sends nothing.
    #[error("the server is holding something back")]
    HeldBack,
    /// The writer has no standing for this.
    #[error("the writer has no standing for this")]
    Standing(#[source] NoStanding),
    /// No reader would take the body.
    #[error("no reader would take the body")]
    Body(#[source] JsonError),
    /// Sealing failed.
    #[error("the envelope was not sealed")]
    Seal(#[source] SealError),
}

/// What a writer goes by.
#[derive(Clone, Copy)]
pub struct Writing<'a> {
    /// The keyrings verified; the newest is named.
    pub keyrings: &'a KeyringChain,
    /// The writer's day.
    pub day: Day,
    /// Which way the envelope goes.
    pub path: Path,
}

impl<'a> Writing<'a> {
    pub(super) fn epoch(&self) -> &'a Epoch {
        self.keyrings.newest()
    }

    fn keyring(&self) -> KeyringRef {
        KeyringRef { epoch: self.epoch().epoch(), hash: self.epoch().hash() }
    }
}

/// A sealed envelope and the number it states. The server takes it only if that is the
/// count; after a 409 the writer verifies what is new and writes again.
pub struct Letter<P> {
    /// The number.
    pub n: u64,
    /// The sealed envelope.
    pub sealed: Sealed<P>,
}

impl Writer {
    /// Whether such an author may write such content at all.
    pub(super) fn may_write(self, content: &Content) -> bool {
        let recovery = self == Self::Holder(Holder::Recovery);
        match (self, content) {
            (_, Content::Act(act)) => {
                !recovery
                    && match act.what.by() {
                        By::Either => true,
                        By::Reporter => self == Self::Reporter,
                        By::Member => self != Self::Reporter,
                    }
            }
            (Self::Reporter, Content::Message(message)) => message.step.is_none(),
            (_, Content::Report(_) | Content::Contact(_)) => self == Self::Reporter,
            (_, Content::Rekey(rekey)) => {
                let is_left = rekey.cause == Cause::LeftToRecovery;
                let keeps = !recovery || rekey.members.contains(Holder::Recovery);
                self != Self::Reporter && recovery == is_left && keeps
            }
            (
                _,
                Content::Message(_)
                | Content::Grant(_)
                | Content::Strike(_)
                | Content::Note(_)
                | Content::Triage(_),
            ) => self != Self::Reporter && !recovery,
        }
    }
}

impl ReporterCase {
    /// Writes the next envelope of the conversation as the reporter.
    pub fn write(
        &self,
        conversation: &Conversation,
        writing: Writing<'_>,
        content: Content,
        rng: &mut (impl CryptoRng + RngCore),
    ) -> Result<Letter<kind::Conversation>, WriteError> {
        if conversation.is_held_back() {
            return Err(WriteError::HeldBack);
        }
        if !Writer::Reporter.may_write(&content)
            || matches!(content, Content::Report(_) | Content::Contact(_))
        {
            return Err(WriteError::Standing(NoStanding::Writer));
        }
        let shows_own = writing.epoch().lines().policy.show_own || matches!(content, Content::Act(_));
        let (recipient, generation) = sealed_to(conversation)?;
        let second =
            if shows_own { Addressee::from(&self.facts.reporter) } else { Addressee::throw_away(rng) };
        let body = next(&self.facts, conversation, writing, generation, content)?;
        seal(&body, &self.signing, &[Addressee::from(recipient), second])
    }
}

impl MemberCase {
    /// Writes the next envelope of the conversation as a member. Grants and rekeys are
    /// made by [`super::grant_access`] and [`super::rekey`], with their wraps.
    pub fn write(
        &self,
        conversation: &Conversation,
        signer: &SigningKey<Author>,
        writing: Writing<'_>,
        content: Content,
    ) -> Result<Letter<kind::Conversation>, WriteError> {
        let (recipient, generation) = sealed_to(conversation)?;
        self.write_to(conversation, signer, writing, content, recipient, generation)
    }

    pub(super) fn write_to(
        &self,
        conversation: &Conversation,
        signer: &SigningKey<Author>,
        writing: Writing<'_>,
        content: Content,
        recipient: &Recipient<Case>,
        generation: u64,
    ) -> Result<Letter<kind::Conversation>, WriteError> {
        let mut standing = conversation.standing().ok_or(WriteError::HeldBack)?.clone();
        let (keyring, key) = (writing.keyring(), signer.verifying_key());
        let judged = judge(writing.keyrings, &standing, conversation.floor, &key, keyring, writing.day);
        let (holder, epoch) = judged.map_err(WriteError::Standing)?;
        if !Writer::Holder(holder).may_write(&content) {
            return Err(WriteError::Standing(NoStanding::Writer));
        }
        let change = match (content.as_grant(), content.as_rekey()) {
            (Some(grant), _) => standing.grant(grant, epoch),
            (None, Some(rekey)) => standing.rekey(rekey, epoch),
            (None, None) => Ok(()),
        };
        change.map_err(WriteError::Standing)?;
        let to = [Addressee::from(recipient), Addressee::from(&self.facts.reporter)];
        seal(&next(&self.facts, conversation, writing, generation, content)?, signer, &to)
    }

    /// Writes the next envelope of the internal thread.
    pub fn write_internal(
        &self,
        conversation: &Conversation,
        internal: &Internal,
        signer: &SigningKey<Author>,
        writing: Writing<'_>,
        content: Content,
    ) -> Result<Letter<kind::Internal>, WriteError> {
        let standing = conversation.standing().ok_or(WriteError::HeldBack)?;
        let (keyring, key) = (writing.keyring(), signer.verifying_key());
        let judged = judge(writing.keyrings, standing, internal.floor, &key, keyring, writing.day);
        let (holder, _) = judged.map_err(WriteError::Standing)?;
        if !Writer::Holder(holder).may_write(&content) {
            return Err(WriteError::Standing(NoStanding::Writer));
        }
        let (recipient, generation) = sealed_to(conversation)?;
        let seen = conversation.head().ok_or(WriteError::HeldBack)?;
        let (n, prev) = match internal.entries().last() {
            None => (0, Digest::ZERO),
            Some(last) => (last.n + 1, last.digest.ok_or(WriteError::HeldBack)?),
        };
        let position = Position {
            case: self.facts.case,
            thread: ThreadName::Internal,
            n,
            prev,
            seen: Some(seen),
            generation,
            keyring,
            day: writing.day,
            path: writing.path,
        };
        seal(&ThreadBody { position, content }, signer, &[Addressee::from(recipient)])
    }
}

/// The recipient and number of the highest generation verified: nobody seals to a lower.
fn sealed_to(conversation: &Conversation) -> Result<(&Recipient<Case>, u64), WriteError> {
    let recipient = conversation.recipient().ok_or(WriteError::HeldBack)?;
    Ok((recipient, conversation.standing().ok_or(WriteError::HeldBack)?.generation()))
}

/// The next body of the conversation.
fn next(
    facts: &Facts,
    conversation: &Conversation,
    writing: Writing<'_>,
    generation: u64,
    content: Content,
) -> Result<ThreadBody, WriteError> {
    let head = conversation.head().ok_or(WriteError::HeldBack)?;
    let position = Position {
        case: facts.case,
        thread: ThreadName::Conversation,
        n: head.n + 1,
        prev: head.hash,
        seen: None,
        generation,
        keyring: writing.keyring(),
        day: writing.day,
        path: writing.path,
    };
    Ok(ThreadBody { position, content })
}

fn seal<P: kind::EnvelopePlace>(
    body: &ThreadBody,
    signer: &SigningKey<Author>,
    to: &[Addressee],
) -> Result<Letter<P>, WriteError> {
    let value = body.to_value().map_err(WriteError::Body)?;
    let sealed = envelope::seal(body.content.kind(), &value, signer, to).map_err(WriteError::Seal)?;
    Ok(Letter { n: body.position.n, sealed })
}
