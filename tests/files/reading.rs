//! Who reads a file, and what they are told of one that is not as it was.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use sigill::config::{Config, Limits, Size};
use sigill_sealing::body::{Content, Note};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::file::{FileOpener, PIECE};
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::id::FileId;
use sigill_sealing::text::Text;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpSocket;

use super::{World, references};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::files::{Prepared, tus};
use crate::support::http::text;
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, Visit, WORDS};

/// A report with one file of so many bytes.
async fn filed(world: &World, length: usize, excluded: Holders) -> (FileId, Vec<u8>) {
    let staged = world.stage(&world.reporter, length).await;
    let (id, named) = (staged.id, staged.name());
    let (reference, content) = staged.refer("underlag.bin");
    let filed = world.reporter.seal_with(&world.channel, excluded, &WORDS, vec![reference]);
    let mut body = Reporter::filing(&world.channel, &filed);
    body["files"] = json!([named]);
    world.reporter.post("/api/cases", &body).await.expect(201);
    (id, content)
}

/// Where the object of a file's piece lies, of a file with one.
fn object(world: &World, file: FileId) -> PathBuf {
    let folder = world.server.app.blobs.folder().join(file.to_string());
    let mut objects = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let first = objects.next().unwrap();
    assert_eq!(objects.next(), None);
    first
}

fn only_reference(visit: &Visit) -> &FileReference {
    references(&visit.conversation)[0].1
}

on_both_databases! {
    async fn a_handler_who_is_shut_out_finds_no_file(database: TestDatabase) {
        let world = World::on(database).await;
        let shut_out = world.lund.handlers[0].id;
        let mut excluded = Holders::default();
        excluded.insert(Holder::Member(shut_out));
        let (file, content) = filed(&world, 5000, excluded).await;
        let (outside, inside) = (world.handler(0).await, world.handler(1).await);
        let case = inside.only_case().await;
        let opened = inside.open(&case).await;
        assert!(inside.open_file(&case, references(&opened.conversation)[0].1).await == content);
        let never = outside.get("/api/cases/0123456789abcdef0123456789abcdef/files").await.masked();
        let mut told = vec![
            outside.get(&format!("/api/cases/{case}/files")).await,
            outside.get_piece(&case, file, 0).await,
            outside.open_upload(&case, Prepared::of(1).sealed.len()).await,
        ];
        let path = format!("/api/cases/{case}/files/{file}");
        told.push(outside.send_unsigned(tus("DELETE", &path)).await);
        for answer in told {
            answer.expect_problem(404, "problem-not-found");
            assert_eq!(answer.body, never.body);
        }
    }

    async fn a_note_s_file_is_the_handlers_own(database: TestDatabase) {
        let world = World::on(database).await;
        let (own, _) = filed(&world, 5000, Holders::default()).await;
        let handler = world.handler(0).await;
        let case = handler.only_case().await;
        let opened = handler.open(&case).await;
        let staged = handler.stage(&case, Prepared::of(7000)).await;
        let (id, named) = (staged.id, staged.name());
        let (reference, content) = staged.refer("intern bedömning.docx");
        let note = Note {
            text: Text::new("Bedömning.".to_owned()).unwrap(),
            refers: None,
            files: vec![reference],
            counted: None,
        };
        let keyrings = world.lund.keyrings();
        let internal = opened.case.internal(&opened.conversation, &keyrings, &[]);
        let (signing, writing) = (handler.person.signing(), handler.writing(&keyrings));
        let letter = opened
            .case
            .write_internal(&opened.conversation, &internal, &signing, writing, Content::Note(note))
            .unwrap();
        let body = json!({
            "thread": "i", "n": letter.n, "sealed": base64(letter.sealed.as_bytes()), "step": null,
            "wraps": [], "files": [named],
        });
        handler.post(&case, &body).await.expect(201);

        let listed = world.reporter.list_files().await;
        assert_eq!(listed.iter().map(|row| text(&row["id"])).collect::<Vec<_>>(), [own.to_string()]);
        world.reporter.get_piece(id, 0).await.expect_problem(404, "problem-not-found");
        let colleague = world.handler(1).await;
        let rows = colleague.list_files(&case).await;
        let row = rows.iter().find(|row| row["thread"] == "i").unwrap();
        assert_eq!((rows.len(), text(&row["id"]), &row["n"]), (2, id.to_string().as_str(), &json!(0)));
        let piece = colleague.get_piece(&case, id, 0).await;
        assert_eq!(Digest::of(&piece.body).to_string(), text(&row["pieces"][0]));
        assert!(content.len() == 7000 && piece.status == 200);
    }

    async fn a_file_is_read_in_its_own_case_and_by_its_own_numbers(database: TestDatabase) {
        let world = World::on(database).await;
        let (file, _) = filed(&world, 5000, Holders::default()).await;
        let other = Reporter::new(world.reporter.intake);
        other.file_to(&world.channel, Holders::default(), &WORDS).await;
        other.get_piece(file, 0).await.expect_problem(404, "problem-not-found");
        assert_eq!(other.list_files().await.len(), 0);
        let nobody = Reporter::new(world.reporter.intake);
        nobody.get("/api/case/files").await.expect_problem(404, "problem-not-found");
        nobody.get_piece(file, 0).await.expect_problem(404, "problem-not-found");
        assert_eq!(world.reporter.get_piece(file, 0).await.status, 200);
        for piece in ["1", "00", "-1", "+0", "x", "18446744073709551615", "99999999999999999999"] {
            let answer = world.reporter.get(&format!("/api/case/files/{file}/{piece}")).await;
            answer.expect_problem(404, "problem-not-found");
        }
        for id in ["0".repeat(32), "f".repeat(31), file.to_string().to_uppercase()] {
            let answer = world.reporter.get(&format!("/api/case/files/{id}/0")).await;
            answer.expect_problem(404, "problem-not-found");
        }
    }
}

#[tokio::test]
async fn what_waits_is_read_by_nobody() {
    let world = World::filed_on(TestDatabase::sqlite()).await;
    let staged = world.reporter.stage(None, Prepared::of(5000)).await;
    assert_eq!(world.reporter.list_files().await.len(), 0);
    world.reporter.get_piece(staged.id, 0).await.expect_problem(404, "problem-not-found");
    let handler = world.handler(0).await;
    let case = handler.only_case().await;
    assert_eq!(handler.list_files(&case).await.len(), 0);
    handler.get_piece(&case, staged.id, 0).await.expect_problem(404, "problem-not-found");
}

#[tokio::test]
async fn a_byte_that_was_flipped_comes_as_it_lies_and_its_reader_notices() {
    let world = World::on(TestDatabase::sqlite()).await;
    let (file, content) = filed(&world, 300_000, Holders::default()).await;
    let visit = world.reporter.visit().await;
    assert!(world.reporter.open_file(only_reference(&visit)).await == content);
    let place = object(&world, file);
    let mut bytes = fs::read(&place).unwrap();
    bytes[200_000] ^= 1;
    fs::write(&place, &bytes).unwrap();
    let piece = world.reporter.get_piece(file, 0).await;
    assert!(piece.status == 200 && piece.body == bytes);
    let pieces = &world.reporter.list_files().await[0]["pieces"];
    let pieces = vec![Digest::parse(text(&pieces[0])).unwrap()];
    let mut opener = FileOpener::start(only_reference(&visit), pieces).unwrap();
    assert!(opener.open_piece(piece.body).is_err());
}

#[tokio::test]
async fn a_piece_that_the_disk_has_lost_is_told_as_the_servers_fault() {
    let world = World::on(TestDatabase::sqlite()).await;
    let (file, _) = filed(&world, 5000, Holders::default()).await;
    fs::remove_file(object(&world, file)).unwrap();
    world.reporter.get_piece(file, 0).await.expect_problem(500, "problem-file-lost");
    let handler = world.handler(0).await;
    let case = handler.only_case().await;
    handler.get_piece(&case, file, 0).await.expect_problem(500, "problem-file-lost");
    assert_eq!(handler.list_files(&case).await.len(), 1);
}

#[tokio::test]
async fn a_piece_that_nobody_reads_is_let_go_of_when_another_needs_the_room() {
    let limits = Limits { bodies: Size::mebibytes(1) };
    let config = Config { limits, ..Config::default() };
    let world = World::of(Installation::configured(TestDatabase::sqlite(), config)).await;
    let (file, content) = filed(&world, PIECE, Holders::default()).await;
    let path = format!("/api/case/files/{file}/0");
    let nonce = world.reporter.nonce().await;
    let request = world.reporter.sign("GET", &path, b"", &nonce);
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut unread = socket.connect(world.reporter.intake).await.unwrap();
    request.write_to(&mut unread).await.unwrap();
    // Its first byte has come: it is on its way.
    assert_eq!(unread.read_u8().await.unwrap(), b'H');
    let visit = world.reporter.visit().await;
    assert!(world.reporter.open_file(only_reference(&visit)).await == content);
    let mut rest = Vec::new();
    let ended = unread.read_to_end(&mut rest).await;
    assert!(rest.len() < PIECE, "{ended:?} after {}", rest.len());
}
