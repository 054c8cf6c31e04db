//! The schema's versions, embedded; brought up at start, never down.

use super::Error;
use super::error::Cause;
use diesel::backend::Backend;
use diesel::migration::{Migration, MigrationSource};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::collections::BTreeMap;

/// SQLite's.
pub(super) const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
/// PostgreSQL's, of the same names.
#[cfg(feature = "postgres")]
pub(super) const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs what is missing, each migration in a transaction of its own. A schema that this program does not know is not touched.
pub(super) fn run<DB: Backend>(
    connection: &mut impl MigrationHarness<DB>,
    source: &EmbeddedMigrations,
) -> Result<(), Error>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let applied = connection.applied_migrations().map_err(|error| of(&*error))?;
    for migration in missing(source, applied.iter().map(ToString::to_string))?.values() {
        connection.run_migration(migration).map_err(|error| of(&*error))?;
    }
    Ok(())
}

/// The migrations of `source` that are not among those applied, in their order.
pub(super) fn missing<DB: Backend>(
    source: &EmbeddedMigrations,
    applied: impl Iterator<Item = String>,
) -> Result<BTreeMap<String, Box<dyn Migration<DB>>>, Error>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let migrations: Vec<Box<dyn Migration<DB>>> = source.migrations().map_err(|error| of(&*error))?;
    let mut missing: BTreeMap<String, Box<dyn Migration<DB>>> =
        migrations.into_iter().map(|migration| (migration.name().version().to_string(), migration)).collect();
    let newest = missing.keys().next_back().cloned();
    for version in applied {
        if newest.as_ref() < Some(&version) {
            return Err(Error::SchemaTooNew);
        }
        missing.remove(&version).ok_or(Error::SchemaUnknown)?;
    }
    Ok(missing)
}

/// What a migration met: of the database, or of itself.
fn of(error: &(dyn std::error::Error + Send + Sync + 'static)) -> Error {
    error.downcast_ref::<diesel::result::Error>().map_or(Error::Other(Cause::Migration), Error::of)
}
