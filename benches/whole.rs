//! A load driver against the real server: `make bench`. `make test` runs it short, on the debug binary, so that it keeps
//! up with the server.
//!
//! Starts the binary on a fresh SQLite database in a temporary folder, on loopback, and tells how fast it
//! listens, what it weighs, how many filings it makes durable, how fast files come and go, and whether every one that it acknowledged is still there
//! after kill -9 and opens with its keys. Bounded in connections, count and time; fails if a request fails or a case does
//! not open, never for being slow.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a driver that a person watches: what fails should say so by failing"
)]

use std::env;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "whole/client.rs"]
mod client;
#[path = "whole/files.rs"]
mod files;
#[path = "whole/filing.rs"]
mod filing;
#[path = "whole/load.rs"]
mod load;
#[path = "whole/opening.rs"]
mod opening;
#[path = "whole/server.rs"]
mod server;

use client::Client;

/// Loopback connections at once.
const CONNECTIONS: usize = 32;
/// How long the steady load may last.
const PATIENCE: Duration = Duration::from_mins(1);

/// How much of everything.
struct Measure {
    /// How many filings the steady load has.
    steady: u32,
    /// How often the server is killed under load, after how long each time, and how many filings wait to be sent.
    rounds: u32,
    round: Duration,
    ready: u32,
    /// How large each of the files is, in bytes.
    file: u64,
}

const WHOLE: Measure =
    Measure { steady: 6000, rounds: 10, round: Duration::from_millis(1500), ready: 2000, file: 1 << 30 };
const SHORT: Measure =
    Measure { steady: 40, rounds: 1, round: Duration::from_secs(1), ready: 60, file: 20 << 20 };

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    // So `cargo bench` calls it; `cargo test` does not.
    let measure = if env::args().any(|argument| argument == "--bench") { WHOLE } else { SHORT };
    let folder = tempfile::tempdir().unwrap();
    let channel = Arc::new(filing::prepare(folder.path()).await);

    let began = Instant::now();
    let running = server::start(folder.path()).await;
    println!("listens after {} ms on an existing database", began.elapsed().as_millis());
    tokio::time::sleep(Duration::from_secs(1)).await;
    println!("idle: {:.1} MiB resident", running.resident_mib());

    let to = Client::connect(&running.intake).await.unwrap().filing_recipient().await;
    let began = Instant::now();
    let ready = channel.seal(0..measure.steady, &to);
    println!(
        "{} filings of {} bytes sealed ahead in {:.1} s, each with a code and a case key of its own",
        ready.len(),
        ready[0].body.len(),
        began.elapsed().as_secs_f64(),
    );
    let steady = load::run(&running.intake, ready, CONNECTIONS, PATIENCE).await;
    println!("{CONNECTIONS} connections: {}", steady.summary());
    println!("after the load: {:.1} MiB resident", running.resident_mib());
    assert_eq!(steady.refused, 0, "requests failed under steady load");
    running.stop().await;

    let running = server::start(folder.path()).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    files::up_and_down(&running, &channel, &to, measure.file).await;
    files::by_form(&running, measure.file).await;
    running.stop().await;

    let mut acknowledged = steady.acknowledged;
    for round in 0..measure.rounds {
        let first = measure.steady + round * measure.ready;
        let ready = channel.seal(first..first + measure.ready, &to);
        let running = server::start(folder.path()).await;
        let intake = running.intake.clone();
        let filing = load::run(&intake, ready, CONNECTIONS, measure.round * 2);
        let killing = async {
            tokio::time::sleep(measure.round).await;
            running.kill();
        };
        let (outcome, ()) = tokio::join!(filing, killing);
        println!("kill -9, round {}: {} acknowledged before it", round + 1, outcome.acknowledged.len());
        acknowledged.extend(outcome.acknowledged);
    }

    let running = server::start(folder.path()).await;
    let (count, began) = (acknowledged.len(), Instant::now());
    let database = filing::database(folder.path());
    let opened = opening::count(&running.intake, database, &channel, acknowledged, CONNECTIONS).await;
    println!(
        "{count} cases acknowledged; {opened} open with their code (anchor, report) and with the key of one of their \
         handlers, each in turn (wrap, report), to the words that were filed: {:.1} s",
        began.elapsed().as_secs_f64(),
    );
    running.stop().await;
    assert_eq!(opened, count, "an acknowledged case is gone or does not open");
}
