//! A load driver against the real server: `make bench`.
//!
//! Starts the release binary on a fresh SQLite database in a temporary folder, on loopback, and tells how fast it
//! listens, what it weighs, how many filings it makes durable, and whether one that it acknowledged is ever lost to
//! kill -9. Bounded in connections, count and time; fails if a request fails or a case is lost, never for being slow.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a driver that a person watches: what fails should say so by failing"
)]

use std::time::{Duration, Instant};

#[path = "whole/filing.rs"]
mod filing;
#[path = "whole/load.rs"]
mod load;
#[path = "whole/server.rs"]
mod server;

/// Loopback connections at once.
const CONNECTIONS: usize = 32;
/// How long the steady load lasts.
const STEADY: Duration = Duration::from_secs(10);
/// How often the server is killed under load, and after how long each time.
const ROUNDS: usize = 10;
const ROUND: Duration = Duration::from_millis(1500);

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let template = filing::prepare(folder.path()).await;
    println!("one filing: {} bytes, sealed to {} holders", template.body.len(), template.holders);

    let began = Instant::now();
    let running = server::start(folder.path()).await;
    println!("listens after {} ms on an existing database", began.elapsed().as_millis());
    tokio::time::sleep(Duration::from_secs(1)).await;
    println!("idle: {:.1} MiB resident", running.resident_mib());

    let steady = load::run(&running.intake, &template, CONNECTIONS, STEADY).await;
    println!("{CONNECTIONS} connections, {} s: {}", STEADY.as_secs(), steady.summary());
    println!("after the load: {:.1} MiB resident", running.resident_mib());
    assert_eq!(steady.refused, 0, "requests failed under steady load");
    running.stop().await;

    let mut acknowledged = steady.acknowledged;
    for round in 1..=ROUNDS {
        let running = server::start(folder.path()).await;
        let intake = running.intake.clone();
        let filing = load::run(&intake, &template, CONNECTIONS, ROUND * 2);
        let killing = async {
            tokio::time::sleep(ROUND).await;
            running.kill();
        };
        let (outcome, ()) = tokio::join!(filing, killing);
        println!("kill -9, round {round}: {} acknowledged before it", outcome.acknowledged.len());
        acknowledged.extend(outcome.acknowledged);
    }

    let running = server::start(folder.path()).await;
    let lost = load::count_lost(&running.intake, &template, &acknowledged, CONNECTIONS).await;
    println!("{} cases acknowledged, {lost} lost", acknowledged.len());
    running.stop().await;
    assert_eq!(lost, 0, "an acknowledged case is gone");
}
