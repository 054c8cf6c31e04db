//! Sealed files as objects: each chunk of a file is one, in a folder that bears the file's id. An object is never changed.
//!
//! An object is on the disk, name and all, before [`Blobs::put`] returns; only then is a row written that names it. So a row
//! has its object, and what a crash leaves is an object without a row, which the hourly job finds. Names are random and times
//! are those of a day, so that the folder tells no more than the tables do.

mod disk;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::{GetResultPayload, ObjectStoreExt as _, PutPayload};
use sigill_sealing::day::Day;
use sigill_sealing::encoding::hex;
use sigill_sealing::id::FileId;
use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Error;
pub use disk::{Found, free};

crate::stored_bytes! {
    /// The name of an object: random, and of one chunk alone.
    pub struct ObjectId(16);
}

/// How much of an object is read at a time.
const STEP: usize = 256 << 10;

/// How many pieces are written at a time.
const WRITING: usize = 8;
/// How many that came from outside are written or wait for it.
const QUEUE: usize = 24;

/// A chunk as it is read: its bytes in steps of at most 256 KiB.
pub type Content = BoxStream<'static, Result<Bytes, Error>>;

/// The folder of objects. Clones are the same one.
#[derive(Clone)]
pub struct Blobs {
    shared: Arc<Shared>,
}

struct Shared {
    store: LocalFileSystem,
    folder: PathBuf,
    /// Which files somebody adds to just now.
    held: Mutex<HashSet<FileId>>,
    writing: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

/// The place from which one piece is written, until it is dropped. No body's account counts what is being written: these do.
pub struct Writing {
    _place: OwnedSemaphorePermit,
    _turn: Option<OwnedSemaphorePermit>,
}

/// A file that nobody else adds to, in this process, until it is dropped.
pub struct Held {
    shared: Arc<Shared>,
    file: FileId,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.shared.held().remove(&self.file);
    }
}

impl Shared {
    fn held(&self) -> std::sync::MutexGuard<'_, HashSet<FileId>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Blobs {
    /// Opens the folder, making it if it is missing: closed to everybody else. Blocks; for the start only.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        disk::make_folder(folder)?;
        Self::look(folder)
    }

    /// Opens a folder that is there, for looking at it.
    pub fn look(folder: &Path) -> Result<Self, Error> {
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| of_store(&error))?;
        let folder = std::path::absolute(folder)?;
        Ok(Self {
            shared: Arc::new(Shared {
                store,
                folder,
                held: Mutex::default(),
                writing: Arc::new(Semaphore::new(WRITING)),
                queue: Arc::new(Semaphore::new(QUEUE)),
            }),
        })
    }

    /// Where the objects are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.shared.folder
    }

    /// Takes a file to add to it; nothing if somebody does already.
    #[must_use]
    pub fn hold(&self, file: FileId) -> Option<Held> {
        let is_first = self.shared.held().insert(file);
        is_first.then(|| Held { shared: Arc::clone(&self.shared), file })
    }

    /// Takes one of the few places from which pieces are written, as soon as there is one.
    pub async fn begin_writing(&self) -> Result<Writing, Error> {
        let place = Arc::clone(&self.shared.writing).acquire_owned().await;
        place.map(|place| Writing { _place: place, _turn: None }).map_err(|_closed| Error::Unavailable)
    }

    /// The same for what came by itself: [`Error::Busy`] if too many wait for a place already.
    pub async fn queue_writing(&self) -> Result<Writing, Error> {
        let turn = Arc::clone(&self.shared.queue).try_acquire_owned().map_err(|_none| Error::Busy)?;
        let writing = self.begin_writing().await?;
        Ok(Writing { _turn: Some(turn), ..writing })
    }

    /// The same at once; nothing if all are taken.
    #[must_use]
    pub fn try_begin_writing(&self) -> Option<Writing> {
        let turn = Arc::clone(&self.shared.queue).try_acquire_owned().ok()?;
        let place = Arc::clone(&self.shared.writing).try_acquire_owned().ok()?;
        Some(Writing { _place: place, _turn: Some(turn) })
    }

    /// Whether somebody adds to a file just now, in this process.
    #[must_use]
    pub fn is_held(&self, file: FileId) -> bool {
        self.shared.held().contains(&file)
    }

    /// Stores the object `object` of `file`: all of it, durably, with the times of `day`; or nothing.
    ///
    /// The blocks are written as they are, one after another; nothing is copied.
    pub async fn put(
        &self,
        file: FileId,
        object: ObjectId,
        blocks: Vec<Bytes>,
        day: Day,
    ) -> Result<(), Error> {
        let folder = self.shared.folder.clone();
        let (file, name) = (file.to_string(), hex(object.as_bytes()));
        let root = folder.clone();
        let of_file = folder.join(&file);
        let made = blocking(move || disk::make_file_folder(&of_file)).await?;
        let path = location(&file, &name);
        let put = self.shared.store.put(&path, PutPayload::from_iter(blocks)).await;
        let settled = match put {
            Ok(_tags) => {
                let (file, name) = (file.clone(), name);
                blocking(move || disk::settle(&root, &file, &name, made, day)).await
            }
            Err(error) => Err(of_store(&error)),
        };
        if settled.is_err() {
            // What is left of it, if anything: without a row it is nobody's, and the job would find it.
            drop(self.shared.store.delete(&path).await);
            let tidied = blocking(move || disk::remove_if_empty(&folder.join(file))).await;
            return settled.and(tidied);
        }
        Ok(())
    }

    /// The content of an object and how many bytes it has; nothing if there is none.
    pub async fn get(&self, file: FileId, object: ObjectId) -> Result<Option<(u64, Content)>, Error> {
        let path = location(&file.to_string(), &hex(object.as_bytes()));
        let found = match self.shared.store.get(&path).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(of_store(&error)),
        };
        let length = found.meta.size;
        let content = match found.payload {
            GetResultPayload::File(file, _path) => {
                disk::leave_no_time(&file);
                read(file).boxed()
            }
            GetResultPayload::Stream(content) => content.map_err(|error| of_store(&error)).boxed(),
        };
        Ok(Some((length, content)))
    }

    /// Deletes one object, if it is there.
    pub async fn delete(&self, file: FileId, object: ObjectId) -> Result<(), Error> {
        match self.shared.store.delete(&location(&file.to_string(), &hex(object.as_bytes()))).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(of_store(&error)),
        }
    }

    /// Deletes all objects of a file, and says so once that is durable.
    pub async fn delete_file(&self, file: FileId) -> Result<(), Error> {
        let folder = self.shared.folder.clone();
        blocking(move || disk::remove_folder(&folder, &file.to_string())).await
    }

    /// Removes a file's folder if nothing lies in it.
    pub async fn remove_if_empty(&self, file: FileId) -> Result<(), Error> {
        let folder = self.shared.folder.join(file.to_string());
        blocking(move || disk::remove_if_empty(&folder)).await
    }

    /// Levels the folder's own times and a file's to those of `day`, after something was taken away.
    pub async fn level(&self, file: Option<FileId>, day: Day) -> Result<(), Error> {
        let folder = self.shared.folder.clone();
        blocking(move || disk::level_folders(&folder, file.map(|file| file.to_string()), day)).await
    }

    /// Makes durable what files' folders came and went.
    pub async fn flush(&self) -> Result<(), Error> {
        let folder = self.shared.folder.clone();
        blocking(move || std::fs::File::open(folder)?.sync_all()).await
    }

    /// What lies in the folder: one for each file, and whatever does not belong there.
    pub async fn list_files(&self) -> Result<Vec<Found>, Error> {
        let folder = self.shared.folder.clone();
        blocking(move || disk::list(&folder)).await
    }

    /// What lies in a file's folder; nothing if there is none.
    pub async fn list_objects(&self, file: FileId) -> Result<Vec<Found>, Error> {
        let folder = self.shared.folder.join(file.to_string());
        blocking(move || disk::list(&folder)).await
    }

    /// Deletes what [`Blobs::list_objects`] found in a file's folder, by its name: unfinished writings are no objects.
    pub async fn delete_found(&self, file: FileId, name: String) -> Result<(), Error> {
        let path = self.shared.folder.join(file.to_string()).join(name);
        blocking(move || disk::remove(&path)).await
    }

    /// How many bytes the disk still takes from this user.
    pub async fn free(&self) -> Result<u64, Error> {
        let folder = self.shared.folder.clone();
        blocking(move || free(&folder)).await
    }
}

fn location(file: &str, object: &str) -> object_store::path::Path {
    object_store::path::Path::from_iter([file, object])
}

/// Does what waits for the disk where waiting is allowed.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done?),
        Err(_cancelled) => Err(Error::Unavailable),
    }
}

/// Reads a file by steps, so that a reader holds one of them at most.
fn read(file: std::fs::File) -> impl futures_util::Stream<Item = Result<Bytes, Error>> + Send {
    stream::try_unfold(file, |mut file| {
        blocking(move || {
            let mut block = BytesMut::zeroed(STEP);
            let mut filled = 0;
            while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
                match file.read(rest) {
                    Ok(0) => break,
                    Ok(count) => filled += count,
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            block.truncate(filled);
            Ok((filled > 0).then(|| (block.freeze(), file)))
        })
    })
}

/// What the store says, in our words: its own hold paths.
fn of_store(error: &object_store::Error) -> Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<std::io::Error>() {
            return error.kind().into();
        }
        cause = error.source();
    }
    Error::Unavailable
}

#[cfg(test)]
mod tests;
