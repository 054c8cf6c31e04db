//! What the addresses of files answer alike at the intake and at the desk. Who asks, and for which case, is each face's own.

use std::cell::Cell;
use std::time::Duration;

use actix_web::body::SizedStream;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::TryStreamExt as _;
use sigill_sealing::id::{ChannelId, FileId};
use tokio::time::{sleep, timeout};

use super::{AppendError, OpenError, Owner, Upload, append, find_upload, open_upload, piece, terminate};
use crate::app::App;
use crate::cases::{CaseId, Thread};
use crate::http::body::{expect_type, failure_of};
use crate::http::streamed::Streamed;
use crate::http::{Failure, Problem, tus};
use crate::storage::Error as StorageError;

/// How long a request waits for another that sends the same file: whoever sends may know sooner than the server that a line
/// is broken.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it looks.
const LOOK: Duration = Duration::from_millis(20);

/// Opens an upload; its address is that of all of its owner's, `base`, and its id.
pub async fn open(
    app: &App,
    owner: Owner,
    channel: ChannelId,
    request: &HttpRequest,
    base: &str,
) -> Result<HttpResponse, Failure> {
    let length = tus::read_length(request)?;
    let id = open_upload(app, owner, channel, length).await.map_err(|refused| match refused {
        OpenError::TooLarge => Failure::new(Problem::FileTooLarge),
        OpenError::CaseFull => Failure::new(Problem::FilesFull),
        OpenError::TooManyToday => Failure::new(Problem::FilesTomorrow),
        OpenError::NoRoom => Failure::new(Problem::NoRoomForFiles),
        OpenError::NotSealable => Failure::new(Problem::NotSealed),
        OpenError::NoChannel => not_found(),
        OpenError::Storage(cause) => cause.into(),
    })?;
    let upload = find_upload(app, id).await?.ok_or_else(not_found)?;
    Ok(tus::opened(&format!("{base}/{}", upload.id), upload.expires))
}

/// How far an upload has come.
#[must_use]
pub fn tell(upload: &Upload) -> HttpResponse {
    tus::found(upload.offset, upload.length, upload.expires)
}

/// Waits for the request that sends this very file to end, but not for long.
async fn wait_for_turn(app: &App, file: FileId) {
    let ended = async {
        while app.blobs.is_held(file) {
            sleep(LOOK).await;
        }
    };
    drop(timeout(PATIENCE, ended).await);
}

/// Goes on with an upload by what the request brings.
pub async fn go_on(
    app: &App,
    upload: &Upload,
    request: &HttpRequest,
    body: Streamed,
) -> Result<HttpResponse, Failure> {
    expect_type(request, tus::BYTES)?;
    let offset = tus::read_offset(request)?;
    wait_for_turn(app, upload.id).await;
    let broken = Cell::new(None);
    let body = body.inspect_err(|error| broken.set(Some(failure_of(error))));
    let offset = append(app, upload.id, offset, body).await.map_err(|refused| match refused {
        AppendError::NotThere => not_found(),
        AppendError::WrongOffset => Failure::new(Problem::Conflict),
        AppendError::Busy => Failure::new(Problem::Sending),
        AppendError::NotSealed => Failure::new(Problem::NotSealed),
        AppendError::TooLong => Failure::new(Problem::FileTooLarge),
        AppendError::TooManyToday => Failure::new(Problem::FilesTomorrow),
        AppendError::NoRoom => Failure::new(Problem::NoRoomForFiles),
        AppendError::Broken { .. } => broken.take().unwrap_or_else(|| Failure::new(Problem::Malformed)),
        AppendError::Storage(cause) => cause.into(),
    })?;
    Ok(tus::taken(offset, upload.expires))
}

/// Ends an upload; what came of it is gone.
pub async fn end(app: &App, upload: &Upload) -> Result<HttpResponse, Failure> {
    if terminate(app, upload.id).await? { Ok(HttpResponse::NoContent().finish()) } else { Err(not_found()) }
}

/// A piece of a file of `case`, sealed as it is, read from the disk as it goes; under `thread` alone if there is one.
pub async fn send_piece(
    app: &App,
    case: CaseId,
    thread: Option<Thread>,
    file: FileId,
    number: u64,
) -> Result<HttpResponse, Failure> {
    let found = piece(app, case, thread, file, number).await.map_err(|failed| {
        let is_lost = matches!(failed, StorageError::Damaged);
        if is_lost { Failure::caused(Problem::FileLost, failed) } else { failed.into() }
    })?;
    let (length, content) = found.ok_or_else(not_found)?;
    Ok(HttpResponse::Ok().content_type("application/octet-stream").body(SizedStream::new(length, content)))
}

/// A file's name in an address. What is no name at all is answered as one that names nothing.
pub fn read_file(text: &str) -> Result<FileId, Failure> {
    FileId::parse(text).map_err(|_refused| not_found())
}

/// The number of a piece in an address, in its one spelling.
pub fn read_piece(text: &str) -> Result<u64, Failure> {
    let number: u64 = text.parse().map_err(|_refused| not_found())?;
    if number.to_string() == text { Ok(number) } else { Err(not_found()) }
}

fn not_found() -> Failure {
    Failure::new(Problem::NotFound)
}
