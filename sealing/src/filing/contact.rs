//! Contact details: sealed apart from the report, under `contact=two` to custodians as
//! well. Every filing carries them, empty or not, and all of one channel are alike.
//!
//! The outer file has as many stanzas as the keyring has custodians: one excluded is
//! replaced by a throw-away recipient, so that sizes say nothing of who was excluded.

use crate::{
    body::{Contact, ContactDetails},
    envelope::padded,
    exclusion::Sharing,
    gate::{Refusal, Sealed},
    identity::{Addressee, Identity, Recipient},
    keyring::{Contact as Persons, Lines},
    kind,
    padding::WRAP_UNIT,
    role::{Case, Custodian},
    seal::{self, OpenError, SealError},
    secret::Plaintext,
    strict_json::JsonError,
};
use rand_core::{CryptoRng, RngCore};

/// Why contact details were not sealed or do not open.
#[derive(Debug, thiserror::Error)]
pub enum ContactError {
    /// Two persons must open them, and every custodian is excluded: they cannot be given.
    #[error("every custodian is excluded")]
    NoCustodian,
    /// Sealing failed, as when they are too long.
    #[error("the contact details were not sealed")]
    Seal(#[source] SealError),
    /// The file inside is not sealed as it must be.
    #[error("the contact details are not sealed as they must be")]
    Gate(#[source] Refusal),
    /// It does not open.
    #[error("the contact details do not open")]
    Open(#[source] OpenError),
    /// What opened is not of its form.
    #[error("the contact details are not of their form")]
    Form(#[source] JsonError),
}

/// Seals contact details as the channel's policy demands.
pub(super) fn seal(
    details: &ContactDetails,
    case: &Recipient<Case>,
    lines: &Lines,
    sharing: &Sharing<'_>,
    rng: &mut (impl CryptoRng + RngCore),
) -> Result<Vec<u8>, ContactError> {
    let mut content = details.value().to_json().into_bytes();
    let size = padded(content.len(), WRAP_UNIT).map_err(ContactError::Seal)?;
    content.resize(size, b' ');
    let inner: Sealed<kind::ContactDetails> =
        seal::seal(&Plaintext::new(content), &[Addressee::from(case)]).map_err(ContactError::Seal)?;
    if lines.policy.contact == Persons::One {
        return Ok(inner.into_bytes());
    }
    if sharing.custodians().is_empty() && !details.text.is_empty() {
        return Err(ContactError::NoCustodian);
    }
    let mut to: Vec<_> = sharing.custodians().iter().map(|line| Addressee::from(&line.recipient)).collect();
    to.resize_with(lines.custodians.len(), || Addressee::throw_away(rng));
    let inner = Plaintext::new(inner.into_bytes());
    let outer: Sealed<kind::CustodianDetails> = seal::seal(&inner, &to).map_err(ContactError::Seal)?;
    Ok(outer.into_bytes())
}

impl Contact {
    /// Opens the details of a channel under `contact=one`, or what a custodian gave back.
    pub fn open(&self, case: &Identity<Case>) -> Result<ContactDetails, ContactError> {
        let inner = Sealed::<kind::ContactDetails>::through_gate(self.sealed.clone());
        let content = seal::open(&inner.map_err(ContactError::Gate)?, case).map_err(ContactError::Open)?;
        ContactDetails::parse(content.expose()).map_err(ContactError::Form)
    }

    /// A custodian's half under `contact=two`: takes the outer seal away.
    pub fn release(&self, custodian: &Identity<Custodian>) -> Result<Self, ContactError> {
        let outer = Sealed::<kind::CustodianDetails>::through_gate(self.sealed.clone());
        let inner = seal::open(&outer.map_err(ContactError::Gate)?, custodian).map_err(ContactError::Open)?;
        Ok(Self { sealed: inner.into_exposed() })
    }
}
