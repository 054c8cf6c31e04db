//! All that a handler function may reach, built once and cloned into every listener.

use std::sync::Arc;

use rand::rngs::OsRng;

use crate::clock::Clock;
use crate::config::Config;
use crate::http::{Failure, Problem};
use crate::server_key::ServerKey;
use crate::storage::{self, Db};

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
    /// What the server itself keeps secret.
    pub server_key: Arc<ServerKey>,
}

/// What a database's failure means to whoever asked: nothing was stored, and whether it is for want of room.
impl From<storage::Error> for Failure {
    fn from(cause: storage::Error) -> Self {
        if matches!(cause, storage::Error::Full | storage::Error::ReadOnly) {
            Self::caused(Problem::NoSpace, cause)
        } else {
            Self::caused(Problem::Unavailable, cause)
        }
    }
}
