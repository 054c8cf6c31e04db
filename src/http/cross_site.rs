//! Refuses unsafe requests that another site's page caused.
//!
//! Browsers of the last years send `Sec-Fetch-Site`; where it is missing, `Origin` must be the listener's own. A client
//! that sends neither is no browser acting on somebody's behalf in that browser, but it is refused all the same: no
//! client of ours is like that.

use actix_web::ResponseError;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap};
use actix_web::middleware::Next;

use crate::config::Origin;
use crate::http::{Failure, Problem};

/// The middleware of one listener, whose own origin is `origin`.
pub async fn refuse_cross_site<B: MessageBody>(
    origin: Origin,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    if allowed(request.method(), request.headers(), &origin) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let answer = Failure::new(Problem::CrossSite).error_response();
    Ok(request.into_response(answer).map_into_right_body())
}

fn allowed(method: &Method, headers: &HeaderMap, origin: &Origin) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    headers.get(header::ORIGIN).is_some_and(|value| value.as_bytes() == origin.as_str().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn judge(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        allowed(&Method::POST, &headers, &Origin::loopback("localhost", 8081))
    }

    #[test]
    fn a_request_of_our_own_page_passes() {
        assert!(judge(&[("sec-fetch-site", "same-origin")]));
        assert!(judge(&[("origin", "http://localhost:8081")]));
    }

    #[test]
    fn a_request_of_another_site_or_of_no_known_origin_does_not() {
        assert!(!judge(&[("sec-fetch-site", "cross-site"), ("origin", "http://localhost:8081")]));
        assert!(!judge(&[("sec-fetch-site", "same-site")]));
        assert!(!judge(&[("origin", "http://localhost:8080")]));
        assert!(!judge(&[("origin", "null")]));
        assert!(!judge(&[]));
    }

    #[test]
    fn reading_is_always_allowed() {
        assert!(allowed(&Method::GET, &HeaderMap::new(), &Origin::loopback("localhost", 1)));
    }
}
