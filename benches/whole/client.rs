//! One connection to the intake, which signs with a case's access key.

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use sigill_sealing::code::CaseCode;
use sigill_sealing::encoding::parse_base64_exact;
use sigill_sealing::identity::Recipient;
use sigill_sealing::request::request_bytes;
use sigill_sealing::role::Intake;
use sigill_sealing::signature::{Request, Signature};

/// A connection, and the nonce for its next request.
pub(super) struct Client {
    http: reqwest::Client,
    intake: String,
    nonce: String,
}

impl Client {
    /// Connects and takes a nonce; nothing if nobody answers.
    pub(super) async fn connect(intake: &str) -> Option<Self> {
        let http = reqwest::Client::builder().pool_max_idle_per_host(1).build().unwrap();
        let answer = http.get(format!("{intake}/api/nonce")).send().await.ok()?;
        let body: Value = serde_json::from_slice(&answer.bytes().await.ok()?).ok()?;
        let nonce = body["nonce"].as_str()?.to_owned();
        Some(Self { http, intake: intake.to_owned(), nonce })
    }

    /// What the wraps of a filing are sealed to.
    pub(super) async fn filing_recipient(&self) -> Recipient<Intake> {
        let answer = self.http.get(format!("{}/api/channels/lunda", self.intake)).send().await.unwrap();
        let body: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        Recipient::parse(body["filing_recipient"].as_str().unwrap()).unwrap()
    }

    /// Files; whether the server said that it is durable.
    pub(super) async fn file(&mut self, code: &CaseCode, body: Vec<u8>) -> bool {
        self.send(Method::POST, "/api/cases", body, code).await.is_some_and(|answer| answer.status() == 201)
    }

    /// Asks for something as the holder of a code; nothing unless it is there.
    pub(super) async fn get(&mut self, path: &str, code: &CaseCode) -> Option<Value> {
        let answer = self.send(Method::GET, path, Vec::new(), code).await?;
        if answer.status() != 200 {
            return None;
        }
        serde_json::from_slice(&answer.bytes().await.ok()?).ok()
    }

    /// Sends JSON, signed by the access key of a code; nothing if there is no answer.
    async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Vec<u8>,
        code: &CaseCode,
    ) -> Option<reqwest::Response> {
        let more = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
        self.send_with(method, path, body, code, &more).await
    }

    /// The same, with other headers.
    pub(super) async fn send_with(
        &mut self,
        method: Method,
        path: &str,
        body: Vec<u8>,
        code: &CaseCode,
        more: &HeaderMap,
    ) -> Option<reqwest::Response> {
        let key = code.access().signing_key();
        let bytes = request_bytes(method.as_str(), path, &body, &parse_base64_exact(&self.nonce).unwrap());
        let signature: Signature<Request> = key.sign(&bytes);
        let header = |value: &str| HeaderValue::from_str(value).unwrap();
        let request = self
            .http
            .request(method, format!("{}{path}", self.intake))
            .headers(more.clone())
            .header(HeaderName::from_static("origin"), header(&self.intake))
            .header("sigill-key", header(&key.verifying_key().to_string()))
            .header("sigill-nonce", header(&self.nonce))
            .header("sigill-signature", header(&signature.to_string()))
            .body(body);
        let answer = request.send().await.ok()?;
        if let Some(next) = next_nonce(answer.headers()) {
            self.nonce = next;
        }
        Some(answer)
    }
}

impl Client {
    /// Sends a request that nobody signs; nothing if there is no answer.
    pub(super) async fn send_bare(
        &self,
        method: Method,
        path: &str,
        body: Vec<u8>,
        more: &HeaderMap,
    ) -> Option<reqwest::Response> {
        let origin = HeaderValue::from_str(&self.intake).unwrap();
        let request = self.http.request(method, format!("{}{path}", self.intake)).headers(more.clone());
        request.header(HeaderName::from_static("origin"), origin).body(body).send().await.ok()
    }
}

fn next_nonce(headers: &HeaderMap) -> Option<String> {
    headers.get("sigill-nonce")?.to_str().ok().map(str::to_owned)
}
