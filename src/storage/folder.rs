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

impl Lock {
    fn on(file: File) -> Result<Self, Error> {
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// Makes the folder and the file of a database where they are missing, and takes the lock on it.
///
/// A folder that was there keeps its mode, for others may need to enter it; what we make in it is closed to them.
pub(super) fn prepare(database: &Path) -> Result<Lock, Error> {
    if let Some(folder) = database.parent() {
        make_folder(folder)?;
    }
    let lock = Lock::on(open_closed(&beside(database, ".lock"))?)?;
    // SQLite gives the files it makes beside this one the mode of this one.
    drop(open_closed(database)?);
    for suffix in ["-wal", "-shm"] {
        match std::fs::set_permissions(beside(database, suffix), Permissions::from_mode(0o600)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(lock)
}

/// Takes the lock on a database that is there, if one was ever made; makes nothing and changes no mode.
pub(super) fn hold(database: &Path) -> Result<Option<Lock>, Error> {
    match File::open(beside(database, ".lock")) {
        Ok(file) => Lock::on(file).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The address by which SQLite reads a database and nothing else: it makes no file beside it and none of it is changed. What
/// a killed process has left in the write-ahead log is read as well; only then does SQLite keep an index of it beside it.
pub(super) fn address_to_look(database: &Path) -> Option<String> {
    // What SQLite would take for the end of the path (sqlite.org/uri.html).
    let path = database.to_str()?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let is_settled = std::fs::metadata(beside(database, "-wal")).map_or(true, |log| log.len() == 0);
    let how = if is_settled { "mode=ro&immutable=1" } else { "mode=ro" };
    Some(format!("file:{path}?{how}"))
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
