//! What goes over the wire between a member's browser and the desk about erasing.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `GET /api/erased`
#[derive(Serialize, ToSchema)]
pub(super) struct ErasedAnswer {
    /// The last day first.
    pub(super) erased: Vec<ErasedDayAnswer>,
    /// For how many days a copy of the server's keeps what was erased or struck after it was made.
    pub(super) backup_days: u16,
}

/// What was erased on a day of the cases that the member could open.
#[derive(Serialize, ToSchema)]
pub(super) struct ErasedDayAnswer {
    pub(super) day: String,
    pub(super) cases: u64,
    /// The day from which on no copy has them.
    pub(super) gone: String,
}

/// `POST /api/cases/{id}/erasure`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ErasureRequest {
    /// How many envelopes of the conversation whoever confirms has before them.
    pub(super) c: u64,
    /// And of the internal thread.
    pub(super) i: u64,
}
