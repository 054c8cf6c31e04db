//! Answers on their way to somebody who may not read them.
//!
//! An answer is held until its last byte is handed to the system. Whoever asks for much and reads nothing, or a byte a
//! minute, would have the server hold as much as they like, on the server path a report in the open. So all answers of a
//! face share a [`Budget`], of which the oldest gives way, and each has a deadline by its length. The connection of one
//! that is ended is cut: only so is it let go of at once, for its body is asked for no more while the line is blocked.
//! An answer that is read from a disk as it goes, as a piece of a file is, counts as what it holds meanwhile, and ends alike.

use std::convert::Infallible;
use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::rt;
use actix_web::rt::task::JoinHandle;
use actix_web::web::Bytes;
use tokio::time::timeout;

use crate::http::budget::{Account, Budget};
use crate::http::line::Line;

/// How much of an answer is handed out at once, in bytes: that much more may wait on a connection when its body is gone.
pub const SLICE: usize = 16 << 10;
/// How long somebody may take to read an answer, and more for each [`SLOWEST`] bytes of it.
pub const GRACE: Duration = Duration::from_mins(2);
/// As slow as anybody reads, in bytes a second.
pub const SLOWEST: u64 = 4096;
/// What an answer counts as that is read as it goes, in bytes: what lies ready of it here and in the system, and an open file.
/// More than [`crate::http::budget::LITTLE`], so that it is among those that give way.
pub const RELAYED: usize = 512 << 10;

/// The middleware of every listener that sees each answer last.
pub async fn bound_answers<B: MessageBody + 'static>(
    budget: Budget,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<Sending, Relayed>>, actix_web::Error> {
    let line = request.conn_data::<Line>().cloned();
    let answer = next.call(request).await?;
    Ok(answer.map_body(|_, body| {
        if body.size() == BodySize::None {
            return EitherBody::right(Relayed { body: body.boxed(), _held: None });
        }
        match body.try_into_bytes() {
            Ok(bytes) => EitherBody::left(Sending::new(bytes, &budget, line)),
            Err(body) => EitherBody::right(Relayed::new(body.boxed(), &budget, line)),
        }
    }))
}

/// An answer that is made as it is read, and cut off if it is not read in time.
#[derive(Debug)]
pub struct Relayed {
    body: BoxBody,
    _held: Option<(Account, Option<Watch>)>,
}

impl Relayed {
    fn new(body: BoxBody, budget: &Budget, line: Option<Line>) -> Self {
        let account = budget.open();
        // No more than there is, so it is always granted.
        let _granted = account.take(RELAYED.min(budget.whole()));
        let length = if let BodySize::Sized(length) = body.size() { length } else { 0 };
        let watch = line.map(|line| Watch::over(line, &account, length));
        Self { body, _held: Some((account, watch)) }
    }
}

impl MessageBody for Relayed {
    type Error = Box<dyn Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}

/// An answer that is handed out by slices, counted until the last of them, and cut off if it is not read in time.
#[derive(Debug)]
pub struct Sending {
    rest: Bytes,
    _account: Account,
    _watch: Option<Watch>,
}

impl Sending {
    fn new(bytes: Bytes, budget: &Budget, line: Option<Line>) -> Self {
        let account = budget.open();
        // What lies in memory anyway, as pages and assets do, costs nothing more however many read it. One that is longer
        // than all of the budget takes all of it, so it is always granted.
        let own = if bytes.is_unique() { bytes.len() } else { 0 };
        let _granted = account.take(own.min(budget.whole()));
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let watch = line.filter(|_| bytes.len() > SLICE).map(|line| Watch::over(line, &account, length));
        Self { rest: bytes, _account: account, _watch: watch }
    }
}

impl MessageBody for Sending {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(u64::try_from(self.rest.len()).unwrap_or(u64::MAX))
    }

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let length = self.rest.len().min(SLICE);
        Poll::Ready((length > 0).then(|| Ok(self.rest.split_to(length))))
    }
}

/// Cuts the line when its answer has to give way or is not read in time; over when dropped.
#[derive(Debug)]
struct Watch(JoinHandle<()>);

impl Watch {
    fn over(line: Line, account: &Account, length: u64) -> Self {
        let account = account.clone();
        let within = GRACE.saturating_add(Duration::from_secs(length / SLOWEST));
        Self(rt::spawn(async move {
            drop(timeout(within, account.ended()).await);
            line.cut();
        }))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}
