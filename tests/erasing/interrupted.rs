//! Erasing that ends halfway: the rows of a case are gone, and its objects are still there. Whoever comes next finishes it.

use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::path::Path;
use std::pin::{Pin, pin};
use std::task::Poll;

use sigill_sealing::file::PIECE;
use sigill_sealing::id::FileId;

use super::early::confirm;
use super::seized::{Values, difference, found, needles, settle, values};
use super::*;
use crate::files::references;
use crate::support::files::Prepared;

/// A case that comes to its end today, beside one of somebody else that nobody has closed. Each has a file of two objects.
struct Ending {
    scene: Scene,
    /// The other reporter, and what their file holds.
    other: (Reporter, Vec<u8>),
    /// What the database has of the ending case alone.
    own: Values,
    /// The file of each: of the ending case, and of the other.
    files: [FileId; 2],
}

impl Ending {
    async fn on(database: TestDatabase) -> Self {
        let scene = Scene::private(database).await;
        let (other, kept, content) = with_file(&scene).await;
        let others = dump(&scene.installation.database);
        let before = scene.handler(0).await.inbox().await;
        let (_, gone, _) = with_file(&scene).await;
        let own = difference(&values(&dump(&scene.installation.database)), &values(&others));
        let handler = scene.handler(0).await;
        let case = only_new(&before, handler.inbox().await);
        scene.step(&handler, &case, Step::Close).await;
        drop(handler);
        settle(&scene).await;
        let there = found(&scene, &needles(&own));
        assert!(own.len() > 20 && own.iter().all(|(name, _)| there.contains(name)), "{there:?}");
        scene.installation.clock.move_days(THREE_YEARS);
        assert_eq!(scene.days(NOTICE).await, [0; 14]);
        scene.installation.clock.move_days(1);
        Self { scene, other: (other, content), own, files: [gone, kept] }
    }

    /// The rows of the ending case are gone and its objects are there, and the server starts again.
    async fn without_rows(database: TestDatabase) -> Self {
        let mut ending = Self::on(database).await;
        let scene = &ending.scene;
        let looked = until(pin!(look(scene.app())), || scene.count("cases") == 1).await;
        assert_eq!(looked, None);
        assert_eq!((scene.count("files"), scene.count("removed_files"), ending.objects()), (1, 1, [2, 2]));
        ending.scene.installation.restart();
        ending
    }

    fn folder(&self) -> &Path {
        &self.scene.app().config.files.path
    }

    /// How many objects there are of each file.
    fn objects(&self) -> [usize; 2] {
        self.files.map(|file| match std::fs::read_dir(self.folder().join(file.to_string())) {
            Ok(folder) => folder.count(),
            Err(_none) => 0,
        })
    }

    /// Nothing is left of the case, and all of the other.
    async fn assert_finished(self) {
        let Self { scene, other: (other, content), own, files: [gone, _] } = &self;
        assert_eq!((scene.count("cases"), self.objects()), (1, [0, 2]));
        assert!(!self.folder().join(gone.to_string()).exists());
        for table in ["removed_files", "unwiped_days"] {
            assert_eq!(scene.count(table), 0, "{table}");
        }
        settle(scene).await;
        assert_eq!(found(scene, &needles(own)), BTreeSet::new());
        let other = other.on(scene.installation.addresses.intake);
        let visit = other.visit().await;
        assert!(other.open_file(references(&visit.conversation)[0].1).await == *content);
        scene.handler(0).await.only_case().await;
    }
}

/// Somebody files a report with a file of two objects.
async fn with_file(scene: &Scene) -> (Reporter, FileId, Vec<u8>) {
    let reporter = Reporter::new(scene.installation.addresses.intake);
    let channel = reporter.read_channel(&scene.lund).await;
    let staged = reporter.stage(Some(channel.id), Prepared::of(PIECE + 70_000)).await;
    let (named, id) = (staged.name(), staged.id);
    let (reference, content) = staged.refer("ritning.pdf");
    let filed = reporter.seal_with(&channel, Holders::default(), &WORDS, vec![reference]);
    let mut body = Reporter::filing(&channel, &filed);
    body["files"] = json!([named]);
    reporter.post("/api/cases", &body).await.expect(201);
    (reporter, id, content)
}

/// Lets work go on until `is_time`, asked whenever it waits for something, and leaves it there. What it came to, if it came to
/// its end before.
async fn until<T>(
    mut work: Pin<&mut impl Future<Output = T>>,
    mut is_time: impl FnMut() -> bool,
) -> Option<T> {
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if is_time() => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    })
    .await
}

on_both_databases! {
    async fn what_ended_between_the_rows_and_the_objects_is_finished_by_the_next_start_wherever_that_ends_too(database: TestDatabase) {
        let mut ending = Ending::without_rows(database).await;
        // One object more was away when the power went.
        let first = std::fs::read_dir(ending.folder().join(ending.files[0].to_string())).unwrap().next();
        std::fs::remove_file(first.unwrap().unwrap().path()).unwrap();
        // Each start comes one step further than the one before. Where that is depends on how busy the machine is.
        for steps in 1..200 {
            let mut left = steps;
            let looked = until(pin!(look(ending.scene.app())), || {
                left -= 1;
                left == 0
            })
            .await;
            if looked.is_some_and(|looked| looked.unwrap().wiped) {
                break;
            }
            ending.scene.installation.restart();
            assert_eq!((ending.scene.count("cases"), ending.objects()[1]), (1, 2));
        }
        ending.assert_finished().await;
    }

    async fn what_ended_between_the_objects_and_the_row_that_names_them_is_finished_by_the_next_start(database: TestDatabase) {
        let ending = Ending::without_rows(database).await;
        std::fs::remove_dir_all(ending.folder().join(ending.files[0].to_string())).unwrap();
        assert_eq!((ending.scene.count("removed_files"), ending.scene.count("unwiped_days")), (1, 1));
        while !ending.scene.look().await.wiped {}
        ending.assert_finished().await;
    }

    async fn what_ended_with_only_the_room_to_overwrite_is_finished_by_the_next_start(database: TestDatabase) {
        let ending = Ending::without_rows(database).await;
        std::fs::remove_dir_all(ending.folder().join(ending.files[0].to_string())).unwrap();
        let named = ending.scene.installation.database.steal("DELETE FROM removed_files RETURNING id AS bytes");
        assert_eq!((named.len(), ending.scene.count("unwiped_days")), (1, 1));
        while !ending.scene.look().await.wiped {}
        ending.assert_finished().await;
    }

    async fn where_objects_cannot_be_reached_the_rest_is_overwritten_and_they_follow(database: TestDatabase) {
        let mut ending = Ending::on(database).await;
        let (folder, away) = (ending.folder().to_owned(), ending.folder().with_extension("away"));
        std::fs::rename(&folder, &away).unwrap();
        for erased in [1, 0] {
            let looked = ending.scene.look().await;
            assert_eq!((looked.erased, looked.files, looked.wiped), (erased, 0, false));
        }
        assert_eq!((ending.scene.count("cases"), ending.scene.count("removed_files")), (1, 1));
        settle(&ending.scene).await;
        std::fs::rename(&away, &folder).unwrap();
        // What names the file is there as long as that is; nothing else of the case.
        let name = ending.files[0].as_bytes();
        let others = ending.own.iter().filter(|(_, bytes)| bytes != name).cloned().collect();
        assert_eq!(found(&ending.scene, &needles(&others)), BTreeSet::new());
        assert_eq!(ending.objects(), [2, 2]);

        ending.scene.installation.restart();
        let mut files = 0;
        loop {
            let looked = ending.scene.look().await;
            files += looked.files;
            if looked.wiped {
                break;
            }
        }
        assert_eq!(files, 1);
        ending.assert_finished().await;
    }

    async fn a_case_that_goes_while_the_room_of_another_is_overwritten_has_its_own_overwritten_after(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (first, second) = (scene.handler(0).await, scene.handler(1).await);
        let [(_, one), (_, other)] = [scene.closed(&first).await, scene.closed(&first).await];
        for case in [&one, &other] {
            scene.note(&first, case, "propose-erasure").await.expect(201);
        }
        let marks = || dump(&scene.installation.database)["unwiped_days"].clone();
        assert_eq!(confirm(&second, &one).await.status, 204);
        let left_by_one = marks();
        assert_eq!(left_by_one.len(), 1);
        // Whoever overwrites room says so first.
        let mut looking = pin!(look(scene.app()));
        assert_eq!(until(looking.as_mut(), || marks() != left_by_one).await, None);
        assert_eq!(marks().len(), 1);
        assert_eq!(confirm(&second, &other).await.status, 204);
        looking.await.unwrap();
        // The other left its mark on the same day, and has it still.
        assert!(marks().contains(&left_by_one[0]));
        while !scene.look().await.wiped {}
        assert!(marks().is_empty());
    }
}
