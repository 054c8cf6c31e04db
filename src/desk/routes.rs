//! The desk's addresses for cases: extract, call, answer. Every one asks who is signed in, and who writes signs.

use actix_web::http::StatusCode;
use actix_web::http::header::{ContentType, ETAG, IF_NONE_MATCH};
use actix_web::web::{self, Data, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{base64, parse_base64, parse_base64_exact, parse_hex};
use sigill_sealing::file_reference::MOST_FILES;
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::id::{ChannelId, FileId};
use sigill_sealing::index::SealedEntry;
use sigill_sealing::kind::Place;
use utoipa::OpenApi;

use super::access::BroughtWrap;
use super::exporting::{self, ExportError};
use super::inbox::{self, Listed, RememberError};
use super::pages;
use super::wire::{
    CaseAnswer, Counts, EntriesOf, InboxAnswer, Index, IndexRequest, ListExportRequest, OpenedAnswer, Page,
    StrikeRequest, WrapAnswer, WrapRequest, WritingRequest, entries_answer,
};
use super::writing::{self, Envelope, WriteError, Writing, Written};
use super::{entering, erasing, files, recovering, views};
use crate::app::App;
use crate::cases::files::wire::read_names;
use crate::cases::lifecycle::{InternalStep, Step};
use crate::cases::striking::{Going, Half};
use crate::cases::wire::{ConflictAnswer, EnvelopesAnswer, WrittenAnswer};
use crate::cases::{CaseId, Thread};
use crate::http::body::ONE_ENVELOPE;
use crate::http::methods::resource;
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::members::guard::{Acting, SignedIn};

/// The most steps of one writing: more than there are.
const STEPS: usize = 16;

/// An envelope and a wrap for each of 101 holders, in base64.
const WRITING: usize = 4 << 20;

/// The most channels that a list of cases is of.
const CHANNELS: usize = 100;

/// The page, and the addresses under `/api/inbox`, `/api/views` and `/api/cases`.
pub fn configure(routes: &mut ServiceConfig) {
    routes
        .configure(pages::configure)
        .configure(files::routes::configure)
        .configure(erasing::routes::configure)
        .configure(entering::routes::configure)
        .configure(recovering::routes::configure)
        .configure(views::routes::configure)
        .service(resource("/api/inbox", "GET").route(web::get().to(get_inbox)))
        .service(resource("/api/index", "GET").route(web::get().to(get_entries)))
        .service(resource("/api/list-exports", "POST").route(web::post().to(post_list_export)))
        .service(resource("/api/cases/{case}", "GET").route(web::get().to(get_case)))
        .service(
            resource("/api/cases/{case}/envelopes", "GET, POST")
                .route(web::get().to(get_envelopes))
                .route(web::post().to(post_envelope)),
        )
        .service(resource("/api/cases/{case}/index", "PUT").route(web::put().to(put_index)));
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(
    get_inbox,
    get_entries,
    post_list_export,
    get_case,
    get_envelopes,
    post_envelope,
    put_index
))]
pub struct Contract;

#[utoipa::path(get, path = "/api/inbox", tag = "Cases",
    security(("session" = [])),
    params(("If-None-Match" = Option<String>, Header, description = "The ETag of the answer that the sender has")),
    responses(
        (status = 200, description = "Every case of which the member holds a wrap", body = InboxAnswer,
            headers(("ETag" = String, description = "Names this very answer"))),
        (status = 304, description = "It is as it was in the answer named"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_inbox(
    app: Data<App>,
    signed_in: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let had = request.headers().get(IF_NONE_MATCH).cloned();
    drop(request);
    let (listed, today) = inbox::list(&app, signed_in.member).await?;
    let today = today.iter().map(|(channel, day)| (channel.to_string(), day.to_string())).collect();
    let cases = listed.iter().map(case_answer).collect();
    let body = serde_json::to_vec(&InboxAnswer { cases, today })
        .map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
    // A digest of what this member is told anyway: whoever has it has the answer, or nothing.
    let tag = format!("\"{}\"", Digest::of(&body));
    if had.is_some_and(|had| had.as_bytes() == tag.as_bytes()) {
        return Ok(HttpResponse::NotModified().insert_header((ETAG, tag)).finish());
    }
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).content_type(ContentType::json()).body(body))
}

#[utoipa::path(get, path = "/api/index", tag = "Cases",
    security(("session" = [])),
    params(EntriesOf),
    responses(
        (status = 200, content_type = "application/octet-stream",
            description = "The member's index entries: of those cases, of each that has one; or else of all cases, \
                in the order of their names, about 1 MiB of them after the one that is named, and nothing if there are no \
                more. Of each the name of its case (16 bytes), the salt (32 bytes), the length of what is sealed (4 bytes, \
                the highest first) and what is sealed"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_entries(
    app: Data<App>,
    signed_in: SignedIn,
    of: Query<EntriesOf>,
) -> Result<HttpResponse, Failure> {
    let entries = match (&of.cases, &of.after) {
        (Some(cases), None) => {
            let names: Vec<&str> = cases.split(',').collect();
            if names.len() > inbox::ENTRIES {
                return Err(malformed());
            }
            let cases = names.into_iter().filter_map(|name| read_case(name).ok()).collect();
            inbox::list_entries(&app, signed_in.member, cases).await?
        }
        (None, after) => {
            let after =
                after.as_deref().map(|name| read_case(name).map_err(|_unknown| malformed())).transpose()?;
            inbox::list_entries_after(&app, signed_in.member, after).await?
        }
        (Some(_), Some(_)) => return Err(malformed()),
    };
    Ok(HttpResponse::Ok().content_type(ContentType::octet_stream()).body(entries_answer(&entries)))
}

#[utoipa::path(post, path = "/api/list-exports", tag = "Cases",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    request_body = ListExportRequest,
    responses(
        (status = 204, description = "Logged: the list may leave the desk"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_list_export(app: Data<App>, acting: Acting<ONE_ENVELOPE>) -> Result<HttpResponse, Failure> {
    let ListExportRequest { channels } = acting.read()?;
    if channels.is_empty() || channels.len() > CHANNELS {
        return Err(malformed());
    }
    let channels = channels.iter().map(|id| ChannelId::parse(id).map_err(|_refused| malformed()));
    match exporting::log_list(&app, acting.who.member, channels.collect::<Result<_, Failure>>()?).await {
        Ok(()) => Ok(HttpResponse::NoContent().finish()),
        Err(ExportError::NoChannel) => Err(not_found()),
        Err(ExportError::Storage(failed)) => Err(failed.into()),
    }
}

#[utoipa::path(get, path = "/api/cases/{case}", tag = "Cases",
    security(("session" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex")),
    responses(
        (status = 200, description = "One of them", body = OpenedAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_case(
    app: Data<App>,
    signed_in: SignedIn,
    case: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let opened = inbox::open(&app, signed_in.member, read_case(&case)?).await?.ok_or_else(not_found)?;
    let wraps = opened
        .wraps
        .into_iter()
        .map(|wrap| WrapAnswer { generation: wrap.generation, sealed: base64(&wrap.sealed) })
        .collect();
    let holders = opened.holders.iter().map(Holder::to_string).collect();
    let index = opened.index.as_ref().map(index);
    Ok(HttpResponse::Ok().json(OpenedAnswer { case: case_answer(&opened.listed), index, wraps, holders }))
}

#[utoipa::path(get, path = "/api/cases/{case}/envelopes", tag = "Cases",
    security(("session" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex"), Page),
    responses(
        (status = 200, description = "Envelopes of a thread", body = EnvelopesAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_envelopes(
    app: Data<App>,
    signed_in: SignedIn,
    case: web::Path<String>,
    page: Query<Page>,
) -> Result<HttpResponse, Failure> {
    let thread = read_thread(&page.thread)?;
    let rows = inbox::read(&app, signed_in.member, read_case(&case)?, thread, page.from).await?;
    let rows = rows.ok_or_else(not_found)?;
    Ok(HttpResponse::Ok().json(EnvelopesAnswer::page(rows, inbox::PAGE)))
}

#[utoipa::path(post, path = "/api/cases/{case}/envelopes", tag = "Cases",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex")),
    request_body = WritingRequest,
    responses(
        (status = 201, description = "Stored", body = WrittenAnswer),
        (status = 200, description = "Stored before, the very same bytes", body = WrittenAnswer),
        (status = 409, description = "Somebody was first", body = ConflictAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_envelope(
    app: Data<App>,
    acting: Acting<WRITING>,
    case: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let case = read_case(&case)?;
    let sent: WritingRequest = acting.read()?;
    written(&writing::write(&app, acting.who.member, case, read_writing(sent)?).await)
}

/// What the sender of an envelope is answered.
pub(super) fn written(written: &Result<Written, WriteError>) -> Result<HttpResponse, Failure> {
    match written {
        Ok(written) => {
            let status = if written.retried { StatusCode::OK } else { StatusCode::CREATED };
            let answer = WrittenAnswer { n: written.n, day: written.day.to_string() };
            Ok(HttpResponse::build(status).json(answer))
        }
        Err(WriteError::Conflict { count }) => {
            Ok(HttpResponse::build(Problem::Conflict.status()).json(ConflictAnswer::with(*count)))
        }
        Err(WriteError::NoCase) => Err(not_found()),
        Err(WriteError::LeftOut) => Err(Failure::new(Problem::Forbidden)),
        Err(WriteError::Files) => Err(Failure::new(Problem::FilesMissing)),
        Err(WriteError::Full) => Err(Failure::new(Problem::CaseFull)),
        Err(WriteError::Step(_) | WriteError::Stays) => Err(Failure::new(Problem::OutOfTurn)),
        Err(WriteError::OtherThread | WriteError::Wraps | WriteError::NoLetter) => Err(malformed()),
        Err(WriteError::Storage(failed)) => Err((*failed).into()),
    }
}

#[utoipa::path(put, path = "/api/cases/{case}/index", tag = "Cases",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    params(("case" = String, Path, description = "The server's own name of a case, in hex")),
    request_body = IndexRequest,
    responses(
        (status = 204, description = "Stored"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn put_index(
    app: Data<App>,
    acting: Acting<ONE_ENVELOPE>,
    case: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let case = read_case(&case)?;
    let sent: IndexRequest = acting.read()?;
    let (entry, replaces) = read_writing_over(&sent)?;
    let verified = sent.verified.unwrap_or(Counts { c: 0, i: 0 });
    match inbox::remember(&app, acting.who.member, case, entry, replaces, (verified.c, verified.i)).await {
        Ok(()) => Ok(HttpResponse::NoContent().finish()),
        Err(RememberError::NoCase) => Err(not_found()),
        Err(RememberError::Conflict) => Err(Failure::new(Problem::Conflict)),
        Err(RememberError::Storage(failed)) => Err(failed.into()),
    }
}

/// What a member's browser has sealed for itself, and the salt of what it writes over.
pub(super) fn read_writing_over(sent: &IndexRequest) -> Result<(SealedEntry, Option<[u8; 32]>), Failure> {
    let salt = read_salt(&sent.salt)?;
    let replaces = sent.replaces.as_deref().map(read_salt).transpose()?;
    let sealed = parse_base64(&sent.sealed).map_err(|_refused| malformed())?;
    let entry = SealedEntry::from_parts(salt, sealed).map_err(|_refused| Failure::new(Problem::NotSealed))?;
    Ok((entry, replaces))
}

fn read_salt(text: &str) -> Result<[u8; 32], Failure> {
    parse_base64_exact(text).map_err(|_refused| malformed())
}

fn case_answer(listed: &Listed) -> CaseAnswer {
    let Listed { case, counts: (c, i), indexed } = *listed;
    CaseAnswer {
        id: case.id.to_hex(),
        channel: case.channel.to_string(),
        path: case.path.as_str(),
        state: case.state.as_str(),
        received: case.days.received.to_string(),
        acknowledged: case.days.acknowledged.map(|day| day.to_string()),
        fed_back: case.days.fed_back.map(|day| day.to_string()),
        closed: case.days.closed.map(|day| day.to_string()),
        acknowledgement_waived: case.days.waived.acknowledgement.map(|day| day.to_string()),
        feedback_waived: case.days.waived.feedback.map(|day| day.to_string()),
        held: case.ending.held.map(|day| day.to_string()),
        erasure_decided: case.ending.decided.map(|day| day.to_string()),
        erasure_proposed: case.ending.is_proposed,
        erase_on: case.ending.erase_on.map(|day| day.to_string()),
        counts: Counts { c, i },
        generation: case.generation,
        indexed,
    }
}

pub(super) fn index(entry: &SealedEntry) -> Index {
    Index { salt: base64(entry.salt()), sealed: base64(entry.ciphertext()) }
}

fn read_writing(sent: WritingRequest) -> Result<Writing, Failure> {
    let envelope = match read_thread(&sent.thread)? {
        Thread::Conversation => Envelope::Conversation(sealed(&sent.sealed)?),
        Thread::Internal => Envelope::Internal(sealed(&sent.sealed)?),
    };
    let step = sent.step.map(|word| Step::parse(&word).ok_or_else(malformed)).transpose()?;
    if sent.steps.len() > STEPS {
        return Err(malformed());
    }
    let steps = sent.steps.iter().map(|word| InternalStep::parse(word).ok_or_else(malformed));
    let steps = steps.collect::<Result<_, Failure>>()?;
    let wraps = read_wraps(sent.wraps)?;
    let (n, generation) = (sent.n, sent.generation);
    Ok(Writing {
        n,
        envelope,
        step,
        steps,
        generation,
        wraps,
        files: read_names(&sent.files)?,
        deed: sent.deed,
        strike: sent.strike.map(read_half).transpose()?,
    })
}

/// The wraps that a grant or rekey brings.
pub(super) fn read_wraps(sent: Vec<WrapRequest>) -> Result<Vec<BroughtWrap>, Failure> {
    let read = |wrap: WrapRequest| {
        let holder = Holder::parse(&wrap.holder).map_err(|_refused| malformed())?;
        Ok((holder, wrap.generation, sealed(&wrap.sealed)?))
    };
    sent.into_iter().map(read).collect()
}

fn read_half(sent: StrikeRequest) -> Result<Half, Failure> {
    match sent {
        StrikeRequest::Proposes(sent) => Ok(Half::Proposed(read_going(sent.n, &sent.digest, &sent.files)?)),
        StrikeRequest::Confirms(sent) => {
            Ok(Half::Confirmed(sent.proposal, read_going(sent.n, &sent.digest, &sent.files)?))
        }
    }
}

fn read_going(n: u64, digest: &str, files: &[String]) -> Result<Going, Failure> {
    let digest = Digest::parse(digest).map_err(|_refused| malformed())?;
    if files.len() > MOST_FILES {
        return Err(malformed());
    }
    let files = files.iter().map(|id| FileId::parse(id).map_err(|_refused| malformed()));
    Ok(Going { n, digest, files: files.collect::<Result<_, Failure>>()? })
}

/// Lets base64 of a sealed thing through the gate.
pub(super) fn sealed<P: Place>(text: &str) -> Result<Sealed<P>, Failure> {
    let bytes = parse_base64(text).map_err(|_refused| malformed())?;
    Sealed::through_gate(bytes).map_err(|_refused| Failure::new(Problem::NotSealed))
}

fn read_thread(word: &str) -> Result<Thread, Failure> {
    Thread::parse(word).ok_or_else(malformed)
}

/// A case's name in an address. What is no name at all is answered as one that names nothing.
pub(super) fn read_case(text: &str) -> Result<CaseId, Failure> {
    parse_hex(text).map(CaseId::from_bytes).map_err(|_refused| not_found())
}

pub(super) fn not_found() -> Failure {
    Failure::new(Problem::NotFound)
}

pub(super) fn malformed() -> Failure {
    Failure::new(Problem::Malformed)
}
