//! The folder itself: closed to others, times levelled, names and contents flushed. What the store's interface does not know.

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl, statvfs};
use sigill_sealing::day::Day;
use std::fs::{DirBuilder, File, FileTimes, Permissions};
use std::io::{ErrorKind, Result};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;
/// The number of 1970-01-01 among days.
const FIRST: i32 = 719_162;

/// Something that lies in a folder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// How many bytes it has; of a folder, nothing that means anything.
    pub length: u64,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// The day its time tells.
    pub day: Day,
}

/// How many bytes the disk of that folder still takes from this user.
pub fn free(folder: &Path) -> Result<u64> {
    let disk = statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// The first second of a day, by UTC.
fn moment(day: Day) -> SystemTime {
    let days = u64::try_from(day.number().saturating_sub(FIRST)).unwrap_or_default();
    UNIX_EPOCH + Duration::from_secs(days * DAY)
}

/// The day of a moment, by UTC.
fn day_of(moment: SystemTime) -> Day {
    let days = moment.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / DAY);
    i32::try_from(days)
        .ok()
        .and_then(|days| Day::from_number(days.saturating_add(FIRST)))
        .unwrap_or(Day::LAST)
}

fn level(opened: &File, day: Day) -> Result<()> {
    let moment = moment(day);
    opened.set_times(FileTimes::new().set_accessed(moment).set_modified(moment))
}

/// Makes the folder of all, and those above, closed to others. One that was there keeps its mode.
pub(super) fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    File::open(folder)?.sync_all()?;
    match folder.parent().filter(|above| !above.as_os_str().is_empty()) {
        Some(above) => File::open(above)?.sync_all(),
        None => Ok(()),
    }
}

/// Makes a file's folder; whether it was missing.
pub(super) fn make_file_folder(folder: &Path) -> Result<bool> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Closes an object to others, levels its times and its folder's, and flushes it and its name. The store could flush by itself,
/// but would do so before the times are level, and they would have to be flushed once more.
pub(super) fn settle(root: &Path, file: &str, object: &str, made: bool, day: Day) -> Result<()> {
    let folder = root.join(file);
    let written = File::open(folder.join(object))?;
    written.set_permissions(Permissions::from_mode(0o600))?;
    level(&written, day)?;
    written.sync_all()?;
    let folder = File::open(folder)?;
    level(&folder, day)?;
    folder.sync_all()?;
    let root = File::open(root)?;
    if made {
        level(&root, day)?;
    }
    // Even if the folder was there: whoever made it may have been killed before it came to this.
    root.sync_all()
}

/// Levels the folder of all and a file's, if it is there.
pub(super) fn level_folders(root: &Path, file: Option<String>, day: Day) -> Result<()> {
    if let Some(file) = file {
        match File::open(root.join(file)) {
            Ok(folder) => level(&folder, day)?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    level(&File::open(root)?, day)
}

/// Has a file read without the system writing down when. It may refuse that to all but the owner: then the disk must be mounted
/// `noatime`, as the operator is told.
pub(super) fn leave_no_time(file: &File) {
    let set = fcntl_getfl(file).and_then(|flags| fcntl_setfl(file, flags | OFlags::NOATIME));
    if let Err(refused) = set {
        tracing::debug!(%refused, "reading a file leaves a time");
    }
}

/// What lies in a folder; nothing if there is none. What goes while one looks is left out.
pub(super) fn list(folder: &Path) -> Result<Vec<Found>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let about = match entry.metadata() {
            Ok(about) => about,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        found.push(Found {
            name: entry.file_name().to_string_lossy().into_owned(),
            length: about.len(),
            is_folder: about.is_dir(),
            day: day_of(about.modified()?),
        });
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// Removes one file, if it is there.
pub(super) fn remove(path: &Path) -> Result<()> {
    absent_is_well(std::fs::remove_file(path))
}

/// Removes a folder if nothing lies in it.
pub(super) fn remove_if_empty(folder: &Path) -> Result<()> {
    match std::fs::remove_dir(folder) {
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
        done => absent_is_well(done),
    }
}

/// Removes a file's folder and all in it, durably.
pub(super) fn remove_folder(root: &Path, file: &str) -> Result<()> {
    absent_is_well(std::fs::remove_dir_all(root.join(file)))?;
    File::open(root)?.sync_all()
}

fn absent_is_well(done: Result<()>) -> Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_time_that_it_is_levelled_to() {
        for day in ["1970-01-01", "2026-11-22", "2100-02-28"] {
            let day = Day::parse(day).unwrap();
            assert_eq!(day_of(moment(day)), day);
            assert_eq!(day_of(moment(day) + Duration::from_secs(DAY - 1)), day);
        }
        assert_eq!(moment(Day::parse("1970-01-02").unwrap()), UNIX_EPOCH + Duration::from_secs(DAY));
    }
}
