//! I-JSON (RFC 7493) as the protocol takes it, and a reader for schemas.
//!
//! The syntax is `serde_json`'s. On top of it: no BOM, no duplicate names, no numbers but
//! integers from 0 to 2^53−1 in their one spelling, no lone surrogates, no more than 32
//! levels, no more than 1 MiB. Noncharacters (U+FFFF and its like), which RFC 7493 forbids
//! as well, are let through: a report that holds one by accident must not be lost. Every name of a schema is required and no
//! other is allowed ([`Object::end`]).

mod object;
mod value;

pub use object::{Object, read_object};
pub use value::{Value, object};

/// The longest document read or written, in bytes: an envelope holds no more.
pub const LENGTH_LIMIT: usize = 1 << 20;
/// How deep arrays and objects nest; the deepest schema has five levels.
pub const DEPTH_LIMIT: usize = 32;
/// The largest integer: 2^53−1, the last that every JSON reader has exactly.
pub const INTEGER_LIMIT: u64 = (1 << 53) - 1;

/// Why a document is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Longer than [`LENGTH_LIMIT`].
    #[error("the document is too long")]
    Length,
    /// Not JSON, or not the strict I-JSON of the protocol.
    #[error("not strict I-JSON")]
    Syntax,
    /// JSON, but something else than an object where one belongs.
    #[error("not an object")]
    NotAnObject,
    /// A name of the schema is missing.
    #[error("{name} is missing")]
    Missing {
        /// The schema's name, not the input's.
        name: &'static str,
    },
    /// A name's value is not of the schema's form.
    #[error("{name} is not of its form")]
    Form {
        /// The schema's name, not the input's.
        name: &'static str,
    },
    /// A name that the schema does not have.
    #[error("there is a name that does not belong")]
    Unknown,
}

/// Reads one document: a value with nothing but white space around it.
pub fn parse(document: &[u8]) -> Result<Value, JsonError> {
    value::parse(document)
}

#[cfg(test)]
mod tests;
