//! The desk's addresses about the member: extract, call, answer.

mod reading;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{self, Data, Payload, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use sigill_sealing::encoding::{base64, hex, parse_hex};
use sigill_sealing::id::ChannelId;
use utoipa::OpenApi;

use super::credentials::{self, ChangeError};
use super::designations::{self, Designation};
use super::enrolment::EnrolError;
use super::guard::{Acting, SignedIn, cookie, no_cookie};
use super::name::SignInName;
use super::sign_in::{self, SignInError};
use super::vaults::{self, ReplaceError, Vault};
use super::wire::{
    ChallengeAnswer, ChallengeRequest, ChangeChallengeAnswer, ChangeRequest, CounterAnswer,
    CredentialsChange, DesignationAnswer, OwnSessionAnswer, SecondFactorRequest, SessionAnswer,
    SessionsAnswer, SignInAnswer, SignInRequest, VaultAnswer, VaultRequest, WhichVault,
};
use super::{SessionId, session, store};
use crate::app::App;
use crate::http::body::{ONE_ENVELOPE, parse_json, read_json};
use crate::http::methods::resource;
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::storage::{self, Connection};
use reading::{read_challenge, read_credentials, read_factor, read_proof, read_proof_of_change, read_vault};

pub use reading::{Enrolment, read_new_member};

/// A name, keys and signatures.
const SHORT: usize = 8192;

/// Tells the word in a channel's address. Members know channels by their random ids alone: who configures says how.
pub type AddressOf = fn(&mut Connection, ChannelId) -> Result<Option<String>, storage::Error>;

/// The addresses under `/api` that are about the member alone.
pub fn configure(routes: &mut ServiceConfig, address_of: AddressOf) {
    routes
        .app_data(Data::new(address_of))
        .service(resource("/api/session/challenge", "POST").route(web::post().to(post_challenge)))
        .service(
            resource("/api/session", "GET, POST, DELETE")
                .route(web::post().to(post_session))
                .route(web::get().to(get_session))
                .route(web::delete().to(delete_session)),
        )
        .service(resource("/api/sessions", "GET").route(web::get().to(get_sessions)))
        .service(resource("/api/sessions/{id}", "DELETE").route(web::delete().to(delete_one_session)))
        .service(
            resource("/api/vault", "GET, PUT")
                .route(web::get().to(get_vault))
                .route(web::put().to(put_vault)),
        )
        .service(resource("/api/credentials/challenge", "GET").route(web::get().to(get_change_challenge)))
        .service(resource("/api/credentials", "PUT").route(web::put().to(put_credentials)))
        .service(resource("/api/second-factor", "PUT").route(web::put().to(put_second_factor)));
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(
    post_challenge,
    post_session,
    get_session,
    delete_session,
    get_sessions,
    delete_one_session,
    get_vault,
    put_vault,
    get_change_challenge,
    put_credentials,
    put_second_factor
))]
pub struct Contract;

#[utoipa::path(post, path = "/api/session/challenge", tag = "The member",
    request_body = ChallengeRequest,
    responses(
        (status = 200, description = "A challenge, alike for names that nobody has", body = ChallengeAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_challenge(
    app: Data<App>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let (sent, _): (ChallengeRequest, _) = read_json(&request, payload, SHORT).await?;
    let (member, challenge) = sign_in::challenge(&app, &SignInName::typed(&sent.name)).await?;
    let answer = ChallengeAnswer { member: member.to_string(), challenge: base64(&challenge) };
    Ok(HttpResponse::Ok().json(answer))
}

#[utoipa::path(post, path = "/api/session", tag = "The member",
    request_body = SignInRequest,
    responses(
        (status = 200, description = "Signed in; the answer sets the cookie", body = SignInAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_session(
    app: Data<App>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let (sent, _): (SignInRequest, _) = read_json(&request, payload, SHORT).await?;
    let name = SignInName::typed(&sent.name);
    let challenge = read_challenge(&sent.challenge)?;
    let came = sign_in::sign_in(&app, name, challenge, read_proof(sent)?).await.map_err(sign_in_failure)?;
    let vault = vault_answer(&came.vault, came.earlier);
    let answer = SignInAnswer { member: came.member.to_string(), vault };
    Ok(HttpResponse::Ok().cookie(cookie(&app, &came.token)).json(answer))
}

#[utoipa::path(get, path = "/api/session", tag = "The member",
    security(("session" = [])),
    responses(
        (status = 200, description = "Who is signed in", body = SessionAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_session(
    app: Data<App>,
    address_of: Data<AddressOf>,
    who: SignedIn,
) -> Result<HttpResponse, Failure> {
    let found = app
        .db
        .read(move |connection| {
            let Some(name) = store::find_name(connection, who.member)? else { return Ok(None) };
            let mut told = Vec::new();
            for designation in designations::list_of_member(connection, who.member)? {
                let address = address_of(connection, designation.channel)?;
                told.extend(address.map(|address| designation_answer(&designation, address)));
            }
            Ok::<_, storage::Error>(Some((name, told)))
        })
        .await?;
    let (name, mut designations) = found.ok_or_else(|| Failure::new(Problem::NotAuthenticated))?;
    designations.sort_by(|one, other| one.address.cmp(&other.address));
    Ok(HttpResponse::Ok().json(SessionAnswer { member: who.member.to_string(), name, designations }))
}

fn designation_answer(designation: &Designation, address: String) -> DesignationAnswer {
    DesignationAnswer {
        channel: designation.channel.to_string(),
        address,
        role: designation.role.as_str(),
        since: designation.since.to_string(),
    }
}

#[utoipa::path(delete, path = "/api/session", tag = "The member",
    security(("session" = [])),
    responses(
        (status = 204, description = "Signed out"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn delete_session(app: Data<App>, who: SignedIn) -> Result<HttpResponse, Failure> {
    session::end(&app, who.member, who.session).await?;
    Ok(HttpResponse::NoContent().cookie(no_cookie(&app)).finish())
}

#[utoipa::path(get, path = "/api/sessions", tag = "The member",
    security(("session" = [])),
    responses(
        (status = 200, description = "The member's sessions", body = SessionsAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_sessions(app: Data<App>, who: SignedIn) -> Result<HttpResponse, Failure> {
    let sessions = session::list(&app, who.member).await?;
    let sessions = sessions
        .into_iter()
        .map(|session| OwnSessionAnswer {
            id: hex(session.id.as_bytes()),
            begun: session.begun,
            used: session.used,
            this: session.id == who.session,
        })
        .collect();
    Ok(HttpResponse::Ok().json(SessionsAnswer { sessions }))
}

#[utoipa::path(delete, path = "/api/sessions/{id}", tag = "The member",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    params(("id" = String, Path, description = "A session, in hex")),
    responses(
        (status = 204, description = "Ended, or none of theirs any more"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn delete_one_session(
    app: Data<App>,
    acting: Acting<0>,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let id = parse_hex(&id).map(SessionId::from_bytes);
    let id = id.map_err(|_malformed| Failure::new(Problem::NotFound))?;
    session::end(&app, acting.who.member, id).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[utoipa::path(get, path = "/api/vault", tag = "The member",
    security(("session" = [])),
    params(WhichVault),
    responses(
        (status = 200, description = "The sealed vault", body = VaultAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_vault(app: Data<App>, who: SignedIn, which: Query<WhichVault>) -> Result<HttpResponse, Failure> {
    let found = match which.counter {
        Some(counter) => vaults::find_earlier(&app, who.member, counter).await?,
        None => vaults::find(&app, who.member).await?,
    };
    let (vault, earlier) = found.ok_or_else(|| Failure::new(Problem::NotFound))?;
    Ok(HttpResponse::Ok().json(vault_answer(&vault, earlier)))
}

fn vault_answer(vault: &Vault, earlier: Vec<u64>) -> VaultAnswer {
    VaultAnswer { counter: vault.counter, sealed: base64(&vault.sealed), earlier }
}

#[utoipa::path(put, path = "/api/vault", tag = "The member",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    request_body = VaultRequest,
    responses(
        (status = 200, description = "Stored under this counter", body = CounterAnswer),
        (status = 409, description = "Another was stored meanwhile", body = ProblemAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn put_vault(app: Data<App>, acting: Acting<ONE_ENVELOPE>) -> Result<HttpResponse, Failure> {
    let sent: VaultRequest = acting.read()?;
    let vault = read_vault(&sent.sealed)?;
    match vaults::replace(&app, acting.who.member, sent.counter, vault).await {
        Ok(counter) => Ok(HttpResponse::Ok().json(CounterAnswer { counter })),
        Err(ReplaceError::Conflict) => Err(Failure::new(Problem::Conflict)),
        Err(ReplaceError::Storage(cause)) => Err(cause.into()),
    }
}

#[utoipa::path(get, path = "/api/credentials/challenge", tag = "The member",
    security(("session" = [])),
    responses(
        (status = 200, description = "A challenge for a change of a way in, good once", body = ChangeChallengeAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_change_challenge(app: Data<App>, who: SignedIn) -> HttpResponse {
    let challenge = base64(&credentials::challenge(&app, who));
    HttpResponse::Ok().json(ChangeChallengeAnswer { challenge })
}

#[utoipa::path(put, path = "/api/credentials", tag = "The member",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    request_body = ChangeRequest,
    responses(
        (status = 204, description = "Changed; every other session has ended"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn put_credentials(app: Data<App>, acting: Acting<ONE_ENVELOPE>) -> Result<HttpResponse, Failure> {
    let proof = read_proof_of_change(acting.read()?)?;
    let change: CredentialsChange = parse_json(proof.change.as_bytes())?;
    let (new, vault) = (read_credentials(&change.credentials)?, read_vault(&change.vault)?);
    credentials::change_credentials(&app, acting.who, proof, new, vault, change.counter)
        .await
        .map_err(|error| change_failure(&error))?;
    Ok(HttpResponse::NoContent().finish())
}

#[utoipa::path(put, path = "/api/second-factor", tag = "The member",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    request_body = ChangeRequest,
    responses(
        (status = 204, description = "Changed; every other session has ended"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn put_second_factor(app: Data<App>, acting: Acting<SHORT>) -> Result<HttpResponse, Failure> {
    let proof = read_proof_of_change(acting.read()?)?;
    let factor: SecondFactorRequest = parse_json(proof.change.as_bytes())?;
    let factor = read_factor(&app, acting.who.member, &factor)?;
    credentials::change_second_factor(&app, acting.who, proof, factor)
        .await
        .map_err(|error| change_failure(&error))?;
    Ok(HttpResponse::NoContent().finish())
}

impl From<EnrolError> for Failure {
    fn from(error: EnrolError) -> Self {
        match error {
            EnrolError::Taken => Self::new(Problem::Conflict),
            EnrolError::Storage(cause) => cause.into(),
        }
    }
}

fn sign_in_failure(error: SignInError) -> Failure {
    match error {
        SignInError::Stale => Failure::new(Problem::NonceExpired),
        SignInError::Refused => Failure::new(Problem::NotAuthenticated),
        SignInError::SlowDown { seconds } => {
            Failure::new(Problem::SlowDown).with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
        }
        SignInError::ServerKey(cause) => Failure::caused(Problem::Unavailable, cause),
        SignInError::Credential(cause) => Failure::caused(Problem::Unavailable, cause),
        SignInError::Storage(cause) => cause.into(),
    }
}

fn change_failure(error: &ChangeError) -> Failure {
    match *error {
        ChangeError::Stale => Failure::new(Problem::NonceExpired),
        ChangeError::Refused => Failure::new(Problem::NotAuthenticated),
        ChangeError::Conflict => Failure::new(Problem::Conflict),
        ChangeError::Credential(cause) => Failure::caused(Problem::Unavailable, cause),
        ChangeError::Storage(cause) => cause.into(),
    }
}

fn malformed() -> Failure {
    Failure::new(Problem::Malformed)
}
