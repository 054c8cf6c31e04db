//! Files that the server seals itself wait with what names them.

use sigill_sealing::code::CaseCode;
use sigill_sealing::staged;
use std::time::Duration;

use super::*;

on_both_databases! {
    async fn a_file_sealed_here_waits_with_its_reference_until_its_report(database: TestDatabase) {
        let world = World::on(database).await;
        let code = CaseCode::generate(&mut OsRng);
        let mut staging = files::stage(&world.app, REPORTER, CHANNEL).await.unwrap();
        let id = staging.id();
        let (sealed, pieces) = seal(9 << 20);
        for piece in pieces {
            staging.push(piece).await.unwrap();
        }
        let (length, digest) = (sealed.length, sealed.digest);
        assert_eq!(staging.length(), length);
        // Not whole yet: neither listed, nor to be added to by anybody else.
        assert!(files::list_staged(&world.app, LOCATOR).await.unwrap().is_empty());
        assert!(matches!(files::append(&world.app, id, length, body(b"", false)).await, Err(AppendError::Busy)));
        let reference = sealed.reference(id, "bilaga.pdf".to_owned(), "application/pdf".to_owned()).unwrap();
        let reference = staged::seal(&reference, &code).unwrap();
        assert_eq!(staging.finish(length, Some(reference.clone())).await.unwrap(), id);

        let listed = files::list_staged(&world.app, LOCATOR).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].id, listed[0].length, listed[0].digest), (id, length, digest));
        assert!(listed[0].reference == reference.as_bytes());
        world.add_case(CASE, LOCATOR).await;
        world.adopt(REPORTER, vec![(id, digest)], Thread::Conversation, 0).await.unwrap();
        assert!(files::list_staged(&world.app, LOCATOR).await.unwrap().is_empty());
        assert_eq!(files::list(&world.app, CASE, None).await.unwrap().len(), 1);
        world.app.db.close().await;
    }

    async fn a_file_that_is_not_finished_is_gone(database: TestDatabase) {
        let world = World::on(database).await;
        let mut staging = files::stage(&world.app, REPORTER, CHANNEL).await.unwrap();
        let id = staging.id();
        staging.push(Sealed::of(5000).one_piece()).await.unwrap();
        assert!(!world.objects().is_empty());
        drop(staging);
        for _ in 0..500 {
            if world.objects().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(files::find_upload(&world.app, id).await.unwrap().is_none());
        assert_eq!(world.objects(), [""; 0]);
        world.app.db.close().await;
    }

    async fn only_its_own_reporter_takes_a_file_back(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(5000);
        let mut staging = files::stage(&world.app, REPORTER, CHANNEL).await.unwrap();
        staging.push(file.one_piece()).await.unwrap();
        let id = staging.finish(file.length(), None).await.unwrap();
        let other = Locator::from_bytes([1; 32]);
        assert!(!files::remove_staged(&world.app, other, id).await.unwrap());
        assert!(files::remove_staged(&world.app, LOCATOR, id).await.unwrap());
        assert!(!files::remove_staged(&world.app, LOCATOR, id).await.unwrap());
        assert_eq!(world.objects(), [""; 0]);
        world.app.db.close().await;
    }
}
