use super::*;
use sigill_sealing::day::Day;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::task::Poll;

const FILE: FileId = FileId::from_bytes([7; 16]);
const OBJECT: ObjectId = ObjectId::from_bytes([9; 16]);

fn day() -> Day {
    Day::parse("2026-11-22").unwrap()
}

async fn read_all(blobs: &Blobs) -> Option<Vec<u8>> {
    let (length, content) = blobs.get(FILE, OBJECT).await.unwrap()?;
    let bytes = content.try_fold(Vec::new(), |mut all, block| async move {
        all.extend_from_slice(&block);
        Ok(all)
    });
    let bytes = bytes.await.unwrap();
    assert_eq!(u64::try_from(bytes.len()).unwrap(), length);
    Some(bytes)
}

#[tokio::test]
async fn an_object_is_the_blocks_one_after_another_closed_to_others_and_tells_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("data/files");
    let blobs = Blobs::open(&root).unwrap();
    let blocks =
        vec![Bytes::from(vec![1; 300_000]), Bytes::from_static(b"and more"), Bytes::from(vec![2; 5])];
    blobs.put(FILE, OBJECT, blocks.clone(), day()).await.unwrap();
    assert_eq!(read_all(&blobs).await.unwrap(), blocks.concat());
    let of_file = root.join(FILE.to_string());
    let object = of_file.join(hex(OBJECT.as_bytes()));
    for (path, mode) in [(&root, 0o700), (&of_file, 0o700), (&object, 0o600)] {
        let about = std::fs::metadata(path).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, mode, "{}", path.display());
        assert_eq!((about.mtime() % 86_400, about.mtime_nsec()), (0, 0), "{}", path.display());
    }
    // Reading leaves no time either, though the one that stands is older than the writing.
    let read = std::fs::metadata(&object).unwrap();
    assert_eq!((read.atime() % 86_400, read.atime_nsec()), (0, 0));
}

#[tokio::test]
async fn what_is_deleted_is_gone_and_deleting_it_twice_is_well() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).unwrap();
    blobs.put(FILE, OBJECT, vec![Bytes::from_static(b"x")], day()).await.unwrap();
    assert_eq!(blobs.list_files().await.unwrap().len(), 1);
    assert_eq!(blobs.list_objects(FILE).await.unwrap()[0].day, day());
    for _ in 0..2 {
        blobs.delete(FILE, OBJECT).await.unwrap();
        assert!(blobs.get(FILE, OBJECT).await.unwrap().is_none());
    }
    blobs.put(FILE, OBJECT, vec![Bytes::from_static(b"x")], day()).await.unwrap();
    for _ in 0..2 {
        blobs.delete_file(FILE).await.unwrap();
        assert!(blobs.list_files().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn one_at_a_time_adds_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).unwrap();
    let held = blobs.hold(FILE);
    assert!(held.is_some() && blobs.hold(FILE).is_none());
    assert!(blobs.hold(FileId::from_bytes([8; 16])).is_some());
    drop(held);
    assert!(blobs.hold(FILE).is_some());
}

#[tokio::test]
async fn what_came_from_outside_is_written_or_waits_for_it_in_twenty_four_places_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).unwrap();
    let places: Vec<_> = std::iter::from_fn(|| blobs.try_begin_writing()).collect();
    assert_eq!(places.len(), 8);
    let mut waiting: Vec<_> = (8..24).map(|_| Box::pin(blobs.queue_writing())).collect();
    for one in &mut waiting {
        assert!(futures_util::poll!(one).is_pending());
    }
    let refused = futures_util::poll!(std::pin::pin!(blobs.queue_writing()));
    assert!(matches!(refused, Poll::Ready(Err(Error::Busy))));
    drop(places);
    for one in waiting {
        assert!(one.await.is_ok());
    }
}
