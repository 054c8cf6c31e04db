//! What goes over the wire where a handler enters a report.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::cases::wire::KeyringName;

/// `POST /api/cases`: a report that a handler was told or given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::desk) struct EnteringRequest {
    /// SHA-256 of the public access key of the code that was made for the reporter, in hex.
    pub(in crate::desk) locator: String,
    pub(in crate::desk) channel: String,
    pub(in crate::desk) keyring: KeyringName,
    /// The day on which it reached the organisation, from which the law counts.
    pub(in crate::desk) received: String,
    pub(in crate::desk) anchor: String,
    pub(in crate::desk) leaf: String,
    pub(in crate::desk) wraps: Vec<HolderWrap>,
    pub(in crate::desk) envelopes: [String; 2],
}

/// The case key of a new case, sealed to one holder.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::desk) struct HolderWrap {
    pub(in crate::desk) holder: String,
    pub(in crate::desk) sealed: String,
}

/// The answer to an entered report that is durable.
#[derive(Serialize, ToSchema)]
pub(in crate::desk) struct EnteredAnswer {
    /// The server's own name of the case.
    pub(in crate::desk) id: String,
    pub(in crate::desk) received: String,
    /// As it is stored.
    pub(in crate::desk) anchor: String,
    /// The envelopes as they are stored.
    pub(in crate::desk) envelopes: Vec<String>,
}
