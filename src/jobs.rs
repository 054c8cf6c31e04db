//! What Sigill does by itself, at its start and every hour: it clears files away that nobody waits for.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::cases::files::clear_away;

/// How often.
const HOUR: Duration = Duration::from_hours(1);

/// Does what is to be done, now and every hour, until it is dropped. What fails is tried again at the next hour.
pub async fn run(app: App) {
    let mut hours = interval(HOUR);
    // After a machine slept, once is enough.
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut is_first = true;
    loop {
        hours.tick().await;
        match clear_away(&app).await {
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
