//! The age project's own vectors (npm `cctv-age`), all of them, and the gate on each.

use super::Identity as HybridIdentity;
use super::parse_identity;
use crate::gate::{Refusal, inspect};
use crate::kind::{Place, Vault};
use age::armor::ArmoredReader;
use age::secrecy::SecretString;
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use std::io::{BufReader, Read};
use std::str::FromStr;

/// Vectors the age crate judges otherwise than they expect, and why that cannot harm:
/// none is hybrid, and the gate refuses each by its header.
const EXCEPTIONS: [(&str, &str); 3] = [
    ("armor_whitespace_outside", "white space around armor is refused; nothing of ours is armored"),
    ("stanza_missing_body", "a stanza of another type without a body is read as older files had it"),
    ("stanza_missing_final_line", "a stanza of another type without its last line, likewise"),
];

/// How many vectors the pinned version has.
const COUNT: usize = 143;

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Success,
    NoMatch,
    Hmac,
    Header,
    Payload,
    Armor,
}

struct Vector {
    name: String,
    expected: Outcome,
    payload: Option<String>,
    identities: Vec<Box<dyn age::Identity>>,
    armored: bool,
    file: Vec<u8>,
}

fn vectors() -> Vec<Vector> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/node_modules/cctv-age/index.js");
    let module = std::fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("age's vectors are missing ({error}): `make test` installs them"));
    module
        .lines()
        .filter_map(|line| {
            line.strip_prefix("var ")?.strip_suffix("\");")?.split_once("_default = __toBinary(\"")
        })
        .map(|(name, text)| vector(name, &BASE64_STANDARD.decode(text).unwrap()))
        .collect()
}

fn vector(name: &str, bytes: &[u8]) -> Vector {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap();
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut vector = Vector {
        name: name.to_owned(),
        expected: Outcome::Success,
        payload: None,
        identities: Vec::new(),
        armored: false,
        file: bytes[end + 2..].to_vec(),
    };
    for (key, value) in head.lines().map(|line| line.split_once(": ").unwrap()) {
        match key {
            "expect" => {
                vector.expected = match value {
                    "success" => Outcome::Success,
                    "no match" => Outcome::NoMatch,
                    "HMAC failure" => Outcome::Hmac,
                    "header failure" => Outcome::Header,
                    "payload failure" => Outcome::Payload,
                    "armor failure" => Outcome::Armor,
                    other => panic!("{name}: {other}"),
                }
            }
            "payload" => vector.payload = Some(value.to_owned()),
            "compressed" => vector.file = miniz_oxide::inflate::decompress_to_vec_zlib(&vector.file).unwrap(),
            "armored" => vector.armored = true,
            "passphrase" => {
                let mut identity = age::scrypt::Identity::new(SecretString::from(value.to_owned()));
                // The vectors' own highest; one of them asks for more and must fail.
                identity.set_max_work_factor(22);
                vector.identities.push(Box::new(identity));
            }
            "identity" if value.starts_with("AGE-SECRET-KEY-PQ-1") => {
                let seed = parse_identity(value).unwrap();
                vector.identities.push(Box::new(HybridIdentity::from_seed(&seed).unwrap()));
            }
            "identity" => vector.identities.push(Box::new(age::x25519::Identity::from_str(value).unwrap())),
            "file key" | "comment" => {}
            other => panic!("{name}: unknown key {other}"),
        }
    }
    vector
}

/// Decrypts a vector: how it ends, and the digest of all that was released before.
fn run(vector: &Vector) -> (Outcome, Option<String>) {
    let file = vector.file.as_slice();
    let decrypted = if vector.armored {
        age::Decryptor::new_buffered(ArmoredReader::new(file)).map(Reader::Armored)
    } else {
        age::Decryptor::new_buffered(file).map(Reader::Plain)
    };
    let identities = vector.identities.iter().map(|identity| &**identity);
    let mut reader: Box<dyn Read> = match decrypted.and_then(|decryptor| decryptor.decrypt(identities)) {
        Ok(reader) => reader,
        Err(
            age::DecryptError::NoMatchingKeys
            // How the age crate says that a passphrase is another.
            | age::DecryptError::DecryptionFailed
            | age::DecryptError::KeyDecryptionFailed,
        ) => return (Outcome::NoMatch, None),
        Err(age::DecryptError::InvalidMac) => return (Outcome::Hmac, None),
        Err(_) => return (Outcome::Header, None),
    };
    let mut released = Sha256::new();
    let mut piece = [0; 1000];
    let outcome = loop {
        match reader.read(&mut piece) {
            Ok(0) => break Outcome::Success,
            Ok(length) => released.update(&piece[..length]),
            Err(_) => break Outcome::Payload,
        }
    };
    (outcome, Some(crate::encoding::hex(&released.finalize())))
}

/// A decryptor of either spelling of a file.
enum Reader<'a> {
    Armored(age::Decryptor<ArmoredReader<BufReader<&'a [u8]>>>),
    Plain(age::Decryptor<&'a [u8]>),
}

impl<'a> Reader<'a> {
    fn decrypt<'i>(
        self,
        identities: impl Iterator<Item = &'i dyn age::Identity>,
    ) -> Result<Box<dyn Read + 'a>, age::DecryptError> {
        Ok(match self {
            Self::Armored(decryptor) => Box::new(decryptor.decrypt(identities)?),
            Self::Plain(decryptor) => Box::new(decryptor.decrypt(identities)?),
        })
    }
}

#[test]
fn the_age_projects_vectors_come_out_as_they_expect() {
    let vectors = vectors();
    assert_eq!(vectors.len(), COUNT);
    let mut wrong = Vec::new();
    for vector in &vectors {
        let (outcome, released) = run(vector);
        // Armor is undone while the file is read: its faults come up in header or payload.
        let armor = vector.armored && matches!(outcome, Outcome::Header | Outcome::Payload);
        let agrees = (outcome == vector.expected || (armor && vector.expected != Outcome::Success))
            && (vector.payload.is_none() || released == vector.payload);
        let exception = EXCEPTIONS.iter().any(|(name, _)| *name == vector.name);
        if agrees == exception {
            wrong.push((&vector.name, outcome, &vector.expected));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_gate_refuses_every_exception_and_every_header_that_is_not_hybrid() {
    for vector in vectors() {
        let total = u64::try_from(vector.file.len()).unwrap();
        let by_header = matches!(
            inspect(&vector.file, total, &Vault::SHAPE),
            Err(Refusal::Header | Refusal::HeaderLength | Refusal::Stanza)
        );
        let exception = EXCEPTIONS.iter().any(|(name, _)| *name == vector.name);
        let hybrid = vector.name.starts_with("hybrid");
        assert!(by_header || (hybrid && !exception), "{}", vector.name);
    }
}
