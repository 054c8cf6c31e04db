//! The age stanza `mlkem768x25519`: HPKE (RFC 9180) with X-Wing as its KEM, as the age
//! specification has it. Untyped; [`crate::identity`] adds the roles.

use age_core::format::{FILE_KEY_BYTES, FileKey, Stanza};
use age_core::secrecy::ExposeSecret;
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Checksum, Hrp};
use curve25519_dalek::MontgomeryPoint;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use x_wing::{Decapsulator, KeyExport};
use zeroize::{Zeroize, Zeroizing};

/// The stanza's tag.
pub(crate) const TAG: &str = "mlkem768x25519";
/// Bytes of the encapsulated key, the stanza's one argument.
pub(crate) const SHARE_BYTES: usize = 1120;
/// Bytes of the stanza's body: the wrapped file key and its tag.
pub(crate) const BODY_BYTES: usize = FILE_KEY_BYTES + 16;
/// Bytes of a recipient.
pub(crate) const RECIPIENT_BYTES: usize = 1216;

const INFO: &[u8] = b"age-encryption.org/mlkem768x25519";
const RECIPIENT_PREFIX: &str = "age1pq";
const IDENTITY_PREFIX: &str = "age-secret-key-pq-";

/// Bech32 (BIP 173) without its limit of 90 characters, as the age specification wants.
enum LongBech32 {}

impl Checksum for LongBech32 {
    type MidstateRepr = <Bech32 as Checksum>::MidstateRepr;
    const CODE_LENGTH: usize = 4096;
    const CHECKSUM_LENGTH: usize = Bech32::CHECKSUM_LENGTH;
    const GENERATOR_SH: [u32; 5] = Bech32::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = Bech32::TARGET_RESIDUE;
}

/// Text or bytes that are no hybrid key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not the Bech32 text of a hybrid recipient or identity.
    #[error("not the text of a hybrid age key")]
    Text,
    /// The text is well formed, but no key can have these bytes.
    #[error("not a hybrid age key")]
    Key,
}

fn encode(prefix: &str, bytes: &[u8]) -> String {
    let text = Hrp::parse(prefix).ok().and_then(|hrp| bech32::encode_lower::<LongBech32>(hrp, bytes).ok());
    // Both prefixes are valid and the longest key takes 1,957 of 4,096 characters.
    debug_assert!(text.is_some());
    text.unwrap_or_default()
}

fn decode(prefix: &str, text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let checked = CheckedHrpstring::new::<LongBech32>(text).ok()?;
    (checked.hrp() == Hrp::parse(prefix).ok()?).then_some(())?;
    checked.validate_segwit_padding().ok()?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(RECIPIENT_BYTES));
    bytes.extend(checked.byte_iter());
    Some(bytes)
}

/// Whether the X25519 half, the last 32 bytes of a share or recipient, is a point of low
/// order: its product with any scalar is zero, so the secret would be known to all. The
/// x-wing crate does not look.
fn is_low_order(share_or_recipient: &[u8]) -> bool {
    share_or_recipient
        .last_chunk::<32>()
        .is_none_or(|point| MontgomeryPoint(*point).mul_clamped([9; 32]).0 == [0; 32])
}

/// A hybrid recipient: bytes that are known to be one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Recipient(Box<[u8; RECIPIENT_BYTES]>);

impl Recipient {
    /// The recipient of an identity's seed.
    pub(crate) fn of(seed: &[u8; 32]) -> Self {
        Self(Box::new(x_wing::DecapsulationKey::from(*seed).encapsulation_key().to_bytes().into()))
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let key = Self(Box::new(bytes.try_into().ok().ok_or(KeyError::Key)?));
        if is_low_order(bytes) || key.encapsulation_key().is_none() {
            return Err(KeyError::Key);
        }
        Ok(key)
    }

    fn encapsulation_key(&self) -> Option<<XWing as Kem>::PublicKey> {
        <XWing as Kem>::PublicKey::from_bytes(self.0.as_slice()).ok()
    }

    /// Reads `age1pq1…`, in lower case as the age specification writes it.
    pub(crate) fn parse(text: &str) -> Result<Self, KeyError> {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(KeyError::Text);
        }
        Self::from_bytes(&decode(RECIPIENT_PREFIX, text).ok_or(KeyError::Text)?)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; RECIPIENT_BYTES] {
        &self.0
    }

    pub(crate) fn to_text(&self) -> String {
        encode(RECIPIENT_PREFIX, self.0.as_slice())
    }

    /// Wraps a file key in a stanza; `None` if HPKE fails, which it does for no recipient
    /// that was checked.
    pub(crate) fn wrap(&self, file_key: &FileKey) -> Option<Stanza> {
        let (share, body) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeS::Base,
            &self.encapsulation_key()?,
            INFO,
            file_key.expose_secret(),
            &[],
        )
        .ok()?;
        Some(Stanza { tag: TAG.into(), args: vec![BASE64_STANDARD_NO_PAD.encode(share.to_bytes())], body })
    }
}

/// Reads `AGE-SECRET-KEY-PQ-1…` to its 32-byte seed.
pub(crate) fn parse_identity(text: &str) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return Err(KeyError::Text);
    }
    let bytes = decode(IDENTITY_PREFIX, text).ok_or(KeyError::Text)?;
    bytes.as_slice().try_into().ok().map(Zeroizing::new).ok_or(KeyError::Key)
}

/// Writes a seed as `AGE-SECRET-KEY-PQ-1…`.
pub(crate) fn write_identity(seed: &[u8; 32]) -> String {
    let mut text = encode(IDENTITY_PREFIX, seed);
    text.make_ascii_uppercase();
    text
}

/// The identity of a seed, made for one use.
pub(crate) struct Identity(<XWing as Kem>::PrivateKey);

impl Identity {
    /// The identity of a seed; `None` if hpke refuses it, which it does for no 32 bytes.
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Option<Self> {
        <XWing as Kem>::PrivateKey::from_bytes(seed).ok().map(Self)
    }
}

impl age::Identity for Identity {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        if stanza.tag != TAG {
            return None;
        }
        let share = match stanza.args.as_slice() {
            [share] => BASE64_STANDARD_NO_PAD.decode(share).ok(),
            _ => None,
        };
        let share = share
            .filter(|share| stanza.body.len() == BODY_BYTES && !is_low_order(share))
            .and_then(|share| <XWing as Kem>::EncappedKey::from_bytes(&share).ok());
        let Some(share) = share else { return Some(Err(age::DecryptError::InvalidHeader)) };
        // Another's stanza fails here and is no error: the next one may be ours.
        let mut opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Base,
            &self.0,
            &share,
            INFO,
            &stanza.body,
            &[],
        )
        .ok()?;
        let file_key = FileKey::try_init_with_mut(|key| {
            let opened = opened.as_slice().try_into().map_err(|_length| age::DecryptError::InvalidHeader)?;
            *key = opened;
            Ok(())
        });
        opened.zeroize();
        Some(file_key)
    }
}

#[cfg(test)]
mod cctv;
