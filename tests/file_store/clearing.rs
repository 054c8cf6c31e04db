//! What goes away by itself, and what does not.

use sigill::cases::files::{Cleared, Verified, clear_away, delete_files_of_case, verify};
use sigill::storage::blobs::ObjectId;
use sigill::storage::schema::{cases, removed_files};
use std::os::unix::fs::MetadataExt as _;

use super::*;

const UNKNOWN: FileId = FileId::from_bytes([3; 16]);

async fn count_removed(world: &World) -> i64 {
    let counted = world.app.db.read(|connection| -> Result<i64, StorageError> {
        Ok(removed_files::table.count().get_result(connection)?)
    });
    counted.await.unwrap()
}

async fn look(world: &World) -> Verified {
    verify(&world.app.db, &world.app.blobs, world.clock.day()).await.unwrap()
}

on_both_databases! {
    async fn what_nobody_named_is_gone_on_its_third_day_and_what_was_named_stays(database: TestDatabase) {
        let world = World::on(database).await;
        world.add_case(CASE, LOCATOR).await;
        let file = Sealed::of(5000);
        let named = send_whole(&world, REPORTER, &file).await;
        world.adopt(REPORTER, vec![(named, file.digest)], Thread::Conversation, 0).await.unwrap();
        let whole = send_whole(&world, REPORTER, &file).await;
        let begun = begin(&world, REPORTER, &file).await;
        world.clock.move_days(2);
        assert_eq!(clear_away(&world.app).await.unwrap(), Cleared::default());
        assert!(files::find_upload(&world.app, whole).await.unwrap().is_some());
        world.clock.move_days(1);
        // Its days have passed, whether the job has run or not.
        assert!(files::find_upload(&world.app, whole).await.unwrap().is_none());
        assert!(matches!(files::append(&world.app, begun, 0, body(&file.bytes, false)).await, Err(AppendError::NotThere)));
        let cleared = clear_away(&world.app).await.unwrap();
        assert_eq!(cleared, Cleared { expired: 2, removed: 2, ..Cleared::default() });
        assert_eq!((count_removed(&world).await, world.objects().len()), (0, 2));
        assert!(world.read_piece(named, 0).await.unwrap() == file.bytes);
        world.app.db.close().await;
    }

    async fn a_case_goes_only_after_its_files_whose_objects_the_job_deletes(database: TestDatabase) {
        let world = World::on(database).await;
        world.add_case(CASE, LOCATOR).await;
        let member = world.add_member().await;
        let file = Sealed::of(5000);
        let named = send_whole(&world, REPORTER, &file).await;
        world.adopt(REPORTER, vec![(named, file.digest)], Thread::Conversation, 0).await.unwrap();
        send_whole(&world, member, &file).await;
        let delete = |with_files: bool| {
            world.app.db.run_tx("story", move |tx| {
                let files = if with_files { delete_files_of_case(tx, CASE, None)? } else { 0 };
                diesel::delete(cases::table.find(CASE)).execute(tx.connection())?;
                Ok::<_, StorageError>(files)
            })
        };
        assert!(matches!(delete(false).await, Err(StorageError::Other(_))));
        assert_eq!(delete(true).await, Ok(2));
        // Gone for everybody, though the objects are still there, as after a crash.
        assert!(world.read_piece(named, 0).await.is_none());
        assert_eq!((count_removed(&world).await, world.objects().len()), (2, 4));
        assert_eq!(clear_away(&world.app).await.unwrap(), Cleared { removed: 2, ..Cleared::default() });
        assert_eq!((count_removed(&world).await, world.objects().len()), (0, 0));
        world.app.db.close().await;
    }

    async fn an_object_without_a_row_is_told_and_deleted_when_it_is_a_day_old(database: TestDatabase) {
        let world = World::on(database).await;
        world.add_case(CASE, LOCATOR).await;
        let file = Sealed::of(5000);
        let named = send_whole(&world, REPORTER, &file).await;
        world.adopt(REPORTER, vec![(named, file.digest)], Thread::Conversation, 0).await.unwrap();
        let object = ObjectId::from_bytes([2; 16]);
        world.app.blobs.put(named, object, vec![Bytes::from_static(b"left")], world.clock.day()).await.unwrap();
        // As the store leaves it when it is killed while it writes.
        let unfinished = world.folder.path().join("files").join(named.to_string()).join(format!("{:032x}#1", 7));
        std::fs::write(&unfinished, "half").unwrap();
        let long_ago = std::fs::File::open(&unfinished).unwrap();
        long_ago.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(look(&world).await, Verified { files: 1, chunks: 1, young: 1, orphans: 1, ..Verified::default() });
        assert_eq!(clear_away(&world.app).await.unwrap().orphans, 1);
        world.clock.move_days(2);
        assert_eq!(look(&world).await, Verified { files: 1, chunks: 1, orphans: 1, ..Verified::default() });
        assert_eq!(clear_away(&world.app).await.unwrap().orphans, 1);
        assert_eq!(look(&world).await, Verified { files: 1, chunks: 1, ..Verified::default() });
        assert!(world.read_piece(named, 0).await.unwrap() == file.bytes);
        world.app.db.close().await;
    }

    async fn nothing_of_a_file_that_this_database_never_knew_is_deleted(database: TestDatabase) {
        let world = World::on(database).await;
        let object = ObjectId::from_bytes([1; 16]);
        world.app.blobs.put(UNKNOWN, object, vec![Bytes::from_static(b"evidence")], world.clock.day()).await.unwrap();
        let empty = world.folder.path().join("files").join(FileId::from_bytes([9; 16]).to_string());
        std::fs::create_dir(&empty).unwrap();
        std::fs::File::open(&empty).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
        world.clock.move_days(400);
        assert_eq!(look(&world).await, Verified { unknown: 1, orphans: 1, ..Verified::default() });
        for _ in 0..2 {
            assert_eq!(clear_away(&world.app).await.unwrap(), Cleared { unknown: 1, ..Cleared::default() });
        }
        assert_eq!(look(&world).await, Verified { unknown: 1, ..Verified::default() });
        assert_eq!(world.objects().len(), 2);
        world.app.db.close().await;
    }

    async fn one_file_that_cannot_be_deleted_keeps_no_other(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(5000);
        let mut ids = [send_whole(&world, REPORTER, &file).await, send_whole(&world, REPORTER, &file).await];
        ids.sort();
        let root = world.folder.path().join("files");
        // No folder, so that it cannot be emptied.
        std::fs::rename(root.join(ids[0].to_string()), root.join("aside")).unwrap();
        std::fs::write(root.join(ids[0].to_string()), "x").unwrap();
        world.clock.move_days(3);
        let cleared = clear_away(&world.app).await.unwrap();
        assert_eq!(cleared, Cleared { expired: 2, removed: 1, failed: 1, ..Cleared::default() });
        assert!(!root.join(ids[1].to_string()).exists());
        assert_eq!(count_removed(&world).await, 1);
        std::fs::remove_file(root.join(ids[0].to_string())).unwrap();
        assert_eq!(clear_away(&world.app).await.unwrap(), Cleared { removed: 1, ..Cleared::default() });
        world.app.db.close().await;
    }

    async fn a_folder_is_named_until_nobody_adds_to_its_file_any_more(database: TestDatabase) {
        let world = World::on(database).await;
        let id = send_whole(&world, REPORTER, &Sealed::of(5000)).await;
        let held = world.app.blobs.hold(id).unwrap();
        assert!(files::terminate(&world.app, id).await.unwrap());
        // As a piece does that was on its way.
        let object = ObjectId::from_bytes([1; 16]);
        world.app.blobs.put(id, object, vec![Bytes::from_static(b"late")], world.clock.day()).await.unwrap();
        assert_eq!((count_removed(&world).await, world.objects().len()), (1, 2));
        drop(held);
        assert_eq!(clear_away(&world.app).await.unwrap(), Cleared { removed: 1, ..Cleared::default() });
        assert_eq!((count_removed(&world).await, world.objects().len()), (0, 0));
        world.app.db.close().await;
    }

    async fn a_lost_cut_or_foreign_thing_in_the_folder_is_told(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(5000);
        let ids = [send_whole(&world, REPORTER, &file).await, send_whole(&world, REPORTER, &file).await];
        let root = world.folder.path().join("files");
        let only_object = |id: FileId| {
            std::fs::read_dir(root.join(id.to_string())).unwrap().next().unwrap().unwrap().path()
        };
        std::fs::remove_file(only_object(ids[0])).unwrap();
        std::fs::OpenOptions::new().write(true).open(only_object(ids[1])).unwrap().set_len(7).unwrap();
        std::fs::write(root.join("notes.txt"), "x").unwrap();
        let found = look(&world).await;
        assert_eq!(found, Verified { files: 2, chunks: 2, missing: 1, damaged: 1, strangers: 1, ..Verified::default() });
        // What is not ours the job leaves alone.
        world.clock.move_days(9);
        clear_away(&world.app).await.unwrap();
        assert!(root.join("notes.txt").exists());
        world.app.db.close().await;
    }

    async fn nothing_in_the_folder_tells_more_than_a_day(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(9 << 20);
        let id = begin(&world, REPORTER, &file).await;
        // A part of the last piece, which is made one with the rest and deleted in the end.
        let cut = PIECE + 700_000;
        let offset = u64::try_from(cut).unwrap();
        assert!(files::append(&world.app, id, 0, body(&file.bytes[..cut], true)).await.is_err());
        files::append(&world.app, id, offset, body(&file.bytes[cut..], false)).await.unwrap();
        let gone = send_whole(&world, REPORTER, &Sealed::of(5000)).await;
        files::terminate(&world.app, gone).await.unwrap();
        clear_away(&world.app).await.unwrap();
        let root = world.folder.path().join("files");
        let paths = world.objects().into_iter().map(|path| root.join(path)).chain([root.clone()]);
        let mut seen = 0;
        for path in paths {
            let about = std::fs::metadata(&path).unwrap();
            let times = [about.mtime() % 86_400, about.mtime_nsec(), about.atime() % 86_400, about.atime_nsec()];
            // Whoever lists a folder leaves a time, and this test has listed them.
            assert_eq!(&times[..if about.is_dir() { 2 } else { 4 }], &[0; 4][..if about.is_dir() { 2 } else { 4 }], "{}", path.display());
            seen += 1;
        }
        assert_eq!(seen, 4);
        world.app.db.close().await;
    }
}
