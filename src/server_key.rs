//! The server key: what the server itself must keep secret, in a file of its own, which is backed up apart from the database.
//!
//! It opens no word of a case. From it come the keys that seal second factors and mail addresses at rest; the identity that opens the
//! wraps of a filing on its way, each sealed to its holder once more; and MAC keys: for nonces and challenges, which are
//! verified without having been stored, for the ids of sign-in names, so that one of nobody looks like any other, and for
//! what wrong tries at a name are counted under.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use rand::{CryptoRng, RngCore};
use sha2::Sha256;
use sigill_sealing::identity::Identity;
use sigill_sealing::role::Intake;
use thiserror::Error;
use zeroize::Zeroizing;

/// Bytes of the key, of everything derived from it, and of a MAC.
const KEY: usize = 32;
/// Bytes of an AES-GCM nonce, which stands before what it sealed.
const NONCE: usize = 12;

/// The server key. It has no Debug and cannot be copied out.
pub struct ServerKey(Zeroizing<[u8; KEY]>);

/// What a derived key is for. One purpose, one key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// Nonces of reporters' signed requests.
    IntakeNonce,
    /// Nonces of members' and invitees' signed requests.
    DeskNonce,
    /// Challenges of members' sign-in.
    SignInChallenge,
    /// Challenges for a session's member to change their ways in.
    ChangeChallenge,
    /// Ids of sign-in names, and for those that do not exist what stands in for keys.
    UnknownName,
    /// What attempts at a sign-in name are counted under.
    Attempts,
    /// Second factors at rest.
    SecondFactor,
    /// The recipient that a filing is told whose its wraps are by.
    FilingRecipient,
    /// By how much less than its bound a channel takes of files on a day.
    FilesOfDay,
    /// Members' mail addresses at rest.
    MailAddress,
    /// The codes that confirm them.
    MailCode,
    /// Who proposed to erase a case.
    ErasureProposal,
    /// The ids of mails, so that one which is sent again is known to be the same.
    MailId,
}

impl Purpose {
    fn info(self) -> &'static [u8] {
        match self {
            Self::IntakeNonce => b"sigill/server/intake-nonce",
            Self::DeskNonce => b"sigill/server/desk-nonce",
            Self::SignInChallenge => b"sigill/server/sign-in-challenge",
            Self::ChangeChallenge => b"sigill/server/change-challenge",
            Self::UnknownName => b"sigill/server/unknown-name",
            Self::Attempts => b"sigill/server/attempts",
            Self::SecondFactor => b"sigill/server/second-factor",
            Self::FilingRecipient => b"sigill/server/filing-recipient",
            Self::FilesOfDay => b"sigill/server/files-of-day",
            Self::MailAddress => b"sigill/server/mail-address",
            Self::MailCode => b"sigill/server/mail-code",
            Self::ErasureProposal => b"sigill/server/erasure-proposal",
            Self::MailId => b"sigill/server/mail-id",
        }
    }
}

/// Why there is no server key; each says what to do.
#[derive(Debug, Error)]
pub enum ServerKeyError {
    /// The file cannot be read or made.
    #[error("the server key file cannot be read or made: check keys.server_key_file and who may write there")]
    Io(#[source] std::io::Error),
    /// The file is there but is not 64 hexadecimal digits.
    #[error("the server key file is damaged: restore it from its own backup")]
    Damaged,
    /// The database has members, but the key that sealed their second factors is gone.
    #[error(
        "the server key file is missing, but the database was made with one: restore it from its own backup"
    )]
    Missing,
}

/// What was sealed does not open: another key, another place, or damage.
#[derive(Debug, Error)]
#[error("a value sealed to the server key does not open")]
pub struct Unsealable;

impl ServerKey {
    /// Reads the key of `path`, or makes one if there is none, or an empty file, and `may_make` says that none is expected
    /// yet.
    pub fn load(
        path: &Path,
        may_make: bool,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Self, ServerKeyError> {
        match fs::File::open(path) {
            // What a start leaves that was cut off before anything was sealed under its key.
            Ok(file) if may_make && file.metadata().map_err(ServerKeyError::Io)?.len() == 0 => {
                Self::make(path, rng)
            }
            Ok(file) => Self::read(file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && may_make => Self::make(path, rng),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ServerKeyError::Missing),
            Err(error) => Err(ServerKeyError::Io(error)),
        }
    }

    fn read(file: fs::File) -> Result<Self, ServerKeyError> {
        let mut text = Zeroizing::new(String::new());
        // One byte more than can be right, so that a longer file is seen and not cut.
        file.take(128).read_to_string(&mut text).map_err(ServerKeyError::Io)?;
        let digits = text.trim_end();
        if digits.len() != 2 * KEY || !digits.is_ascii() {
            return Err(ServerKeyError::Damaged);
        }
        let mut key = Zeroizing::new([0; KEY]);
        for (byte, pair) in key.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_not_shown| ServerKeyError::Damaged)?;
            if !pair.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return Err(ServerKeyError::Damaged);
            }
            *byte = u8::from_str_radix(pair, 16).map_err(|_not_shown| ServerKeyError::Damaged)?;
        }
        Ok(Self(key))
    }

    fn make(path: &Path, rng: &mut (impl RngCore + CryptoRng)) -> Result<Self, ServerKeyError> {
        let key = Self::generate(rng);
        let mut digits = Zeroizing::new(String::with_capacity(2 * KEY + 1));
        for byte in key.0.iter() {
            write!(digits, "{byte:02x}").map_err(|_infallible| ServerKeyError::Damaged)?;
        }
        digits.push('\n');
        private::write_durably(path, digits.as_bytes()).map_err(ServerKeyError::Io)?;
        Ok(key)
    }

    /// A new key that stands in no file yet.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        let mut key = Zeroizing::new([0; KEY]);
        rng.fill_bytes(key.as_mut());
        Self(key)
    }

    fn derive<const N: usize>(&self, purpose: Purpose) -> Zeroizing<[u8; N]> {
        let mut out = Zeroizing::new([0; N]);
        let expanded =
            Hkdf::<Sha256>::new(Some(&[0; 32]), self.0.as_ref()).expand(purpose.info(), out.as_mut());
        debug_assert!(expanded.is_ok(), "no purpose needs more than HKDF-SHA-256 can give");
        out
    }

    /// What opens the wraps of a filing. It keeps them from whoever reads a request on its way, and nothing else
    /// is sealed to it.
    #[must_use]
    pub fn filing_identity(&self) -> Identity<Intake> {
        Identity::from_seed(*self.derive(Purpose::FilingRecipient))
    }

    /// HMAC-SHA-256 of `message` under this purpose's key.
    #[must_use]
    pub fn mac(&self, purpose: Purpose, message: &[u8]) -> [u8; KEY] {
        // A whole block of SHA-256, which is the length that HMAC takes without a case for errors.
        let key = self.derive::<64>(purpose);
        let mut mac = <Hmac<Sha256> as Mac>::new(key.as_slice().into());
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    /// Seals `plaintext` so that it opens only at `place`, such as `second_factors/sealed/<member id>`: a row moved to
    /// another member opens nothing.
    pub fn seal(
        &self,
        purpose: Purpose,
        place: &[u8],
        plaintext: &[u8],
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Vec<u8>, Unsealable> {
        let mut nonce = [0; NONCE];
        rng.fill_bytes(&mut nonce);
        let cipher = Aes256Gcm::new(self.derive::<KEY>(purpose).as_slice().into());
        let sealed = cipher
            .encrypt(Nonce::from_slice(&nonce), Payload { msg: plaintext, aad: place })
            .map_err(|_opaque| Unsealable)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`ServerKey::seal`] sealed at the same place.
    pub fn open(
        &self,
        purpose: Purpose,
        place: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Unsealable> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(Unsealable)?;
        let cipher = Aes256Gcm::new(self.derive::<KEY>(purpose).as_slice().into());
        cipher
            .decrypt(Nonce::from_slice(nonce), Payload { msg: sealed, aad: place })
            .map(Zeroizing::new)
            .map_err(|_opaque| Unsealable)
    }
}

/// Files and folders that only this process's user can read, whatever its umask.
mod private {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};

    use super::{Path, Write, fs};

    /// Writes a file, and its folder if that is missing: all of it or nothing, and durable when it returns.
    pub(super) fn write_durably(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let mut draft = path.as_os_str().to_owned();
        draft.push(".new");
        let draft = Path::new(&draft);
        // One that an earlier start has left may have anybody's permissions.
        match fs::remove_file(draft) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(draft, path)?;
        // A name is durable once its folder is, and a folder that was just made once its own folder is.
        for above in folder.ancestors().take(2).filter(|above| !above.as_os_str().is_empty()) {
            fs::File::open(above)?.sync_all()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::OsRng;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_key_made_at_the_first_start_is_read_at_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/server.key");
        let made = ServerKey::load(&path, true, &mut OsRng).unwrap();
        let read = ServerKey::load(&path, false, &mut OsRng).unwrap();
        assert_eq!(made.mac(Purpose::Attempts, b"x"), read.mac(Purpose::Attempts, b"x"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_missing_key_is_not_replaced_when_one_was_expected() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("server.key");
        assert!(matches!(ServerKey::load(&path, false, &mut OsRng), Err(ServerKeyError::Missing)));
        assert!(!path.exists());
    }

    #[test]
    fn a_damaged_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("server.key");
        for text in ["zz", &"0".repeat(63), &"0".repeat(65), &"+f".repeat(32), &"å".repeat(32)] {
            fs::write(&path, text).unwrap();
            let damaged = ServerKey::load(&path, true, &mut OsRng);
            assert!(matches!(damaged, Err(ServerKeyError::Damaged)), "{text}");
        }
    }

    /// As a crash or a full disk leaves it, before anything was sealed.
    #[test]
    fn a_first_start_that_was_cut_off_is_begun_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("server.key");
        fs::write(&path, "").unwrap();
        fs::write(folder.path().join("server.key.new"), "0123").unwrap();
        assert!(matches!(ServerKey::load(&path, false, &mut OsRng), Err(ServerKeyError::Damaged)));
        let made = ServerKey::load(&path, true, &mut OsRng).unwrap();
        let read = ServerKey::load(&path, false, &mut OsRng).unwrap();
        assert_eq!(made.mac(Purpose::Attempts, b"x"), read.mac(Purpose::Attempts, b"x"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_sealed_value_opens_only_in_its_place_and_for_its_purpose() {
        let key = ServerKey::generate(&mut OsRng);
        let sealed = key.seal(Purpose::SecondFactor, b"here", b"secret", &mut OsRng).unwrap();
        assert_eq!(key.open(Purpose::SecondFactor, b"here", &sealed).unwrap().as_slice(), b"secret");
        assert!(key.open(Purpose::SecondFactor, b"there", &sealed).is_err());
        assert!(key.open(Purpose::Attempts, b"here", &sealed).is_err());
        assert!(key.open(Purpose::SecondFactor, b"here", &sealed[..11]).is_err());
    }
}
