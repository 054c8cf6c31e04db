//! `sigill doctor`: looks at what Sigill stands on, and says how to mend what is wrong.
//!
//! It changes nothing: not the tables of an older version, which the next start brings up to this one, not the mode of a
//! file, and it makes none.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use rand::rngs::OsRng;

use crate::channels::store as channels;
use crate::clock::{Clock, DEFAULT_ZONE, SystemClock};
use crate::config::{Config, Size};
use crate::members::{self, vaults};
use crate::server_key::ServerKey;
use crate::storage::{Connection, Db, Error, Location};

mod files;
mod mail;
mod recovery;
mod retention;

/// 2026-11-01 in seconds since 1970: no clock that is right shows an earlier day to this version.
const RELEASED: i64 = 1_793_491_200;
/// How long an answer of our own operator's address is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// What one look found.
struct Finding {
    subject: &'static str,
    outcome: Result<String, String>,
}

fn well(subject: &'static str, found: impl Into<String>) -> Finding {
    Finding { subject, outcome: Ok(found.into()) }
}

fn ill(subject: &'static str, mend: impl Into<String>) -> Finding {
    Finding { subject, outcome: Err(mend.into()) }
}

/// Looks at everything and prints what it found; an error if anything is to be mended.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let runs = answers_health(config.operator.listen);
    let mut findings = vec![well("configuration", "read, and everything in it can be used")];
    let location = Location::parse(&config.database.url)?;
    let file = config.database.url.strip_prefix("sqlite:").map(Path::new);
    findings.extend(file.and_then(Path::parent).map(|folder| closed("folder of the database", folder)));
    findings.extend(file.map(|file| closed("file of the database", file)));
    findings.push(closed("server key file", &config.keys.server_key_file));
    findings.push(closed("folder of files", &config.files.path));
    let has_members = database(&config, &location, file, runs, &mut findings).await;
    findings.push(server_key(&config.keys.server_key_file, has_members));
    findings.push(mail::server(&config.mail).await);
    for (subject, address) in [
        ("intake.listen", config.intake.listen),
        ("desk.listen", config.desk.listen),
        ("operator.listen", config.operator.listen),
    ] {
        findings.push(listener(subject, address, runs));
    }
    print(&findings)?;
    let ill = findings.iter().filter(|finding| finding.outcome.is_err()).count();
    anyhow::ensure!(ill == 0, "{ill} to mend");
    Ok(())
}

/// Looks at the database, if there is one; whether it has members, as far as that can be told.
async fn database(
    config: &Config,
    location: &Location,
    file: Option<&Path>,
    runs: bool,
    findings: &mut Vec<Finding>,
) -> Option<bool> {
    const NONE: &str = "none yet: the first start makes it";
    if file.is_some_and(|file| !file.exists()) {
        findings.push(well("database", NONE));
        return Some(false);
    }
    let (db, missing) = match Db::look(location) {
        Ok(opened) => opened,
        Err(Error::InUse) if runs => {
            let running = "in use by the Sigill that runs; stop it to have more looked at";
            findings.push(well("database", running));
            return None;
        }
        Err(error) => {
            findings.push(ill("database", error.to_string()));
            return None;
        }
    };
    let Some(missing) = missing else {
        findings.push(well("database", NONE));
        return Some(false);
    };
    let tables = match missing {
        0 => "opens, and has this version's tables",
        _ => "opens; the next start changes its tables to this version's: copy it before",
    };
    findings.push(well("database", tables));
    let has_members = members::has_members(&db).await.ok();
    findings.push(clock(&db, &SystemClock).await);
    if missing == 0 {
        findings.push(earlier_vaults(&db).await);
        findings.push(room("room for reports", db.free().await, config.database.reserve, "database.reserve"));
        files::look(config, &db, &SystemClock, findings).await;
        mail::look(&db, &SystemClock, findings).await;
        recovery::look(&db, &SystemClock, findings).await;
        retention::look(&db, &SystemClock, findings).await;
    }
    db.close().await;
    has_members
}

/// Whether a disk has more room than a reserve.
fn room(
    subject: &'static str,
    free: Result<Option<u64>, Error>,
    reserve: Size,
    setting: &'static str,
) -> Finding {
    match free {
        Ok(Some(free)) if free < reserve.amount() => ill(
            subject,
            format!("the disk has {} MiB left, less than {setting}: make room on it", free >> 20),
        ),
        Ok(Some(_enough)) => well(subject, format!("the disk has more than {setting} ({reserve}) left")),
        Ok(None) => well(subject, "the database server's disk is not looked at"),
        Err(error) => ill(subject, error.to_string()),
    }
}

/// How many members could go back to a vault of before, and how far.
async fn earlier_vaults(db: &Db) -> Finding {
    match vaults::count_earlier(db).await {
        Ok((members, Some(oldest))) => {
            well("earlier vaults", format!("kept of {members} members, replaced since {oldest}"))
        }
        Ok((_none, None)) => well("earlier vaults", "none kept: no member's vault was replaced lately"),
        Err(error) => ill("earlier vaults", error.to_string()),
    }
}

fn print(findings: &[Finding]) -> std::io::Result<()> {
    let mut terminal = std::io::stdout().lock();
    for Finding { subject, outcome } in findings {
        match outcome {
            Ok(found) => writeln!(terminal, "good  {subject}: {found}")?,
            Err(mend) => writeln!(terminal, "MEND  {subject}: {mend}")?,
        }
    }
    Ok(())
}

/// Whether nobody else on this machine can read it; what is not there yet is made so.
fn closed(subject: &'static str, path: &Path) -> Finding {
    match fs::metadata(path) {
        // The six lowest bits are the group's and everybody else's.
        Ok(found) if found.permissions().mode().trailing_zeros() >= 6 => {
            well(subject, "closed to everybody else")
        }
        Ok(found) => {
            let mode = if found.is_dir() { "700" } else { "600" };
            ill(subject, format!("others on this machine can read it: chmod {mode} {}", path.display()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => well(subject, "not there yet"),
        Err(_unreadable) => ill(
            subject,
            format!("cannot be looked at: let the user that runs Sigill read {}", path.display()),
        ),
    }
}

/// Whether the server key can be read, and is not missing where members need it.
fn server_key(path: &Path, has_members: Option<bool>) -> Finding {
    if !path.exists() && has_members != Some(true) {
        return well("server key", "none yet: the first start makes it");
    }
    // May not make one: a doctor changes nothing.
    match ServerKey::load(path, false, &mut OsRng) {
        Ok(_key) => well("server key", "can be read"),
        Err(error) => ill("server key", error.to_string()),
    }
}

/// Whether an address can be listened on, or is listened on by a Sigill that runs.
fn listener(subject: &'static str, address: SocketAddr, runs: bool) -> Finding {
    match TcpListener::bind(address) {
        Ok(_socket) => well(subject, format!("{address} is free")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && runs => {
            well(subject, format!("{address} is in use, and a Sigill runs here"))
        }
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => ill(
            subject,
            format!(
                "{address} is in use: stop what listens there, or write another address in the configuration"
            ),
        ),
        Err(_refused) => {
            ill(subject, format!("{address} cannot be listened on: write an address of this machine"))
        }
    }
}

/// Whether a Sigill answers at the operator's address.
fn answers_health(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.take(4096).read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"))
}

/// Whether this machine's clock can be right: not before this version, nor before a keyring that was signed already.
async fn clock(db: &Db, clock: &dyn Clock) -> Finding {
    let wrong = "this machine's clock is wrong: set it, and let it be kept by the network (NTP)";
    if clock.second() < RELEASED {
        return ill("clock", wrong);
    }
    let today = clock.today(DEFAULT_ZONE);
    match db.read(newest_issue).await {
        // Two days: the most that an owner's clock may be wrong.
        Ok(newest) if newest.is_some_and(|day| day.number() > today.number() + 2) => ill("clock", wrong),
        Ok(_newest) => well("clock", "plausible"),
        Err(error) => ill("clock", error.to_string()),
    }
}

fn newest_issue(connection: &mut Connection) -> Result<Option<sigill_sealing::day::Day>, Error> {
    let mut newest = None;
    for channel in channels::list_channels(connection)? {
        let issued = channels::find_newest_keyring(connection, channel.id)?.map(|row| row.issued);
        newest = newest.max(issued);
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_well(finding: &Finding) -> bool {
        finding.outcome.is_ok()
    }

    #[test]
    fn what_others_can_read_is_to_be_mended() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("server.key");
        assert!(is_well(&closed("file", &file)));
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let found = closed("file", &file);
        assert!(found.outcome.unwrap_err().contains("chmod 600"));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(is_well(&closed("file", &file)));
    }

    #[test]
    fn a_server_key_is_missed_only_where_members_need_it_and_never_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("server.key");
        assert!(is_well(&server_key(&path, Some(false))));
        assert!(!is_well(&server_key(&path, Some(true))));
        assert!(!path.exists());
    }

    #[test]
    fn a_port_in_use_is_to_be_mended_unless_a_sigill_runs() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        assert!(!is_well(&listener("intake.listen", address, false)));
        assert!(is_well(&listener("intake.listen", address, true)));
        drop(taken);
        assert!(!answers_health(address));
    }
}
