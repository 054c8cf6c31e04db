//! Whatever fails on the server path, what was typed and the code are not lost, and nothing untrue is said.

use super::browser::Page;
use super::world::{FOLLOW_UP, WORDS, World};
use crate::support::channel::TestChannel;
use crate::support::database::TestDatabase;

impl World {
    /// Does something to the database, past the server.
    fn tamper(&self, sql: &str) {
        self.installation.database.steal(sql);
    }
}

/// From now on a case cannot be opened once something has been added to this table.
fn break_after(world: &World, table: &str) {
    world.tamper(&format!(
        "CREATE TRIGGER lie AFTER INSERT ON {table} BEGIN UPDATE cases SET anchor = x'00'; END"
    ));
}

fn says_nothing_untrue(page: &Page) {
    assert!(!page.says("Inget har sparats"), "{}", page.html);
}

#[tokio::test]
async fn a_report_that_is_stored_and_cannot_be_read_back_still_gives_its_code() {
    let world = World::on(TestDatabase::sqlite()).await;
    let form = world.filled_form().await;
    break_after(&world, "wraps");
    let filed = world.browser.submit(&form).await;
    assert_eq!((filed.status, filed.code().as_str()), (200, form.value("code")), "{}", filed.html);
    assert_eq!((filed.words(".bad").len(), filed.words(".good").len(), world.cases()), (1, 0, 1));
    says_nothing_untrue(&filed);
    // The form changed since cannot become a message yet, and is not lost either.
    let changed = world.browser.submit(&form.with("q-what", "Tv\u{e5} sv\u{e5}grar")).await;
    assert_eq!(changed.status, 503);
    assert_eq!(changed.form("code").value("q-what"), "Tv\u{e5} sv\u{e5}grar");
    says_nothing_untrue(&changed);
}

#[tokio::test]
async fn a_report_whose_channel_cannot_be_read_is_given_back_and_goes_through_later() {
    let world = World::on(TestDatabase::sqlite()).await;
    let handler = world.channel.handlers[0].id.to_string();
    let form = world.filled_form().await.with("contact-name", "Kim").ticking("concerns", &handler);
    world.tamper("ALTER TABLE settings RENAME TO away");
    let page = world.browser.submit(&form).await;
    assert_eq!((page.status, page.header("connection")), (500, Some("close")));
    assert!(page.says(WORDS) && page.says("Kim"));
    says_nothing_untrue(&page);
    let back = page.form("code");
    for name in ["code", "epoch", "q-what", "concerns", "contact-name"] {
        assert_eq!(back.value(name), form.value(name), "{name}");
    }
    world.tamper("ALTER TABLE away RENAME TO settings");
    let filed = world.browser.submit(&back).await;
    assert_eq!((filed.status, filed.code().as_str()), (200, form.value("code")), "{}", filed.html);
    assert_eq!(world.installation.database.steal("SELECT holder AS bytes FROM wraps").len(), 2);
}

#[tokio::test]
async fn a_report_without_a_code_of_ours_comes_back_with_its_words() {
    let world = World::on(TestDatabase::sqlite()).await;
    let page = world.browser.submit(&world.filled_form().await.with("code", "000G4")).await;
    assert_eq!((page.status, world.cases()), (400, 0));
    let back = page.form("code");
    assert_eq!(back.value("q-what"), WORDS);
    assert_eq!(world.browser.submit(&back).await.status, 200);
}

#[tokio::test]
async fn a_message_whose_case_cannot_be_opened_is_given_back() {
    let world = World::on(TestDatabase::sqlite()).await;
    let code = world.file().await.code();
    let reply = world.follow_up(&code).await.form("text").with("text", "Ett datum till.");
    world.tamper("ALTER TABLE settings RENAME TO away");
    let page = world.browser.submit(&reply).await;
    assert_eq!(page.status, 500);
    says_nothing_untrue(&page);
    let back = page.form("text");
    for name in ["code", "n", "text"] {
        assert_eq!(back.value(name), reply.value(name), "{name}");
    }
    // Without a message it is the code that is given back.
    let body = format!("code={code}");
    let opening = world.browser.post(FOLLOW_UP, "application/x-www-form-urlencoded", &body).await;
    assert_eq!((opening.status, opening.form("code").value("code")), (500, code.as_str()));
    world.tamper("ALTER TABLE away RENAME TO settings");
    let sent = world.browser.submit(&back).await;
    assert_eq!((sent.status, sent.words(".good").len()), (200, 1), "{}", sent.html);
    world.tamper("UPDATE cases SET locator = randomblob(32)");
    let gone = world.browser.submit(&back).await;
    assert_eq!((gone.status, gone.form("text").value("text")), (404, "Ett datum till."));
}

/// What came with a form is either kept or named as missing, whatever went wrong.
#[tokio::test]
async fn a_reply_whose_file_could_not_be_taken_says_so_by_its_name_and_keeps_its_words() {
    let world = World::on(TestDatabase::sqlite()).await;
    let code = world.file().await.code();
    let reply = world.follow_up(&code).await.form("text").with("text", "Se bilagan.");
    let chosen = [("kvitto.pdf", "application/pdf", b"kr 1200".as_slice())];
    world.tamper("ALTER TABLE cases RENAME TO away");
    let unread = world.browser.submit_with(&reply, &chosen).await;
    world.tamper("ALTER TABLE away RENAME TO cases");
    assert_eq!((unread.status, unread.form("text").value("text")), (500, "Se bilagan."), "{}", unread.html);
    assert_eq!(
        missing(&unread),
        [
            "kvitto.pdf kom inte med, f\u{f6}r n\u{e5}got gick fel hos oss. Allt annat finns kvar. F\u{f6}rs\u{f6}k igen."
        ]
    );
    // A code with a slip in it is nobody's either.
    let mistyped = world.browser.submit_with(&reply.clone().with("code", "000G4-0R40M"), &chosen).await;
    assert_eq!((mistyped.status, missing(&mistyped).len()), (422, 1), "{}", mistyped.html);
    assert!(missing(&mistyped)[0].starts_with("kvitto.pdf kom inte med, f\u{f6}r det gick inte att se"));
    // What came before a code is told on the form, which keeps all else.
    let form = world.filled_form().await.with("code", "000G4");
    let mistaken = world.browser.submit_with(&form, &chosen).await;
    assert_eq!(mistaken.form("code").value("q-what"), WORDS);
    assert!(mistaken.words(".problems li").iter().any(|said| said.starts_with("kvitto.pdf kom inte med")));
    // And with nothing in the way it is sent.
    let sent = world.browser.submit_with(&unread.form("text"), &chosen).await;
    assert_eq!((sent.status, sent.words(".good").len(), missing(&sent).len()), (200, 1, 0), "{}", sent.html);
    assert!(sent.says("1 av 1 fil \u{e4}r framme"), "{}", sent.html);
}

/// What a page without its form says of files that did not arrive.
fn missing(page: &Page) -> Vec<String> {
    page.words("p.bad:not([role])")
}

#[tokio::test]
async fn a_message_that_is_stored_is_called_sent_though_the_case_cannot_be_opened_again() {
    let world = World::on(TestDatabase::sqlite()).await;
    let code = world.file().await.code();
    let reply = world.follow_up(&code).await.form("text").with("text", "Ett datum till.");
    break_after(&world, "envelopes");
    let sent = world.browser.submit(&reply).await;
    assert_eq!((sent.status, sent.words(".good").len()), (200, 1), "{}", sent.html);
    assert!(sent.says(WORDS));
}

#[tokio::test]
async fn a_message_of_which_nothing_is_known_is_given_back_beside_its_case() {
    let world = World::on(TestDatabase::sqlite()).await;
    let code = world.file().await.code();
    let reply = world.follow_up(&code).await.form("text").with("text", "Ett datum till.");
    world.tamper("ALTER TABLE retries RENAME TO away");
    let page = world.browser.submit(&reply).await;
    assert_eq!(page.status, 500);
    assert!(page.says(WORDS) && page.says("Vi vet inte om meddelandet kom fram"), "{}", page.html);
    assert_eq!(page.form("text").value("text"), "Ett datum till.");
}

#[tokio::test]
async fn a_case_that_was_opened_is_shown_though_that_it_was_read_could_not_be_said() {
    let world = World::on(TestDatabase::sqlite()).await;
    let code = world.file().await.code();
    world.answer(&world.channel.handlers[0], "Tack. N\u{e4}r var det?", None).await;
    break_after(&world, "envelopes");
    let opened = world.follow_up(&code).await;
    assert_eq!(opened.status, 200, "{}", opened.html);
    assert!(opened.says("Tack. N\u{e4}r var det?"));
}

#[tokio::test]
async fn one_damaged_channel_takes_no_other_s_page_away() {
    let world = World::on(TestDatabase::sqlite()).await;
    let mut other = TestChannel::new("energi", &["Chefsjurist", "HR-chef"], &[]);
    other.publish(&world.installation.app.db, true, world.today()).await;
    // Still JSON, and read as before, but no longer what the owner signed.
    let id = other.id;
    world.tamper(&format!("UPDATE settings SET body = body || ' ' WHERE channel = x'{id}'"));
    let start = world.browser.get("/sv/").await;
    assert_eq!((start.status, start.words("a[href='/sv/c/lunda']").len()), (200, 1), "{}", start.html);
    assert!(start.words("a[href='/sv/c/energi']").is_empty());
    let code = world.browser.get(FOLLOW_UP).await;
    assert_eq!((code.status, code.words("form").len()), (200, 1));
    for path in ["/sv/c/energi", "/sv/c/energi/report", "/sv/c/energi/report/server"] {
        assert_eq!(world.browser.get(path).await.status, 503, "{path}");
    }
    assert_eq!(world.browser.get("/sv/c/lunda").await.status, 200);
}
