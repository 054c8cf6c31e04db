//! Opens the random fixtures of either language.

use crate::made::read;
use crate::places::{open_at, open_envelope, through_gate};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sigill_sealing::digest::Digest;
use sigill_sealing::gate::Sealed;
use sigill_sealing::identity::Identity;
use sigill_sealing::kind;
use sigill_sealing::parcel::{Parcel, ParcelError};
use sigill_sealing::role::{Author, Case, Intake};
use sigill_sealing::seal::OpenError;
use sigill_sealing::signature::VerifyingKey;

/// What `{counting, length}` stands for.
fn counting(modulus: u64, length: u64) -> Vec<u8> {
    (0..length).map(|place| u8::try_from(place % modulus).unwrap()).collect()
}

/// What `content` describes.
pub(crate) fn described(content: &Value) -> Vec<u8> {
    let length = content["length"].as_u64().unwrap();
    if let Some(modulus) = content["counting"].as_u64() {
        return counting(modulus, length);
    }
    let mut bytes = content["text"].as_str().unwrap().as_bytes().to_vec();
    bytes.resize(usize::try_from(length).unwrap(), b' ');
    bytes
}

/// Tries every fixture of a file.
pub(crate) fn open_all(name: &str) {
    let fixtures = read(name);
    let identity = |text: &Value| Identity::<Case>::parse(text.as_str().unwrap()).unwrap();
    let sealed =
        |fixture: &Value| BASE64_STANDARD.decode(fixture["sealed_base64"].as_str().unwrap()).unwrap();
    let stranger = identity(&fixtures["stranger"]);
    let (files, envelopes) =
        (fixtures["files"].as_array().unwrap(), fixtures["envelopes"].as_array().unwrap());
    assert!(!files.is_empty() && !envelopes.is_empty(), "{name} holds nothing");
    for file in files {
        let (place, bytes) = (file["place"].as_str().unwrap(), sealed(file));
        assert_eq!(through_gate(place, bytes.clone()), Ok(()), "{}", file["name"]);
        for with in file["identities"].as_array().unwrap() {
            let content = open_at(place, bytes.clone(), &identity(with)).unwrap();
            assert!(content == described(&file["content"]), "{}", file["name"]);
        }
        assert_eq!(open_at(place, bytes, &stranger), Err(OpenError::NotForUs), "{}", file["name"]);
    }
    for envelope in envelopes {
        let place = envelope["place"].as_str().unwrap();
        let opened = open_envelope(place, sealed(envelope), &identity(&envelope["identity"])).unwrap();
        let key = VerifyingKey::<Author>::parse(envelope["verifying_key_base64"].as_str().unwrap()).unwrap();
        let body = opened.verify(&key).unwrap();
        assert_eq!(body.get().kind().name(), envelope["kind"].as_str().unwrap());
        assert_eq!(body.get().bytes().expose(), envelope["body"].as_str().unwrap().as_bytes());
        assert!(open_envelope(place, sealed(envelope), &stranger).is_err());
    }
    let parcels = fixtures["parcels"].as_array().unwrap();
    assert!(!parcels.is_empty(), "{name} holds no parcels");
    for parcel in parcels {
        let text = |name: &str| parcel[name].as_str().unwrap();
        let bytes = Sealed::<kind::Parcel>::through_gate(sealed(parcel)).unwrap();
        let identity = Identity::<Intake>::parse(text("identity")).unwrap();
        let locator = Digest::parse(text("locator")).unwrap();
        let read = Parcel::open(&bytes, &identity, locator).unwrap();
        let expected = parcel["wraps"].as_array().unwrap();
        assert_eq!(read.wraps.len(), expected.len());
        for ((holder, wrap), expected) in read.wraps.iter().zip(expected) {
            assert_eq!(holder.to_string(), expected["holder"].as_str().unwrap());
            assert_eq!(wrap.as_bytes(), sealed(expected));
        }
        assert_eq!(Parcel::open(&bytes, &identity, Digest::ZERO).err(), Some(ParcelError::Locator));
        let stranger = Identity::<Intake>::from_seed([77; 32]);
        assert!(Parcel::open(&bytes, &stranger, locator).is_err());
    }
}
