//! What goes over the wire about files at the intake alone.

use serde::Deserialize;
use utoipa::IntoParams;

/// To which channel a file would go whose report is not filed yet.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ToChannel {
    /// The channel's id, in hex.
    pub(super) channel: Option<String>,
}

/// Of which channel the bounds are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct OfChannel {
    /// The channel's id, in hex.
    pub(super) channel: String,
}
