//! What intake and desk share of a case.

pub(crate) mod erasing;
pub mod files;
pub mod filing;
pub mod lifecycle;
pub mod recovery;
pub mod reminders;
pub mod retention;
pub mod room;
pub mod store;
pub mod striking;
pub mod wire;

use sigill_sealing::digest::Digest;
use sigill_sealing::holder::Holder;

crate::stored_bytes! {
    /// The server's own name of a case: random, in addresses, never signed.
    pub struct CaseId(16);
    /// SHA-256 of the public access key that only a case code gives: how a reporter's requests find their case.
    pub struct Locator(32);
    /// SHA-256 of a filing, by which its retry is known.
    pub struct FilingDigest(32);
    /// HMAC of a message's form on the server path, by which its retry is known.
    pub struct RetryDigest(32);
    /// Who holds a wrap: a member's id in the keyring, or sixteen zero bytes for recovery.
    pub struct HolderColumn(16);
}

crate::text_column! {
    /// How a case, or one envelope, came to the server.
    pub enum Path {
        /// Sealed in the reporter's browser.
        Browser = "browser",
        /// Sealed by the server in memory.
        Server = "server",
        /// Entered by a handler.
        Desk = "desk",
    }
}

crate::text_column! {
    /// The two threads of a case.
    pub enum Thread {
        /// What reporter and handlers share.
        Conversation = "c",
        /// The handlers' own.
        Internal = "i",
    }
}

impl CaseId {
    /// As it stands in addresses: lower-case hex.
    #[must_use]
    pub fn to_hex(self) -> String {
        sigill_sealing::encoding::hex(self.as_bytes())
    }
}

impl Locator {
    /// The locator of a public access key.
    #[must_use]
    pub fn of(access: &[u8; 32]) -> Self {
        Self::from_bytes(*Digest::of(access).as_bytes())
    }
}

impl From<Holder> for HolderColumn {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::Member(id) => Self::from_bytes(*id.as_bytes()),
            Holder::Recovery => Self::from_bytes([0; 16]),
        }
    }
}

impl From<HolderColumn> for Holder {
    fn from(column: HolderColumn) -> Self {
        if *column.as_bytes() == [0; 16] {
            Self::Recovery
        } else {
            Self::Member(sigill_sealing::id::MemberId::from_bytes(*column.as_bytes()))
        }
    }
}
