//! The intake's addresses for scripts: extract, call, answer. Everything said here is padded.

use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Payload, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{base64, parse_base64};
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::ChannelId;
use sigill_sealing::kind::Place;
use utoipa::OpenApi;

use super::conversation::{self, WriteError, Writing};
use super::files;
use super::guard::{authenticate, fresh_nonce, nonce_header};
use super::pages;
use super::pages::pressed::{Key, Pressed, Which};
use super::pages::shelf::Shelf;
use super::server_path;
use super::wire::{
    CaseAnswer, ChannelAnswer, EnvelopeRequest, FiledAnswer, FilingRequest, From, KeyringsAnswer,
    LastingBounds, Mark, SettingsAnswer,
};
use crate::app::App;
use crate::cases::files::wire::read_names;
use crate::cases::filing::{self, Filing, FilingError, Wraps};
use crate::cases::wire::{ConflictAnswer, EnvelopesAnswer, WrittenAnswer};
use crate::cases::{FilingDigest, Path};
use crate::channels;
use crate::channels::clocks::Clocks;
use crate::http::assets;
use crate::http::body::{ONE_ENVELOPE, read, read_json};
use crate::http::locale::Locale;
use crate::http::methods::resource;
use crate::http::padded::{padded_bytes, padded_json};
use crate::http::signed::NonceAnswer;
use crate::http::{Failure, Problem, ProblemAnswer};

/// A report, contact details, an anchor and a wrap for each of 101 holders, in base64.
const FILING: usize = 4 << 20;
/// Most keyrings in one answer.
const KEYRINGS: usize = 32;
/// Most bytes of keyrings in one answer, unless a single one is longer.
const KEYRING_BYTES: usize = 512 << 10;

/// Every address of the intake: those under `/api`, the pages, and what pages fetch.
pub fn configure(routes: &mut ServiceConfig, shelf: &Shelf) {
    pages::routes::configure(routes, shelf);
    server_path::configure(routes);
    files::routes::configure(routes);
    assets::configure(routes);
    routes
        .service(resource("/api/channels/{address}", "GET").route(web::get().to(get_channel)))
        .service(resource("/api/channels/{address}/keyrings", "GET").route(web::get().to(get_keyrings)))
        .service(
            resource("/api/channels/{address}/settings/{digest}", "GET").route(web::get().to(get_settings)),
        )
        .service(resource("/api/nonce", "GET").route(web::get().to(get_nonce)))
        .service(resource("/api/cases", "POST").route(web::post().to(post_case)))
        .service(resource("/api/case", "GET").route(web::get().to(get_case)))
        .service(
            resource("/api/case/envelopes", "GET, POST")
                .route(web::get().to(get_envelopes))
                .route(web::post().to(post_envelope)),
        );
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(
    get_channel,
    get_keyrings,
    get_settings,
    get_nonce,
    post_case,
    get_case,
    get_envelopes,
    post_envelope
))]
pub struct Contract;

/// The one answer in Brotli: it is what everybody may know and, unlike the rest, the same for all who ask, so that its
/// length tells no more than that of the channel's page does.
#[utoipa::path(get, path = "/api/channels/{address}", tag = "Reporters",
    params(("address" = String, Path, description = "The word in the channel's address")),
    responses(
        (status = 200, description = "A channel and its newest keyring, the same for everybody", body = ChannelAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_channel(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    address: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let channel = channels::find(&app.db, address.into_inner()).await?;
    let channel = channel.ok_or_else(not_found)?;
    let clocks = Clocks::read(&channel.settings).unwrap_or(Clocks::DEFAULT);
    let today = app.clock.today(clocks.zone);
    let key = Key {
        which: Which::Answer { today },
        locale: Locale::default(),
        address: channel.address.clone(),
        keyring: channel.keyring,
        published: channel.published,
        status: None,
    };
    let pressed = shelf.pressed(key, move || {
        let answer = ChannelAnswer {
            channel: channel.id.to_string(),
            address: channel.address,
            published: channel.published,
            today: today.to_string(),
            settings: channel.settings,
            keyring: channel.note,
            filing_recipient: app.server_key.filing_identity().recipient().to_string(),
            files: LastingBounds {
                largest: app.config.files.largest.amount(),
                per_case: app.config.files.per_case.amount(),
            },
        };
        Pressed::of("application/json", padded_bytes(&answer)?)
    });
    Ok(pressed.await?.answer(request.headers()))
}

#[utoipa::path(get, path = "/api/channels/{address}/keyrings", tag = "Reporters",
    params(("address" = String, Path, description = "The word in the channel's address"), From),
    responses(
        (status = 200, description = "Keyrings from an epoch on", body = KeyringsAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_keyrings(
    app: Data<App>,
    address: web::Path<String>,
    from: Query<From>,
) -> Result<HttpResponse, Failure> {
    let notes = channels::list_notes(&app.db, address.into_inner(), from.from, KEYRINGS + 1);
    let mut keyrings = notes.await?.ok_or_else(not_found)?;
    let mut bytes = 0_usize;
    let fit = keyrings.iter().take(KEYRINGS).take_while(|note| {
        bytes += note.len();
        bytes <= KEYRING_BYTES
    });
    let fit = fit.count().max(1);
    let more = keyrings.len() > fit;
    keyrings.truncate(fit);
    padded_json(StatusCode::OK, &KeyringsAnswer { keyrings, more })
}

#[utoipa::path(get, path = "/api/channels/{address}/settings/{digest}", tag = "Reporters",
    params(("address" = String, Path, description = "The word in the channel's address"), ("digest" = String, Path, description = "SHA-256 of settings that an epoch of it names, in hex")),
    responses(
        (status = 200, description = "Those settings", body = SettingsAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_settings(app: Data<App>, named: web::Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let (address, digest) = named.into_inner();
    let digest = Digest::parse(&digest).map_err(|_malformed| not_found())?;
    let found = channels::find_settings(&app.db, address, digest).await?;
    padded_json(StatusCode::OK, &SettingsAnswer { settings: found.ok_or_else(not_found)? })
}

#[utoipa::path(get, path = "/api/nonce", tag = "Reporters",
    responses(
        (status = 200, description = "A nonce for a signed request", body = NonceAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_nonce(app: Data<App>) -> Result<HttpResponse, Failure> {
    padded_json(StatusCode::OK, &NonceAnswer { nonce: fresh_nonce(&app) })
}

#[utoipa::path(post, path = "/api/cases", tag = "Reporters",
    security(("key" = [], "nonce" = [], "signature" = [])),
    request_body = FilingRequest,
    responses(
        (status = 201, description = "Filed", body = FiledAnswer),
        (status = 200, description = "Filed before, the very same request", body = FiledAnswer),
        (status = 409, description = "Another filing has this code", body = ProblemAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_case(app: Data<App>, request: HttpRequest, payload: Payload) -> Result<HttpResponse, Failure> {
    let (sent, body): (FilingRequest, _) = read_json(&request, payload, FILING).await?;
    let locator = authenticate(&app, &request, &body)?;
    let digest = FilingDigest::from_bytes(*Digest::of(&body).as_bytes());
    let filed =
        filing::file_report(&app, locator, digest, read_filing(sent)?).await.map_err(
            |error| match error {
                FilingError::Taken => Failure::new(Problem::Conflict),
                FilingError::OldKeyring => Failure::new(Problem::Expired),
                FilingError::ServerKey => Failure::new(Problem::KeyReplaced),
                FilingError::Files => Failure::new(Problem::FilesMissing),
                FilingError::NoKeyring | FilingError::Holders => Failure::new(Problem::Malformed),
                FilingError::Storage(cause) => cause.into(),
            },
        )?;
    let status = if filed.retried { StatusCode::OK } else { StatusCode::CREATED };
    signed_answer(&app, status, &FiledAnswer { received: filed.received.to_string() })
}

#[utoipa::path(get, path = "/api/case", tag = "Reporters",
    security(("key" = [], "nonce" = [], "signature" = [])),
    responses(
        (status = 200, description = "The case of the key that signed", body = CaseAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_case(app: Data<App>, request: HttpRequest, payload: Payload) -> Result<HttpResponse, Failure> {
    let body = read(payload, 0).await?;
    let locator = authenticate(&app, &request, &body)?;
    let visit = conversation::visit(&app, locator).await?.ok_or_else(not_found)?;
    let days = visit.case.days;
    let answer = CaseAnswer {
        address: visit.address,
        channel: visit.case.channel.to_string(),
        today: visit.today.to_string(),
        state: visit.case.state.as_str(),
        path: visit.case.path.as_str(),
        received: days.received.to_string(),
        acknowledged: days.acknowledged.map(|day| day.to_string()),
        fed_back: days.fed_back.map(|day| day.to_string()),
        closed: days.closed.map(|day| day.to_string()),
        acknowledgement_waived: days.waived.acknowledgement.map(|day| day.to_string()),
        feedback_waived: days.waived.feedback.map(|day| day.to_string()),
        anchor: base64(&visit.anchor),
        count: visit.count,
    };
    signed_answer(&app, StatusCode::OK, &answer)
}

#[utoipa::path(get, path = "/api/case/envelopes", tag = "Reporters",
    security(("key" = [], "nonce" = [], "signature" = [])),
    params(From),
    responses(
        (status = 200, description = "Envelopes of the conversation", body = EnvelopesAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_envelopes(
    app: Data<App>,
    request: HttpRequest,
    from: Query<From>,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let body = read(payload, 0).await?;
    let locator = authenticate(&app, &request, &body)?;
    let (rows, more) = conversation::list(&app, locator, from.from).await?.ok_or_else(not_found)?;
    signed_answer(&app, StatusCode::OK, &EnvelopesAnswer::of(rows, more))
}

#[utoipa::path(post, path = "/api/case/envelopes", tag = "Reporters",
    security(("key" = [], "nonce" = [], "signature" = [])),
    request_body = EnvelopeRequest,
    responses(
        (status = 201, description = "Stored", body = WrittenAnswer),
        (status = 200, description = "Stored before, the very same bytes", body = WrittenAnswer),
        (status = 409, description = "Somebody was first", body = ConflictAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_envelope(
    app: Data<App>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let (sent, body): (EnvelopeRequest, _) = read_json(&request, payload, ONE_ENVELOPE).await?;
    let locator = authenticate(&app, &request, &body)?;
    let envelope = sealed(&sent.sealed)?;
    let files = read_names(&sent.files)?;
    let writing = Writing { n: sent.n, envelope, files, retry: None, is_mark: sent.mark == Mark::Read };
    match conversation::write(&app, locator, writing).await {
        Ok(written) => {
            let status = if written.retried { StatusCode::OK } else { StatusCode::CREATED };
            signed_answer(&app, status, &WrittenAnswer { n: written.n, day: written.day.to_string() })
        }
        Err(WriteError::Conflict { count }) => {
            signed_answer(&app, Problem::Conflict.status(), &ConflictAnswer::with(count))
        }
        Err(WriteError::NoCase) => Err(not_found()),
        Err(WriteError::Files) => Err(Failure::new(Problem::FilesMissing)),
        Err(WriteError::Full) => Err(Failure::new(Problem::CaseFull)),
        Err(WriteError::Storage(cause)) => Err(cause.into()),
    }
}

fn read_filing(sent: FilingRequest) -> Result<Filing, Failure> {
    let malformed = || Failure::new(Problem::Malformed);
    let [report, contact] = sent.envelopes;
    Ok(Filing {
        channel: ChannelId::parse(&sent.channel).map_err(|_refused| malformed())?,
        epoch: sent.keyring.epoch,
        keyring: Digest::parse(&sent.keyring.hash).map_err(|_refused| malformed())?,
        path: Path::Browser,
        received: None,
        anchor: sealed(&sent.anchor)?,
        leaf: Digest::parse(&sent.leaf).map_err(|_refused| malformed())?,
        wraps: Wraps::Sealed(sealed(&sent.wraps)?),
        report: sealed(&report)?,
        contact: sealed(&contact)?,
        files: read_names(&sent.files)?,
    })
}

/// Lets base64 of a sealed thing through the gate.
fn sealed<P: Place>(text: &str) -> Result<Sealed<P>, Failure> {
    let bytes = parse_base64(text).map_err(|_refused| Failure::new(Problem::Malformed))?;
    Sealed::through_gate(bytes).map_err(|_refused| Failure::new(Problem::NotSealed))
}

/// An answer to a signed request: padded, and with the next nonce.
fn signed_answer(app: &App, status: StatusCode, body: &impl Serialize) -> Result<HttpResponse, Failure> {
    let mut answer = padded_json(status, body)?;
    let (name, value) = nonce_header(app)?;
    answer.headers_mut().insert(name, value);
    Ok(answer)
}

fn not_found() -> Failure {
    Failure::new(Problem::NotFound)
}
