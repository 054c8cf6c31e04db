//! What a person sees instead of a page when a request failed.

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, ContentType};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpResponse, ResponseError};
use askama::Template;

use super::Frame;
use super::routes::{asked, plain_frame};
use crate::app::App;
use crate::http::locale::Locale;
use crate::http::words::{Phrase, phrase};
use crate::http::{Failure, Problem};

/// A failed request in words: what happened, and what to do.
#[derive(Clone, Debug, Template)]
#[template(path = "intake/problem.html")]
pub struct ProblemPage {
    /// What all pages share.
    pub frame: Frame,
    /// What happened.
    pub problem: Problem,
    /// Whether words were sent in the open, of which the server has read too little to give them back.
    pub typed: bool,
}

impl ProblemPage {
    fn what(&self) -> Phrase {
        phrases(self.problem).0
    }

    fn advice(&self) -> Phrase {
        phrases(self.problem).1
    }

    /// What becomes of the words that were sent. Loading the page again brings them once more, for a browser keeps what it
    /// sent for as long as the page stands; the form itself it may not keep, since that page has the code in it and is
    /// never stored.
    fn words(&self) -> Option<Phrase> {
        let again =
            matches!(self.problem, Problem::Busy | Problem::TooSlow).then_some(phrase::PROBLEM_SEND_AGAIN);
        let back = (self.problem == Problem::TooLarge).then_some(phrase::PROBLEM_GO_BACK);
        again.or(back).filter(|_| self.typed)
    }

    /// A page that does not exist.
    #[must_use]
    pub fn sample(locale: Locale) -> Self {
        Self { frame: Frame::sample(locale, "nowhere"), problem: Problem::NotFound, typed: false }
    }
}

/// The page as an answer, with the problem's status.
pub(super) fn say(page: &ProblemPage) -> Result<HttpResponse, Failure> {
    let html = page.render().map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
    Ok(HttpResponse::build(page.problem.status()).insert_header(ContentType::html()).body(html))
}

/// The middleware that says what the libraries beneath refuse without a word of ours: to people, everywhere but under
/// `/api`, in a page; to scripts, as every other refusal is said to them, padded. Assets stay without a word.
pub async fn say_problems<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let answer = next.call(request).await?;
    let path = answer.request().path();
    let problem = if path.starts_with("/assets/") { None } else { problem_of(answer.response()) };
    let (Some(problem), Some(app)) = (problem, answer.request().app_data::<Data<App>>()) else {
        return Ok(answer.map_into_left_body());
    };
    if path.starts_with("/api/") {
        if answer.response().extensions().contains::<Problem>() {
            return Ok(answer.map_into_left_body());
        }
        return Ok(in_the_place_of(answer, Failure::new(problem).error_response()));
    }
    let tag = path.split('/').nth(1).unwrap_or_default();
    let locale = Locale::from_tag(tag).unwrap_or_else(|| asked(answer.request()));
    let typed = answer.request().method() == Method::POST && path.ends_with("/server");
    let Ok(said) = say(&ProblemPage { frame: plain_frame(app, locale, ""), problem, typed }) else {
        return Ok(answer.map_into_left_body());
    };
    Ok(in_the_place_of(answer, said))
}

/// An answer that takes another's place and keeps what is worth keeping of it: which methods there are, and how long to
/// wait; what kind of body it was is not.
fn in_the_place_of<B: MessageBody>(
    answer: ServiceResponse<B>,
    said: HttpResponse,
) -> ServiceResponse<EitherBody<B>> {
    let (request, was) = answer.into_parts();
    let mut said = said.map_into_boxed_body();
    for (name, value) in was.headers() {
        if !said.headers().contains_key(name) {
            said.headers_mut().append(name.clone(), value.clone());
        }
    }
    if !was.head().keep_alive() {
        said.head_mut().set_connection_type(ConnectionType::Close);
    }
    ServiceResponse::new(request, said).map_into_right_body()
}

/// What went wrong, if something did that has not been said in words yet.
fn problem_of<B>(answer: &HttpResponse<B>) -> Option<Problem> {
    if let Some(problem) = answer.extensions().get::<Problem>() {
        return Some(*problem);
    }
    let status = answer.status();
    // What a library says, it says in plain text.
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_said = kind.is_some_and(|kind| !kind.starts_with("text/plain"));
    if !(status.is_client_error() || status.is_server_error()) || is_said {
        return None;
    }
    Some(match status {
        StatusCode::NOT_FOUND => Problem::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Problem::WrongMethod,
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ if status.is_client_error() => Problem::Malformed,
        _ => Problem::Unknown,
    })
}

/// What happened, and what to do.
#[must_use]
pub fn phrases(problem: Problem) -> (Phrase, Phrase) {
    match problem {
        Problem::Malformed => (phrase::PROBLEM_MALFORMED, phrase::PROBLEM_MALFORMED_DO),
        Problem::WrongType => (phrase::PROBLEM_WRONG_TYPE, phrase::PROBLEM_WRONG_TYPE_DO),
        Problem::CrossSite => (phrase::PROBLEM_CROSS_SITE, phrase::PROBLEM_CROSS_SITE_DO),
        Problem::NotFound => (phrase::PROBLEM_NOT_FOUND, phrase::PROBLEM_NOT_FOUND_DO),
        Problem::WrongMethod => (phrase::PROBLEM_WRONG_METHOD, phrase::PROBLEM_WRONG_METHOD_DO),
        Problem::NotAuthenticated => {
            (phrase::PROBLEM_NOT_AUTHENTICATED, phrase::PROBLEM_NOT_AUTHENTICATED_DO)
        }
        Problem::WrongDay => (phrase::PROBLEM_WRONG_DAY, phrase::PROBLEM_WRONG_DAY_DO),
        Problem::OutOfTurn => (phrase::PROBLEM_OUT_OF_TURN, phrase::PROBLEM_OUT_OF_TURN_DO),
        Problem::NonceExpired => (phrase::PROBLEM_NONCE_EXPIRED, phrase::PROBLEM_NONCE_EXPIRED_DO),
        Problem::Forbidden => (phrase::PROBLEM_FORBIDDEN, phrase::PROBLEM_FORBIDDEN_DO),
        Problem::SlowDown => (phrase::PROBLEM_SLOW_DOWN, phrase::PROBLEM_SLOW_DOWN_DO),
        Problem::Conflict => (phrase::PROBLEM_CONFLICT, phrase::PROBLEM_CONFLICT_DO),
        Problem::TooLarge => (phrase::PROBLEM_TOO_LARGE, phrase::PROBLEM_TOO_LARGE_DO),
        Problem::CaseFull => (phrase::PROBLEM_CASE_FULL, phrase::PROBLEM_CASE_FULL_DO),
        Problem::FileTooLarge => (phrase::PROBLEM_FILE_TOO_LARGE, phrase::PROBLEM_FILE_TOO_LARGE_DO),
        Problem::FilesFull => (phrase::PROBLEM_FILES_FULL, phrase::PROBLEM_FILES_FULL_DO),
        Problem::FilesTomorrow => (phrase::PROBLEM_FILES_TOMORROW, phrase::PROBLEM_FILES_TOMORROW_DO),
        Problem::NoRoomForFiles => (phrase::PROBLEM_NO_ROOM_FOR_FILES, phrase::PROBLEM_NO_ROOM_FOR_FILES_DO),
        Problem::FilesMissing => (phrase::PROBLEM_FILES, phrase::PROBLEM_FILES_DO),
        Problem::Sending => (phrase::PROBLEM_SENDING, phrase::PROBLEM_SENDING_DO),
        Problem::FileLost => (phrase::PROBLEM_FILE_LOST, phrase::PROBLEM_FILE_LOST_DO),
        Problem::OtherVersion => (phrase::PROBLEM_OTHER_VERSION, phrase::PROBLEM_OTHER_VERSION_DO),
        Problem::TooSlow => (phrase::PROBLEM_TOO_SLOW, phrase::PROBLEM_TOO_SLOW_DO),
        Problem::AddressTooLong => (phrase::PROBLEM_ADDRESS_TOO_LONG, phrase::PROBLEM_ADDRESS_TOO_LONG_DO),
        Problem::NotSealed => (phrase::PROBLEM_NOT_SEALED, phrase::PROBLEM_NOT_SEALED_DO),
        Problem::Expired => (phrase::PROBLEM_EXPIRED, phrase::PROBLEM_EXPIRED_DO),
        Problem::KeyReplaced => (phrase::PROBLEM_KEY_REPLACED, phrase::PROBLEM_KEY_REPLACED_DO),
        Problem::Closed => (phrase::PROBLEM_CLOSED, phrase::PROBLEM_CLOSED_DO),
        Problem::NoSpace => (phrase::PROBLEM_NO_SPACE, phrase::PROBLEM_NO_SPACE_DO),
        Problem::Busy => (phrase::PROBLEM_BUSY, phrase::PROBLEM_BUSY_DO),
        Problem::Unavailable => (phrase::PROBLEM_UNAVAILABLE, phrase::PROBLEM_UNAVAILABLE_DO),
        Problem::Unknown => (phrase::PROBLEM_UNKNOWN, phrase::PROBLEM_UNKNOWN_DO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_s_id_is_its_message() {
        for &problem in Problem::ALL {
            let (what, advice) = phrases(problem);
            assert_eq!((what.id(), advice.id()), (problem.id(), format!("{}-do", problem.id()).as_str()));
        }
    }
}
