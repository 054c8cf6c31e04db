//! The wraps of a filing on their way: in one parcel, sealed to the server alone (PROTOCOL.md
//! section 7).
//!
//! Bare, each would tell whoever holds its receiver's key that it is theirs, and so tell a
//! handler who reads requests on their way (by a proxy that inspects TLS) from whose computer
//! the report came that they cannot open. The parcel is as long whoever is in it.

use crate::{
    digest::Digest,
    encoding::{base64, parse_base64},
    envelope::padded,
    filing::Filed,
    gate::Sealed,
    holder::Holder,
    id::MemberId,
    identity::{Addressee, Identity, Recipient},
    kind,
    padding::WRAP_UNIT,
    role::Intake,
    seal::{self, OpenError, SealError},
    secret::Plaintext,
    strict_json::{JsonError, Value, object, read_object},
};
use std::collections::HashSet;

/// The most wraps a filing has: for 50 handlers or deputies and recovery there are fewer, and a
/// parcel has room for all who could hold one.
pub const MOST_WRAPS: usize = 101;

/// The wraps of a filing, each with its holder.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The filing it belongs to. Without it somebody who saw a request could send its parcel
    /// again under a code of their own and another epoch, and learn from the refusal who is in
    /// it.
    pub locator: Digest,
    /// Every wrap and whose it is.
    pub wraps: Vec<(Holder, Sealed<kind::Wrap>)>,
}

/// Why a parcel is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// It does not open: it is sealed to another key than the server has, or damaged.
    #[error("the parcel does not open")]
    Open(#[source] OpenError),
    /// It is not of its form, or the gate refuses one of its wraps.
    #[error("the parcel is not of its form")]
    Form(#[source] JsonError),
    /// It belongs to another filing.
    #[error("the parcel belongs to another filing")]
    Locator,
}

impl Parcel {
    /// The wraps of what was filed.
    #[must_use]
    pub fn of(filed: &Filed) -> Self {
        let wraps = filed.wraps.iter().map(|wrap| (wrap.holder, wrap.sealed.clone())).collect();
        Self { locator: filed.locator(), wraps }
    }

    /// Seals it to the server, padded as if all `keepers` of the keyring ([`Lines::keepers`]) had
    /// a wrap: the length tells neither whose there are nor how many.
    ///
    /// [`Lines::keepers`]: crate::keyring::Lines::keepers
    pub fn seal(&self, keepers: usize, to: &Recipient<Intake>) -> Result<Sealed<kind::Parcel>, SealError> {
        let mut content = self.to_json().into_bytes();
        Self::parse(&content).map_err(SealError::Body)?;
        let longest = self.longest(keepers).to_json().len();
        content.resize(padded(longest.max(content.len()), WRAP_UNIT)?, b' ');
        seal::seal(&Plaintext::new(content), &[Addressee::from(to)])
    }

    /// The longest of so many wraps: those of a filing are of one length, and no holder is longer
    /// in text than a member.
    fn longest(&self, count: usize) -> Self {
        let member = Holder::Member(MemberId::from_bytes([0; 16]));
        let wrap = self.wraps.first().map(|(_, wrap)| (member, wrap.clone()));
        Self { locator: self.locator, wraps: wrap.into_iter().cycle().take(count).collect() }
    }

    /// Opens it with the server's identity, for the filing under `locator`; each wrap has passed
    /// the gate.
    pub fn open(
        sealed: &Sealed<kind::Parcel>,
        identity: &Identity<Intake>,
        locator: Digest,
    ) -> Result<Self, ParcelError> {
        let content = seal::open(sealed, identity).map_err(ParcelError::Open)?;
        let read = Self::parse(content.expose()).map_err(ParcelError::Form)?;
        if read.locator == locator { Ok(read) } else { Err(ParcelError::Locator) }
    }

    /// Reads what opened, padding included: no holder twice, and somebody among them.
    pub fn parse(content: &[u8]) -> Result<Self, JsonError> {
        let form = JsonError::Form { name: "wraps" };
        let mut read = read_object(content.trim_ascii_end())?;
        read.constant("v", 1)?;
        let locator = read.digest("locator")?;
        let wraps = read.objects("wraps", MOST_WRAPS, |wrap| {
            let holder = wrap.read("holder", Holder::parse)?;
            let sealed = wrap.read("sealed", parse_base64)?;
            Ok((holder, Sealed::through_gate(sealed).map_err(|_told_no_more| form)?))
        })?;
        read.end()?;
        let holders: HashSet<_> = wraps.iter().map(|(holder, _)| *holder).collect();
        let each_once = holders.len() == wraps.len() && !wraps.is_empty();
        if each_once { Ok(Self { locator, wraps }) } else { Err(form) }
    }

    fn to_json(&self) -> String {
        let wrap = |(holder, sealed): &(Holder, Sealed<kind::Wrap>)| {
            object([("holder", Value::text(holder)), ("sealed", base64(sealed.as_bytes()).into())])
        };
        let list = Value::list(&self.wraps, wrap);
        object([("v", Value::Integer(1)), ("locator", Value::text(self.locator)), ("wraps", list)]).to_json()
    }
}

#[cfg(test)]
mod tests;
