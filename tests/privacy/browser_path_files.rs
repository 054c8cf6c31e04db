//! Files with script: sealed before they are sent, so that the server never has their names, types or content, or what they
//! carry, whenever it is killed; and what a client says of them in the open by mistake comes to rest nowhere either.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;
use sigill_sealing::file::PIECE;
use sigill_sealing::holder::Holders;
use tokio::net::TcpStream;

use super::{Kept, TELLING, canary, let_go, needles, of_code, photograph};
use crate::files::references;
use crate::support::database::on_both_databases;
use crate::support::files::{Prepared, going_on, location, offset, tus};
use crate::support::reporter::{Reporter, Words};

/// How much of the second piece is on its way when the server is killed.
const BEGUN: usize = PIECE + 2_000_000;

/// An object of the files that the server keeps.
fn any_object(kept: &Kept) -> PathBuf {
    let first = |folder: PathBuf| fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    first(first(kept.folder().join("data/files")))
}

on_both_databases! {
async fn files_of_the_browser_path_leave_nothing_of_their_names_or_content_even_where_the_server_is_killed(kept: Kept) {
    let lund = kept.with_channel().await;
    let home = kept.home();
    let setting = kept.setting();
    let mut child = home.start(&setting).await;

    let mut reporter = Reporter::new(child.intake);
    let mut looked_for = of_code(&reporter.code);
    let mut secret = |name: &str| {
        let word = canary();
        looked_for.extend(needles(name, word.as_bytes()));
        word
    };
    reporter.headers = TELLING.map(|name| (name.to_owned(), secret(name))).to_vec();
    let (place, inside) = (secret("place in a file"), secret("content of a file"));
    let (called, kind) = (format!("{}.jpg", secret("name of a file")), format!("image/{}", secret("type of a file")));
    let (what, reply) = (secret("report"), secret("message"));
    let (metadata, plain) = (secret("metadata of an upload"), secret("a file sent in the open"));

    // As its reporter chose: with all that it carries.
    let prepared = Prepared::with(photograph(&place, &inside, 2 * PIECE + 100_000));
    looked_for.extend(needles("key of a file", prepared.key()));
    let sealed = prepared.sealed.clone();
    let channel = reporter.read_channel(&lund).await;
    let path = Reporter::files(Some(channel.id));
    let nonce = reporter.nonce().await;
    // A client that says of its own accord what a file is called.
    let request = reporter
        .sign("POST", &path, b"", &nonce)
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Length", &sealed.len().to_string())
        .header("Upload-Metadata", &format!("filename {metadata}"));
    let (path, id) = location(&reporter.send(request).await);

    // A piece, and some of the next, have come when the power fails.
    let mut socket = TcpStream::connect(child.intake).await.unwrap();
    let begun = going_on(&path, 0, &sealed[..BEGUN]).headers(&reporter.headers);
    begun.write_announcing(&mut socket, sealed.len()).await.unwrap();
    for _ in 0..600 {
        if reporter.offset(&path).await >= PIECE {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(reporter.offset(&path).await, PIECE);
    assert_eq!(kept.found(&child, &looked_for), BTreeSet::new(), "{}", home.printed());
    child.kill();
    drop(socket);

    let child = home.start(&setting).await;
    let reporter = reporter.on(child.intake);
    let end = reporter.offset(&path).await;
    assert!((PIECE..=BEGUN).contains(&end), "{end}");
    assert_eq!(kept.found(&child, &looked_for), BTreeSet::new(), "{}", home.printed());
    assert_eq!(offset(&reporter.send(going_on(&path, end, &sealed[end..])).await), sealed.len());
    let staged = prepared.named(id);
    let named = staged.name();
    let (reference, content) = staged.refer_as(&called, &kind);
    let words = Words { what: &what, contact: "" };
    let filed = reporter.seal_with(&channel, Holders::default(), &words, vec![reference]);
    let mut body = Reporter::filing(&channel, &filed);
    body["files"] = json!([named]);
    reporter.post("/api/cases", &body).await.expect(201);
    let visit = reporter.comes_back().visit().await;
    let file = references(&visit.conversation)[0].1;
    assert_eq!((file.name(), file.media_type()), (called.as_str(), kind.as_str()));
    assert!(reporter.open_file(file).await == content);
    reporter.reply(&visit, &reply).await.expect(201);

    // One that a broken client does not seal is refused, whole or by a few bytes at a time.
    let length = Prepared::of(1_000_000).sealed.len();
    let mistaken = photograph(&plain, &plain, length);
    let (path, _) = location(&reporter.open_upload(None, length).await);
    for bytes in [&mistaken[..length], &mistaken[..1000]] {
        reporter.send(going_on(&path, 0, bytes)).await;
        assert_eq!(reporter.offset(&path).await, 0);
    }
    assert_eq!(reporter.send(tus("DELETE", &path)).await.status, 204);
    let_go().await;
    assert_eq!(kept.found(&child, &looked_for), BTreeSet::new(), "{}", home.printed());

    // And the words of that very file would be found in the folder of files, had it been sent as it is.
    fs::write(any_object(&kept), &content).unwrap();
    let found: BTreeSet<String> = kept.found(&child, &looked_for);
    for of in ["place in a file", "content of a file"] {
        assert!(found.iter().any(|found| found.ends_with(&format!(": {of}, as it is"))), "{found:?}");
    }
}
}
