//! Sending a file, in however many requests, and what is refused on the way.

use std::time::Duration;

use serde_json::json;
use sigill::config::{Config, Files, Size};
use sigill_sealing::file::PIECE;
use sigill_sealing::holder::Holders;
use sigill_sealing::id::ChannelId;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::{World, references};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::files::{Prepared, going_on, location, offset, tus};
use crate::support::http::Request;
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS};
use crate::support::tables::dump;

/// What a broken request's part is kept in.
const UNIT: usize = 64 << 10;

on_both_databases! {
    async fn a_file_sent_in_odd_parts_comes_back_bit_for_bit_to_both_sides(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let prepared = Prepared::of(PIECE + 1_234_567);
        let sealed = prepared.sealed.clone();
        let (path, id) = location(&reporter.open_upload(Some(world.channel.id), sealed.len()).await);
        let mut end = 0;
        for length in [1, 4096, UNIT + 1, 3 * PIECE / 4, PIECE / 3, usize::MAX] {
            assert_eq!(reporter.offset(&path).await, end);
            let next = &sealed[end..sealed.len().min(end.saturating_add(length))];
            let taken = offset(&reporter.send(going_on(&path, end, next)).await);
            // What shows no header yet is not kept; its sender learns so and goes on from there.
            assert!(taken == end + next.len() || (end == 0 && taken == 0), "{end} + {length}: {taken}");
            end = taken;
        }
        assert_eq!(end, sealed.len());
        let staged = prepared.named(id);
        let name = staged.name();
        let (reference, content) = staged.refer("Fakturor – 2026 📎 (slutgiltig).xlsx");
        let filed = reporter.seal_with(&world.channel, Holders::default(), &WORDS, vec![reference]);
        let mut body = Reporter::filing(&world.channel, &filed);
        body["files"] = json!([name]);
        reporter.post("/api/cases", &body).await.expect(201);

        let visit = reporter.comes_back().visit().await;
        let own = references(&visit.conversation);
        assert_eq!(own.len(), 1);
        assert!(reporter.open_file(own[0].1).await == content);
        let handler = world.handler(1).await;
        let case = handler.only_case().await;
        let opened = handler.open(&case).await;
        let there = references(&opened.conversation);
        assert_eq!((there[0].0, there[0].1.name()), (0, "Fakturor – 2026 📎 (slutgiltig).xlsx"));
        assert!(handler.open_file(&case, there[0].1).await == content);
        let listed = &handler.list_files(&case).await[0];
        assert_eq!((&listed["thread"], &listed["n"], &listed["length"]), (&json!("c"), &json!(0), &json!(sealed.len())));
    }

    async fn a_request_that_breaks_off_is_gone_on_with_from_what_was_kept(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let prepared = Prepared::of(PIECE / 2);
        let sealed = &prepared.sealed;
        let (path, id) = location(&reporter.open_upload(Some(world.channel.id), sealed.len()).await);
        let mut end = 0;
        for round in 1..=3 {
            let until = round * 700_000;
            let mut socket = TcpStream::connect(reporter.intake).await.unwrap();
            let request = going_on(&path, end, &sealed[end..until]);
            request.write_announcing(&mut socket, sealed.len() - end).await.unwrap();
            socket.flush().await.unwrap();
            // It is all on its way; then the network is gone.
            tokio::time::sleep(Duration::from_millis(300)).await;
            drop(socket);
            end = kept(&world, &path, end).await;
            assert!(end <= until && end + UNIT > until, "{end} of {until}");
        }
        let taken = reporter.send(going_on(&path, end, &sealed[end..])).await;
        assert_eq!(offset(&taken), sealed.len());
        let staged = prepared.named(id);
        let name = staged.name();
        let (reference, content) = staged.refer("film.mp4");
        let filed = reporter.seal_with(&world.channel, Holders::default(), &WORDS, vec![reference]);
        let mut body = Reporter::filing(&world.channel, &filed);
        body["files"] = json!([name]);
        reporter.post("/api/cases", &body).await.expect(201);
        let visit = reporter.visit().await;
        assert!(reporter.open_file(references(&visit.conversation)[0].1).await == content);
    }

    async fn only_the_next_byte_is_taken(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let prepared = Prepared::of(100_000);
        let sealed = &prepared.sealed;
        let (path, _) = location(&reporter.open_upload(Some(world.channel.id), sealed.len()).await);
        assert_eq!(offset(&reporter.send(going_on(&path, 0, &sealed[..70_000])).await), 70_000);
        for wrong in [0, 69_999, 70_001, sealed.len(), sealed.len() + 1] {
            let answer = reporter.send(going_on(&path, wrong, &sealed[..1000])).await;
            answer.expect_problem(409, "problem-conflict");
            assert_eq!(answer.header("tus-resumable"), Some("1.0.0"));
        }
        // More than the file was said to have is not taken either, and nothing of it kept.
        let rest = [&sealed[70_000..], &[0; 1]].concat();
        reporter.send(going_on(&path, 70_000, &rest)).await.expect_problem(413, "problem-file-too-large");
        let end = reporter.offset(&path).await;
        assert_eq!(offset(&reporter.send(going_on(&path, end, &sealed[end..])).await), sealed.len());
        // Whole already: the same answer to whoever lost it.
        assert_eq!(offset(&reporter.send(going_on(&path, sealed.len(), b"")).await), sealed.len());
    }

    async fn one_upload_takes_one_request_at_a_time(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let prepared = Prepared::of(PIECE + 300_000);
        let sealed = &prepared.sealed;
        let (path, _) = location(&reporter.open_upload(Some(world.channel.id), sealed.len()).await);
        let whole = going_on(&path, 0, sealed);
        let first = whole.clone().begin(reporter.intake).await;
        // Its first piece is kept, and it goes on.
        assert_eq!(kept(&world, &path, 0).await, PIECE);
        let second = reporter.send(going_on(&path, PIECE, &sealed[PIECE..])).await;
        second.expect_problem(423, "problem-sending");
        assert_eq!(offset(&first.end().await), sealed.len());
        reporter.send(whole).await.expect_problem(409, "problem-conflict");
    }

    async fn an_upload_that_is_ended_is_gone_with_all_it_brought(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let before = dump(&world.server.database);
        let prepared = Prepared::of(100_000);
        let (path, _) = location(&reporter.open_upload(Some(world.channel.id), prepared.sealed.len()).await);
        reporter.send(going_on(&path, 0, &prepared.sealed)).await;
        let ended = reporter.send(tus("DELETE", &path)).await;
        assert_eq!((ended.status, ended.header("tus-resumable")), (204, Some("1.0.0")));
        for request in [tus("HEAD", &path), tus("DELETE", &path), going_on(&path, 0, &prepared.sealed)] {
            assert_eq!(reporter.send(request).await.status, 404);
        }
        let mut after = dump(&world.server.database);
        // What the channel took on the day counts up only.
        after.insert("file_days".to_owned(), before["file_days"].clone());
        assert_eq!(after, before);
        assert_eq!(world.server.app.blobs.list_files().await.unwrap().len(), 0);
    }

    async fn an_upload_expires_on_its_third_day(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let prepared = Prepared::of(5000);
        let opened = reporter.open_upload(Some(world.channel.id), prepared.sealed.len()).await;
        let (path, _) = location(&opened);
        // A moment that tells a day and no more: not the hour at which it was opened.
        assert!(opened.header("upload-expires").unwrap().ends_with(" 00:00:00 GMT"));
        world.server.clock.move_days(2);
        assert_eq!(reporter.offset(&path).await, 0);
        world.server.clock.move_days(1);
        assert_eq!(reporter.send(tus("HEAD", &path)).await.status, 404);
        reporter.send(going_on(&path, 0, &prepared.sealed)).await.expect_problem(404, "problem-not-found");
    }

    async fn plaintext_does_not_pass_the_gate(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let length = Prepared::of(50_000).sealed.len();
        let (path, _) = location(&reporter.open_upload(Some(world.channel.id), length).await);
        let plain = vec![b'x'; length];
        reporter.send(going_on(&path, 0, &plain)).await.expect_problem(400, "problem-not-sealed");
        assert_eq!(reporter.offset(&path).await, 0);
        // In small parts neither: nothing is kept until it shows that it is sealed.
        for _ in 0..3 {
            assert_eq!(offset(&reporter.send(going_on(&path, 0, &plain[..1000])).await), 0);
        }
        assert_eq!(world.server.app.blobs.list_files().await.unwrap().len(), 0);
    }
}

/// How long the smallest sealed file is.
fn smallest() -> usize {
    Prepared::of(0).sealed.len()
}

/// Waits until more of an upload is kept than `before`, and gives how much.
async fn kept(world: &World, path: &str, before: usize) -> usize {
    for _ in 0..200 {
        let end = world.reporter.offset(path).await;
        if end > before {
            return end;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing was kept");
}

#[tokio::test]
async fn files_of_every_odd_size_come_back() {
    let world = World::on(TestDatabase::sqlite()).await;
    let mut names = Vec::new();
    let mut references_of = Vec::new();
    let mut contents = Vec::new();
    for length in [0, 1, 4095, 4096, 4097, 65_535, 65_536, 65_537, PIECE - 5000, PIECE] {
        let staged = world.stage(&world.reporter, length).await;
        names.push(staged.name());
        let (reference, content) = staged.refer("x");
        references_of.push(reference);
        contents.push(content);
    }
    let filed = world.reporter.seal_with(&world.channel, Holders::default(), &WORDS, references_of);
    let mut body = Reporter::filing(&world.channel, &filed);
    body["files"] = json!(names);
    world.reporter.post("/api/cases", &body).await.expect(201);
    let visit = world.reporter.visit().await;
    for ((_, reference), content) in references(&visit.conversation).iter().zip(&contents) {
        assert!(world.reporter.open_file(reference).await == *content, "{}", content.len());
    }
}

#[tokio::test]
async fn an_upload_is_opened_by_a_signed_request_of_the_right_form_alone() {
    let world = World::on(TestDatabase::sqlite()).await;
    let (reporter, to) = (&world.reporter, Some(world.channel.id));
    let (path, length) = (Reporter::files(to), Prepared::of(1).sealed.len().to_string());
    let sign = async |path: &str| {
        let nonce = reporter.nonce().await;
        reporter.sign("POST", path, b"", &nonce)
    };
    let right = sign(&path).await.header("Tus-Resumable", "1.0.0").header("Upload-Length", &length);
    let before = dump(&world.server.database);

    let unsigned = tus("POST", &path).header("Upload-Length", &length);
    reporter.send(unsigned).await.expect_problem(401, "problem-not-authenticated");
    let elsewhere = right.clone().with_path(&Reporter::files(None));
    reporter.send(elsewhere).await.expect_problem(401, "problem-not-authenticated");
    for version in ["1.0.1", "0.2.2", ""] {
        let answer = reporter.send(right.clone().replace("Tus-Resumable", version)).await;
        answer.expect_problem(412, "problem-other-version");
        assert_eq!(
            (answer.header("tus-version"), answer.header("tus-resumable")),
            (Some("1.0.0"), Some("1.0.0"))
        );
    }
    for length in ["", "-1", "1e4", "99999999999999999999"] {
        let answer = reporter.send(right.clone().replace("Upload-Length", length)).await;
        answer.expect_problem(400, "problem-malformed");
    }
    // A length that padding cannot give, and one that is more than a file may have.
    reporter
        .send(right.clone().replace("Upload-Length", "5000"))
        .await
        .expect_problem(400, "problem-not-sealed");
    let huge = (8_u64 << 30).to_string();
    reporter
        .send(right.clone().replace("Upload-Length", &huge))
        .await
        .expect_problem(413, "problem-file-too-large");
    let with_body = right.clone().with_body(b"x");
    assert_eq!(reporter.send(with_body).await.status, 413);
    for cross in [
        right.clone().replace("Sec-Fetch-Site", "cross-site"),
        right.clone().replace("Sec-Fetch-Site", "same-site"),
    ] {
        reporter.send(cross).await.expect_problem(403, "problem-cross-site");
    }
    // Whoever has no case names a channel, and one that there is.
    reporter.open_upload(None, smallest()).await.expect_problem(404, "problem-not-found");
    let nowhere = ChannelId::from_bytes([1; 16]);
    reporter.open_upload(Some(nowhere), smallest()).await.expect_problem(404, "problem-not-found");
    assert_eq!(dump(&world.server.database), before);

    assert_eq!(reporter.send(right).await.status, 201);
}

#[tokio::test]
async fn another_site_s_page_neither_goes_on_with_an_upload_nor_ends_it() {
    let world = World::on(TestDatabase::sqlite()).await;
    let reporter = &world.reporter;
    let sealed = Prepared::of(5000).sealed;
    let (path, _) = location(&reporter.open_upload(Some(world.channel.id), sealed.len()).await);
    for request in [going_on(&path, 0, &sealed), tus("DELETE", &path)] {
        let cross = request.replace("Sec-Fetch-Site", "cross-site");
        reporter.send(cross).await.expect_problem(403, "problem-cross-site");
    }
    assert_eq!(reporter.offset(&path).await, 0);
}

#[tokio::test]
async fn a_form_or_json_is_no_part_of_a_file() {
    let world = World::on(TestDatabase::sqlite()).await;
    let reporter = &world.reporter;
    let sealed = Prepared::of(5000).sealed;
    let (path, _) = location(&reporter.open_upload(Some(world.channel.id), sealed.len()).await);
    for other in ["application/octet-stream", "multipart/form-data; boundary=x", ""] {
        let request = going_on(&path, 0, &sealed).replace("Content-Type", other);
        reporter.send(request).await.expect_problem(415, "problem-wrong-type");
    }
    for other in ["", "0x0", "00"] {
        let request = going_on(&path, 0, &sealed).replace("Upload-Offset", other);
        reporter.send(request).await.expect_problem(400, "problem-malformed");
    }
    assert_eq!(offset(&reporter.send(going_on(&path, 0, &sealed)).await), sealed.len());
}

#[tokio::test]
async fn what_is_taken_is_told_before_anybody_chooses() {
    let files = Files { largest: Size::mebibytes(1), per_case: Size::mebibytes(2), ..Files::default() };
    let server = Installation::configured(TestDatabase::sqlite(), Config { files, ..Config::default() });
    let world = World::of(server).await;
    let reporter = &world.reporter;
    let channel = Request::get("/api/channels/lund").send(reporter.intake).await.expect(200);
    assert_eq!(channel["files"], json!({ "largest": 1 << 20, "per_case": 2 << 20 }));
    let path = format!("/api/files?channel={}", world.channel.id);
    let told = reporter.send(Request::get(&path)).await.expect(200);
    assert_eq!(told, json!({ "largest": 1 << 20, "per_case": 2 << 20, "open": true }));
    let nowhere = format!("/api/files?channel={}", ChannelId::from_bytes([1; 16]));
    reporter.send(Request::get(&nowhere)).await.expect_problem(404, "problem-not-found");

    let able = reporter.send(Request::new("OPTIONS", "/api/case/files")).await;
    let said = |name: &str| able.header(name).map(str::to_owned);
    assert_eq!(
        (able.status, said("tus-version").as_deref(), said("tus-resumable").as_deref()),
        (204, Some("1.0.0"), Some("1.0.0"))
    );
    assert_eq!(said("tus-extension").as_deref(), Some("creation,termination,expiration"));
    let most: usize = said("tus-max-size").unwrap().parse().unwrap();
    let largest = Prepared::of(1 << 20).sealed.len();
    assert_eq!(most, largest);
    // The largest there may be is taken once, and then the case is full for another.
    assert_eq!(reporter.open_upload(Some(world.channel.id), largest).await.status, 201);
    let second = reporter.open_upload(Some(world.channel.id), largest).await;
    second.expect_problem(413, "problem-files-full");
}

#[tokio::test]
async fn each_side_of_a_case_is_told_the_bound_at_which_its_files_are_refused() {
    let files = Files { largest: Size::mebibytes(1), per_case: Size::mebibytes(2), ..Files::default() };
    let server = Installation::configured(TestDatabase::sqlite(), Config { files, ..Config::default() });
    let world = World::of(server).await;
    let (reporter, handler) = (&world.reporter, world.handler(0).await);
    reporter.file_to(&world.channel, Holders::default(), &WORDS).await;
    let case = handler.only_case().await;
    let told = reporter.get("/api/case/files").await.expect(200)["bounds"]["per_case"].clone();
    assert_eq!(told, json!(2 << 20));
    let length = Prepared::of(700_000).sealed.len();
    let fits = usize::try_from(told.as_u64().unwrap()).unwrap() / length;
    for _ in 0..fits {
        assert_eq!(reporter.open_upload(None, length).await.status, 201);
    }
    reporter.open_upload(None, length).await.expect_problem(413, "problem-files-full");

    let told =
        handler.get(&format!("/api/cases/{case}/files")).await.expect(200)["bounds"]["per_case"].clone();
    let fits = usize::try_from(told.as_u64().unwrap()).unwrap() / length;
    for n in 0..fits {
        assert_eq!(handler.open_upload(&case, length).await.status, 201, "{n} of {fits}");
    }
    handler.open_upload(&case, length).await.expect_problem(413, "problem-files-full");
}

#[tokio::test]
async fn a_channel_s_day_ends_for_all_and_is_told_so_before_the_next_file() {
    let files = Files {
        largest: Size::mebibytes(1),
        per_case: Size::mebibytes(2),
        per_channel_day: Size::mebibytes(1),
        ..Files::default()
    };
    let server = Installation::configured(TestDatabase::sqlite(), Config { files, ..Config::default() });
    let world = World::of(server).await;
    let path = format!("/api/files?channel={}", world.channel.id);
    world.stage(&world.reporter, 1 << 20).await;
    let told = world.reporter.send(Request::get(&path)).await.expect(200);
    assert_eq!(told["open"], false);
    let other = Reporter::new(world.reporter.intake);
    let answer = other.open_upload(Some(world.channel.id), smallest()).await;
    answer.expect_problem(429, "problem-files-tomorrow");
    // A report in words is filed all the same, and tomorrow is another day.
    other.file_to(&world.channel, Holders::default(), &WORDS).await;
    world.server.clock.move_days(1);
    let told = world.reporter.send(Request::get(&path)).await.expect(200);
    assert_eq!(told["open"], true);
}

#[tokio::test]
async fn what_a_sender_says_of_a_file_in_the_open_is_kept_nowhere() {
    let world = World::on(TestDatabase::sqlite()).await;
    let reporter = &world.reporter;
    let prepared = Prepared::of(5000);
    let nonce = reporter.nonce().await;
    let request = reporter
        .sign("POST", &Reporter::files(Some(world.channel.id)), b"", &nonce)
        .header("Tus-Resumable", "1.0.0")
        .header("Upload-Length", &prepared.sealed.len().to_string())
        .header("Upload-Metadata", "filename dXBwaGFuZGxpbmcuZG9jeA==,filetype dGV4dA==");
    let opened = reporter.send(request).await;
    let (path, _) = location(&opened);
    assert_eq!(opened.header("upload-metadata"), None);
    let head = reporter.send(tus("HEAD", &path)).await;
    assert_eq!((head.status, head.header("upload-metadata")), (200, None));
    assert_eq!(head.header("cache-control"), Some("no-store"));
    let tables = format!("{:?}", dump(&world.server.database));
    assert!(!tables.contains("dXBwaGFuZGxpbmcuZG9jeA") && !tables.contains("upphandling.docx"));
}
