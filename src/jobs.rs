//! What Sigill does by itself: at its start and every hour it erases cases that have come to their end and clears files away that
//! nobody waits for, and every minute it looks for mails that are due.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::app::App;
use crate::cases::files::clear_away;
use crate::cases::{reminders, retention};
use crate::desk::striking;
use crate::notifications::{Post, SendError};

/// How often files are looked for.
const HOUR: Duration = Duration::from_hours(1);
/// How often mails are.
const MINUTE: Duration = Duration::from_mins(1);

/// Does what is to be done until it is dropped. What fails is tried again.
pub async fn run(app: App) {
    tokio::join!(clear(&app), post(&app));
}

/// After a machine slept, once is enough.
fn every(period: Duration) -> Interval {
    let mut ticks = interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

async fn clear(app: &App) {
    let mut hours = every(HOUR);
    let mut is_first = true;
    loop {
        hours.tick().await;
        // Before: the room of what is forgotten is overwritten with the rest.
        if let Err(error) = striking::forget_outdated(app).await {
            tracing::error!(%error, "index entries of before a strike could not be forgotten");
        }
        // Before: the objects of what is erased are cleared away with the rest.
        if let Err(error) = retention::look(app).await {
            tracing::error!(%error, "it could not be looked what is to be erased");
        }
        match clear_away(app).await {
            Ok(cleared) if is_first && cleared.unknown > 0 => tracing::warn!(
                folders = cleared.unknown,
                "the folder of files holds files that the database does not know, and keeps them: a wrong or older database? \
                 `sigill doctor` says what to do"
            ),
            Ok(_cleared) => {}
            Err(error) => {
                tracing::error!(%error, "files that nobody waits for could not be cleared away");
            }
        }
        is_first = false;
    }
}

async fn post(app: &App) {
    if !app.config.mail.is_on() {
        return;
    }
    let mut minutes = every(MINUTE);
    loop {
        minutes.tick().await;
        if let Err(error) = send_mails(app).await {
            tracing::error!(%error, "mails wait");
        }
    }
}

/// Looks once for duties that come near, and sends what is due.
pub async fn send_mails(app: &App) -> Result<(), SendError> {
    reminders::tell_duties(app).await?;
    let post = Post {
        config: Arc::clone(&app.config),
        clock: Arc::clone(&app.clock),
        rng: app.rng,
        db: app.db.clone(),
        key: Arc::clone(&app.server_key),
    };
    post.send_due().await
}
