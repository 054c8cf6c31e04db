//! What happens at once.

use proptest::prelude::*;
use sigill::cases::files::clear_away;
use std::task::Poll;
use std::time::Duration;
use tokio::sync::mpsc;

use super::*;

type Line = mpsc::Sender<Result<Bytes, &'static str>>;

/// A request whose body comes as the story says, running by itself.
fn request(app: &App, id: FileId, offset: u64) -> (Line, tokio::task::JoinHandle<Result<u64, AppendError>>) {
    let (line, steps) = mpsc::channel(16);
    let body = stream::unfold(steps, |mut steps| async move { steps.recv().await.map(|step| (step, steps)) });
    let app = app.clone();
    (line, tokio::spawn(async move { files::append(&app, id, offset, body).await }))
}

fn say(line: &Line, bytes: &[u8]) {
    line.try_send(Ok(Bytes::copy_from_slice(bytes))).unwrap();
}

/// Waits until what was said has been read; what reads it has it before it waits for more.
async fn until_read(line: &Line) {
    for _ in 0..1000 {
        if line.capacity() == line.max_capacity() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody read what was said");
}

/// Waits until so many pieces are written or wait for it that no other may.
async fn until_full(world: &World) {
    for _ in 0..1000 {
        // Let go of before anybody else goes on: it would be the last to wait itself.
        let asked = futures_util::poll!(std::pin::pin!(world.app.blobs.queue_writing()));
        match asked {
            Poll::Ready(Err(StorageError::Busy)) => return,
            Poll::Ready(other) => panic!("there was a place: {:?}", other.err()),
            Poll::Pending => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
    panic!("another piece could always wait");
}

/// Waits until a file has so many bytes.
async fn until(world: &World, id: FileId, offset: usize) {
    let offset = u64::try_from(offset).unwrap();
    for _ in 0..1000 {
        if files::find_upload(&world.app, id).await.unwrap().is_some_and(|upload| upload.offset == offset) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the file never had {offset} bytes");
}

on_both_databases! {
    async fn of_two_requests_at_once_the_second_is_asked_to_wait(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(9 << 20);
        let id = begin(&world, REPORTER, &file).await;
        let (line, first) = request(&world.app, id, 0);
        say(&line, &file.bytes[..PIECE + 5]);
        until(&world, id, PIECE).await;
        let offset = u64::try_from(PIECE).unwrap();
        let second = files::append(&world.app, id, offset, body(&file.bytes[PIECE..], false)).await;
        assert!(matches!(second, Err(AppendError::Busy)));
        drop(line);
        assert_eq!(first.await.unwrap().unwrap(), offset + 5);
        let rest = files::append(&world.app, id, offset + 5, body(&file.bytes[PIECE + 5..], false)).await;
        assert_eq!(rest.unwrap(), file.length());
        world.app.db.close().await;
    }

    async fn of_two_servers_at_once_one_is_taken_and_the_other_asked_where_to_go_on(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(5000);
        let id = begin(&world, REPORTER, &file).await;
        // Another node, with the same database and folder, knows nothing of who adds here.
        let blobs = Blobs::open(&world.folder.path().join("files")).unwrap();
        let node = App { blobs, ..world.app.clone() };
        let (one, two) = futures_util::join!(
            files::append(&world.app, id, 0, body(&file.bytes, false)),
            files::append(&node, id, 0, body(&file.bytes, false)),
        );
        let lost = |sent: &Result<u64, AppendError>| matches!(sent, Err(AppendError::WrongOffset));
        assert!(lost(&one) != lost(&two), "{one:?} {two:?}");
        assert_eq!(world.objects().len(), 2);
        world.add_case(CASE, LOCATOR).await;
        world.adopt(REPORTER, vec![(id, file.digest)], Thread::Conversation, 0).await.unwrap();
        assert!(world.read_piece(id, 0).await.unwrap() == file.bytes);
        world.app.db.close().await;
    }

    async fn what_comes_after_midnight_counts_to_the_new_day(database: TestDatabase) {
        use sigill::storage::columns::{Date, Raw};
        use sigill::storage::schema::file_days;
        let world = World::on(database).await;
        let (file, other) = (Sealed::of(9 << 20), Sealed::of(5000));
        let id = begin(&world, REPORTER, &file).await;
        let (line, coming) = request(&world.app, id, 0);
        say(&line, &file.bytes[..PIECE + 5]);
        until(&world, id, PIECE).await;
        world.clock.move_days(1);
        send_whole(&world, Owner::Reporter(Locator::from_bytes([1; 32])), &other).await;
        say(&line, &file.bytes[PIECE + 5..]);
        drop(line);
        assert_eq!(coming.await.unwrap().unwrap(), file.length());
        let counted = world.app.db.read(|connection| -> Result<(Date, i64), StorageError> {
            Ok(file_days::table.find(Raw(CHANNEL)).select((file_days::day, file_days::bytes)).first(connection)?)
        });
        let (day, bytes) = counted.await.unwrap();
        assert_eq!(Day::from(day), world.clock.day());
        // That the other was begun on it counts as a mebibyte.
        assert_eq!(bytes, i64::try_from(file.bytes.len() - PIECE + other.bytes.len() + (1 << 20)).unwrap());
        world.app.db.close().await;
    }

    async fn where_all_places_are_taken_a_piece_waits_and_what_broke_off_is_let_go(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(1 << 20);
        let id = begin(&world, REPORTER, &file).await;
        let places: Vec<_> = std::iter::from_fn(|| world.app.blobs.try_begin_writing()).collect();
        assert_eq!(places.len(), 8);
        let broken = files::append(&world.app, id, 0, body(&file.bytes[..700_000], true)).await;
        assert!(matches!(broken, Err(AppendError::Broken { offset: 0 })), "{broken:?}");
        let (line, going) = request(&world.app, id, 0);
        say(&line, &file.bytes[..700_000]);
        until_read(&line).await;
        going.abort();
        assert!(going.await.is_err());
        drop(line);
        assert_eq!(world.objects(), [""; 0]);
        // So many are written or wait, and no more: these, and one that comes.
        let mut waiting: Vec<_> = (0..15).map(|_| Box::pin(world.app.blobs.queue_writing())).collect();
        for one in &mut waiting {
            assert!(futures_util::poll!(one).is_pending());
        }
        let (line, coming) = request(&world.app, id, 0);
        say(&line, &file.bytes);
        until_full(&world).await;
        assert!(!coming.is_finished() && world.objects().is_empty());
        drop((waiting, places));
        until(&world, id, file.bytes.len()).await;
        drop(line);
        assert_eq!(coming.await.unwrap().unwrap(), file.length());
        world.app.db.close().await;
    }

    async fn a_file_that_is_ended_while_it_comes_leaves_nothing(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(9 << 20);
        for by_its_days in [false, true] {
            let id = begin(&world, REPORTER, &file).await;
            let (line, coming) = request(&world.app, id, 0);
            say(&line, &file.bytes[..PIECE + 100_000]);
            until(&world, id, PIECE).await;
            if by_its_days {
                world.clock.move_days(3);
                assert_eq!(clear_away(&world.app).await.unwrap().expired, 1);
            } else {
                assert!(files::terminate(&world.app, id).await.unwrap());
            }
            say(&line, &file.bytes[PIECE + 100_000..]);
            drop(line);
            assert!(matches!(coming.await.unwrap(), Err(AppendError::NotThere)));
            world.clock.move_days(3);
            clear_away(&world.app).await.unwrap();
            assert_eq!(world.objects(), [""; 0]);
        }
        world.app.db.close().await;
    }

    async fn an_envelope_cannot_name_a_file_that_is_still_coming(database: TestDatabase) {
        let world = World::on(database).await;
        world.add_case(CASE, LOCATOR).await;
        let file = Sealed::of(9 << 20);
        let id = begin(&world, REPORTER, &file).await;
        let (line, coming) = request(&world.app, id, 0);
        say(&line, &file.bytes[..PIECE + 100_000]);
        until(&world, id, PIECE).await;
        let early = world.adopt(REPORTER, vec![(id, file.digest)], Thread::Conversation, 0).await;
        assert!(matches!(early, Err(AdoptError::Missing)));
        say(&line, &file.bytes[PIECE + 100_000..]);
        until(&world, id, file.bytes.len()).await;
        // The request is not over yet, and has nothing more to bring.
        world.adopt(REPORTER, vec![(id, file.digest)], Thread::Conversation, 0).await.unwrap();
        drop(line);
        assert_eq!(coming.await.unwrap().unwrap(), file.length());
        assert!(world.read_piece(id, 1).await.unwrap() == file.bytes[PIECE..]);
        world.app.db.close().await;
    }

    async fn a_request_that_goes_away_leaves_what_it_brought(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(1 << 20);
        let id = begin(&world, REPORTER, &file).await;
        let (line, coming) = request(&world.app, id, 0);
        say(&line, &file.bytes[..200_000]);
        until_read(&line).await;
        coming.abort();
        until(&world, id, 200_000).await;
        let rest = files::append(&world.app, id, 200_000, body(&file.bytes[200_000..], false)).await;
        assert_eq!(rest.unwrap(), file.length());
        world.app.db.close().await;
    }

    async fn a_part_that_the_disk_has_lost_is_sent_again(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(1 << 20);
        for cut in [10_000, 200_000] {
            let id = begin(&world, REPORTER, &file).await;
            let offset = u64::try_from(cut).unwrap();
            assert!(files::append(&world.app, id, 0, body(&file.bytes[..cut], true)).await.is_err());
            let folder = world.folder.path().join("files").join(id.to_string());
            let object = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
            std::fs::remove_file(object).unwrap();
            let refused = files::append(&world.app, id, offset, body(&file.bytes[cut..], false)).await;
            assert!(matches!(refused, Err(AppendError::WrongOffset)), "{refused:?}");
            assert_eq!(files::find_upload(&world.app, id).await.unwrap().unwrap().offset, 0);
            assert_eq!(files::append(&world.app, id, 0, body(&file.bytes, false)).await.unwrap(), file.length());
        }
        world.app.db.close().await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]
    #[test]
    fn however_it_breaks_the_bytes_are_those_that_were_sent(
        cuts in prop::collection::vec((prop_oneof![1_usize..3_000, 50_000_usize..80_000, 1_usize..(6 << 20)], any::<bool>()), 1..9)
    ) {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(async {
            let world = World::on(TestDatabase::sqlite()).await;
            let file = Sealed::of(17 << 20);
            let id = begin(&world, REPORTER, &file).await;
            let (mut at, mut cuts) = (0, cuts.into_iter());
            while at < file.bytes.len() {
                let (step, breaks) = cuts.next().unwrap_or((file.bytes.len(), false));
                let end = (at + step).min(file.bytes.len());
                let offset = u64::try_from(at).unwrap();
                let sent = files::append(&world.app, id, offset, body(&file.bytes[at..end], breaks)).await;
                at = match sent {
                    Ok(now) | Err(AppendError::Broken { offset: now }) => usize::try_from(now).unwrap(),
                    Err(error) => panic!("{error}"),
                };
                // All that came is kept, but for a beginning that does not show yet that it is sealed.
                assert!(at == end || (at == 0 && end < 2_000), "{at} {end}");
            }
            world.add_case(CASE, LOCATOR).await;
            world.adopt(REPORTER, vec![(id, file.digest)], Thread::Conversation, 0).await.unwrap();
            for (n, piece) in (0_u64..).zip(file.bytes.chunks(PIECE)) {
                assert!(world.read_piece(id, n).await.unwrap() == piece);
            }
            assert_eq!(world.objects().len(), 1 + file.bytes.chunks(PIECE).count());
            world.app.db.close().await;
        });
    }
}
