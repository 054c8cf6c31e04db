//! A report that a handler was told by telephone, in a meeting or on paper.

use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill_sealing::body::{self, Act, Answer as Answered, ContactDetails, Content, Language, What};
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::filing::{Filed, Filing, file_report};
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::keyring::Clock;
use sigill_sealing::text::Text;

use super::Opened;
use crate::support::channel::TestChannel;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::Handler;
use crate::support::http::{Answer, Request};
use crate::support::reporter::{Reporter, WORDS, Words, envelope, words_of};

const TOLD: &str = "Hon berättade om fakturorna.";

/// What the desk sends of a report that came on `received`, whose code is `reporter`'s.
fn entering(opened: &Opened, reporter: &Reporter, received: Day, excluded: Holders) -> Value {
    entered(&opened.lund, reporter, received, excluded, &Words { what: TOLD, contact: "" })
}

/// The same, of a report in those words.
pub(crate) fn entered(
    lund: &TestChannel,
    reporter: &Reporter,
    received: Day,
    excluded: Holders,
    words: &Words<'_>,
) -> Value {
    let keyrings = lund.keyrings();
    let text = |words: &str| Text::new(words.to_owned()).unwrap();
    let filing = Filing {
        epoch: keyrings.newest(),
        code: &reporter.code,
        excluded,
        language: Language::parse("sv").unwrap(),
        answers: vec![Answered { question: "what".to_owned(), answer: text(words.what) }],
        files: Vec::new(),
        contact: ContactDetails { text: text(words.contact) },
        day: received,
        clock: Clock::Browser,
        path: body::Path::Desk,
    };
    request(lund, reporter, received, &file_report(filing, &mut OsRng).unwrap())
}

fn request(lund: &TestChannel, reporter: &Reporter, received: Day, filed: &Filed) -> Value {
    let keyrings = lund.keyrings();
    let epoch = keyrings.newest();
    let access = reporter.code.access().signing_key().verifying_key();
    let wraps = filed
        .wraps
        .iter()
        .map(|wrap| json!({ "holder": wrap.holder.to_string(), "sealed": base64(wrap.sealed.as_bytes()) }));
    json!({
        "locator": Digest::of(access.as_bytes()).to_string(),
        "channel": lund.id.to_string(),
        "keyring": { "epoch": epoch.epoch(), "hash": epoch.hash().to_string() },
        "received": received.to_string(),
        "anchor": base64(filed.anchor.as_bytes()),
        "leaf": filed.leaf.to_string(),
        "wraps": wraps.collect::<Vec<_>>(),
        "envelopes": [base64(filed.report.as_bytes()), base64(filed.contact.as_bytes())],
    })
}

pub(crate) async fn enter(handler: &Handler<'_>, body: &Value) -> Answer {
    handler.send(Request::new("POST", "/api/cases").json_bytes(body.to_string().into_bytes())).await
}

on_both_databases! {
    async fn an_entered_report_opens_for_handlers_and_by_its_code_from_the_day_it_came(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let came = opened.installation.clock.day();
        opened.installation.clock.move_days(3);
        let (handler, colleague) = (opened.handler(0).await, opened.handler(1).await);
        let told = Reporter::new(opened.installation.addresses.intake);
        let body = entering(&opened, &told, came, Holders::default());
        let answer = enter(&handler, &body).await.expect(201);
        assert_eq!(answer["received"], came.to_string());
        assert_eq!((&answer["anchor"], &answer["envelopes"]), (&body["anchor"], &body["envelopes"]));

        // Sent again after a lost answer, it stands once.
        let stored = opened.dump();
        assert_eq!(enter(&handler, &body).await.expect(200), answer);
        assert_eq!(opened.dump(), stored);

        let row = answer["id"].as_str().unwrap();
        for reader in [&handler, &colleague] {
            let read = reader.open(row).await;
            assert_eq!(words_of(&read.conversation), [TOLD]);
            assert_eq!(read.conversation.alarms(), []);
            // It was stored three days after the day that it states, as a report that was told somebody is.
            assert!(!read.conversation.entries()[0].shown().unwrap().day_differs);
            let listed = reader.inbox().await.into_iter().find(|listed| listed["id"] == row).unwrap();
            assert_eq!((&listed["path"], &listed["received"]), (&json!("desk"), &json!(came.to_string())));
        }
        let visit = told.visit().await;
        assert_eq!(visit.shown(), [TOLD]);
        assert_eq!((&visit.answer["path"], &visit.answer["received"]), (&json!("desk"), &json!(came.to_string())));
        told.reply(&visit, "Tack för samtalet.").await.expect(201);
    }

    async fn nobody_enters_a_report_but_who_answers_for_the_channels_reports(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let told = Reporter::new(opened.installation.addresses.intake);
        let today = opened.installation.clock.day();
        let body = entering(&opened, &told, today, Holders::default());
        let deputy = opened.deputy().await;
        enter(&deputy, &body).await.expect(403);
        let request = Request::new("POST", "/api/cases").json_bytes(body.to_string().into_bytes());
        let handler = opened.handler(0).await;
        handler.send_unsigned(request).await.expect(401);
        told.get("/api/case").await.expect(404);
    }

    async fn what_does_not_follow_the_keyring_or_the_calendar_enters_nothing(database: TestDatabase) {
        let opened = Opened::on(database).await;
        opened.installation.clock.move_days(40);
        let handler = opened.handler(0).await;
        let told = Reporter::new(opened.installation.addresses.intake);
        let today = opened.installation.clock.day();
        let good = entering(&opened, &told, today, Holders::default());
        let with = |name: &str, value: Value| {
            let mut body = good.clone();
            body[name] = value;
            body
        };
        let stored = opened.dump();
        for wrong in [
            with("received", json!(today.plus(1).unwrap().to_string())),
            with("received", json!(today.plus(-367).unwrap().to_string())),
            with("received", json!("i går")),
            with("wraps", json!([])),
            with("locator", json!("")),
            with("keyring", json!({ "epoch": 1, "hash": "00".repeat(32) })),
        ] {
            enter(&handler, &wrong).await.expect(400);
        }
        assert_eq!(opened.dump(), stored);
        enter(&handler, &good).await.expect(201);
        // Another report under the same code is refused, and the first stands.
        let other = entering(&opened, &told, today, Holders::default());
        enter(&handler, &other).await.expect(409);
    }

    async fn one_that_concerns_all_handlers_goes_to_the_deputies_and_not_to_who_entered_it(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let told = Reporter::new(opened.installation.addresses.intake);
        let handlers = opened.lund.handlers.iter().map(|person| Holder::Member(person.id));
        let body = entering(&opened, &told, opened.installation.clock.day(), handlers.collect());
        let answer = enter(&handler, &body).await.expect(201);
        let case = answer["id"].as_str().unwrap();
        handler.get(&format!("/api/cases/{case}")).await.expect(404);
        let deputy = opened.deputy().await;
        assert_eq!(words_of(&deputy.open(case).await.conversation), [TOLD]);
    }

    async fn a_deputy_enters_what_goes_to_deputies_and_nothing_else(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let today = opened.installation.clock.day();
        let handlers: Holders = opened.lund.handlers.iter().map(|person| Holder::Member(person.id)).collect();
        // Every handler is shut out of a case, and its reporter tells of reprisals there.
        let reporter = Reporter::new(opened.installation.addresses.intake);
        reporter.file(&opened.lund, handlers.clone(), &WORDS).await;
        let deputy = opened.deputy().await;
        let first = deputy.only_case().await;
        let visit = reporter.visit().await;
        let told = Act { what: What::Retaliation, refers: None, text: Text::new(TOLD.to_owned()).unwrap() };
        reporter.post("/api/case/envelopes", &envelope(&visit.seal(Content::Act(told)))).await.expect(201);
        assert_eq!(deputy.open(&first).await.conversation.entries().len(), 3);

        // A case of its own: no handler could open it, and only the deputy is there to enter it.
        let linked = Reporter::new(opened.installation.addresses.intake);
        let body = entering(&opened, &linked, today, handlers.clone());
        let answer = enter(&deputy, &body).await.expect(201);
        let case = answer["id"].as_str().unwrap();
        assert_eq!(words_of(&deputy.open(case).await.conversation), [TOLD]);
        assert_eq!(linked.visit().await.shown(), [TOLD]);
        for number in [0, 1] {
            let handler = opened.handler(number).await;
            handler.get(&format!("/api/cases/{case}")).await.expect(404);
        }
        // After a lost answer it stands once.
        assert_eq!(enter(&deputy, &body).await.expect(200), answer);

        // What goes to a handler, or to nobody but recovery, is for others to enter.
        let one: Holders = opened.lund.handlers.iter().take(1).map(|person| Holder::Member(person.id)).collect();
        let themselves = Holder::Member(opened.lund.deputies[0].id);
        let nobody: Holders = opened.lund.handlers.iter().map(|person| Holder::Member(person.id)).chain([themselves]).collect();
        for excluded in [Holders::default(), one, nobody] {
            let another = Reporter::new(opened.installation.addresses.intake);
            let body = entering(&opened, &another, today, excluded);
            let stored = opened.dump();
            enter(&deputy, &body).await.expect(403);
            assert_eq!(opened.dump(), stored);
        }
    }
}
