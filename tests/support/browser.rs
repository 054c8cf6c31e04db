//! A member's browser at the desk: it sends what ours send, keeps the cookie it is given, and signs as long as a vault is
//! open.

use std::net::SocketAddr;

use serde_json::Value;
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::role::{Desk, Signer};
use sigill_sealing::signature::{self, Domain, SigningKey};

use super::http::{Answer, Request, text};
use super::installation::Installation;

pub(crate) struct Browser {
    desk: SocketAddr,
    origin: String,
    pub(crate) cookie: Option<String>,
    key: Option<SigningKey<Desk>>,
}

/// What a browser asks without a signature, though it changes something: whoever asks it has no open vault yet, or is done.
const UNSIGNED: [(&str, &str); 5] = [
    ("POST", "/api/setup/check"),
    ("POST", "/api/setup"),
    ("POST", "/api/session/challenge"),
    ("POST", "/api/session"),
    ("DELETE", "/api/session"),
];

impl Browser {
    /// One that has not been at the desk yet.
    pub(crate) fn at_desk(server: &Installation) -> Self {
        let origin = server.app.config.desk.url.as_str().to_owned();
        Self { desk: server.addresses.desk, origin, cookie: None, key: None }
    }

    /// Opens the vault: what changes something is signed from now on.
    pub(crate) fn unlock(&mut self, own: &SelfSeed) {
        self.key = Some(own.desk().signing_key());
    }

    /// Closes the vault: nothing is signed any more.
    pub(crate) fn lock(&mut self) {
        self.key = None;
    }

    /// What the address bar shows.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path)).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.act(Request::new("POST", path).json(&body)).await
    }

    pub(crate) async fn put(&mut self, path: &str, body: Value) -> Answer {
        self.act(Request::new("PUT", path).json(&body)).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Answer {
        self.act(Request::new("DELETE", path)).await
    }

    /// Sends a request that changes something, signed if the vault is open and the address is one that asks for it.
    pub(crate) async fn act(&mut self, request: Request) -> Answer {
        let Some(key) = self.key.as_ref().filter(|_| !UNSIGNED.contains(&request.target())) else {
            return self.send(request).await;
        };
        let fetched = Request::get("/api/nonce").send(self.desk).await.expect(200);
        let request = request.signed(key, text(&fetched["nonce"]));
        self.send(request).await
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
        let request = Request::new(method, path);
        let request = if let Some(body) = body { request.json(&body) } else { request };
        self.send(request.signed(key, nonce)).await
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
