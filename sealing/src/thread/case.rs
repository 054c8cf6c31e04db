//! A case as its two sides hold it: what is pinned before its threads are read.

use super::{Conversation, Internal, Served, ServedFile, walk::Opener};
use crate::{
    anchor::Anchor,
    body::{Content, Remains, Report, ThreadBody},
    case_id::{CaseId, SharedWith},
    code::CaseCode,
    digest::Digest,
    envelope::{self, EnvelopeError, Verified},
    gate::{Refusal, Sealed},
    holder::Holders,
    id::ChannelId,
    identity::{Identity, Recipient},
    keyring::KeyringChain,
    kind,
    role::{Author, Case, Reporter},
    signature::{SigningKey, VerifyingKey},
    strict_json::JsonError,
    wrap::{CaseKeys, OpenedWrap, Wrap},
};

/// What the case id or the anchor binds, and what the report states beside it.
#[derive(Debug, Clone)]
pub struct Facts {
    pub(super) case: CaseId,
    pub(super) channel: ChannelId,
    pub(super) recipient: Recipient<Case>,
    pub(super) reporter: Recipient<Reporter>,
    pub(super) verify: VerifyingKey<Author>,
    pub(super) wrapped: Holders,
    pub(super) excluded: Holders,
}

impl Facts {
    /// The case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        self.case
    }

    /// The channel.
    #[must_use]
    pub const fn channel(&self) -> ChannelId {
        self.channel
    }

    /// What is sealed to the reporter.
    #[must_use]
    pub const fn reporter(&self) -> &Recipient<Reporter> {
        &self.reporter
    }

    /// What the reporter signs with.
    #[must_use]
    pub const fn verify(&self) -> &VerifyingKey<Author> {
        &self.verify
    }

    /// Whether what remains of a struck report is what the case stands on.
    pub(super) fn agrees_with(&self, remains: &Remains) -> bool {
        remains.reporter == self.reporter
            && remains.verify == self.verify
            && remains.wrapped == self.wrapped
            && remains.excluded == self.excluded
    }
}

/// Why a case is shown as damaged as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// There is no wrap.
    #[error("there is no wrap")]
    NoWrap,
    /// There is no report, and no strike that says what the case stands on.
    #[error("there is no report")]
    NoReport,
    /// The report is not sealed as it must be.
    #[error("the report is not sealed as it must be")]
    Gate(#[source] Refusal),
    /// The report does not open with the wrap.
    #[error("the report does not open")]
    Report(#[source] EnvelopeError),
    /// The report is not of its form.
    #[error("the report is not of its form")]
    Form(#[source] JsonError),
    /// Wrap, report and case id do not belong together: one of them was exchanged.
    #[error("wrap and report do not belong together")]
    Foreign,
    /// Nothing in the thread bears the wrap out.
    #[error("nobody with standing gave this wrap")]
    Unconfirmed,
}

/// A case as its reporter holds it.
pub struct ReporterCase {
    pub(super) facts: Facts,
    pub(super) signing: SigningKey<Author>,
    identity: Identity<Reporter>,
    filed: (Digest, Digest),
}

impl ReporterCase {
    /// From the code and the anchor that it opened.
    #[must_use]
    pub fn new(code: &CaseCode, anchor: &Verified<Anchor>) -> Self {
        let anchor = anchor.get();
        let (identity, signing) = (code.reporter().identity(), code.signing().signing_key());
        let facts = Facts {
            case: anchor.case,
            channel: anchor.channel,
            recipient: anchor.recipient.clone(),
            reporter: identity.recipient(),
            verify: signing.verifying_key(),
            wrapped: anchor.wrapped.clone(),
            excluded: anchor.excluded.clone(),
        };
        Self { facts, signing, identity, filed: (anchor.report, anchor.contact) }
    }

    /// What is pinned.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Reads the conversation. The keyrings are those of [`Anchor::keyrings`].
    #[must_use]
    pub fn conversation(&self, keyrings: &KeyringChain, served: &[Served]) -> Conversation {
        Conversation::read(&self.facts, Some(self.filed), Opener::Reporter(&self.identity), keyrings, served)
    }
}

/// A case as a member or recovery holds it.
pub struct MemberCase {
    pub(super) facts: Facts,
    pub(super) keys: CaseKeys,
}

impl MemberCase {
    /// Opens a case with every wrap its receiver has, and reads its conversation.
    ///
    /// The wrap of the highest generation that the thread bears out is used, and a later
    /// one that disagrees with it is refused with it.
    pub fn open(
        wraps: &[OpenedWrap],
        keyrings: &KeyringChain,
        served: &[Served],
    ) -> Result<(Self, Conversation), CaseError> {
        let mut candidates: Vec<&OpenedWrap> = wraps.iter().collect();
        candidates.sort_by_key(|opened| std::cmp::Reverse(opened.wrap.get().keys.generation()));
        let mut refused = CaseError::NoWrap;
        for opened in candidates {
            match Self::open_with(opened, keyrings, served) {
                Ok(case) => return Ok(case),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    fn open_with(
        opened: &OpenedWrap,
        keyrings: &KeyringChain,
        served: &[Served],
    ) -> Result<(Self, Conversation), CaseError> {
        let wrap = opened.wrap.get();
        let case = Self { facts: pin(wrap, keyrings, served)?, keys: wrap.keys.copy() };
        let conversation = case.conversation(keyrings, served);
        if conversation.confirms(opened, keyrings) {
            Ok((case, conversation))
        } else {
            Err(CaseError::Unconfirmed)
        }
    }

    /// What is pinned.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The keys of every generation.
    #[must_use]
    pub const fn keys(&self) -> &CaseKeys {
        &self.keys
    }

    /// Reads the conversation again, as after new envelopes.
    #[must_use]
    pub fn conversation(&self, keyrings: &KeyringChain, served: &[Served]) -> Conversation {
        Conversation::read(&self.facts, None, Opener::Member(&self.keys), keyrings, served)
    }

    /// Reads the internal thread beside the conversation.
    #[must_use]
    pub fn internal(
        &self,
        conversation: &Conversation,
        keyrings: &KeyringChain,
        served: &[Served],
    ) -> Internal {
        Internal::read(&self.facts, &self.keys, conversation, keyrings, served)
    }
}

/// Opens the report with the wrap and checks that the case id binds both.
fn pin(wrap: &Wrap, keyrings: &KeyringChain, served: &[Served]) -> Result<Facts, CaseError> {
    let first = served.iter().find(|served| served.n == 0).ok_or(CaseError::NoReport)?;
    let remains = match &first.file {
        ServedFile::Bytes(bytes) => remains_of(&open_report(wrap, bytes)?, wrap)?,
        ServedFile::Gone(_) => struck_report(wrap, keyrings, served).ok_or(CaseError::NoReport)?,
    };
    if !makes_case(wrap, &remains) {
        return Err(CaseError::Foreign);
    }
    let (case, recipient) = (wrap.case, wrap.recipient());
    let Remains { reporter, verify, wrapped, excluded } = remains;
    Ok(Facts { case, channel: wrap.channel, recipient, reporter, verify, wrapped, excluded })
}

fn open_report(wrap: &Wrap, bytes: &[u8]) -> Result<Verified<ThreadBody>, CaseError> {
    let sealed = Sealed::<kind::Conversation>::through_gate(bytes.to_vec()).map_err(CaseError::Gate)?;
    let opened = envelope::open(&sealed, wrap.keys.first()).map_err(CaseError::Report)?;
    let body = opened.verify(&wrap.verify).map_err(CaseError::Report)?;
    ThreadBody::verified(body).map_err(CaseError::Form)
}

fn remains_of(body: &Verified<ThreadBody>, wrap: &Wrap) -> Result<Remains, CaseError> {
    let Content::Report(Report { channel, reporter, verify, wrapped, excluded, .. }) = &body.get().content
    else {
        return Err(CaseError::Foreign);
    };
    if *channel != wrap.channel {
        return Err(CaseError::Foreign);
    }
    let (reporter, wrapped, excluded) = (reporter.clone(), wrapped.clone(), excluded.clone());
    Ok(Remains { reporter, verify: *verify, wrapped, excluded })
}

/// What remains of a report that was struck: proposals are found by opening whatever opens and verifies; whether their
/// writers had standing, and who agreed, is judged when the thread is read, by what they state. The case id binds all that they state,
/// so that none but what stood in the report makes the case.
fn struck_report(wrap: &Wrap, keyrings: &KeyringChain, served: &[Served]) -> Option<Remains> {
    let stated = |served: &Served| {
        let ServedFile::Bytes(bytes) = &served.file else { return None };
        let sealed = Sealed::<kind::Conversation>::through_gate(bytes.clone()).ok()?;
        let mut opened = wrap.keys.iter().rev().filter_map(|(_, key)| envelope::open(&sealed, key).ok());
        let opened = opened.next()?;
        let (key, _) = keyrings.author(opened.by())?;
        let body = ThreadBody::verified(opened.verify(&key).ok()?).ok()?.into_inner();
        body.content.as_strike()?.proposal()?.report.clone()
    };
    served.iter().filter_map(stated).find(|remains| makes_case(wrap, remains))
}

/// Whether a report that states this makes the case id of the wrap.
fn makes_case(wrap: &Wrap, remains: &Remains) -> bool {
    let shared = SharedWith { wrapped: &remains.wrapped, excluded: &remains.excluded };
    let case = CaseId::of(wrap.channel, &wrap.recipient(), &remains.reporter, &wrap.verify, shared);
    remains.verify == wrap.verify && case == wrap.case
}
