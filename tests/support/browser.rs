//! A member's browser at the desk: it sends what ours send, and keeps the cookie it is given.

use std::net::SocketAddr;

use serde_json::Value;
use sigill_sealing::encoding::{base64, parse_base64_exact};
use sigill_sealing::request::request_bytes;
use sigill_sealing::role::Signer;
use sigill_sealing::signature::{self, Domain, Signature, SigningKey};

use super::http::{Answer, Request, text};
use super::installation::Installation;

pub(crate) struct Browser {
    desk: SocketAddr,
    origin: String,
    pub(crate) cookie: Option<String>,
}

impl Browser {
    /// One that has not been at the desk yet.
    pub(crate) fn at_desk(server: &Installation) -> Self {
        let origin = server.app.config.desk.url.as_str().to_owned();
        Self { desk: server.addresses.desk, origin, cookie: None }
    }

    /// What the address bar shows.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path)).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.send(Request::new("POST", path).json(&body)).await
    }

    pub(crate) async fn put(&mut self, path: &str, body: Value) -> Answer {
        self.send(Request::new("PUT", path).json(&body)).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Answer {
        self.send(Request::new("DELETE", path)).await
    }

    /// A request signed with `key` over a nonce that is fetched first.
    pub(crate) async fn signed<S: Signer>(
        &mut self,
        key: &SigningKey<S>,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Answer
    where
        signature::Request: Domain<S>,
    {
        let fetched = self.get("/api/nonce").await.expect(200);
        self.signed_over(key, method, path, body, text(&fetched["nonce"])).await
    }

    /// A request signed with `key` over this nonce.
    pub(crate) async fn signed_over<S: Signer>(
        &mut self,
        key: &SigningKey<S>,
        method: &str,
        path: &str,
        body: Option<Value>,
        nonce: &str,
    ) -> Answer
    where
        signature::Request: Domain<S>,
    {
        let bytes = body.as_ref().map(ToString::to_string).unwrap_or_default().into_bytes();
        let raw = parse_base64_exact(nonce).unwrap();
        let signature: Signature<signature::Request> = key.sign(&request_bytes(method, path, &bytes, &raw));
        let request = Request::new(method, path)
            .header("Sigill-Key", &base64(key.verifying_key().as_bytes()))
            .header("Sigill-Nonce", nonce)
            .header("Sigill-Signature", &signature.to_string());
        self.send(if body.is_some() { request.json_bytes(bytes) } else { request }).await
    }

    /// Sends any request with the cookie, and keeps the one that comes back.
    pub(crate) async fn send(&mut self, request: Request) -> Answer {
        let request = match &self.cookie {
            Some(cookie) => request.header("Cookie", cookie),
            None => request,
        };
        let answer = request.send(self.desk).await;
        if let Some(set) = answer.header("set-cookie") {
            let pair = set.split(';').next().unwrap();
            self.cookie = Some(pair.to_owned()).filter(|pair| !pair.ends_with('='));
        }
        answer
    }
}
