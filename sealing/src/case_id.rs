//! The name a case proves itself by, and what people call it.

use crate::{
    code::symbols,
    digest::Digest,
    encoding::EncodingError,
    holder::{Holder, Holders},
    id::ChannelId,
    identity::Recipient,
    role::{Author, Case, Reporter},
    signature::VerifyingKey,
};
use std::fmt;

/// Whom a report was shared with at filing, as it names them.
#[derive(Debug, Clone, Copy)]
pub struct SharedWith<'a> {
    /// Who got a wrap.
    pub wrapped: &'a Holders,
    /// Whom the reporter excludes.
    pub excluded: &'a Holders,
}

impl SharedWith<'_> {
    /// SHA-256(`sigill/v1/standing` 0x00 ‖ the line of those wrapped ‖ the line of those excluded).
    /// A line is the holders in their order with a comma between, and LF.
    fn digest(self) -> Digest {
        let line = |holders: &Holders| {
            let written: Vec<String> = holders.iter().map(|holder: Holder| holder.to_string()).collect();
            written.join(",") + "\n"
        };
        Digest::labelled("standing", &[line(self.wrapped).as_bytes(), line(self.excluded).as_bytes()])
    }
}

/// SHA-256(`sigill/v1/case` 0x00 ‖ channel id ‖ case recipient of generation 0 ‖ reporter
/// recipient ‖ reporter verifying key ‖ standing digest): it binds all five, so whoever knows it
/// can check them. The server never has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(Digest);

impl CaseId {
    /// The case of these five.
    #[must_use]
    pub fn of(
        channel: ChannelId,
        case: &Recipient<Case>,
        reporter: &Recipient<Reporter>,
        verify: &VerifyingKey<Author>,
        shared: SharedWith<'_>,
    ) -> Self {
        let standing = shared.digest();
        let parts: [&[u8]; 5] = [
            channel.as_bytes(),
            case.as_bytes(),
            reporter.as_bytes(),
            verify.as_bytes(),
            standing.as_bytes(),
        ];
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
    use crate::id::MemberId;

    fn holders(numbers: &[u8]) -> Holders {
        numbers.iter().map(|number| MemberId::from_bytes([*number; 16])).collect()
    }

    #[test]
    fn nobody_moves_between_those_a_report_is_shared_with_and_those_it_is_kept_from() {
        let digest = |wrapped: &[u8], excluded: &[u8]| {
            SharedWith { wrapped: &holders(wrapped), excluded: &holders(excluded) }.digest()
        };
        let all = [
            digest(&[1, 2], &[]),
            digest(&[1], &[2]),
            digest(&[2], &[1]),
            digest(&[], &[1, 2]),
            digest(&[1], &[]),
            digest(&[], &[1]),
            digest(&[], &[]),
        ];
        assert_eq!(
            all.iter().map(Digest::as_bytes).collect::<std::collections::BTreeSet<_>>().len(),
            all.len()
        );
        assert_eq!(digest(&[1, 2], &[3]), digest(&[2, 1], &[3]));
    }

    #[test]
    fn a_reference_has_seven_symbols_in_two_groups() {
        let case = CaseId(Digest::of(b"a case"));
        let reference = case.reference().to_string();
        assert_eq!((reference.len(), reference.find('-')), (8, Some(3)));
        assert_ne!(reference, CaseId(Digest::of(b"another")).reference().to_string());
    }
}
