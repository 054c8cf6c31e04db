//! The anchor: what a returning reporter trusts of their own case, sealed to them alone
//! and accepted only under the key that their code gives (PROTOCOL.md section 6).

use crate::{
    body::{KeyringRef, Path, check_sharing, holders_value, take_holders},
    case_id::{CaseId, SharedWith},
    code::CaseCode,
    day::Day,
    digest::Digest,
    encoding::{hex, parse_hex},
    envelope::{self, EnvelopeError, Verified},
    file_reference::MOST_FILES,
    filing::leaf,
    gate::Sealed,
    holder::Holders,
    id::{ChannelId, FileId},
    identity::{Addressee, Recipient},
    keyring::{KeyringChain, KeyringError, Pin},
    kind::{self, Kind},
    role::{Case, Owner},
    seal::SealError,
    signature::VerifyingKey,
    strict_json::{JsonError, Object, Value, object},
};

/// Why an anchor is refused. The reporter is told, and nothing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnchorError {
    /// It does not open with the code, or was not signed by it.
    #[error("the anchor does not open")]
    Envelope(#[from] EnvelopeError),
    /// It is not of its form.
    #[error("the anchor is not of its form")]
    Form(#[from] JsonError),
    /// Its case id is not the one of its channel, recipient and the code's keys.
    #[error("the anchor's parts do not belong to one case")]
    Case,
    /// Its salt is not the code's.
    #[error("the anchor's salt is not the code's")]
    Salt,
}

/// What was filed, as its reporter wrote it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The case.
    pub case: CaseId,
    /// The channel.
    pub channel: ChannelId,
    /// The case recipient of generation 0.
    pub recipient: Recipient<Case>,
    /// The channel's owner at filing.
    pub owner: VerifyingKey<Owner>,
    /// The keyring filed by.
    pub keyring: KeyringRef,
    /// Who got a wrap.
    pub wrapped: Holders,
    /// Whom the reporter excludes.
    pub excluded: Holders,
    /// The sealed report's digest.
    pub report: Digest,
    /// The sealed contact's digest.
    pub contact: Digest,
    /// The files' ids and digests.
    pub files: Vec<(FileId, Digest)>,
    /// Salt of the proof of filing.
    pub salt: [u8; 32],
    /// The day of filing.
    pub day: Day,
    /// Which way it was filed.
    pub path: Path,
}

impl Anchor {
    /// Signs and seals the anchor with the code's keys, padded as if it listed everybody.
    ///
    /// `everybody` is whom the keyring lists, so that the length does not tell how many of
    /// them are excluded.
    pub fn seal(&self, code: &CaseCode, everybody: &Holders) -> Result<Sealed<kind::Anchor>, SealError> {
        let to = [Addressee::from(&code.reporter().identity().recipient())];
        let signer = code.signing().signing_key();
        let longest = self.value_with(everybody, &Holders::default());
        envelope::seal_as_long_as(Kind::Anchor, &self.value(), &longest, &signer, &to)
    }

    /// Opens an anchor with the code, and checks that its parts belong to one case.
    pub fn open(sealed: &Sealed<kind::Anchor>, code: &CaseCode) -> Result<Verified<Self>, AnchorError> {
        let verify = code.signing().signing_key().verifying_key();
        let reporter = code.reporter().identity();
        let body = envelope::open(sealed, &reporter)?.verify(&verify)?;
        let anchor = body.read(Self::read)?;
        let found = anchor.get();
        let shared = SharedWith { wrapped: &found.wrapped, excluded: &found.excluded };
        if CaseId::of(found.channel, &found.recipient, &reporter.recipient(), &verify, shared) != found.case {
            return Err(AnchorError::Case);
        }
        if found.salt != *code.receipt_salt().expose() {
            return Err(AnchorError::Salt);
        }
        Ok(anchor)
    }

    /// Verifies the channel's notes from the epoch filed by on, oldest first: the very note
    /// filed by must be the first.
    pub fn keyrings(&self, notes: &[&str]) -> Result<KeyringChain, KeyringError> {
        let KeyringRef { epoch, hash } = self.keyring;
        let chain = KeyringChain::verify(self.channel, notes, &Pin::Note { epoch, hash })?;
        let first = chain.find(epoch, hash).ok_or(KeyringError::Pin)?;
        if first.lines().owner == self.owner { Ok(chain) } else { Err(KeyringError::Pin) }
    }

    /// The leaf that proves the filing.
    #[must_use]
    pub fn leaf(&self) -> Digest {
        leaf(&self.salt, self.case)
    }

    fn read(anchor: &mut Object) -> Result<Self, JsonError> {
        let file = |file: &mut Object| Ok((file.id("id")?, file.digest("digest")?));
        let read = Self {
            case: anchor.read("case", CaseId::parse)?,
            channel: anchor.id("channel")?,
            recipient: anchor.read("recipient", Recipient::parse)?,
            owner: anchor.read("owner", VerifyingKey::parse)?,
            keyring: anchor.object("keyring", KeyringRef::read)?,
            wrapped: take_holders(anchor, "wrapped")?,
            excluded: take_holders(anchor, "excluded")?,
            report: anchor.digest("report")?,
            contact: anchor.digest("contact")?,
            files: anchor.objects("files", MOST_FILES, file)?,
            salt: anchor.read("salt", parse_hex)?,
            day: anchor.day("day")?,
            path: anchor.read("path", Path::parse)?,
        };
        check_sharing(&read.wrapped, &read.excluded)?;
        Ok(read)
    }

    fn value(&self) -> Value {
        self.value_with(&self.wrapped, &self.excluded)
    }

    fn value_with(&self, wrapped: &Holders, excluded: &Holders) -> Value {
        let file = |(id, digest): &(FileId, Digest)| {
            object([("id", Value::text(id)), ("digest", Value::text(digest))])
        };
        object([
            ("v", Value::Integer(1)),
            ("kind", Kind::Anchor.name().into()),
            ("case", Value::text(self.case)),
            ("channel", Value::text(self.channel)),
            ("recipient", Value::text(&self.recipient)),
            ("owner", Value::text(self.owner)),
            ("keyring", self.keyring.value()),
            ("wrapped", holders_value(wrapped)),
            ("excluded", holders_value(excluded)),
            ("report", Value::text(self.report)),
            ("contact", Value::text(self.contact)),
            ("files", Value::list(&self.files, file)),
            ("salt", hex(&self.salt).into()),
            ("day", Value::text(self.day)),
            ("path", self.path.word().into()),
        ])
    }
}
