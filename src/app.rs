//! All that a handler function may reach, built once and cloned into every listener.

use std::sync::Arc;

use rand::rngs::OsRng;

use crate::clock::Clock;
use crate::config::Config;
use crate::http::{Failure, Problem};
use crate::server_key::ServerKey;
use crate::storage::blobs::Blobs;
use crate::storage::{self, Cause, Db};

/// What a running Sigill consists of. A clone is the same one.
#[derive(Clone)]
pub struct App {
    /// What the operator decided.
    pub config: Arc<Config>,
    /// The one source of days and minutes.
    pub clock: Arc<dyn Clock>,
    /// The one source of randomness.
    pub rng: OsRng,
    /// The database.
    pub db: Db,
    /// Sealed files.
    pub blobs: Blobs,
    /// What the server itself keeps secret.
    pub server_key: Arc<ServerKey>,
}

impl App {
    /// Whether there is room for reports: below `[database] reserve` none is taken, and nobody is let write one in vain. Asked
    /// anew each time, so that it ends with the want of room.
    pub async fn takes_reports(&self) -> Result<bool, storage::Error> {
        let free = self.db.free().await?;
        Ok(free.is_none_or(|free| free >= self.config.database.reserve.amount()))
    }
}

/// What a database's failure means to whoever asked: whether it is sure that nothing was stored, and whether it is for
/// want of room.
impl From<storage::Error> for Failure {
    fn from(cause: storage::Error) -> Self {
        let problem = match cause {
            storage::Error::Full | storage::Error::ReadOnly => Problem::NoSpace,
            // A connection that breaks while it commits may have committed.
            storage::Error::Unavailable | storage::Error::Other(Cause::Unknown) => Problem::Unknown,
            storage::Error::Taken
            | storage::Error::Busy
            | storage::Error::Damaged
            | storage::Error::Unreadable
            | storage::Error::InUse
            | storage::Error::SchemaTooNew
            | storage::Error::SchemaUnknown
            | storage::Error::Other(_) => Problem::Unavailable,
        };
        Self::caused(problem, cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_to_be_unkept_where_a_commit_may_have_been_done() {
        for cause in [storage::Error::Unavailable, storage::Error::Other(Cause::Unknown)] {
            assert_eq!(Failure::from(cause).problem(), Problem::Unknown);
        }
        for (cause, problem) in [
            (storage::Error::Busy, Problem::Unavailable),
            (storage::Error::Other(Cause::Rule), Problem::Unavailable),
            (storage::Error::Full, Problem::NoSpace),
            (storage::Error::ReadOnly, Problem::NoSpace),
        ] {
            assert_eq!(Failure::from(cause).problem(), problem);
        }
    }
}
