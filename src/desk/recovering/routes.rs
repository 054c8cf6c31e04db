//! The addresses of a channel's recovery code.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, Query, ServiceConfig};
use sigill_sealing::encoding::base64;
use utoipa::OpenApi;

use super::guard::{Holding, Recovering};
use super::wire::{From, GivingRequest, HeldChannel, HoldingAnswer, LeftAnswer, LeftCase, LeftWrapAnswer};
use super::{Giving, give, list, list_held, open, read};
use crate::app::App;
use crate::cases::wire::{ConflictAnswer, EnvelopesAnswer, WrittenAnswer};
use crate::desk::inbox::PAGE;
use crate::desk::routes::{not_found, read_case, read_wraps, sealed, written};
use crate::http::methods::resource;
use crate::http::{Failure, ProblemAnswer};

/// A rekey, and a wrap for a member and for recovery with all the keys that a case can have, in base64. Whose the key is that
/// signs is public, so nobody has more than that read before the signature is looked at.
const GIVING: usize = 512 << 10;

/// The addresses. The channel stands in each but the first, so that what is signed is about that one.
pub(in crate::desk) fn configure(routes: &mut ServiceConfig) {
    routes
        .service(resource("/api/recovery", "GET").route(web::get().to(get_held)))
        .service(resource("/api/recovery/{channel}", "GET").route(web::get().to(get_left)))
        .service(resource("/api/recovery/{channel}/cases/{case}", "GET").route(web::get().to(get_wrap)))
        .service(
            resource("/api/recovery/{channel}/cases/{case}/envelopes", "GET, POST")
                .route(web::get().to(get_conversation))
                .route(web::post().to(post_giving)),
        );
}

/// What they take and answer.
#[derive(OpenApi)]
#[openapi(paths(get_held, get_left, get_wrap, get_conversation, post_giving))]
pub struct RecoveringContract;

#[utoipa::path(get, path = "/api/recovery", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    responses(
        (status = 200, description = "The channels whose recovery code has signed; logged", body = HoldingAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_held(app: Data<App>, who: Holding) -> Result<HttpResponse, Failure> {
    let held = list_held(&app, who.channels).await?;
    let channels = held.into_iter().map(|(id, address)| HeldChannel { id: id.to_string(), address });
    Ok(HttpResponse::Ok().json(HoldingAnswer { channels: channels.collect() }))
}

#[utoipa::path(get, path = "/api/recovery/{channel}", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(("channel" = String, Path, description = "Whose recovery code it is, in hex")),
    responses(
        (status = 200, description = "What is left to the channel's recovery code alone; logged", body = LeftAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_left(app: Data<App>, who: Recovering<0>) -> Result<HttpResponse, Failure> {
    let (keyrings, cases) = list(&app, who.channel).await?;
    let cases =
        cases.iter().map(|case| LeftCase { id: case.id.to_hex(), received: case.days.received.to_string() });
    Ok(HttpResponse::Ok().json(LeftAnswer { keyrings, cases: cases.collect() }))
}

#[utoipa::path(get, path = "/api/recovery/{channel}/cases/{case}", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(
        ("channel" = String, Path, description = "Whose recovery code it is, in hex"),
        ("case" = String, Path, description = "The server's own name of a case, in hex"),
    ),
    responses(
        (status = 200, description = "Recovery's newest wrap of one of them; logged", body = LeftWrapAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_wrap(
    app: Data<App>,
    who: Recovering<0>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let opened = open(&app, who.channel, read_case(&path.1)?).await?;
    let (generation, wrap) = opened.ok_or_else(not_found)?;
    Ok(HttpResponse::Ok().json(LeftWrapAnswer { generation, wrap: base64(&wrap) }))
}

#[utoipa::path(get, path = "/api/recovery/{channel}/cases/{case}/envelopes", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(
        ("channel" = String, Path, description = "Whose recovery code it is, in hex"),
        ("case" = String, Path, description = "The server's own name of a case, in hex"),
        From,
    ),
    responses(
        (status = 200, description = "Envelopes of its conversation; logged", body = EnvelopesAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_conversation(
    app: Data<App>,
    who: Recovering<0>,
    path: web::Path<(String, String)>,
    page: Query<From>,
) -> Result<HttpResponse, Failure> {
    let rows = read(&app, who.channel, read_case(&path.1)?, page.from).await?.ok_or_else(not_found)?;
    Ok(HttpResponse::Ok().json(EnvelopesAnswer::page(rows, PAGE)))
}

#[utoipa::path(post, path = "/api/recovery/{channel}/cases/{case}/envelopes", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(
        ("channel" = String, Path, description = "Whose recovery code it is, in hex"),
        ("case" = String, Path, description = "The server's own name of a case, in hex"),
    ),
    request_body = GivingRequest,
    responses(
        (status = 201, description = "Stored: the case is given; logged", body = WrittenAnswer),
        (status = 200, description = "Stored before, the very same bytes", body = WrittenAnswer),
        (status = 409, description = "Somebody was first", body = ConflictAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_giving(
    app: Data<App>,
    who: Recovering<GIVING>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let case = read_case(&path.1)?;
    let sent: GivingRequest = who.read()?;
    let giving = Giving { n: sent.n, sealed: sealed(&sent.sealed)?, wraps: read_wraps(sent.wraps)? };
    written(&give(&app, who.channel, case, giving).await)
}
