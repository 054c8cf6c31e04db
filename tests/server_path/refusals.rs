//! What the server path never does, and what every other address refuses.

use std::fs;
use std::path::PathBuf;

use super::browser::Page;
use super::world::{FOLLOW_UP, REPORT, WORDS, World};
use crate::support::database::TestDatabase;
use crate::support::tables::dump;

const FORM: &str = "application/x-www-form-urlencoded";

/// Every other address of the intake, and how it refuses a form that is posted there.
const ELSEWHERE: [(&str, u16); 16] = [
    ("/", 405),
    ("/sv/", 405),
    ("/c/lunda", 405),
    ("/sv/c/lunda", 405),
    ("/sv/c/lunda/report", 405),
    ("/sv/c/lunda/report/server/", 404),
    ("/sv/follow-up", 405),
    ("/sv/follow-up/server/", 404),
    ("/api/channels/lunda", 405),
    ("/api/channels/lunda/keyrings", 405),
    ("/api/nonce", 405),
    ("/api/cases", 415),
    ("/api/case", 405),
    ("/api/case/envelopes", 415),
    ("/assets/nothing.css", 405),
    ("/.well-known/security.txt", 405),
];

/// In which files beside the database, the write-ahead log among them, one of these is found.
fn files_with(world: &World, needles: &[&str]) -> Vec<PathBuf> {
    let database = world.installation.database.file();
    let folder = database.parent().unwrap();
    let files =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        needles.iter().any(|needle| bytes.windows(needle.len()).any(|window| window == needle.as_bytes()))
    };
    files.filter(holds).collect()
}

#[tokio::test]
async fn words_in_the_open_are_refused_at_every_other_address() {
    let world = World::on(TestDatabase::sqlite()).await;
    let form = world.filled_form().await;
    let before = dump(&world.installation.database);
    for (path, status) in ELSEWHERE {
        for kind in [FORM, "multipart/form-data; boundary=x", "text/plain"] {
            let answer = world.browser.post(path, kind, &form.body()).await;
            assert_eq!(answer.status, status, "{path} as {kind}");
            assert!(!answer.html.contains(form.value("code")), "{path}");
        }
    }
    for path in [REPORT, FOLLOW_UP] {
        for (kind, status) in
            [("multipart/form-data; boundary=x", 400), ("text/plain", 415), ("application/json", 415)]
        {
            assert_eq!(world.browser.post(path, kind, &form.body()).await.status, status, "{path}");
        }
        for method in ["PUT", "DELETE", "PATCH"] {
            let origin = format!("Origin: {}\r\n", world.browser.origin);
            assert_eq!(world.browser.send(method, path, &origin, "").await.status, 405, "{path}");
        }
    }
    assert_eq!(dump(&world.installation.database), before);
    let said = [form.value("code"), WORDS];
    assert_eq!(files_with(&world, &said), Vec::<PathBuf>::new());
    // What was looked for would have been found.
    assert_ne!(files_with(&world, &["CREATE TABLE"]), Vec::<PathBuf>::new());
}

/// What holds for each answer of this path.
fn leaves_nothing_behind(page: &Page, was_posted: bool) {
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    assert_eq!(page.header("content-encoding"), None);
    assert_eq!(page.header("set-cookie"), None);
    assert_eq!(page.header("location"), None);
    assert_eq!(page.header("connection"), was_posted.then_some("close"));
    assert!(page.html.len().is_power_of_two(), "{}", page.html.len());
}

#[tokio::test]
async fn no_answer_is_kept_compressed_or_told_by_its_length() {
    let world = World::on(TestDatabase::sqlite()).await;
    let blank = world.browser.get(REPORT).await;
    leaves_nothing_behind(&blank, false);
    assert_eq!(blank.words("a[hreflang]").len(), 1);
    let form = blank.form("code");
    leaves_nothing_behind(&world.browser.submit(&form).await, true);
    let filed = world.browser.submit(&form.with("q-what", WORDS)).await;
    leaves_nothing_behind(&filed, true);
    leaves_nothing_behind(&world.browser.get(FOLLOW_UP).await, false);
    let code = filed.code();
    let opened = world.follow_up(&code).await;
    leaves_nothing_behind(&opened, true);
    leaves_nothing_behind(&world.browser.submit(&opened.form("text")).await, true);
    leaves_nothing_behind(&world.follow_up(code.get(1..).unwrap()).await, true);
    for page in [&filed, &opened] {
        assert!(page.words("a[hreflang]").is_empty(), "another language would lose the page");
        // Only in what is shown and in hidden fields: never where a browser would go.
        for part in page.html.split("href=\"").skip(1).chain(page.html.split("action=\"").skip(1)) {
            assert!(!part.split('"').next().unwrap().contains(code.get(..5).unwrap()));
        }
    }
}

#[tokio::test]
async fn a_blank_form_has_a_code_of_its_own() {
    let world = World::on(TestDatabase::sqlite()).await;
    let codes = [world.filled_form().await, world.filled_form().await];
    assert_ne!(codes[0].value("code"), codes[1].value("code"));
}

#[tokio::test]
async fn a_form_from_another_site_or_without_its_code_is_refused() {
    let world = World::on(TestDatabase::sqlite()).await;
    let form = world.filled_form().await;
    for origin in
        ["Origin: http://elsewhere.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n", ""]
    {
        let lines = format!("{origin}Content-Type: {FORM}\r\n");
        let answer = world.browser.send("POST", REPORT, &lines, &form.body()).await;
        assert_eq!(answer.status, 403, "{origin}");
    }
    let same = format!("Sec-Fetch-Site: same-origin\r\nContent-Type: {FORM}\r\n");
    let no_code = form.clone().with("code", "");
    assert_eq!(world.browser.submit(&no_code).await.status, 400);
    assert_eq!(world.browser.post(FOLLOW_UP, FORM, "").await.status, 400);
    assert_eq!(world.cases(), 0);
    assert_eq!(world.browser.send("POST", REPORT, &same, &form.body()).await.status, 200);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_with_a_page_and_the_connection_ends() {
    let world = World::on(TestDatabase::sqlite()).await;
    let form = world.filled_form().await;
    let many = form.clone().with("q-who", &"a".repeat(3_300_000));
    let answer = world.browser.submit(&many).await;
    assert_eq!((answer.status, answer.header("connection")), (413, Some("close")));
    assert!(
        answer.says("Inget har sparats. G\u{e5} tillbaka med webbl\u{e4}sarens bak\u{e5}tknapp"),
        "{}",
        answer.html
    );
    // Within the limit, but more than an envelope holds: told on the form.
    let long = (0..11).fold(form, |form, n| form.with(&format!("q-more-{n}"), &"a".repeat(100_000)));
    let answer = world.browser.submit(&long).await;
    assert_eq!((answer.status, world.cases()), (422, 0));
    assert_eq!(answer.words(".problems a[href='#form']").len(), 1);
    assert_eq!(answer.form("code").value("q-what"), WORDS);
}
