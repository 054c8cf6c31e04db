//! The JSON contract of the intake and of the desk, as `OpenAPI`: `docs/openapi/` holds what it says, and `tests/contract.rs` that it
//! does.
//!
//! Two documents, for the two listeners give one address different meanings (`/api/nonce`).

use utoipa::OpenApi as _;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{Components, Info, OpenApi};

use crate::http::signed::{KEY, NONCE, SIGNATURE};
use crate::{channels, desk, intake, members};

/// What scripts may ask of the intake.
#[must_use]
pub fn of_intake() -> OpenApi {
    let mut all = intake::Contract::openapi();
    all.merge(intake::FilesContract::openapi());
    describe(all, "Sigill, the intake", false)
}

/// What scripts may ask of the desk.
#[must_use]
pub fn of_desk() -> OpenApi {
    let mut all = members::routes::Contract::openapi();
    all.merge(members::mail::routes::Contract::openapi());
    all.merge(channels::routes::Contract::openapi());
    all.merge(channels::invitations::routes::Contract::openapi());
    all.merge(desk::Contract::openapi());
    all.merge(desk::FilesContract::openapi());
    all.merge(desk::ErasingContract::openapi());
    all.merge(desk::EnteringContract::openapi());
    all.merge(desk::ViewsContract::openapi());
    all.merge(desk::RecoveringContract::openapi());
    describe(all, "Sigill, the desk", true)
}

fn describe(mut contract: OpenApi, title: &str, has_sessions: bool) -> OpenApi {
    contract.info = Info::new(title, env!("CARGO_PKG_VERSION"));
    contract.info.description = Some(
        "Bytes are canonical padded base64, ids and digests lower-case hex, days YYYY-MM-DD in the channel's zone. A body is \
         application/json and holds no other name than those told. A signed request carries a key, a nonce of the server's and a \
         signature: SECURITY.md, sections 7 and 9."
            .to_owned(),
    );
    let schemes = contract.components.get_or_insert_with(Components::new);
    for (name, header) in [("key", KEY), ("nonce", NONCE), ("signature", SIGNATURE)] {
        let place = ApiKey::Header(ApiKeyValue::new(header.as_str()));
        schemes.add_security_scheme(name, SecurityScheme::ApiKey(place));
    }
    if has_sessions {
        let cookie = ApiKeyValue::with_description("__Host-sigill", "Without the prefix on plain loopback");
        schemes.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
    contract
}
