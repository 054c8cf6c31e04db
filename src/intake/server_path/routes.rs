//! The addresses of the server path: extract, call, answer with a page. Every answer to a POST carries the code on in a
//! hidden field and closes the connection.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, Data, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use sigill_sealing::code::{CaseCode, CodeError};

use super::answers::{Place, case_page, code_page, logged, open_in, show, written_in};
use super::fields::{Fields, Typed};
use super::form::Filled;
use super::opening::{self, OpeningError};
use super::reply;
use super::report::{self, ReportError};
use super::turns::turn;
use super::unsent::{Again, unsent_report};
use crate::app::App;
use crate::http::body::{ONE_ENVELOPE, expect_type, read};
use crate::http::locale::Locale;
use crate::http::methods::{reading, resource};
use crate::http::words::{Words, phrase};
use crate::http::{Failure, Problem};
use crate::intake::pages::form::Mistakes;
use crate::intake::pages::problem::phrases;
use crate::intake::pages::routes::named_locale;
use crate::intake::pages::shelf::Shelf;

/// Largest form of a report: an envelope's 1 MiB, every byte of it percent-encoded, and the names of its fields.
const REPORT: usize = (3 << 20) + (64 << 10);
/// Largest form of a message: 100,000 characters of four bytes, every byte percent-encoded, fit well.
const MESSAGE: usize = ONE_ENVELOPE;

/// The addresses at which alone the server takes anything in the open.
pub(in crate::intake) fn configure(routes: &mut ServiceConfig) {
    routes
        .service(
            resource("/{language}/c/{address}/report/server", "GET, HEAD, POST")
                .wrap(from_fn(keep_to_ourselves))
                .route(reading().to(blank_form))
                .route(web::post().to(post_report)),
        )
        .service(
            resource("/{language}/follow-up/server", "GET, HEAD, POST")
                .wrap(from_fn(keep_to_ourselves))
                .route(reading().to(blank_code))
                .route(web::post().to(post_follow_up)),
        );
}

/// Lets a form's POST carry its origin, which `no-referrer` would take away and with it the proof that no other site
/// sent it; and closes the connection after what came in the open.
async fn keep_to_ourselves<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let carries = request.method() == Method::POST;
    let mut answer = next.call(request).await?;
    answer.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    if carries {
        answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    Ok(answer)
}

async fn blank_form(app: Data<App>, path: web::Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let (language, address) = path.into_inner();
    let place = Place::find(&app, named_locale(&language)?, address).await?;
    // Before anyone writes what could not be taken.
    if !app.takes_reports().await? {
        return Err(Failure::new(Problem::NoSpace));
    }
    let code = CaseCode::generate(&mut app.rng.clone());
    let mut page = place.form(&app, &code, &Filled::default(), Mistakes::default());
    page.closed = report::closed(&place.channel);
    let path =
        |locale: Locale| format!("/{}/c/{}/report/server", locale.tag(), place.channel.channel.address);
    page.frame.languages = place.channel.settings.locales().map(|locale| (locale, path(locale))).collect();
    show(StatusCode::OK, &page)
}

async fn post_report(
    app: Data<App>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let (language, address) = path.into_inner();
    let asked = named_locale(&language)?;
    let mut fields = read_form(&request, payload, REPORT).await?;
    // From here on nothing that goes wrong takes the words away: the form comes back with them, or a page that has them.
    let carried = fields.take("code").and_then(|typed| CaseCode::parse(&typed).ok());
    let is_ours = carried.is_some();
    let code = Arc::new(carried.unwrap_or_else(|| CaseCode::generate(&mut app.rng.clone())));
    let filled = Filled::from(fields);
    let place = match Place::find(&app, asked, address).await {
        Ok(place) => place,
        Err(failure) => return unsent_report(&app, asked, request.path(), &failure, &code, &filled),
    };
    let again = |status, mistakes| show(status, &place.form(&app, &code, &filled, mistakes));
    let whole = |status, phrase| again(status, Mistakes { whole: Some(phrase), ..Mistakes::default() });
    if !is_ours {
        return whole(Problem::Malformed.status(), phrase::SENDING_FAILED_OTHER);
    }
    let spoken = (place.language.clone(), Words::new(place.locale));
    let outcome = report::file(&app, &place.channel, spoken, &code, &filled).await;
    match outcome {
        Ok(received) => place.filed(&app, &code, received).await,
        Err(ReportError::Taken) => {
            let turn = turn(opening::locator(&code)).await;
            match open_in(turn.as_ref(), &app, &code).await {
                Ok(opened) => place.filed_before(&app, &code, &opened, &filled),
                // What came before is there, but the message that this would become has no place in it yet.
                Err(failure) => whole(logged(&failure).status(), phrase::FILED_CHANGED),
            }
        }
        Err(ReportError::Mistaken(mistakes)) => again(StatusCode::UNPROCESSABLE_ENTITY, mistakes),
        Err(ReportError::Closed(why)) => whole(Problem::Closed.status(), why),
        Err(ReportError::Storage(cause)) => {
            let problem = logged(&cause.into());
            whole(problem.status(), phrases(problem).1)
        }
        Err(cause) => {
            let problem = logged(&Failure::caused(Problem::Unavailable, cause));
            whole(problem.status(), phrases(problem).1)
        }
    }
}

async fn blank_code(
    app: Data<App>,
    shelf: Data<Shelf>,
    language: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let locale = named_locale(&language)?;
    show(StatusCode::OK, &code_page(&app, &shelf, locale, None, Typed::default()).await?)
}

async fn post_follow_up(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    language: web::Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let locale = named_locale(&language)?;
    let written_in = written_in(locale)?;
    let mut fields = read_form(&request, payload, MESSAGE).await?;
    let typed = fields.take("code").ok_or_else(|| Failure::new(Problem::Malformed))?;
    let (n, text) = (fields.take("n"), fields.take("text"));
    let again = Again { app: &app, shelf: &shelf, locale, typed: &typed, n: n.as_ref(), text: text.as_ref() };
    let words = Words::new(locale);
    let code = match CaseCode::parse(&typed) {
        Ok(code) => Arc::new(code),
        Err(slip) => return again.show(StatusCode::UNPROCESSABLE_ENTITY, slip_in_words(words, slip)).await,
    };
    let Some(_turn) = turn(opening::locator(&code)).await else {
        return again.show(Problem::Busy.status(), words.say(phrases(Problem::Busy).1).into_owned()).await;
    };
    let opened = match &text {
        None => match opening::open(&app, &code).await {
            Ok(opened) => reply::mark_read(&app, &code, opened).await.map(|opened| (opened, None)),
            Err(error) => Err(error),
        },
        Some(text) => {
            let n = n.as_ref().and_then(|n| n.parse().ok());
            let replied = reply::reply(&app, &code, written_in, n, text).await;
            replied.map(|(opened, outcome)| (opened, Some(outcome)))
        }
    };
    let (status, mistake) = match opened {
        Ok((opened, outcome)) => {
            let text = text.as_ref().map_or("", |text| text.as_str());
            return case_page(&app, locale, &code, &opened, outcome, text);
        }
        Err(OpeningError::NoCase) => (StatusCode::NOT_FOUND, phrase::CODE_UNKNOWN),
        Err(OpeningError::Off) => (StatusCode::FORBIDDEN, phrase::FOLLOW_UP_SERVER_OFF),
        Err(OpeningError::TooLong) => (StatusCode::FORBIDDEN, phrase::FOLLOW_UP_SERVER_TOO_LONG),
        Err(cause @ OpeningError::Damaged(_)) => (logged(&cause.into()).status(), phrase::FOLLOW_UP_DAMAGED),
        Err(cause) => {
            let problem = logged(&cause.into());
            (problem.status(), phrases(problem).1)
        }
    };
    again.show(status, words.say(mistake).into_owned()).await
}

/// What is wrong with a code, as precisely as can be told.
fn slip_in_words(words: Words, slip: CodeError) -> String {
    match slip {
        CodeError::Symbol { .. } => words.code_wrong_symbol().into_owned(),
        CodeError::Length { symbols } => words.code_wrong_length(symbols.to_string()),
        CodeError::Check => words.code_wrong_check().into_owned(),
    }
}

/// Reads a form's fields. The bytes they came in are let go of at once.
async fn read_form(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Fields, Failure> {
    expect_type(request, "application/x-www-form-urlencoded")?;
    let body = read(payload, limit).await?;
    Fields::parse(&body).ok_or_else(|| Failure::new(Problem::Malformed))
}
