//! Bounds that no request may cross before it is understood: the address, the pace and time of a body, and what all bodies
//! under way take together.
//!
//! The size of a body is each route's own (see [`crate::http::body`]). The pace is bounded here, so that somebody who
//! sends a byte a minute holds a connection for a while and not for ever, on every route alike. A route that consumes a body
//! as it comes says so by taking it as [`crate::http::streamed::Streamed`]: such a body may last for as long as it comes at
//! that pace, and counts as what of it is held at once.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpMessage, ResponseError};
use futures_util::Stream;
use tokio::time::{Instant, Sleep};

use crate::http::budget::{Account, Budget, LITTLE};
use crate::http::{Failure, Problem};

/// Longest address with query, in bytes; ours are shorter than 200, but for the one that names index entries by their
/// cases, which is shorter than 1,700.
pub const MAX_ADDRESS: usize = 2048;
/// What the first [`LITTLE`] bytes of a body earn it, in bytes a second: a report comes through on the slowest line.
pub const FIRST_RATE: usize = 512;
/// What every byte beyond them earns it, in bytes a second: no more than a poor line carries, so that much cannot be held
/// for long with little.
pub const RATE: usize = 16 << 10;
/// A body's first seconds, in which no rate is asked of it: a phone in a tunnel.
pub const GRACE: Duration = Duration::from_secs(10);
/// How long a body may be silent once it has begun: what came before buys no time to hold it open with nothing.
pub const SILENCE: Duration = Duration::from_secs(30);
/// The same, once more than [`LITTLE`] bytes of it are held.
pub const SHORT_SILENCE: Duration = Duration::from_secs(5);
/// The longest time a body that is read whole may take, however fast; and the most that a streamed one can earn ahead.
pub const DEADLINE: Duration = Duration::from_mins(10);
/// The most that a streamed body counts as, in bytes: a piece of a file and some of what comes after it.
pub const HELD: usize = (8 << 20) + LITTLE;

/// Whether the body of a request is consumed as it comes, false until a route says so, and what is held of it.
#[derive(Clone, Debug)]
pub(super) struct Consumed {
    is: Rc<Cell<bool>>,
    /// In bytes, whatever it counts as.
    held: Rc<Cell<usize>>,
    /// The most that it counts as if it is consumed as it comes.
    most: usize,
    account: Account,
}

impl Consumed {
    fn new(account: Account, most: usize) -> Self {
        Self { is: Rc::default(), held: Rc::default(), most, account }
    }

    /// Says that it is.
    pub(super) fn say(&self) {
        self.is.set(true);
    }

    /// Says that so much of it is held no more.
    pub(super) fn let_go(&self, bytes: usize) {
        let before = self.counted();
        self.held.set(self.held.get().saturating_sub(bytes));
        self.account.give(before.saturating_sub(self.counted()));
    }

    /// Says that a piece of it was stored: what comes now gives way as a body that begins.
    pub(super) fn renew(&self) {
        self.account.renew();
    }

    /// Accounts for so much more; whether it may be held.
    fn take(&self, bytes: usize) -> bool {
        let before = self.counted();
        self.held.set(self.held.get().saturating_add(bytes));
        self.account.take(self.counted().saturating_sub(before))
    }

    fn counted(&self) -> usize {
        let held = self.held.get();
        if self.is.get() { held.min(self.most) } else { held }
    }
}

/// The middleware of every listener.
pub async fn bound_requests<B: MessageBody>(
    budget: Budget,
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > MAX_ADDRESS {
        let answer = Failure::new(Problem::AddressTooLong).error_response();
        return Ok(request.into_response(answer).map_into_right_body());
    }
    // Held until the answer is made: so long the body may be held. What the answer takes is another budget's.
    let account = budget.open();
    let payload = request.take_payload();
    if matches!(payload, Payload::None) {
        request.set_payload(payload);
    } else {
        let consumed = Consumed::new(account.clone(), HELD.min(budget.whole()));
        let paced: Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>> =
            Box::pin(Paced::new(payload, consumed.clone()));
        request.set_payload(Payload::from(paced));
        request.extensions_mut().insert(consumed);
    }
    let answer = next.call(request).await?;
    answer.request().extensions_mut().remove::<Consumed>();
    drop(account);
    Ok(answer.map_into_left_body())
}

/// A body that ends with an error when it comes too slowly, or when it gives way because all bodies together would take
/// too much.
struct Paced<S> {
    inner: S,
    account: Account,
    consumed: Consumed,
    over: bool,
    began: Instant,
    received: usize,
    heard: Instant,
    /// How long the reader of a streamed body may still wait for it, and since when it does.
    left: Duration,
    asked: Option<Instant>,
    alarm: Pin<Box<Sleep>>,
}

impl<S> Paced<S> {
    fn new(inner: S, consumed: Consumed) -> Self {
        let began = Instant::now();
        Self {
            inner,
            account: consumed.account.clone(),
            consumed,
            over: false,
            began,
            received: 0,
            heard: began,
            left: GRACE,
            asked: None,
            alarm: Box::pin(tokio::time::sleep_until(began + GRACE)),
        }
    }

    fn is_consumed(&self) -> bool {
        self.consumed.is.get()
    }

    /// When this body is too slow unless more of it comes.
    fn due(&mut self) -> Instant {
        if self.is_consumed() {
            // Only waiting counts: while a piece is being stored, nobody asks for the next.
            let asked = *self.asked.get_or_insert_with(Instant::now);
            return asked + self.left.min(SILENCE);
        }
        let beyond = self.received.saturating_sub(LITTLE);
        let silence = if beyond == 0 { SILENCE } else { SHORT_SILENCE };
        (self.began + (GRACE + earned(0, self.received)).min(DEADLINE)).min(self.heard + silence)
    }

    /// Accounts for what has come; whether it may be held.
    fn hear(&mut self, bytes: usize) -> bool {
        self.heard = Instant::now();
        let before = self.received;
        self.received = before.saturating_add(bytes);
        let waited = self.asked.take().map_or(Duration::ZERO, |asked| self.heard - asked);
        self.left = (self.left.saturating_sub(waited) + earned(before, self.received)).min(DEADLINE);
        self.consumed.take(bytes)
    }

    /// Ends here, whatever is still to come.
    fn end(&mut self, kind: std::io::ErrorKind) -> Poll<Option<Result<Bytes, PayloadError>>> {
        self.over = true;
        Poll::Ready(Some(Err(PayloadError::Io(kind.into()))))
    }
}

/// What a body earns by growing from so many bytes to so many, in whole seconds for all of it.
fn earned(from: usize, to: usize) -> Duration {
    let of = |bytes: usize| bytes.min(LITTLE) / FIRST_RATE + bytes.saturating_sub(LITTLE) / RATE;
    Duration::from_secs(u64::try_from(of(to).saturating_sub(of(from))).unwrap_or(u64::MAX))
}

impl<S: Stream<Item = Result<Bytes, PayloadError>> + Unpin> Stream for Paced<S> {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.over {
            return Poll::Ready(None);
        }
        if self.account.poll_ended(context).is_ready() {
            return self.end(std::io::ErrorKind::ResourceBusy);
        }
        let polled = Pin::new(&mut self.inner).poll_next(context);
        match &polled {
            Poll::Ready(Some(Ok(chunk))) => {
                if !self.hear(chunk.len()) {
                    return self.end(std::io::ErrorKind::ResourceBusy);
                }
                return polled;
            }
            // It has come whole, or will not come: either way nobody can hold it open.
            Poll::Ready(Some(Err(_)) | None) => {
                self.account.settle();
                return polled;
            }
            Poll::Pending => {}
        }
        let due = self.due();
        self.alarm.as_mut().reset(due);
        match self.alarm.as_mut().poll(context) {
            Poll::Ready(()) => self.end(std::io::ErrorKind::TimedOut),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S> Drop for Paced<S> {
    fn drop(&mut self) {
        // Nobody asks for more of it, so nobody could be told that it has to give way.
        self.account.settle();
    }
}

#[cfg(test)]
mod tests;
