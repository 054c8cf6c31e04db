//! The PostgreSQL server that `tests/postgres.sh` started, and databases in it.

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use rand::RngCore;
use rand::rngs::OsRng;
use sigill::storage::{Db, Location};

/// The migrated database that stories copy. The server lives no longer than the run, so it is never an old one.
const TEMPLATE: &str = "migrated";

/// A database that is dropped in the end.
pub(crate) struct TemporaryDatabase {
    pub(crate) address: String,
    name: String,
}

/// The server's address. Without one the run fails: a story that was left out proves nothing.
fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "a test's own setting")]
    std::env::var("SIGILL_TEST_POSTGRES")
        .unwrap_or_else(|_| panic!("no PostgreSQL: run under `tests/postgres.sh run`"))
}

fn administrator() -> PgConnection {
    PgConnection::establish(&format!("{}/postgres", server())).unwrap()
}

impl TemporaryDatabase {
    /// One without a table.
    pub(crate) fn empty() -> Self {
        Self::of("template0")
    }

    /// A copy of the template, which whoever comes first makes.
    pub(crate) fn migrated() -> Self {
        make_template();
        Self::of(TEMPLATE)
    }

    fn of(template: &str) -> Self {
        let name = format!("story_{:016x}{:016x}", OsRng.next_u64(), OsRng.next_u64());
        administrator().batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).unwrap();
        Self { address: format!("{}/{name}", server()), name }
    }
}

impl Drop for TemporaryDatabase {
    fn drop(&mut self) {
        // A story that failed may have left connections behind.
        administrator().batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).unwrap();
    }
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Bool)]
    found: bool,
}

/// Makes the template, if nobody has. Tests run in processes of their own, so they take turns at the server.
fn make_template() {
    let mut administrator = administrator();
    administrator.batch_execute("SELECT pg_advisory_lock(1)").unwrap();
    let found: Found =
        diesel::sql_query("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS found")
            .bind::<Text, _>(TEMPLATE)
            .get_result(&mut administrator)
            .unwrap();
    if !found.found {
        administrator.batch_execute("DROP DATABASE IF EXISTS half_migrated").unwrap();
        administrator.batch_execute("CREATE DATABASE half_migrated TEMPLATE template0").unwrap();
        let location = Location::parse(&format!("{}/half_migrated", server())).unwrap();
        drop(Db::open(&location).unwrap());
        // Renamed when it is whole, and the server has seen the connection end.
        let rename = format!("ALTER DATABASE half_migrated RENAME TO {TEMPLATE}");
        while administrator.batch_execute(&rename).is_err() {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
    administrator.batch_execute("SELECT pg_advisory_unlock(1)").unwrap();
}
