//! The intake's addresses for files: extract, call, answer. Opening an upload and reading are signed; going on with an upload
//! takes its random id alone, so that a worker which has no key can do it.

use actix_web::http::{Method, StatusCode};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, Payload, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use sigill_sealing::id::ChannelId;
use utoipa::OpenApi;

use super::wire::{OfChannel, ToChannel};
use crate::app::App;
use crate::cases::Thread;
use crate::cases::files::wire::{BoundsAnswer, FilesAnswer};
use crate::cases::files::{self, Owner, Upload};
use crate::http::body::read;
use crate::http::methods::resource;
use crate::http::padded::padded_json;
use crate::http::streamed::Streamed;
use crate::http::tus::{self, Spoken};
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::intake::guard::{authenticate, nonce_header};

/// Where a reporter's files are.
const BASE: &str = "/api/case/files";

/// Every address of files.
pub(in crate::intake) fn configure(routes: &mut ServiceConfig) {
    routes
        .service(resource("/api/files", "GET").route(web::get().to(get_bounds)))
        .service(
            resource("/api/case/files", "GET, POST, OPTIONS")
                .wrap(from_fn(tus::say_version))
                .route(web::get().to(get_files))
                .route(web::post().to(post_file))
                .route(web::method(Method::OPTIONS).to(ask_files)),
        )
        .service(
            resource("/api/case/files/{file}", "HEAD, PATCH, DELETE")
                .wrap(from_fn(tus::say_version))
                .route(web::head().to(head_file))
                .route(web::patch().to(patch_file))
                .route(web::delete().to(delete_file)),
        )
        .service(resource("/api/case/files/{file}/{piece}", "GET").route(web::get().to(get_piece)));
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(get_bounds, get_files, post_file, ask_files, head_file, patch_file, delete_file, get_piece))]
pub struct FilesContract;

#[utoipa::path(get, path = "/api/files", tag = "Reporters",
    params(OfChannel),
    responses(
        (status = 200, description = "What the channel takes of files at this moment", body = BoundsAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_bounds(app: Data<App>, asked: Query<OfChannel>) -> Result<HttpResponse, Failure> {
    let channel = read_channel(&asked.channel)?;
    let limits = super::find_limits(&app, channel).await?.ok_or_else(not_found)?;
    padded_json(StatusCode::OK, &BoundsAnswer::of(limits))
}

#[utoipa::path(get, path = "/api/case/files", tag = "Reporters",
    security(("key" = [], "nonce" = [], "signature" = [])),
    responses(
        (status = 200, description = "The files of the conversation", body = FilesAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_files(app: Data<App>, request: HttpRequest, payload: Payload) -> Result<HttpResponse, Failure> {
    let body = read(payload, 0).await?;
    let locator = authenticate(&app, &request, &body)?;
    let (rows, limits) = super::list(&app, locator).await?.ok_or_else(not_found)?;
    with_nonce(&app, padded_json(StatusCode::OK, &FilesAnswer::of(&rows, limits))?)
}

#[utoipa::path(post, path = "/api/case/files", tag = "Reporters",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(
        ToChannel,
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Length" = u64, Header, description = "How many bytes the sealed file has"),
    ),
    responses(
        (status = 201, description = "An upload is open for it", headers(
            ("Location" = String, description = "The address under which it is sent"),
            ("Upload-Expires" = String, description = "Until when it surely stands if no envelope names it"),
        )),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_file(
    _spoken: Spoken,
    app: Data<App>,
    request: HttpRequest,
    to: Query<ToChannel>,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let body = read(payload, 0).await?;
    let locator = authenticate(&app, &request, &body)?;
    let named = to.channel.as_deref().map(read_channel).transpose()?;
    let channel = super::find_channel(&app, locator, named).await?.ok_or_else(not_found)?;
    let opened = files::routes::open(&app, Owner::Reporter(locator), channel, &request, BASE).await?;
    with_nonce(&app, opened)
}

#[utoipa::path(options, path = "/api/case/files", tag = "Reporters",
    responses(
        (status = 204, description = "What of tus 1.0 there is", headers(
            ("Tus-Version" = String, description = "1.0.0"),
            ("Tus-Extension" = String, description = "creation,termination,expiration"),
            ("Tus-Max-Size" = u64, description = "The longest sealed file, in bytes"),
        )),
    ),
)]
async fn ask_files(app: Data<App>) -> HttpResponse {
    tus::abilities(app.config.files.largest_sealed())
}

#[utoipa::path(head, path = "/api/case/files/{file}", tag = "Reporters",
    params(
        ("file" = String, Path, description = "The id of an upload, in hex"),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
    ),
    responses(
        (status = 200, description = "How far it has come", headers(
            ("Upload-Offset" = u64, description = "How many bytes are kept"),
            ("Upload-Length" = u64, description = "How many it will have"),
        )),
        (status = 404, description = "There is none, it has expired, or an envelope has named it"),
    ),
)]
async fn head_file(
    _spoken: Spoken,
    app: Data<App>,
    file: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    Ok(files::routes::tell(&find(&app, &file).await?))
}

#[utoipa::path(patch, path = "/api/case/files/{file}", tag = "Reporters",
    params(
        ("file" = String, Path, description = "The id of an upload, in hex"),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header, description = "Where these bytes begin: as many as are kept"),
    ),
    request_body(content_type = "application/offset+octet-stream", description = "What comes next of the sealed file"),
    responses(
        (status = 204, description = "Kept", headers(("Upload-Offset" = u64, description = "How many bytes are kept"))),
        (status = 409, description = "Another number of bytes is kept", body = ProblemAnswer),
        (status = 423, description = "Somebody sends this very file just now", body = ProblemAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn patch_file(
    _spoken: Spoken,
    app: Data<App>,
    request: HttpRequest,
    file: web::Path<String>,
    body: Streamed,
) -> Result<HttpResponse, Failure> {
    let upload = find(&app, &file).await?;
    files::routes::go_on(&app, &upload, &request, body).await
}

#[utoipa::path(delete, path = "/api/case/files/{file}", tag = "Reporters",
    params(
        ("file" = String, Path, description = "The id of an upload, in hex"),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn delete_file(
    _spoken: Spoken,
    app: Data<App>,
    file: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    files::routes::end(&app, &find(&app, &file).await?).await
}

#[utoipa::path(get, path = "/api/case/files/{file}/{piece}", tag = "Reporters",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(
        ("file" = String, Path, description = "The id of a file of the conversation, in hex"),
        ("piece" = u64, Path, description = "Which of its pieces of 8 MiB, from 0 on"),
    ),
    responses(
        (status = 200, description = "The sealed bytes of that piece", content_type = "application/octet-stream"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_piece(
    app: Data<App>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let body = read(payload, 0).await?;
    let locator = authenticate(&app, &request, &body)?;
    let (file, piece) = (files::routes::read_file(&path.0)?, files::routes::read_piece(&path.1)?);
    let case = super::find_case(&app, locator).await?.ok_or_else(not_found)?;
    let sent = files::routes::send_piece(&app, case, Some(Thread::Conversation), file, piece).await?;
    with_nonce(&app, sent)
}

async fn find(app: &App, file: &str) -> Result<Upload, Failure> {
    super::find_upload(app, files::routes::read_file(file)?).await?.ok_or_else(not_found)
}

fn read_channel(text: &str) -> Result<ChannelId, Failure> {
    ChannelId::parse(text).map_err(|_refused| Failure::new(Problem::Malformed))
}

/// The answer to a signed request brings the next nonce.
fn with_nonce(app: &App, mut answer: HttpResponse) -> Result<HttpResponse, Failure> {
    let (name, value) = nonce_header(app)?;
    answer.headers_mut().insert(name, value);
    Ok(answer)
}

fn not_found() -> Failure {
    Failure::new(Problem::NotFound)
}
