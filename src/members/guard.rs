//! Who is signed in: the session's cookie, read for every route that takes a [`SignedIn`].

use std::pin::Pin;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use sigill_sealing::id::MemberId;

use super::SessionId;
use super::session::{self, SessionToken};
use crate::app::App;
use crate::http::{Failure, Problem};

/// A member whose session is good. As a parameter of a route it refuses everybody else with 401.
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
        Box::pin(async move {
            let nobody = || Failure::new(Problem::NotAuthenticated);
            let app = request.app_data::<Data<App>>().ok_or_else(|| Failure::new(Problem::Unavailable))?;
            let token = token_of(app, &request).ok_or_else(nobody)?;
            let found = session::find(app, &token).await?.ok_or_else(nobody)?;
            Ok(Self { member: found.member, session: found.id })
        })
    }
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
