//! Each bound is met before anything is sent, and none tells what others have sent.

use sigill::cases::files::{PushError, Side};
use sigill::config::Size;

use super::*;

fn small() -> Config {
    let mut config = Config::default();
    config.files.largest = Size::mebibytes(1);
    config.files.per_case = Size::mebibytes(2);
    config
}

async fn try_begin(world: &World, owner: Owner, file: &Sealed) -> Result<FileId, OpenError> {
    files::open_upload(&world.app, owner, CHANNEL, file.length()).await
}

on_both_databases! {
    async fn a_file_that_is_too_large_is_refused_by_its_length_alone(database: TestDatabase) {
        let world = World::configured(database, small()).await;
        assert!(try_begin(&world, REPORTER, &Sealed::of(1 << 20)).await.is_ok());
        assert!(matches!(try_begin(&world, REPORTER, &Sealed::of((1 << 20) + 1)).await, Err(OpenError::TooLarge)));
        let nowhere = ChannelId::from_bytes([9; 16]);
        let refused = files::open_upload(&world.app, REPORTER, nowhere, Sealed::of(1).length()).await;
        assert!(matches!(refused, Err(OpenError::NoChannel)));
        world.app.db.close().await;
    }

    async fn a_case_takes_so_much_of_its_reporter_and_handlers_can_still_answer(database: TestDatabase) {
        let world = World::configured(database, small()).await;
        let file = Sealed::of(900 << 10);
        let first = send_whole(&world, REPORTER, &file).await;
        begin(&world, REPORTER, &file).await;
        assert!(matches!(try_begin(&world, REPORTER, &file).await, Err(OpenError::CaseFull)));
        // Another reporter's is another's.
        let other = Owner::Reporter(Locator::from_bytes([1; 32]));
        assert!(try_begin(&world, other, &file).await.is_ok());
        // What belongs to the case counts as well as what waits.
        world.add_case(CASE, LOCATOR).await;
        world.adopt(REPORTER, vec![(first, file.digest)], Thread::Conversation, 2).await.unwrap();
        assert!(matches!(try_begin(&world, REPORTER, &file).await, Err(OpenError::CaseFull)));
        let member = world.add_member().await;
        let sent = send_whole(&world, member, &file).await;
        world.adopt(member, vec![(sent, file.digest)], Thread::Internal, 0).await.unwrap();
        for _ in 0..2 {
            try_begin(&world, member, &file).await.unwrap();
        }
        assert!(matches!(try_begin(&world, member, &file).await, Err(OpenError::CaseFull)));
        world.app.db.close().await;
    }

    async fn what_handlers_keep_among_themselves_is_not_told_by_a_reporter_s_bound(database: TestDatabase) {
        let world = World::configured(database, small()).await;
        world.add_case(CASE, LOCATOR).await;
        let member = world.add_member().await;
        let file = Sealed::of(900 << 10);
        for n in 0..2 {
            let sent = send_whole(&world, member, &file).await;
            world.adopt(member, vec![(sent, file.digest)], Thread::Internal, n).await.unwrap();
        }
        for _ in 0..2 {
            begin(&world, REPORTER, &file).await;
        }
        world.app.db.close().await;
    }

    async fn a_hundred_files_wait_for_one_envelope_at_most(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(1);
        for _ in 0..100 {
            begin(&world, REPORTER, &file).await;
        }
        assert!(matches!(try_begin(&world, REPORTER, &file).await, Err(OpenError::CaseFull)));
        world.app.db.close().await;
    }

    async fn a_channel_s_day_counts_what_came_and_never_down(database: TestDatabase) {
        let mut config = small();
        config.files.per_channel_day = Size::mebibytes(1);
        let world = World::configured(database, config).await;
        let other = ChannelId::from_bytes([8; 16]);
        world.add_channel(other, "annan").await;
        let (file, least) = (Sealed::of(1 << 20), Sealed::of(1));
        // What is begun and not sent counts as next to nothing.
        begin(&world, REPORTER, &file).await;
        let sent = send_whole(&world, Owner::Reporter(Locator::from_bytes([1; 32])), &file).await;
        assert!(!files::limits(&world.app, CHANNEL, Side::Reporter).await.unwrap().open);
        for owner in [REPORTER, Owner::Reporter(Locator::from_bytes([2; 32]))] {
            assert!(matches!(try_begin(&world, owner, &least).await, Err(OpenError::TooManyToday)));
        }
        assert!(files::terminate(&world.app, sent).await.unwrap());
        assert!(matches!(try_begin(&world, REPORTER, &least).await, Err(OpenError::TooManyToday)));
        assert!(files::limits(&world.app, other, Side::Reporter).await.unwrap().open);
        world.clock.move_days(1);
        let limits = files::limits(&world.app, CHANNEL, Side::Reporter).await.unwrap();
        assert_eq!((limits.largest, limits.per_case, limits.open), (1 << 20, 2 << 20, true));
        assert!(try_begin(&world, REPORTER, &least).await.is_ok());
        world.app.db.close().await;
    }

    async fn what_was_begun_in_time_may_end_a_little_beyond_the_day_s_bound(database: TestDatabase) {
        let mut config = small();
        config.files.per_channel_day = Size::mebibytes(1);
        let world = World::configured(database, config).await;
        let file = Sealed::of(900 << 10);
        let mut begun = Vec::new();
        for owner in 0..5 {
            begun.push(begin(&world, Owner::Reporter(Locator::from_bytes([owner; 32])), &file).await);
        }
        let mut refused = Vec::new();
        for id in begun {
            match files::append(&world.app, id, 0, body(&file.bytes, false)).await {
                Ok(_whole) => {}
                Err(AppendError::TooManyToday) => refused.push(id),
                Err(other) => panic!("{other:?}"),
            }
        }
        // At least the second, and never all of them.
        assert!((2..=3).contains(&refused.len()), "{}", refused.len());
        assert_eq!(world.objects().len(), 2 * (5 - refused.len()));
        world.clock.move_days(1);
        let sent = files::append(&world.app, refused[0], 0, body(&file.bytes, false)).await.unwrap();
        assert_eq!(sent, file.length());
        world.app.db.close().await;
    }

    async fn a_day_s_count_never_goes_back(database: TestDatabase) {
        let mut config = small();
        config.files.per_channel_day = Size::mebibytes(1);
        let world = World::configured(database, config).await;
        let (file, least) = (Sealed::of(1 << 20), Sealed::of(1));
        let early = begin(&world, REPORTER, &least).await;
        world.clock.move_days(1);
        send_whole(&world, Owner::Reporter(Locator::from_bytes([1; 32])), &file).await;
        assert!(!files::limits(&world.app, CHANNEL, Side::Reporter).await.unwrap().open);
        // As another node's clock that is behind, or one that was put back.
        world.clock.move_days(-1);
        files::append(&world.app, early, 0, body(&least.bytes, false)).await.unwrap();
        assert!(!files::limits(&world.app, CHANNEL, Side::Reporter).await.unwrap().open);
        world.clock.move_days(1);
        assert!(!files::limits(&world.app, CHANNEL, Side::Reporter).await.unwrap().open);
        world.app.db.close().await;
    }

    async fn to_begin_a_file_counts_and_what_it_counted_is_never_given_back(database: TestDatabase) {
        let mut config = Config::default();
        config.files.per_channel_day = Size::mebibytes(64);
        let world = World::configured(database, config).await;
        let mut begun = Vec::new();
        for _ in 0..10 {
            begun.push(begin(&world, REPORTER, &Sealed::of(1)).await);
        }
        // Each a 65,536th of the day, and nothing of any has come.
        assert_eq!(world.counted().await, 10 << 10);
        for id in begun {
            assert!(files::terminate(&world.app, id).await.unwrap());
        }
        assert_eq!(world.counted().await, 10 << 10);
        world.count(world.clock.day(), 64 << 20).await;
        assert!(matches!(try_begin(&world, REPORTER, &Sealed::of(1)).await, Err(OpenError::TooManyToday)));
        world.app.db.close().await;
    }

    async fn a_clock_that_was_years_ahead_closes_no_channel(database: TestDatabase) {
        let world = World::on(database).await;
        begin(&world, REPORTER, &Sealed::of(1)).await;
        let day = world.clock.day();
        for (ahead, stands) in [(0, true), (1, true), (2, false), (1500, false)] {
            world.count(day.plus(ahead).unwrap(), 1 << 40).await;
            assert_eq!(!files::limits(&world.app, CHANNEL, Side::Reporter).await.unwrap().open, stands, "{ahead} days ahead");
        }
        assert!(try_begin(&world, REPORTER, &Sealed::of(1)).await.is_ok());
        assert_eq!(world.counted().await, 1 << 20);
        world.app.db.close().await;
    }

    async fn a_disk_without_its_reserve_takes_no_file_and_goes_on_later(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(9 << 20);
        let id = begin(&world, REPORTER, &file).await;
        let part = 100_000;
        files::append(&world.app, id, 0, body(&file.bytes[..part], false)).await.unwrap();
        // A tebibyte is more than any disk of a test has left.
        let mut config = Config::default();
        config.files.reserve = Size::mebibytes(1 << 20);
        let full = App { config: Arc::new(config), ..world.app.clone() };
        assert!(!files::limits(&full, CHANNEL, Side::Reporter).await.unwrap().open);
        let refused = files::open_upload(&full, REPORTER, CHANNEL, Sealed::of(1).length()).await;
        assert!(matches!(refused, Err(OpenError::NoRoom)));
        let offset = u64::try_from(part).unwrap();
        let refused = files::append(&full, id, offset, body(&file.bytes[part..], false)).await;
        assert!(matches!(refused, Err(AppendError::NoRoom)));
        assert_eq!(files::find_upload(&full, id).await.unwrap().unwrap().offset, offset);
        let sent = files::append(&world.app, id, offset, body(&file.bytes[part..], false)).await.unwrap();
        assert_eq!(sent, file.length());
        world.app.db.close().await;
    }

    async fn a_file_sealed_here_is_held_to_the_same_bounds(database: TestDatabase) {
        let world = World::configured(database, small()).await;
        let file = Sealed::of(900 << 10);
        for _ in 0..2 {
            let mut staging = files::stage(&world.app, REPORTER, CHANNEL).await.unwrap();
            staging.push(file.one_piece()).await.unwrap();
            staging.finish(file.length(), None).await.unwrap();
        }
        let mut staging = files::stage(&world.app, REPORTER, CHANNEL).await.unwrap();
        assert!(matches!(staging.push(file.one_piece()).await, Err(PushError::CaseFull)));
        let mut staging = files::stage(&world.app, Owner::Reporter(Locator::from_bytes([1; 32])), CHANNEL).await.unwrap();
        assert!(matches!(staging.push(Sealed::of(2 << 20).one_piece()).await, Err(PushError::TooLarge)));
        world.app.db.close().await;
    }
}
