//! The header without grease, and age's own payload behind it.

use crate::hybrid::TAG;
use crate::identity::Addressee;
use age::stream::StreamWriter;
use age_core::format::{FileKey, Stanza};
use age_core::primitives::hkdf;
use age_core::secrecy::ExposeSecret;
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, Write};
use zeroize::Zeroizing;

/// A recipient that wraps nothing and keeps the file key, so that the payload age writes
/// can stand behind our header: the payload depends on the file key and its own nonce,
/// not on the header.
struct KeepsFileKey(RefCell<Option<FileKey>>);

impl age::Recipient for KeepsFileKey {
    fn wrap_file_key(&self, key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        let copy = FileKey::init_with_mut(|copy| copy.copy_from_slice(key.expose_secret()));
        self.0.replace(Some(copy));
        Ok((Vec::new(), HashSet::new()))
    }
}

/// Writes the header to `output` and gives what encrypts the payload behind it.
pub(super) fn start<W: Write>(mut output: W, to: &[Addressee]) -> io::Result<StreamWriter<AfterHeader<W>>> {
    let kept = KeepsFileKey(RefCell::new(None));
    let encryptor = age::Encryptor::with_recipients(std::iter::once::<&dyn age::Recipient>(&kept))
        .map_err(io::Error::other)?;
    let file_key = kept.0.into_inner().ok_or_else(|| io::Error::other("age drew no file key"))?;
    output.write_all(header(&file_key, to)?.as_bytes())?;
    encryptor.wrap_output(AfterHeader::new(output))
}

/// The header: version, a stanza for each recipient, and the MAC over all before it.
fn header(file_key: &FileKey, to: &[Addressee]) -> io::Result<String> {
    let mut header = String::from("age-encryption.org/v1\n");
    for addressee in to {
        let stanza = addressee.key().wrap(file_key).ok_or_else(|| io::Error::other("not wrapped"))?;
        // A body of 32 bytes is one short line, and ends the stanza.
        let body = BASE64_STANDARD_NO_PAD.encode(&stanza.body);
        header.extend(["-> ", TAG, " ", &stanza.args.join(" "), "\n", &body, "\n"]);
    }
    header.push_str("---");
    let mac_key = Zeroizing::new(hkdf(&[], b"header", file_key.expose_secret()));
    let mac = Hmac::<Sha256>::new_from_slice(mac_key.as_slice()).map_err(io::Error::other)?;
    let mac = mac.chain_update(&header).finalize().into_bytes();
    header.extend([" ", &BASE64_STANDARD_NO_PAD.encode(mac), "\n"]);
    Ok(header)
}

/// Drops age's header, greased as it is, and passes on all that follows it.
pub(super) struct AfterHeader<W> {
    inner: W,
    /// The first bytes of the header's current line; `None` once the header has ended.
    line: Option<Vec<u8>>,
}

/// How a header's last line begins, and no other.
const LAST_LINE: &[u8] = b"--- ";

impl<W> AfterHeader<W> {
    fn new(inner: W) -> Self {
        Self { inner, line: Some(Vec::new()) }
    }

    pub(super) fn into_inner(self) -> W {
        self.inner
    }
}

impl<W: Write> Write for AfterHeader<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(line) = &mut self.line else { return self.inner.write(bytes) };
        let mut dropped = 0;
        for byte in bytes {
            dropped += 1;
            if *byte != b'\n' {
                if line.len() < LAST_LINE.len() {
                    line.push(*byte);
                }
            } else if line == LAST_LINE {
                self.line = None;
                break;
            } else {
                line.clear();
            }
        }
        Ok(dropped)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
