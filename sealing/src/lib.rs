//! The Sigill protocol, version 1, in Rust: how a report stays sealed from the
//! reporter's browser to the handler's, and the answers back.
//!
//! Pure: no input, no output, no clock. Randomness is a parameter, but for what
//! age and hpke draw inside. The same protocol stands in TypeScript under
//! `web/src/sealing/`; both read the vectors in `tests/vectors/`.
//!
//! What keeps a mistake from compiling:
//!
//! - [`secret::Secret`] and [`secret::Plaintext`] cannot be printed, compared or
//!   cloned; `expose()` is the one word to search for.
//! - [`gate::Sealed`] comes from sealing or from the gate alone, so plaintext cannot be
//!   stored.
//! - [`envelope::Verified`] comes from a verified signature alone.
//! - Keys carry their role ([`role`]) and signatures their purpose
//!   ([`signature::Domain`]).

pub mod anchor;
pub mod body;
pub mod case_id;
pub mod code;
pub mod day;
pub mod derive;
pub mod digest;
pub mod encoding;
pub mod envelope;
pub mod exclusion;
pub mod file;
pub mod file_reference;
pub mod filing;
pub mod gate;
pub mod holder;
mod hybrid;
pub mod id;
pub mod identity;
pub mod index;
pub mod invitation;
pub mod keyring;
pub mod kind;
pub mod minutes;
pub mod padding;
pub mod parcel;
pub mod passphrase;
pub mod phase;
pub mod request;
pub mod role;
pub mod seal;
pub mod secret;
pub mod signature;
pub mod staged;
pub mod stamp;
pub mod standing;
pub mod strict_json;
pub mod text;
pub mod thread;
pub mod vault;
mod word;
pub mod wrap;
