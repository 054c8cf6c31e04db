//! What goes over the wire between the holder of a channel's recovery code and the desk.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::desk::wire::WrapRequest;

/// `GET /api/recovery`
#[derive(Serialize, ToSchema)]
pub(super) struct RecoveryAnswer {
    /// Whose recovery code it is, in hex.
    pub(super) channel: String,
    /// The word in the channel's address.
    pub(super) address: String,
    /// The day it is, for the channel.
    pub(super) today: String,
    /// Every epoch's note, oldest first.
    pub(super) keyrings: Vec<String>,
    /// The cases that are left to recovery alone.
    pub(super) cases: Vec<LeftCase>,
}

/// A case that nobody at the desk can open.
#[derive(Serialize, ToSchema)]
pub(super) struct LeftCase {
    /// The server's own name of it, in hex.
    pub(super) id: String,
    /// The day it came.
    pub(super) received: String,
}

/// `GET /api/recovery/cases/{case}`
#[derive(Serialize, ToSchema)]
pub(super) struct LeftAnswer {
    /// The newest generation of its key, by the server's count.
    pub(super) generation: u64,
    /// The case's keys, sealed to recovery; the oldest generation first.
    pub(super) wraps: Vec<String>,
}

/// From which number on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct From {
    #[serde(default)]
    pub(super) from: u64,
}

/// `POST /api/recovery/cases/{case}/envelopes`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GivingRequest {
    pub(super) n: u64,
    /// A grant or a rekey.
    pub(super) sealed: String,
    /// At least one member's.
    pub(super) wraps: Vec<WrapRequest>,
}
