//! `sigill demo`: a demonstration on this machine alone, with cases written as real ones.
//!
//! Everything is sealed by the functions that browsers' counterparts in Rust use, and stored by the stores that serve
//! production; only the days are set. The database and the keys stand in a temporary folder and go with the process.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Context;
use rand::rngs::OsRng;

use super::serve;
use crate::clock::{Clock, DEFAULT_ZONE, SystemClock};
use crate::config::Config;
use crate::server_key::ServerKey;
use crate::storage::{Db, Location};

mod channel;
mod history;
mod people;
mod script;
pub(super) mod seed;
mod view;

/// Makes the demonstration and serves it until told to stop.
pub(super) async fn run(mut config: Config) -> anyhow::Result<()> {
    let folder = tempfile::tempdir().context("there is no temporary folder to write to")?;
    config.database.url = format!("sqlite:{}", folder.path().join("sigill.db").display());
    config.files.path = folder.path().join("files");
    config.keys.server_key_file = folder.path().join("server.key");
    let server_key = ServerKey::load(&config.keys.server_key_file, true, &mut OsRng)?;
    let db = Db::open(&Location::parse(&config.database.url)?)?;
    let told = fill(&db, &server_key, &config).await;
    db.close().await;
    std::io::stdout().lock().write_all(told?.as_bytes())?;
    serve::run(config).await
}

/// Fills an empty database; what to tell whoever started the demonstration.
async fn fill(db: &Db, server_key: &ServerKey, config: &Config) -> anyhow::Result<String> {
    let clock = SystemClock;
    let today = clock.today(DEFAULT_ZONE);
    let people = people::make(server_key)?;
    let channel = channel::make(&people, today)?;
    channel::store(db, server_key, &clock, &people, &channel).await?;
    let cases = script::read()?;
    let first_code = history::make(db, &people, &channel, &cases, today).await?;

    let mut told = String::from("A demonstration. Nothing in it is real, and it is gone when it ends.\n\n");
    for person in &people.members {
        writeln!(
            told,
            "{:<14} sign in as {:<10} passphrase: {}\n{:<14} second factor: {} (secret {})",
            person.title.as_str(),
            person.name,
            person.passphrase.expose(),
            "",
            person.code_at(clock.second())?,
            person.factor_text(),
        )?;
    }
    writeln!(told, "\nOne reporter's case code: {}", first_code.expose())?;
    writeln!(told, "The link for an intranet page: {}\n", channel.link(&config.intake.url)?)?;
    Ok(told)
}
