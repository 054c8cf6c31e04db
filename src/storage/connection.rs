//! A connection to either database: the only place that asks which of the two it is.

use super::location::Place;
use super::{Error, Location, folder, migrate};
use diesel::connection::{AnsiTransactionManager, Instrumentation, InstrumentationEvent};
use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::{Connection as _, RunQueryDsl as _, SqliteConnection};
use std::sync::{Arc, Mutex, PoisonError};

/// A connection to SQLite or PostgreSQL that takes the same Diesel queries.
///
/// Its variants are matched in this file alone (`tests/architecture.rs` holds that); it is public only because stories stand
/// outside the crate.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// SQLite, linked into the binary.
    Sqlite(SqliteConnection),
    /// PostgreSQL, through libpq.
    #[cfg(feature = "postgres")]
    Postgres(diesel::PgConnection),
}

/// What a connection is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Reading; on SQLite a write is refused.
    Read,
    /// Reading and writing.
    Write,
    /// Looking at what is there, as it is; on SQLite not even a file beside it is made.
    Look,
}

/// How many connections a pool may hold: SQLite's readers work on the processor, PostgreSQL's wait for a network.
pub(super) fn pool_size(location: &Location) -> u32 {
    match &location.0 {
        Place::Sqlite(_) => 8,
        #[cfg(feature = "postgres")]
        Place::Postgres(_) => 16,
    }
}

/// Makes ready what must be there before the first connection: for SQLite folder, file and lock. No lock: a server that many use.
pub(super) fn prepare(location: &Location) -> Result<Option<folder::Lock>, Error> {
    match &location.0 {
        Place::Sqlite(path) => folder::prepare(path).map(Some),
        #[cfg(feature = "postgres")]
        Place::Postgres(_) => Ok(None),
    }
}

/// The largest database that is rewritten at a stop, in bytes: it is held in memory meanwhile, and the stop waits.
const MOST_REWRITTEN: i64 = 64 << 20;

/// The largest table of a database server that is rewritten, in bytes: nobody else can use it meanwhile, some ten seconds.
#[cfg(feature = "postgres")]
const MOST_REWRITTEN_BY_SERVER: i64 = 1 << 30;

/// How often it is looked whether those have ended who work on a database server, ten times a second.
#[cfg(feature = "postgres")]
const PATIENCE_WITH_OTHERS: u32 = 300;

/// How large a database is.
#[derive(diesel::QueryableByName)]
struct Size {
    /// Its bytes, free pages included.
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    bytes: i64,
}

/// Makes sure that nobody else is at work on a database that is looked at, and changes nothing.
pub(super) fn hold(location: &Location) -> Result<Option<folder::Lock>, Error> {
    match &location.0 {
        Place::Sqlite(path) => folder::hold(path),
        #[cfg(feature = "postgres")]
        Place::Postgres(_) => Ok(None),
    }
}

/// How long one waits for another's lock, in milliseconds.
const BUSY_TIMEOUT: &str = "PRAGMA busy_timeout = 5000";

/// What SQLite answers to a checkpoint.
#[derive(diesel::QueryableByName)]
struct Checkpoint {
    /// 1 if somebody was in the way.
    #[diesel(sql_type = diesel::sql_types::Integer)]
    busy: i32,
}

/// How many of something there are.
#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    count: i64,
}

/// A migration that was applied.
#[derive(diesel::QueryableByName)]
struct Applied {
    /// Its number.
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

/// What went wrong on a connection, even where the code that asked has made another error of it or has swallowed it.
#[derive(Clone, Default)]
struct Witness(Arc<Mutex<Seen>>);

#[derive(Clone, Copy, Default)]
struct Seen {
    failed: bool,
    taken: bool,
    grave: Option<Error>,
}

impl Witness {
    fn look<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Instrumentation for Witness {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::FinishQuery { error: Some(error), .. } = event {
            let error = Error::of(error);
            self.look(|seen| {
                seen.failed = true;
                seen.taken |= error == Error::Taken;
                // What a caller can do wrong by itself (a taken name) is no trouble of the connection's.
                if !matches!(error, Error::Taken | Error::Other(_)) {
                    seen.grave.get_or_insert(error);
                }
            });
        }
    }
}

/// A connection with its settings made and its troubles watched.
pub(super) struct Session {
    pub(super) connection: AnyConnection,
    witness: Witness,
}

impl Session {
    /// Opens a connection.
    pub(super) fn open(location: &Location, purpose: Purpose) -> Result<Self, Error> {
        let mut connection = match &location.0 {
            Place::Sqlite(path) if purpose == Purpose::Look => {
                let address = folder::address_to_look(path).ok_or(Error::Unavailable)?;
                let mut connection = SqliteConnection::establish(&address)?;
                connection.batch_execute(BUSY_TIMEOUT)?;
                connection.batch_execute("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF")?;
                AnyConnection::Sqlite(connection)
            }
            Place::Sqlite(path) => {
                let path = path.to_str().ok_or(Error::Unavailable)?;
                let mut connection = SqliteConnection::establish(path)?;
                // The timeout first: the others may have to wait for a lock. Full: a commit is on the disk before it is answered.
                // Secure delete: what was erased is overwritten. Temporary tables stay in memory.
                connection.batch_execute(BUSY_TIMEOUT)?;
                connection.batch_execute(
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                     PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; \
                     PRAGMA trusted_schema = OFF",
                )?;
                if purpose == Purpose::Read {
                    connection.batch_execute("PRAGMA query_only = ON")?;
                }
                AnyConnection::Sqlite(connection)
            }
            #[cfg(feature = "postgres")]
            Place::Postgres(address) => {
                let mut connection = diesel::PgConnection::establish(address)?;
                connection.batch_execute("SET synchronous_commit = on; SET timezone = 'UTC'")?;
                AnyConnection::Postgres(connection)
            }
        };
        let witness = Witness::default();
        connection.set_instrumentation(witness.clone());
        Ok(Self { connection, witness })
    }

    /// Brings the schema up to this program's, or refuses.
    pub(super) fn migrate(&mut self) -> Result<(), Error> {
        match &mut self.connection {
            AnyConnection::Sqlite(connection) => migrate::run(connection, &migrate::SQLITE),
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => {
                // Nodes that start together take turns; the number is this product's own ("sigill" in ASCII).
                connection.batch_execute("SELECT pg_advisory_lock(126879297465452)")?;
                let migrated = migrate::run(connection, &migrate::POSTGRES);
                connection.batch_execute("SELECT pg_advisory_unlock(126879297465452)")?;
                migrated
            }
        }
    }

    /// How many migrations are missing, nothing if none was ever applied; the schema stays as it is.
    pub(super) fn count_missing(&mut self) -> Result<Option<usize>, Error> {
        // Read as it stands, for asking the harness makes the table where there is none.
        let tables = match &self.connection {
            AnyConnection::Sqlite(_) => {
                "SELECT count(*) AS count FROM sqlite_master WHERE name = '__diesel_schema_migrations'"
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(_) => {
                "SELECT count(*) AS count FROM pg_catalog.pg_tables \
                 WHERE tablename = '__diesel_schema_migrations' AND schemaname = ANY (current_schemas(false))"
            }
        };
        if diesel::sql_query(tables).get_result::<Count>(&mut self.connection)?.count == 0 {
            return Ok(None);
        }
        let applied: Vec<String> = diesel::sql_query("SELECT version FROM __diesel_schema_migrations")
            .load::<Applied>(&mut self.connection)?
            .into_iter()
            .map(|row| row.version)
            .collect();
        let applied = applied.into_iter();
        let missing = match &self.connection {
            AnyConnection::Sqlite(_) => {
                migrate::missing::<diesel::sqlite::Sqlite>(&migrate::SQLITE, applied)?.len()
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(_) => {
                migrate::missing::<diesel::pg::Pg>(&migrate::POSTGRES, applied)?.len()
            }
        };
        Ok(Some(missing))
    }

    /// Begins a transaction that writes, alone on SQLite and serialisable on PostgreSQL, and forgets earlier troubles.
    pub(super) fn begin_write(&mut self) -> Result<(), Error> {
        self.forget();
        match &mut self.connection {
            // Immediate: a deferred one that reads and then writes is refused as soon as another wrote in between.
            AnyConnection::Sqlite(connection) => {
                AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")?;
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => {
                AnsiTransactionManager::begin_transaction_sql(
                    connection,
                    "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE",
                )?;
            }
        }
        Ok(())
    }

    /// Begins a transaction that sees one moment of the database and writes nothing.
    pub(super) fn begin_read(&mut self) -> Result<(), Error> {
        self.forget();
        match &mut self.connection {
            AnyConnection::Sqlite(connection) => {
                AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN DEFERRED")?;
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(connection) => {
                AnsiTransactionManager::begin_transaction_sql(
                    connection,
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                )?;
            }
        }
        Ok(())
    }

    /// Begins a savepoint within a transaction.
    pub(super) fn save(&mut self) -> Result<(), Error> {
        Ok(AnyConnection::begin_transaction(&mut self.connection)?)
    }

    /// Keeps what was done since the last savepoint.
    pub(super) fn keep(&mut self) -> Result<(), Error> {
        Ok(AnyConnection::commit_transaction(&mut self.connection)?)
    }

    /// Commits the transaction. PostgreSQL answers the commit of a transaction in which a statement failed as if all were well,
    /// and stores nothing: so a failure that somebody swallowed is looked for first.
    pub(super) fn commit(&mut self) -> Result<(), Error> {
        if self.witness.look(|seen| seen.failed) {
            self.connection.batch_execute("SELECT 1")?;
        }
        Ok(AnyConnection::commit_transaction(&mut self.connection)?)
    }

    /// Puts what stands in the write-ahead log where it belongs and empties the log. Says whether it did: not while somebody reads
    /// in it. PostgreSQL keeps its own.
    pub(super) fn empty_log(&mut self) -> Result<bool, Error> {
        match &mut self.connection {
            AnyConnection::Sqlite(connection) => {
                // Nobody waits for a reader here: there is always a later time.
                connection.batch_execute("PRAGMA busy_timeout = 0")?;
                let emptied =
                    diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result::<Checkpoint>(connection);
                connection.batch_execute(BUSY_TIMEOUT)?;
                Ok(emptied?.busy == 0)
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(_) => Ok(true),
        }
    }

    /// Writes the database anew, unless it is large: its rows then lie in the order of their random keys, where before new
    /// ones lay in the order in which they came. No other connection may be open. PostgreSQL has no such order to lose.
    pub(super) fn rewrite(&mut self) -> Result<(), Error> {
        match &mut self.connection {
            AnyConnection::Sqlite(connection) => {
                let sizes = "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size";
                let size: Size = diesel::sql_query(sizes).get_result(connection)?;
                if size.bytes <= MOST_REWRITTEN {
                    connection.batch_execute("VACUUM")?;
                }
            }
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(_) => {}
        }
        Ok(())
    }

    /// Overwrites the room that deleted rows of those tables had. SQLite overwrites with the deletion itself; what its pages
    /// were rearranged by is [`Session::rewrite`]'s. PostgreSQL writes the tables anew, unless they are large: then it frees
    /// the room, which is overwritten as it is used again.
    ///
    /// Says whether it did: not while anybody works on the server who began before, such as a backup, for what they may still
    /// see is kept.
    #[cfg(feature = "postgres")]
    pub(super) fn wipe(&mut self, tables: &[&str]) -> Result<bool, Error> {
        if !self.outlast_others()? {
            return Ok(false);
        }
        for table in tables {
            // Names of ours, from the program's text.
            let size = format!("SELECT pg_total_relation_size('{table}') AS bytes");
            let size: Size = diesel::sql_query(size).get_result(&mut self.connection)?;
            let how = if size.bytes <= MOST_REWRITTEN_BY_SERVER { "VACUUM (FULL)" } else { "VACUUM" };
            self.connection.batch_execute(&format!("{how} {table}"))?;
        }
        Ok(true)
    }

    /// Waits a while until all transactions have ended that go on now, in this database and, where they write, in any other of
    /// the server: PostgreSQL counts them all. Whether they have.
    #[cfg(feature = "postgres")]
    fn outlast_others(&mut self) -> Result<bool, Error> {
        let newest = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS count";
        let newest = diesel::sql_query(newest).get_result::<Count>(&mut self.connection)?.count;
        let older = format!(
            "SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint < {newest})::int::bigint + count(*) AS count \
             FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
             AND backend_xmin IS NOT NULL AND age(backend_xmin) > age('{newest}'::xid8::xid)"
        );
        for _ in 0..PATIENCE_WITH_OTHERS {
            if diesel::sql_query(&older).get_result::<Count>(&mut self.connection)?.count == 0 {
                return Ok(true);
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        Ok(false)
    }

    /// Undoes every savepoint and transaction deeper than `depth`; 0 leaves none.
    pub(super) fn undo_to(&mut self, depth: u32) -> Result<(), Error> {
        while self.depth()? > depth {
            AnyConnection::rollback_transaction(&mut self.connection)?;
        }
        Ok(())
    }

    /// Whether it can serve again: no transaction is open and none is broken.
    pub(super) fn is_idle(&mut self) -> bool {
        self.depth() == Ok(0)
    }

    /// The first failure since the transaction began that was not a caller's own.
    pub(super) fn trouble(&self) -> Option<Error> {
        self.witness.look(|seen| seen.grave)
    }

    /// Whether a statement since the transaction began found its row there already.
    pub(super) fn found_taken(&self) -> bool {
        self.witness.look(|seen| seen.taken)
    }

    fn forget(&mut self) {
        self.witness.look(|seen| *seen = Seen::default());
    }

    fn depth(&mut self) -> Result<u32, Error> {
        let status = AnyConnection::transaction_manager_status_mut(&mut self.connection);
        Ok(status.transaction_depth()?.map_or(0, u32::from))
    }
}
