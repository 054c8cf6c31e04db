//! The desk's addresses about invitations: extract, call, answer.

use actix_web::web::{self, Data, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use sigill_sealing::encoding::{base64, hex, parse_base64, parse_base64_exact};
use sigill_sealing::text::ShortText;
use utoipa::OpenApi;

use super::super::guard::authenticate;
use super::super::routes::{expired, malformed, not_found, read_access, read_channel, status_of};
use super::super::wire::{
    FoundAnswer, InvitationAnswer, InvitationsAnswer, InviteRequest, JoinAnswer, JoinRequest, MemberAnswer,
};
use super::{Invitation, InvitationError, JoinMessage, JoinTag};
use crate::app::App;
use crate::http::body::{ONE_ENVELOPE, read, read_json};
use crate::http::methods::resource;
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::members::designations::Role;
use crate::members::guard::{Acting, SignedIn, cookie};
use crate::members::routes::{Enrolment, read_new_member};

/// An invitation.
const SHORT: usize = 8192;

/// The addresses.
pub fn configure(routes: &mut ServiceConfig) {
    routes
        .service(
            resource("/api/channels/{channel}/invitations", "GET, POST")
                .route(web::get().to(get_invitations))
                .route(web::post().to(post_channel_invitation)),
        )
        .service(
            resource("/api/channels/{channel}/invitations/{access}", "DELETE")
                .route(web::delete().to(delete_invitation)),
        )
        .service(
            resource("/api/invitation", "GET, POST")
                .route(web::get().to(get_invitation))
                .route(web::post().to(post_invitation)),
        );
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(
    get_invitations,
    post_channel_invitation,
    delete_invitation,
    get_invitation,
    post_invitation
))]
pub struct Contract;

#[utoipa::path(get, path = "/api/channels/{channel}/invitations", tag = "The channel",
    security(("session" = [])),
    params(("channel" = String, Path, description = "A channel, in hex")),
    responses(
        (status = 200, description = "Those that wait", body = InvitationsAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_invitations(
    app: Data<App>,
    who: SignedIn,
    channel: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = super::list(&app, who.member, read_channel(&channel)?).await;
    let invitations = found.map_err(invitation_failure)?.into_iter().map(invitation_answer).collect();
    Ok(HttpResponse::Ok().json(InvitationsAnswer { invitations }))
}

#[utoipa::path(post, path = "/api/channels/{channel}/invitations", tag = "The channel",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    params(("channel" = String, Path, description = "A channel, in hex")),
    request_body = InviteRequest,
    responses(
        (status = 201, description = "Invited"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_channel_invitation(
    app: Data<App>,
    acting: Acting<SHORT>,
    channel: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let channel = read_channel(&channel)?;
    let sent: InviteRequest = acting.read()?;
    let access = read_access(&sent.access).ok_or_else(malformed)?;
    let role = Role::parse(&sent.role).filter(|role| matches!(role, Role::Handler | Role::Deputy));
    let title = ShortText::new(sent.title).map_err(|_refused| malformed())?;
    super::invite(&app, acting.who.member, channel, access, role.ok_or_else(malformed)?, title)
        .await
        .map_err(invitation_failure)?;
    Ok(HttpResponse::Created().finish())
}

#[utoipa::path(delete, path = "/api/channels/{channel}/invitations/{access}", tag = "The channel",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    params(("channel" = String, Path, description = "A channel, in hex"), ("access" = String, Path, description = "SHA-256 of the invitation's access key, in hex")),
    responses(
        (status = 204, description = "Withdrawn, or not there any more"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn delete_invitation(
    app: Data<App>,
    acting: Acting<0>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (channel, access) = path.into_inner();
    let access = read_access(&access).ok_or_else(not_found)?;
    super::withdraw(&app, acting.who.member, read_channel(&channel)?, access)
        .await
        .map_err(invitation_failure)?;
    Ok(HttpResponse::NoContent().finish())
}

#[utoipa::path(get, path = "/api/invitation", tag = "The channel",
    security(("key" = [], "nonce" = [], "signature" = [])),
    responses(
        (status = 200, description = "What somebody is invited to", body = FoundAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_invitation(
    app: Data<App>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let body = read(payload, 0).await?;
    let access = authenticate(&app, &request, &body)?;
    let found = super::find(&app, access).await.map_err(invitation_failure)?;
    let answer = FoundAnswer {
        channel: found.invitation.channel.to_string(),
        address: found.address,
        role: found.invitation.role.as_str(),
        title: found.invitation.title,
        keyring: found.note,
        welcome: found.invitation.welcome.map(|welcome| base64(&welcome)),
    };
    Ok(HttpResponse::Ok().json(answer))
}

#[utoipa::path(post, path = "/api/invitation", tag = "The channel",
    security(("key" = [], "nonce" = [], "signature" = [])),
    request_body = JoinRequest,
    responses(
        (status = 201, description = "A member; the answer sets the cookie", body = MemberAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_invitation(
    app: Data<App>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let (sent, body): (JoinRequest, _) = read_json(&request, payload, ONE_ENVELOPE).await?;
    let access = authenticate(&app, &request, &body)?;
    let message = JoinMessage {
        bytes: parse_base64(&sent.join.bytes).map_err(|_malformed| malformed())?,
        tag: parse_base64_exact(&sent.join.mac).map(JoinTag::from_bytes).map_err(|_malformed| malformed())?,
    };
    let new = Enrolment {
        member: &sent.member,
        name: &sent.name,
        credentials: &sent.credentials,
        second_factor: &sent.second_factor,
        access: &sent.access,
        vault: &sent.vault,
    };
    let new = read_new_member(&app, &new)?;
    let admission = super::join(&app, access, new, message).await.map_err(invitation_failure)?;
    let answer = MemberAnswer { member: sent.member };
    let mut response = HttpResponse::build(status_of(&admission));
    Ok(response.cookie(cookie(&app, &admission.token)).json(answer))
}

fn invitation_answer(invitation: Invitation) -> InvitationAnswer {
    InvitationAnswer {
        access: hex(invitation.access.as_bytes()),
        role: invitation.role.as_str(),
        title: invitation.title,
        invited: invitation.invited.to_string(),
        expires: invitation.expires.to_string(),
        join: invitation
            .join
            .map(|join| JoinAnswer { bytes: base64(&join.bytes), mac: base64(join.tag.as_bytes()) }),
    }
}

fn invitation_failure(error: InvitationError) -> Failure {
    match error {
        InvitationError::NotFound => not_found(),
        InvitationError::NotOwner => Failure::new(Problem::Forbidden),
        InvitationError::InUse => Failure::new(Problem::Conflict),
        InvitationError::Over => expired(),
        InvitationError::Form(_) | InvitationError::OtherJoin => malformed(),
        InvitationError::Keyring(cause) => Failure::caused(Problem::Unavailable, cause),
        InvitationError::Enrol(cause) => cause.into(),
        InvitationError::Storage(cause) => cause.into(),
    }
}
