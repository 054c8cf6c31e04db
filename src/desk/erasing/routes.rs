//! The desk's addresses for erasing: extract, call, answer.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, ServiceConfig};
use utoipa::OpenApi;

use super::super::routes::read_case;
use super::wire::{ErasedAnswer, ErasedDayAnswer, ErasureRequest};
use crate::app::App;
use crate::cases::retention::{EarlyError, Seen, erase_early, list_erased};
use crate::http::body::ONE_ENVELOPE;
use crate::http::methods::resource;
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::members::guard::{Acting, SignedIn};

/// `/api/erased`, and a case's erasure.
pub(in super::super) fn configure(routes: &mut ServiceConfig) {
    routes
        .service(resource("/api/erased", "GET").route(web::get().to(get_erased)))
        .service(resource("/api/cases/{case}/erasure", "POST").route(web::post().to(post_erasure)));
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(get_erased, post_erasure))]
pub struct ErasingContract;

#[utoipa::path(get, path = "/api/erased", tag = "Cases",
    security(("session" = [])),
    responses(
        (status = 200, description = "How many of the cases that the member could open were erased, as long as a copy may \
            have them", body = ErasedAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_erased(app: Data<App>, signed_in: SignedIn) -> Result<HttpResponse, Failure> {
    let backup_days = app.config.retention.backup_days;
    let days = list_erased(&app.db, signed_in.member, backup_days).await?;
    let erased = days.into_iter().map(|erased| ErasedDayAnswer {
        day: erased.day.to_string(),
        cases: erased.cases,
        gone: erased.gone.to_string(),
    });
    Ok(HttpResponse::Ok().json(ErasedAnswer { erased: erased.collect(), backup_days }))
}

#[utoipa::path(post, path = "/api/cases/{case}/erasure", tag = "Cases",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex")),
    request_body = ErasureRequest,
    responses(
        (status = 204, description = "Erased, as another member proposed"),
        (status = 403, description = "The member proposed it: another has to confirm", body = ProblemAnswer),
        (status = 409, description = "Something came since, or it cannot be erased", body = ProblemAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_erasure(
    app: Data<App>,
    acting: Acting<ONE_ENVELOPE>,
    case: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let case = read_case(&case)?;
    let ErasureRequest { c, i } = acting.read()?;
    match erase_early(&app, acting.who.member, case, Seen { c, i }).await {
        Ok(()) => Ok(HttpResponse::NoContent().finish()),
        Err(EarlyError::NoCase) => Err(Failure::new(Problem::NotFound)),
        Err(EarlyError::OutOfTurn) => Err(Failure::new(Problem::OutOfTurn)),
        Err(EarlyError::OwnProposal) => Err(Failure::new(Problem::Forbidden)),
        Err(EarlyError::Changed) => Err(Failure::new(Problem::Conflict)),
        Err(EarlyError::Storage(failed)) => Err(failed.into()),
    }
}
