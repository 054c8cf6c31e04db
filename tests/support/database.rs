//! A database of its own for each story, on SQLite and on PostgreSQL.

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use sigill::storage::{Db, Location};
use std::path::PathBuf;
use tempfile::TempDir;

#[cfg(feature = "postgres")]
#[path = "postgres.rs"]
mod postgres;

/// Makes of each `async fn story(database: TestDatabase)` a module with the tests `on_sqlite` and `on_postgres`.
macro_rules! on_both_databases {
    ($($(#[$attribute:meta])* async fn $story:ident($database:ident: $type:ty) $body:block)*) => {$(
        $(#[$attribute])*
        mod $story {
            use super::*;

            async fn story($database: $type) $body

            #[tokio::test]
            async fn on_sqlite() {
                story(<$type>::sqlite()).await;
            }

            #[cfg(feature = "postgres")]
            #[tokio::test]
            async fn on_postgres() {
                story(<$type>::postgres()).await;
            }
        }
    )*};
}
pub(crate) use on_both_databases;

/// An empty database with today's schema, gone when dropped.
pub(crate) struct TestDatabase {
    location: Location,
    place: Place,
}

/// One stolen value.
#[derive(QueryableByName)]
struct Stolen {
    #[diesel(sql_type = diesel::sql_types::Binary)]
    bytes: Vec<u8>,
}

enum Place {
    Folder(TempDir),
    #[cfg(feature = "postgres")]
    Server(postgres::TemporaryDatabase),
}

impl TestDatabase {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::sqlite(&folder.path().join("sigill.db")).unwrap();
        Self { location, place: Place::Folder(folder) }
    }

    #[cfg(feature = "postgres")]
    pub(crate) fn postgres() -> Self {
        Self::of(postgres::TemporaryDatabase::migrated())
    }

    /// One on PostgreSQL without a table.
    #[cfg(feature = "postgres")]
    pub(crate) fn empty_postgres() -> Self {
        Self::of(postgres::TemporaryDatabase::empty())
    }

    #[cfg(feature = "postgres")]
    fn of(database: postgres::TemporaryDatabase) -> Self {
        let location = Location::parse(&database.address).unwrap();
        Self { location, place: Place::Server(database) }
    }

    /// The address of one on PostgreSQL, for a connection past the one door.
    #[cfg(feature = "postgres")]
    pub(crate) fn address(&self) -> &str {
        match &self.place {
            Place::Server(database) => &database.address,
            Place::Folder(_) => panic!("a file has no address"),
        }
    }

    /// The same, or nothing if it is a file.
    #[cfg(feature = "postgres")]
    pub(crate) fn address_of_server(&self) -> Option<&str> {
        match &self.place {
            Place::Server(database) => Some(&database.address),
            Place::Folder(_) => None,
        }
    }

    /// What the program is told to find it.
    pub(crate) fn url(&self) -> String {
        match &self.place {
            Place::Folder(_) => format!("sqlite:{}", self.file().display()),
            #[cfg(feature = "postgres")]
            Place::Server(database) => database.address.clone(),
        }
    }

    /// The file of one on SQLite.
    pub(crate) fn file(&self) -> PathBuf {
        match &self.place {
            Place::Folder(folder) => folder.path().join("sigill.db"),
            #[cfg(feature = "postgres")]
            Place::Server(_) => panic!("a server's database is no file"),
        }
    }

    /// The column `bytes` of a query, past the one door: as whoever stole the database reads it.
    pub(crate) fn steal(&self, sql: &str) -> Vec<Vec<u8>> {
        let query = diesel::sql_query(sql.to_owned());
        let rows: Vec<Stolen> = match &self.place {
            Place::Folder(folder) => {
                let path = folder.path().join("sigill.db");
                let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
                // The server empties its log at each pause.
                connection.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
                query.load(&mut connection).unwrap()
            }
            #[cfg(feature = "postgres")]
            Place::Server(database) => {
                query.load(&mut PgConnection::establish(&database.address).unwrap()).unwrap()
            }
        };
        rows.into_iter().map(|row| row.bytes).collect()
    }

    pub(crate) fn location(&self) -> &Location {
        &self.location
    }

    pub(crate) fn open(&self) -> Db {
        Db::open(&self.location).unwrap()
    }
}
