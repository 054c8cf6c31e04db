//! The schema of either database in words of its own, and the two compared.

use super::{WAITING, migrations};
use crate::support::database::TestDatabase;
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::{FileBasedMigrations, MigrationHarness as _};

/// A step of how PostgreSQL answers a question.
#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    line: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines<C>(connection: &mut C, sql: &str) -> Vec<String>
where
    C: diesel::connection::LoadConnection,
    diesel::query_builder::SqlQuery: for<'a> diesel::query_dsl::LoadQuery<'a, C, Line>,
{
    let mut lines: Vec<String> =
        diesel::sql_query(sql).load::<Line>(connection).unwrap().into_iter().map(|line| line.line).collect();
    lines.sort();
    lines
}

/// One line for each column, key, reference and index: `table | what | …`.
fn of_sqlite(connection: &mut SqliteConnection) -> Vec<String> {
    let ours = "FROM sqlite_master m JOIN";
    let tables = "m.type = 'table' AND m.name <> '__diesel_schema_migrations'";
    [
        format!(
            "SELECT m.name || ' column ' || c.name || ' ' || lower(c.type) || (CASE WHEN c.\"notnull\" THEN ' not null' ELSE '' END) \
             || ' key ' || c.pk AS line {ours} pragma_table_info(m.name) c WHERE {tables}"
        ),
        format!(
            "SELECT m.name || ' refers ' || group_concat(f.\"from\" || '>' || f.\"table\" || '.' || f.\"to\", ' ' ORDER BY f.seq) || ' ' \
             || lower(f.on_delete) AS line {ours} pragma_foreign_key_list(m.name) f WHERE {tables} GROUP BY m.name, f.id"
        ),
        format!(
            "SELECT m.name || (CASE WHEN i.\"unique\" THEN ' unique ' ELSE ' index ' END) || (CASE WHEN i.partial THEN 'of some ' ELSE '' END) || \
             (SELECT group_concat(x.name, ' ' ORDER BY x.seqno) FROM pragma_index_info(i.name) x) AS line \
             {ours} pragma_index_list(m.name) i WHERE {tables} AND i.origin <> 'pk'"
        ),
    ]
    .iter()
    .flat_map(|sql| lines(connection, sql))
    .collect()
}

/// The same, as PostgreSQL tells it.
fn of_postgres(connection: &mut PgConnection) -> Vec<String> {
    [
        "SELECT c.table_name || ' column ' || c.column_name || ' ' || (CASE c.data_type WHEN 'bytea' THEN 'blob' ELSE c.data_type END) \
         || (CASE c.is_nullable WHEN 'NO' THEN ' not null' ELSE '' END) || ' key ' || COALESCE((SELECT k.ordinal_position \
         FROM information_schema.key_column_usage k JOIN information_schema.table_constraints t USING (constraint_name, table_name) \
         WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name), 0) AS line \
         FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name <> '__diesel_schema_migrations'",
        "SELECT r.conrelid::regclass || ' refers ' || (SELECT string_agg(a.attname || '>' || r.confrelid::regclass || '.' || b.attname, \
         ' ' ORDER BY p.n) FROM unnest(r.conkey, r.confkey) WITH ORDINALITY p(f, t, n) \
         JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = p.f \
         JOIN pg_attribute b ON b.attrelid = r.confrelid AND b.attnum = p.t) || ' ' || \
         (CASE r.confdeltype WHEN 'c' THEN 'cascade' WHEN 'a' THEN 'no action' ELSE 'other' END) AS line \
         FROM pg_constraint r WHERE r.contype = 'f'",
        "SELECT i.indrelid::regclass || (CASE WHEN i.indisunique THEN ' unique ' ELSE ' index ' END) || \
         (CASE WHEN i.indpred IS NULL THEN '' ELSE 'of some ' END) || \
         (SELECT string_agg(a.attname, ' ' ORDER BY p.n) FROM unnest(i.indkey) WITH ORDINALITY p(c, n) \
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = p.c) AS line \
         FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE t.relnamespace = 'public'::regnamespace \
         AND NOT i.indisprimary",
    ]
    .iter()
    .flat_map(|sql| lines(connection, sql))
    .collect()
}

#[test]
fn both_databases_have_the_same_schema() {
    let mut sqlite = SqliteConnection::establish(":memory:").unwrap();
    sqlite
        .run_pending_migrations(FileBasedMigrations::from_path(migrations().join("sqlite")).unwrap())
        .unwrap();
    let database = TestDatabase::empty_postgres();
    let mut postgres = PgConnection::establish(database.address()).unwrap();
    postgres
        .run_pending_migrations(FileBasedMigrations::from_path(migrations().join("postgres")).unwrap())
        .unwrap();
    let (left, right) = (of_sqlite(&mut sqlite), of_postgres(&mut postgres));
    for kind in [" column ", " refers ", " unique ", " index ", " index of some "] {
        assert!(left.iter().any(|line| line.contains(kind)), "no{kind}was found");
    }
    assert_eq!(left, right);
    // And a difference would be seen.
    postgres.batch_execute("ALTER TABLE cases ALTER COLUMN leaf DROP NOT NULL").unwrap();
    assert_ne!(left, of_postgres(&mut postgres));
}

#[test]
fn on_postgres_what_waits_in_a_channel_is_found_without_reading_what_belongs_to_cases() {
    let database = TestDatabase::empty_postgres();
    let mut connection = PgConnection::establish(database.address()).unwrap();
    let source = FileBasedMigrations::from_path(migrations().join("postgres")).unwrap();
    connection.run_pending_migrations(source).unwrap();
    // Of a table without a row it would read all.
    connection.batch_execute("SET enable_seqscan = off").unwrap();
    let plan = format!("EXPLAIN {}", WAITING.replace("{}", "'\\x00'"));
    let steps: Vec<Step> = diesel::sql_query(plan).load(&mut connection).unwrap();
    assert!(steps.iter().any(|step| step.line.contains("files_waiting")), "no index is used");
}

#[test]
fn on_postgres_up_down_and_up_again_is_as_up_at_once() {
    let database = TestDatabase::empty_postgres();
    let mut connection = PgConnection::establish(database.address()).unwrap();
    let source = || FileBasedMigrations::from_path(migrations().join("postgres")).unwrap();
    connection.run_pending_migrations(source()).unwrap();
    let once = of_postgres(&mut connection);
    connection.revert_all_migrations(source()).unwrap();
    assert_eq!(of_postgres(&mut connection), [""; 0]);
    connection.run_pending_migrations(source()).unwrap();
    assert_eq!(of_postgres(&mut connection), once);
}

#[tokio::test]
async fn nodes_that_start_together_bring_the_schema_up_once() {
    let database = TestDatabase::empty_postgres();
    let starts: Vec<_> = (0..4)
        .map(|_| {
            let location = database.location().clone();
            tokio::task::spawn_blocking(move || sigill::storage::Db::open(&location).map(drop))
        })
        .collect();
    for start in starts {
        assert_eq!(start.await.unwrap(), Ok(()));
    }
}
