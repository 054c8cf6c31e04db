//! Files of many at once: who gives way goes on afterwards, and who reads beside another gets all of it.

use std::time::Duration;

use futures_util::join;
use serde_json::json;
use sigill::config::{Config, Limits, Size};
use sigill_sealing::file::PIECE;
use sigill_sealing::holder::Holders;
use tokio::net::TcpStream;

use super::{World, references};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::files::{Prepared, going_on, location, offset};
use crate::support::http::Answer;
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS};

/// What is answered to the sender of a file's next bytes who stops amid them, once another file has come beside it.
async fn giving_way(world: &World, path: &str, sealed: &[u8], end: usize) -> Answer {
    let reporter = &world.reporter;
    let mut socket = TcpStream::connect(reporter.intake).await.unwrap();
    let begun = going_on(path, end, &sealed[end..end + 300_000]);
    begun.write_announcing(&mut socket, sealed.len() - end).await.unwrap();
    // A machine that is busy elsewhere may not have read all of it when the other comes: then another comes.
    let other = Prepared::of(400_000);
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let crowd = Reporter::new(reporter.intake);
        let opened = crowd.open_upload(Some(world.channel.id), other.sealed.len()).await;
        crowd.send(going_on(&location(&opened).0, 0, &other.sealed)).await;
        if tokio::time::timeout(Duration::from_millis(500), socket.readable()).await.is_ok() {
            return begun.read_from(&mut socket).await.unwrap();
        }
    }
    panic!("never gave way");
}

on_both_databases! {
    async fn an_upload_that_gave_way_to_others_goes_on_and_comes_whole(database: TestDatabase) {
        let limits = Limits { bodies: Size::mebibytes(1) };
        let config = Config { limits, ..Config::default() };
        let world = World::of(Installation::configured(database, config)).await;
        let reporter = &world.reporter;
        let prepared = Prepared::of(2_000_000);
        let sealed = prepared.sealed.clone();
        let (path, id) = location(&reporter.open_upload(Some(world.channel.id), sealed.len()).await);
        let mut end = 0;
        for _ in 0..2 {
            let answer = giving_way(&world, &path, &sealed, end).await;
            answer.expect_problem(503, "problem-busy");
            assert_eq!(answer.header("retry-after"), Some("30"));
            // What had come of it is there, so that it comes nearer its end each time.
            let kept = reporter.offset(&path).await;
            assert!(kept > end && kept <= end + 300_000, "{end}: {kept}");
            end = kept;
        }
        assert_eq!(offset(&reporter.send(going_on(&path, end, &sealed[end..])).await), sealed.len());
        let staged = prepared.named(id);
        let named = staged.name();
        let (reference, content) = staged.refer("film.mp4");
        let filed = reporter.seal_with(&world.channel, Holders::default(), &WORDS, vec![reference]);
        let mut body = Reporter::filing(&world.channel, &filed);
        body["files"] = json!([named]);
        reporter.post("/api/cases", &body).await.expect(201);
        let visit = reporter.visit().await;
        assert!(reporter.open_file(references(&visit.conversation)[0].1).await == content);
    }

    async fn a_file_is_read_by_several_at_once_and_comes_whole_to_each(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let staged = world.stage(reporter, 2 * PIECE + 50_000).await;
        let named = staged.name();
        let (reference, content) = staged.refer("film.mp4");
        let filed = reporter.seal_with(&world.channel, Holders::default(), &WORDS, vec![reference]);
        let mut body = Reporter::filing(&world.channel, &filed);
        body["files"] = json!([named]);
        reporter.post("/api/cases", &body).await.expect(201);
        let (visit, again) = (reporter.visit().await, reporter.comes_back());
        let (one, other) = (world.handler(0).await, world.handler(1).await);
        let case = one.only_case().await;
        let opened = one.open(&case).await;
        let (own, there) = (references(&visit.conversation)[0].1, references(&opened.conversation)[0].1);
        let (first, second, third, fourth) = join!(
            reporter.open_file(own),
            again.open_file(own),
            one.open_file(&case, there),
            other.open_file(&case, there),
        );
        assert!([first, second, third, fourth].iter().all(|read| *read == content));
    }
}
