//! Whoever holds the code, and nobody else, finds the case, reads it and writes in it.

use serde_json::{Value, json};
use sigill_sealing::encoding::{base64, parse_base64_exact};
use sigill_sealing::holder::Holders;

use crate::filing::lund;
use crate::support::channel::TestChannel;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::http::Answer;
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS, envelope};
use crate::support::tables::dump;

/// An answer without what is random in every one, the order of its headers among it.
fn in_order(answer: Answer) -> Answer {
    let mut answer = answer.masked();
    answer.headers.sort();
    answer
}

/// Somebody who has filed.
struct Told {
    installation: Installation,
    #[expect(dead_code, reason = "its keys outlive the story")]
    lund: TestChannel,
    reporter: Reporter,
}

impl Told {
    async fn on(database: TestDatabase) -> Self {
        let installation = Installation::on(database);
        let lund = lund(&installation).await;
        let reporter = Reporter::new(installation.addresses.intake);
        reporter.file(&lund, Holders::default(), &WORDS).await;
        Self { installation, lund, reporter }
    }
}

on_both_databases! {
    async fn a_reporter_who_comes_back_reads_and_writes_on(database: TestDatabase) {
        let told = Told::on(database).await;
        told.installation.clock.move_days(40);
        let reporter = told.reporter.comes_back();
        let visit = reporter.visit().await;
        let answer = reporter.reply(&visit, "Det händer igen.").await.expect(201);
        assert_eq!(answer, json!({ "n": 2, "day": told.installation.clock.day().to_string() }));
        let visit = reporter.comes_back().visit().await;
        assert_eq!(visit.shown(), [WORDS.what, "Det händer igen."]);
        assert_eq!(visit.answer["count"], 3);
        assert_eq!(visit.conversation.alarms(), []);
    }

    async fn a_message_sent_again_after_a_lost_answer_stands_once(database: TestDatabase) {
        let told = Told::on(database).await;
        let letter = envelope(&told.reporter.visit().await.write("Hallå?"));
        let first = told.reporter.post("/api/case/envelopes", &letter).await.expect(201);
        let stored = dump(&told.installation.database);
        // The next day, too: the answer is that of the first time.
        told.installation.clock.move_days(1);
        assert_eq!(told.reporter.post("/api/case/envelopes", &letter).await.expect(200), first);
        assert_eq!(dump(&told.installation.database), stored);
    }

    async fn a_number_that_is_taken_or_not_the_next_is_a_conflict_with_the_count(database: TestDatabase) {
        let told = Told::on(database).await;
        let visit = told.reporter.visit().await;
        let (first, second) = (envelope(&visit.write("Ett.")), envelope(&visit.write("Två.")));
        told.reporter.post("/api/case/envelopes", &first).await.expect(201);
        let stored = dump(&told.installation.database);
        let mut ahead = second.clone();
        ahead["n"] = 7.into();
        let mut first_of_all = second.clone();
        first_of_all["n"] = 0.into();
        let mut beyond = second.clone();
        beyond["n"] = u64::MAX.into();
        for body in [second, ahead, first_of_all, beyond] {
            let answer = told.reporter.post("/api/case/envelopes", &body).await;
            assert_eq!(answer.expect(409), json!({ "problem": "problem-conflict", "count": 3 }));
            assert_eq!(dump(&told.installation.database), stored);
        }
    }

    async fn of_many_messages_at_once_one_takes_the_number(database: TestDatabase) {
        let told = Told::on(database).await;
        let visit = told.reporter.visit().await;
        let letters: Vec<Value> =
            (0..6).map(|n| envelope(&visit.write(&format!("Nummer {n}.")))).collect();
        let posts = letters.iter().map(|letter| told.reporter.post("/api/case/envelopes", letter));
        let mut statuses: Vec<u16> =
            futures_util::future::join_all(posts).await.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
        assert_eq!(told.reporter.visit().await.conversation.entries().len(), 3);
    }
}

#[tokio::test]
async fn a_message_that_is_not_sealed_as_it_must_be_is_refused() {
    let told = Told::on(TestDatabase::sqlite()).await;
    let visit = told.reporter.visit().await;
    let letter = visit.write("Så här.");
    let sealed = letter.sealed.as_bytes();
    let before = dump(&told.installation.database);
    for spoilt in [b"Klartext".to_vec(), sealed[..sealed.len() - 1].to_vec(), [sealed, b"x"].concat()] {
        let body = json!({ "n": letter.n, "sealed": base64(&spoilt) });
        let answer = told.reporter.post("/api/case/envelopes", &body).await;
        answer.expect_problem(400, "problem-not-sealed");
    }
    assert_eq!(dump(&told.installation.database), before);
}

#[tokio::test]
async fn a_code_of_no_case_finds_nothing_by_any_method() {
    let told = Told::on(TestDatabase::sqlite()).await;
    let letter = envelope(&told.reporter.visit().await.write("Hit?")).to_string();
    let stranger = Reporter::new(told.installation.addresses.intake);
    let before = dump(&told.installation.database);
    let requests: [(&str, &str, &[u8]); 4] = [
        ("GET", "/api/case", b""),
        ("GET", "/api/case/envelopes", b""),
        ("GET", "/api/case/envelopes?from=1", b""),
        ("POST", "/api/case/envelopes", letter.as_bytes()),
    ];
    for (method, path, body) in requests {
        stranger.ask(method, path, body).await.expect_problem(404, "problem-not-found");
    }
    // A method that an address does not take says nothing of a case either.
    for (method, path) in [("HEAD", "/api/case"), ("DELETE", "/api/case"), ("PUT", "/api/case/envelopes")] {
        let answer = in_order(stranger.ask(method, path, b"").await);
        assert_eq!(answer.status, 405, "{method} {path}");
        assert_eq!(in_order(told.reporter.ask(method, path, b"").await), answer, "{method} {path}");
    }
    assert_eq!(dump(&told.installation.database), before);
}

/// What the server says to a request that was signed wrongly.
async fn refused(told: &Told, request: crate::support::http::Request) -> Answer {
    let before = dump(&told.installation.database);
    let answer = told.reporter.send(request).await;
    assert_eq!(dump(&told.installation.database), before);
    answer
}

#[tokio::test]
async fn a_nonce_is_good_for_ten_minutes_and_the_answer_to_an_old_one_brings_the_next() {
    let told = Told::on(TestDatabase::sqlite()).await;
    let nonce = told.reporter.nonce().await;
    told.installation.clock.move_minutes(9);
    told.reporter.send(told.reporter.sign("GET", "/api/case", b"", &nonce)).await.expect(200);
    told.installation.clock.move_minutes(1);
    let old = refused(&told, told.reporter.sign("GET", "/api/case", b"", &nonce)).await;
    old.expect_problem(401, "problem-nonce-expired");
    let next = parse_base64_exact(old.header("sigill-nonce").unwrap()).unwrap();
    let answer = told.reporter.send(told.reporter.sign("GET", "/api/case", b"", &next)).await;
    // As does the answer to a good one.
    assert!(answer.header("sigill-nonce").is_some());
    answer.expect(200);
}

#[tokio::test]
async fn a_nonce_of_another_server_is_refused() {
    let told = Told::on(TestDatabase::sqlite()).await;
    let other = Installation::on(TestDatabase::sqlite());
    let foreign = Reporter::new(other.addresses.intake).nonce().await;
    for nonce in [foreign, [0; 32]] {
        let answer = refused(&told, told.reporter.sign("GET", "/api/case", b"", &nonce)).await;
        answer.expect_problem(401, "problem-not-authenticated");
    }
}

#[tokio::test]
async fn a_signature_holds_for_its_own_key_method_path_query_and_body() {
    let told = Told::on(TestDatabase::sqlite()).await;
    let nonce = told.reporter.nonce().await;
    let letter = envelope(&told.reporter.visit().await.write("Bara detta.")).to_string();
    let changed = letter.replacen("\"n\":2", "\"n\":3", 1);
    assert_ne!(changed, letter);
    let sign =
        |method: &str, path: &str, body: &str| told.reporter.sign(method, path, body.as_bytes(), &nonce);
    let stranger = Reporter::new(told.installation.addresses.intake);
    let strange = stranger.sign("GET", "/api/case", b"", &nonce);
    let cases = [
        ("another method", sign("POST", "/api/case", "").with_method("GET")),
        ("another path", sign("GET", "/api/case/envelopes", "").with_path("/api/case")),
        (
            "another query",
            sign("GET", "/api/case/envelopes?from=0", "").with_path("/api/case/envelopes?from=1"),
        ),
        ("no query", sign("GET", "/api/case/envelopes?from=0", "").with_path("/api/case/envelopes")),
        ("another body", sign("POST", "/api/case/envelopes", &letter).with_body(changed.as_bytes())),
        (
            "a space more",
            sign("POST", "/api/case/envelopes", &letter).with_body(format!("{letter} ").as_bytes()),
        ),
        ("no key", sign("GET", "/api/case", "").replace("Sigill-Key", "")),
        ("no nonce", sign("GET", "/api/case", "").replace("Sigill-Nonce", "")),
        ("no signature", sign("GET", "/api/case", "").replace("Sigill-Signature", "")),
        ("zeros", sign("GET", "/api/case", "").replace("Sigill-Signature", &base64(&[0; 64]))),
        ("a key of low order", sign("GET", "/api/case", "").replace("Sigill-Key", &base64(&[0; 32]))),
        ("another's key", sign("GET", "/api/case", "").replace("Sigill-Key", strange.value("Sigill-Key"))),
        (
            "another's signature",
            sign("GET", "/api/case", "").replace("Sigill-Signature", strange.value("Sigill-Signature")),
        ),
    ];
    for (what, request) in cases {
        let answer = refused(&told, request).await;
        assert_eq!((answer.status, answer.problem().as_str()), (401, "problem-not-authenticated"), "{what}");
    }
    told.reporter.send(sign("POST", "/api/case/envelopes", &letter)).await.expect(201);
}
