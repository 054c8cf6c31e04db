//! An upload outlives the server that took its beginning, and leaves no word of itself in what the server prints.

use std::time::Duration;

use serde_json::json;
use sigill_sealing::file::PIECE;
use sigill_sealing::holder::Holders;
use tokio::net::TcpStream;

use super::references;
use crate::support::child::{Home, Setting};
use crate::support::files::{Prepared, going_on, location, offset};
use crate::support::reporter::{Reporter, WORDS};

#[tokio::test]
async fn an_upload_goes_on_where_it_was_after_the_server_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home(folder.path());
    let lund = home.with_channel().await;
    let mut child = home.start(&Setting::free()).await;
    let reporter = Reporter::new(child.intake);
    let channel = reporter.read_channel(&lund).await;
    let prepared = Prepared::of(2 * PIECE + 100_000);
    let sealed = prepared.sealed.clone();
    let (path, id) = location(&reporter.open_upload(Some(channel.id), sealed.len()).await);
    // A piece, and some of the next, have come when the power fails.
    let mut socket = TcpStream::connect(child.intake).await.unwrap();
    let begun = going_on(&path, 0, &sealed[..PIECE + 2_000_000]);
    begun.write_announcing(&mut socket, sealed.len()).await.unwrap();
    let mut kept = 0;
    for _ in 0..600 {
        kept = reporter.offset(&path).await;
        if kept >= PIECE {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(kept, PIECE);
    child.kill();
    drop(socket);

    let child = home.start(&Setting::free()).await;
    let reporter = reporter.on(child.intake);
    let kept = reporter.offset(&path).await;
    // What was told once is there.
    assert!((PIECE..=PIECE + 2_000_000).contains(&kept), "{kept}");
    let taken = reporter.send(going_on(&path, kept, &sealed[kept..])).await;
    assert_eq!(offset(&taken), sealed.len());
    let staged = prepared.named(id);
    let named = staged.name();
    let (reference, content) = staged.refer("inspelning.m4a");
    let filed = reporter.seal_with(&channel, Holders::default(), &WORDS, vec![reference]);
    let mut body = Reporter::filing(&channel, &filed);
    body["files"] = json!([named]);
    reporter.post("/api/cases", &body).await.expect(201);
    let visit = reporter.visit().await;
    assert!(reporter.open_file(references(&visit.conversation)[0].1).await == content);
    let printed = home.printed();
    assert!(!printed.contains(&id.to_string()) && !printed.contains("inspelning"), "{printed}");
}
