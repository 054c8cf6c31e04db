//! The schema: the same on both databases, there and back again, and never changed once it has landed.

use diesel::connection::SimpleConnection as _;
use diesel::migration::MigrationSource as _;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use diesel_migrations::{FileBasedMigrations, MigrationHarness as _};
use sigill::storage::{Db, Error, Location};
use sigill_sealing::digest::Digest;
use std::fs;
use std::path::{Path, PathBuf};

#[cfg(feature = "postgres")]
mod both;

/// SHA-256 of every file that has landed. A schema that people's databases have is never changed: add a migration.
const LANDED: [(&str, &str); 56] = [
    (
        "postgres/0001_sealed_reports/down.sql",
        "ecd2f37918ca4fa234f41d38d03a25458c434ff01a222d4c150320e9e8efe687",
    ),
    (
        "postgres/0001_sealed_reports/up.sql",
        "1d991d293d8db5d19aa250ad4da961b2fce26c5a6eb5fa3722a4811c697d6a17",
    ),
    ("postgres/0002_retries/down.sql", "ced1b0b3cae70e293deeff664011598a808dfdf8279ce7d309992829d9d9699d"),
    ("postgres/0002_retries/up.sql", "a3ebe71543b513e48a3b8b9b59efd087b7ee95f36f2ed61a49d212aa8463393e"),
    ("postgres/0003_desk_keys/down.sql", "bdf4f85a2cd3599cf96d50c48de8756b6ae12c067199f8e8606a2b3698ff58dd"),
    ("postgres/0003_desk_keys/up.sql", "5c327830046dac42db939f86114acf84d1349c403ca53bb565d34f0c4a662ff9"),
    (
        "postgres/0004_old_attempts/down.sql",
        "4358e8910773fd83d081c0c7ca8a2afbdac51c6e72d4b5be42f2ee14235e512e",
    ),
    ("postgres/0004_old_attempts/up.sql", "a07dda829b41facdd35e51c09e38a2dad083bc9098ce0596e1d96ea6bf0b502f"),
    (
        "postgres/0005_past_vaults/down.sql",
        "65b4a036832e2fe6c68aca159a3a585dbabc6d52fffd523a3c65ee87b17bdfde",
    ),
    ("postgres/0005_past_vaults/up.sql", "2cc0f54fe86fb4c8e55b2f09ef9e2102eac4480ead033f8eabf817670373fa11"),
    ("postgres/0006_files/down.sql", "8915c4b353d858485f3ced889f701726565ff34c9b934dd101c9016ba3a05fde"),
    ("postgres/0006_files/up.sql", "012421d5f506b7640e76de15f6303b1c5889279ad9e25def3d39e9c63f237dce"),
    (
        "postgres/0007_waiting_files/down.sql",
        "20c9a971f45a790cb182f17d6cd74cf9be20a0570e891935464630f3483a90eb",
    ),
    (
        "postgres/0007_waiting_files/up.sql",
        "dc787c0cabfdd8c4e22dc75182aeef348d035042e257033515fb027b365d1e52",
    ),
    ("postgres/0008_mail/down.sql", "adf9275c9752fe55b61055f9d6ff1baaf65588dbf441f9db1388777e0d3409d3"),
    ("postgres/0008_mail/up.sql", "e822b0a172b39d81dd3fa8b372ae8cf07c1b3e9352d12921d8d3109146d17707"),
    ("postgres/0009_waivers/down.sql", "679e8350a371c12f0c946b2e3335911338183a162ebb55a905593beb476d660f"),
    ("postgres/0009_waivers/up.sql", "8c78b77997980eefafa5a256b17e6144d7f5024f3b107f42706d373a413aafa8"),
    (
        "postgres/0010_refused_codes/down.sql",
        "f9271e189fe894b4205a3cd63333908346f6ab0fdc6991d169a2bdaa535ba002",
    ),
    (
        "postgres/0010_refused_codes/up.sql",
        "8bd5c22d61f15cf1662e63c7f85c4565bae42964019e8074d86bac2df84e1f30",
    ),
    ("postgres/0011_retention/down.sql", "a46d8e552c365f1bba1615e5221f536d1e39787b9a03141de3bfdd441c3b5c63"),
    ("postgres/0011_retention/up.sql", "2c3ab6337c911aa495a6ec63dcbec1ffc7caf3f9df171b68a24de886fc96e6a3"),
    ("postgres/0012_views/down.sql", "816c46ad0e5ea4b7d6f3ebe7c77f9a5561bcd8360dedaed2eea025876c7e8768"),
    ("postgres/0012_views/up.sql", "1304c805ada0875830953fe6c61d3cf8658752e34e43a59b4638a1b08e8a999d"),
    ("postgres/0013_places/down.sql", "a8a56e2c6cbd1dd506814356ab207c555b9754e16a2ca181e3fe9cac6ef1ecdd"),
    ("postgres/0013_places/up.sql", "5d001ba4a50173327e8fbd23bb43a4b7781729a0142bf0c2fe1f55b1a24ba6fd"),
    ("postgres/0014_strikes/down.sql", "9cb893bc72b68ac21b747cb8280abdaf676a7d43d330bee5f68a490e8272096a"),
    ("postgres/0014_strikes/up.sql", "a2a31ccdc511b8515b5e57ccca0560e24b86bf4946857d6c466f33c904b92dad"),
    (
        "sqlite/0001_sealed_reports/down.sql",
        "ecd2f37918ca4fa234f41d38d03a25458c434ff01a222d4c150320e9e8efe687",
    ),
    ("sqlite/0001_sealed_reports/up.sql", "55da5fb8eee4ddd42ab08b1e4debd185ac2bb7903723090d45c711a6c9061994"),
    ("sqlite/0002_retries/down.sql", "ced1b0b3cae70e293deeff664011598a808dfdf8279ce7d309992829d9d9699d"),
    ("sqlite/0002_retries/up.sql", "13e5447872dd0bf3b26d634bab24ad9efdc4083559e285fbb2b7803ab1dbc312"),
    ("sqlite/0003_desk_keys/down.sql", "bdf4f85a2cd3599cf96d50c48de8756b6ae12c067199f8e8606a2b3698ff58dd"),
    ("sqlite/0003_desk_keys/up.sql", "edb686a9eaf6593d499cb85873e50b980f1e1bee4518736870930de229699384"),
    ("sqlite/0004_old_attempts/down.sql", "4358e8910773fd83d081c0c7ca8a2afbdac51c6e72d4b5be42f2ee14235e512e"),
    ("sqlite/0004_old_attempts/up.sql", "a07dda829b41facdd35e51c09e38a2dad083bc9098ce0596e1d96ea6bf0b502f"),
    ("sqlite/0005_past_vaults/down.sql", "65b4a036832e2fe6c68aca159a3a585dbabc6d52fffd523a3c65ee87b17bdfde"),
    ("sqlite/0005_past_vaults/up.sql", "bf97fa1b1b72ce669f4ad0968dd28f3a995a5bc6d40f14b252849cc34239b71a"),
    ("sqlite/0006_files/down.sql", "8915c4b353d858485f3ced889f701726565ff34c9b934dd101c9016ba3a05fde"),
    ("sqlite/0006_files/up.sql", "1a65f911f5a38235340026f68cbb647780c25f76f9c6f30171d43f9f5e8cc65b"),
    (
        "sqlite/0007_waiting_files/down.sql",
        "20c9a971f45a790cb182f17d6cd74cf9be20a0570e891935464630f3483a90eb",
    ),
    ("sqlite/0007_waiting_files/up.sql", "dc787c0cabfdd8c4e22dc75182aeef348d035042e257033515fb027b365d1e52"),
    ("sqlite/0008_mail/down.sql", "adf9275c9752fe55b61055f9d6ff1baaf65588dbf441f9db1388777e0d3409d3"),
    ("sqlite/0008_mail/up.sql", "1f976794d87dae71e26ddbf64dd66cc87db9ba30cff6d688aa8452558ae9d22c"),
    ("sqlite/0009_waivers/down.sql", "679e8350a371c12f0c946b2e3335911338183a162ebb55a905593beb476d660f"),
    ("sqlite/0009_waivers/up.sql", "8c78b77997980eefafa5a256b17e6144d7f5024f3b107f42706d373a413aafa8"),
    (
        "sqlite/0010_refused_codes/down.sql",
        "f9271e189fe894b4205a3cd63333908346f6ab0fdc6991d169a2bdaa535ba002",
    ),
    ("sqlite/0010_refused_codes/up.sql", "8bd5c22d61f15cf1662e63c7f85c4565bae42964019e8074d86bac2df84e1f30"),
    ("sqlite/0011_retention/down.sql", "aa6e55febd7adc853a540d6a8706e68f3f86fd76160669fe81b5073703f46927"),
    ("sqlite/0011_retention/up.sql", "7acefd1cd6bb1a50392148d44981408499760f8f2e1cac4d242bcf5507252006"),
    ("sqlite/0012_views/down.sql", "816c46ad0e5ea4b7d6f3ebe7c77f9a5561bcd8360dedaed2eea025876c7e8768"),
    ("sqlite/0012_views/up.sql", "4a651b46fdaf5c2bd6f396279ef071b73b7f347dd555e9d93ed473f68c63654c"),
    ("sqlite/0013_places/down.sql", "a8a56e2c6cbd1dd506814356ab207c555b9754e16a2ca181e3fe9cac6ef1ecdd"),
    ("sqlite/0013_places/up.sql", "5d001ba4a50173327e8fbd23bb43a4b7781729a0142bf0c2fe1f55b1a24ba6fd"),
    ("sqlite/0014_strikes/down.sql", "9cb893bc72b68ac21b747cb8280abdaf676a7d43d330bee5f68a490e8272096a"),
    ("sqlite/0014_strikes/up.sql", "7e2946d3f0fa564be27901a5f634b0af62b51c209069d2e4d37d2d4fa87c019a"),
];

fn migrations() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")
}

/// The files below a folder of `migrations/`, by their path there.
fn files(backend: &str) -> Vec<String> {
    let mut files = Vec::new();
    for migration in fs::read_dir(migrations().join(backend)).unwrap() {
        for file in fs::read_dir(migration.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            files.push(path.strip_prefix(migrations()).unwrap().to_str().unwrap().to_owned());
        }
    }
    files.sort();
    files
}

#[test]
fn a_landed_migration_never_changes() {
    let found: Vec<_> = [files("postgres"), files("sqlite")]
        .concat()
        .into_iter()
        .map(|file| {
            let digest = Digest::of(&fs::read(migrations().join(&file)).unwrap()).to_string();
            (file, digest)
        })
        .collect();
    let landed = LANDED.map(|(file, digest)| (file.to_owned(), digest.to_owned()));
    assert_eq!(found, landed, "add a migration instead of changing one, and its digests here");
}

#[test]
fn every_migration_stands_in_both_folders() {
    let without_backend = |files: Vec<String>| -> Vec<String> {
        files.iter().map(|file| file.split_once('/').unwrap().1.to_owned()).collect()
    };
    assert_eq!(without_backend(files("sqlite")), without_backend(files("postgres")));
}

#[test]
fn every_column_says_what_it_holds() {
    for file in [files("postgres"), files("sqlite")].concat().iter().filter(|file| file.ends_with("up.sql")) {
        let sql = fs::read_to_string(migrations().join(file)).unwrap();
        let lines: Vec<&str> = sql.lines().map(str::trim).collect();
        let mut columns = 0;
        for pair in lines.windows(2) {
            let is_column = [" BLOB", " BYTEA", " TEXT", " BOOLEAN", " BIGINT", " DATE"]
                .iter()
                .any(|kind| pair[1].split(',').next().unwrap().contains(kind) && !pair[1].starts_with("--"));
            if is_column {
                columns += 1;
                assert!(pair[0].starts_with("-- "), "{file}: {}", pair[1]);
            }
        }
        let makes_some = sql.contains("CREATE TABLE") || sql.contains("ADD COLUMN");
        let least = if file.contains("/0001_") { 50 } else { usize::from(makes_some) };
        assert!(columns >= least, "{file}: the columns were not found");
    }
}

#[derive(QueryableByName, Debug, PartialEq)]
struct Item {
    #[diesel(sql_type = diesel::sql_types::Text)]
    sql: String,
}

/// A step of how SQLite answers a question.
#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

/// Every table and index that is ours, as SQLite remembers it.
fn sqlite_schema(connection: &mut SqliteConnection) -> Vec<Item> {
    diesel::sql_query(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> '__diesel_schema_migrations' ORDER BY name",
    )
    .load(connection)
    .unwrap()
}

#[test]
fn on_sqlite_up_down_and_up_again_is_as_up_at_once() {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    let source = || FileBasedMigrations::from_path(migrations().join("sqlite")).unwrap();
    connection.run_pending_migrations(source()).unwrap();
    let once = sqlite_schema(&mut connection);
    assert!(once.len() > 16, "the tables were not found");
    connection.revert_all_migrations(source()).unwrap();
    assert_eq!(sqlite_schema(&mut connection), []);
    connection.run_pending_migrations(source()).unwrap();
    assert_eq!(sqlite_schema(&mut connection), once);
}

/// How the store asks what has waited for too long in a channel.
const WAITING: &str = "SELECT files.id FROM files WHERE files.channel = {} AND files.thread IS NULL AND files.day <= '2026-11-22'";

#[test]
fn on_sqlite_what_waits_in_a_channel_is_found_without_reading_what_belongs_to_cases() {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    let source = FileBasedMigrations::from_path(migrations().join("sqlite")).unwrap();
    connection.run_pending_migrations(source).unwrap();
    let plan = format!("EXPLAIN QUERY PLAN {}", WAITING.replace("{}", "X'00'"));
    let steps: Vec<Step> = diesel::sql_query(plan).load(&mut connection).unwrap();
    let first = &steps[0].detail;
    assert!(first.starts_with("SEARCH files USING") && first.contains("files_waiting"), "{first}");
}

#[tokio::test]
async fn what_the_program_carries_is_what_the_folder_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sigill.db");
    Db::open(&Location::sqlite(&path).unwrap()).unwrap().close().await;
    let mut opened = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    let mut from_folder = SqliteConnection::establish(":memory:").unwrap();
    let source = FileBasedMigrations::from_path(migrations().join("sqlite")).unwrap();
    from_folder.run_pending_migrations(source).unwrap();
    assert_eq!(sqlite_schema(&mut opened), sqlite_schema(&mut from_folder));
}

/// Opens a database in which a migration of that version is said to have run.
async fn open_after(version: &str) -> Result<(), Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sigill.db");
    let location = Location::sqlite(&path).unwrap();
    Db::open(&location).unwrap().close().await;
    let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    connection
        .batch_execute(&format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}')"))
        .unwrap();
    drop(connection);
    let opened = Db::open(&location);
    if let Ok(db) = &opened {
        db.close().await;
    }
    opened.map(drop)
}

#[tokio::test]
async fn a_newer_schema_refuses_to_start_with_a_sentence() {
    let refused = open_after("9999").await.unwrap_err();
    assert_eq!(refused, Error::SchemaTooNew);
    assert!(refused.to_string().starts_with("the database was written by a newer Sigill"));
}

#[tokio::test]
async fn a_schema_of_another_program_refuses_to_start() {
    assert_eq!(open_after("0000").await, Err(Error::SchemaUnknown));
}

#[test]
fn versions_are_numbered_without_gaps() {
    let source = FileBasedMigrations::from_path(migrations().join("sqlite")).unwrap();
    let migrations: Vec<Box<dyn diesel::migration::Migration<Sqlite>>> = source.migrations().unwrap();
    let mut versions: Vec<String> =
        migrations.iter().map(|migration| migration.name().version().to_string()).collect();
    versions.sort();
    let expected: Vec<String> = (1..=versions.len()).map(|n| format!("{n:04}")).collect();
    assert_eq!(versions, expected);
}

#[test]
fn diesel_sees_the_tables_as_they_are() {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    let source = FileBasedMigrations::from_path(migrations().join("sqlite")).unwrap();
    connection.run_pending_migrations(source).unwrap();
    let columns = "SELECT m.name || '.' || c.name || ' -> ' || CASE WHEN c.\"notnull\" THEN c.type ELSE c.type || ' or null' END \
                   AS sql FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                   WHERE m.type = 'table' AND m.name <> '__diesel_schema_migrations'";
    let items: Vec<Item> = diesel::sql_query(columns).load(&mut connection).unwrap();
    let mut stored: Vec<String> = items.into_iter().map(|item| item.sql).collect();
    let (mut seen, mut table) = (Vec::new(), "");
    for line in include_str!("../src/storage/schema.rs").lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            table = name;
        } else if let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            let inner = kind.trim_start_matches("Nullable<").trim_end_matches('>');
            let word = match inner {
                "Binary" => "BLOB",
                "Bool" => "BOOLEAN",
                other => &other.to_uppercase(),
            };
            let null = if inner == kind { "" } else { " or null" };
            seen.push(format!("{table}.{column} -> {word}{null}"));
        }
    }
    stored.sort();
    seen.sort();
    assert_eq!(seen, stored);
}
