//! The headers of tus 1.0, the protocol by which a file is sent so that it can be gone on with: read strictly, answered as it
//! says.
//!
//! Of its extensions there are creation, termination and expiration. What a client may leave unsaid or say otherwise is not
//! taken: no length that comes later (`Upload-Defer-Length`), no other method in a header (`X-HTTP-Method-Override`), no words
//! about the file (`Upload-Metadata`, which [`crate::http::privacy`] drops before anybody sees it).

use std::future::{Ready, ready};

use actix_web::body::MessageBody;
use actix_web::dev::{self, ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder};
use sigill_sealing::day::Day;

use crate::http::{Failure, Problem};

/// The version that is spoken here, the only one.
pub const VERSION: &str = "1.0.0";
/// The type of a body that goes on with an upload.
pub const BYTES: &str = "application/offset+octet-stream";
/// What of the protocol's extensions there is.
pub const EXTENSIONS: &str = "creation,termination,expiration";

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const VERSIONS: HeaderName = HeaderName::from_static("tus-version");
const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// The largest number that is read: every reader of ours can count so far.
const MOST: u64 = (1 << 53) - 1;

/// The middleware of an address of uploads: every answer but to `GET` says the version.
pub async fn say_version<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let is_reading = *request.method() == Method::GET;
    let mut answer = next.call(request).await?;
    if !is_reading {
        answer.headers_mut().insert(RESUMABLE, version());
    }
    Ok(answer)
}

/// Somebody who speaks this version. As the first parameter of a route it refuses everybody else before anything is done.
#[derive(Clone, Copy, Debug)]
pub struct Spoken;

impl FromRequest for Spoken {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _payload: &mut dev::Payload) -> Self::Future {
        let refusal = || Failure::new(Problem::OtherVersion).with_header(VERSIONS, version());
        ready(if speaks(request.headers()) { Ok(Self) } else { Err(refusal()) })
    }
}

fn speaks(headers: &HeaderMap) -> bool {
    only(headers, &RESUMABLE) == Some(VERSION)
}

fn version() -> HeaderValue {
    HeaderValue::from_static(VERSION)
}

/// How long the file is that `request` would open an upload for, in bytes.
pub fn read_length(request: &HttpRequest) -> Result<u64, Failure> {
    read_number(request, &LENGTH)
}

/// Where `request` would go on.
pub fn read_offset(request: &HttpRequest) -> Result<u64, Failure> {
    read_number(request, &OFFSET)
}

fn read_number(request: &HttpRequest, name: &HeaderName) -> Result<u64, Failure> {
    only(request.headers(), name).and_then(number).ok_or_else(|| Failure::new(Problem::Malformed))
}

/// The value under a name that stands once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name);
    values.next().filter(|_| values.next().is_none())?.to_str().ok()
}

/// A number in its one spelling.
fn number(text: &str) -> Option<u64> {
    let has_one_spelling = text == "0" || !text.starts_with('0');
    let are_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| are_digits && has_one_spelling && *number <= MOST)
}

/// What a face can do, for whoever asks: `largest` is the longest file in bytes.
#[must_use]
pub fn abilities(largest: u64) -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((VERSIONS, version()))
        .insert_header((EXTENSION, HeaderValue::from_static(EXTENSIONS)))
        .insert_header((MAX_SIZE, HeaderValue::from(largest)))
        .finish()
}

/// The answer to whoever opened the upload that has the address `location`, and that goes once the day `expires` comes.
#[must_use]
pub fn opened(location: &str, expires: Day) -> HttpResponse {
    let mut answer = HttpResponse::Created();
    expiring(&mut answer, expires);
    answer.insert_header((actix_web::http::header::LOCATION, location)).finish()
}

/// How far an upload of `length` bytes has come.
#[must_use]
pub fn found(offset: u64, length: u64, expires: Day) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    expiring(&mut answer, expires);
    answer
        .insert_header((OFFSET, HeaderValue::from(offset)))
        .insert_header((LENGTH, HeaderValue::from(length)))
        .finish()
}

/// The answer to whoever went on with an upload up to `offset`.
#[must_use]
pub fn taken(offset: u64, expires: Day) -> HttpResponse {
    let mut answer = HttpResponse::build(StatusCode::NO_CONTENT);
    expiring(&mut answer, expires);
    answer.insert_header((OFFSET, HeaderValue::from(offset))).finish()
}

fn expiring(answer: &mut HttpResponseBuilder, expires: Day) {
    if let Some(moment) = moment_before(expires) {
        answer.insert_header((EXPIRES, moment));
    }
}

/// A moment until which an upload surely stands, as HTTP writes one, that goes on the day `expires` of whatever zone: the
/// beginning of the day before in UTC. It tells the day and nothing finer.
fn moment_before(expires: Day) -> Option<String> {
    let before = expires.plus(-1)?;
    let (year, month, day) = (before.year(), before.month(), before.day());
    let date = chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    Some(date.format("%a, %d %b %Y 00:00:00 GMT").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn length_of(request: TestRequest) -> Option<u64> {
        read_length(&request.to_http_request()).ok()
    }

    #[test]
    fn a_number_has_one_spelling_and_stands_once() {
        let said = |text: &str| length_of(TestRequest::default().insert_header(("upload-length", text)));
        assert_eq!((said("0"), said("8388608")), (Some(0), Some(8_388_608)));
        assert_eq!(said("9007199254740991"), Some(MOST));
        for text in [
            "",
            "-1",
            "+1",
            "01",
            "1.0",
            "1e3",
            " 1",
            "0x10",
            "9007199254740992",
            "18446744073709551616",
            "१",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(length_of(TestRequest::default()), None);
        let twice = TestRequest::default()
            .append_header(("upload-length", "1"))
            .append_header(("upload-length", "1"));
        assert_eq!(length_of(twice), None);
    }

    #[test]
    fn only_version_one_is_spoken() {
        let speaking = |version: &str| {
            speaks(
                TestRequest::default().insert_header(("tus-resumable", version)).to_http_request().headers(),
            )
        };
        assert!(speaking("1.0.0"));
        assert!(!speaking("0.2.2") && !speaking("1.0") && !speaking("1.0.0, 0.2.2"));
        assert!(!speaks(&HeaderMap::new()));
    }

    #[test]
    fn an_expiry_is_a_moment_of_http_that_tells_a_day_alone() {
        let moment = moment_before(Day::parse("2026-03-01").unwrap());
        assert_eq!(moment.as_deref(), Some("Sat, 28 Feb 2026 00:00:00 GMT"));
    }

    #[test]
    fn what_a_face_can_do_is_said_as_the_protocol_wants() {
        let answer = abilities(4 << 30);
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        assert_eq!((header("tus-version"), header("tus-max-size")), (Some("1.0.0"), Some("4294967296")));
        assert_eq!(header("tus-extension"), Some("creation,termination,expiration"));
    }
}
