//! Pages as they lie in memory: rendered once, compressed once, then only handed out.
//!
//! A page that holds no secret is the same for everybody, so it is kept, per channel, keyring (which names the settings)
//! and language, until something of that changes. What is the work of a page — verifying the keyring, reading the
//! settings, rendering, compressing — is done beside the threads that answer, and once.

use std::io;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, VARY};
use actix_web::web::Bytes;
use askama::Template;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::keyring::Status;

use crate::http::assets::takes_brotli;
use crate::http::locale::Locale;
use crate::http::{Failure, Problem};

/// How hard Brotli tries: as hard as it can, for it is done once for many. In a debug build, whose tests start hundreds of servers
/// that few ask, less: it was a fifth of their work.
const QUALITY: i32 = if cfg!(debug_assertions) { 9 } else { 11 };

/// Which page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::intake) enum Which {
    /// The installation's first page.
    Start,
    /// A channel's page.
    Channel,
    /// The report form.
    Report,
    /// Where the case code is typed.
    FollowUp,
    /// What is about files on either.
    Files,
    /// What scripts are told of a channel: its keyring and settings.
    Answer {
        /// The day it says it is.
        today: Day,
    },
}

/// Everything a page turns on. Pages that belong to no channel leave its parts empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::intake) struct Key {
    /// Which page.
    pub(in crate::intake) which: Which,
    /// Its language.
    pub(in crate::intake) locale: Locale,
    /// The word in the channel's address.
    pub(in crate::intake) address: String,
    /// SHA-256 of the keyring, which names the settings; of the start page, of all keyrings.
    pub(in crate::intake) keyring: Digest,
    /// Whether the channel is published.
    pub(in crate::intake) published: bool,
    /// What may be done with the keyring today.
    pub(in crate::intake) status: Option<Status>,
}

/// One page, as it is and in Brotli.
#[derive(Clone, Debug)]
pub(in crate::intake) struct Pressed {
    content_type: &'static str,
    identity: Bytes,
    brotli: Bytes,
}

impl Pressed {
    /// Renders and compresses: some milliseconds.
    pub(super) fn page(page: &impl Template) -> Result<Self, Failure> {
        let html = page.render().map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
        Self::of("text/html; charset=utf-8", html.into_bytes())
    }

    /// Compresses what is the same for everybody.
    pub(in crate::intake) fn of(content_type: &'static str, text: Vec<u8>) -> Result<Self, Failure> {
        let brotli = compress(&text).map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
        Ok(Self { content_type, identity: text.into(), brotli: brotli.into() })
    }

    /// What it takes of memory, in bytes.
    pub(super) fn length(&self) -> usize {
        self.identity.len() + self.brotli.len()
    }

    /// The page as an answer to a request with these headers.
    pub(in crate::intake) fn answer(&self, headers: &HeaderMap) -> HttpResponse {
        let mut answer = HttpResponse::build(StatusCode::OK);
        answer
            .insert_header((CONTENT_TYPE, self.content_type))
            .insert_header((VARY, "accept-encoding, accept-language"));
        if takes_brotli(headers) {
            answer.insert_header((CONTENT_ENCODING, "br")).body(self.brotli.clone())
        } else {
            answer.body(self.identity.clone())
        }
    }
}

/// Compresses text that holds no secret: what is compressed beside a secret could tell its length.
fn compress(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::with_capacity(text.len() / 3);
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        size_hint: text.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut &*text, &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::pages::start::StartPage;
    use actix_web::body::to_bytes;
    use actix_web::http::header::{ACCEPT_ENCODING, HeaderValue};

    #[actix_web::test]
    async fn what_is_compressed_is_the_page() {
        let page = Pressed::page(&StartPage::sample(Locale::Sv)).unwrap();
        let mut headers = HeaderMap::new();
        let plain = to_bytes(page.answer(&headers).into_body()).await.unwrap();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
        let answer = page.answer(&headers);
        assert_eq!(answer.headers().get(CONTENT_ENCODING).unwrap(), "br");
        let small = to_bytes(answer.into_body()).await.unwrap();
        let mut opened = Vec::new();
        brotli::BrotliDecompress(&mut small.as_ref(), &mut opened).unwrap();
        assert_eq!(opened, plain);
        assert!(small.len() < plain.len());
    }
}
