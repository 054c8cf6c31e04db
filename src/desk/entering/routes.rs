//! The address at which a handler enters a report: extract, call, answer.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Data, ServiceConfig};
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{base64, parse_hex};
use sigill_sealing::holder::Holder;
use sigill_sealing::id::ChannelId;
use utoipa::OpenApi;

use super::wire::{EnteredAnswer, EnteringRequest};
use super::{EnterError, enter};
use crate::app::App;
use crate::cases::filing::{Filing, FilingError, Wraps};
use crate::cases::{FilingDigest, Locator, Path};
use crate::desk::routes::{malformed, sealed};
use crate::http::methods::resource;
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::members::guard::Acting;

/// A report, contact details, an anchor and a wrap for each of 101 holders, in base64.
const ENTERING: usize = 4 << 20;

/// `POST /api/cases`
pub(in crate::desk) fn configure(routes: &mut ServiceConfig) {
    routes.service(resource("/api/cases", "POST").route(web::post().to(post_case)));
}

/// What this address takes and answers.
#[derive(OpenApi)]
#[openapi(paths(post_case))]
pub struct EnteringContract;

#[utoipa::path(post, path = "/api/cases", tag = "Cases",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    request_body = EnteringRequest,
    responses(
        (status = 201, description = "Entered", body = EnteredAnswer),
        (status = 200, description = "Entered before, the very same request", body = EnteredAnswer),
        (status = 409, description = "Another filing has this code", body = ProblemAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_case(app: Data<App>, acting: Acting<ENTERING>) -> Result<HttpResponse, Failure> {
    let sent: EnteringRequest = acting.read()?;
    let digest = FilingDigest::from_bytes(*acting.digest().as_bytes());
    let locator = parse_hex(&sent.locator).map(Locator::from_bytes).map_err(|_refused| malformed())?;
    let entered = enter(&app, acting.who.member, locator, digest, read_filing(sent)?).await;
    let entered = entered.map_err(|error| match error {
        EnterError::NotDesignated => Failure::new(Problem::Forbidden),
        EnterError::Filing(FilingError::Taken) => Failure::new(Problem::Conflict),
        EnterError::Filing(FilingError::OldKeyring) => Failure::new(Problem::Expired),
        EnterError::Filing(FilingError::Storage(cause)) => cause.into(),
        EnterError::Day
        | EnterError::Filing(
            FilingError::NoKeyring | FilingError::Holders | FilingError::ServerKey | FilingError::Files,
        ) => malformed(),
    })?;
    let status = if entered.filed.retried { StatusCode::OK } else { StatusCode::CREATED };
    let answer = EnteredAnswer {
        id: entered.filed.case.to_hex(),
        received: entered.filed.received.to_string(),
        anchor: base64(&entered.anchor),
        envelopes: entered.envelopes.iter().map(|sealed| base64(sealed)).collect(),
    };
    Ok(HttpResponse::build(status).json(answer))
}

fn read_filing(sent: EnteringRequest) -> Result<Filing, Failure> {
    let [report, contact] = sent.envelopes;
    let wraps = sent
        .wraps
        .into_iter()
        .map(|wrap| {
            let holder = Holder::parse(&wrap.holder).map_err(|_refused| malformed())?;
            Ok((holder, sealed(&wrap.sealed)?))
        })
        .collect::<Result<_, Failure>>()?;
    Ok(Filing {
        channel: ChannelId::parse(&sent.channel).map_err(|_refused| malformed())?,
        epoch: sent.keyring.epoch,
        keyring: Digest::parse(&sent.keyring.hash).map_err(|_refused| malformed())?,
        path: Path::Desk,
        received: Some(Day::parse(&sent.received).map_err(|_refused| malformed())?),
        anchor: sealed(&sent.anchor)?,
        leaf: Digest::parse(&sent.leaf).map_err(|_refused| malformed())?,
        wraps: Wraps::Known(wraps),
        report: sealed(&report)?,
        contact: sealed(&contact)?,
        files: Vec::new(),
    })
}
