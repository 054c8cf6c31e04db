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
use sigill_sealing::day::Day;
use sigill_sealing::secret::Secret;

use super::channel::{self, Served};
use super::fields::{Fields, Typed};
use super::form::{Filled, QUESTION};
use super::letters;
use super::opening::{self, OpenedCase, OpeningError};
use super::reply::{self, NotStored, Outcome};
use super::report::{self, ReportError};
use super::turns::{Turn, turn};
use crate::app::App;
use crate::cases::lifecycle::ACKNOWLEDGE_WITHIN;
use crate::channels::settings::Acknowledgement;
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
use crate::intake::pages::routes::{channel_frame, list_published, named_locale, plain_frame};
use crate::intake::pages::shelf::Shelf;
use crate::intake::pages::unsent_server::UnsentServerPage;
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
    let (language, address) = path.into_inner();
    let place = Place::find(&app, named_locale(&language)?, address).await?;
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

/// The words of a report whose channel cannot be shown.
fn unsent_report(
    app: &App,
    locale: Locale,
    action: &str,
    failure: &Failure,
    code: &CaseCode,
    filled: &Filled,
) -> Result<HttpResponse, Failure> {
    let problem = logged(failure);
    let typed = filled.fields();
    let words = typed.iter().filter(|(name, _)| name.starts_with(QUESTION) || name.starts_with("contact-"));
    let words: Vec<&str> = words.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty()).collect();
    let page = UnsentServerPage {
        frame: lonely_frame(app, locale),
        reason: Words::new(locale).say(phrases(problem).1).into_owned(),
        action: action.to_owned(),
        words: Secret::new(words.join("\n\n")),
        hidden: [("code".to_owned(), code.written())]
            .into_iter()
            .chain(typed.into_iter().map(|(name, value)| (name, Secret::new(value))))
            .collect(),
        draft: None,
    };
    show(problem.status(), &page)
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

/// What was sent to follow up a case that could not be opened.
struct Again<'a> {
    app: &'a App,
    shelf: &'a Shelf,
    locale: Locale,
    typed: &'a Typed,
    n: Option<&'a Typed>,
    text: Option<&'a Typed>,
}

impl Again<'_> {
    /// Where the code is typed, with the code as it was; with a message that was typed, a page that has the message.
    async fn show(self, status: StatusCode, reason: String) -> Result<HttpResponse, Failure> {
        if self.text.is_none() {
            match code_page(self.app, self.shelf, self.locale, Some(reason.clone()), self.typed.clone()).await
            {
                Ok(page) => return show(status, &page),
                Err(failure) => failure.log(),
            }
        }
        let hidden = [("code", Some(self.typed)), ("n", self.n)].into_iter();
        let page = UnsentServerPage {
            frame: lonely_frame(self.app, self.locale),
            reason,
            action: format!("/{}/follow-up/server", self.locale.tag()),
            hidden: hidden.filter_map(|(name, value)| Some((name.to_owned(), secret(value?)))).collect(),
            words: Secret::new(String::new()),
            draft: self.text.map(secret),
        };
        show(status, &page)
    }
}

fn secret(typed: &Typed) -> Secret<String> {
    Secret::new(String::clone(typed))
}

/// A channel as it stands today, in the language it is shown in.
struct Place {
    channel: Served,
    locale: Locale,
    language: Language,
}

impl Place {
    async fn find(app: &App, asked: Locale, address: String) -> Result<Self, Failure> {
        let channel = channel::find(app, address).await?;
        let channel = channel.ok_or_else(|| Failure::new(Problem::NotFound))?;
        let locale = channel.settings.locale(asked);
        Ok(Self { language: written_in(locale)?, locale, channel })
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

    /// The code page of a report that is stored. What is stored is fetched back and verified first; where that cannot be
    /// done just now, as when many others are at it, the page says so, and shows the code all the same.
    async fn filed(&self, app: &App, code: &Arc<CaseCode>, received: Day) -> Result<HttpResponse, Failure> {
        let turn = turn(opening::locator(code)).await;
        let opened = open_in(turn.as_ref(), app, code).await;
        let reference = opened.inspect_err(Failure::log).ok().map(|opened| opened.reference());
        show(StatusCode::OK, &self.code_page(app, code, received, reference, None))
    }

    /// The code page of a report that was filed before, with what was changed since.
    fn filed_before(
        &self,
        app: &App,
        code: &CaseCode,
        opened: &OpenedCase,
        filled: &Filled,
    ) -> Result<HttpResponse, Failure> {
        let draft = filled.in_words(&self.channel.settings, self.locale);
        let changed = Changed { n: opened.next(), draft };
        let received = opened.visit.case.days.received;
        let page = self.code_page(app, code, received, Some(opened.reference()), Some(changed));
        show(StatusCode::CONFLICT, &page)
    }

    fn code_page(
        &self,
        app: &App,
        code: &CaseCode,
        received: Day,
        reference: Option<String>,
        changed: Option<Changed>,
    ) -> FiledServerPage {
        let acknowledge_by = match self.channel.settings.acknowledgement {
            Acknowledgement::Handler => received.plus(ACKNOWLEDGE_WITHIN),
            Acknowledgement::Receipt => None,
        };
        let url = app.config.intake.url.as_str();
        FiledServerPage {
            frame: frame(app, &self.channel, self.locale),
            code: code.written(),
            reference,
            acknowledge_by: acknowledge_by.map(date),
            host: url.split_once("://").map_or(url, |(_, host)| host).to_owned(),
            changed,
        }
    }
}

fn case_page(
    app: &App,
    asked: Locale,
    code: &CaseCode,
    opened: &OpenedCase,
    outcome: Option<Outcome>,
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
            let problem = logged(&match cause {
                NotStored::Storage(cause) => cause.into(),
                NotStored::NoCase | NotStored::Sealing(_) | NotStored::Broken(_) => {
                    Failure::caused(Problem::Unavailable, cause)
                }
            });
            let is_sure = problem != Problem::Unknown;
            (problem.status(), None, Some(if is_sure { phrase::REPLY_FAILED } else { phrase::REPLY_UNKNOWN }))
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
    shelf: &Shelf,
    locale: Locale,
    mistake: Option<String>,
    typed: Typed,
) -> Result<FollowUpServerPage, Failure> {
    let published = list_published(app, shelf).await?;
    let open = published.iter().any(|(_, facts)| facts.server_path());
    let off = published.iter().filter(|(_, facts)| !facts.server_path());
    let mut without: Vec<_> =
        off.map(|(_, facts)| facts.settings.organisation.name.in_language(locale).to_owned()).collect();
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

/// Opens a case in its turn, if there was one.
async fn open_in(turn: Option<&Turn<'_>>, app: &App, code: &Arc<CaseCode>) -> Result<OpenedCase, Failure> {
    if turn.is_none() {
        return Err(Failure::new(Problem::Busy));
    }
    Ok(opening::open(app, code).await?)
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

/// The same of an answer that belongs to no channel.
fn lonely_frame(app: &App, locale: Locale) -> Frame {
    Frame { languages: Vec::new(), ..plain_frame(app, locale, "") }
}
