//! Opening what every command stands on: the database and the server key.

use rand::rngs::OsRng;

use crate::config::Config;
use crate::members;
use crate::server_key::ServerKey;
use crate::storage::{Db, Location};

/// The database, made if it is missing.
pub(super) fn database(config: &Config) -> anyhow::Result<Db> {
    Ok(Db::open(&Location::parse(&config.database.url)?)?)
}

/// The server key. One is made only while there is no member whose second factor another key has sealed.
pub(super) async fn server_key(config: &Config, db: &Db) -> anyhow::Result<ServerKey> {
    let may_make = !members::has_members(db).await?;
    Ok(ServerKey::load(&config.keys.server_key_file, may_make, &mut OsRng)?)
}
