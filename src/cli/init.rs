//! `sigill init`: prints a new set-up link, for a first channel or a further one.

use std::io::Write;

use rand::rngs::OsRng;

use super::opening;
use crate::channels::setup;
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::storage::Db;

/// Makes a link and prints it on the terminal alone.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let db = opening::database(&config)?;
    opening::server_key(&config, &db).await?;
    print_link(&config, &db, &SystemClock).await?;
    db.close().await;
    Ok(())
}

/// Prints a new link; a log would keep it.
pub(super) async fn print_link(config: &Config, db: &Db, clock: &dyn Clock) -> anyhow::Result<()> {
    let link = setup::make_link(db, clock, &config.desk.url, &mut OsRng).await?;
    let mut terminal = std::io::stdout().lock();
    writeln!(terminal, "Set up:    {}", link.expose())?;
    writeln!(
        terminal,
        "           (good once and for a day; whoever has it becomes the owner of a channel)"
    )?;
    Ok(())
}
