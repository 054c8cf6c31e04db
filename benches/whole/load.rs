//! Filing from many connections at once.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::client::Client;
use super::filing::{Kept, Ready};

/// What a run of filings came to.
pub(super) struct Outcome {
    /// Cases that the server said are durable.
    pub(super) acknowledged: Vec<Kept>,
    /// How many requests were refused or not answered.
    pub(super) refused: usize,
    latencies: Vec<Duration>,
    took: Duration,
}

impl Outcome {
    /// Rate and latencies in words.
    pub(super) fn summary(&self) -> String {
        let at = |share: usize| {
            let place = self.latencies.len().saturating_sub(1) * share / 100;
            self.latencies.get(place).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
        };
        let count = u32::try_from(self.acknowledged.len()).unwrap();
        format!(
            "{:.0} filings a second, p50 {:.1} ms, p99 {:.1} ms, {} errors",
            f64::from(count) / self.took.as_secs_f64(),
            at(50),
            at(99),
            self.refused,
        )
    }
}

/// Files all that is ready from `connections` at once, for at most `time`; a connection that fails stops.
pub(super) async fn run(intake: &str, ready: Vec<Ready>, connections: usize, time: Duration) -> Outcome {
    let began = Instant::now();
    let ready = Arc::new(Mutex::new(ready));
    let tasks = (0..connections).map(|_| {
        let (intake, ready) = (intake.to_owned(), Arc::clone(&ready));
        tokio::spawn(async move {
            let (mut acknowledged, mut latencies, mut refused) = (Vec::new(), Vec::new(), 0);
            let Some(mut client) = Client::connect(&intake).await else {
                return (acknowledged, latencies, 1);
            };
            while began.elapsed() < time {
                let next = ready.lock().unwrap().pop();
                let Some(Ready { body, kept }) = next else { break };
                let sent = Instant::now();
                if client.file(&kept.code, body).await {
                    latencies.push(sent.elapsed());
                    acknowledged.push(kept);
                } else {
                    refused += 1;
                    break;
                }
            }
            (acknowledged, latencies, refused)
        })
    });
    let mut outcome =
        Outcome { acknowledged: Vec::new(), refused: 0, latencies: Vec::new(), took: Duration::ZERO };
    for task in tasks.collect::<Vec<_>>() {
        let (acknowledged, latencies, refused) = task.await.unwrap();
        outcome.acknowledged.extend(acknowledged);
        outcome.latencies.extend(latencies);
        outcome.refused += refused;
    }
    outcome.took = began.elapsed();
    outcome.latencies.sort();
    outcome
}
