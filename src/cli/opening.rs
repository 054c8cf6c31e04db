//! Opening what every command stands on: the database and the server key.

use anyhow::Context as _;
use rand::rngs::OsRng;

use crate::config::Config;
use crate::members;
use crate::server_key::ServerKey;
use crate::storage::blobs::Blobs;
use crate::storage::{Db, Location};

/// The database, made if it is missing.
pub(super) fn database(config: &Config) -> anyhow::Result<Db> {
    Ok(Db::open(&Location::parse(&config.database.url)?)?)
}

/// The folder of files, made if it is missing.
pub(super) fn blobs(config: &Config) -> anyhow::Result<Blobs> {
    Blobs::open(&config.files.path).with_context(|| {
        format!(
            "files.path: {} cannot be used: let the user that runs Sigill write there",
            config.files.path.display()
        )
    })
}

/// The server key. One is made only while there is no member whose second factor another key has sealed.
pub(super) async fn server_key(config: &Config, db: &Db) -> anyhow::Result<ServerKey> {
    let may_make = !members::has_members(db).await?;
    Ok(ServerKey::load(&config.keys.server_key_file, may_make, &mut OsRng)?)
}
