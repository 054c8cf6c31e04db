//! The headers of every answer: what a browser may load, run, keep and tell others.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;

/// What reporters' pages may load, run and send, as [`INTAKE_POLICY`] and [`INTAKE_WORKER_POLICY`] have it.
macro_rules! intake_policy {
    ($trusted:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
             form-action 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
             require-trusted-types-for 'script'; trusted-types ",
            $trusted
        )
    };
}

/// Of every page of the intake: no frame, and no worker, for whose address no policy of trusted types is named.
pub const INTAKE_POLICY: &str = intake_policy!("'none'");
/// Of its two pages on which files are chosen: the one policy of trusted types that names their worker's address.
pub const INTAKE_WORKER_POLICY: &str = intake_policy!("sigill-worker");

/// The middleware of one listener, whose pages go by the content security policy `policy`. What a route has set itself
/// stays.
pub async fn set_headers<B: MessageBody>(
    policy: &'static str,
    https: bool,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let mut answer = next.call(request).await?;
    add(answer.headers_mut(), policy, https);
    Ok(answer)
}

fn add(headers: &mut HeaderMap, policy: &'static str, https: bool) {
    let mut default = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    default(header::CONTENT_SECURITY_POLICY, policy);
    default(header::CACHE_CONTROL, "no-store");
    default(header::REFERRER_POLICY, "no-referrer");
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(header::X_FRAME_OPTIONS, "DENY");
    default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    default(HeaderName::from_static("cross-origin-embedder-policy"), "require-corp");
    default(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    default(HeaderName::from_static("origin-agent-cluster"), "?1");
    default(HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
    default(HeaderName::from_static("x-dns-prefetch-control"), "off");
    default(
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), \
         payment=(), usb=(), browsing-topics=(), interest-cohort=()",
    );
    if https {
        default(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains; preload");
    }
    // What serves this is nobody's business.
    headers.remove(header::SERVER);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_routes_own_choice_stays() {
        let mut headers = HeaderMap::new();
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        add(&mut headers, "default-src 'none'", false);
        assert_eq!(headers.get(header::REFERRER_POLICY).unwrap(), "same-origin");
        assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }
}
