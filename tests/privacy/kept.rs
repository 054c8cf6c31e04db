//! Everything that a server of a story keeps: its folder, its database and its memory.

use std::collections::BTreeSet;
use std::path::Path;

use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, SqliteConnection};
use sigill::storage::Location;
use tempfile::TempDir;

use super::needles::Needle;
use super::search::Search;
use crate::support::channel::TestChannel;
use crate::support::child::{Child, Home, Setting};
#[cfg(feature = "postgres")]
use crate::support::database::TestDatabase;

/// What a server of a story keeps, on either database.
pub(super) struct Kept {
    folder: TempDir,
    #[cfg(feature = "postgres")]
    database: Option<TestDatabase>,
    #[cfg(feature = "postgres")]
    began: std::time::SystemTime,
}

impl Kept {
    /// With its database in the folder.
    #[cfg_attr(
        feature = "postgres",
        expect(clippy::disallowed_methods, reason = "file times are the system's")
    )]
    pub(super) fn sqlite() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            #[cfg(feature = "postgres")]
            database: None,
            #[cfg(feature = "postgres")]
            began: std::time::SystemTime::now(),
        }
    }

    /// With a database in the run's cluster, whose folder is searched as well.
    #[cfg(feature = "postgres")]
    pub(super) fn postgres() -> Self {
        Self { database: Some(TestDatabase::postgres()), ..Self::sqlite() }
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn home(&self) -> Home<'_> {
        Home(self.folder.path())
    }

    /// Makes the database with a published channel, as its owner would have.
    pub(super) async fn with_channel(&self) -> TestChannel {
        let home = self.home();
        #[cfg(feature = "postgres")]
        if let Some(database) = &self.database {
            return home.with_channel_in(database.location()).await;
        }
        home.with_channel().await
    }

    /// Its database.
    pub(super) fn location(&self) -> Location {
        #[cfg(feature = "postgres")]
        if let Some(database) = &self.database {
            return database.location().clone();
        }
        self.home().database()
    }

    /// Where to listen, and which database to open.
    pub(super) fn setting(&self) -> Setting {
        let setting = Setting::free();
        #[cfg(feature = "postgres")]
        if let Some(database) = &self.database {
            let mut setting = setting;
            setting.environment.push(("SIGILL_DATABASE_URL".to_owned(), database.address().to_owned()));
            return setting;
        }
        setting
    }

    /// Everything that is found of `needles` in what the server wrote and has in memory. On PostgreSQL every row of every
    /// table is read as well, for there a long value may be compressed where it lies.
    pub(super) fn found(&self, child: &Child, needles: &[Needle]) -> BTreeSet<String> {
        let search = Search::new(needles);
        #[cfg_attr(
            not(feature = "postgres"),
            expect(unused_mut, reason = "only PostgreSQL adds to what was written")
        )]
        let (mut found, mut written) = search.in_files(self.folder.path(), None);
        let (in_memory, remembered) = search.in_memory(child.id());
        found.extend(in_memory);
        #[cfg(feature = "postgres")]
        if let Some(database) = &self.database {
            let (in_cluster, more) = cluster::search(&search, database, self.began);
            found.extend(in_cluster);
            written += more;
            found.extend(search.in_tables(&crate::support::tables::dump(database)));
        }
        assert!(
            written > 100_000 && remembered > 5_000_000,
            "{written} bytes of files, {remembered} of memory"
        );
        found
    }

    /// Stores `bytes` in a row of a table past the one door, and names the places where they must be found then.
    pub(super) fn plant(&self, bytes: &[u8]) -> Planted {
        let hex = sigill_sealing::encoding::hex(bytes);
        #[cfg(feature = "postgres")]
        if let Some(database) = &self.database {
            return cluster::plant(database, &hex);
        }
        // By a second connection that stays open: the row stays in the write-ahead log until it is asked for.
        let path = self.folder.path().join("data/sigill.db");
        let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        let row = format!("INSERT INTO audit_entries VALUES (randomblob(16), '2026-01-01', NULL, X'{hex}')");
        connection.batch_execute(&format!("PRAGMA busy_timeout = 5000; {row}")).unwrap();
        let settle = move || {
            connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        };
        Planted { at_first: "sigill.db-wal", at_last: &["sigill.db"], settle: Box::new(settle) }
    }
}

/// A leak that a story made.
pub(super) struct Planted {
    /// Where it lies at once.
    pub(super) at_first: &'static str,
    /// Where it lies when the database has settled.
    pub(super) at_last: &'static [&'static str],
    /// Lets the database settle.
    pub(super) settle: Box<dyn FnMut()>,
}

#[cfg(feature = "postgres")]
pub(crate) use cluster::folder_of;

#[cfg(feature = "postgres")]
mod cluster {
    use std::collections::BTreeSet;
    use std::path::PathBuf;
    use std::time::SystemTime;

    use diesel::connection::SimpleConnection as _;
    use diesel::prelude::*;
    use diesel::sql_types::Text;

    use super::Planted;
    use crate::privacy::search::Search;
    use crate::support::database::TestDatabase;

    #[derive(QueryableByName)]
    struct Answer {
        #[diesel(sql_type = Text)]
        text: String,
    }

    /// The folder of what one database holds, in the cluster's.
    pub(crate) fn folder_of(address: &str) -> PathBuf {
        let folder = PathBuf::from(ask(address, "SELECT current_setting('data_directory') AS text"));
        let own =
            ask(address, "SELECT oid::text AS text FROM pg_database WHERE datname = current_database()");
        folder.join("base").join(own)
    }

    fn ask(address: &str, sql: &str) -> String {
        let mut connection = PgConnection::establish(address).unwrap();
        diesel::sql_query(sql).get_result::<Answer>(&mut connection).unwrap().text
    }

    /// Searches what the story's own database has in the cluster's folder, and what all share: the write-ahead log, the
    /// tables of the cluster, the server's own log. Files that nobody wrote since the story began hold nothing of it.
    pub(super) fn search(
        search: &Search<'_>,
        database: &TestDatabase,
        began: SystemTime,
    ) -> (BTreeSet<String>, usize) {
        let mut connection = PgConnection::establish(database.address()).unwrap();
        connection.batch_execute("CHECKPOINT").unwrap();
        let own = folder_of(database.address());
        let folder = own.parent().and_then(std::path::Path::parent).unwrap().to_owned();
        let (mut found, mut looked) = search.in_files(&own, Some(("base", began)));
        for shared in ["pg_wal", "global", "pg_xact", "pg_stat", "pg_stat_tmp", "pg_notify", "pg_subtrans"] {
            let (here, more) = search.in_files(&folder.join(shared), Some((shared, began)));
            found.extend(here);
            looked += more;
        }
        found.extend(search.in_file(&folder.join("log"), "log"));
        (found, looked)
    }

    /// The row lies there as it is, for the column's long values are not compressed.
    pub(super) fn plant(database: &TestDatabase, hex: &str) -> Planted {
        let mut connection = PgConnection::establish(database.address()).unwrap();
        connection.batch_execute("ALTER TABLE audit_entries ALTER COLUMN body SET STORAGE EXTERNAL").unwrap();
        let row = format!(
            "INSERT INTO audit_entries VALUES (decode(md5(random()::text), 'hex'), '2026-01-01', NULL, '\\x{hex}')"
        );
        // More than once, one after the other: a page of the write-ahead log may begin amid a word, and its head parts it.
        for _ in 0..3 {
            connection.batch_execute(&row).unwrap();
        }
        Planted { at_first: "pg_wal", at_last: &["base", "audit_entries"], settle: Box::new(|| ()) }
    }
}
