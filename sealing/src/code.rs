//! Codes people write down: 120 random bits as 24 symbols and a check symbol.

pub(crate) mod symbols;

use crate::secret::Secret;
use rand_core::{CryptoRng, RngCore};
use std::{fmt, marker::PhantomData};

/// Random bytes in a code.
pub const CODE_BYTES: usize = 15;

mod sealed {
    pub trait Sealed {}
}

/// What a secret code is for. A code of one type never reads as another: the check
/// symbol starts from the type's number.
pub trait CodeType: sealed::Sealed + 'static {
    /// The type's number.
    const NUMBER: u8;
}

macro_rules! code_types {
    ($($(#[$doc:meta])* $marker:ident = $number:literal, $alias:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $marker {}
        impl sealed::Sealed for $marker {}
        impl CodeType for $marker { const NUMBER: u8 = $number; }
        $(#[$doc])*
        pub type $alias = Code<$marker>;
    )* };
}

code_types! {
    /// A reporter's way back to their case, and everything they hold.
    ForCase = 0, CaseCode;
    /// Opens a vault when passphrase and passkeys are lost.
    ForVaultRecovery = 1, VaultRecoveryCode;
    /// Lets somebody join a channel.
    ForInvitation = 3, InvitationCode;
    /// Opens a channel's cases when every handler is gone; kept offline.
    ForChannelRecovery = 4, ChannelRecoveryCode;
}

/// The number of the owner fingerprint's type.
const OWNER_FINGERPRINT: u8 = 2;

/// A secret code, typed by what it is for.
///
/// It is shown by one explicit word:
///
/// ```
/// use sigill_sealing::code::CaseCode;
/// let code = CaseCode::from_bytes([0; 15]);
/// let shown = format!("{}", code.written().expose());
/// ```
///
/// ```compile_fail,E0277
/// use sigill_sealing::code::CaseCode;
/// let code = CaseCode::from_bytes([0; 15]);
/// let shown = format!("{}", code);
/// ```
///
/// A code of one type is not taken for another:
///
/// ```
/// use sigill_sealing::code::CaseCode;
/// fn follow_up(code: &CaseCode) {}
/// follow_up(&CaseCode::from_bytes([0; 15]));
/// ```
///
/// ```compile_fail,E0308
/// use sigill_sealing::code::{CaseCode, InvitationCode};
/// fn follow_up(code: &CaseCode) {}
/// follow_up(&InvitationCode::from_bytes([0; 15]));
/// ```
pub struct Code<T> {
    bytes: Secret<[u8; CODE_BYTES]>,
    type_: PhantomData<fn() -> T>,
}

/// Why text is no code of the wanted type. A page can say from it what to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A symbol that no code has.
    #[error("symbol {position} is in no code")]
    Symbol {
        /// Which symbol, from 1, counted without what reading drops.
        position: usize,
    },
    /// Too few symbols or too many.
    #[error("a code has 25 symbols, this has {symbols}")]
    Length {
        /// How many symbols there are, counted without what reading drops.
        symbols: usize,
    },
    /// All symbols are there, but they do not belong together: mistyped, or a code of
    /// another type.
    #[error("the check symbol does not fit")]
    Check,
}

impl<T: CodeType> Code<T> {
    /// Draws a new code.
    pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        let mut bytes = [0; CODE_BYTES];
        rng.fill_bytes(&mut bytes);
        Self::from_bytes(bytes)
    }

    /// A code from its random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; CODE_BYTES]) -> Self {
        Self { bytes: Secret::new(bytes), type_: PhantomData }
    }

    /// Reads what somebody typed or scanned: lower case, O for 0, I and L for 1 are taken,
    /// white space, dashes and invisible characters dropped.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        symbols::read(T::NUMBER, text).map(Self::from_bytes)
    }

    /// The code as shown: five groups of five.
    #[must_use]
    pub fn written(&self) -> Secret<String> {
        Secret::new(symbols::write(T::NUMBER, self.bytes.expose()))
    }

    /// The random bytes, from which everything else is derived.
    #[must_use]
    pub fn expose(&self) -> &[u8; CODE_BYTES] {
        self.bytes.expose()
    }
}

/// The first 15 bytes of SHA-256(`sigill/v1/owner` 0x00 ‖ owner key), written as a code.
/// Public: it stands on posters and in links.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OwnerFingerprint([u8; CODE_BYTES]);

impl OwnerFingerprint {
    /// A fingerprint from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; CODE_BYTES]) -> Self {
        Self(bytes)
    }

    /// Reads a fingerprint from a link or as typed, as tolerantly as any code.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        symbols::read(OWNER_FINGERPRINT, text).map(Self)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; CODE_BYTES] {
        &self.0
    }
}

impl fmt::Display for OwnerFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&symbols::write(OWNER_FINGERPRINT, &self.0))
    }
}

impl fmt::Debug for OwnerFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnerFingerprint({self})")
    }
}
