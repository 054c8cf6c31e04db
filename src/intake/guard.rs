//! Whose request it is: the signature of an access key that only a case code gives.

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderName, HeaderValue};
use sigill_sealing::role::Access;

use crate::app::App;
use crate::cases::Locator;
use crate::http::Failure;
use crate::http::signed::Nonces;
use crate::server_key::Purpose;

fn nonces(app: &App) -> Nonces<'_> {
    Nonces { key: &app.server_key, purpose: Purpose::IntakeNonce, minute: app.clock.minute() }
}

/// A fresh nonce in base64.
pub(super) fn fresh_nonce(app: &App) -> String {
    nonces(app).fresh(&mut app.rng.clone())
}

/// A fresh nonce as the header of an answer.
pub(super) fn nonce_header(app: &App) -> Result<(HeaderName, HeaderValue), Failure> {
    nonces(app).header(&mut app.rng.clone())
}

/// The locator that `request` proves to hold the access key of, `body` being its whole body.
pub(super) fn authenticate(app: &App, request: &HttpRequest, body: &[u8]) -> Result<Locator, Failure> {
    let key = nonces(app).verify::<Access>(request, body, &mut app.rng.clone())?;
    Ok(Locator::of(key.as_bytes()))
}
