//! The reporters' pages through the real server.

use std::time::Duration;

use sigill::config::Config;

use crate::support::channel::TestChannel;
use crate::support::database::TestDatabase;
use crate::support::installation::Installation;

/// One answer, as a browser without a cache gets it.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    fn text(&self) -> String {
        if self.header("content-encoding") == Some("br") {
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut self.body.as_slice(), &mut plain).unwrap();
            String::from_utf8(plain).unwrap()
        } else {
            String::from_utf8(self.body.clone()).unwrap()
        }
    }
}

/// Asks as a browser does, with Brotli, in this language; one connection, so that every byte of the answer counts.
async fn ask(installation: &Installation, method: &str, path: &str, language: &str) -> Answer {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let address = installation.addresses.intake;
    let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: \
         {language}\r\nSec-Fetch-Site: none\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    );
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    tokio::time::timeout(Duration::from_secs(30), socket.read_to_end(&mut bytes)).await.unwrap().unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: bytes[end + 4..].to_vec() }
}

async fn get(installation: &Installation, path: &str) -> Answer {
    ask(installation, "GET", path, "sv").await
}

/// An installation with a channel at `lunda` of two handlers and two deputies, which with recovery are five keys.
async fn installation() -> (Installation, TestChannel) {
    configured(Config::default()).await
}

async fn configured(config: Config) -> (Installation, TestChannel) {
    let installation = Installation::configured(TestDatabase::sqlite(), config);
    let mut channel =
        TestChannel::new("lunda", &["Chefsjurist", "HR-direktör"], &["Kommunrevisor", "Kommundirektör"]);
    let today = installation.clock.day();
    channel.publish(&installation.app.db, true, today).await;
    (installation, channel)
}

#[tokio::test]
async fn every_page_is_served_in_both_languages_and_kept_by_nobody() {
    let (installation, _) = installation().await;
    for language in ["sv", "en"] {
        for page in ["", "c/lunda", "c/lunda/report", "follow-up", "file-part"] {
            let path = format!("/{language}/{page}");
            let answer = get(&installation, &path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
            assert_eq!(answer.header("content-encoding"), Some("br"), "{path}");
            assert_eq!(answer.header("set-cookie"), None, "{path}");
            // A worker is started where files are chosen, and nowhere else.
            let trusted =
                if page.ends_with("report") || page == "follow-up" { "sigill-worker" } else { "'none'" };
            let policy = answer.header("content-security-policy").unwrap();
            assert!(
                policy.ends_with(&format!("require-trusted-types-for 'script'; trusted-types {trusted}"))
            );
            assert!(answer.text().contains(&format!("<html lang=\"{language}\">")), "{path}");
        }
    }
}

#[tokio::test]
async fn an_address_without_a_language_answers_in_the_browser_s_and_never_redirects() {
    let (installation, _) = installation().await;
    for path in ["/", "/c/lunda"] {
        for (asked, given) in [("en-GB,en;q=0.9", "en"), ("sv-SE,sv;q=0.9,en;q=0.1", "sv"), ("fi", "sv")] {
            let answer = ask(&installation, "GET", path, asked).await;
            assert_eq!((answer.status, answer.header("location")), (200, None), "{path}");
            assert!(answer.text().contains(&format!("<html lang=\"{given}\">")), "{path} for {asked}");
        }
    }
}

#[tokio::test]
async fn the_page_says_who_reads_and_that_the_channel_is_being_tried_out() {
    let (installation, mut channel) = installation().await;
    let page = get(&installation, "/sv/c/lunda").await.text();
    for words in ["Chefsjurist", "Kommunrevisor", channel.fingerprint().as_str(), "data-report"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("provas ut"));
    // A build that can make a demonstration says on every page that it is one; any other has nothing to say here.
    assert_eq!(page.contains("class=\"banner\""), cfg!(feature = "demo"));
    let today = installation.clock.day();
    channel.publish(&installation.app.db, false, today).await;
    assert!(get(&installation, "/sv/c/lunda").await.text().contains("provas ut"));
    assert!(!get(&installation, "/sv/").await.text().contains("/sv/c/lunda"), "it is not listed");
}

#[tokio::test]
async fn a_keyring_that_has_run_out_is_said_to_and_after_its_grace_closes_the_channel() {
    let (installation, _) = installation().await;
    installation.clock.move_days(121);
    assert!(get(&installation, "/sv/c/lunda").await.text().contains("Kanalens nyckellista har gått ut"));
    assert_eq!(get(&installation, "/sv/c/lunda/report").await.status, 200);
    installation.clock.move_days(60);
    let closed = get(&installation, "/sv/c/lunda").await.text();
    assert!(closed.contains("tar inte emot rapporter just nu") && !closed.contains("data-report"));
    let report = get(&installation, "/sv/c/lunda/report").await;
    assert_eq!(report.status, 409);
    assert!(report.text().contains("href=\"/sv/c/lunda\"") && !report.text().contains("<form"));
    assert_eq!(get(&installation, "/sv/follow-up").await.status, 200);
}

#[tokio::test]
async fn what_fails_is_said_in_the_language_of_its_address() {
    let (installation, _) = installation().await;
    let missing = [("/sv/c/nowhere", "Sidan finns inte"), ("/en/c/nowhere", "<html lang=\"en\">")];
    for (path, words) in
        missing.into_iter().chain([("/en/x/y/z", "<html lang=\"en\">"), ("/fr/", "Sidan finns")])
    {
        let answer = get(&installation, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains(words) && answer.text().contains("<h1>"), "{path}");
        assert!(answer.header("content-security-policy").is_some(), "{path}");
    }
    let refused = ask(&installation, "POST", "/en/c/lunda", "sv").await;
    assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD")));
    assert!(refused.text().contains("<html lang=\"en\">"));
    let long = get(&installation, &format!("/en/{}", "x".repeat(3000))).await;
    assert_eq!(long.status, 414);
    assert!(long.text().contains("<html lang=\"en\">"));
    let api = get(&installation, "/api/nowhere").await;
    assert_eq!((api.status, api.text().trim_end()), (404, "{\"problem\":\"problem-not-found\"}"));
}

#[tokio::test]
async fn whatever_is_refused_under_api_is_refused_in_our_own_words_and_padded() {
    let (installation, _) = installation().await;
    for (method, path, status) in [
        ("GET", "/api/nowhere", 404),
        // What the library beneath refuses by itself: a name that is no text, a number that is none, a method not taken.
        ("GET", "/api/channels/%FF", 404),
        ("GET", "/api/channels/lunda/keyrings?from=x", 400),
        ("DELETE", "/api/cases", 405),
        ("POST", "/api/nonce", 405),
    ] {
        let answer = ask(&installation, method, path, "sv").await;
        assert_eq!((answer.status, answer.body.len()), (status, 1024), "{method} {path}");
        assert_eq!(answer.header("content-type"), Some("application/json"), "{method} {path}");
        assert!(answer.text().starts_with("{\"problem\":\"problem-"), "{method} {path}");
    }
    let page = get(&installation, "/sv/c/%FF").await;
    assert_eq!(page.status, 404);
    assert!(page.text().contains("<h1>Sidan finns inte"), "{}", page.text());
}

#[tokio::test]
async fn where_flaws_are_reported_is_said_once_the_operator_has_said_it() {
    let (silent, _) = installation().await;
    assert_eq!(get(&silent, "/.well-known/security.txt").await.status, 404);
    let mut config = Config::default();
    "mailto:security@lunda.example".clone_into(&mut config.intake.security_contact);
    let (installation, _) = configured(config).await;
    let said = get(&installation, "/.well-known/security.txt").await;
    assert_eq!(said.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(said.text().starts_with("Contact: mailto:security@lunda.example\nExpires: 20"));
}

/// What a page fetches by itself: its address, and the assets that it names.
fn fetched(path: &str, page: &str) -> Vec<String> {
    let mut addresses = vec![path.to_owned()];
    for part in page.split('"').filter(|part| part.starts_with("/assets/")) {
        if !addresses.iter().any(|known| known == part) {
            addresses.push(part.to_owned());
        }
    }
    addresses
}

/// How many bytes a release build makes of a page: it presses harder than the debug build under test.
fn released(page: &str) -> usize {
    let mut pressed = Vec::new();
    brotli::BrotliCompress(&mut page.as_bytes(), &mut pressed, &brotli::enc::BrotliEncoderParams::default())
        .unwrap();
    pressed.len()
}

#[expect(clippy::print_stdout, reason = "the figures are for whoever runs the test")]
async fn weigh(installation: &Installation, addresses: &[String]) -> usize {
    let mut whole = 0;
    for address in addresses {
        let answer = get(installation, address).await;
        assert_eq!(answer.status, 200, "{address}");
        let body = if address.starts_with("/assets/") { answer.body.len() } else { released(&answer.text()) };
        println!("{:>7} bytes, {body:>6} of them body: {address}", answer.head.len() + 4 + body);
        whole += body;
    }
    println!("{whole:>7} bytes in {} requests", addresses.len());
    whole
}

#[tokio::test]
async fn the_first_page_weighs_20_kb_with_everything_in_four_requests() {
    let (installation, _) = installation().await;
    for path in ["/sv/", "/sv/c/lunda", "/en/c/lunda"] {
        let addresses = fetched(path, &get(&installation, path).await.text());
        assert!(addresses.len() <= 4, "{addresses:?}");
        assert!(weigh(&installation, &addresses).await <= 20_000, "{path}");
    }
}

#[tokio::test]
async fn the_report_page_weighs_60_kb_with_everything_and_a_keyring_of_five() {
    let (installation, _) = installation().await;
    for path in ["/sv/c/lunda/report", "/en/c/lunda/report"] {
        // As a browser gets it that has kept nothing: page, script, style, seal, and what the script asks for.
        let mut addresses = fetched(path, &get(&installation, path).await.text());
        assert_eq!(addresses.len(), 4, "{addresses:?}");
        addresses.push("/api/channels/lunda".to_owned());
        assert!(weigh(&installation, &addresses).await <= 60_000, "{path}");
    }
}
