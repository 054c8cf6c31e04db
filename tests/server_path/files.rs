//! Files without script: sealed as they come, never lost to a mistake, read by handlers, and theirs by the reporter.

use futures_util::TryStreamExt as _;
use sigill::cases::{Thread, files};
use sigill::config::{Config, Size};
use sigill_sealing::body::Content;
use sigill_sealing::encoding::hex;
use sigill_sealing::file::FileOpener;
use sigill_sealing::file_reference::FileReference;

use super::browser::{Chosen, Form, Page};
use super::world::{REPORT, WORDS, World, bodies, message};
use crate::support::channel::{Person, TestChannel};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::installation::Installation;

/// Content that no piece or chunk of repeats.
pub(super) fn content(length: usize) -> Vec<u8> {
    (0..length).map(|place| (place % 251).to_le_bytes()[0]).collect()
}

impl World {
    /// Opens a file of the one case as a handler's desk does: the list against the envelope, each piece against the list.
    async fn opened(&self, person: &Person, file: &FileReference) -> Vec<u8> {
        let case = self.row(person).await.id;
        let app = &self.installation.app;
        let rows = files::list(app, case, Some(Thread::Conversation)).await.unwrap();
        let row = rows.into_iter().find(|row| row.id == file.id()).unwrap();
        let (mut opener, mut content) = (FileOpener::start(file, row.pieces.clone()).unwrap(), Vec::new());
        for number in 0..row.pieces.len() {
            let thread = Some(Thread::Conversation);
            let piece =
                files::piece(app, case, thread, row.id, u64::try_from(number).unwrap()).await.unwrap();
            let sealed = piece.unwrap().1.try_collect::<Vec<_>>().await.unwrap().concat();
            content.extend_from_slice(opener.open_piece(sealed).unwrap().expose());
        }
        opener.finish().unwrap();
        content
    }

    /// What each file of an envelope is called, and what is in it.
    async fn files_at(&self, n: usize) -> Vec<(String, Vec<u8>)> {
        let person = &self.channel.handlers[0];
        let (_, conversation) = self.open(person).await;
        let body = bodies(&conversation)[n];
        let references = if let Content::Report(report) = &body.content {
            &report.files
        } else if let Content::Message(message) = &body.content {
            &message.files
        } else {
            panic!("nothing that refers to files")
        };
        let mut found = Vec::new();
        for file in references {
            found.push((file.name().to_owned(), self.opened(person, file).await));
        }
        found
    }

    /// How many files wait for an envelope, and how many are part of a case.
    fn kept(&self) -> (usize, usize) {
        let count = |which| {
            self.installation.database.steal(&format!("SELECT id AS bytes FROM files WHERE {which}")).len()
        };
        (count("case_id IS NULL"), count("case_id IS NOT NULL"))
    }
}

/// The names that a page lists as files that go along.
fn waiting(page: &Page) -> Vec<String> {
    page.words("fieldset .named-file bdi")
}

fn adding(form: &Form) -> Form {
    form.clone().with("then", "add")
}

on_both_databases! {
    async fn two_files_without_script_reach_the_handlers_bit_for_bit(database: TestDatabase) {
        let world = World::on(database).await;
        let (photo, empty) = (content((9 << 20) + 5), Vec::new());
        let odd = "R\u{e4}kning \"\u{1f50d}\" \u{5de}\u{5e1}\u{5de}\u{5da}\\a b.jpeg";
        let chosen: [Chosen<'_>; 2] = [(odd, "image/jpeg", &photo), ("tom fil", "", &empty)];
        let form = world.filled_form().await;
        let filed = world.browser.submit_with(&form, &chosen).await;
        assert_eq!((filed.status, filed.code().as_str()), (200, form.value("code")), "{}", filed.html);
        assert!(filed.says("2 av 2 filer \u{e4}r framme och kontrollerade."), "{}", filed.html);
        let found = world.files_at(0).await;
        assert!(found == [(odd.to_owned(), photo), ("tom fil".to_owned(), empty)]);
        assert_eq!(world.kept(), (0, 2));
        let (_, conversation) = world.open(&world.channel.handlers[0]).await;
        let Content::Report(report) = &bodies(&conversation)[0].content else { panic!("no report") };
        let types: Vec<_> = report.files.iter().map(FileReference::media_type).collect();
        assert_eq!(types, ["image/jpeg", "application/octet-stream"]);
        // The reporter sees them, and can have them back.
        let opened = world.follow_up(&filed.code()).await;
        assert!(opened.says("2 av 2 filer") && opened.says(odd), "{}", opened.html);
    }

    async fn a_mistake_loses_no_file_and_what_is_taken_away_does_not_go_along(database: TestDatabase) {
        let world = World::on(database).await;
        let blank = world.browser.get(REPORT).await.form("code");
        // Nothing is asked of a form that only adds: it comes back with what was typed.
        let chosen: [Chosen<'_>; 2] = [("ett.txt", "text/plain", b"first"), ("tv\u{e5}.txt", "text/plain", b"second")];
        let added = world.browser.submit_with(&adding(&blank).with("q-when", "I maj"), &chosen).await;
        assert_eq!((added.status, waiting(&added)), (200, vec!["ett.txt".to_owned(), "tv\u{e5}.txt".to_owned()]), "{}", added.html);
        assert!(added.words(".problems").is_empty() && world.kept() == (2, 0));
        assert_eq!(added.form("code").value("q-when"), "I maj");
        // Sent without the one answer that is demanded, with a third: all three are there.
        let mistaken = world.browser.submit_with(&added.form("code"), &[("tre", "x", b"third")]).await;
        assert_eq!((mistaken.status, waiting(&mistaken).len()), (422, 3), "{}", mistaken.html);
        // The same form as an older browser sends it, without one that was added.
        let form = mistaken.form("code").with("q-what", WORDS);
        let away = form.fields.iter().filter(|(name, _)| name == "file").nth(1).unwrap().1.clone();
        let filed = world.browser.submit(&form.ticking("take-away", &away)).await;
        assert_eq!(filed.status, 200, "{}", filed.html);
        let names: Vec<_> = world.files_at(0).await.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["ett.txt", "tre"]);
        assert_eq!(world.kept(), (0, 2));
    }

    async fn the_same_form_with_files_again_files_them_once(database: TestDatabase) {
        let world = World::on(database).await;
        let blank = world.filled_form().await;
        let added = world.browser.submit_with(&adding(&blank), &[("a", "x", b"one")]).await;
        let form = added.form("code");
        for _ in 0..3 {
            let filed = world.browser.submit_with(&form, &[("b", "x", b"two")]).await;
            assert_eq!((filed.status, filed.code().as_str()), (200, blank.value("code")), "{}", filed.html);
        }
        assert_eq!((world.cases(), world.kept()), (1, (0, 2)));
        // Another file under the same code is another report, and is offered as a message with it.
        let other = world.browser.submit_with(&form, &[("c", "x", b"three")]).await;
        assert_eq!((other.status, world.kept()), (409, (1, 2)), "{}", other.html);
        // So is a message with a file.
        let reply = world.follow_up(&other.code()).await.form("text").with("text", "Mer.");
        for _ in 0..2 {
            let sent = world.browser.submit_with(&reply, &[("d", "x", b"four")]).await;
            assert_eq!((sent.status, sent.words(".good").len()), (200, 1), "{}", sent.html);
        }
        let (_, conversation) = world.open(&world.channel.handlers[0]).await;
        assert_eq!(message(&conversation, 2).0, "Mer.");
        let names: Vec<_> = world.files_at(2).await.into_iter().map(|(name, _)| name).collect();
        assert_eq!((names, world.kept()), (vec!["c".to_owned(), "d".to_owned()], (0, 4)));
    }
}

#[tokio::test]
async fn where_one_s_own_words_stay_hidden_files_are_verified_at_sending_and_by_the_anchor_afterwards() {
    let hides = |channel: &mut TestChannel| channel.policy.show_own = false;
    let world = World::with(TestDatabase::sqlite(), hides).await;
    let chosen: [Chosen<'_>; 2] =
        [("ett.txt", "text/plain", b"first"), ("tv\u{e5}.txt", "text/plain", b"second")];
    let filed = world.browser.submit_with(&world.filled_form().await, &chosen).await;
    assert!(filed.says("2 av 2 filer \u{e4}r framme och kontrollerade."), "{}", filed.html);
    let opened = world.follow_up(&filed.code()).await;
    assert!(opened.says("2 av 2 filer \u{e4}r framme och kontrollerade."), "{}", opened.html);
    // Their names are in the report, which is not shown.
    assert!(!opened.says("ett.txt") && !opened.says(WORDS), "{}", opened.html);
    // A message's are told as it is sent, and not again: the anchor names those of the report.
    let reply = opened.form("text").with("text", "En till.");
    let sent = world.browser.submit_with(&reply, &[("tre.txt", "text/plain", b"third")]).await;
    assert!(
        sent.says("3 av 3 filer \u{e4}r framme och kontrollerade.") && !sent.says("tre.txt"),
        "{}",
        sent.html
    );
    // One byte of a digest is another on the server: it is no more what the anchor says.
    let first = world.installation.database.steal("SELECT MIN(id) AS bytes FROM files WHERE n = 0");
    let first = hex(&first[0]);
    world
        .installation
        .database
        .steal(&format!("UPDATE file_chunks SET digest = zeroblob(32) WHERE file = X'{first}'"));
    let damaged = world.follow_up(&filed.code()).await;
    assert!(damaged.says("1 av 2 filer \u{e4}r kontrollerade."), "{}", damaged.html);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_by_name_and_everything_else_is_kept() {
    let mut config = Config::default();
    config.files.largest = Size::mebibytes(1);
    config.files.per_case = Size::mebibytes(2);
    let world = World::at(Installation::configured(TestDatabase::sqlite(), config), |_| {}).await;
    let blank = world.browser.get(REPORT).await;
    assert!(blank.says("H\u{f6}gst 1 MB i varje fil, 2 MB tillsammans och 100 filer."), "{}", blank.html);
    let large = content(20 << 20);
    let small = content(1 << 20);
    let chosen: [Chosen<'_>; 3] =
        [("stor.mov", "", &large), ("ryms.mov", "", &small), ("f\u{f6}r mycket", "", &small)];
    let page = world.browser.submit_with(&world.filled_form().await, &chosen).await;
    assert_eq!((page.status, waiting(&page)), (422, vec!["ryms.mov".to_owned()]), "{}", page.html);
    let said = page.words(".problems li");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("stor.mov \u{e4}r st\u{f6}rre \u{e4}n 1 MB"), "{said:?}");
    assert!(
        said[1].starts_with("f\u{f6}r mycket kom inte med, f\u{f6}r filerna i ett \u{e4}rende"),
        "{said:?}"
    );
    assert_eq!(world.cases(), 0);
    let form = page.form("code");
    assert_eq!(form.value("q-what"), WORDS);
    let filed = world.browser.submit_with(&form, &[]).await;
    assert!(
        filed.status == 200 && filed.says("1 av 1 fil \u{e4}r framme och kontrollerad."),
        "{}",
        filed.html
    );
    assert!(world.files_at(0).await == [("ryms.mov".to_owned(), small)]);
}

#[tokio::test]
async fn what_is_wrong_with_the_files_and_with_the_words_is_said_at_once() {
    let mut config = Config::default();
    config.files.largest = Size::mebibytes(1);
    let world = World::at(Installation::configured(TestDatabase::sqlite(), config), |_| {}).await;
    let form = world.filled_form().await.with("q-what", "");
    let page = world.browser.submit_with(&form, &[("stor.mov", "", &content(2 << 20))]).await;
    assert_eq!((page.status, world.cases()), (422, 0));
    let said = page.words(".problems li");
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().any(|line| line.starts_with("stor.mov \u{e4}r st\u{f6}rre")), "{said:?}");
    // Whoever only adds a file is not told that the rest is unfinished.
    let small = content(5000);
    let added = world.browser.submit_with(&adding(&page.form("code")), &[("liten.mov", "", &small)]).await;
    assert_eq!((added.status, added.words(".problems li")), (200, Vec::<String>::new()), "{}", added.html);
    let form = added.form("code").with("q-what", WORDS);
    let filed = world.browser.submit_with(&form, &[]).await;
    assert_eq!((filed.status, world.cases()), (200, 1), "{}", filed.html);
}

#[tokio::test]
async fn a_form_that_was_sent_before_and_comes_again_with_a_file_that_is_refused_is_not_called_sent() {
    let mut config = Config::default();
    config.files.largest = Size::mebibytes(1);
    let world = World::at(Installation::configured(TestDatabase::sqlite(), config), |_| {}).await;
    let large = content(2 << 20);
    let chosen: [Chosen<'_>; 1] = [("stor.mov", "", &large)];
    let form = world.filled_form().await;
    let filed = world.browser.submit(&form).await;
    assert_eq!((filed.status, filed.code().as_str()), (200, form.value("code")), "{}", filed.html);
    let reply = world.follow_up(&filed.code()).await.form("text").with("text", "Se filmen.");
    assert_eq!(world.browser.submit(&reply).await.words(".good").len(), 1);
    for form in [form, reply] {
        let page = world.browser.submit_with(&form, &chosen).await;
        let said = page.words(".problems li");
        assert_eq!((page.status, page.words(".good").len(), said.len()), (422, 0, 1), "{}", page.html);
        assert!(said[0].starts_with("stor.mov \u{e4}r st\u{f6}rre \u{e4}n 1 MB"), "{said:?}");
    }
}

#[tokio::test]
async fn of_a_flood_of_files_as_many_are_named_as_could_be_sent_and_the_rest_are_counted() {
    let mut config = Config::default();
    config.files.reserve = Size::mebibytes(1 << 30);
    let world = World::at(Installation::configured(TestDatabase::sqlite(), config), |_| {}).await;
    let chosen: [Chosen<'_>; 103] = [("a.txt", "", b"a"); 103];
    let page = world.browser.submit_with(&world.filled_form().await, &chosen).await;
    assert_eq!(page.status, 422, "{}", page.html);
    let said = page.words(".problems li");
    assert!(said[99].starts_with("a.txt kom inte med, f\u{f6}r servern har ont om plats"), "{said:?}");
    assert_eq!(said[100..], ["3 filer till kom inte med. Allt annat finns kvar."]);
}

#[tokio::test]
async fn a_field_with_a_name_that_no_form_has_is_refused() {
    let world = World::on(TestDatabase::sqlite()).await;
    let form = world.filled_form().await;
    let with = async |length| {
        let name = "n".repeat(length);
        world.browser.submit_with(&form.clone().with(&name, "x"), &[]).await.status
    };
    assert_eq!((with(257).await, world.cases()), (400, 0));
    assert_eq!((with(256).await, world.cases()), (200, 1));
}

#[tokio::test]
async fn files_that_the_form_did_not_know_of_go_along_only_once_it_does() {
    let world = World::on(TestDatabase::sqlite()).await;
    let blank = world.filled_form().await;
    let added = world.browser.submit_with(&adding(&blank), &[("a", "x", b"one")]).await;
    assert_eq!(added.status, 200);
    // Going back in the browser leads to the page before, which lists nothing.
    let page = world.browser.submit_with(&blank, &[]).await;
    assert_eq!((page.status, waiting(&page), world.cases()), (422, vec!["a".to_owned()], 0), "{}", page.html);
    assert!(page.words(".problems li")[0].starts_with("H\u{e4}r finns filer"));
    // What was listed and is gone is told too.
    let form = page.form("code");
    let id = form.value("file").to_owned();
    let away = form.clone().ticking("take-away", &id);
    assert_eq!(waiting(&world.browser.submit_with(&adding(&away), &[]).await), Vec::<String>::new());
    let gone = world.browser.submit_with(&form, &[]).await;
    assert_eq!((gone.status, world.cases()), (422, 0), "{}", gone.html);
    assert!(gone.words(".problems li")[0].starts_with("En fil som du lade till finns inte kvar"));
    assert_eq!(world.browser.submit_with(&gone.form("code"), &[]).await.status, 200);
}

#[tokio::test]
async fn a_form_that_breaks_off_in_a_file_leaves_nothing_of_it() {
    use tokio::io::AsyncWriteExt as _;
    let world = World::on(TestDatabase::sqlite()).await;
    let form = world.filled_form().await;
    let large = content(20 << 20);
    let (head, body) = world.browser.begun(&form, &[("a", "x", &large)]);
    let mut socket = tokio::net::TcpStream::connect(world.browser.intake).await.unwrap();
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&body[..12 << 20]).await.unwrap();
    let begun = || world.kept().0 == 1;
    wait_until(begun).await;
    drop(socket);
    wait_until(|| world.kept().0 == 0).await;
    // And the same form goes through afterwards.
    assert_eq!(world.browser.submit_with(&form, &[("a", "x", &large)]).await.status, 200);
    assert_eq!(world.kept(), (0, 1));
}

async fn wait_until(holds: impl Fn() -> bool) {
    for _ in 0..600 {
        if holds() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("it did not come to that");
}
