//! What goes over the wire about a member's mail address.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `GET /api/mail`
#[derive(Serialize, ToSchema)]
pub(super) struct MailAnswer {
    /// Whether mails are sent from here at all.
    pub(super) on: bool,
    /// The hours at which they go, in Stockholm.
    pub(super) hours: Vec<u8>,
    /// Where they go.
    pub(super) confirmed: Option<ConfirmedAnswer>,
    /// Where they shall go once the code is typed.
    pub(super) pending: Option<PendingAnswer>,
}

/// A confirmed address.
#[derive(Serialize, ToSchema)]
pub(super) struct ConfirmedAnswer {
    pub(super) address: String,
    pub(super) language: &'static str,
    /// The day on which the mail server refused it for good; nothing is sent there since.
    pub(super) refused: Option<String>,
}

/// An address that waits for its code.
#[derive(Serialize, ToSchema)]
pub(super) struct PendingAnswer {
    pub(super) address: String,
    pub(super) language: &'static str,
    /// Whether the code is on its way.
    pub(super) sent: bool,
    /// The day on which the mail server refused it for good: no code comes.
    pub(super) refused: Option<String>,
}

/// `PUT /api/mail`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MailRequest {
    pub(super) address: String,
    /// `sv` or `en`.
    pub(super) language: String,
}

/// `POST /api/mail/confirmation`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmationRequest {
    pub(super) code: String,
}

/// The answer to it.
#[derive(Serialize, ToSchema)]
pub(super) struct ConfirmationAnswer {
    pub(super) confirmed: bool,
    /// How often another code can be typed.
    pub(super) left: u32,
}
