//! The addresses of a channel's recovery code.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, Query, ServiceConfig};
use sigill_sealing::encoding::base64;
use utoipa::OpenApi;

use super::guard::Recovering;
use super::wire::{From, GivingRequest, LeftAnswer, LeftCase, RecoveryAnswer};
use super::{Giving, give, list, open, read};
use crate::app::App;
use crate::cases::wire::{ConflictAnswer, EnvelopesAnswer, WrittenAnswer};
use crate::desk::inbox::PAGE;
use crate::desk::routes::{WRITING, not_found, read_case, read_wraps, sealed, written};
use crate::http::methods::resource;
use crate::http::{Failure, ProblemAnswer};

/// The addresses.
pub(in crate::desk) fn configure(routes: &mut ServiceConfig) {
    routes
        .service(resource("/api/recovery", "GET").route(web::get().to(get_recovery)))
        .service(resource("/api/recovery/cases/{case}", "GET").route(web::get().to(get_left)))
        .service(
            resource("/api/recovery/cases/{case}/envelopes", "GET, POST")
                .route(web::get().to(get_conversation))
                .route(web::post().to(post_giving)),
        );
}

/// What they take and answer.
#[derive(OpenApi)]
#[openapi(paths(get_recovery, get_left, get_conversation, post_giving))]
pub struct RecoveringContract;

#[utoipa::path(get, path = "/api/recovery", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    responses(
        (status = 200, description = "What is left to the channel's recovery code alone; logged", body = RecoveryAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_recovery(app: Data<App>, who: Recovering<0>) -> Result<HttpResponse, Failure> {
    let waiting = list(&app, who.channel).await?.ok_or_else(not_found)?;
    let cases = waiting
        .cases
        .iter()
        .map(|case| LeftCase { id: case.id.to_hex(), received: case.days.received.to_string() });
    Ok(HttpResponse::Ok().json(RecoveryAnswer {
        channel: who.channel.to_string(),
        address: waiting.address,
        today: waiting.today.to_string(),
        keyrings: waiting.notes,
        cases: cases.collect(),
    }))
}

#[utoipa::path(get, path = "/api/recovery/cases/{case}", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex")),
    responses(
        (status = 200, description = "Recovery's wraps of one of them", body = LeftAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_left(
    app: Data<App>,
    who: Recovering<0>,
    case: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let opened = open(&app, who.channel, read_case(&case)?).await?;
    let (generation, wraps) = opened.ok_or_else(not_found)?;
    let wraps = wraps.iter().map(|wrap| base64(wrap)).collect();
    Ok(HttpResponse::Ok().json(LeftAnswer { generation, wraps }))
}

#[utoipa::path(get, path = "/api/recovery/cases/{case}/envelopes", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex"), From),
    responses(
        (status = 200, description = "Envelopes of its conversation", body = EnvelopesAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_conversation(
    app: Data<App>,
    who: Recovering<0>,
    case: web::Path<String>,
    page: Query<From>,
) -> Result<HttpResponse, Failure> {
    let rows = read(&app, who.channel, read_case(&case)?, page.from).await?.ok_or_else(not_found)?;
    Ok(HttpResponse::Ok().json(EnvelopesAnswer::page(rows, PAGE)))
}

#[utoipa::path(post, path = "/api/recovery/cases/{case}/envelopes", tag = "Recovery",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex")),
    request_body = GivingRequest,
    responses(
        (status = 201, description = "Stored: the case is given", body = WrittenAnswer),
        (status = 200, description = "Stored before, the very same bytes", body = WrittenAnswer),
        (status = 409, description = "Somebody was first", body = ConflictAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_giving(
    app: Data<App>,
    who: Recovering<WRITING>,
    case: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let case = read_case(&case)?;
    let sent: GivingRequest = who.read()?;
    let giving = Giving { n: sent.n, sealed: sealed(&sent.sealed)?, wraps: read_wraps(sent.wraps)? };
    written(&give(&app, who.channel, case, giving).await)
}
