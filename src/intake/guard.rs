//! Whose request it is: the signature of an access key that only a case code gives.
//!
//! Nothing is stored of it and nothing logged. The nonce is the server's own, good for ten minutes; every answer to a
//! signed request brings the next one.

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use sigill_sealing::encoding::{base64, parse_base64_exact};
use sigill_sealing::request::request_bytes;
use sigill_sealing::role::Access;
use sigill_sealing::signature::{Request, Signature, VerifyingKey};

use crate::app::App;
use crate::cases::Locator;
use crate::http::nonce::{self, Freshness};
use crate::http::{Failure, Problem};
use crate::server_key::Purpose;

/// The public access key, in base64.
pub(super) const KEY: HeaderName = HeaderName::from_static("sigill-key");
/// The server's nonce, in base64; in answers, the next one.
pub(super) const NONCE: HeaderName = HeaderName::from_static("sigill-nonce");
/// The signature, in base64.
pub(super) const SIGNATURE: HeaderName = HeaderName::from_static("sigill-signature");

/// A fresh nonce in base64.
pub(super) fn fresh_nonce(app: &App) -> String {
    base64(&nonce::make(&app.server_key, Purpose::IntakeNonce, app.clock.minute(), &mut app.rng.clone()))
}

/// A fresh nonce as the header of an answer.
pub(super) fn nonce_header(app: &App) -> Result<(HeaderName, HeaderValue), Failure> {
    let value = HeaderValue::from_str(&fresh_nonce(app));
    value.map(|value| (NONCE, value)).map_err(|cause| Failure::caused(Problem::Unavailable, cause))
}

/// The locator that `request` proves to hold the access key of, `body` being its whole body.
pub(super) fn authenticate(app: &App, request: &HttpRequest, body: &[u8]) -> Result<Locator, Failure> {
    let headers = request.headers();
    let not_authenticated = || Failure::new(Problem::NotAuthenticated);
    let key = text(headers, &KEY).and_then(|text| VerifyingKey::<Access>::parse(text).ok());
    let nonce = text(headers, &NONCE).and_then(|text| parse_base64_exact::<{ nonce::LENGTH }>(text).ok());
    let signature = text(headers, &SIGNATURE).and_then(|text| Signature::<Request>::parse(text).ok());
    let (Some(key), Some(nonce), Some(signature)) = (key, nonce, signature) else {
        return Err(not_authenticated());
    };
    match nonce::judge(&app.server_key, Purpose::IntakeNonce, &nonce, app.clock.minute()) {
        Freshness::Fresh => {}
        Freshness::Expired => return Err(Failure::new(Problem::NonceExpired)),
        Freshness::Foreign => return Err(not_authenticated()),
    }
    let path = request.uri().path_and_query().map_or("", |path| path.as_str());
    let signed = request_bytes(request.method().as_str(), path, body, &nonce);
    key.verify(&signed, &signature).map_err(|_refused| not_authenticated())?;
    Ok(Locator::of(key.as_bytes()))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
