//! What can go wrong at the database, in words that hold none of its own: PostgreSQL puts values into its messages.

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use std::io::ErrorKind;

/// Why the database did not do as asked. Says what to do where somebody can do something.
///
/// Diesel shows neither the SQLSTATE nor SQLite's extended code, so the kind is all that is kept of the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A primary key or unique column has this value already.
    #[error("what was to be stored is there already")]
    Taken,
    /// The disk or its quota is used up; nothing of the transaction was stored.
    #[error("the disk that holds the database is full: make room on it")]
    Full,
    /// Neither the database nor its folder may be written.
    #[error("the database is read-only: let the user that runs Sigill write to its folder and files")]
    ReadOnly,
    /// Others were in the way for too long; trying again may help.
    #[error("the database is busy: try again")]
    Busy,
    /// The database cannot be reached, or its disk fails. Whether a commit under way was done is not known.
    #[error("the database does not answer: see whether its disk or server works")]
    Unavailable,
    /// The file is no database, or a broken one.
    #[error("the database is damaged: restore it from a backup")]
    Damaged,
    /// What stands in a row is not of a form that this version reads.
    #[error(
        "the database holds what this version cannot read, such as settings of a newer one: install the version that wrote it"
    )]
    Unreadable,
    /// Another process has the SQLite database open.
    #[error("another Sigill uses this database: stop it first, or give this one a database of its own")]
    InUse,
    /// A newer program has changed the schema.
    #[error("the database was written by a newer Sigill: install that version or a newer one")]
    SchemaTooNew,
    /// The database has a migration that no version before this one had.
    #[error("the database is not one that this Sigill made: name another in the configuration")]
    SchemaUnknown,
    /// A mistake of this program.
    #[error("a statement failed: {0}")]
    Other(Cause),
}

/// Which mistake of the program it was, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It refers to a row that is not there, or is referred to.
    Reference,
    /// A value breaks a rule of its column.
    Rule,
    /// A row that had to be there is not.
    NoRow,
    /// A value does not have its type's form.
    Form,
    /// A transaction was begun or ended where it must not be.
    Transaction,
    /// The code between the statements panicked.
    Panic,
    /// A migration does not run.
    Migration,
    /// Anything else.
    Unknown,
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Reference => "reference to a row",
            Self::Rule => "rule of a column",
            Self::NoRow => "no such row",
            Self::Form => "form of a value",
            Self::Transaction => "order of transactions",
            Self::Panic => "panic",
            Self::Migration => "migration",
            Self::Unknown => "unknown cause",
        })
    }
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        Self::of(&error)
    }
}

impl Error {
    /// The same, of a borrowed error.
    pub(super) fn of(error: &DieselError) -> Self {
        match error {
            DieselError::DatabaseError(kind, text) => Self::of_kind(*kind, text.message()),
            DieselError::RollbackErrorOnCommit { commit_error, .. } => Self::of(commit_error),
            DieselError::NotFound => Self::Other(Cause::NoRow),
            DieselError::DeserializationError(_)
            | DieselError::SerializationError(_)
            | DieselError::IntegerConversion(_) => Self::Other(Cause::Form),
            DieselError::RollbackTransaction
            | DieselError::AlreadyInTransaction
            | DieselError::NotInTransaction
            | DieselError::BrokenTransactionManager => Self::Other(Cause::Transaction),
            DieselError::InvalidCString(_) | DieselError::QueryBuilderError(_) | _ => {
                Self::Other(Cause::Unknown)
            }
        }
    }

    fn of_kind(kind: DatabaseErrorKind, message: &str) -> Self {
        match kind {
            DatabaseErrorKind::UniqueViolation => Self::Taken,
            DatabaseErrorKind::SerializationFailure => Self::Busy,
            DatabaseErrorKind::ReadOnlyTransaction => Self::ReadOnly,
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => Self::Unavailable,
            DatabaseErrorKind::ForeignKeyViolation | DatabaseErrorKind::RestrictViolation => {
                Self::Other(Cause::Reference)
            }
            DatabaseErrorKind::NotNullViolation
            | DatabaseErrorKind::CheckViolation
            | DatabaseErrorKind::ExclusionViolation => Self::Other(Cause::Rule),
            _ => Self::of_message(message),
        }
    }

    /// The failures that Diesel does not name, by SQLite's fixed texts (`sqlite3ErrStr`) and by the words PostgreSQL has from the
    /// system; a PostgreSQL that speaks another language than English has them as `Unknown`.
    fn of_message(message: &str) -> Self {
        const KNOWN: [(&str, Error); 10] = [
            ("database or disk is full", Error::Full),
            ("No space left on device", Error::Full),
            ("Disk quota exceeded", Error::Full),
            ("attempt to write a readonly database", Error::ReadOnly),
            ("database is locked", Error::Busy),
            ("deadlock detected", Error::Busy),
            ("disk I/O error", Error::Unavailable),
            ("unable to open database file", Error::Unavailable),
            ("database disk image is malformed", Error::Damaged),
            ("file is not a database", Error::Damaged),
        ];
        KNOWN
            .iter()
            .find(|(text, _)| message.contains(text))
            .map_or(Self::Other(Cause::Unknown), |(_, error)| *error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        error.kind().into()
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        if matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            Self::Full
        } else if matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
            Self::ReadOnly
        } else {
            Self::Unavailable
        }
    }
}

impl From<diesel::ConnectionError> for Error {
    fn from(error: diesel::ConnectionError) -> Self {
        if let diesel::ConnectionError::CouldntSetupConfiguration(error) = error {
            Self::of(&error)
        } else {
            Self::Unavailable
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_database_is_in_an_error() {
        let text = "duplicate key value (name)=(canary) violates unique constraint, canary";
        for kind in [DatabaseErrorKind::UniqueViolation, DatabaseErrorKind::Unknown] {
            let error = Error::from(DieselError::DatabaseError(kind, Box::new(text.to_owned())));
            assert!(!format!("{error} {error:?}").contains("canary"));
        }
    }
}
