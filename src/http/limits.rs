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
/// The longest time a body that is read whole may take, however fast; and the most that a streamed one can earn ahead.
pub const DEADLINE: Duration = Duration::from_mins(10);
/// The most that a streamed body counts as, in bytes: a piece of a file and some of what comes after it.
pub const HELD: usize = (8 << 20) + LITTLE;

/// Whether the body of a request is consumed as it comes; false until a route says so.
#[derive(Clone, Debug, Default)]
pub(super) struct Consumed(Rc<Cell<bool>>);

impl Consumed {
    /// Says that it is.
    pub(super) fn say(&self) {
        self.0.set(true);
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
        let consumed = Consumed::default();
        let most = HELD.min(budget.whole());
        let paced: Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>> =
            Box::pin(Paced::new(payload, account.clone(), consumed.clone(), most));
        request.set_payload(Payload::from(paced));
        request.extensions_mut().insert(consumed);
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
    consumed: Consumed,
    /// The most that it counts as if it is consumed as it comes.
    most: usize,
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
    fn new(inner: S, account: Account, consumed: Consumed, most: usize) -> Self {
        let began = Instant::now();
        Self {
            inner,
            account,
            consumed,
            most,
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
        self.consumed.0.get()
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
        let counts = if self.is_consumed() {
            self.received.min(self.most).saturating_sub(before.min(self.most))
        } else {
            bytes
        };
        self.account.take(counts)
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
mod tests {
    use super::*;
    use futures_util::{StreamExt, stream};

    /// A body that is read whole.
    fn whole<S>(inner: S, account: Account) -> Paced<S> {
        Paced::new(inner, account, Consumed::default(), HELD)
    }

    /// One that is consumed as it comes.
    fn streamed<S>(inner: S, budget: &Budget) -> Paced<S> {
        let consumed = Consumed::default();
        consumed.say();
        Paced::new(inner, budget.open(), consumed, HELD.min(budget.whole()))
    }

    /// So much every so often, for ever.
    fn drops(bytes: usize, every: Duration) -> stream::LocalBoxStream<'static, Result<Bytes, PayloadError>> {
        let drop = move |()| async move {
            tokio::time::sleep(every).await;
            Some((Ok(Bytes::from(vec![0; bytes])), ()))
        };
        stream::unfold((), drop).boxed_local()
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stalls_ends_with_an_error() {
        let never = stream::pending::<Result<Bytes, PayloadError>>().boxed_local();
        let mut body = whole(never, Budget::of(usize::MAX).open());
        let began = Instant::now();
        assert!(matches!(body.next().await, Some(Err(PayloadError::Io(_)))));
        assert_eq!(began.elapsed().as_secs(), GRACE.as_secs());
    }

    #[tokio::test(start_paused = true)]
    async fn what_came_fast_buys_no_long_silence() {
        let first = stream::iter([Ok(Bytes::from(vec![0; 4 << 20]))]);
        let mut body = whole(first.chain(stream::pending()).boxed_local(), Budget::of(usize::MAX).open());
        assert!(matches!(body.next().await, Some(Ok(_))));
        let began = Instant::now();
        assert!(matches!(body.next().await, Some(Err(PayloadError::Io(_)))));
        assert_eq!(began.elapsed(), SHORT_SILENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_little_may_pause_for_longer_than_much() {
        let first = stream::iter([Ok(Bytes::from(vec![0; LITTLE]))]);
        let mut body = whole(first.chain(stream::pending()).boxed_local(), Budget::of(usize::MAX).open());
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
        let mut body = whole(first.chain(drops).boxed_local(), Budget::of(usize::MAX).open());
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
        let body = whole(Box::pin(steady), Budget::of(usize::MAX).open());
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
        let body = whole(Box::pin(endless), Budget::of(usize::MAX).open());
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
        let chunks: Vec<_> = whole(coming(), budget.open()).collect().await;
        assert!(matches!(chunks.as_slice(), [Ok(_), Err(PayloadError::Io(_))]));
        drop(other);
        let chunks: Vec<_> = whole(coming(), budget.open()).collect().await;
        assert!(matches!(chunks.as_slice(), [Ok(_), Ok(_)]));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_is_held_open_gives_way_at_once_to_one_that_comes() {
        let budget = Budget::of(3000);
        let first = stream::iter([Ok(Bytes::from_static(&[0; 2000]))]);
        let mut slow = whole(first.chain(stream::pending()).boxed_local(), budget.open());
        assert!(matches!(slow.next().await, Some(Ok(_))));
        let began = Instant::now();
        let coming = stream::iter([(); 2].map(|()| Ok(Bytes::from_static(&[0; 1000]))));
        let new = whole(coming, budget.open()).collect::<Vec<_>>();
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
        assert_eq!(whole(body, account.clone()).collect::<Vec<_>>().await.len(), 1);
        assert!(!budget.open().take(2000));
        drop(account);
        assert!(budget.open().take(2000));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_consumed_as_it_comes_has_no_deadline_and_counts_as_one_piece() {
        let budget = Budget::of(HELD + 1);
        let mut body = streamed(drops(1 << 20, Duration::from_secs(10)), &budget);
        let began = Instant::now();
        for _ in 0..500 {
            assert!(matches!(body.next().await, Some(Ok(_))));
        }
        assert!(began.elapsed() > 8 * DEADLINE);
        assert!(budget.open().take(1));
        let other = budget.open();
        assert!(other.take(HELD), "it holds no more than what it gives way with");
        assert!(
            matches!(body.next().await, Some(Err(PayloadError::Io(cause))) if cause.kind() == std::io::ErrorKind::ResourceBusy)
        );
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_consumed_as_it_comes_keeps_the_least_rate() {
        let budget = Budget::of(usize::MAX);
        let slow = drops(RATE / 2, Duration::from_secs(1));
        let fast = stream::iter([(); 64].map(|()| Ok(Bytes::from(vec![0; 1 << 20]))));
        let mut body = streamed(fast.chain(slow).boxed_local(), &budget);
        let began = Instant::now();
        while let Some(Ok(_)) = body.next().await {}
        // However much came fast before, it earned no more than the deadline: at half the rate that lasts twice as long.
        let lasted = began.elapsed();
        assert!(lasted <= 2 * DEADLINE + SILENCE && lasted >= DEADLINE, "{lasted:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_consumed_as_it_comes_may_not_be_silent_for_long() {
        let budget = Budget::of(usize::MAX);
        let first = stream::iter([Ok(Bytes::from(vec![0; 4 << 20]))]);
        let mut body = streamed(first.chain(stream::pending()).boxed_local(), &budget);
        assert!(matches!(body.next().await, Some(Ok(_))));
        let began = Instant::now();
        assert!(
            matches!(body.next().await, Some(Err(PayloadError::Io(cause))) if cause.kind() == std::io::ErrorKind::TimedOut)
        );
        assert_eq!(began.elapsed(), SILENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_in_which_a_piece_is_stored_is_not_the_senders() {
        let budget = Budget::of(usize::MAX);
        let mut body = streamed(drops(1 << 20, Duration::from_secs(1)), &budget);
        for _ in 0..5 {
            assert!(matches!(body.next().await, Some(Ok(_))));
            tokio::time::sleep(2 * DEADLINE).await;
        }
        assert!(matches!(body.next().await, Some(Ok(_))));
    }

    #[tokio::test]
    async fn where_there_is_less_than_a_piece_for_all_a_streamed_body_counts_as_all_of_it() {
        let budget = Budget::of(3000);
        let coming = stream::iter([(); 9].map(|()| Ok(Bytes::from_static(&[0; 1000]))));
        let chunks: Vec<_> = streamed(coming, &budget).collect().await;
        assert!(chunks.len() == 9 && chunks.iter().all(Result::is_ok));
    }
}
