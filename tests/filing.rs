//! A report reaches those it is for, once and whole, or not at all.

use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill_sealing::day::Day;
use sigill_sealing::encoding::{base64, parse_base64};
use sigill_sealing::filing::Filed;
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::identity::{Addressee, Identity};
use sigill_sealing::role::Handler as HandlerRole;
use sigill_sealing::seal::{OpenError, StreamOpener};

use crate::support::channel::TestChannel;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::Handler;
use crate::support::http::{Answer, Request, text};
use crate::support::installation::Installation;
use crate::support::reporter::{ReadChannel, Reporter, WORDS, Words, words_of};
use crate::support::tables::{Tables, dump};

mod refused;

/// A published channel of two handlers and a deputy.
pub(crate) async fn lund(installation: &Installation) -> TestChannel {
    let mut channel = TestChannel::new("lund", &["Chefsjurist", "HR-direktör"], &["Kommundirektör"]);
    channel.publish(&installation.app.db, true, installation.clock.day()).await;
    channel
}

/// What is filed, ready to be sent or first spoilt.
struct Ready {
    installation: Installation,
    lund: TestChannel,
    reporter: Reporter,
    channel: ReadChannel,
    filed: Filed,
    body: Value,
}

impl Ready {
    async fn to_file(database: TestDatabase) -> Self {
        let installation = Installation::on(database);
        let lund = lund(&installation).await;
        let reporter = Reporter::new(installation.addresses.intake);
        let channel = reporter.read_channel(&lund).await;
        let filed = reporter.seal(&channel, Holders::default(), &WORDS);
        let body = Reporter::filing(&channel, &filed);
        Self { installation, lund, reporter, channel, filed, body }
    }

    async fn post(&self, body: &Value) -> Answer {
        self.reporter.post("/api/cases", body).await
    }

    fn dump(&self) -> Tables {
        dump(&self.installation.database)
    }
}

/// Every place of a filing that holds something sealed, and its bytes.
fn parts(body: &Value) -> [(&'static str, Vec<u8>); 4] {
    ["/envelopes/0", "/envelopes/1", "/anchor", "/wraps"]
        .map(|place| (place, parse_base64(text(body.pointer(place).unwrap())).unwrap()))
}

/// What is left of a filing if all that is sealed, and the leaf, which is as random, is written over.
fn blackened(body: &Value) -> Value {
    fn over(value: &mut Value) {
        let text = value.as_str().unwrap();
        let plain: Vec<u8> = parse_base64(text).unwrap_or_default();
        assert!(text.len() == 64 || plain.starts_with(b"age-encryption.org/v1\n"));
        *value = format!("{} characters", text.len()).into();
    }
    let mut body = body.clone();
    for name in ["anchor", "leaf", "wraps"] {
        over(&mut body[name]);
    }
    body["envelopes"].as_array_mut().unwrap().iter_mut().for_each(over);
    body
}

on_both_databases! {
    async fn a_report_opens_with_the_keys_of_each_handler_and_with_the_code(database: TestDatabase) {
        let installation = Installation::on(database);
        let lund = lund(&installation).await;
        let reporter = Reporter::new(installation.addresses.intake);
        let words = Words { what: "Fakturorna är påhittade.", contact: "Kim, 070-123 45 67" };
        let received = reporter.file(&lund, Holders::default(), &words).await;
        assert_eq!(received, installation.clock.day());

        for person in &lund.handlers {
            let handler = Handler::signed_in(&installation, &lund, person).await;
            let case = handler.only_case().await;
            let opened = handler.open(&case).await;
            assert_eq!(words_of(&opened.conversation), [words.what]);
            assert_eq!(opened.conversation.alarms(), []);
        }
        let deputy = Handler::signed_in(&installation, &lund, &lund.deputies[0]).await;
        assert_eq!(deputy.inbox().await, [Value::Null; 0]);

        let visit = reporter.comes_back().visit().await;
        assert_eq!(visit.shown(), [words.what]);
        assert!(!visit.conversation.is_held_back());
        assert_eq!(visit.answer["state"], "received");
        assert_eq!(visit.answer["received"], received.to_string());
    }

    async fn a_retry_after_a_lost_answer_creates_nothing_twice(database: TestDatabase) {
        let ready = Ready::to_file(database).await;
        let first = ready.post(&ready.body).await.expect(201);
        let stored = ready.dump();
        let second = ready.post(&ready.body).await.expect(200);
        assert_eq!(first, second);
        assert_eq!(ready.dump(), stored);
        // Nor later, when the keyring it was sealed to has long been replaced and expired.
        ready.installation.clock.move_days(300);
        assert_eq!(ready.post(&ready.body).await.expect(200), first);
        assert_eq!(ready.dump(), stored);
    }

    async fn two_tries_at_once_create_one_case(database: TestDatabase) {
        let ready = Ready::to_file(database).await;
        let tries = [(); 6].map(|()| ready.post(&ready.body));
        let mut statuses: Vec<u16> =
            futures_util::future::join_all(tries).await.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 200, 200, 200, 201]);
        assert_eq!(ready.dump()["cases"].len(), 1);
    }

    async fn another_report_under_the_same_code_is_a_conflict(database: TestDatabase) {
        let ready = Ready::to_file(database).await;
        ready.post(&ready.body).await.expect(201);
        let stored = ready.dump();
        let again = ready.reporter.seal(&ready.channel, Holders::default(), &WORDS);
        let other = Reporter::filing(&ready.channel, &again);
        ready.post(&other).await.expect_problem(409, "problem-conflict");
        assert_eq!(ready.dump(), stored);
    }

    async fn deputies_get_a_report_when_it_concerns_every_handler(database: TestDatabase) {
        let installation = Installation::on(database);
        let lund = lund(&installation).await;
        let reporter = Reporter::new(installation.addresses.intake);
        reporter.file(&lund, lund.handlers.iter().map(|person| person.id).collect(), &WORDS).await;
        let deputy = Handler::signed_in(&installation, &lund, &lund.deputies[0]).await;
        let case = deputy.only_case().await;
        assert_eq!(words_of(&deputy.open(&case).await.conversation), [WORDS.what]);
        for person in &lund.handlers {
            let handler = Handler::signed_in(&installation, &lund, person).await;
            assert_eq!(handler.inbox().await, [Value::Null; 0]);
            handler.get(&format!("/api/cases/{case}")).await.expect_problem(404, "problem-not-found");
        }
    }

    async fn a_filing_does_not_show_on_its_way_whom_it_is_kept_from(database: TestDatabase) {
        let installation = Installation::on(database);
        let lund = lund(&installation).await;
        let legal = lund.handlers[0].id;
        let mut seen = Vec::new();
        for excluded in [Holders::default(), Holders::from_iter([legal])] {
            let reporter = Reporter::new(installation.addresses.intake);
            let channel = reporter.read_channel(&lund).await;
            let filed = reporter.seal(&channel, excluded, &WORDS);
            let body = Reporter::filing(&channel, &filed);
            let answer = reporter.post("/api/cases", &body).await;
            // Nobody's id stands in it, and everything that differs is sealed, or as random.
            let sent = body.to_string();
            let ids = lund.handlers.iter().chain(&lund.deputies).map(|person| person.id.to_string());
            for word in ids.chain(["recovery".to_owned()]) {
                assert!(!sent.contains(&word), "{word}");
            }
            // Nor does anything in it open for a handler who reads it on its way: not even that it would not is to be seen.
            for person in &lund.handlers {
                for (place, sealed) in parts(&body) {
                    let opened = StreamOpener::start(sealed.as_slice(), &person.identity);
                    assert_eq!(opened.err(), Some(OpenError::NotForUs), "{place}");
                }
            }
            seen.push((blackened(&body), sent.len(), answer.status, answer.body));
        }
        assert_eq!(seen[0], seen[1]);

        // And yet who is shut out gets nothing, and nothing stands for them in what is stored.
        for (person, cases) in lund.handlers.iter().zip([1, 2]) {
            let handler = Handler::signed_in(&installation, &lund, person).await;
            assert_eq!(handler.inbox().await.len(), cases);
        }
        assert_eq!(dump(&installation.database)["wraps"].len(), 3 + 2);
    }

    async fn a_superseded_epoch_is_filed_to_for_two_days_and_no_longer(database: TestDatabase) {
        let mut ready = Ready::to_file(database).await;
        let (clock, db) = (ready.installation.clock.clone(), ready.installation.app.db.clone());
        clock.move_days(10);
        ready.lund.publish(&db, true, clock.day()).await;
        clock.move_days(2);
        ready.post(&ready.body).await.expect(201);

        let late = Reporter::new(ready.installation.addresses.intake);
        let filed = late.seal(&ready.channel, Holders::default(), &WORDS);
        let body = Reporter::filing(&ready.channel, &filed);
        clock.move_days(1);
        let stored = ready.dump();
        late.post("/api/cases", &body).await.expect_problem(410, "problem-expired");
        assert_eq!(ready.dump(), stored);
        // The newest is what is left to seal to.
        late.file(&ready.lund, Holders::default(), &WORDS).await;
    }

    async fn an_expired_epoch_is_filed_to_for_sixty_days_and_no_longer(database: TestDatabase) {
        let ready = Ready::to_file(database).await;
        let last = ready.channel.keyrings.newest().expires();
        let clock = ready.installation.clock.clone();
        clock.move_days(i64::from(last.number() - clock.day().number()) + 60);
        ready.post(&ready.body).await.expect(201);
        let late = Reporter::new(ready.installation.addresses.intake);
        let body = Reporter::filing(&ready.channel, &late.seal(&ready.channel, Holders::default(), &WORDS));
        clock.move_days(1);
        late.post("/api/cases", &body).await.expect_problem(410, "problem-expired");
        assert_eq!(ready.dump()["cases"].len(), 1);
    }
}

#[tokio::test]
async fn every_answer_of_a_filing_has_a_power_of_two_for_a_length_and_is_kept_by_nobody() {
    let ready = Ready::to_file(TestDatabase::sqlite()).await;
    let reporter = &ready.reporter;
    let body = ready.body.to_string();
    let answers = [
        reporter.send(Request::get("/api/channels/lund")).await,
        reporter.send(Request::get("/api/channels/lund/keyrings?from=1")).await,
        reporter.send(Request::get("/api/nonce")).await,
        reporter.get("/api/case").await,
        reporter.ask("POST", "/api/cases", body.as_bytes()).await,
        reporter.ask("POST", "/api/cases", body.as_bytes()).await,
        reporter.ask("POST", "/api/cases", b"{}").await,
        reporter.get("/api/case").await,
        reporter.get("/api/case/envelopes?from=0").await,
        reporter.get("/api/case/envelopes?from=2").await,
        reporter.post("/api/case/envelopes", &json!({ "n": 9, "sealed": "AA==" })).await,
        reporter.send(Request::get("/api/channels/nowhere")).await,
    ];
    assert_eq!(
        answers.iter().map(|answer| answer.status).collect::<Vec<_>>(),
        [200, 200, 200, 404, 201, 200, 400, 200, 200, 200, 400, 404]
    );
    for answer in answers {
        let shown = String::from_utf8_lossy(&answer.body).trim_end().to_owned();
        assert!(
            answer.body.len() >= 1024 && answer.body.len().is_power_of_two(),
            "{}: {shown}",
            answer.body.len()
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{shown}");
        for told in ["set-cookie", "etag", "last-modified", "server"] {
            assert_eq!(answer.header(told), None, "{shown}");
        }
    }
}
