//! The database: one door to it for writing, one for reading.
//!
//! A domain's `store.rs` holds its SQL in functions that take `&mut Connection` to read and `&mut Tx` to write:
//!
//! ```
//! use diesel::prelude::*;
//! use sigill::storage::{Connection, Db, Error, Location, Tx, schema::attempts};
//!
//! fn insert_attempt(tx: &mut Tx<'_>, subject: &[u8], minute: i64) -> Result<(), Error> {
//!     let row = (attempts::subject.eq(subject), attempts::failures.eq(1), attempts::not_before.eq(minute));
//!     diesel::insert_into(attempts::table).values(row).execute(tx.connection())?;
//!     Ok(())
//! }
//!
//! fn find_failures(connection: &mut Connection, subject: &[u8]) -> Result<Option<i64>, Error> {
//!     Ok(attempts::table.find(subject).select(attempts::failures).first(connection).optional()?)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let db = Db::open(&Location::sqlite(&folder.path().join("sigill.db"))?)?;
//! let failures = db
//!     .run_tx("count_attempt", |tx| {
//!         insert_attempt(tx, &[7; 32], 29_000_000)?;
//!         find_failures(tx, &[7; 32])
//!     })
//!     .await?;
//! assert_eq!(failures, Some(1));
//! assert_eq!(db.read(|connection| find_failures(connection, &[8; 32])).await?, None);
//! # db.close().await;
//! # Ok(())
//! # }
//! ```

pub mod blobs;
pub mod columns;
mod connection;
mod error;
mod folder;
mod location;
mod migrate;
mod pool;
pub mod schema;
mod serialisable;
mod writer;

pub use connection::AnyConnection as Connection;
pub use error::{Cause, Error};
pub use location::{Location, LocationError};

use connection::{Purpose, Session};
use pool::Pool;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use writer::Writer;

/// A transaction that writes. Reads as a [`Connection`], which it stands for where one is asked for.
///
/// Let a database error pass out of the closure with `?`. One that is swallowed fails the transaction in the end (the database has
/// undone it), or stores what came after the failure only.
/// To store a thing once, look for it first and then insert: whoever comes second then finds it, on both databases.
pub struct Tx<'c> {
    connection: &'c mut Connection,
}

impl Tx<'_> {
    /// The connection, for Diesel's `execute` and its like.
    pub fn connection(&mut self) -> &mut Connection {
        self.connection
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection
    }
}

/// The database. Clones are the same one; whoever started it calls [`Db::close`] last.
#[derive(Clone)]
pub struct Db {
    shared: Arc<Shared>,
}

struct Shared {
    /// SQLite's one writer; none on PostgreSQL, whose pool serves writers too.
    writer: Option<Writer>,
    pool: Pool,
    /// Of a SQLite database that is only looked at; the writer holds that of any other.
    _held: Option<folder::Lock>,
    /// The folder of a SQLite database.
    folder: Option<PathBuf>,
}

impl Db {
    /// Opens the database, making what is missing: folder, file, schema. Blocks; for the start only.
    pub fn open(location: &Location) -> Result<Self, Error> {
        let lock = connection::prepare(location)?;
        let mut session = Session::open(location, Purpose::Write)?;
        session.migrate()?;
        Self::start(location, session, lock)
    }

    /// Opens a database that is there, for looking at it: nothing of it is changed, no file is made, and a write is refused.
    /// Told is how many migrations the next [`Db::open`] will run; nothing if it has no table of ours yet. Blocks.
    pub fn look(location: &Location) -> Result<(Self, Option<usize>), Error> {
        let held = connection::hold(location)?;
        let missing = Session::open(location, Purpose::Look)?.count_missing()?;
        let pool = Pool::new(location.clone(), Purpose::Look);
        let folder = location.folder();
        Ok((Self { shared: Arc::new(Shared { writer: None, pool, _held: held, folder }) }, missing))
    }

    fn start(location: &Location, session: Session, lock: Option<folder::Lock>) -> Result<Self, Error> {
        let (writer, purpose) = match lock {
            Some(lock) => (Some(Writer::start(location.clone(), session, lock)?), Purpose::Read),
            None => (None, Purpose::Write),
        };
        let pool = Pool::new(location.clone(), purpose);
        Ok(Self { shared: Arc::new(Shared { writer, pool, _held: None, folder: location.folder() }) })
    }

    /// Does `work` in one transaction, and answers once it is durable; of one that fails or panics, nothing is stored. Its name is
    /// for the log.
    ///
    /// On PostgreSQL the work is repeated when another transaction was in the way, so it must do nothing outside of the database.
    /// It is done even if the caller goes away while it waits.
    pub async fn run_tx<T, E, F>(&self, name: &'static str, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        if let Some(writer) = &self.shared.writer {
            return writer.run(name, work).await;
        }
        let permit = self.shared.pool.permit().await?;
        let shared = Arc::clone(&self.shared);
        let task = tokio::task::spawn_blocking(move || {
            let outcome = serialisable::run(&shared.pool, name, &work);
            drop(permit);
            outcome
        });
        task.await.unwrap_or_else(|_cancelled| Err(E::from(Error::Unavailable)))
    }

    /// Does `work` on one unchanging view of the database; a write in it is refused.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    {
        let permit = self.shared.pool.permit().await?;
        let shared = Arc::clone(&self.shared);
        let task = tokio::task::spawn_blocking(move || {
            let mut session = shared.pool.begin(Session::begin_read)?;
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut session.connection)));
            if session.undo_to(0).is_ok() {
                shared.pool.put_back(session);
            }
            drop(permit);
            outcome.unwrap_or_else(|_panic| Err(E::from(Error::Other(Cause::Panic))))
        });
        task.await.unwrap_or_else(|_cancelled| Err(E::from(Error::Unavailable)))
    }

    /// Overwrites the room that deleted rows of `tables` had, as far as the database does that. Whether it is done: if not, it is
    /// to be asked for again.
    pub async fn wipe(&self, tables: &'static [&'static str]) -> Result<bool, Error> {
        if let Some(writer) = &self.shared.writer {
            return writer.wipe().await;
        }
        self.wipe_server(tables).await
    }

    #[cfg(feature = "postgres")]
    async fn wipe_server(&self, tables: &'static [&'static str]) -> Result<bool, Error> {
        let permit = self.shared.pool.permit().await?;
        let shared = Arc::clone(&self.shared);
        let task = tokio::task::spawn_blocking(move || {
            let mut session = shared.pool.begin(|_session| Ok(()))?;
            let wiped = session.wipe(tables);
            shared.pool.put_back(session);
            drop(permit);
            wiped
        });
        task.await.unwrap_or(Err(Error::Unavailable))
    }

    /// Only a server's database is without a writer, or one that is only looked at.
    #[cfg(not(feature = "postgres"))]
    #[expect(clippy::unused_async, reason = "as it is where there are servers")]
    async fn wipe_server(&self, _tables: &'static [&'static str]) -> Result<bool, Error> {
        Err(Error::ReadOnly)
    }

    /// How many bytes the disk of a SQLite database still takes from this user. Nothing of a database server, whose disk is not ours
    /// to look at.
    pub async fn free(&self) -> Result<Option<u64>, Error> {
        let Some(folder) = self.shared.folder.clone() else { return Ok(None) };
        let looking = tokio::task::spawn_blocking(move || blobs::free(&folder));
        match looking.await {
            Ok(free) => Ok(Some(free?)),
            Err(_cancelled) => Err(Error::Unavailable),
        }
    }

    /// Waits for what is under way, and closes the database; what comes after is [`Error::Unavailable`].
    pub async fn close(&self) {
        self.shared.pool.close().await;
        if let Some(writer) = &self.shared.writer {
            writer.close().await;
        }
    }
}
