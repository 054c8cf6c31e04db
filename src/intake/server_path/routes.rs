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
use sigill_sealing::id::FileId;

use super::acts::{self, Telling};
use super::answers::{
    Place, Said, case_page, code_page, file_broken, file_field, logged, open_in, show, written_in,
};
use super::attached::{Attached, Waiting};
use super::download::{self, Broken, Download};
use super::fields::{Fields, Typed};
use super::form::Filled;
use super::opening::{self, OpenedCase, OpeningError};
use super::receiving::{Whose, receive};
use super::reply::{self, Outcome, Reply};
use super::report::{self, ReportError};
use super::retry;
use super::turns::turn;
use super::unsent::{Again, unsent_report};
use crate::app::App;
use crate::http::attachment::attachment;
use crate::http::body::{ONE_ENVELOPE, expect_type, read};
use crate::http::locale::Locale;
use crate::http::methods::{reading, resource};
use crate::http::stack::wipe;
use crate::http::words::{Phrase, Words, phrase};
use crate::http::{Failure, Problem};
use crate::intake::pages::files_server::FileField;
use crate::intake::pages::form::Mistakes;
use crate::intake::pages::problem::phrases;
use crate::intake::pages::routes::named_locale;
use crate::intake::pages::shelf::Shelf;

/// Largest form of a report: an envelope's 1 MiB, every byte of it percent-encoded, and the names of its fields.
const REPORT: usize = (3 << 20) + (64 << 10);
/// Largest form that asks for a file: a code and an id.
const CODE: usize = 4096;
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
            resource("/{language}/follow-up/server/file", "POST")
                .wrap(from_fn(keep_to_ourselves))
                .route(web::post().to(post_file)),
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
        // A digest or a parser may have left a name or a word in the frames of this thread.
        wipe();
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
    let files = file_field(&app, Words::new(place.locale), place.id(), &Waiting::default(), Vec::new()).await;
    let mut page = place.form(&app, &code, &Filled::default(), Mistakes::default(), files);
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
    let place = Place::find(&app, asked, address).await;
    let whose = match &place {
        Ok(place) if place.channel.is_open_to_server() => Whose::Channel(place.id()),
        Ok(_closed) => Whose::Closed,
        Err(_failure) => Whose::Lost,
    };
    let (mut fields, mut attached) = receive(&app, &request, payload, REPORT, whose).await?;
    attached.read(&mut fields);
    // From here on nothing that goes wrong takes the words away: the form comes back with them, or a page that has them.
    let carried = fields.take("code").and_then(|typed| CaseCode::parse(&typed).ok());
    let is_ours = carried.is_some();
    let code = Arc::new(carried.unwrap_or_else(|| CaseCode::generate(&mut app.rng.clone())));
    let filled = Filled::from(fields);
    let place = match place {
        Ok(place) => place,
        Err(failure) => {
            return unsent_report(&app, asked, request.path(), &failure, &code, &filled, &attached);
        }
    };
    let form = Form { app: &app, place: &place, code: &code, filled: &filled, attached: &attached };
    if !is_ours {
        return form.whole(Problem::Malformed.status(), phrase::SENDING_FAILED_OTHER).await;
    }
    let digest = retry::of_report(&code, place.id(), &filled, attached.marks());
    let may_be_again = !attached.only_adds && attached.is_whole();
    let outcome = if may_be_again { report::received_before(&app, &code, digest).await } else { Ok(None) };
    let outcome = match outcome {
        Ok(Some(received)) => {
            attached.let_go(&app, &code).await;
            return place.filed(&app, &code, received).await;
        }
        Err(error) => Err(error),
        Ok(None) => match attached.waiting(&app, &code).await {
            Err(cause) => Err(ReportError::Storage(cause)),
            Ok(waiting) if attached.only_adds => return form.files(&waiting, Mistakes::default()).await,
            Ok(waiting) if attached.is_troubled(&waiting) => {
                // All that is to be mended is said at once.
                match report::judge(&app, &place.channel, &filled, Words::new(place.locale)).await {
                    Ok(_ready) => return form.files(&waiting, Mistakes::default()).await,
                    Err(ReportError::Mistaken(mistakes)) => return form.files(&waiting, mistakes).await,
                    Err(other) => Err(other),
                }
            }
            Ok(waiting) => {
                let spoken = (place.language.clone(), Words::new(place.locale));
                report::file(&app, &place.channel, spoken, &code, (&filled, digest), waiting).await
            }
        },
    };
    match outcome {
        Ok(received) => place.filed(&app, &code, received).await,
        Err(ReportError::Taken) => {
            let turn = turn(opening::locator(&code)).await;
            match open_in(turn.as_ref(), &app, &code).await {
                Ok(opened) => place.filed_before(&app, &code, &opened, &filled),
                // What came before is there, but the message that this would become has no place in it yet.
                Err(failure) => form.whole(logged(&failure).status(), phrase::FILED_CHANGED).await,
            }
        }
        Err(ReportError::Mistaken(mistakes)) => form.again(StatusCode::UNPROCESSABLE_ENTITY, mistakes).await,
        Err(ReportError::Closed(why)) => form.whole(Problem::Closed.status(), why).await,
        Err(ReportError::FileGone) => form.again(StatusCode::CONFLICT, Mistakes::default()).await,
        Err(ReportError::Storage(cause)) => {
            let problem = logged(&cause.into());
            form.whole(problem.status(), phrases(problem).1).await
        }
        Err(cause) => {
            let problem = logged(&Failure::caused(Problem::Unavailable, cause));
            form.whole(problem.status(), phrases(problem).1).await
        }
    }
}

/// The report's form, shown again as it was filled in.
struct Form<'a> {
    app: &'a App,
    place: &'a Place,
    code: &'a Arc<CaseCode>,
    filled: &'a Filled,
    attached: &'a Attached,
}

impl Form<'_> {
    async fn again(&self, status: StatusCode, mistakes: Mistakes) -> Result<HttpResponse, Failure> {
        // Where the files cannot be listed just now, the form still has all that was typed, and they are not lost.
        let waiting = self.attached.waiting(self.app, self.code).await;
        let waiting = waiting.map_err(|cause| Failure::from(cause).log()).unwrap_or_default();
        self.show(status, mistakes, &waiting).await
    }

    async fn whole(&self, status: StatusCode, words: Phrase) -> Result<HttpResponse, Failure> {
        self.again(status, Mistakes { whole: Some(words), ..Mistakes::default() }).await
    }

    /// With what became of its files.
    async fn files(&self, waiting: &Waiting, mistakes: Mistakes) -> Result<HttpResponse, Failure> {
        let troubles = self.attached.troubles(self.app, Words::new(self.place.locale), waiting);
        let is_fine = troubles.is_empty() && mistakes.is_empty();
        let status = if is_fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        self.show(status, mistakes, waiting).await
    }

    async fn show(
        &self,
        status: StatusCode,
        mistakes: Mistakes,
        waiting: &Waiting,
    ) -> Result<HttpResponse, Failure> {
        let words = Words::new(self.place.locale);
        let troubles = self.attached.troubles(self.app, words, waiting);
        let files = file_field(self.app, words, self.place.id(), waiting, troubles).await;
        show(status, &self.place.form(self.app, self.code, self.filled, mistakes, files))
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
    let (mut fields, mut attached) = receive(&app, &request, payload, MESSAGE, Whose::OfCode).await?;
    attached.read(&mut fields);
    let typed = fields.take("code").ok_or_else(|| Failure::new(Problem::Malformed))?;
    let (n, text) = (fields.take("n"), fields.take("text"));
    let telling = Telling::take(&mut fields);
    let again = Again {
        app: &app,
        shelf: &shelf,
        locale,
        typed: &typed,
        n: n.as_ref(),
        text: text.as_ref(),
        telling: telling.as_ref(),
        attached: &attached,
    };
    let words = Words::new(locale);
    let code = match CaseCode::parse(&typed) {
        Ok(code) => Arc::new(code),
        Err(slip) => return again.show(StatusCode::UNPROCESSABLE_ENTITY, slip_in_words(words, slip)).await,
    };
    let Some(_turn) = turn(opening::locator(&code)).await else {
        return again.show(Problem::Busy.status(), words.say(phrases(Problem::Busy).1).into_owned()).await;
    };
    let number = n.as_ref().and_then(|n| n.parse().ok());
    let said = Said { telling: telling.as_ref(), text: text.as_ref().map_or("", |text| text.as_str()) };
    let opened = match (&telling, &text) {
        (Some(telling), _) => {
            let told = acts::tell(&app, &code, number, telling, said.text).await;
            told.map(|(opened, outcome)| (opened, Some(outcome)))
        }
        (None, None) => match opening::open(&app, &code).await {
            Ok(opened) => reply::mark_read(&app, &code, opened).await.map(|opened| (opened, None)),
            Err(error) => Err(error),
        },
        (None, Some(text)) => {
            let form = Reply { n: number, text, language: written_in, attached: &attached };
            let replied = reply::reply(&app, &code, &form).await;
            replied.map(|(opened, outcome)| (opened, Some(outcome)))
        }
    };
    match opened {
        Ok((opened, outcome)) => {
            let is_answered = telling.is_some() || matches!(outcome, None | Some(Outcome::Sent(_)));
            let files = files_of(&app, locale, &code, &opened, (!is_answered).then_some(&attached)).await;
            case_page(&app, locale, &code, &opened, outcome, said, files)
        }
        Err(error) => {
            let (status, reason) = not_opened(error);
            again.show(status, words.say(reason).into_owned()).await
        }
    }
}

/// The files that wait in an opened case, with what became of those of a form that was not sent.
async fn files_of(
    app: &App,
    asked: Locale,
    code: &Arc<CaseCode>,
    opened: &OpenedCase,
    attached: Option<&Attached>,
) -> FileField {
    let words = Words::new(opened.channel.settings.locale(asked));
    let none = Attached::default();
    let waiting = attached.unwrap_or(&none).waiting(app, code).await;
    let waiting = waiting.map_err(|cause| Failure::from(cause).log()).unwrap_or_default();
    let troubles = attached.map(|attached| attached.troubles(app, words, &waiting)).unwrap_or_default();
    file_field(app, words, opened.channel.channel.id, &waiting, troubles).await
}

/// What to say of a case that was not opened.
fn not_opened(error: OpeningError) -> (StatusCode, Phrase) {
    match error {
        OpeningError::NoCase => (StatusCode::NOT_FOUND, phrase::CODE_UNKNOWN),
        OpeningError::Off => (StatusCode::FORBIDDEN, phrase::FOLLOW_UP_SERVER_OFF),
        OpeningError::TooLong => (StatusCode::FORBIDDEN, phrase::FOLLOW_UP_SERVER_TOO_LONG),
        OpeningError::Damaged(_) => (logged(&error.into()).status(), phrase::FOLLOW_UP_DAMAGED),
        OpeningError::Channel(_) | OpeningError::Broken(_) | OpeningError::Storage(_) => {
            let problem = logged(&error.into());
            (problem.status(), phrases(problem).1)
        }
    }
}

/// A file of a case, in the open, as it is read.
async fn post_file(
    app: Data<App>,
    shelf: Data<Shelf>,
    request: HttpRequest,
    language: web::Path<String>,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let locale = named_locale(&language)?;
    expect_type(&request, "application/x-www-form-urlencoded")?;
    let body = read(payload, CODE).await?;
    let mut fields = Fields::parse(&body).ok_or_else(|| Failure::new(Problem::Malformed))?;
    let typed = fields.take("code").ok_or_else(|| Failure::new(Problem::Malformed))?;
    let file = fields.take("file").and_then(|file| FileId::parse(&file).ok());
    let file = file.ok_or_else(|| Failure::new(Problem::Malformed))?;
    let (words, none) = (Words::new(locale), Attached::default());
    let again = Again {
        app: &app,
        shelf: &shelf,
        locale,
        typed: &typed,
        n: None,
        text: None,
        telling: None,
        attached: &none,
    };
    let code = match CaseCode::parse(&typed) {
        Ok(code) => Arc::new(code),
        Err(slip) => return again.show(StatusCode::UNPROCESSABLE_ENTITY, slip_in_words(words, slip)).await,
    };
    let Some(_turn) = turn(opening::locator(&code)).await else {
        return again.show(Problem::Busy.status(), words.say(phrases(Problem::Busy).1).into_owned()).await;
    };
    let opened = match opening::open(&app, &code).await {
        Ok(opened) => opened,
        Err(error) => {
            let (status, reason) = not_opened(error);
            return again.show(status, words.say(reason).into_owned()).await;
        }
    };
    let reference = download::find(&opened, file).ok_or_else(|| Failure::new(Problem::NotFound))?;
    match Download::start(&app, &opened, reference).await {
        Ok(download) => Ok(attachment(reference.name(), reference.size(), download.content())),
        Err(Broken::Damaged(_) | Broken::Missing) => {
            file_broken(&app, locale, &opened, &code, reference.name(), None)
        }
        Err(Broken::GaveWay) => {
            file_broken(&app, locale, &opened, &code, reference.name(), Some(Problem::Busy))
        }
        Err(cause @ (Broken::Stopped(_) | Broken::Storage(_))) => {
            let problem = logged(&Failure::caused(Problem::Unavailable, cause));
            file_broken(&app, locale, &opened, &code, reference.name(), Some(problem))
        }
    }
}

/// What is wrong with a code, as precisely as can be told.
fn slip_in_words(words: Words, slip: CodeError) -> String {
    match slip {
        CodeError::Symbol { .. } => words.code_wrong_symbol().into_owned(),
        CodeError::Length { symbols } => words.code_wrong_length(symbols.to_string()),
        CodeError::Check => words.code_wrong_check().into_owned(),
    }
}
