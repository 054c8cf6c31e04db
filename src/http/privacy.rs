//! The first middleware: what a request says of its sender is gone before anything else runs.
//!
//! Only the headers that Sigill reads are kept, by name. Whatever else comes (agent, referrer, what a proxy of whatever make
//! adds about the address, on the intake every cookie) is dropped, so that no new name can tell what an old list did not
//! know. The values that stay are copied, because a header value is a slice of the connection's read buffer and the pooled
//! request would keep that buffer, with the body in it, long after the answer. For the same reason no more stays of the
//! languages somebody reads than the one that will be spoken.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::Next;

use crate::http::locale::Locale;
use crate::http::stack;

/// What Sigill reads, in lower case: the form of bodies and answers, what tells our own pages from another site's, what signs
/// a request, and how much of a file comes. What an upload's sender says about the file (`upload-metadata`) is not among
/// them: its name stands sealed in the envelope.
const KEPT: [&str; 13] = [
    "accept-encoding",
    "content-encoding",
    "content-length",
    "content-type",
    "origin",
    "sec-fetch-site",
    "sigill-key",
    "sigill-nonce",
    "sigill-signature",
    "transfer-encoding",
    "tus-resumable",
    "upload-length",
    "upload-offset",
];

/// What is read of members alone, in lower case: their session, and which answer they have already. A reporter's browser that
/// was given either could be told from others by it.
const KEPT_OF_MEMBERS: [&str; 2] = ["cookie", "if-none-match"];

/// Drops what tells and copies the rest; for members.
pub async fn forget_sender<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let kept = copy_kept(request.headers(), true);
    *request.headers_mut() = kept;
    let answer = next.call(request).await;
    stack::wipe();
    Ok(forget_request(answer?))
}

/// As [`forget_sender`], and drops what a browser could be known again by; for the intake.
pub async fn forget_reporter<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let kept = copy_kept(request.headers(), false);
    *request.headers_mut() = kept;
    let answer = next.call(request).await;
    stack::wipe();
    Ok(forget_request(answer?))
}

fn copy_kept(headers: &HeaderMap, is_member: bool) -> HeaderMap {
    let mut kept = HeaderMap::with_capacity(KEPT.len());
    for (name, value) in headers {
        let name_kept = |names: &[&str]| names.contains(&name.as_str());
        let is_kept = name_kept(&KEPT) || (is_member && name_kept(&KEPT_OF_MEMBERS));
        // From bytes, not by cloning: a clone would share the read buffer.
        if is_kept && let Ok(copy) = HeaderValue::from_bytes(value.as_bytes()) {
            kept.append(name.clone(), copy);
        }
    }
    if let Some(languages) = headers.get(header::ACCEPT_LANGUAGE) {
        let spoken = Locale::negotiate(languages.to_str().ok());
        kept.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(spoken.tag()));
    }
    kept
}

/// Empties the request, which actix keeps for the next one as it is: address, query, headers, a session's cookie.
///
/// Nobody else may hold the request by now, or actix panics: an answer's body that is still to be made must take with it
/// what it needs of the request, and not the request.
fn forget_request<B: MessageBody>(answer: ServiceResponse<B>) -> ServiceResponse<B> {
    let (request, answer) = answer.into_parts();
    let mut request = ServiceRequest::from_request(request);
    request.match_info_mut().get_mut().update(&Uri::default());
    let head = request.head_mut();
    head.uri = Uri::default();
    head.headers.clear();
    ServiceResponse::new(request.into_parts().0, answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderName;

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
            ("x-nobodys-yet", "192.0.2.7"),
            ("upload-metadata", "filename dXBwaGFuZGxpbmcuZG9jeA=="),
            ("x-http-method-override", "PATCH"),
            ("accept-language", "se, en-GB;q=0.8, sv;q=0.3"),
            ("cookie", "a=b"),
            ("if-none-match", "\"an answer\""),
        ]);
        let kept = copy_kept(&headers, false);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept.get("accept-language").unwrap(), "en");
        let of_a_member = copy_kept(&headers, true);
        assert_eq!(of_a_member.len(), 3);
        assert!(KEPT_OF_MEMBERS.iter().all(|name| of_a_member.contains_key(*name)));
    }

    #[test]
    fn a_kept_value_is_a_copy() {
        let headers = map(&[("content-type", "text/html")]);
        let kept = copy_kept(&headers, false);
        let (was, is) = (headers.get("content-type").unwrap(), kept.get("content-type").unwrap());
        assert_ne!(was.as_bytes().as_ptr(), is.as_bytes().as_ptr());
    }
}
