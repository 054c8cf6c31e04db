//! Who holds a channel's recovery code: the signature of the key that its newest keyring has in the line of recovery.
//!
//! There is no name and no session. Nothing is counted as sign-in counts tries, for there is nothing to guess: whoever has
//! not the code has no key that any keyring names, and is answered as everybody who signs with a key of nobody's.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::web::{self, Bytes, Data};
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use sigill_sealing::id::ChannelId;
use sigill_sealing::role::Author;

use crate::app::App;
use crate::http::body::parse_json;
use crate::http::{Failure, Problem};
use crate::members::guard::{nonces, read_signed};

/// Somebody who has signed this very request, body and all, with the key of a channel's recovery code, over a nonce that is
/// good once. As a parameter of a route it refuses everybody else with 401. The body has at most `MOST` bytes.
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
            let app = request.app_data::<Data<App>>().ok_or_else(|| Failure::new(Problem::Unavailable))?;
            let payload = payload.await.map_err(|_infallible| Failure::new(Problem::Malformed))?;
            let claim = nonces(app).claim::<Author>(&request, &mut app.rng.clone())?;
            let key = claim.key;
            let found = app.db.read(move |connection| super::find_channel(connection, &key)).await?;
            let channel = found.ok_or_else(|| Failure::new(Problem::NotAuthenticated))?;
            let body = read_signed(app, &request, payload, MOST, claim).await?;
            Ok(Self { channel, body })
        })
    }
}
