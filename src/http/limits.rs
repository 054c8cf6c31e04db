//! Bounds that no request may cross before it is understood: the address, the pace and time of a body, and what all bodies
//! under way take together.
//!
//! The size of a body is each route's own (see [`crate::http::body`]). The pace is bounded here, so that somebody who
//! sends a byte a minute holds a connection for a while and not for ever, on every route alike.

use std::pin::Pin;
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

use crate::http::budget::{Account, Budget};
use crate::http::{Failure, Problem};

/// Longest address with query, in bytes; ours are shorter than 200.
pub const MAX_ADDRESS: usize = 2048;
/// What a body may take at the least, in bytes a second, once the first ten seconds have passed.
pub const LEAST_RATE: u32 = 512;
/// A body's first seconds, in which no rate is asked of it: a phone in a tunnel.
pub const GRACE: Duration = Duration::from_secs(10);
/// How long a body may be silent once it has begun: what came before buys no time to hold it open with nothing.
pub const SILENCE: Duration = Duration::from_secs(30);
/// The longest time a body may take, however fast.
pub const DEADLINE: Duration = Duration::from_mins(10);

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
    // Held until the answer is made: so long the body may be held.
    let account = budget.open();
    let payload = request.take_payload();
    if matches!(payload, Payload::None) {
        request.set_payload(payload);
    } else {
        let paced: Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>> =
            Box::pin(Paced::new(payload, account.clone()));
        request.set_payload(Payload::from(paced));
    }
    let answer = next.call(request).await?;
    drop(account);
    Ok(answer.map_into_left_body())
}

/// A body that ends with an error when it comes too slowly, or when all bodies together would take too much.
struct Paced<S> {
    inner: S,
    account: Account,
    began: Instant,
    received: u64,
    heard: Instant,
    alarm: Pin<Box<Sleep>>,
}

impl<S> Paced<S> {
    fn new(inner: S, account: Account) -> Self {
        let began = Instant::now();
        Self {
            inner,
            account,
            began,
            received: 0,
            heard: began,
            alarm: Box::pin(tokio::time::sleep_until(began + GRACE)),
        }
    }

    /// When this body is too slow unless more of it comes.
    fn due(&self) -> Instant {
        let earned = Duration::from_secs(self.received / u64::from(LEAST_RATE));
        (self.began + (GRACE + earned).min(DEADLINE)).min(self.heard + SILENCE)
    }
}

impl<S: Stream<Item = Result<Bytes, PayloadError>> + Unpin> Stream for Paced<S> {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = Pin::new(&mut self.inner).poll_next(context);
        if let Poll::Ready(Some(Ok(chunk))) = &polled {
            let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            self.received = self.received.saturating_add(length);
            self.heard = Instant::now();
            if !self.account.take(chunk.len()) {
                let busy = std::io::ErrorKind::ResourceBusy;
                return Poll::Ready(Some(Err(PayloadError::Io(busy.into()))));
            }
        }
        if polled.is_ready() {
            return polled;
        }
        let due = self.due();
        self.alarm.as_mut().reset(due);
        match self.alarm.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(PayloadError::Io(std::io::ErrorKind::TimedOut.into())))),
            Poll::Pending => Poll::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::{StreamExt, stream};

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stalls_ends_with_an_error() {
        let never = stream::pending::<Result<Bytes, PayloadError>>().boxed_local();
        let mut body = Paced::new(never, Budget::of(usize::MAX).open());
        let began = Instant::now();
        assert!(matches!(body.next().await, Some(Err(PayloadError::Io(_)))));
        assert_eq!(began.elapsed().as_secs(), GRACE.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn what_came_fast_buys_no_long_silence() {
        let first = stream::iter([Ok(Bytes::from(vec![0; 4 << 20]))]);
        let mut body =
            Paced::new(first.chain(stream::pending()).boxed_local(), Budget::of(usize::MAX).open());
        assert!(matches!(body.next().await, Some(Ok(_))));
        let began = Instant::now();
        assert!(matches!(body.next().await, Some(Err(PayloadError::Io(_)))));
        assert_eq!(began.elapsed(), SILENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_comes_steadily_is_given_its_time() {
        let steady = stream::unfold(0, |sent| async move {
            if sent == 60 {
                return None;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((Ok(Bytes::from_static(&[0; 1024])), sent + 1))
        });
        let body = Paced::new(Box::pin(steady), Budget::of(usize::MAX).open());
        let chunks: Vec<_> = body.collect().await;
        assert_eq!(chunks.len(), 60);
        assert!(chunks.iter().all(Result::is_ok));
    }

    #[tokio::test(start_paused = true)]
    async fn however_steadily_a_body_comes_it_meets_its_deadline() {
        let endless = stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_secs(20)).await;
            Some((Ok(Bytes::from(vec![0; 1 << 20])), ()))
        });
        let body = Paced::new(Box::pin(endless), Budget::of(usize::MAX).open());
        let began = Instant::now();
        let mut body = std::pin::pin!(body);
        while let Some(Ok(_)) = body.next().await {}
        assert!(began.elapsed() <= DEADLINE + Duration::from_secs(20));
    }

    #[tokio::test]
    async fn a_body_ends_with_an_error_where_all_together_would_take_too_much() {
        let budget = Budget::of(3000);
        let other = budget.open();
        assert!(other.take(1500));
        let coming = || stream::iter([(); 2].map(|()| Ok(Bytes::from_static(&[0; 1000]))));
        let chunks: Vec<_> = Paced::new(coming(), budget.open()).collect().await;
        assert!(matches!(chunks.as_slice(), [Ok(_), Err(PayloadError::Io(_))]));
        drop(other);
        let chunks: Vec<_> = Paced::new(coming(), budget.open()).collect().await;
        assert!(matches!(chunks.as_slice(), [Ok(_), Ok(_)]));
    }
}
