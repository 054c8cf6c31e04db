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

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident $id:literal $status:ident,)*) => {
        /// What went wrong, as far as its sender may know and can act on it.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub enum Problem {
            $($(#[$doc])* $name,)*
        }

        impl Problem {
            /// Every one.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];

            /// The id of its message in the language files, and the word in a JSON answer.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// Its status.
            #[must_use]
            pub fn status(self) -> StatusCode {
                match self {
                    $(Self::$name => StatusCode::$status,)*
                }
            }
        }
    };
}

problems! {
    /// The request is not of the form this address takes.
    Malformed "problem-malformed" BAD_REQUEST,
    /// The body's type is not the one this address takes.
    WrongType "problem-wrong-type" UNSUPPORTED_MEDIA_TYPE,
    /// Another site's page caused the request.
    CrossSite "problem-cross-site" FORBIDDEN,
    /// There is nothing here.
    NotFound "problem-not-found" NOT_FOUND,
    /// The address is right and the method is not one that it takes.
    WrongMethod "problem-wrong-method" METHOD_NOT_ALLOWED,
    /// The signature, its nonce or the session does not hold; ask for a new nonce or sign in again.
    NotAuthenticated "problem-not-authenticated" UNAUTHORIZED,
    /// The nonce has expired: take the one in this answer's header and send again.
    NonceExpired "problem-nonce-expired" UNAUTHORIZED,
    /// Signed in, but not allowed.
    Forbidden "problem-forbidden" FORBIDDEN,
    /// Sign-in was tried too often for this name; wait.
    SlowDown "problem-slow-down" TOO_MANY_REQUESTS,
    /// Somebody was first: read what is new and try again.
    Conflict "problem-conflict" CONFLICT,
    /// What was signed bears another day than ours: one of the two clocks is wrong.
    WrongDay "problem-wrong-day" CONFLICT,
    /// The case is not, or no longer, where this step can be taken: read what is new.
    OutOfTurn "problem-out-of-turn" CONFLICT,
    /// What was sent is larger than this address takes.
    TooLarge "problem-too-large" PAYLOAD_TOO_LARGE,
    /// The case takes no more: it holds as much as a case may.
    CaseFull "problem-case-full" PAYLOAD_TOO_LARGE,
    /// The file is larger than a file may be here.
    FileTooLarge "problem-file-too-large" PAYLOAD_TOO_LARGE,
    /// The case takes no more files: it holds as much of them as a case may.
    FilesFull "problem-files-full" PAYLOAD_TOO_LARGE,
    /// The channel takes no more files today: text can be filed all the same.
    FilesTomorrow "problem-files-tomorrow" TOO_MANY_REQUESTS,
    /// The disk's reserve is reached: no file is taken until there is room again, text can be filed all the same.
    NoRoomForFiles "problem-no-room-for-files" INSUFFICIENT_STORAGE,
    /// A file that the envelope names is not here, not whole, or another: nothing was stored.
    FilesMissing "problem-files" CONFLICT,
    /// Somebody else sends this very file just now: wait a little and ask how far it came.
    Sending "problem-sending" LOCKED,
    /// The file's bytes are not where they should be; the fault is the server's, and the file's reader is to be told.
    FileLost "problem-file-lost" INTERNAL_SERVER_ERROR,
    /// The body came too slowly.
    TooSlow "problem-too-slow" REQUEST_TIMEOUT,
    /// The address is longer than any of ours.
    AddressTooLong "problem-address-too-long" URI_TOO_LONG,
    /// Something sealed does not have the form that its kind must have.
    NotSealed "problem-not-sealed" BAD_REQUEST,
    /// The link, code or invitation was used already or is too old.
    Expired "problem-expired" GONE,
    /// It was sealed to a key that the server no longer has: fetch the new one and seal again.
    KeyReplaced "problem-key-replaced" PRECONDITION_FAILED,
    /// It speaks another version of the way files are sent than the server does.
    OtherVersion "problem-other-version" PRECONDITION_FAILED,
    /// The channel does not take this at present.
    Closed "problem-closed" CONFLICT,
    /// The disk is full or cannot be written: nothing was stored, and trying later may help.
    NoSpace "problem-no-space" INSUFFICIENT_STORAGE,
    /// Something is wrong on our side: nothing was stored.
    Unavailable "problem-unavailable" SERVICE_UNAVAILABLE,
    /// Too much is being received at once: nothing was stored, and trying a little later helps.
    Busy "problem-busy" SERVICE_UNAVAILABLE,
    /// The database went silent: whether a commit under way was done is not known. The same request again is safe.
    Unknown "problem-unknown" INTERNAL_SERVER_ERROR,
}

/// The body of an answer that says what went wrong.
#[derive(Serialize, ToSchema)]
pub struct ProblemAnswer {
    /// One of [`Problem::id`].
    pub problem: &'static str,
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

    /// Whether it is one of ours, that is logged.
    #[cfg(test)]
    pub(crate) fn has_cause(&self) -> bool {
        self.cause.is_some()
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
    use std::collections::BTreeSet;
    use std::path::Path;

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
    fn every_problem_has_an_id_of_its_own() {
        let ids: BTreeSet<_> = Problem::ALL.iter().map(|problem| problem.id()).collect();
        assert_eq!(ids.len(), Problem::ALL.len());
        assert!(ids.iter().all(|id| id.starts_with("problem-")));
    }

    #[test]
    fn the_desk_knows_every_problem_and_no_other() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/desk/api.ts");
        let source = std::fs::read_to_string(source).unwrap();
        let (_, list) = source.split_once("const PROBLEMS = [").unwrap();
        let (list, _) = list.split_once(']').unwrap();
        let known: Vec<_> = list.split(',').map(|id| id.trim().trim_matches('"')).collect();
        let known: BTreeSet<_> = known.into_iter().filter(|id| !id.is_empty()).collect();
        let ours: BTreeSet<_> = Problem::ALL.iter().map(|problem| problem.id()).collect();
        assert_eq!(known, ours);
    }

    #[test]
    fn a_chain_names_each_cause_once() {
        let inner = std::io::Error::other("inner");
        let outer = std::io::Error::other(inner);
        assert_eq!(Chain(&outer).to_string(), "inner");
    }
}
