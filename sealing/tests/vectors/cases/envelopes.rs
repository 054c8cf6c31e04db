use super::list;
use crate::made::read;
use crate::places::{case, open_envelope, seal_content};
use sigill_sealing::encoding::parse_hex;
use sigill_sealing::envelope::EnvelopeError;
use sigill_sealing::role::Author;
use sigill_sealing::signature::SigningKey;

fn key() -> SigningKey<Author> {
    SigningKey::from_seed(parse_hex(read("envelopes.json")["seed_hex"].as_str().unwrap()).unwrap())
}

#[test]
fn written_envelopes_verify_to_their_bodies() {
    for envelope in list("envelopes.json", "written") {
        let mut content = envelope["object"].as_str().unwrap().as_bytes().to_vec();
        content.resize(usize::try_from(envelope["size"].as_u64().unwrap()).unwrap(), b' ');
        let place = envelope["place"].as_str().unwrap();
        let opened = open_envelope(place, seal_content(place, content), &case()).unwrap();
        let body = opened.verify(&key().verifying_key()).unwrap();
        assert_eq!(body.get().kind().name(), envelope["kind"].as_str().unwrap());
        assert_eq!(body.get().bytes().expose(), envelope["body"].as_str().unwrap().as_bytes());
    }
}

#[test]
fn bad_envelopes_are_refused_for_the_right_reason() {
    for envelope in list("envelopes.json", "refused") {
        let mut content = envelope["content"].as_str().unwrap().as_bytes().to_vec();
        content.resize(4096, b' ');
        let place = envelope["place"].as_str().unwrap();
        let outcome = open_envelope(place, seal_content(place, content), &case())
            .and_then(|opened| opened.verify(&key().verifying_key()));
        let error = match outcome.map(drop) {
            Err(EnvelopeError::Outer(_)) => "outer",
            Err(EnvelopeError::Kind) => "kind",
            Err(EnvelopeError::Signature(_)) => "signature",
            other => panic!("{}: {other:?}", envelope["why"]),
        };
        assert_eq!(error, envelope["error"].as_str().unwrap(), "{}", envelope["why"]);
    }
}
