//! The operator's addresses: whether Sigill lives, whether it can take a report, and figures that tell no moment.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpResponse, Responder};

use crate::app::App;
use crate::http::methods::{reading, resource};
use crate::http::{Failure, Problem};
use crate::notifications::{Stuck, look_at_stuck};
use crate::storage;

/// `/health`, `/ready` and `/metrics`.
pub(super) fn configure(routes: &mut ServiceConfig) {
    routes
        .service(resource("/health", "GET, HEAD").route(reading().to(health)))
        .service(resource("/ready", "GET, HEAD").route(reading().to(ready)))
        .service(resource("/metrics", "GET, HEAD").route(reading().to(metrics)));
}

/// The process answers.
async fn health() -> impl Responder {
    "ok\n"
}

/// The database answers too.
async fn ready(app: Data<App>) -> Result<impl Responder, Failure> {
    database_answers(&app).await.map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
    Ok("ready\n")
}

/// In the text format of Prometheus. Nothing here counts what reporters do: a count that rises at a known minute tells
/// that minute. So of mails those alone are counted whose hour has come.
async fn metrics(app: Data<App>) -> impl Responder {
    let ready = u8::from(database_answers(&app).await.is_ok());
    let mut mails = String::new();
    if let Ok(Stuck { due, days, .. }) = look_at_stuck(&app.db, app.clock.as_ref()).await {
        mails = format!(
            "# HELP sigill_outbox_rows Mails whose hour has come and that the mail server has not taken.\n\
             # TYPE sigill_outbox_rows gauge\n\
             sigill_outbox_rows {due}\n\
             # HELP sigill_outbox_oldest_days Whole days for which the oldest of them waits.\n\
             # TYPE sigill_outbox_oldest_days gauge\n\
             sigill_outbox_oldest_days {days}\n"
        );
    }
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(format!(
        "# HELP sigill_build_info The version that runs.\n\
         # TYPE sigill_build_info gauge\n\
         sigill_build_info{{version=\"{}\"}} 1\n\
         # HELP sigill_database_ready Whether the database answers.\n\
         # TYPE sigill_database_ready gauge\n\
         sigill_database_ready {ready}\n{mails}",
        env!("CARGO_PKG_VERSION"),
    ))
}

async fn database_answers(app: &App) -> Result<(), storage::Error> {
    app.db.read(|_connection| Ok(())).await
}
