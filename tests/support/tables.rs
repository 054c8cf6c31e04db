//! Every row of every table, as text: what a database holds, whatever the schema will be by then.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::database::TestDatabase;

/// A table's rows, sorted; each row is its columns' names and values.
pub(crate) type Tables = BTreeMap<String, Vec<BTreeMap<String, String>>>;

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
    diesel::sql_query(sql).load::<Line>(connection).unwrap().into_iter().map(|line| line.line).collect()
}

/// Reads the whole database past the one door.
pub(crate) fn dump(database: &TestDatabase) -> Tables {
    #[cfg(feature = "postgres")]
    if let Some(address) = database.address_of_server() {
        return dump_postgres(&mut PgConnection::establish(address).unwrap());
    }
    dump_file(&database.file())
}

/// Reads the whole of a database that is a file.
pub(crate) fn dump_file(database: &Path) -> Tables {
    dump_sqlite(&mut SqliteConnection::establish(database.to_str().unwrap()).unwrap())
}

fn dump_sqlite(connection: &mut SqliteConnection) -> Tables {
    let tables = "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let columns = |connection: &mut SqliteConnection, table: &str| {
        lines(connection, &format!("SELECT name AS line FROM pragma_table_info('{table}')"))
    };
    let mut found = Tables::new();
    for table in lines(connection, tables) {
        let values: Vec<_> = columns(connection, &table)
            .iter()
            .map(|column| format!("'{column}', quote(\"{column}\")"))
            .collect();
        let sql = format!("SELECT json_object({}) AS line FROM \"{table}\"", values.join(", "));
        found.insert(table, rows(&lines(connection, &sql)));
    }
    found
}

#[cfg(feature = "postgres")]
fn dump_postgres(connection: &mut PgConnection) -> Tables {
    let tables =
        "SELECT table_name::text AS line FROM information_schema.tables WHERE table_schema = 'public'";
    let mut found = Tables::new();
    for table in lines(connection, tables) {
        let columns = format!(
            "SELECT format('%L, quote_nullable(%I)', column_name, column_name) AS line \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'"
        );
        let values = lines(connection, &columns).join(", ");
        let sql = format!("SELECT json_build_object({values})::text AS line FROM \"{table}\"");
        found.insert(table, rows(&lines(connection, &sql)));
    }
    found
}

fn rows(lines: &[String]) -> Vec<BTreeMap<String, String>> {
    let mut rows: Vec<BTreeMap<String, String>> =
        lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    rows.sort();
    rows
}
