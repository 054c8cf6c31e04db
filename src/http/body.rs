//! Reading a body whole, bounded by its route, and as the type the route takes.

use std::io::ErrorKind;

use actix_web::HttpRequest;
use actix_web::error::PayloadError;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::http::{Failure, Problem};

/// Most JSON bodies: a few fields, or one sealed envelope of at most 1 MiB in base64.
pub const ONE_ENVELOPE: usize = 1_600_000;

/// After so many seconds it is worth trying again where too much was being received at once.
const BUSY_FOR: u32 = 30;

/// Reads at most `limit` bytes.
pub async fn read(mut payload: Payload, limit: usize) -> Result<Bytes, Failure> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| failure_of(&error))?;
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(Failure::new(Problem::TooLarge));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Reads at most `limit` bytes of `application/json`; the bytes are given too, for a signature or a digest over them.
pub async fn read_json<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
) -> Result<(T, Bytes), Failure> {
    expect_type(request, "application/json")?;
    let bytes = read(payload, limit).await?;
    Ok((parse_json(&bytes)?, bytes))
}

/// Reads JSON that has come whole.
pub fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|_quotes_input| Failure::new(Problem::Malformed))
}

/// Refuses a body of another type than `expected`, whatever its parameters.
pub fn expect_type(request: &HttpRequest, expected: &str) -> Result<(), Failure> {
    let essence = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    match essence {
        Some(found) if found.eq_ignore_ascii_case(expected) => Ok(()),
        Some(_) | None => Err(Failure::new(Problem::WrongType)),
    }
}

/// What a body that broke off means to its sender: it came too slowly, it had to give way, it is too large, or it is not of
/// the form it was said to have.
pub fn failure_of(error: &PayloadError) -> Failure {
    let kind = if let PayloadError::Io(cause) = error { Some(cause.kind()) } else { None };
    if kind == Some(ErrorKind::TimedOut) {
        Failure::new(Problem::TooSlow)
    } else if kind == Some(ErrorKind::ResourceBusy) {
        Failure::new(Problem::Busy).with_header(header::RETRY_AFTER, HeaderValue::from(BUSY_FOR))
    } else if matches!(error, PayloadError::Overflow) {
        Failure::new(Problem::TooLarge)
    } else {
        Failure::new(Problem::Malformed)
    }
}
