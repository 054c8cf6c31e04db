//! What goes over the wire between the holder of a channel's recovery code and the desk.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::desk::wire::WrapRequest;

/// `GET /api/recovery`
#[derive(Serialize, ToSchema)]
pub(super) struct HoldingAnswer {
    /// The channels whose recovery code it is.
    pub(super) channels: Vec<HeldChannel>,
}

/// A channel whose recovery code somebody has.
#[derive(Serialize, ToSchema)]
pub(super) struct HeldChannel {
    /// Its id, in hex.
    pub(super) id: String,
    /// The word in its address.
    pub(super) address: String,
}

/// `GET /api/recovery/{channel}`
#[derive(Serialize, ToSchema)]
pub(super) struct LeftAnswer {
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

/// `GET /api/recovery/{channel}/cases/{case}`
#[derive(Serialize, ToSchema)]
pub(super) struct LeftWrapAnswer {
    /// The newest generation of its key, by the server's count.
    pub(super) generation: u64,
    /// The case's keys of that generation and all before it, sealed to recovery.
    pub(super) wrap: String,
}

/// From which number on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct From {
    #[serde(default)]
    pub(super) from: u64,
}

/// `POST /api/recovery/{channel}/cases/{case}/envelopes`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GivingRequest {
    pub(super) n: u64,
    /// A rekey.
    pub(super) sealed: String,
    /// At least one member's, and recovery's.
    pub(super) wraps: Vec<WrapRequest>,
}
