//! What goes over the wire about a thread, to reporters' browsers and to members' alike.

use serde::{Deserialize, Serialize};
use sigill_sealing::encoding::base64;
use utoipa::ToSchema;

use super::store::EnvelopeRow;
use crate::http::Problem;

/// Envelopes of one thread, from a number on.
#[derive(Serialize, ToSchema)]
pub struct EnvelopesAnswer {
    envelopes: Vec<EnvelopeAnswer>,
    more: bool,
}

impl EnvelopesAnswer {
    /// At most `most` of `rows`, which may hold one more to tell that there is more.
    #[must_use]
    pub fn page(mut rows: Vec<EnvelopeRow>, most: usize) -> Self {
        let more = rows.len() > most;
        rows.truncate(most);
        Self::of(rows, more)
    }

    /// These, and whether there are more.
    #[must_use]
    pub fn of(rows: Vec<EnvelopeRow>, more: bool) -> Self {
        let answer = |row: EnvelopeRow| EnvelopeAnswer {
            n: row.n,
            day: row.day.to_string(),
            struck: row.sealed.is_empty().then(|| row.digest.to_string()),
            sealed: base64(&row.sealed),
        };
        Self { envelopes: rows.into_iter().map(answer).collect(), more }
    }
}

/// One envelope.
#[derive(Serialize, ToSchema)]
struct EnvelopeAnswer {
    n: u64,
    day: String,
    /// The bytes; empty once they were struck.
    sealed: String,
    /// Of one that was struck the digest that its bytes had, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    struck: Option<String>,
}

/// The answer to an envelope that is durable.
#[derive(Serialize, ToSchema)]
pub struct WrittenAnswer {
    /// Its number.
    pub n: u64,
    /// The day it came, the server's own.
    pub day: String,
}

/// Somebody was first.
#[derive(Serialize, ToSchema)]
pub struct ConflictAnswer {
    problem: &'static str,
    count: u64,
}

impl ConflictAnswer {
    /// The thread has that many envelopes.
    #[must_use]
    pub fn with(count: u64) -> Self {
        Self { problem: Problem::Conflict.id(), count }
    }
}

/// An epoch by number and hash.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyringName {
    /// Its number.
    pub epoch: u64,
    /// SHA-256 of its note, in hex.
    pub hash: String,
}
