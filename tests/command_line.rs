//! What an operator sees of the command line, from the very program.

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{BufRead as _, BufReader, Read};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::SystemTime;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{FileBasedMigrations, MigrationHarness as _};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

#[cfg(feature = "postgres")]
use crate::support::database::TestDatabase;

/// The program on a folder of its own and on ports that are free.
fn sigill(folder: &Path, command: &str) -> Command {
    let mut sigill = Command::new(env!("CARGO_BIN_EXE_sigill"));
    sigill
        .arg(command)
        .env_clear()
        .env("SIGILL_DATABASE_URL", format!("sqlite:{}", folder.join("data/sigill.db").display()))
        .env("SIGILL_FILES_PATH", folder.join("data/files"))
        .env("SIGILL_KEYS_SERVER_KEY_FILE", folder.join("keys/server.key"));
    for listener in ["INTAKE", "DESK", "OPERATOR"] {
        sigill.env(format!("SIGILL_{listener}_LISTEN"), "127.0.0.1:0");
    }
    sigill
}

fn done(folder: &Path, command: &str) -> (bool, String, String) {
    let Output { status, stdout, stderr } = sigill(folder, command).output().unwrap();
    (status.success(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// The link in what was printed.
fn link(printed: &str) -> Option<&str> {
    printed.split_whitespace().find(|word| word.starts_with("http://localhost:8081/#setup="))
}

#[test]
fn init_prints_another_link_each_time_on_the_terminal_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (done(folder.path(), "init"), done(folder.path(), "init"));
    for (well, printed, logged) in [&first, &second] {
        assert!(*well && link(printed).is_some(), "{printed}{logged}");
        assert!(!logged.contains("setup="), "{logged}");
    }
    assert_ne!(link(&first.1), link(&second.1));
    let key = fs::metadata(folder.path().join("keys/server.key")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
}

/// A terminal: our end of it, and the program's.
fn terminal() -> (File, File) {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let theirs = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    (ours.into(), theirs)
}

/// The line about setting up of a program that serves; it is ended then.
fn told_to_set_up(mut child: Child, printed: impl Read) -> String {
    let mut lines = BufReader::new(printed).lines().map_while(Result::ok);
    let found = lines.find(|line| line.starts_with("Set up:"));
    child.kill().unwrap();
    child.wait().unwrap();
    found.unwrap()
}

#[test]
fn serving_without_a_channel_prints_a_link_on_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = terminal();
    let child = sigill(folder.path(), "serve").stdout(theirs).stderr(Stdio::null()).spawn().unwrap();
    let told = told_to_set_up(child, ours);
    assert!(link(&told).is_some(), "{told}");
}

#[test]
fn what_is_kept_gets_no_link_and_says_how_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let serve =
        || sigill(folder.path(), "serve").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut child = serve();
    let printed = child.stdout.take().unwrap();
    let told = told_to_set_up(child, printed);
    assert!(link(&told).is_none() && told.contains("stop Sigill, run `sigill init`"), "{told}");
    // It is to be stopped first, for one process holds the database.
    let mut child = serve();
    let mut printed = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(printed.any(|line| line.starts_with("Set up:")));
    let (well, _, logged) = done(folder.path(), "init");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!well && logged.contains("another Sigill"), "{logged}");
    assert!(done(folder.path(), "init").0);
}

#[test]
fn a_doctor_finds_nothing_to_mend_before_and_after_the_first_run() {
    let folder = tempfile::tempdir().unwrap();
    let (well, before, _) = done(folder.path(), "doctor");
    assert!(well && before.contains("none yet"), "{before}");
    assert!(!folder.path().join("data").exists() && !folder.path().join("keys").exists());
    done(folder.path(), "init");
    let (well, after, _) = done(folder.path(), "doctor");
    assert!(well && after.contains("opens") && !after.contains("none yet"), "{after}");
}

#[test]
fn a_doctor_says_how_to_mend_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), "init");
    let key = folder.path().join("keys/server.key");
    fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    let (well, printed, _) = done(folder.path(), "doctor");
    assert!(!well && printed.contains(&format!("chmod 600 {}", key.display())), "{printed}");

    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    fs::write(&key, "damaged").unwrap();
    let (well, printed, _) = done(folder.path(), "doctor");
    assert!(!well && printed.contains("restore it from its own backup"), "{printed}");
}

/// The versions that the database says were applied.
fn applied(database: &Path) -> Vec<String> {
    let mut connection = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    connection.applied_migrations().unwrap().iter().map(ToString::to_string).collect()
}

#[test]
fn a_doctor_tells_of_tables_that_the_next_start_will_change_and_leaves_them() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), "init");
    let database = folder.path().join("data/sigill.db");
    let newest = applied(&database);
    {
        let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
        let migrations = FileBasedMigrations::from_path(migrations).unwrap();
        let mut connection = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
        connection.revert_last_migration(migrations).unwrap();
    }
    let older = applied(&database);
    assert_eq!(older.len() + 1, newest.len());
    let (well, printed, _) = done(folder.path(), "doctor");
    assert!(well && printed.contains("the next start changes its tables"), "{printed}");
    assert_eq!(applied(&database), older);
    done(folder.path(), "init");
    assert_eq!(applied(&database), newest);
}

/// Every file of a folder with its mode, when it was changed and what is in it.
fn files(folder: &Path) -> BTreeMap<String, (u32, SystemTime, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let found = entry.metadata().unwrap();
            let name = entry.file_name().into_string().unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            (name, (found.permissions().mode(), found.modified().unwrap(), bytes))
        })
        .collect()
}

#[test]
fn a_doctor_judges_what_it_finds_and_leaves_it_so() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), "init");
    let (data, database) = (folder.path().join("data"), folder.path().join("data/sigill.db"));
    SqliteConnection::establish(database.to_str().unwrap())
        .unwrap()
        .batch_execute("PRAGMA journal_mode = DELETE")
        .unwrap();
    fs::remove_file(data.join("sigill.db.lock")).unwrap();
    fs::set_permissions(&database, Permissions::from_mode(0o644)).unwrap();
    let before = files(&data);
    assert_eq!(before.keys().collect::<Vec<_>>(), ["sigill.db"]);
    let (well, printed, _) = done(folder.path(), "doctor");
    assert!(!well && printed.contains(&format!("chmod 600 {}", database.display())), "{printed}");
    assert!(printed.contains("opens") && printed.contains("earlier vaults: none kept"), "{printed}");
    assert_eq!(files(&data), before);
}

/// As a process leaves it that was killed: what it wrote last stands in the log alone.
#[test]
fn a_doctor_looks_at_what_a_killed_process_has_left_and_leaves_it_there() {
    let (folder, killed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    done(folder.path(), "init");
    let (data, left) = (folder.path().join("data"), killed.path().join("data"));
    let mut connection = SqliteConnection::establish(data.join("sigill.db").to_str().unwrap()).unwrap();
    connection
        .batch_execute(
            "PRAGMA wal_autocheckpoint = 0; INSERT INTO members (id, name) VALUES (randomblob(16), 'anna'); \
             INSERT INTO past_vaults SELECT id, 1, '2026-11-02', X'00' FROM members;",
        )
        .unwrap();
    fs::create_dir(&left).unwrap();
    fs::set_permissions(&left, Permissions::from_mode(0o700)).unwrap();
    for name in ["sigill.db", "sigill.db-wal"] {
        fs::copy(data.join(name), left.join(name)).unwrap();
    }
    let before = files(&left);
    assert!(before["sigill.db-wal"].2.len() > 1000);
    let (well, printed, _) = done(killed.path(), "doctor");
    // There is a member, and no server key.
    assert!(!well && printed.contains("MEND  server key:"), "{printed}");
    assert!(printed.contains("earlier vaults: kept of 1 members, replaced since 2026-11-02"), "{printed}");
    let mut after = files(&left);
    // SQLite's index of the log, which it makes anew whenever it likes.
    after.remove("sigill.db-shm");
    assert_eq!(after, before);
}

#[test]
fn a_doctor_takes_an_empty_database_for_none() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, Permissions::from_mode(0o700)).unwrap();
    fs::write(data.join("sigill.db"), "").unwrap();
    fs::set_permissions(data.join("sigill.db"), Permissions::from_mode(0o600)).unwrap();
    let (well, printed, _) = done(folder.path(), "doctor");
    assert!(well && printed.contains("database: none yet: the first start makes it"), "{printed}");
    assert_eq!(files(&data).keys().collect::<Vec<_>>(), ["sigill.db"]);
}

#[cfg(feature = "postgres")]
#[test]
fn a_doctor_takes_an_empty_database_of_a_server_for_none() {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::empty_postgres();
    let doctor = || {
        let mut doctor = sigill(folder.path(), "doctor");
        let Output { status, stdout, .. } =
            doctor.env("SIGILL_DATABASE_URL", database.address()).output().unwrap();
        (status.success(), String::from_utf8(stdout).unwrap())
    };
    let (well, printed) = doctor();
    assert!(well && printed.contains("database: none yet: the first start makes it"), "{printed}");
    drop(database.open());
    let (well, printed) = doctor();
    assert!(well && printed.contains("has this version's tables"), "{printed}");
}
