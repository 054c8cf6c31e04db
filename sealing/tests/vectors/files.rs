//! Whole files of either language: described by header, nonce and the digests of their pieces, for what is sealed of
//! megabytes is too much to keep. A reader seals each again with the key in its header, bit for bit.

use crate::made::read;
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeR};
use serde_json::Value;
use sha2::Sha256;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::parse_base64;
use sigill_sealing::file::{FileDamaged, FileOpener, PIECE, digest_of_pieces, sealed_length};
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::id::FileId;
use sigill_sealing::identity::Identity;
use sigill_sealing::padding::file_size;
use sigill_sealing::role;

/// Bytes of a chunk's content.
const CHUNK: usize = 65_536;

/// Byte i is i modulo 251.
pub(crate) fn content(size: u64) -> Vec<u8> {
    let size = usize::try_from(size).unwrap();
    let mut content = (0..251).collect::<Vec<u8>>().repeat(size / 251 + 1);
    content.truncate(size);
    content
}

/// The file key in a header of one stanza.
fn file_key(header: &[u8], identity: &Identity<role::File>) -> Vec<u8> {
    let header = std::str::from_utf8(header).unwrap();
    let mut lines = header.lines().skip(1);
    let share = lines.next().unwrap().strip_prefix("-> mlkem768x25519 ").unwrap();
    let decode = |text: &str| BASE64_STANDARD_NO_PAD.decode(text).unwrap();
    hpke::single_shot_open::<hpke::aead::ChaCha20Poly1305, hpke::kdf::HkdfSha256, XWing>(
        &OpModeR::Base,
        &<XWing as Kem>::PrivateKey::from_bytes(identity.expose()).unwrap(),
        &<XWing as Kem>::EncappedKey::from_bytes(&decode(share)).unwrap(),
        b"age-encryption.org/mlkem768x25519",
        &decode(lines.next().unwrap()),
        &[],
    )
    .unwrap()
}

/// Seals content behind a header that stands, as the age specification has it.
fn seal_again(header: &[u8], nonce: &[u8], file_key: &[u8], content: &[u8]) -> Vec<u8> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(nonce), file_key).expand(b"payload", &mut key).unwrap();
    let cipher = ChaCha20Poly1305::new(&key.into());
    let mut sealed = [header, nonce].concat();
    let last = content.len().div_ceil(CHUNK) - 1;
    for (number, chunk) in content.chunks(CHUNK).enumerate() {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes());
        nonce[11] = u8::from(number == last);
        sealed.extend(cipher.encrypt(Nonce::from_slice(&nonce), chunk).unwrap());
    }
    sealed
}

fn digests(sealed: &[u8]) -> Vec<Digest> {
    sealed.chunks(PIECE).map(Digest::of).collect()
}

/// Opens what was sealed as its reader does, by a list and a reference that were given.
fn open(reference: &FileReference, listed: &[Digest], sealed: &[u8]) -> Result<Vec<u8>, FileDamaged> {
    let mut opener = FileOpener::start(reference, listed.to_vec())?;
    let mut content = Vec::new();
    for piece in sealed.chunks(PIECE) {
        content.extend_from_slice(opener.open_piece(piece.to_vec())?.expose());
    }
    opener.finish()?;
    Ok(content)
}

fn reference(identity: &Identity<role::File>, size: u64, digest: Digest) -> FileReference {
    let key = Identity::from_seed(*identity.expose());
    FileReference::new(FileId::from_bytes([1; 16]), "a".to_owned(), "b/c".to_owned(), size, key, digest)
        .unwrap()
}

/// Seals every file of a fixture again, opens it, and refuses it in each way that it can be altered.
pub(crate) fn open_all(name: &str) {
    let fixtures = read(name);
    let files = fixtures["files"].as_array().unwrap();
    assert!(!files.is_empty(), "{name} holds nothing");
    for file in files {
        let text = |name: &str| file[name].as_str().unwrap();
        let size = file["size"].as_u64().unwrap();
        assert_eq!(file["counting"], 251);
        let identity = Identity::<role::File>::parse(text("identity")).unwrap();
        let header = parse_base64(text("header_base64")).unwrap();
        let nonce = parse_base64(text("nonce_base64")).unwrap();
        let key = file_key(&header, &identity);
        let plain = content(size);
        let mut padded = plain.clone();
        padded.resize(usize::try_from(file_size(size).unwrap()).unwrap(), 0);
        let sealed = seal_again(&header, &nonce, &key, &padded);
        assert_eq!(u64::try_from(sealed.len()).ok(), file["length"].as_u64(), "{size}");
        assert_eq!(u64::try_from(sealed.len()).ok(), sealed_length(size), "{size}");
        let listed = digests(&sealed);
        let expected = file["pieces"].as_array().unwrap().iter();
        assert!(listed.iter().map(|digest| Value::from(digest.to_string())).eq(expected.cloned()), "{size}");
        let digest = Digest::parse(text("digest")).unwrap();
        assert_eq!(digest_of_pieces(&listed), digest, "{size}");
        let meant = reference(&identity, size, digest);
        assert!(open(&meant, &listed, &sealed).unwrap() == plain, "{size}");

        // Whatever was altered is refused, whether by the list that stands, by one that agrees with the alteration, or by
        // a reference that means the altered file.
        let refused = |altered: &[u8], what: &str| {
            let list = digests(altered);
            let means_it = reference(&identity, size, digest_of_pieces(&list));
            assert_eq!(open(&meant, &listed, altered), Err(FileDamaged), "{size}: {what}");
            assert_eq!(open(&meant, &list, altered), Err(FileDamaged), "{size}: {what}");
            assert_eq!(open(&means_it, &list, altered), Err(FileDamaged), "{size}: {what}");
        };
        let mut flipped = sealed.clone();
        flipped[sealed.len() / 2] ^= 1;
        refused(&flipped, "a flipped byte");
        refused(&sealed[..sealed.len() - 1], "a cut end");
        if sealed.len() > 2 * PIECE {
            let (first, rest) = sealed.split_at(PIECE);
            let (second, rest) = rest.split_at(PIECE);
            refused(&[second, first, rest].concat(), "two swapped pieces");
        }
        if padded.len() > plain.len() {
            *padded.last_mut().unwrap() = 1;
            refused(&seal_again(&header, &nonce, &key, &padded), "padding that is not zeros");
        }
    }
}
