//! `sigill retention`: erases what has come to its day, or with `--dry-run` says what would go.

use std::io::Write;
use std::sync::Arc;

use rand::rngs::OsRng;

use super::opening;
use crate::app::App;
use crate::cases::files::clear_away;
use crate::cases::retention::{self, Forecast, forecast, gone_from_backups};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::storage::{Db, Location};

/// Does what a running Sigill does by itself every hour.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let db = opening::database(&config)?;
    let server_key = opening::server_key(&config, &db).await?;
    let app = App {
        blobs: opening::blobs(&config)?,
        config: Arc::new(config),
        clock: Arc::new(SystemClock),
        rng: OsRng,
        db: db.clone(),
        server_key: Arc::new(server_key),
    };
    let looked = retention::look(&app).await?;
    let cleared = clear_away(&app).await?;
    db.close().await;
    let mut terminal = std::io::stdout().lock();
    let files = looked.files.saturating_add(cleared.removed);
    writeln!(terminal, "erased: {} cases, and {files} files", looked.erased)?;
    anyhow::ensure!(
        looked.wiped && cleared.failed == 0,
        "something of what was erased is still to be deleted or overwritten: it is tried again every hour while Sigill runs"
    );
    Ok(())
}

/// Prints what would go, channel by channel, and changes nothing.
pub(super) async fn dry_run(config: Config) -> anyhow::Result<()> {
    let location = Location::parse(&config.database.url)?;
    let (db, missing) = Db::look(&location)?;
    anyhow::ensure!(missing == Some(0), "the database has not this version's tables: start Sigill first");
    let told = forecast(&db, SystemClock).await?;
    let backup_days = config.retention.backup_days;
    db.close().await;
    let mut terminal = std::io::stdout().lock();
    if told.is_empty() {
        writeln!(terminal, "there is no channel")?;
    }
    for channel in &told {
        for line in lines(channel, backup_days) {
            writeln!(terminal, "{line}")?;
        }
    }
    Ok(())
}

fn lines(channel: &Forecast, backup_days: u16) -> Vec<String> {
    let Some(keeping) = channel.keeping else {
        return vec![format!("{}: its settings cannot be read, so nothing is erased", channel.address)];
    };
    let rule = if keeping.is_public { "by registered decision alone" } else { "by itself" };
    let mut lines = vec![format!("{}: {} months after closing, {rule}", channel.address, keeping.months)];
    lines.extend(channel.erased.iter().map(|(day, cases)| {
        let gone = gone_from_backups(*day, backup_days);
        format!("  {day}: {cases} to be erased, and in no backup from {gone} on")
    }));
    for (count, what) in [
        (channel.undecided, "past their period, waiting for a decision"),
        (channel.held, "held"),
        (channel.later, "closed, and not near their end"),
    ] {
        if count > 0 {
            lines.push(format!("  {count} {what}"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use sigill_sealing::day::Day;

    use super::*;
    use crate::channels::keeping::Keeping;

    #[test]
    fn a_forecast_says_days_and_numbers() {
        let day = Day::parse("2029-01-20").unwrap();
        let told = Forecast {
            address: "lund".to_owned(),
            keeping: Some(Keeping { is_public: true, months: 24 }),
            erased: BTreeMap::from([(day, 2)]),
            later: 5,
            held: 0,
            undecided: 1,
        };
        let expected = [
            "lund: 24 months after closing, by registered decision alone",
            "  2029-01-20: 2 to be erased, and in no backup from 2029-02-19 on",
            "  1 past their period, waiting for a decision",
            "  5 closed, and not near their end",
        ];
        assert_eq!(lines(&told, 30), expected);
        let unread = Forecast { keeping: None, ..told };
        assert_eq!(lines(&unread, 30), ["lund: its settings cannot be read, so nothing is erased"]);
    }
}
