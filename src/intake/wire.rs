//! What goes over the wire between a reporter's browser and the intake.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::cases::files::wire::NamedFile;
use crate::cases::wire::KeyringName;

/// `GET /api/channels/{address}`
#[derive(Serialize, ToSchema)]
pub(super) struct ChannelAnswer {
    pub(super) channel: String,
    pub(super) address: String,
    pub(super) published: bool,
    pub(super) today: String,
    pub(super) settings: String,
    pub(super) keyring: String,
    pub(super) filing_recipient: String,
    pub(super) files: LastingBounds,
}

/// What is taken of files, as far as it stays: whether any is taken at present is asked for when somebody chooses one.
#[derive(Serialize, ToSchema)]
pub(super) struct LastingBounds {
    /// The largest file, in bytes, before it is sealed.
    pub(super) largest: u64,
    /// What the files of a case may take together, in bytes, sealed.
    pub(super) per_case: u64,
}

/// `GET /api/channels/{address}/keyrings`
#[derive(Serialize, ToSchema)]
pub(super) struct KeyringsAnswer {
    pub(super) keyrings: Vec<String>,
    pub(super) more: bool,
}

/// From which number on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct From {
    #[serde(default)]
    pub(super) from: u64,
}

/// `POST /api/cases`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FilingRequest {
    pub(super) channel: String,
    pub(super) keyring: KeyringName,
    pub(super) anchor: String,
    pub(super) leaf: String,
    /// The case key, sealed to each who may open the case, all in one parcel that is sealed to the server.
    pub(super) wraps: String,
    pub(super) envelopes: [String; 2],
    /// The files that the report refers to, which were sent before: all of them become part of the case, or nothing is filed.
    pub(super) files: Vec<NamedFile>,
}

/// The answer to a filing that is durable.
#[derive(Serialize, ToSchema)]
pub(super) struct FiledAnswer {
    pub(super) received: String,
}

/// `GET /api/channels/{address}/settings/{digest}`
#[derive(Serialize, ToSchema)]
pub(super) struct SettingsAnswer {
    /// As signed.
    pub(super) settings: String,
}

/// `GET /api/case`
#[derive(Serialize, ToSchema)]
pub(super) struct CaseAnswer {
    pub(super) address: String,
    pub(super) channel: String,
    pub(super) today: String,
    pub(super) state: &'static str,
    pub(super) path: &'static str,
    pub(super) received: String,
    pub(super) acknowledged: Option<String>,
    pub(super) fed_back: Option<String>,
    pub(super) closed: Option<String>,
    /// Since which day the handlers have noted that there is to be no acknowledgement.
    pub(super) acknowledgement_waived: Option<String>,
    /// Since which day they have noted that there is to be no feedback.
    pub(super) feedback_waived: Option<String>,
    pub(super) anchor: String,
    pub(super) count: u64,
}

/// `POST /api/case/envelopes`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EnvelopeRequest {
    pub(super) n: u64,
    pub(super) sealed: String,
    /// The files that it refers to, which were sent before: all of them become part of the case, or nothing is stored.
    #[serde(default)]
    pub(super) files: Vec<NamedFile>,
    #[serde(default)]
    pub(super) mark: Mark,
}

/// Whether an envelope only marks what its writer has read: then nobody is mailed about it. Nothing of that is stored, and
/// the words are of one length.
#[derive(Clone, Copy, Default, Deserialize, Eq, PartialEq, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Mark {
    /// It marks nothing: there is something to read.
    #[default]
    None,
    /// Its writer has read so far.
    Read,
}
