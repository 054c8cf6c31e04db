//! Bodies of any length, consumed as they come.

use std::future::{Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::error::PayloadError;
use actix_web::web::{Bytes, Payload};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev};
use futures_util::Stream;

use crate::http::limits::Consumed;

/// The body of a request whose route keeps no more of it at once than [`crate::http::limits::HELD`]. As a parameter of a
/// route it is what lets such a body last: no deadline, but the least rate and no long silence. It ends with an error when it
/// comes too slowly or has to give way, which [`crate::http::body::failure_of`] puts in words.
pub struct Streamed(Payload);

impl Streamed {
    /// The body of `request`, of a route that looks at what is announced before it decides how to read it.
    #[must_use]
    pub fn of(request: &HttpRequest, payload: Payload) -> Self {
        if let Some(consumed) = request.extensions().get::<Consumed>() {
            consumed.say();
        }
        Self(payload)
    }
}

impl FromRequest for Streamed {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let payload = Payload::from_request(request, payload).into_inner();
        ready(payload.map(|payload| Self::of(request, payload)))
    }
}

impl Stream for Streamed {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context)
    }
}
