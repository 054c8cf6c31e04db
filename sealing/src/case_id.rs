//! The name a case proves itself by, and what people call it.

use crate::{
    code::symbols,
    digest::Digest,
    encoding::EncodingError,
    id::ChannelId,
    identity::Recipient,
    role::{Author, Case, Reporter},
    signature::VerifyingKey,
};
use std::fmt;

/// SHA-256(`sigill/v1/case` 0x00 ‖ channel id ‖ case recipient of generation 0 ‖ reporter
/// recipient ‖ reporter verifying key): it binds all four, so whoever knows it can check
/// them. The server never has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(Digest);

impl CaseId {
    /// The case of these four.
    #[must_use]
    pub fn of(
        channel: ChannelId,
        case: &Recipient<Case>,
        reporter: &Recipient<Reporter>,
        verify: &VerifyingKey<Author>,
    ) -> Self {
        let parts: [&[u8]; 4] = [channel.as_bytes(), case.as_bytes(), reporter.as_bytes(), verify.as_bytes()];
        Self(Digest::labelled("case", &parts))
    }

    /// Reads 64 lower-case hex digits.
    pub fn parse(text: &str) -> Result<Self, EncodingError> {
        Digest::parse(text).map(Self)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// What people call the case.
    #[must_use]
    pub fn reference(self) -> Reference {
        let digest = Digest::labelled("reference", &[self.as_bytes()]);
        Reference(symbols::from_bytes(digest.as_bytes()).take(7).filter_map(symbols::character).collect())
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseId({self})")
    }
}

/// The first seven symbols of SHA-256(`sigill/v1/reference` 0x00 ‖ case id), written
/// `K3M-9TX2`. It opens nothing and orders nothing; two cases may share one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = self.0.split_at_checked(3).unwrap_or((&self.0, ""));
        write!(f, "{head}-{tail}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_has_seven_symbols_in_two_groups() {
        let case = CaseId(Digest::of(b"a case"));
        let reference = case.reference().to_string();
        assert_eq!((reference.len(), reference.find('-')), (8, Some(3)));
        assert_ne!(reference, CaseId(Digest::of(b"another")).reference().to_string());
    }
}
