//! `sigill serve`: open the database, bind the listeners, run until told to stop, and leave in one order.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use anyhow::Context;
use rand::rngs::OsRng;
use tokio::signal::unix::{SignalKind, signal};

use super::{init, opening};
use crate::app::App;
use crate::channels::setup;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::jobs;
use crate::members;
use crate::server::Server;

/// Serves until the terminal or the service manager says stop.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let db = opening::database(&config)?;
    let server_key = opening::server_key(&config, &db).await?;
    let blobs = opening::blobs(&config)?;
    let app = App {
        config: Arc::new(config),
        clock: Arc::new(SystemClock),
        rng: OsRng,
        db: db.clone(),
        blobs,
        server_key: Arc::new(server_key),
    };
    let server = Server::bind(&app)?;
    members::forget_what_is_old(&app.db, app.clock.minute()).await?;
    announce(&app).await?;
    let jobs = tokio::spawn(jobs::run(app.clone()));
    let mut terminate = signal(SignalKind::terminate()).context("signals cannot be listened for")?;
    server
        .run_until(async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            tracing::info!("stopping: requests under way may finish");
        })
        .await;
    jobs.abort();
    drop(jobs.await);
    // Last, when nobody can ask for more: everything answered is on disk.
    db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Says where to go; on a terminal alone with a link that makes whoever has it an owner, for what is written to a file, to a
/// journal or to a container's log is kept there.
async fn announce(app: &App) -> anyhow::Result<()> {
    {
        let mut said = std::io::stdout().lock();
        writeln!(said, "Reporters: {}", app.config.intake.url.as_str())?;
        writeln!(said, "Members:   {}", app.config.desk.url.as_str())?;
    }
    if setup::is_done(&app.db).await? {
        return Ok(());
    }
    if std::io::stdout().is_terminal() {
        return init::print_link(&app.config, &app.db, app.clock.as_ref()).await;
    }
    let mut said = std::io::stdout().lock();
    writeln!(
        said,
        "Set up:    stop Sigill, run `sigill init` in a terminal, start it again (a log would keep the link)"
    )?;
    Ok(())
}
