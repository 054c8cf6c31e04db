//! The desk's addresses about channels: extract, call, answer. Those of invitations stand with them (`invitations/routes.rs`).

use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{parse_base64, parse_hex};
use sigill_sealing::id::ChannelId;
use utoipa::OpenApi;

use super::clocks::Clocks;
use super::invitations::InvitationHash;
use super::publication::{self, NewEpoch, PublishError, Welcome};
use super::setup::{self, FirstRun, SetUpError, SetupSecret};
use super::wire::{
    ChannelAnswer, CheckRequest, DesignatedAnswer, EpochRequest, MemberAnswer, SetUpRequest, SettingsAnswer,
    WelcomeRequest,
};
use crate::app::App;
use crate::http::body::read_json;
use crate::http::methods::resource;
use crate::http::signed::NonceAnswer;
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::members::enrolment::Admission;
use crate::members::guard::{Acting, SignedIn, cookie, nonces};
use crate::members::routes::{Enrolment, read_new_member};

/// A secret.
const SHORT: usize = 8192;
/// A vault, a note of 111 lines and 256 KiB of settings.
const FIRST_RUN: usize = 4 << 20;
/// A note of 111 lines and 256 KiB of settings, escaped.
const EPOCH: usize = 2 << 20;
/// Most bytes of an owner's answer to a join: a key and a tag today.
const WELCOME: usize = 4096;

/// The addresses of setting up and of channels.
pub fn configure(routes: &mut ServiceConfig) {
    routes
        .service(resource("/api/setup/check", "POST").route(web::post().to(post_check)))
        .service(resource("/api/setup", "POST").route(web::post().to(post_setup)))
        .service(resource("/api/nonce", "GET").route(web::get().to(get_nonce)))
        .service(resource("/api/channels/{channel}", "GET").route(web::get().to(get_channel)))
        .service(
            resource("/api/channels/{channel}/settings/{digest}", "GET").route(web::get().to(get_settings)),
        )
        .service(resource("/api/channels/{channel}/keyrings", "POST").route(web::post().to(post_keyring)));
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(post_check, post_setup, get_nonce, get_channel, get_settings, post_keyring))]
pub struct Contract;

#[utoipa::path(post, path = "/api/setup/check", tag = "The channel",
    request_body = CheckRequest,
    responses(
        (status = 204, description = "The set-up link is good"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_check(app: Data<App>, request: HttpRequest, payload: Payload) -> Result<HttpResponse, Failure> {
    let (sent, _): (CheckRequest, _) = read_json(&request, payload, SHORT).await?;
    let secret = SetupSecret::parse(&sent.secret).ok_or_else(expired)?;
    if setup::is_good(&app, &secret).await? { Ok(HttpResponse::NoContent().finish()) } else { Err(expired()) }
}

#[utoipa::path(post, path = "/api/setup", tag = "The channel",
    request_body = SetUpRequest,
    responses(
        (status = 201, description = "The channel and its owner; the answer sets the cookie", body = MemberAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_setup(app: Data<App>, request: HttpRequest, payload: Payload) -> Result<HttpResponse, Failure> {
    let (sent, _): (SetUpRequest, _) = read_json(&request, payload, FIRST_RUN).await?;
    let secret = SetupSecret::parse(&sent.secret).ok_or_else(expired)?;
    let owner = Enrolment {
        member: &sent.member,
        name: &sent.name,
        credentials: &sent.credentials,
        second_factor: &sent.second_factor,
        access: &sent.access,
        vault: &sent.vault,
    };
    let run = FirstRun {
        secret,
        owner: read_new_member(&app, &owner)?,
        channel: ChannelId::parse(&sent.channel.id).map_err(|_malformed| malformed())?,
        address: sent.channel.address,
        note: sent.keyring,
        settings: sent.settings,
    };
    let admission = setup::set_up(&app, run).await.map_err(set_up_failure)?;
    let answer = MemberAnswer { member: sent.member };
    let mut response = HttpResponse::build(status_of(&admission));
    Ok(response.cookie(cookie(&app, &admission.token)).json(answer))
}

#[utoipa::path(get, path = "/api/nonce", tag = "The channel",
    responses(
        (status = 200, description = "A nonce for a signed request", body = NonceAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_nonce(app: Data<App>) -> HttpResponse {
    HttpResponse::Ok().json(NonceAnswer { nonce: nonces(&app).fresh(&mut app.rng.clone()) })
}

#[utoipa::path(get, path = "/api/channels/{channel}", tag = "The channel",
    security(("session" = [])),
    params(("channel" = String, Path, description = "A channel, in hex")),
    responses(
        (status = 200, description = "The channel, to its members", body = ChannelAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_channel(
    app: Data<App>,
    who: SignedIn,
    channel: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = super::find_for_member(&app, read_channel(&channel)?, who.member).await?;
    let found = found.ok_or_else(not_found)?;
    let clocks = Clocks::read(&found.channel.settings).unwrap_or(Clocks::DEFAULT);
    let mailed = found.mailed;
    let members = found
        .members
        .into_iter()
        .map(|designated| DesignatedAnswer {
            member: designated.member.to_string(),
            name: designated.name,
            role: designated.role.as_str(),
            since: designated.since.to_string(),
            mailed: mailed.as_ref().map(|reached| reached.contains(&designated.member)),
        })
        .collect();
    Ok(HttpResponse::Ok().json(ChannelAnswer {
        channel: found.channel.id.to_string(),
        address: found.channel.address,
        published: found.channel.published,
        today: app.clock.today(clocks.zone).to_string(),
        settings: found.channel.settings,
        keyrings: found.notes,
        members,
    }))
}

#[utoipa::path(get, path = "/api/channels/{channel}/settings/{digest}", tag = "The channel",
    security(("session" = [])),
    params(("channel" = String, Path, description = "A channel, in hex"), ("digest" = String, Path, description = "SHA-256 of settings that an epoch of it names, in hex")),
    responses(
        (status = 200, description = "Those settings, to the channel's members", body = SettingsAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_settings(
    app: Data<App>,
    who: SignedIn,
    named: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (channel, digest) = named.into_inner();
    let digest = Digest::parse(&digest).map_err(|_malformed| not_found())?;
    let channel = read_channel(&channel)?;
    let found = super::find_settings_for_member(&app.db, channel, who.member, digest).await?;
    Ok(HttpResponse::Ok().json(SettingsAnswer { settings: found.ok_or_else(not_found)? }))
}

#[utoipa::path(post, path = "/api/channels/{channel}/keyrings", tag = "The channel",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    params(("channel" = String, Path, description = "A channel, in hex")),
    request_body = EpochRequest,
    responses(
        (status = 201, description = "The next epoch stands"),
        (status = 409, description = "It is not the next epoch", body = ProblemAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_keyring(
    app: Data<App>,
    acting: Acting<EPOCH>,
    channel: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let channel = read_channel(&channel)?;
    let sent: EpochRequest = acting.read()?;
    let new = NewEpoch {
        note: sent.keyring,
        settings: sent.settings,
        published: sent.published,
        welcome: sent.welcome.map(|welcome| read_welcome(&welcome)).transpose()?,
    };
    let published = publication::publish(&app, acting.who.member, channel, new).await;
    published.map_err(|error| publish_failure(&error))?;
    Ok(HttpResponse::Created().finish())
}

pub(super) fn status_of(admission: &Admission) -> StatusCode {
    if admission.retried { StatusCode::OK } else { StatusCode::CREATED }
}

pub(super) fn read_channel(text: &str) -> Result<ChannelId, Failure> {
    ChannelId::parse(text).map_err(|_malformed| not_found())
}

pub(super) fn read_access(text: &str) -> Option<InvitationHash> {
    parse_hex(text).ok().map(InvitationHash::from_bytes)
}

fn read_welcome(sent: &WelcomeRequest) -> Result<Welcome, Failure> {
    let access = read_access(&sent.access).ok_or_else(malformed)?;
    let bytes = parse_base64(&sent.sealed).map_err(|_malformed| malformed())?;
    if bytes.len() > WELCOME { Err(malformed()) } else { Ok(Welcome { access, bytes }) }
}

fn set_up_failure(error: SetUpError) -> Failure {
    match error {
        SetUpError::Link => expired(),
        SetUpError::Address
        | SetUpError::Keyring(_)
        | SetUpError::FirstEpoch
        | SetUpError::RecoveryKey
        | SetUpError::Settings(_) => malformed(),
        SetUpError::Dates => Failure::new(Problem::WrongDay),
        SetUpError::Taken => Failure::new(Problem::Conflict),
        SetUpError::Enrol(cause) => cause.into(),
        SetUpError::Storage(cause) => cause.into(),
    }
}

fn publish_failure(error: &PublishError) -> Failure {
    match *error {
        PublishError::NoChannel => not_found(),
        PublishError::NotOwner | PublishError::TooFew => Failure::new(Problem::Forbidden),
        // Whoever joined is nobody's who did once their invitation was withdrawn, in another tab or by another lost answer.
        PublishError::NotNext | PublishError::Stranger => Failure::new(Problem::Conflict),
        PublishError::Dates => Failure::new(Problem::WrongDay),
        PublishError::Keyring(_)
        | PublishError::RecoveryKey
        | PublishError::Settings(_)
        | PublishError::OtherSettings
        | PublishError::Welcome => malformed(),
        PublishError::Storage(cause) => cause.into(),
    }
}

pub(super) fn malformed() -> Failure {
    Failure::new(Problem::Malformed)
}

pub(super) fn expired() -> Failure {
    Failure::new(Problem::Expired)
}

pub(super) fn not_found() -> Failure {
    Failure::new(Problem::NotFound)
}
