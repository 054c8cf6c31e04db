//! The desk's addresses about a member's mails: extract, call, answer.

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{self, Data, ServiceConfig};
use utoipa::OpenApi;

use super::wire::{
    ConfirmationAnswer, ConfirmationRequest, ConfirmedAnswer, MailAnswer, MailRequest, PendingAnswer,
};
use super::{EnterError, confirm, enter, find, remove};
use crate::app::App;
use crate::config::MailAddress;
use crate::http::locale::Locale;
use crate::http::methods::resource;
use crate::http::{Failure, Problem, ProblemAnswer};
use crate::members::guard::{Acting, SignedIn};
use crate::notifications::addresses::{AddressError, Typed};

/// An address, a language, a code.
const SHORT: usize = 1024;

/// The addresses under `/api/mail`.
pub fn configure(routes: &mut ServiceConfig) {
    routes
        .service(
            resource("/api/mail", "GET, PUT, DELETE")
                .route(web::get().to(get_mail))
                .route(web::put().to(put_mail))
                .route(web::delete().to(delete_mail)),
        )
        .service(resource("/api/mail/confirmation", "POST").route(web::post().to(post_confirmation)));
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(get_mail, put_mail, delete_mail, post_confirmation))]
pub struct Contract;

#[utoipa::path(get, path = "/api/mail", tag = "The member",
    security(("session" = [])),
    responses(
        (status = 200, description = "Where mails to the member go", body = MailAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn get_mail(app: Data<App>, who: SignedIn) -> Result<HttpResponse, Failure> {
    let standing = find(&app, who.member).await?;
    let mail = &app.config.mail;
    Ok(HttpResponse::Ok().json(MailAnswer {
        on: mail.is_on(),
        hours: mail.hours.all().to_vec(),
        confirmed: standing.confirmed.map(|confirmed| ConfirmedAnswer {
            address: confirmed.address.as_str().to_owned(),
            language: confirmed.language.tag(),
            refused: confirmed.refused.map(|day| day.to_string()),
        }),
        pending: standing.pending.map(|pending| PendingAnswer {
            address: pending.address.as_str().to_owned(),
            language: pending.language.tag(),
            sent: pending.is_sent,
            refused: pending.refused.map(|day| day.to_string()),
        }),
    }))
}

#[utoipa::path(put, path = "/api/mail", tag = "The member",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    request_body = MailRequest,
    responses(
        (status = 204, description = "Entered: a code is mailed, unless the address is the confirmed one"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn put_mail(app: Data<App>, acting: Acting<SHORT>) -> Result<HttpResponse, Failure> {
    let sent: MailRequest = acting.read()?;
    let address = MailAddress::parse(sent.address.trim());
    let (address, language) =
        address.zip(Locale::from_tag(&sent.language)).ok_or_else(|| Failure::new(Problem::Malformed))?;
    enter(&app, acting.who.member, address, language).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[utoipa::path(delete, path = "/api/mail", tag = "The member",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    responses(
        (status = 204, description = "Forgotten, with what was to be sent there"),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn delete_mail(app: Data<App>, acting: Acting<0>) -> Result<HttpResponse, Failure> {
    remove(&app, acting.who.member).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[utoipa::path(post, path = "/api/mail/confirmation", tag = "The member",
    security(("session" = [], "key" = [], "nonce" = [], "signature" = [])),
    request_body = ConfirmationRequest,
    responses(
        (status = 200, description = "Whether it was the code that was mailed", body = ConfirmationAnswer),
        (status = "default", description = "Refused, or failed", body = ProblemAnswer),
    ),
)]
async fn post_confirmation(app: Data<App>, acting: Acting<SHORT>) -> Result<HttpResponse, Failure> {
    let sent: ConfirmationRequest = acting.read()?;
    let answer = match confirm(&app, acting.who.member, sent.code).await? {
        Typed::Right { .. } => ConfirmationAnswer { confirmed: true, left: 0 },
        Typed::Wrong { left } => ConfirmationAnswer { confirmed: false, left },
        Typed::Expired => return Err(Failure::new(Problem::Expired)),
    };
    Ok(HttpResponse::Ok().json(answer))
}

impl From<AddressError> for Failure {
    fn from(error: AddressError) -> Self {
        match error {
            AddressError::ServerKey(cause) => Self::caused(Problem::Unavailable, cause),
            AddressError::Storage(cause) => cause.into(),
        }
    }
}

impl From<EnterError> for Failure {
    fn from(error: EnterError) -> Self {
        match error {
            EnterError::Off => Self::new(Problem::Closed),
            EnterError::SlowDown { seconds } => {
                Self::new(Problem::SlowDown).with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
            }
            EnterError::Address(cause) => cause.into(),
        }
    }
}
