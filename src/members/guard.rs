//! Who is at the desk. Reading takes a session's cookie: [`SignedIn`]. Changing anything takes a signature by the member's
//! desk key as well, which only their open vault gives: [`Acting`]. Whoever reads a cookie on the line, such as a proxy that
//! inspects TLS, reads ciphertext with it and changes nothing.
//!
//! A nonce is good once, so that a request which was seen cannot be sent again either, whatever it asks for: not an index
//! entry that has been replaced since, nor an invitation that was withdrawn. A lost answer costs its sender nothing: they
//! sign anew, and what was done already is answered as the first time, or as what it is by now if it has been replaced.

use std::pin::Pin;

use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes, Data};
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::MemberId;
use sigill_sealing::role::{Desk, Signer};
use sigill_sealing::signature::{self, Domain};

use super::session::{self, SessionToken};
use super::{SessionId, StoredKey, spent, store};
use crate::app::App;
use crate::http::body::{expect_type, parse_json, read};
use crate::http::signed::{self as signing, Claim, Nonces};
use crate::http::{Failure, Problem};
use crate::server_key::Purpose;
use crate::storage;

/// The desk's nonces, for members and invitees.
#[must_use]
pub fn nonces(app: &App) -> Nonces<'_> {
    Nonces { key: &app.server_key, purpose: Purpose::DeskNonce, minute: app.clock.minute() }
}

/// A member whose session is good. As a parameter of a route it refuses everybody else with 401. It is enough to read, and
/// to end the session itself; whatever else changes something takes [`Acting`].
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    /// Who it is.
    pub member: MemberId,
    /// By which of their sessions.
    pub session: SessionId,
}

impl FromRequest for SignedIn {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Self::find(app_of(&request)?, &request).await })
    }
}

impl SignedIn {
    async fn find(app: &App, request: &HttpRequest) -> Result<Self, Failure> {
        let nobody = || Failure::new(Problem::NotAuthenticated);
        let token = token_of(app, request).ok_or_else(nobody)?;
        let found = session::find(app, &token).await?.ok_or_else(nobody)?;
        Ok(Self { member: found.member, session: found.id })
    }
}

/// A member whose session is good and who has signed this very request, body and all, with the key of their vault. As a
/// parameter of a route it refuses everybody else with 401. It is the only way to the body, of at most `MOST` bytes: JSON,
/// or nothing where `MOST` is 0.
#[derive(Debug)]
pub struct Acting<const MOST: usize> {
    /// Who it is.
    pub who: SignedIn,
    body: Bytes,
}

impl<const MOST: usize> Acting<MOST> {
    /// The body.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        parse_json(&self.body)
    }

    /// SHA-256 of the body, by which the very same one is known when it comes again.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.body)
    }
}

impl<const MOST: usize> FromRequest for Acting<MOST> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = web::Payload::from_request(&request, payload);
        Box::pin(async move {
            let app = app_of(&request)?;
            let who = SignedIn::find(app, &request).await?;
            let payload = payload.await.map_err(|_infallible| Failure::new(Problem::Malformed))?;
            let body = authenticate(app, &request, payload, MOST, who.member).await?;
            Ok(Self { who, body })
        })
    }
}

/// The body of `request` once `member` proves to have signed it.
async fn authenticate(
    app: &App,
    request: &HttpRequest,
    payload: web::Payload,
    most: usize,
    member: MemberId,
) -> Result<Bytes, Failure> {
    let (nonces, mut rng) = (nonces(app), app.rng);
    let own = app.db.read(move |connection| store::find_desk_key(connection, member)).await?;
    // Whoever could register a key for a member without one could act as them: they are invited anew instead.
    let own: StoredKey = own.ok_or_else(|| Failure::new(Problem::Forbidden))?;
    let claim = nonces.claim::<Desk>(request, &mut rng)?;
    if own != StoredKey::from_bytes(*claim.key.as_bytes()) {
        return Err(Failure::new(Problem::NotAuthenticated));
    }
    read_signed(app, request, payload, most, claim).await
}

/// The body of `request`, of at most `most` bytes, once it is verified that the key of `claim`, which the caller knows, has
/// signed it over a nonce that was not used before.
pub async fn read_signed<S: Signer>(
    app: &App,
    request: &HttpRequest,
    payload: web::Payload,
    most: usize,
    claim: Claim<S>,
) -> Result<Bytes, Failure>
where
    signature::Request: Domain<S>,
{
    if most > 0 {
        expect_type(request, "application/json")?;
    }
    let body = read(payload, most).await?;
    claim.verify(request, &body)?;
    let (nonce, minute) = (claim.nonce, app.clock.minute());
    let spending = app.db.run_tx("spend_nonce", move |tx| spent::spend(tx, &nonce, minute));
    let is_first: Result<bool, storage::Error> = spending.await;
    // A body takes as long as its sender likes, and a nonce is forgotten once it is too old: only one that is fresh even
    // now was remembered all the while if it had been used.
    let nonces = nonces(app);
    if is_first? && nonces.is_fresh(&nonce) { Ok(body) } else { Err(nonces.expired(&mut app.rng.clone())?) }
}

/// The middleware that puts the next nonce into the answer to whatever came signed.
pub async fn bring_nonce<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let is_signed = request.headers().contains_key(signing::KEY);
    let app = request.app_data::<Data<App>>().cloned();
    let mut answer = next.call(request).await?;
    if let Some(app) = app.filter(|_app| is_signed) {
        let (name, value) = nonces(&app).header(&mut app.rng.clone())?;
        answer.headers_mut().insert(name, value);
    }
    Ok(answer)
}

fn app_of(request: &HttpRequest) -> Result<&Data<App>, Failure> {
    request.app_data::<Data<App>>().ok_or_else(|| Failure::new(Problem::Unavailable))
}

fn token_of(app: &App, request: &HttpRequest) -> Option<SessionToken> {
    let cookie = request.cookie(cookie_name(app))?;
    SessionToken::parse(cookie.value())
}

/// `__Host-` binds a cookie to this very host, and asks for https; plain loopback does without.
fn cookie_name(app: &App) -> &'static str {
    if app.config.desk.url.is_https() { "__Host-sigill" } else { "sigill" }
}

/// The cookie of a new session. It lives as long as the browser does, or the session.
#[must_use]
pub fn cookie(app: &App, token: &SessionToken) -> Cookie<'static> {
    with_attributes(app, token.written().expose().clone())
}

/// What makes a browser forget its session's cookie.
#[must_use]
pub fn no_cookie(app: &App) -> Cookie<'static> {
    let mut gone = with_attributes(app, String::new());
    gone.set_max_age(actix_web::cookie::time::Duration::ZERO);
    gone
}

fn with_attributes(app: &App, value: String) -> Cookie<'static> {
    Cookie::build(cookie_name(app), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(app.config.desk.url.is_https())
        .finish()
}
