//! Whom a case is shared with, when it concerns some of them (PROTOCOL.md section 6).

use crate::{
    holder::{Holder, Holders},
    id::MemberId,
    identity::Recipient,
    keyring::{Designated, Lines, RecoveryLine},
    role::{Author, Custodian, Handler, Recovery},
    signature::VerifyingKey,
};

/// Why nothing can be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExclusionError {
    /// Somebody is excluded whom the keyring does not list.
    #[error("somebody is excluded who is not in the keyring")]
    Unknown,
    /// Nobody is left: nothing is filed, and the page shows the external authorities.
    #[error("nobody is left to share the case with")]
    NobodyLeft,
}

/// Somebody a wrap is made for.
#[derive(Debug, Clone, Copy)]
pub enum Receiver<'a> {
    /// A handler or a deputy.
    Member(&'a Designated<Handler>),
    /// Recovery.
    Recovery(&'a RecoveryLine),
}

impl Receiver<'_> {
    /// Who it is.
    #[must_use]
    pub const fn holder(&self) -> Holder {
        match self {
            Self::Member(line) => Holder::Member(line.id),
            Self::Recovery(_) => Holder::Recovery,
        }
    }

    /// The key they sign with, whose id names them in a wrap.
    #[must_use]
    pub const fn verify(&self) -> &VerifyingKey<Author> {
        match self {
            Self::Member(line) => &line.verify,
            Self::Recovery(line) => &line.verify,
        }
    }

    /// The recipient of their wrap.
    #[must_use]
    pub const fn recipient(&self) -> WrapRecipient<'_> {
        match self {
            Self::Member(line) => WrapRecipient::Member(&line.recipient),
            Self::Recovery(line) => WrapRecipient::Recovery(&line.recipient),
        }
    }
}

/// What a wrap is sealed to.
#[derive(Debug, Clone, Copy)]
pub enum WrapRecipient<'a> {
    /// A member's recipient.
    Member(&'a Recipient<Handler>),
    /// Recovery's recipient.
    Recovery(&'a Recipient<Recovery>),
}

/// Who gets what of a new case.
#[derive(Debug, Clone)]
pub struct Sharing<'a> {
    receivers: Vec<Receiver<'a>>,
    custodians: Vec<&'a Designated<Custodian>>,
    excluded: Holders,
}

impl<'a> Sharing<'a> {
    /// Works out who is wrapped: the handlers not excluded; the deputies not excluded if
    /// and only if every handler is excluded; recovery unless excluded.
    pub fn new(lines: &'a Lines, excluded: Holders) -> Result<Self, ExclusionError> {
        let known = |holder: Holder| match holder {
            Holder::Recovery => true,
            Holder::Member(id) => {
                lines.member(id).is_some() || lines.custodians.iter().any(|line| line.id == id)
            }
        };
        if !excluded.iter().all(known) {
            return Err(ExclusionError::Unknown);
        }
        let may = |id: MemberId| !excluded.contains(id);
        let mut members: Vec<_> = lines.handlers.iter().filter(|line| may(line.id)).collect();
        if members.is_empty() {
            members = lines.deputies.iter().filter(|line| may(line.id)).collect();
        }
        let recovery = (!excluded.contains(Holder::Recovery)).then_some(Receiver::Recovery(&lines.recovery));
        let receivers: Vec<_> = members.into_iter().map(Receiver::Member).chain(recovery).collect();
        if receivers.is_empty() {
            return Err(ExclusionError::NobodyLeft);
        }
        let custodians = lines.custodians.iter().filter(|line| may(line.id)).collect();
        Ok(Self { receivers, custodians, excluded })
    }

    /// Everybody a wrap is made for, recovery last.
    #[must_use]
    pub fn receivers(&self) -> &[Receiver<'a>] {
        &self.receivers
    }

    /// The same, as the report names them.
    #[must_use]
    pub fn wrapped(&self) -> Holders {
        self.receivers.iter().map(Receiver::holder).collect()
    }

    /// Whom the reporter excludes.
    #[must_use]
    pub const fn excluded(&self) -> &Holders {
        &self.excluded
    }

    /// The custodians contact details are sealed to under `contact=two`.
    #[must_use]
    pub fn custodians(&self) -> &[&'a Designated<Custodian>] {
        &self.custodians
    }

    /// Whether recovery alone is left: the page says so and shows the external authorities
    /// first, and the recovery contact gets a contentless notice.
    #[must_use]
    pub fn is_recovery_alone(&self) -> bool {
        matches!(self.receivers.as_slice(), [Receiver::Recovery(_)])
    }
}

#[cfg(test)]
mod tests;
