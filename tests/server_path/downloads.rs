//! A handler's file, opened on the server piece by piece as its reporter downloads it: whole, or visibly not.

use std::fs;

use rand::rngs::OsRng;
use sigill::cases::{Thread, files};
use sigill_sealing::body::{Content, Language, Message, Path};
use sigill_sealing::encoding::hex;
use sigill_sealing::file::{FileSealer, PIECE};
use sigill_sealing::id::FileId;
use sigill_sealing::text::Text;
use sigill_sealing::thread::Writing;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use super::browser::{Form, end_of_head};
use super::files::content;
use super::world::{FOLLOW_UP, World};
use crate::support::database::{TestDatabase, on_both_databases};

impl World {
    /// A handler writes to the reporter, with a file.
    async fn answer_with_file(&self, plain: &[u8], named: &str) -> FileId {
        let person = &self.channel.handlers[0];
        let row = self.row(person).await;
        let owner = files::Owner::Member { case: row.id, member: person.id };
        let mut staging = files::stage(&self.installation.app, owner, row.channel).await.unwrap();
        let mut pieces = Vec::new();
        let mut sealer = FileSealer::start(&mut OsRng, |piece| {
            pieces.push(piece);
            Ok(())
        })
        .unwrap();
        sealer.write(plain).unwrap();
        let file = sealer.finish().unwrap();
        for piece in pieces {
            staging.push(piece).await.unwrap();
        }
        let (file_id, length) = (staging.id(), file.length);
        staging.finish(length, None).await.unwrap();
        let reference = file.reference(file_id, named.to_owned(), "application/pdf".to_owned()).unwrap();
        let named_file = (file_id, reference.digest());
        let (case, conversation) = self.open(person).await;
        let content = Content::Message(Message {
            text: Text::new("Se bilagan.".to_owned()).unwrap(),
            language: Language::parse("sv").unwrap(),
            files: vec![reference],
            step: None,
        });
        let (keyrings, day) = (self.channel.keyrings(), self.today());
        let writing = Writing { keyrings: &keyrings, day, path: Path::Desk };
        let letter = case.write(&conversation, &person.signing(), writing, content).unwrap();
        self.store(row.id, letter.n, letter.sealed).await;
        let (owner, id) = (files::Owner::Member { case: row.id, member: person.id }, row.id);
        let adopted = self.installation.app.db.run_tx("adopt", move |tx| {
            files::adopt(tx, owner, &[named_file], id, Thread::Conversation, letter.n)
        });
        let adopted: Result<(), files::AdoptError> = adopted.await;
        adopted.unwrap();
        file_id
    }
}

/// The form that asks for a file.
fn download(code: &str, file: FileId) -> Form {
    let fields = vec![("code".to_owned(), code.to_owned()), ("file".to_owned(), file.to_string())];
    Form { action: format!("{FOLLOW_UP}/file"), fields, takes_files: false }
}

/// Asks for a file over a line that takes in little at a time, and reads nothing yet.
async fn ask(world: &World, form: &Form) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut line = socket.connect(world.browser.intake).await.unwrap();
    let (to, origin, body) = (world.browser.intake, &world.browser.origin, form.body());
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let length = body.len();
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {to}\r\nOrigin: {origin}\r\n{kind}\r\nContent-Length: {length}\r\n\r\n",
        form.action
    );
    line.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    line
}

/// What comes over a line until it ends, in whatever way: the answer's head, and its body as far as it came.
async fn read_to_its_end(mut line: TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    // A line that is cut may end with an error, which a browser counts as broken off too.
    drop(line.read_to_end(&mut bytes).await);
    let end = end_of_head(&bytes).unwrap();
    let body = bytes.split_off(end + 4);
    (String::from_utf8(bytes).unwrap().to_lowercase(), body)
}

on_both_databases! {
    async fn a_file_of_a_handler_is_downloaded_as_it_was_and_a_damaged_one_is_not(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let named = "fr\u{e5}gor \"2\".pdf";
        let plain = content((8 << 20) + 70_000);
        let file = world.answer_with_file(&plain, named).await;
        let opened = world.follow_up(&code).await;
        assert!(opened.says(named) && opened.says("8 MB"), "{}", opened.html);
        let form = download(&code, file);
        assert!(opened.html.contains(&format!("action=\"{}\"", form.action)));
        let answer = world.browser.submit(&form).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body == plain);
        assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(
            answer.header("content-disposition"),
            Some("attachment; filename*=UTF-8''fr%C3%A5gor%20%222%22.pdf")
        );
        assert_eq!(answer.header("content-length"), Some(plain.len().to_string().as_str()));
        // Another's code opens nothing of it.
        let other = world.file().await.code();
        assert_eq!(world.browser.submit(&form.clone().with("code", &other)).await.status, 404);
        // One byte is another on the disk: the page says so before anything is given.
        flip_on_disk(&world);
        let broken = world.browser.submit(&form).await;
        assert_eq!((broken.status, broken.words("h1")), (409, vec!["Filen \u{e4}r skadad".to_owned()]));
        assert_eq!(broken.form("code").value("code"), code);
    }
}

#[tokio::test]
async fn a_download_whose_second_piece_is_damaged_breaks_off_and_does_not_end_as_if_whole() {
    let world = World::on(TestDatabase::sqlite()).await;
    let code = world.file().await.code();
    let plain = content(2 * PIECE + 300_000);
    let file = world.answer_with_file(&plain, "film.mp4").await;
    let sql = format!("SELECT object AS bytes FROM file_chunks WHERE file = X'{file}' AND start = {PIECE}");
    let object = world.installation.database.steal(&sql);
    let folder = world.installation.app.blobs.folder().join(file.to_string());
    let place = folder.join(hex(&object[0]));
    let mut bytes = fs::read(&place).unwrap();
    bytes[1_000_000] ^= 1;
    fs::write(&place, bytes).unwrap();

    let (head, body) = read_to_its_end(ask(&world, &download(&code, file)).await).await;
    // It had begun before anybody could know, so it must not have the length that it said it would have.
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(head.contains(&format!("content-length: {}\r\n", plain.len())), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
    // What came is the first piece at the most, and nothing of what is not as it was.
    assert!(body.len() <= PIECE && plain.starts_with(&body), "{} bytes came", body.len());
    // The next try is not kept waiting for the one that broke off.
    let (head, again) = read_to_its_end(ask(&world, &download(&code, file)).await).await;
    assert!(head.starts_with("http/1.1 200") && again.len() <= PIECE, "{head}");
}

#[tokio::test]
async fn of_two_downloads_of_a_case_at_once_one_is_whole_and_the_other_is_told_to_come_again() {
    let world = World::on(TestDatabase::sqlite()).await;
    let code = world.file().await.code();
    let plain = content(PIECE + 300_000);
    let file = world.answer_with_file(&plain, "film.mp4").await;
    let form = download(&code, file);
    let mut first = ask(&world, &form).await;
    // Its first byte has come: it is on its way.
    assert_eq!(first.read_u8().await.unwrap(), b'H');
    let second = world.browser.submit(&form).await;
    assert_eq!((second.status, second.form("code").value("code")), (503, code.as_str()), "{}", second.html);
    let (_, body) = read_to_its_end(first).await;
    assert!(body == plain, "{} of {} bytes came", body.len(), plain.len());
    assert!(world.browser.submit(&form).await.body == plain);
}

/// Changes a byte of every object that the server keeps.
fn flip_on_disk(world: &World) {
    let mut flipped = 0;
    for folder in fs::read_dir(world.installation.app.blobs.folder()).unwrap() {
        for object in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = object.unwrap().path();
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&path, bytes).unwrap();
            flipped += 1;
        }
    }
    assert_eq!(flipped, 2);
}
