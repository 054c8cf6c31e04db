//! Ed25519 (RFC 8032), strictly, and never without a purpose.
//!
//! A signature is over ASCII `sigill/v1/` ‖ label ‖ 0x00 ‖ bytes, so that none can be
//! taken for one of another purpose. The one exception is the keyring, a C2SP signed
//! note: its first line, `sigill keyring v1`, keeps it apart.

mod strict;

use crate::digest::Digest;
use crate::encoding::{EncodingError, base64, hex, parse_base64_exact, parse_hex};
use crate::role::{self, Signer};
use ed25519_dalek::Signer as _;
use std::{fmt, hash::Hash, hash::Hasher, marker::PhantomData};

mod sealed {
    pub trait Sealed {}
}

/// A purpose of signatures, and who (`S`) signs for it.
pub trait Domain<S: Signer>: sealed::Sealed {
    /// What stands after `sigill/v1/`.
    const LABEL: &str;
}

macro_rules! domains {
    ($($(#[$doc:meta])* $name:ident = $label:literal by $($signer:ident)|*;)*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        $(impl Domain<role::$signer> for $name { const LABEL: &str = $label; })*
    )* };
}

domains! {
    /// A request of a reporter, of somebody invited, of a member or of recovery, of whose keys the keyring names none but
    /// that of its envelopes.
    Request = "request" by Access | Invitee | Desk | Author;
    /// The challenge at a member's sign-in.
    SignIn = "sign-in" by SignIn;
    /// What a member changes of their ways in, with the challenge for it.
    Credentials = "credentials" by SignIn;
    /// The old case's key says where its reporter goes on.
    Continues = "continues" by Author;
}

/// Signs keyrings: an owner, or recovery at a hand-over.
pub trait NoteSigner: Signer {}
impl NoteSigner for role::Owner {}
impl NoteSigner for role::Author {}

/// Why a signature or key is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The key is not canonical, not of prime order, or the identity.
    #[error("not a verifying key")]
    Key,
    /// The signature is not canonical, or not by this key over these bytes.
    #[error("the signature does not verify")]
    Signature,
}

/// An Ed25519 signature for the purpose `D`.
///
/// ```
/// use sigill_sealing::{role, signature::{Continues, Request, Signature, SigningKey}};
/// let key = SigningKey::<role::Access>::from_seed([7; 32]);
/// let signature: Signature<Request> = key.sign(b"body");
/// key.verifying_key().verify(b"body", &signature).unwrap();
/// ```
///
/// ```compile_fail,E0277
/// use sigill_sealing::{role, signature::{Continues, Request, Signature, SigningKey}};
/// let key = SigningKey::<role::Access>::from_seed([7; 32]);
/// let signature: Signature<Continues> = key.sign(b"body");
/// key.verifying_key().verify(b"body", &signature).unwrap();
/// ```
pub struct Signature<D> {
    bytes: [u8; 64],
    domain: PhantomData<fn() -> D>,
}

impl<D> Signature<D> {
    /// A signature as received; nothing is known of it before it verifies.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 64]) -> Self {
        Self { bytes, domain: PhantomData }
    }

    /// Reads base64.
    pub fn parse(text: &str) -> Result<Self, EncodingError> {
        parse_base64_exact(text).map(Self::from_bytes)
    }

    /// The 64 bytes, R then S.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 64] {
        &self.bytes
    }
}

impl<D> Clone for Signature<D> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<D> Copy for Signature<D> {}
impl<D> fmt::Display for Signature<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64(&self.bytes))
    }
}
impl<D> fmt::Debug for Signature<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({self})")
    }
}

/// `sigill/v1/` ‖ label ‖ 0x00 ‖ bytes.
fn message(label: &str, bytes: &[u8]) -> Vec<u8> {
    [b"sigill/v1/", label.as_bytes(), &[0], bytes].concat()
}

/// A signing key of the role `S`; wiped when dropped.
pub struct SigningKey<S> {
    key: ed25519_dalek::SigningKey,
    role: PhantomData<fn() -> S>,
}

impl<S: Signer> SigningKey<S> {
    /// The key of a 32-byte seed.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { key: ed25519_dalek::SigningKey::from_bytes(&seed), role: PhantomData }
    }

    /// The public half.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey<S> {
        VerifyingKey { bytes: self.key.verifying_key().to_bytes(), role: PhantomData }
    }

    /// Signs for the purpose `D`.
    #[must_use]
    pub fn sign<D: Domain<S>>(&self, bytes: &[u8]) -> Signature<D> {
        Signature::from_bytes(self.sign_labelled(D::LABEL, bytes))
    }

    /// Signs under a label known only when running: an envelope's kind.
    pub(crate) fn sign_labelled(&self, label: &str, bytes: &[u8]) -> [u8; 64] {
        self.key.sign(&message(label, bytes)).to_bytes()
    }
}

impl<S: NoteSigner> SigningKey<S> {
    /// Signs the text of a signed note, which must begin with a line of its own that no
    /// other thing signed begins with.
    #[must_use]
    pub fn sign_note(&self, text: &str) -> [u8; 64] {
        self.key.sign(text.as_bytes()).to_bytes()
    }
}

/// A verifying key of the role `S`: canonical, of prime order, not the identity.
pub struct VerifyingKey<S> {
    bytes: [u8; 32],
    role: PhantomData<fn() -> S>,
}

impl<S: Signer> VerifyingKey<S> {
    /// Checks a key's 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, SignatureError> {
        strict::check_point(&bytes).map_err(|_refused| SignatureError::Key)?;
        Ok(Self { bytes, role: PhantomData })
    }

    /// Reads and checks base64.
    pub fn parse(text: &str) -> Result<Self, SignatureError> {
        Self::from_bytes(parse_base64_exact(text).map_err(|_refused| SignatureError::Key)?)
    }

    /// Verifies a signature for the purpose `D`.
    pub fn verify<D: Domain<S>>(&self, bytes: &[u8], signature: &Signature<D>) -> Result<(), SignatureError> {
        self.verify_labelled(D::LABEL, bytes, signature.as_bytes())
    }

    /// Verifies under a label known only when running: an envelope's kind.
    pub(crate) fn verify_labelled(
        &self,
        label: &str,
        bytes: &[u8],
        signature: &[u8; 64],
    ) -> Result<(), SignatureError> {
        strict::verify(&self.bytes, &message(label, bytes), signature)
    }
}

impl<S: NoteSigner> VerifyingKey<S> {
    /// Verifies the text of a signed note.
    pub fn verify_note(&self, text: &str, signature: &[u8; 64]) -> Result<(), SignatureError> {
        strict::verify(&self.bytes, text.as_bytes(), signature)
    }
}

impl<S> VerifyingKey<S> {
    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// The key's short name.
    #[must_use]
    pub fn id(&self) -> KeyId {
        KeyId(Digest::labelled("key", &[&self.bytes]).first())
    }
}

impl<S> Clone for VerifyingKey<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for VerifyingKey<S> {}
impl<S> PartialEq for VerifyingKey<S> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<S> Eq for VerifyingKey<S> {}
impl<S> Hash for VerifyingKey<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
impl<S> fmt::Display for VerifyingKey<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64(&self.bytes))
    }
}
impl<S> fmt::Debug for VerifyingKey<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({self})")
    }
}

/// The first 16 bytes of SHA-256(`sigill/v1/key` 0x00 ‖ verifying key); lower-case hex in
/// text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 16]);

impl KeyId {
    /// Reads 32 lower-case hex digits.
    pub fn parse(text: &str) -> Result<Self, EncodingError> {
        parse_hex(text).map(Self)
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}
