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

use crate::http::budget::{Account, Budget, LITTLE};
use crate::http::{Failure, Problem};

/// Longest address with query, in bytes; ours are shorter than 200.
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
    // Held until the answer is made: so long the body may be held. What the answer takes is another budget's.
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

/// A body that ends with an error when it comes too slowly, or when it gives way because all bodies together would take
/// too much.
struct Paced<S> {
    inner: S,
    account: Account,
    over: bool,
    began: Instant,
    received: usize,
    heard: Instant,
    alarm: Pin<Box<Sleep>>,
}

impl<S> Paced<S> {
    fn new(inner: S, account: Account) -> Self {
        let began = Instant::now();
        Self {
            inner,
            account,
            over: false,
            began,
            received: 0,
            heard: began,
            alarm: Box::pin(tokio::time::sleep_until(began + GRACE)),
        }
    }

    /// When this body is too slow unless more of it comes.
    fn due(&self) -> Instant {
        let (first, beyond) = (self.received.min(LITTLE), self.received.saturating_sub(LITTLE));
        let seconds = u64::try_from(first / FIRST_RATE + beyond / RATE).unwrap_or(u64::MAX);
        let earned = GRACE.saturating_add(Duration::from_secs(seconds));
        let silence = if beyond == 0 { SILENCE } else { SHORT_SILENCE };
        (self.began + earned.min(DEADLINE)).min(self.heard + silence)
    }

    /// Ends here, whatever is still to come.
    fn end(&mut self, kind: std::io::ErrorKind) -> Poll<Option<Result<Bytes, PayloadError>>> {
        self.over = true;
        Poll::Ready(Some(Err(PayloadError::Io(kind.into()))))
    }
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
                self.received = self.received.saturating_add(chunk.len());
                self.heard = Instant::now();
                if !self.account.take(chunk.len()) {
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
        assert_eq!(began.elapsed(), SHORT_SILENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_little_may_pause_for_longer_than_much() {
        let first = stream::iter([Ok(Bytes::from(vec![0; LITTLE]))]);
        let mut body =
            Paced::new(first.chain(stream::pending()).boxed_local(), Budget::of(usize::MAX).open());
        assert!(matches!(body.next().await, Some(Ok(_))));
        let began = Instant::now();
        assert!(matches!(body.next().await, Some(Err(PayloadError::Io(_)))));
        assert_eq!(began.elapsed(), SILENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn what_came_fast_is_not_held_for_long_with_a_byte_now_and_then() {
        let drops = stream::unfold((), |()| async {
            tokio::time::sleep(SHORT_SILENCE / 2).await;
            Some((Ok(Bytes::from_static(&[0])), ()))
        });
        let first = stream::iter([Ok(Bytes::from(vec![0; 1 << 20]))]);
        let mut body = Paced::new(first.chain(drops).boxed_local(), Budget::of(usize::MAX).open());
        let began = Instant::now();
        while let Some(Ok(_)) = body.next().await {}
        // What a mebibyte earns, and no more.
        let earned = LITTLE / FIRST_RATE + ((1 << 20) - LITTLE) / RATE;
        let earned = GRACE + Duration::from_secs(u64::try_from(earned).unwrap());
        assert!(began.elapsed() <= earned + SHORT_SILENCE && began.elapsed() >= earned);
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
        other.settle();
        let coming = || stream::iter([(); 2].map(|()| Ok(Bytes::from_static(&[0; 1000]))));
        let chunks: Vec<_> = Paced::new(coming(), budget.open()).collect().await;
        assert!(matches!(chunks.as_slice(), [Ok(_), Err(PayloadError::Io(_))]));
        drop(other);
        let chunks: Vec<_> = Paced::new(coming(), budget.open()).collect().await;
        assert!(matches!(chunks.as_slice(), [Ok(_), Ok(_)]));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_is_held_open_gives_way_at_once_to_one_that_comes() {
        let budget = Budget::of(3000);
        let first = stream::iter([Ok(Bytes::from_static(&[0; 2000]))]);
        let mut slow = Paced::new(first.chain(stream::pending()).boxed_local(), budget.open());
        assert!(matches!(slow.next().await, Some(Ok(_))));
        let began = Instant::now();
        let coming = stream::iter([(); 2].map(|()| Ok(Bytes::from_static(&[0; 1000]))));
        let new = Paced::new(coming, budget.open()).collect::<Vec<_>>();
        let (slow, new) = futures_util::join!(slow.next(), new);
        assert!(
            matches!(slow, Some(Err(PayloadError::Io(cause))) if cause.kind() == std::io::ErrorKind::ResourceBusy)
        );
        assert!(new.iter().all(Result::is_ok) && began.elapsed().is_zero());
    }

    #[tokio::test]
    async fn a_body_that_has_come_whole_gives_way_to_nobody() {
        let budget = Budget::of(3000);
        let account = budget.open();
        let body = stream::iter([Ok(Bytes::from_static(&[0; 2000]))]);
        assert_eq!(Paced::new(body, account.clone()).collect::<Vec<_>>().await.len(), 1);
        assert!(!budget.open().take(2000));
        drop(account);
        assert!(budget.open().take(2000));
    }
}
