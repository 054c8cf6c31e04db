//! Filing from many connections at once, and asking afterwards for every case that was acknowledged.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::RngCore;
use rand::rngs::OsRng;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{parse_base64, parse_base64_exact};
use sigill_sealing::request::request_bytes;
use sigill_sealing::role::Access;
use sigill_sealing::signature::{Request, Signature, SigningKey};

use super::filing::Template;

/// What a run of filings came to.
pub(super) struct Outcome {
    /// The access keys of cases that the server said are durable.
    pub(super) acknowledged: Vec<[u8; 32]>,
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

/// Files from `connections` at once for `time`; a connection that fails stops.
pub(super) async fn run(intake: &str, template: &Template, connections: usize, time: Duration) -> Outcome {
    let began = Instant::now();
    let body: Arc<[u8]> = template.body.as_slice().into();
    let tasks = (0..connections).map(|_| {
        let (intake, body) = (intake.to_owned(), Arc::clone(&body));
        tokio::spawn(async move {
            let client = Client::builder().pool_max_idle_per_host(1).build().unwrap();
            let mut nonce = fetch_nonce(&client, &intake).await;
            let (mut acknowledged, mut latencies, mut refused) = (Vec::new(), Vec::new(), 0);
            while began.elapsed() < time {
                let mut seed = [0; 32];
                OsRng.fill_bytes(&mut seed);
                let sent = Instant::now();
                let answer = match &nonce {
                    Some(nonce) => {
                        send(&client, &intake, Method::POST, "/api/cases", &body, &seed, nonce).await
                    }
                    None => None,
                };
                match answer {
                    Some(answer) if answer.status() == 201 => {
                        latencies.push(sent.elapsed());
                        acknowledged.push(seed);
                        nonce = next_nonce(answer.headers());
                    }
                    Some(_) | None => {
                        refused += 1;
                        break;
                    }
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

/// How many of `acknowledged` do not come back as they were sent.
pub(super) async fn count_lost(
    intake: &str,
    template: &Template,
    acknowledged: &[[u8; 32]],
    connections: usize,
) -> usize {
    let envelopes = template.envelopes;
    let tasks = acknowledged.chunks(acknowledged.len().div_ceil(connections).max(1)).map(|seeds| {
        let (intake, seeds) = (intake.to_owned(), seeds.to_vec());
        tokio::spawn(async move {
            let client = Client::new();
            let mut nonce = fetch_nonce(&client, &intake).await.unwrap();
            let mut lost = 0;
            for seed in seeds {
                let path = "/api/case/envelopes?from=0";
                let answer = send(&client, &intake, Method::GET, path, &[], &seed, &nonce).await.unwrap();
                nonce = next_nonce(answer.headers()).unwrap_or(nonce);
                let whole = answer.status() == 200 && {
                    let body: serde_json::Value =
                        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
                    let digests = body["envelopes"].as_array().unwrap().iter().map(|envelope| {
                        Digest::of(&parse_base64(envelope["sealed"].as_str().unwrap()).unwrap())
                    });
                    digests.collect::<Vec<_>>() == envelopes
                };
                lost += usize::from(!whole);
            }
            lost
        })
    });
    let mut lost = 0;
    for task in tasks.collect::<Vec<_>>() {
        lost += task.await.unwrap();
    }
    lost
}

async fn fetch_nonce(client: &Client, intake: &str) -> Option<String> {
    let answer = client.get(format!("{intake}/api/nonce")).send().await.ok()?;
    let body: serde_json::Value = serde_json::from_slice(&answer.bytes().await.ok()?).ok()?;
    body["nonce"].as_str().map(str::to_owned)
}

fn next_nonce(headers: &HeaderMap) -> Option<String> {
    headers.get("sigill-nonce")?.to_str().ok().map(str::to_owned)
}

/// Sends a request signed by the access key of `seed`; nothing if there is no answer.
async fn send(
    client: &Client,
    intake: &str,
    method: Method,
    path: &str,
    body: &[u8],
    seed: &[u8; 32],
    nonce: &str,
) -> Option<reqwest::Response> {
    let key = SigningKey::<Access>::from_seed(*seed);
    let bytes = request_bytes(method.as_str(), path, body, &parse_base64_exact(nonce).unwrap());
    let signature: Signature<Request> = key.sign(&bytes);
    let header = |value: &str| HeaderValue::from_str(value).unwrap();
    client
        .request(method, format!("{intake}{path}"))
        .header(CONTENT_TYPE, "application/json")
        .header(HeaderName::from_static("origin"), header(intake))
        .header("sigill-key", header(&key.verifying_key().to_string()))
        .header("sigill-nonce", header(nonce))
        .header("sigill-signature", header(&signature.to_string()))
        .body(body.to_vec())
        .send()
        .await
        .ok()
}
