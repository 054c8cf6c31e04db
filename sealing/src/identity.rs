//! Hybrid age identities and recipients, typed by whose they are.

pub use crate::hybrid::KeyError;

use crate::hybrid;
use crate::role::Role;
use crate::secret::Secret;
use rand_core::{CryptoRng, RngCore};
use std::{fmt, marker::PhantomData};

/// A hybrid age identity of the role `R`: the secret half, a 32-byte seed.
pub struct Identity<R> {
    seed: Secret<[u8; 32]>,
    role: PhantomData<fn() -> R>,
}

impl<R: Role> Identity<R> {
    /// Draws a new identity.
    pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        let mut seed = [0; 32];
        rng.fill_bytes(&mut seed);
        Self::from_seed(seed)
    }

    /// The identity of a derived seed.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { seed: Secret::new(seed), role: PhantomData }
    }

    /// Reads `AGE-SECRET-KEY-PQ-1…`.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        hybrid::parse_identity(text).map(|seed| Self::from_seed(*seed))
    }

    /// Writes `AGE-SECRET-KEY-PQ-1…`, as any age program reads it.
    #[must_use]
    pub fn written(&self) -> Secret<String> {
        Secret::new(hybrid::write_identity(self.seed.expose()))
    }

    /// The seed itself.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        self.seed.expose()
    }

    /// The public half.
    #[must_use]
    pub fn recipient(&self) -> Recipient<R> {
        Recipient { key: hybrid::Recipient::of(self.seed.expose()), role: PhantomData }
    }
}

/// A hybrid age recipient of the role `R`: the public half, 1,216 bytes, never of low
/// order.
///
/// ```
/// use sigill_sealing::{identity::{Identity, Recipient}, role::{Case, Handler}};
/// fn grant(to: &Recipient<Handler>) {}
/// grant(&Identity::<Handler>::from_seed([7; 32]).recipient());
/// ```
///
/// ```compile_fail,E0308
/// use sigill_sealing::{identity::{Identity, Recipient}, role::{Case, Handler}};
/// fn grant(to: &Recipient<Handler>) {}
/// grant(&Identity::<Case>::from_seed([7; 32]).recipient());
/// ```
pub struct Recipient<R> {
    key: hybrid::Recipient,
    role: PhantomData<fn() -> R>,
}

impl<R: Role> Recipient<R> {
    /// Reads `age1pq1…`.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        hybrid::Recipient::parse(text).map(|key| Self { key, role: PhantomData })
    }
}

impl<R> Recipient<R> {
    /// The raw bytes, as they go into digests.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 1216] {
        self.key.as_bytes()
    }
}

impl<R> Clone for Recipient<R> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), role: PhantomData }
    }
}
impl<R> PartialEq for Recipient<R> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}
impl<R> Eq for Recipient<R> {}
impl<R> fmt::Display for Recipient<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key.to_text())
    }
}
impl<R> fmt::Debug for Recipient<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({self})")
    }
}

/// A recipient in a list of them, whatever its role.
#[derive(Clone)]
pub struct Addressee(hybrid::Recipient);

impl Addressee {
    /// Somebody whose identity is forgotten at once: the second stanza where the reporter
    /// is no recipient.
    pub fn throw_away(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        Self::from(&Identity::<crate::role::ThrowAway>::generate(rng).recipient())
    }

    pub(crate) fn key(&self) -> &hybrid::Recipient {
        &self.0
    }
}

impl<R> From<&Recipient<R>> for Addressee {
    fn from(recipient: &Recipient<R>) -> Self {
        Self(recipient.key.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Case;
    use proptest::prelude::*;

    #[test]
    fn keys_are_written_and_read() {
        let identity = Identity::<Case>::from_seed([7; 32]);
        let again = Identity::<Case>::parse(identity.written().expose()).unwrap();
        assert_eq!(again.expose(), identity.expose());
        let text = identity.recipient().to_string();
        assert!(text.starts_with("age1pq1") && text.len() == 1959, "{}", text.len());
        assert_eq!(Recipient::parse(&text).unwrap(), identity.recipient());
    }

    #[test]
    fn a_recipient_of_low_order_is_refused() {
        let mut bytes = *Identity::<Case>::from_seed([7; 32]).recipient().as_bytes();
        for point in [[0_u8; 32], {
            let mut one = [0; 32];
            one[0] = 1;
            one
        }] {
            bytes[1184..].copy_from_slice(&point);
            assert_eq!(hybrid::Recipient::from_bytes(&bytes).err(), Some(KeyError::Key));
        }
    }

    #[test]
    fn other_spellings_and_kinds_of_key_are_refused() {
        let identity = Identity::<Case>::from_seed([7; 32]);
        let text = identity.recipient().to_string();
        assert_eq!(Recipient::<Case>::parse(&text.to_uppercase()).err(), Some(KeyError::Text));
        assert_eq!(Recipient::<Case>::parse(&text.replacen('q', "p", 3)).err(), Some(KeyError::Text));
        assert_eq!(
            Identity::<Case>::parse(&identity.written().expose().to_lowercase()).err(),
            Some(KeyError::Text)
        );
        let classic = "age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm";
        assert_eq!(Recipient::<Case>::parse(classic).err(), Some(KeyError::Text));
        let classic = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
        assert_eq!(Identity::<Case>::parse(classic).err(), Some(KeyError::Text));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "(age1pq1|AGE-SECRET-KEY-PQ-1)?\\PC{0,64}") {
            prop_assert!(Recipient::<Case>::parse(&text).is_err());
            prop_assert!(Identity::<Case>::parse(&text).is_err());
        }
    }
}
