//! Filing: everything a new case sends, from the same function on both paths (PROTOCOL.md
//! sections 6 and 7).

pub mod contact;

use crate::{
    anchor::Anchor,
    body::{
        Answer, Contact, ContactDetails, Content, KeyringRef, Language, Path, Position, Report, ThreadBody,
        ThreadName,
    },
    case_id::{CaseId, SharedWith},
    code::CaseCode,
    day::Day,
    digest::Digest,
    envelope,
    exclusion::{ExclusionError, Sharing},
    file_reference::FileReference,
    gate::Sealed,
    holder::{Holder, Holders},
    identity::{Addressee, Identity},
    keyring::{Clock, Epoch, Status},
    kind,
    role::{Access, Author, Case},
    seal::SealError,
    signature::{KeyId, SigningKey, VerifyingKey},
    strict_json::JsonError,
    wrap::{CaseKeys, Wrap},
};
use contact::ContactError;
use rand_core::{CryptoRng, RngCore};

/// What a reporter files.
pub struct Filing<'a> {
    /// The verified keyring.
    pub epoch: &'a Epoch,
    /// The case code, fresh.
    pub code: &'a CaseCode,
    /// Whom it concerns among those the keyring lists.
    pub excluded: Holders,
    /// The language it is written in.
    pub language: Language,
    /// What was asked and answered.
    pub answers: Vec<Answer>,
    /// Files, sealed already.
    pub files: Vec<FileReference>,
    /// Who the reporter is; empty if they do not say.
    pub contact: ContactDetails,
    /// The day.
    pub day: Day,
    /// Whose clock says so.
    pub clock: Clock,
    /// Which way it goes.
    pub path: Path,
}

/// Everything that a filing sends, and what the reporter's side keeps in mind for a moment.
pub struct Filed {
    /// The case. Never sent: it proves itself to whoever opens it.
    pub case: CaseId,
    /// Number 0 of the conversation.
    pub report: Sealed<kind::Conversation>,
    /// Number 1.
    pub contact: Sealed<kind::Conversation>,
    /// The reporter's anchor.
    pub anchor: Sealed<kind::Anchor>,
    /// A wrap for each receiver.
    pub wraps: Vec<FiledWrap>,
    /// The leaf for the audit log.
    pub leaf: Digest,
    /// What signs the reporter's requests.
    pub access: VerifyingKey<Access>,
    /// Whether recovery alone received it: the page shows the external authorities first.
    pub is_recovery_alone: bool,
}

/// A wrap made at filing.
pub struct FiledWrap {
    /// Whose it is.
    pub holder: Holder,
    /// The key id it names.
    pub to: KeyId,
    /// The wrap.
    pub sealed: Sealed<kind::Wrap>,
}

impl Filed {
    /// The name under which the server finds the case: SHA-256 of the access key.
    #[must_use]
    pub fn locator(&self) -> Digest {
        Digest::of(self.access.as_bytes())
    }
}

/// Why nothing was filed.
#[derive(Debug, thiserror::Error)]
pub enum FilingError {
    /// The keyring is not good on that day.
    #[error("the keyring is not good on that day")]
    Keyring(Status),
    /// Nobody could receive it, or somebody unknown is excluded.
    #[error("the case cannot be shared as asked")]
    Exclusion(#[from] ExclusionError),
    /// The contact details cannot be sealed as the policy demands.
    #[error("the contact details cannot be sealed")]
    Contact(#[from] ContactError),
    /// The report is not of its form: no reader would take it.
    #[error("the report is not of its form")]
    Body(#[from] JsonError),
    /// Sealing failed, as when the report is too long.
    #[error("the report was not sealed")]
    Seal(#[from] SealError),
}

/// The leaf that goes into the audit log: SHA-256(`sigill/v1/filed` 0x00 ‖ salt ‖ case id).
/// Without the salt, which only the reporter has, nobody can tell whose it is.
#[must_use]
pub fn leaf(salt: &[u8; 32], case: CaseId) -> Digest {
    Digest::labelled("filed", &[salt, case.as_bytes()])
}

/// Seals everything that a filing sends. The files are sealed and uploaded before; nothing
/// is sent before the reporter presses send.
pub fn file_report(filing: Filing<'_>, rng: &mut (impl CryptoRng + RngCore)) -> Result<Filed, FilingError> {
    let Filing { epoch, code, excluded, language, answers, files, contact, day, clock, path } = filing;
    match epoch.status(day, clock) {
        Status::Valid | Status::Grace => {}
        status @ (Status::NotYet | Status::Expired) => return Err(FilingError::Keyring(status)),
    }
    let lines = epoch.lines();
    let sharing = Sharing::new(lines, excluded)?;
    let identity: Identity<Case> = Identity::generate(rng);
    let recipient = identity.recipient();
    let (signing, reporter) = (code.signing().signing_key(), code.reporter().identity().recipient());
    let verify = signing.verifying_key();
    let wrapped = sharing.wrapped();
    let shared = SharedWith { wrapped: &wrapped, excluded: sharing.excluded() };
    let case = CaseId::of(lines.channel, &recipient, &reporter, &verify, shared);
    let keyring = KeyringRef { epoch: epoch.epoch(), hash: epoch.hash() };
    let position = |n, prev| Position {
        case,
        thread: ThreadName::Conversation,
        n,
        prev,
        seen: None,
        generation: 0,
        keyring,
        day,
        path,
    };

    let filed_files: Vec<_> = files.iter().map(|file| (file.id(), file.digest())).collect();
    let everybody = lines.everybody();
    let report = Report {
        channel: lines.channel,
        reporter: reporter.clone(),
        verify,
        wrapped: sharing.wrapped(),
        excluded: sharing.excluded().clone(),
        language,
        answers,
        files,
    };
    let second = if lines.policy.show_own { Addressee::from(&reporter) } else { Addressee::throw_away(rng) };
    let to = [Addressee::from(&recipient), second];
    let report = seal_report(report, position(0, Digest::ZERO), &everybody, &signing, &to)?;

    let sealed = contact::seal(&contact, &recipient, lines, &sharing, rng)?;
    let contact =
        ThreadBody { position: position(1, report.digest()), content: Content::Contact(Contact { sealed }) };
    let to = [Addressee::from(&recipient), Addressee::throw_away(rng)];
    let contact: Sealed<kind::Conversation> =
        envelope::seal(contact.content.kind(), &contact.to_value()?, &signing, &to)?;

    let anchor = Anchor {
        case,
        channel: lines.channel,
        recipient,
        owner: lines.owner,
        keyring,
        wrapped: sharing.wrapped(),
        excluded: sharing.excluded().clone(),
        report: report.digest(),
        contact: contact.digest(),
        files: filed_files,
        salt: *code.receipt_salt().expose(),
        day,
        path,
    };
    let keys = CaseKeys::new(identity);
    let mut wraps = Vec::new();
    for receiver in sharing.receivers() {
        let to = receiver.verify().id();
        let wrap = Wrap { case, channel: lines.channel, to, keys: keys.copy(), verify, day };
        let sealed = wrap.seal(&signing, receiver.recipient())?;
        wraps.push(FiledWrap { holder: receiver.holder(), to, sealed });
    }
    Ok(Filed {
        case,
        report,
        contact,
        leaf: anchor.leaf(),
        anchor: anchor.seal(code, &everybody)?,
        wraps,
        access: code.access().signing_key().verifying_key(),
        is_recovery_alone: sharing.is_recovery_alone(),
    })
}

/// Seals the report, padded as if it listed everybody: its length does not tell how many are
/// excluded.
fn seal_report(
    report: Report,
    position: Position,
    everybody: &Holders,
    signing: &SigningKey<Author>,
    to: &[Addressee],
) -> Result<Sealed<kind::Conversation>, FilingError> {
    let mut body = ThreadBody { position, content: Content::Report(report) };
    let value = body.to_value()?;
    if let Content::Report(report) = &mut body.content {
        report.wrapped = everybody.clone();
        report.excluded = Holders::default();
    }
    let (kind, longest) = (body.content.kind(), body.to_value()?);
    Ok(envelope::seal_as_long_as(kind, &value, &longest, signing, to)?)
}
