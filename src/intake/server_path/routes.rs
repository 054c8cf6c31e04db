//! The addresses of the server path: extract, call, answer with a page. Every answer to a POST carries the code on in a
//! hidden field and closes the connection.

use std::collections::BTreeSet;
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, Data, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use sigill_sealing::body::Language;
use sigill_sealing::code::{CaseCode, CodeError};
use sigill_sealing::secret::Secret;

use super::channel::{self, Served, ServedError};
use super::fields::{Fields, Typed};
use super::form::Filled;
use super::letters;
use super::opening::{self, OpenedCase, OpeningError};
use super::reply::{self, Outcome, ReplyError};
use super::report::{self, ReportError};
use crate::app::App;
use crate::channels;
use crate::http::body::{ONE_ENVELOPE, expect_type, read};
use crate::http::locale::Locale;
use crate::http::methods::{reading, resource};
use crate::http::padded::padded_html;
use crate::http::words::{Words, phrase};
use crate::http::{Failure, Problem};
use crate::intake::pages::case_server::CaseServerPage;
use crate::intake::pages::channel::Recipients;
use crate::intake::pages::filed_server::{Changed, FiledServerPage};
use crate::intake::pages::follow_up::FollowUpServerPage;
use crate::intake::pages::form::{Answers, Mistakes};
use crate::intake::pages::problem::phrases;
use crate::intake::pages::report::ReportServerPage;
use crate::intake::pages::routes::{channel_frame, named_locale, plain_frame};
use crate::intake::pages::{Frame, date};

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
    let place = Place::find(&app, path.into_inner()).await?;
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
    let mut fields = read_form(&request, payload, REPORT).await?;
    let code = fields.take("code").and_then(|typed| CaseCode::parse(&typed).ok());
    let code = Arc::new(code.ok_or_else(|| Failure::new(Problem::Malformed))?);
    let filled = Filled::from(fields);
    let place = Place::find(&app, path.into_inner()).await?;
    let again = |status, mistakes| show(status, &place.form(&app, &code, &filled, mistakes));
    let whole = |status, phrase| again(status, Mistakes { whole: Some(phrase), ..Mistakes::default() });
    match report::file(&app, &place.channel, place.language()?, &code, &filled).await {
        Ok(()) => place.filed(&app, &code, None).await,
        Err(ReportError::Taken) => place.filed(&app, &code, Some(&filled)).await,
        Err(ReportError::Mistaken(mistakes)) => again(StatusCode::UNPROCESSABLE_ENTITY, mistakes),
        Err(ReportError::Closed(why)) => whole(Problem::Closed.status(), why),
        // Nobody's words are lost because our disk is full.
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

async fn blank_code(app: Data<App>, language: web::Path<String>) -> Result<HttpResponse, Failure> {
    let locale = named_locale(&language)?;
    show(StatusCode::OK, &code_page(&app, locale, None, Typed::default()).await?)
}

async fn post_follow_up(
    app: Data<App>,
    request: HttpRequest,
    language: web::Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let locale = named_locale(&language)?;
    let mut fields = read_form(&request, payload, MESSAGE).await?;
    let typed = fields.take("code").ok_or_else(|| Failure::new(Problem::Malformed))?;
    let words = Words::new(locale);
    let code = match CaseCode::parse(&typed) {
        Ok(code) => Arc::new(code),
        Err(slip) => {
            let page = code_page(&app, locale, Some(slip_in_words(words, slip)), typed).await?;
            return show(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let _turn = opening::turn().await;
    let opened = match fields.take("text") {
        None => match opening::open(&app, &code).await {
            Ok(opened) => {
                reply::mark_read(&app, &code, opened).await.map(|opened| (opened, None, Typed::default()))
            }
            Err(error) => Err(error),
        },
        Some(text) => {
            let n = fields.take("n").and_then(|n| n.parse().ok());
            let n = n.ok_or_else(|| Failure::new(Problem::Malformed))?;
            match reply::reply(&app, &code, written_in(locale)?, n, &text).await {
                Ok((opened, outcome)) => Ok((opened, Some(outcome), text)),
                Err(ReplyError::Opening(error)) => Err(error),
                Err(ReplyError::Storage(cause)) => return Err(cause.into()),
                Err(cause) => return Err(Failure::caused(Problem::Unavailable, cause)),
            }
        }
    };
    let (status, mistake) = match opened {
        Ok((opened, outcome, text)) => {
            return case_page(&app, locale, &code, &opened, outcome.as_ref(), &text);
        }
        Err(OpeningError::NoCase) => (StatusCode::NOT_FOUND, phrase::CODE_UNKNOWN),
        Err(OpeningError::Off) => (StatusCode::FORBIDDEN, phrase::FOLLOW_UP_SERVER_OFF),
        Err(OpeningError::TooLong) => (StatusCode::FORBIDDEN, phrase::FOLLOW_UP_SERVER_TOO_LONG),
        Err(OpeningError::Damaged(cause)) => {
            let problem = logged(&Failure::caused(Problem::Unavailable, cause));
            (problem.status(), phrase::FOLLOW_UP_DAMAGED)
        }
        Err(OpeningError::Storage(cause)) => return Err(cause.into()),
        Err(OpeningError::Channel(cause)) => return Err(unserved(cause)),
        Err(cause @ OpeningError::Broken(_)) => return Err(Failure::caused(Problem::Unavailable, cause)),
    };
    show(status, &code_page(&app, locale, Some(words.say(mistake).into_owned()), typed).await?)
}

/// A channel as it stands today, in the language it is shown in.
struct Place {
    channel: Served,
    locale: Locale,
}

impl Place {
    async fn find(app: &App, (language, address): (String, String)) -> Result<Self, Failure> {
        let asked = named_locale(&language)?;
        let channel = channel::find(app, address).await.map_err(unserved)?;
        let channel = channel.ok_or_else(|| Failure::new(Problem::NotFound))?;
        Ok(Self { locale: channel.settings.locale(asked), channel })
    }

    fn language(&self) -> Result<Language, Failure> {
        written_in(self.locale)
    }

    /// The form, filled in as it came.
    fn form(&self, app: &App, code: &CaseCode, filled: &Filled, mistakes: Mistakes) -> ReportServerPage {
        let given = filled.given.iter().map(|(question, typed)| (question.clone(), String::clone(typed)));
        ReportServerPage {
            frame: frame(app, &self.channel, self.locale),
            settings: self.channel.settings.clone(),
            recipients: Recipients::of(self.channel.lines()),
            closed: None,
            code: code.written(),
            epoch: self.channel.channel.epoch,
            answers: Answers { given: given.collect(), mistakes },
            excluded: BTreeSet::clone(&filled.excluded),
            contact_name: String::clone(&filled.contact_name),
            contact_reach: String::clone(&filled.contact_reach),
        }
    }

    /// The code page, once what is stored has been fetched back and verified. `changed` is a form that came too late.
    async fn filed(
        &self,
        app: &App,
        code: &Arc<CaseCode>,
        changed: Option<&Filled>,
    ) -> Result<HttpResponse, Failure> {
        let _turn = opening::turn().await;
        let opened = opening::open(app, code).await.map_err(|cause| match cause {
            OpeningError::Storage(cause) => cause.into(),
            OpeningError::Off | OpeningError::TooLong => Failure::new(Problem::Closed),
            OpeningError::NoCase
            | OpeningError::Damaged(_)
            | OpeningError::Channel(_)
            | OpeningError::Broken(_) => Failure::caused(Problem::Unavailable, cause),
        })?;
        let received = opened.visit.case.days.received;
        let acknowledge_by = received.plus(crate::cases::lifecycle::ACKNOWLEDGE_WITHIN).unwrap_or(received);
        let url = app.config.intake.url.as_str();
        let page = FiledServerPage {
            frame: frame(app, &self.channel, self.locale),
            code: code.written(),
            reference: opened.reference(),
            acknowledge_by: date(acknowledge_by),
            host: url.split_once("://").map_or(url, |(_, host)| host).to_owned(),
            changed: changed.map(|filled| Changed {
                n: opened.next(),
                draft: filled.in_words(&self.channel.settings, self.locale),
            }),
        };
        show(if changed.is_some() { StatusCode::CONFLICT } else { StatusCode::OK }, &page)
    }
}

fn case_page(
    app: &App,
    asked: Locale,
    code: &CaseCode,
    opened: &OpenedCase,
    outcome: Option<&Outcome>,
    text: &str,
) -> Result<HttpResponse, Failure> {
    let locale = opened.channel.settings.locale(asked);
    let letters = letters::letters(opened, locale);
    let unwell = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, said, mistake) = match outcome {
        None => (StatusCode::OK, None, None),
        Some(Outcome::Sent) => (StatusCode::OK, Some(phrase::REPLY_SENT), None),
        Some(Outcome::Empty) => (unwell, None, Some(phrase::REPLY_EMPTY)),
        Some(Outcome::TooLong) => (unwell, None, Some(phrase::REPLY_TOO_LONG)),
        Some(Outcome::HeldBack) => (StatusCode::CONFLICT, None, Some(phrase::REPLY_HELD_BACK)),
        Some(Outcome::Full) => (Problem::CaseFull.status(), None, Some(phrase::REPLY_CASE_FULL)),
        Some(Outcome::Conflict) => (StatusCode::CONFLICT, None, Some(phrase::REPLY_CONFLICT)),
        Some(Outcome::NotStored(cause)) => {
            (logged(&Failure::from(*cause)).status(), None, Some(phrase::REPLY_FAILED))
        }
    };
    let page = CaseServerPage {
        frame: frame(app, &opened.channel, locale),
        code: code.written(),
        n: opened.next(),
        reference: opened.reference(),
        state: letters::state(opened.visit.case.state),
        warnings: letters::warnings(opened),
        dates: letters::dates(&opened.visit.case.days)
            .into_iter()
            .map(|(what, day)| (what, date(day)))
            .collect(),
        new: letters.iter().filter(|letter| letter.new).count(),
        letters,
        outcome: said,
        may_write: !opened.conversation.is_held_back(),
        draft: if mistake.is_some() { text.to_owned() } else { String::new() },
        mistake,
    };
    show(status, &page)
}

/// Where the code is typed.
async fn code_page(
    app: &App,
    locale: Locale,
    mistake: Option<String>,
    typed: Typed,
) -> Result<FollowUpServerPage, Failure> {
    let (mut open, mut without) = (false, Vec::new());
    for channel in channels::list_published(&app.db).await? {
        let channel = channel::read(app, channel).map_err(unserved)?;
        if channel.is_open_to_server() {
            open = true;
        } else {
            without.push(channel.settings.organisation.name.in_language(locale).to_owned());
        }
    }
    // Where nothing is published yet, what is being tried out can be opened too.
    let server_path = open || without.is_empty();
    without.sort();
    let frame = plain_frame(app, locale, "follow-up/server");
    Ok(FollowUpServerPage { frame, mistake, typed: Secret::new(String::clone(&typed)), server_path, without })
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

/// A page as an answer: padded, never compressed.
fn show(status: StatusCode, page: &impl Template) -> Result<HttpResponse, Failure> {
    let html = page.render().map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
    Ok(padded_html(status, html))
}

/// Logs a failure of ours whose page is another, and says what it was.
fn logged(failure: &Failure) -> Problem {
    failure.log();
    failure.problem()
}

fn unserved(cause: ServedError) -> Failure {
    match cause {
        ServedError::Storage(cause) => cause.into(),
        ServedError::Keyring(_) | ServedError::OtherSettings | ServedError::Settings(_) => {
            Failure::caused(Problem::Unavailable, cause)
        }
    }
}

/// The language a text is written in, as the page was.
fn written_in(locale: Locale) -> Result<Language, Failure> {
    Language::parse(locale.tag()).map_err(|cause| Failure::caused(Problem::Unavailable, cause))
}

/// The frame of an answer to a POST: it leads to no other language, for whoever followed that would lose what the page
/// holds.
fn frame(app: &App, channel: &Served, locale: Locale) -> Frame {
    let frame = channel_frame(app, &channel.channel, &channel.settings, channel.status(), locale, "");
    Frame { languages: Vec::new(), ..frame }
}
