//! Answers whose length tells a listener on the line little: padded to a power of two.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use serde::Serialize;

use crate::http::{Failure, Problem};

/// Shortest padded answer, in bytes.
pub const LEAST: usize = 1024;

/// A JSON answer followed by spaces up to the next power of two (PROTOCOL.md section 7).
pub fn padded_json(status: StatusCode, body: &impl Serialize) -> Result<HttpResponse, Failure> {
    Ok(HttpResponse::build(status).content_type("application/json").body(padded_bytes(body)?))
}

/// The bytes of such an answer.
pub fn padded_bytes(body: &impl Serialize) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec(body).map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
    let length = bytes.len().next_power_of_two().max(LEAST);
    bytes.resize(length, b' ');
    Ok(bytes)
}

/// A page followed by spaces up to the next power of two. For pages that are never compressed: compression would undo it.
#[must_use]
pub fn padded_html(status: StatusCode, mut html: String) -> HttpResponse {
    let padding = html.len().next_power_of_two().max(LEAST) - html.len();
    html.extend(std::iter::repeat_n(' ', padding));
    HttpResponse::build(status).insert_header(ContentType::html()).body(html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::to_bytes;

    #[actix_web::test]
    async fn a_page_is_padded_behind_its_end() {
        for length in [0, 1023, 1024, 1025, 70_000] {
            let answer = padded_html(StatusCode::OK, "x".repeat(length));
            let body = to_bytes(answer.into_body()).await.unwrap();
            assert!(body.len().is_power_of_two() && body.len() >= LEAST);
            assert_eq!(body.trim_ascii_end().len(), length);
        }
    }

    #[actix_web::test]
    async fn every_answer_is_a_power_of_two_long_and_still_json() {
        for length in [0, 1, 1000, 1022, 1023, 5000, 70_000] {
            let text = "å".repeat(length);
            let answer = padded_json(StatusCode::OK, &text).unwrap();
            let body = to_bytes(answer.into_body()).await.unwrap();
            assert!(body.len().is_power_of_two() && body.len() >= LEAST);
            assert_eq!(serde_json::from_slice::<String>(&body).unwrap(), text);
        }
    }
}
