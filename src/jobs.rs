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
    loop {
        hours.tick().await;
        if let Err(error) = clear_away(&app).await {
            tracing::error!(%error, "files that nobody waits for could not be cleared away");
        }
    }
}
