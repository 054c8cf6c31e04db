//! Places by their names in the vectors, and what the vectors need of them.

use sigill_sealing::envelope::{self, EnvelopeError, Opened};
use sigill_sealing::gate::{Refusal, Sealed};
use sigill_sealing::identity::{Addressee, Identity};
use sigill_sealing::kind::{
    Anchor, ContactDetails, Conversation, CustodianDetails, EnvelopePlace, File, Internal, Kind, Parcel,
    Place, Shape, Staged, Vault, Wrap,
};
use sigill_sealing::role::{Author, Case};
use sigill_sealing::seal::{OpenError, open, seal};
use sigill_sealing::secret::Plaintext;
use sigill_sealing::signature::SigningKey;
use sigill_sealing::strict_json::Value;

/// Every place of envelopes with its kinds.
pub(crate) const ENVELOPE_PLACES: [(&str, &[Kind]); 6] = [
    (
        "conversation",
        &[Kind::Report, Kind::Contact, Kind::Message, Kind::Act, Kind::Grant, Kind::Rekey, Kind::Strike],
    ),
    ("internal", &[Kind::Note, Kind::Triage, Kind::Strike]),
    ("wrap", &[Kind::Wrap]),
    ("anchor", &[Kind::Anchor]),
    ("staged", &[Kind::Staged]),
    ("vault", &[Kind::Vault]),
];

/// Calls a function with the type of the place of that name, among those listed.
macro_rules! at_place {
    ($name:expr, $run:ident $arguments:tt, $($place:literal: $type:ty),*) => {
        match $name { $($place => $run::<$type> $arguments,)* other => panic!("no place: {other}") }
    };
}

macro_rules! at_any {
    ($name:expr, $run:ident $arguments:tt) => {
        at_place!($name, $run $arguments, "conversation": Conversation, "internal": Internal, "wrap": Wrap,
            "anchor": Anchor, "staged": Staged, "vault": Vault, "file": File, "contact-details": ContactDetails,
            "custodian-details": CustodianDetails, "parcel": Parcel)
    };
}

macro_rules! at_envelopes {
    ($name:expr, $run:ident $arguments:tt) => {
        at_place!($name, $run $arguments, "conversation": Conversation, "internal": Internal, "wrap": Wrap,
            "anchor": Anchor, "staged": Staged, "vault": Vault)
    };
}

pub(crate) fn shape(place: &str) -> Shape {
    fn shape<P: Place>() -> Shape {
        P::SHAPE
    }
    at_any!(place, shape())
}

pub(crate) fn through_gate(place: &str, bytes: Vec<u8>) -> Result<(), Refusal> {
    fn through<P: Place>(bytes: Vec<u8>) -> Result<(), Refusal> {
        Sealed::<P>::through_gate(bytes).map(drop)
    }
    at_any!(place, through(bytes))
}

pub(crate) fn open_at(place: &str, bytes: Vec<u8>, identity: &Identity<Case>) -> Result<Vec<u8>, OpenError> {
    fn opened<P: Place>(bytes: Vec<u8>, identity: &Identity<Case>) -> Result<Vec<u8>, OpenError> {
        open(&Sealed::<P>::through_gate(bytes).unwrap(), identity).map(Plaintext::into_exposed)
    }
    at_any!(place, opened(bytes, identity))
}

pub(crate) fn open_envelope(
    place: &str,
    bytes: Vec<u8>,
    identity: &Identity<Case>,
) -> Result<Opened, EnvelopeError> {
    fn opened<P: EnvelopePlace>(bytes: Vec<u8>, identity: &Identity<Case>) -> Result<Opened, EnvelopeError> {
        envelope::open(&Sealed::<P>::through_gate(bytes).unwrap(), identity)
    }
    at_envelopes!(place, opened(bytes, identity))
}

/// The identity the vectors' envelopes are sealed to.
pub(crate) fn case() -> Identity<Case> {
    Identity::from_seed([1; 32])
}

/// As many recipients as the place has at least, the case first.
pub(crate) fn recipients<P: Place>() -> Vec<Addressee> {
    (1..)
        .take(*P::SHAPE.stanzas.start())
        .map(|seed| (&Identity::<Case>::from_seed([seed; 32]).recipient()).into())
        .collect()
}

pub(crate) fn seal_content(place: &str, content: Vec<u8>) -> Vec<u8> {
    fn sealed<P: Place>(content: Vec<u8>) -> Vec<u8> {
        seal::<P>(&Plaintext::new(content), &recipients::<P>()).unwrap().into_bytes()
    }
    at_any!(place, sealed(content))
}

pub(crate) fn seal_envelope(place: &str, kind: Kind, body: &Value, author: &SigningKey<Author>) -> Vec<u8> {
    fn sealed<P: EnvelopePlace>(kind: Kind, body: &Value, author: &SigningKey<Author>) -> Vec<u8> {
        envelope::seal::<P>(kind, body, author, &recipients::<P>()).unwrap().into_bytes()
    }
    at_envelopes!(place, sealed(kind, body, author))
}

pub(crate) fn open_content(place: &str, bytes: Vec<u8>) -> Vec<u8> {
    open_at(place, bytes, &case()).unwrap()
}
