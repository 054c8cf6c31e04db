//! The desk's addresses for files: extract, call, answer. Opening an upload is signed, as everything that changes something;
//! going on with it takes the session of whoever opened it and its random id, and adds to nothing but that upload.

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use utoipa::OpenApi;

use crate::app::App;
use crate::cases::CaseId;
use crate::cases::files::wire::FilesAnswer;
use crate::cases::files::{self, Owner, Upload};
use crate::desk::routes::read_case;
use crate::http::methods::resource;
use crate::http::streamed::Streamed;
use crate::http::tus::{self, Spoken};
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::members::guard::{Acting, SignedIn};

/// Every address of files.
pub(in crate::desk) fn configure(routes: &mut ServiceConfig) {
    routes
        .service(
            resource("/api/cases/{case}/files", "GET, POST, OPTIONS")
                .wrap(from_fn(tus::say_version))
                .route(web::get().to(get_files))
                .route(web::post().to(post_file))
                .route(web::method(Method::OPTIONS).to(ask_files)),
        )
        .service(
            resource("/api/cases/{case}/files/{file}", "HEAD, PATCH, DELETE")
                .wrap(from_fn(tus::say_version))
                .route(web::head().to(head_file))
                .route(web::patch().to(patch_file))
                .route(web::delete().to(delete_file)),
        )
        .service(resource("/api/cases/{case}/files/{file}/{piece}", "GET").route(web::get().to(get_piece)));
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(get_files, post_file, ask_files, head_file, patch_file, delete_file, get_piece))]
pub struct FilesContract;

#[utoipa::path(get, path = "/api/cases/{case}/files", tag = "Cases",
    security(("session" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex")),
    responses(
        (status = 200, description = "The files of both threads", body = FilesAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_files(
    app: Data<App>,
    signed_in: SignedIn,
    case: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let found = super::list(&app, signed_in.member, read_case(&case)?).await?;
    let (rows, limits) = found.ok_or_else(not_found)?;
    Ok(HttpResponse::Ok().json(FilesAnswer::of(&rows, limits)))
}

#[utoipa::path(post, path = "/api/cases/{case}/files", tag = "Cases",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    params(
        ("case" = String, Path, description = "The server's own name of a case, in hex"),
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
    acting: Acting<0>,
    request: HttpRequest,
    case: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let (member, case) = (acting.who.member, read_case(&case)?);
    let row = super::find_case(&app, member, case).await?.ok_or_else(not_found)?;
    let base = format!("/api/cases/{}/files", case.to_hex());
    files::routes::open(&app, Owner::Member { case, member }, row.channel, &request, &base).await
}

#[utoipa::path(options, path = "/api/cases/{case}/files", tag = "Cases",
    params(("case" = String, Path, description = "The server's own name of a case, in hex")),
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

#[utoipa::path(head, path = "/api/cases/{case}/files/{file}", tag = "Cases",
    security(("session" = [])),
    params(
        ("case" = String, Path, description = "The server's own name of a case, in hex"),
        ("file" = String, Path, description = "The id of an upload of one's own, in hex"),
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
    signed_in: SignedIn,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    Ok(files::routes::tell(&find(&app, signed_in, &path).await?))
}

#[utoipa::path(patch, path = "/api/cases/{case}/files/{file}", tag = "Cases",
    security(("session" = [])),
    params(
        ("case" = String, Path, description = "The server's own name of a case, in hex"),
        ("file" = String, Path, description = "The id of an upload of one's own, in hex"),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header, description = "Where these bytes begin: as many as are kept"),
    ),
    request_body(content_type = "application/offset+octet-stream", description = "What comes next of the sealed file"),
    responses(
        (status = 204, description = "Kept", headers(("Upload-Offset" = u64, description = "How many bytes are kept"))),
        (status = 409, description = "Another number of bytes is kept", body = ProblemAnswer),
        (status = 423, description = "This very file is being sent just now", body = ProblemAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn patch_file(
    _spoken: Spoken,
    app: Data<App>,
    signed_in: SignedIn,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    body: Streamed,
) -> Result<HttpResponse, Failure> {
    let upload = find(&app, signed_in, &path).await?;
    files::routes::go_on(&app, &upload, &request, body).await
}

#[utoipa::path(delete, path = "/api/cases/{case}/files/{file}", tag = "Cases",
    security(("session" = [])),
    params(
        ("case" = String, Path, description = "The server's own name of a case, in hex"),
        ("file" = String, Path, description = "The id of an upload of one's own, in hex"),
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
    signed_in: SignedIn,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    files::routes::end(&app, &find(&app, signed_in, &path).await?).await
}

#[utoipa::path(get, path = "/api/cases/{case}/files/{file}/{piece}", tag = "Cases",
    security(("session" = [])),
    params(
        ("case" = String, Path, description = "The server's own name of a case, in hex"),
        ("file" = String, Path, description = "The id of a file of the case, in hex"),
        ("piece" = u64, Path, description = "Which of its pieces of 8 MiB, from 0 on"),
    ),
    responses(
        (status = 200, description = "The sealed bytes of that piece", content_type = "application/octet-stream"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_piece(
    app: Data<App>,
    signed_in: SignedIn,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, Failure> {
    let (case, file, piece) = (read_case(&path.0)?, &path.1, &path.2);
    let (file, piece) = (files::routes::read_file(file)?, files::routes::read_piece(piece)?);
    super::find_case(&app, signed_in.member, case).await?.ok_or_else(not_found)?;
    files::routes::send_piece(&app, case, None, file, piece).await
}

async fn find(app: &App, signed_in: SignedIn, path: &(String, String)) -> Result<Upload, Failure> {
    let (case, file): (CaseId, _) = (read_case(&path.0)?, files::routes::read_file(&path.1)?);
    super::find_upload(app, signed_in.member, case, file).await?.ok_or_else(not_found)
}

fn not_found() -> Failure {
    Failure::new(Problem::NotFound)
}
