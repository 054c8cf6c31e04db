//! The first middleware: what a request says of its sender is gone before anything else runs.
//!
//! Agent, referrer and everything a proxy adds about the address are dropped; so is every cookie on the intake, which
//! never reads one. The values that stay are copied, because a header value is a slice of the connection's read buffer
//! and the pooled request would keep that buffer, with the body in it, long after the answer.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;

/// Names whose values tell who or where a sender is, in lower case.
const TELLING: [&str; 22] = [
    "user-agent",
    "referer",
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-port",
    "x-forwarded-proto",
    "x-forwarded-server",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-original-forwarded-for",
    "x-request-id",
    "x-correlation-id",
    "true-client-ip",
    "cf-connecting-ip",
    "fastly-client-ip",
    "via",
    "from",
    "traceparent",
    "tracestate",
    "dnt",
];

/// Drops what tells and copies the rest; for members, whose session is a cookie.
pub async fn forget_sender<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let kept = copy_without(request.headers(), false);
    *request.headers_mut() = kept;
    next.call(request).await
}

/// As [`forget_sender`], and drops cookies too; for the intake.
pub async fn forget_reporter<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let kept = copy_without(request.headers(), true);
    *request.headers_mut() = kept;
    next.call(request).await
}

fn copy_without(headers: &HeaderMap, cookies_too: bool) -> HeaderMap {
    let mut kept = HeaderMap::with_capacity(headers.len());
    for (name, value) in headers {
        if tells(name) || (cookies_too && name == header::COOKIE) {
            continue;
        }
        // From bytes, not by cloning: a clone would share the read buffer.
        if let Ok(copy) = HeaderValue::from_bytes(value.as_bytes()) {
            kept.append(name.clone(), copy);
        }
    }
    kept
}

fn tells(name: &HeaderName) -> bool {
    let name = name.as_str();
    TELLING.contains(&name) || name.starts_with("sec-ch-") || name.starts_with("cf-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn nothing_that_tells_of_the_sender_is_kept() {
        let headers = map(&[
            ("user-agent", "Browser/1"),
            ("referer", "https://intranet.example.se/"),
            ("x-forwarded-for", "192.0.2.7"),
            ("cf-ray", "x"),
            ("sec-ch-ua-platform", "\"Linux\""),
            ("accept-language", "sv"),
            ("cookie", "a=b"),
        ]);
        let kept = copy_without(&headers, true);
        assert_eq!(kept.len(), 1);
        assert!(kept.contains_key("accept-language"));
        assert!(copy_without(&headers, false).contains_key("cookie"));
    }

    #[test]
    fn a_kept_value_is_a_copy() {
        let headers = map(&[("accept", "text/html")]);
        let kept = copy_without(&headers, false);
        let (was, is) = (headers.get("accept").unwrap(), kept.get("accept").unwrap());
        assert_ne!(was.as_bytes().as_ptr(), is.as_bytes().as_ptr());
    }
}
