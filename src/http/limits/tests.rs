//! Bodies under way, by a clock that the tests move.

use super::*;
use futures_util::{StreamExt, stream};

/// A body that is read whole.
fn whole<S>(inner: S, account: Account) -> Paced<S> {
    Paced::new(inner, Consumed::new(account, HELD))
}

/// One that is consumed as it comes.
fn streamed<S>(inner: S, budget: &Budget) -> Paced<S> {
    let consumed = Consumed::new(budget.open(), HELD.min(budget.whole()));
    consumed.say();
    Paced::new(inner, consumed)
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
async fn a_body_whose_pieces_are_stored_outlasts_those_that_came_after_it_and_hold_what_came() {
    let budget = Budget::of(2 * HELD);
    let mut long = streamed(drops(8 << 20, Duration::from_secs(1)), &budget);
    let consumed = long.consumed.clone();
    for _ in 0..20 {
        let other = budget.open();
        assert!(other.take(HELD));
        assert!(matches!(long.next().await, Some(Ok(_))));
        consumed.let_go(8 << 20);
        consumed.renew();
        let third = budget.open();
        assert!(third.take(HELD) && other.take(0), "what was stored is held no more");
        // There is room for two, and it is the youngest of three.
        assert!(matches!(long.next().await, Some(Ok(_))));
        assert!(!other.take(0) && third.take(0));
        consumed.let_go(8 << 20);
        consumed.renew();
    }
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
