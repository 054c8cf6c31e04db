//! Requests that carry a signature: a reporter's and those of somebody invited, who have no session, and what a member asks
//! to be changed, for whom a session is not enough.
//!
//! The nonce is the server's own, good for ten minutes; what refuses an old one brings the next (PROTOCOL.md section 7).

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use rand::{CryptoRng, RngCore};
use serde::Serialize;
use sigill_sealing::encoding::{base64, parse_base64_exact};
use sigill_sealing::request::request_bytes;
use sigill_sealing::role::Signer;
use sigill_sealing::signature::{Domain, Request, Signature, VerifyingKey};
use utoipa::ToSchema;

use crate::http::nonce::{self, Freshness};
use crate::http::{Failure, Problem};
use crate::server_key::{Purpose, ServerKey};

/// The public key, in base64.
pub const KEY: HeaderName = HeaderName::from_static("sigill-key");
/// The server's nonce, in base64; in answers, the next one.
pub const NONCE: HeaderName = HeaderName::from_static("sigill-nonce");
/// The signature, in base64.
pub const SIGNATURE: HeaderName = HeaderName::from_static("sigill-signature");

/// The answer to whoever asks for a nonce.
#[derive(Serialize, ToSchema)]
pub struct NonceAnswer {
    /// In base64.
    pub nonce: String,
}

/// Where nonces of one listener come from: its key, purpose and minute.
#[derive(Clone, Copy)]
pub struct Nonces<'a> {
    /// The server's own key.
    pub key: &'a ServerKey,
    /// Whose requests they are for.
    pub purpose: Purpose,
    /// The minute it is, since 1970.
    pub minute: i64,
}

impl Nonces<'_> {
    /// Whether `nonce` is one of these, of the last ten minutes.
    #[must_use]
    pub fn is_fresh(&self, nonce: &[u8; nonce::LENGTH]) -> bool {
        nonce::judge(self.key, self.purpose, nonce, self.minute) == Freshness::Fresh
    }

    /// A fresh nonce in base64.
    pub fn fresh(&self, rng: &mut (impl RngCore + CryptoRng)) -> String {
        base64(&nonce::make(self.key, self.purpose, self.minute, rng))
    }

    /// A fresh nonce as the header of an answer.
    pub fn header(&self, rng: &mut (impl RngCore + CryptoRng)) -> Result<(HeaderName, HeaderValue), Failure> {
        let value = HeaderValue::from_str(&self.fresh(rng));
        value.map(|value| (NONCE, value)).map_err(|cause| Failure::caused(Problem::Unavailable, cause))
    }

    /// The key of the role `S` that `request` proves to be signed with, `body` being its whole body.
    pub fn verify<S: Signer>(
        &self,
        request: &HttpRequest,
        body: &[u8],
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<VerifyingKey<S>, Failure>
    where
        Request: Domain<S>,
    {
        let claim = self.claim::<S>(request, rng)?;
        claim.verify(request, body)?;
        Ok(claim.key)
    }

    /// What `request` says of its signature, which is not verified yet; its nonce is a fresh one of ours.
    pub fn claim<S: Signer>(
        &self,
        request: &HttpRequest,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Claim<S>, Failure> {
        let headers = request.headers();
        let key = text(headers, &KEY).and_then(|text| VerifyingKey::<S>::parse(text).ok());
        let nonce = text(headers, &NONCE).and_then(|text| parse_base64_exact::<{ nonce::LENGTH }>(text).ok());
        let signature = text(headers, &SIGNATURE).and_then(|text| Signature::<Request>::parse(text).ok());
        let (Some(key), Some(nonce), Some(signature)) = (key, nonce, signature) else {
            return Err(not_authenticated());
        };
        match nonce::judge(self.key, self.purpose, &nonce, self.minute) {
            Freshness::Fresh => Ok(Claim { key, nonce, signature }),
            Freshness::Expired => Err(self.expired(rng)?),
            Freshness::Foreign => Err(not_authenticated()),
        }
    }

    /// The refusal of a nonce that is too old or was used already; it brings another.
    pub fn expired(&self, rng: &mut (impl RngCore + CryptoRng)) -> Result<Failure, Failure> {
        let (name, value) = self.header(rng)?;
        Ok(Failure::new(Problem::NonceExpired).with_header(name, value))
    }
}

/// Whose signature a request claims to carry.
pub struct Claim<S> {
    /// The key it names.
    pub key: VerifyingKey<S>,
    /// The nonce it was made over.
    pub nonce: [u8; nonce::LENGTH],
    signature: Signature<Request>,
}

impl<S: Signer> Claim<S>
where
    Request: Domain<S>,
{
    /// Verifies it over `request` and its whole `body`.
    pub fn verify(&self, request: &HttpRequest, body: &[u8]) -> Result<(), Failure> {
        let path = request.uri().path_and_query().map_or("", |path| path.as_str());
        let signed = request_bytes(request.method().as_str(), path, body, &self.nonce);
        self.key.verify(&signed, &self.signature).map_err(|_refused| not_authenticated())
    }
}

fn not_authenticated() -> Failure {
    Failure::new(Problem::NotAuthenticated)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
