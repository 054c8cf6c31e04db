//! The one place where an error becomes a status, a message id and a line in the log.
//!
//! A [`Problem`] is what a person can act on; its id is a message of the language files. The cause goes to the log once
//! and never to the visitor. A log line carries no time of ours, no address and no words of the request.

use std::error::Error;
use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use super::padded::LEAST;

/// What went wrong, as far as its sender may know and can act on it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Problem {
    /// The request is not of the form this address takes.
    Malformed,
    /// The body's type is not the one this address takes.
    WrongType,
    /// Another site's page caused the request.
    CrossSite,
    /// There is nothing here.
    NotFound,
    /// The address is right and the method is not one that it takes.
    WrongMethod,
    /// The signature, its nonce or the session does not hold; ask for a new nonce or sign in again.
    NotAuthenticated,
    /// The nonce has expired: take the one in this answer's header and send again.
    NonceExpired,
    /// Signed in, but not allowed.
    Forbidden,
    /// Sign-in was tried too often for this name; wait.
    SlowDown,
    /// Somebody was first: read what is new and try again.
    Conflict,
    /// The case is not, or no longer, where this step can be taken: read what is new.
    OutOfTurn,
    /// What was sent is larger than this address takes.
    TooLarge,
    /// The case takes no more: it holds as much as a case may.
    CaseFull,
    /// The body came too slowly.
    TooSlow,
    /// The address is longer than any of ours.
    AddressTooLong,
    /// Something sealed does not have the form that its kind must have.
    NotSealed,
    /// The link, code or invitation was used already or is too old.
    Expired,
    /// It was sealed to a key that the server no longer has: fetch the new one and seal again.
    KeyReplaced,
    /// The channel does not take this at present.
    Closed,
    /// The disk is full or cannot be written: nothing was stored, and trying later may help.
    NoSpace,
    /// Something is wrong on our side: nothing was stored.
    Unavailable,
    /// Too much is being received at once: nothing was stored, and trying a little later helps.
    Busy,
    /// The database went silent: whether a commit under way was done is not known. The same request again is safe.
    Unknown,
}

/// The body of an answer that says what went wrong.
#[derive(Serialize, ToSchema)]
pub struct ProblemAnswer {
    /// One of [`Problem::id`].
    pub problem: &'static str,
}

impl Problem {
    /// Every one.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 23] = [
        Self::Malformed,
        Self::WrongType,
        Self::CrossSite,
        Self::NotFound,
        Self::WrongMethod,
        Self::NotAuthenticated,
        Self::NonceExpired,
        Self::Forbidden,
        Self::SlowDown,
        Self::Conflict,
        Self::OutOfTurn,
        Self::TooLarge,
        Self::CaseFull,
        Self::TooSlow,
        Self::AddressTooLong,
        Self::NotSealed,
        Self::Expired,
        Self::KeyReplaced,
        Self::Closed,
        Self::NoSpace,
        Self::Unavailable,
        Self::Busy,
        Self::Unknown,
    ];

    /// The id of its message in the language files, and the word in a JSON answer.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Malformed => "problem-malformed",
            Self::WrongType => "problem-wrong-type",
            Self::CrossSite => "problem-cross-site",
            Self::NotFound => "problem-not-found",
            Self::WrongMethod => "problem-wrong-method",
            Self::NotAuthenticated => "problem-not-authenticated",
            Self::NonceExpired => "problem-nonce-expired",
            Self::Forbidden => "problem-forbidden",
            Self::SlowDown => "problem-slow-down",
            Self::Conflict => "problem-conflict",
            Self::OutOfTurn => "problem-out-of-turn",
            Self::TooLarge => "problem-too-large",
            Self::CaseFull => "problem-case-full",
            Self::TooSlow => "problem-too-slow",
            Self::AddressTooLong => "problem-address-too-long",
            Self::NotSealed => "problem-not-sealed",
            Self::Expired => "problem-expired",
            Self::KeyReplaced => "problem-key-replaced",
            Self::Closed => "problem-closed",
            Self::NoSpace => "problem-no-space",
            Self::Busy => "problem-busy",
            Self::Unavailable => "problem-unavailable",
            Self::Unknown => "problem-unknown",
        }
    }

    /// Its status.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::Malformed | Self::NotSealed => StatusCode::BAD_REQUEST,
            Self::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::CrossSite | Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAuthenticated | Self::NonceExpired => StatusCode::UNAUTHORIZED,
            Self::SlowDown => StatusCode::TOO_MANY_REQUESTS,
            Self::Conflict | Self::OutOfTurn | Self::Closed => StatusCode::CONFLICT,
            Self::TooLarge | Self::CaseFull => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::Expired => StatusCode::GONE,
            Self::KeyReplaced => StatusCode::PRECONDITION_FAILED,
            Self::NoSpace => StatusCode::INSUFFICIENT_STORAGE,
            Self::Busy | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unknown => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// A request that failed: the problem its sender sees, and the cause that only the log does.
pub struct Failure {
    problem: Problem,
    cause: Option<Box<dyn Error + Send + Sync>>,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Failure {
    /// A failure whose cause is in the request; nothing is logged.
    #[must_use]
    pub fn new(problem: Problem) -> Self {
        Self { problem, cause: None, header: None }
    }

    /// A failure of ours, whose cause is logged when it is answered.
    #[must_use]
    pub fn caused(problem: Problem, cause: impl Error + Send + Sync + 'static) -> Self {
        Self { problem, cause: Some(Box::new(cause)), header: None }
    }

    /// The same, whose answer also carries what its sender needs to do better: a nonce, or how long to wait.
    #[must_use]
    pub fn with_header(self, name: HeaderName, value: HeaderValue) -> Self {
        Self { header: Some((name, value)), ..self }
    }

    /// What its sender sees.
    #[must_use]
    pub fn problem(&self) -> Problem {
        self.problem
    }

    /// Writes its cause to the log, if it has one. Answering with the failure does so by itself; this is for whoever
    /// answers with something else.
    pub fn log(&self) {
        if let Some(cause) = &self.cause {
            tracing::error!(problem = self.problem.id(), cause = %Chain(cause.as_ref()), "a request failed");
        }
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.problem.id())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.problem.id())
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        self.problem.status()
    }

    fn error_response(&self) -> HttpResponse {
        self.log();
        let mut answer = HttpResponse::build(self.status_code());
        answer.insert_header((header::CACHE_CONTROL, HeaderValue::from_static("no-store")));
        if let Some(header) = self.header.clone() {
            answer.insert_header(header);
        }
        answer.extensions_mut().insert(self.problem);
        // As long as the shortest good answer: on the line, a refusal looks like one.
        let body = format!("{{\"problem\":\"{}\"}}", self.problem.id());
        answer.content_type("application/json").body(format!("{body:LEAST$}"))
    }
}

/// An error and its causes on one line.
struct Chain<'a>(&'a (dyn Error + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::to_bytes;

    #[actix_web::test]
    async fn the_visitor_sees_the_problem_and_never_its_cause() {
        let failure = Failure::caused(Problem::Unavailable, std::io::Error::other("socket /secret/path"));
        let answer = failure.error_response();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let body = to_bytes(answer.into_body()).await.unwrap();
        assert_eq!(body.len(), LEAST);
        assert_eq!(body.trim_ascii_end(), br#"{"problem":"problem-unavailable"}"#);
    }

    #[test]
    fn every_problem_is_in_the_list_in_its_place() {
        let mut ids: Vec<_> = Problem::ALL.iter().map(|problem| problem.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        // The last variant's number tells how many there are.
        let last = Problem::ALL.last().map(std::mem::discriminant).unwrap();
        assert_eq!(format!("{last:?}"), format!("Discriminant({})", Problem::ALL.len() - 1));
        assert_eq!(ids.len(), Problem::ALL.len());
    }

    #[test]
    fn a_chain_names_each_cause_once() {
        let inner = std::io::Error::other("inner");
        let outer = std::io::Error::other(inner);
        assert_eq!(Chain(&outer).to_string(), "inner");
    }
}
