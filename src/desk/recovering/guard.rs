//! Who holds a channel's recovery code: the signature of the key that every keyring of the channel has in its line of
//! recovery.
//!
//! There is no name and no session. Nothing is counted as sign-in counts tries, for there is nothing to guess: whoever has
//! not the code has no key that any keyring names, and is answered as everybody who signs with a key of nobody's. Whatever
//! is asked with the key of a code is logged before anything is read, under the channel and with the day.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::{self, Bytes, Data};
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use sigill_sealing::id::ChannelId;
use sigill_sealing::role::Author;

use crate::app::App;
use crate::channels::recovery_key;
use crate::http::body::parse_json;
use crate::http::{Failure, Problem};
use crate::members::guard::{nonces, read_signed};

/// Somebody who has signed this very request with the key of a recovery code, over a nonce that is good once. As a parameter
/// of a route it refuses everybody else with 401.
#[derive(Debug)]
pub(super) struct Holding {
    /// Whose code it is; each use of it is logged.
    pub(super) channels: Vec<ChannelId>,
}

impl FromRequest for Holding {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = web::Payload::from_request(&request, payload);
        Box::pin(async move {
            let (channels, _nothing) = authenticate(&request, payload.await, 0).await?;
            super::log_use(app_of(&request)?, channels.clone()).await?;
            Ok(Self { channels })
        })
    }
}

/// The same of one channel, which the address names and the signature covers: of any other it is answered that there is
/// none. The body has at most `MOST` bytes.
#[derive(Debug)]
pub(super) struct Recovering<const MOST: usize> {
    /// Whose recovery code it is.
    pub(super) channel: ChannelId,
    body: Bytes,
}

impl<const MOST: usize> Recovering<MOST> {
    /// The body.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        parse_json(&self.body)
    }
}

impl<const MOST: usize> FromRequest for Recovering<MOST> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = web::Payload::from_request(&request, payload);
        Box::pin(async move {
            let (channels, body) = authenticate(&request, payload.await, MOST).await?;
            let asked = request.match_info().get("channel").and_then(|id| ChannelId::parse(id).ok());
            let channel = asked.filter(|asked| channels.contains(asked));
            let channel = channel.ok_or_else(|| Failure::new(Problem::NotFound))?;
            super::log_use(app_of(&request)?, vec![channel]).await?;
            Ok(Self { channel, body })
        })
    }
}

/// The channels whose recovery code has signed the request, at least one, and its body.
async fn authenticate(
    request: &HttpRequest,
    payload: Result<web::Payload, actix_web::Error>,
    most: usize,
) -> Result<(Vec<ChannelId>, Bytes), Failure> {
    let app = app_of(request)?;
    let payload = payload.map_err(|_infallible| Failure::new(Problem::Malformed))?;
    let claim = nonces(app).claim::<Author>(request, &mut app.rng.clone())?;
    let key = claim.key;
    // Whoever claims another key spends no nonce here and has no chain verified.
    let named = app.db.read(move |connection| recovery_key::find_named(connection, &key)).await?;
    if named.is_empty() {
        return Err(Failure::new(Problem::NotAuthenticated));
    }
    let body = read_signed(app, request, payload, most, claim).await?;
    let channels = app.db.read(move |connection| recovery_key::find_bound(connection, &named, &key)).await?;
    if channels.is_empty() {
        return Err(Failure::new(Problem::NotAuthenticated));
    }
    Ok((channels, body))
}

fn app_of(request: &HttpRequest) -> Result<&Data<App>, Failure> {
    request.app_data::<Data<App>>().ok_or_else(|| Failure::new(Problem::Unavailable))
}
