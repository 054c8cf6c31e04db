//! Reading a body whole, bounded by its route, and as the type the route takes.

use actix_web::HttpRequest;
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::http::{Failure, Problem};

/// Most JSON bodies: a few fields, or one sealed envelope of at most 1 MiB in base64.
pub const ONE_ENVELOPE: usize = 1_600_000;

/// Reads at most `limit` bytes.
pub async fn read(mut payload: Payload, limit: usize) -> Result<Bytes, Failure> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Failure::new(problem_of(&error)))?;
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

fn problem_of(error: &PayloadError) -> Problem {
    if matches!(error, PayloadError::Io(cause) if cause.kind() == std::io::ErrorKind::TimedOut) {
        Problem::TooSlow
    } else if matches!(error, PayloadError::Overflow) {
        Problem::TooLarge
    } else {
        Problem::Malformed
    }
}
