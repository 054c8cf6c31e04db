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
pub struct Streamed {
    payload: Payload,
    held: Held,
}

/// What is held of such a body. It counts all that came as held, as far as one piece, until this says otherwise.
#[derive(Clone, Debug, Default)]
pub struct Held(Option<Consumed>);

impl Held {
    /// Says that so many bytes of it are held no more.
    pub fn let_go(&self, bytes: usize) {
        if let Some(consumed) = &self.0 {
            consumed.let_go(bytes);
        }
    }

    /// Says that a whole piece of it was stored. What comes now gives way to others as if it began with it: who brings piece
    /// after piece is not cut off for having begun long ago, and nobody is renewed who does not.
    pub fn renew(&self) {
        if let Some(consumed) = &self.0 {
            consumed.renew();
        }
    }
}

impl Streamed {
    /// The body of `request`, of a route that looks at what is announced before it decides how to read it.
    #[must_use]
    pub fn of(request: &HttpRequest, payload: Payload) -> Self {
        let consumed = request.extensions().get::<Consumed>().cloned();
        if let Some(consumed) = &consumed {
            consumed.say();
        }
        Self { payload, held: Held(consumed) }
    }

    /// Where it is said what is held of it.
    #[must_use]
    pub fn held(&self) -> Held {
        self.held.clone()
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
        Pin::new(&mut self.payload).poll_next(context)
    }
}
