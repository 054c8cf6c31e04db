//! Values that must not be shown: wiped when dropped, taken in hand by one word.

use zeroize::{Zeroize, Zeroizing};

/// A secret value: no `Debug`, `Display`, `Clone`, comparison or serialisation; wiped
/// when dropped.
///
/// ```
/// let secret = sigill_sealing::secret::Secret::new([7_u8; 32]);
/// let shown = format!("{:?}", secret.expose());
/// ```
///
/// ```compile_fail,E0277
/// let secret = sigill_sealing::secret::Secret::new([7_u8; 32]);
/// let shown = format!("{:?}", secret);
/// ```
///
/// A copy is made on purpose or not at all:
///
/// ```
/// let secret = sigill_sealing::secret::Secret::new([7_u8; 32]);
/// let copy = secret.expose().clone();
/// ```
///
/// ```compile_fail,E0599
/// let secret = sigill_sealing::secret::Secret::new([7_u8; 32]);
/// let copy = secret.clone();
/// ```
///
/// Comparing secrets takes time that tells where they differ, so `==` is missing:
///
/// ```
/// let (a, b) = (sigill_sealing::secret::Secret::new(1_u8), sigill_sealing::secret::Secret::new(1_u8));
/// assert!(a.expose() == b.expose());
/// ```
///
/// ```compile_fail,E0369
/// let (a, b) = (sigill_sealing::secret::Secret::new(1_u8), sigill_sealing::secret::Secret::new(1_u8));
/// assert!(a == b);
/// ```
pub struct Secret<T: Zeroize>(Zeroizing<T>);

impl<T: Zeroize> Secret<T> {
    /// Takes a value into keeping.
    pub fn new(value: T) -> Self {
        Self(Zeroizing::new(value))
    }

    /// The value itself. Every use is a place to review.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

/// Opened content: bytes nobody outside the page or the handler's computer may see.
///
/// It is kept apart from what may be stored by type:
///
/// ```
/// fn store(sealed: &[u8]) {}
/// let plaintext = sigill_sealing::secret::Plaintext::new(b"what happened".to_vec());
/// store(plaintext.expose());
/// ```
///
/// ```compile_fail,E0308
/// fn store(sealed: &[u8]) {}
/// let plaintext = sigill_sealing::secret::Plaintext::new(b"what happened".to_vec());
/// store(&plaintext);
/// ```
pub struct Plaintext(Zeroizing<Vec<u8>>);

impl Plaintext {
    /// Takes opened bytes, or bytes about to be sealed, into keeping.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves. Every use is a place to review.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, to read opened content into; they must not grow beyond their capacity.
    pub(crate) fn bytes_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }

    /// Gives the bytes to whoever keeps them from here on, and with them the duty to wipe.
    #[must_use]
    pub fn into_exposed(mut self) -> Vec<u8> {
        std::mem::take(&mut *self.0)
    }
}
