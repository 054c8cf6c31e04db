//! Envelopes: a signed body in a padded object in an age file.
//!
//! ```text
//! {"v":1,"kind":"message","by":"<key id>","sig":"<base64>","signed":"<body>"}
//! ```
//!
//! Opening goes in the order of PROTOCOL.md section 4: [`open`] unseals and reads the
//! outer object; the caller finds [`Opened::by`] among keys it trusts already;
//! [`Opened::verify`] verifies; only then is there a [`Verified`] body to read.

use crate::encoding::{base64, parse_base64_exact};
use crate::gate::Sealed;
use crate::identity::{Addressee, Identity};
use crate::kind::{EnvelopePlace, Kind};
use crate::padding::envelope_size;
use crate::role::{Author, Role};
use crate::seal::{OpenError, SealError};
use crate::secret::Plaintext;
use crate::signature::{KeyId, SignatureError, SigningKey, VerifyingKey};
use crate::strict_json::{JsonError, Object, Value, object, parse, read_object};

/// Why an envelope does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// It does not unseal.
    #[error("the envelope does not unseal")]
    Unseal(#[source] OpenError),
    /// Its outer object is not of its form.
    #[error("the outer object is not of its form")]
    Outer(#[source] JsonError),
    /// Its kind does not belong in its place.
    #[error("this kind does not belong here")]
    Kind,
    /// No trusted key has the id it names.
    #[error("signed by nobody known")]
    Unknown,
    /// The signature does not verify.
    #[error("the signature does not verify")]
    Signature(#[source] SignatureError),
}

/// What came from a verified signature: the field is private and nothing else makes one.
///
/// ```
/// use sigill_sealing::envelope::{Body, Verified};
/// fn show(message: &Verified<Body>) -> &Body { message.get() }
/// ```
///
/// ```compile_fail,E0616
/// use sigill_sealing::envelope::{Body, Verified};
/// fn show(message: &Verified<Body>) -> &Body { &message.0 }
/// ```
///
/// ```
/// use sigill_sealing::envelope::{Body, Verified};
/// fn accept(body: Verified<Body>) -> Verified<Body> { std::convert::identity(body) }
/// ```
///
/// ```compile_fail,E0423
/// use sigill_sealing::envelope::{Body, Verified};
/// fn accept(body: Body) -> Verified<Body> { Verified(body) }
/// ```
pub struct Verified<T>(T);

impl<T> Verified<T> {
    /// What was verified.
    pub fn get(&self) -> &T {
        &self.0
    }

    /// What was verified, without its mark.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl Verified<Body> {
    /// Reads the body by its schema: `v` and `kind` are taken here, the rest by `read`,
    /// which may leave no name. A reading of verified bytes is verified.
    pub fn read<T>(
        self,
        read: impl FnOnce(&mut Object) -> Result<T, JsonError>,
    ) -> Result<Verified<T>, JsonError> {
        let mut body = read_object(self.0.bytes.expose())?;
        body.constant("v", 1)?;
        body.constant("kind", self.0.kind.name())?;
        let value = read(&mut body)?;
        body.end()?;
        Ok(Verified(value))
    }
}

/// A signed body, not yet read.
pub struct Body {
    kind: Kind,
    by: KeyId,
    bytes: Plaintext,
}

impl Body {
    /// The kind it was signed as. The body states it once more, and its reader compares.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The key that signed it.
    #[must_use]
    pub fn by(&self) -> KeyId {
        self.by
    }

    /// The body's UTF-8 bytes, as signed.
    #[must_use]
    pub fn bytes(&self) -> &Plaintext {
        &self.bytes
    }
}

/// Signs a body, pads it and seals it to the recipients.
pub fn seal<P: EnvelopePlace>(
    kind: Kind,
    body: &Value,
    author: &SigningKey<Author>,
    to: &[Addressee],
) -> Result<Sealed<P>, SealError> {
    crate::seal::seal(&written::<P>(kind, body, None, author)?, to)
}

/// The same, padded as if `longest` were the body, the longest that could have stood in its
/// place: so its length does not tell which of them it is.
pub(crate) fn seal_as_long_as<P: EnvelopePlace>(
    kind: Kind,
    body: &Value,
    longest: &Value,
    author: &SigningKey<Author>,
    to: &[Addressee],
) -> Result<Sealed<P>, SealError> {
    crate::seal::seal(&written::<P>(kind, body, Some(longest), author)?, to)
}

/// The outer object, padded.
fn written<P: EnvelopePlace>(
    kind: Kind,
    body: &Value,
    longest: Option<&Value>,
    author: &SigningKey<Author>,
) -> Result<Plaintext, SealError> {
    let by = author.verifying_key().id();
    let outer = |body: String, signature: &[u8; 64]| {
        let outer = object([
            ("v", Value::Integer(1)),
            ("kind", kind.name().into()),
            ("by", Value::text(by)),
            ("sig", base64(signature).into()),
            ("signed", body.into()),
        ]);
        outer.to_json().into_bytes()
    };
    let json = body.to_json();
    // What would not be read must not be sealed.
    parse(json.as_bytes()).map_err(SealError::Body)?;
    let signature = author.sign_labelled(kind.name(), json.as_bytes());
    let mut content = outer(json, &signature);
    let longest = longest.map_or(0, |longest| outer(longest.to_json(), &[0; 64]).len());
    content.resize(padded(longest.max(content.len()), P::UNIT)?, b' ');
    Ok(Plaintext::new(content))
}

/// The size that so many bytes are padded to.
pub(crate) fn padded(length: usize, unit: u64) -> Result<usize, SealError> {
    u64::try_from(length)
        .ok()
        .and_then(|length| envelope_size(length, unit))
        .and_then(|size| usize::try_from(size).ok())
        .ok_or(SealError::TooLong)
}

/// An unsealed envelope whose signature is still to be verified: it tells which key to
/// look for and nothing else.
pub struct Opened {
    kind: Kind,
    by: KeyId,
    signature: [u8; 64],
    body: Plaintext,
}

/// Unseals an envelope and reads its outer object.
pub fn open<P: EnvelopePlace, R: Role>(
    sealed: &Sealed<P>,
    identity: &Identity<R>,
) -> Result<Opened, EnvelopeError> {
    let content = crate::seal::open(sealed, identity).map_err(EnvelopeError::Unseal)?;
    read_outer::<P>(content.expose())
}

fn read_outer<P: EnvelopePlace>(content: &[u8]) -> Result<Opened, EnvelopeError> {
    let opened = outer(content).map_err(EnvelopeError::Outer)?;
    if P::holds(opened.kind) { Ok(opened) } else { Err(EnvelopeError::Kind) }
}

/// One object, from the first byte on, and spaces to the end.
fn outer(content: &[u8]) -> Result<Opened, JsonError> {
    let length = content.iter().rposition(|byte| *byte != b' ').map_or(0, |last| last + 1);
    let document =
        content.get(..length).filter(|document| document.starts_with(b"{") && document.ends_with(b"}"));
    let mut outer = read_object(document.ok_or(JsonError::Syntax)?)?;
    outer.constant("v", 1)?;
    let kind = outer.read("kind", |name| Kind::from_name(name).ok_or(()))?;
    let by = outer.key_id("by")?;
    let signature = outer.read("sig", parse_base64_exact)?;
    let body = Plaintext::new(outer.string("signed")?.into_bytes());
    outer.end()?;
    Ok(Opened { kind, by, signature, body })
}

impl Opened {
    /// The key to look for among those trusted already. Only a hint: nothing is verified.
    #[must_use]
    pub fn by(&self) -> KeyId {
        self.by
    }

    /// The kind it claims. Only a hint: nothing is verified.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The body before verification, for the two that carry their own key: a vault and a
    /// wrap made at filing.
    pub(crate) fn unverified_body(&self) -> &Plaintext {
        &self.body
    }

    /// Verifies under a trusted key, which must be the one the envelope names.
    pub fn verify(self, key: &VerifyingKey<Author>) -> Result<Verified<Body>, EnvelopeError> {
        if key.id() != self.by {
            return Err(EnvelopeError::Unknown);
        }
        key.verify_labelled(self.kind.name(), self.body.expose(), &self.signature)
            .map_err(EnvelopeError::Signature)?;
        Ok(Verified(Body { kind: self.kind, by: self.by, bytes: self.body }))
    }

    /// Finds the key it names among the trusted and verifies.
    pub fn verify_among<'a>(
        self,
        trusted: impl IntoIterator<Item = &'a VerifyingKey<Author>>,
    ) -> Result<Verified<Body>, EnvelopeError> {
        let key = trusted.into_iter().find(|key| key.id() == self.by).ok_or(EnvelopeError::Unknown)?;
        self.verify(key)
    }
}

#[cfg(test)]
mod tests;
