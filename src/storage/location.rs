//! Where the database is, as the configuration names it.

use std::path::{Path, PathBuf};

/// A database's place. Debug shows no password.
#[derive(Clone)]
pub struct Location(pub(super) Place);

#[derive(Clone)]
pub(super) enum Place {
    /// A file of ours; absolute, so that SQLite never reads it as an address with options.
    Sqlite(PathBuf),
    /// A server's address as libpq reads it, perhaps with a password.
    #[cfg(feature = "postgres")]
    Postgres(zeroize::Zeroizing<String>),
}

/// Why an address names no database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocationError {
    /// Neither of the two kinds.
    #[error("the database's address must begin with `sqlite:` and a path, or with `postgres://`")]
    Scheme,
    /// Nothing after `sqlite:`, or what cannot be a file's path.
    #[error("the address `sqlite:` must go on with the path of a file")]
    Path,
    /// PostgreSQL, in a build without it.
    #[error("this build has no PostgreSQL: build it with `--features postgres`")]
    NoPostgres,
}

impl Location {
    /// Reads `sqlite:PATH`, `postgres://…` or `postgresql://…`. A relative path begins at the working directory.
    pub fn parse(address: &str) -> Result<Self, LocationError> {
        if let Some(path) = address.strip_prefix("sqlite:") {
            return Self::sqlite(Path::new(path));
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            #[cfg(feature = "postgres")]
            return Ok(Self(Place::Postgres(zeroize::Zeroizing::new(address.to_owned()))));
            #[cfg(not(feature = "postgres"))]
            return Err(LocationError::NoPostgres);
        }
        Err(LocationError::Scheme)
    }

    /// The folder of a SQLite database.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        match &self.0 {
            Place::Sqlite(path) => path.parent().map(Path::to_owned),
            #[cfg(feature = "postgres")]
            Place::Postgres(_) => None,
        }
    }

    /// A SQLite database in this file.
    pub fn sqlite(path: &Path) -> Result<Self, LocationError> {
        let path = std::path::absolute(path)
            .ok()
            .filter(|path| path.file_name().is_some() && path.to_str().is_some());
        path.map(|path| Self(Place::Sqlite(path))).ok_or(LocationError::Path)
    }
}

impl std::fmt::Debug for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Place::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            #[cfg(feature = "postgres")]
            Place::Postgres(_) => f.write_str("postgres://…"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_another_kind_is_refused() {
        for address in ["", "mysql://h/d", "data/sigill.db", "SQLITE:x", "file:x"] {
            assert_eq!(Location::parse(address).err(), Some(LocationError::Scheme), "{address}");
        }
        for address in ["sqlite:", "sqlite:/", "sqlite:.."] {
            assert_eq!(Location::parse(address).err(), Some(LocationError::Path), "{address}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        let shown = format!("{:?}", Location::parse("postgres://sigill:canary@db/sigill"));
        assert!(!shown.contains("canary"));
    }
}
