//! The headers of every answer: what a browser may load, run, keep and tell others.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;

/// Which face a listener shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Face {
    /// Reporters': no worker, no frame.
    Intake,
    /// Members': one worker, and frames for previews of files.
    Desk,
    /// The operator's: text only.
    Operator,
}

impl Face {
    fn policy(self) -> &'static str {
        match self {
            Self::Intake => {
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
                 form-action 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
                 require-trusted-types-for 'script'; trusted-types 'none'"
            }
            Self::Desk => {
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
                 form-action 'self'; worker-src 'self'; frame-src blob:; base-uri 'none'; frame-ancestors 'none'; \
                 require-trusted-types-for 'script'; trusted-types sigill-worker"
            }
            Self::Operator => "default-src 'none'; frame-ancestors 'none'",
        }
    }
}

/// The middleware of one listener. What a route has set itself stays.
pub async fn set_headers<B: MessageBody>(
    face: Face,
    https: bool,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let mut answer = next.call(request).await?;
    add(answer.headers_mut(), face, https);
    Ok(answer)
}

fn add(headers: &mut HeaderMap, face: Face, https: bool) {
    let mut default = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    default(header::CONTENT_SECURITY_POLICY, face.policy());
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
    // The clock of this machine is nobody's business, and an answer's second even less.
    headers.remove(header::SERVER);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_routes_own_choice_stays() {
        let mut headers = HeaderMap::new();
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        add(&mut headers, Face::Intake, false);
        assert_eq!(headers.get(header::REFERRER_POLICY).unwrap(), "same-origin");
        assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn no_face_lets_inline_script_or_another_site_in() {
        for face in [Face::Intake, Face::Desk, Face::Operator] {
            assert!(face.policy().starts_with("default-src 'none'"));
            assert!(!face.policy().contains("unsafe"));
            assert!(!face.policy().contains("http"));
        }
    }
}
