//! The files that browsers fetch besides pages: styles, scripts, pictures. They are part of the binary, and each name
//! carries a digest of the content, so that a browser may keep them for good and a page can name them with their
//! integrity. So do the documents in which the desk shows files, each by a policy of its own.

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap,
    HeaderValue, VARY, X_FRAME_OPTIONS,
};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};

use super::methods::{reading, resource};

/// Each asset by its name in `web/`, `styles/intake.css` being `STYLES_INTAKE_CSS`. A name that the build did not make
/// does not compile.
pub mod named {
    use super::Asset;

    include!(concat!(env!("OUT_DIR"), "/assets.rs"));
}

/// Where assets are served.
const PREFIX: &str = "/assets/";

/// One embedded file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    file: &'static str,
    integrity: &'static str,
    policy: Option<&'static str>,
    content_type: &'static str,
    identity: &'static [u8],
    brotli: &'static [u8],
}

impl Asset {
    /// Where it is fetched.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{PREFIX}{}", self.file)
    }

    /// What `integrity` says of it in a page (Subresource Integrity).
    #[must_use]
    pub const fn integrity(&self) -> &'static str {
        self.integrity
    }

    /// Its size in bytes as a browser with Brotli fetches it.
    #[must_use]
    pub const fn size_in_brotli(&self) -> usize {
        self.brotli.len()
    }
}

/// Serves every asset under `/assets/`.
pub fn configure(config: &mut ServiceConfig) {
    config.service(resource("/assets/{file}", "GET, HEAD").route(reading().to(serve)));
}

/// One asset by its exact name, for good; 404 without a word for any other.
async fn serve(file: Path<String>, request: HttpRequest) -> HttpResponse {
    match named::ALL.iter().find(|asset| asset.file == file.as_str()) {
        Some(asset) => answer(asset, request.headers()),
        None => HttpResponse::NotFound().finish(),
    }
}

/// One document in which files are shown: in frames of this face's own pages alone, with the policy that shuts it off from
/// everything else.
pub async fn serve_document(file: Path<String>, request: HttpRequest) -> HttpResponse {
    let found = named::DOCUMENTS.iter().find(|document| document.file == file.as_str());
    let Some((document, policy)) = found.and_then(|document| Some((document, document.policy?))) else {
        return HttpResponse::NotFound().finish();
    };
    let mut answer = answer(document, request.headers());
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    answer
}

fn answer(asset: &Asset, asked: &HeaderMap) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, asset.content_type))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((VARY, "accept-encoding"));
    if takes_brotli(asked) {
        response.insert_header((CONTENT_ENCODING, "br")).body(asset.brotli)
    } else {
        response.body(asset.identity)
    }
}

/// Whether the browser names Brotli and does not refuse it.
pub(crate) fn takes_brotli(headers: &HeaderMap) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|offer| {
            let (coding, weight) = offer.split_once(';').unwrap_or((offer, ""));
            let refused =
                weight.trim().strip_prefix("q=").is_some_and(|weight| weight.parse() == Ok(0.0_f32));
            coding.trim().eq_ignore_ascii_case("br") && !refused
        })
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    use super::*;

    async fn fetch(file: &str, accept: &str) -> HttpResponse {
        let request = TestRequest::get().insert_header((ACCEPT_ENCODING, accept)).to_http_request();
        serve(Path::from(file.to_owned()), request).await
    }

    #[actix_web::test]
    async fn an_asset_is_served_by_its_exact_name_and_kept_for_good() {
        for asset in named::ALL {
            let response = fetch(asset.file, "gzip").await;
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(response.headers().get(CONTENT_TYPE).unwrap(), asset.content_type);
            assert_eq!(response.headers().get(CACHE_CONTROL).unwrap(), "public, max-age=31536000, immutable");
            assert!(!response.headers().contains_key(CONTENT_ENCODING));
            assert_eq!(to_bytes(response.into_body()).await.unwrap(), asset.identity);
        }
    }

    #[actix_web::test]
    async fn a_browser_that_takes_brotli_gets_the_smaller_file() {
        let asset = named::STYLES_INTAKE_CSS;
        let response = fetch(asset.file, "gzip, br;q=0.9").await;
        assert_eq!(response.headers().get(CONTENT_ENCODING).unwrap(), "br");
        assert_eq!(to_bytes(response.into_body()).await.unwrap(), asset.brotli);
        assert!(asset.brotli.len() < asset.identity.len());
        let refusing = fetch(asset.file, "br;q=0").await;
        assert!(!refusing.headers().contains_key(CONTENT_ENCODING));
    }

    #[actix_web::test]
    async fn no_other_name_is_found() {
        for file in ["", "manifest.json", "intake.css", "../Cargo.toml"] {
            assert_eq!(fetch(file, "br").await.status(), StatusCode::NOT_FOUND, "{file}");
        }
    }

    #[actix_web::test]
    async fn a_document_is_served_by_its_own_policy_and_to_frames_of_this_site_alone() {
        assert_eq!(named::DOCUMENTS.len(), 2);
        for document in named::DOCUMENTS {
            let request = TestRequest::get().to_http_request();
            let response = serve_document(Path::from(document.file.to_owned()), request).await;
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(response.headers().get(X_FRAME_OPTIONS).unwrap(), "SAMEORIGIN");
            let policy =
                response.headers().get(CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap().to_owned();
            assert!(policy.starts_with("default-src 'none'; script-src 'sha384-"), "{policy}");
            assert!(policy.ends_with("sandbox allow-scripts"), "{policy}");
            for part in
                ["connect-src 'none'", "form-action 'none'", "frame-ancestors 'self'", "base-uri 'none'"]
            {
                assert!(policy.contains(part), "{part} in {policy}");
            }
            for too_much in ["unsafe", "http", "allow-same-origin", "script-src 'self'", "*"] {
                assert!(!policy.contains(too_much), "{too_much} in {policy}");
            }
            assert_eq!(fetch(document.file, "br").await.status(), StatusCode::NOT_FOUND, "not as an asset");
        }
    }

    #[actix_web::test]
    async fn no_asset_is_served_as_a_document() {
        for asset in named::ALL {
            assert!(asset.policy.is_none());
            let request = TestRequest::get().to_http_request();
            let response = serve_document(Path::from(asset.file.to_owned()), request).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND);
        }
    }

    #[test]
    fn an_asset_s_integrity_is_the_digest_of_what_is_served() {
        use base64::Engine as _;
        use sha2::{Digest as _, Sha384};
        for asset in named::ALL {
            let digest = base64::engine::general_purpose::STANDARD.encode(Sha384::digest(asset.identity));
            assert_eq!(asset.integrity(), format!("sha384-{digest}"));
        }
    }
}
