//! What goes over the wire between a member's or invitee's browser and the desk, about a channel.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::members::wire::{CredentialsRequest, SecondFactorRequest};

/// `POST /api/setup/check`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckRequest {
    pub(super) secret: String,
}

/// `POST /api/setup`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetUpRequest {
    pub(super) secret: String,
    pub(super) member: String,
    pub(super) name: String,
    pub(super) credentials: CredentialsRequest,
    pub(super) second_factor: SecondFactorRequest,
    pub(super) access: String,
    pub(super) vault: String,
    pub(super) channel: NewChannelRequest,
    pub(super) keyring: String,
    pub(super) settings: String,
}

/// A channel to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewChannelRequest {
    pub(super) id: String,
    pub(super) address: String,
}

/// The answer to whoever became a member.
#[derive(Serialize, ToSchema)]
pub(super) struct MemberAnswer {
    pub(super) member: String,
}

/// `GET /api/channels/{id}`
#[derive(Serialize, ToSchema)]
pub(super) struct ChannelAnswer {
    pub(super) channel: String,
    pub(super) address: String,
    pub(super) published: bool,
    pub(super) today: String,
    pub(super) settings: String,
    pub(super) keyrings: Vec<String>,
    pub(super) members: Vec<DesignatedAnswer>,
}

/// `GET /api/channels/{channel}/settings/{digest}`
#[derive(Serialize, ToSchema)]
pub(super) struct SettingsAnswer {
    /// As signed.
    pub(super) settings: String,
}

/// One of a channel's members.
#[derive(Serialize, ToSchema)]
pub(super) struct DesignatedAnswer {
    pub(super) member: String,
    pub(super) name: String,
    pub(super) role: &'static str,
    pub(super) since: String,
    /// Whether mails reach them, and nothing of where: told to the channel's owner alone, and where mails are sent at all.
    pub(super) mailed: Option<bool>,
}

/// `POST /api/channels/{id}/keyrings`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EpochRequest {
    pub(super) keyring: String,
    pub(super) settings: Option<String>,
    pub(super) published: bool,
    pub(super) welcome: Option<WelcomeRequest>,
}

/// An owner's answer to a join.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WelcomeRequest {
    pub(super) access: String,
    pub(super) sealed: String,
}

/// `POST /api/channels/{id}/invitations`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InviteRequest {
    pub(super) access: String,
    pub(super) role: String,
    pub(super) title: String,
}

/// `GET /api/channels/{id}/invitations`
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationsAnswer {
    pub(super) invitations: Vec<InvitationAnswer>,
}

/// An invitation, as its owner sees it.
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationAnswer {
    pub(super) access: String,
    pub(super) role: &'static str,
    pub(super) title: String,
    pub(super) invited: String,
    pub(super) expires: String,
    pub(super) join: Option<JoinAnswer>,
}

/// What an invitee sent.
#[derive(Serialize, ToSchema)]
pub(super) struct JoinAnswer {
    pub(super) bytes: String,
    pub(super) mac: String,
}

/// `GET /api/invitation`
#[derive(Serialize, ToSchema)]
pub(super) struct FoundAnswer {
    pub(super) channel: String,
    pub(super) address: String,
    pub(super) role: &'static str,
    pub(super) title: String,
    pub(super) keyring: String,
    pub(super) welcome: Option<String>,
}

/// `POST /api/invitation`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct JoinRequest {
    pub(super) member: String,
    pub(super) name: String,
    pub(super) credentials: CredentialsRequest,
    pub(super) second_factor: SecondFactorRequest,
    pub(super) access: String,
    pub(super) vault: String,
    pub(super) join: JoinMessageRequest,
}

/// What an invitee sends the owner.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct JoinMessageRequest {
    pub(super) bytes: String,
    pub(super) mac: String,
}
