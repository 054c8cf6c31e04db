//! What goes over the wire between a member's browser and the desk, about the member.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The keys of passphrase and recovery code, in base64.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CredentialsRequest {
    pub(super) passphrase: String,
    pub(super) recovery: String,
}

/// A new second factor, and a code of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondFactorRequest {
    pub(super) secret: String,
    pub(super) code: String,
}

/// `POST /api/session/challenge`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChallengeRequest {
    pub(super) name: String,
}

/// The answer to it.
#[derive(Serialize, ToSchema)]
pub(super) struct ChallengeAnswer {
    pub(super) member: String,
    pub(super) challenge: String,
}

/// `POST /api/session`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignInRequest {
    pub(super) name: String,
    pub(super) challenge: String,
    pub(super) way: String,
    pub(super) signature: String,
    pub(super) recovery_signature: Option<String>,
    pub(super) code: Option<String>,
}

/// The answer to it.
#[derive(Serialize, ToSchema)]
pub(super) struct SignInAnswer {
    pub(super) member: String,
    pub(super) vault: VaultAnswer,
}

/// `GET /api/vault`
#[derive(Serialize, ToSchema)]
pub(super) struct VaultAnswer {
    pub(super) counter: u64,
    pub(super) sealed: String,
    /// The counters of those before it, the newest first.
    pub(super) earlier: Vec<u64>,
}

/// Which vault: the newest, unless a counter says which.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct WhichVault {
    /// One of those that the answer named as earlier.
    pub(super) counter: Option<u64>,
}

/// `PUT /api/vault`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct VaultRequest {
    pub(super) sealed: String,
    /// The counter of the vault it replaces. It stands in the body, which a signature over the request covers.
    pub(super) counter: u64,
}

/// The answer to it.
#[derive(Serialize, ToSchema)]
pub(super) struct CounterAnswer {
    pub(super) counter: u64,
}

/// `GET /api/session`
#[derive(Serialize, ToSchema)]
pub(super) struct SessionAnswer {
    pub(super) member: String,
    pub(super) name: String,
    pub(super) designations: Vec<DesignationAnswer>,
}

/// What a member is in one channel.
#[derive(Serialize, ToSchema)]
pub(super) struct DesignationAnswer {
    pub(super) channel: String,
    pub(super) address: String,
    pub(super) role: &'static str,
    pub(super) since: String,
}

/// `GET /api/sessions`
#[derive(Serialize, ToSchema)]
pub(super) struct SessionsAnswer {
    pub(super) sessions: Vec<OwnSessionAnswer>,
}

/// One of a member's sessions.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnSessionAnswer {
    pub(super) id: String,
    pub(super) begun: i64,
    pub(super) used: i64,
    pub(super) this: bool,
}

/// `GET /api/credentials/challenge`
#[derive(Serialize, ToSchema)]
pub(super) struct ChangeChallengeAnswer {
    pub(super) challenge: String,
}

/// `PUT /api/credentials` and `PUT /api/second-factor`: the change as text, because it is signed as it is sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeRequest {
    pub(super) challenge: String,
    pub(super) way: String,
    pub(super) signature: String,
    pub(super) change: String,
}

/// What is changed by `PUT /api/credentials`, within the text that is signed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CredentialsChange {
    pub(super) credentials: CredentialsRequest,
    pub(super) vault: String,
    pub(super) counter: u64,
}
