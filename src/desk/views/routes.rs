//! The addresses of saved views.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, ServiceConfig};
use utoipa::OpenApi;

use super::KeepError;
use super::wire::ViewsAnswer;
use crate::app::App;
use crate::desk::routes::{index, read_writing_over};
use crate::desk::wire::IndexRequest;
use crate::http::body::ONE_ENVELOPE;
use crate::http::methods::resource;
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::members::guard::{Acting, SignedIn};

/// The address.
pub(in crate::desk) fn configure(routes: &mut ServiceConfig) {
    routes.service(
        resource("/api/views", "GET, PUT").route(web::get().to(get_views)).route(web::put().to(put_views)),
    );
}

/// What it takes and answers.
#[derive(OpenApi)]
#[openapi(paths(get_views, put_views))]
pub struct ViewsContract;

#[utoipa::path(get, path = "/api/views", tag = "Cases",
    security(("session" = [])),
    responses(
        (status = 200, description = "The views of the inbox and the templates that the member has saved", body = ViewsAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_views(app: Data<App>, signed_in: SignedIn) -> Result<HttpResponse, Failure> {
    let views = super::find(&app, signed_in.member).await?;
    Ok(HttpResponse::Ok().json(ViewsAnswer { views: views.as_ref().map(index) }))
}

#[utoipa::path(put, path = "/api/views", tag = "Cases",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    request_body = IndexRequest,
    responses(
        (status = 204, description = "Stored"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn put_views(app: Data<App>, acting: Acting<ONE_ENVELOPE>) -> Result<HttpResponse, Failure> {
    let sent: IndexRequest = acting.read()?;
    let (views, replaces) = read_writing_over(&sent)?;
    match super::keep(&app, acting.who.member, views, replaces).await {
        Ok(()) => Ok(HttpResponse::NoContent().finish()),
        Err(KeepError::Conflict) => Err(Failure::new(Problem::Conflict)),
        Err(KeepError::Storage(failed)) => Err(failed.into()),
    }
}
