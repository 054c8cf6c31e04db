//! The SQLite database's folder and files: readable by us alone whatever the umask, and used by one process at a time.

use super::Error;
use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// Holds a database for this process until dropped. The system lets go of it even if we are killed.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Makes the folder and the file of a database where they are missing, and takes the lock on it.
///
/// A folder that was there keeps its mode, for others may need to enter it; what we make in it is closed to them.
pub(super) fn prepare(database: &Path) -> Result<Lock, Error> {
    if let Some(folder) = database.parent() {
        make_folder(folder)?;
    }
    let lock = open_closed(&beside(database, ".lock"))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::InUse),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    // SQLite gives the files it makes beside this one the mode of this one.
    drop(open_closed(database)?);
    for suffix in ["-wal", "-shm"] {
        match std::fs::set_permissions(beside(database, suffix), Permissions::from_mode(0o600)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(Lock { _file: lock })
}

fn make_folder(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent)?;
    }
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => Ok(std::fs::set_permissions(folder, Permissions::from_mode(0o700))?),
        // Another process made it meanwhile.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Opens a file, making it if missing, and closes it to everybody else.
fn open_closed(path: &Path) -> Result<File, Error> {
    let file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}

fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}
