//! Connections that wait to be used again, and never more of them at once than the database is asked to bear.

use super::connection::{Purpose, Session, pool_size};
use super::{Error, Location};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long to wait for a free connection before the caller is told that the database is busy.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) struct Pool {
    location: Location,
    purpose: Purpose,
    size: u32,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Session>>,
}

impl Pool {
    /// A pool without connections; they are opened as they are needed.
    pub(super) fn new(location: Location, purpose: Purpose) -> Self {
        let size = pool_size(&location);
        let permits = Arc::new(Semaphore::new(usize::try_from(size).unwrap_or(1)));
        Self { location, purpose, size, permits, idle: Mutex::default() }
    }

    /// The right to use one connection, held while it is used.
    pub(super) async fn permit(&self) -> Result<OwnedSemaphorePermit, Error> {
        match tokio::time::timeout(PATIENCE, Arc::clone(&self.permits).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_closed)) => Err(Error::Unavailable),
            Err(_elapsed) => Err(Error::Busy),
        }
    }

    /// A connection in a transaction that `begin` began. One that went stale while it waited is replaced.
    pub(super) fn begin(&self, begin: impl Fn(&mut Session) -> Result<(), Error>) -> Result<Session, Error> {
        loop {
            let waiting = self.idle().pop();
            if let Some(mut session) = waiting {
                if begin(&mut session).is_ok() {
                    return Ok(session);
                }
            } else {
                let mut session = Session::open(&self.location, self.purpose)?;
                begin(&mut session)?;
                return Ok(session);
            }
        }
    }

    /// Takes a connection back, unless its transaction could not be ended.
    pub(super) fn put_back(&self, mut session: Session) {
        if session.is_idle() && !self.permits.is_closed() {
            self.idle().push(session);
        }
    }

    /// Waits until every connection is back, and closes them.
    pub(super) async fn close(&self) {
        // Refused only if it is closed already.
        drop(self.permits.acquire_many(self.size).await);
        self.permits.close();
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
