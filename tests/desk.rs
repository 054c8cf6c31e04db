//! What handlers see at the desk and do there: only cases whose newest key they hold, and nothing by halves.

pub(crate) mod entering;
mod keys_kept;
mod leaving;
mod logged;
mod recovered;
mod remembering;
pub(crate) mod room;
mod stepping_aside;
mod waiving;

use std::fmt::Display;

use diesel::RunQueryDsl as _;
use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill::members::designations::{self, Role};
use sigill::storage;
use sigill::storage::schema::wraps;
use sigill_sealing::body::{Cause, Content, Language, Message, Step};
use sigill_sealing::case_id::CaseId;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::holder::Holders;
use sigill_sealing::id::MemberId;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{Alarm, Rekeying, grant_access, rekey};

use crate::filing::lund;
use crate::support::channel::TestChannel;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::{Handler, OpenCase, desk_envelope};
use crate::support::http::{Request, text};
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS, message, words_of};
use crate::support::tables::{Tables, dump};

pub(crate) use remembering::{index_entry, replacing};

/// An installation with a case that both handlers may open.
struct Opened {
    installation: Installation,
    lund: TestChannel,
    reporter: Reporter,
}

impl Opened {
    async fn on(database: TestDatabase) -> Self {
        let installation = Installation::on(database);
        let lund = lund(&installation).await;
        let reporter = Reporter::new(installation.addresses.intake);
        reporter.file(&lund, Holders::default(), &WORDS).await;
        Self { installation, lund, reporter }
    }

    async fn handler(&self, number: usize) -> Handler<'_> {
        Handler::signed_in(&self.installation, &self.lund, &self.lund.handlers[number]).await
    }

    async fn deputy(&self) -> Handler<'_> {
        Handler::signed_in(&self.installation, &self.lund, &self.lund.deputies[0]).await
    }

    /// Makes a handler the channel's owner.
    async fn make_owner(&self, member: MemberId) {
        let (channel, since) = (self.lund.id, self.installation.clock.day());
        let made =
            self.installation.app.db.run_tx("make_test_owner", move |tx| -> Result<(), storage::Error> {
                designations::put(tx, channel, member, Role::Owner, since)
            });
        made.await.unwrap();
    }

    /// Everything stored but the nonces that requests have used up.
    fn dump(&self) -> Tables {
        let mut tables = dump(&self.installation.database);
        tables.remove("spent_nonces").unwrap();
        tables
    }
}

/// A message that takes a step, sealed after what the handler sees.
pub(crate) fn stepping(handler: &Handler<'_>, opened: &OpenCase, keys: &TestChannel, step: Step) -> Value {
    let content = Content::Message(Message {
        text: Text::new("Vi har tagit emot det.".to_owned()).unwrap(),
        language: Language::parse("sv").unwrap(),
        files: Vec::new(),
        step: Some(step),
    });
    let (keyrings, signing) = (keys.keyrings(), handler.person.signing());
    let letter =
        opened.case.write(&opened.conversation, &signing, handler.writing(&keyrings), content).unwrap();
    let word = match step {
        Step::Acknowledge => "acknowledge",
        Step::Feedback => "feedback",
        Step::Close => "close",
        Step::Reopen => "reopen",
        Step::Minutes
        | Step::Assess
        | Step::Investigate
        | Step::Conclude
        | Step::OutOfScope
        | Step::Refer => panic!("{} is no step of the clocks", step.word()),
    };
    desk_envelope(&letter, Some(word), &[])
}

/// The wraps of a grant or rekey as the desk sends them.
fn wrap(holder: impl Display, generation: u64, sealed: &[u8]) -> Value {
    json!({ "holder": format!("{holder}"), "generation": generation, "sealed": base64(sealed) })
}

fn decoded(value: &Value) -> Vec<u8> {
    sigill_sealing::encoding::parse_base64(text(value)).unwrap()
}

/// A rekey that leaves these people and recovery, as its request.
pub(crate) fn rekeying(
    handler: &Handler<'_>,
    opened: &OpenCase,
    keys: &TestChannel,
    members: Holders,
) -> (Value, Vec<Value>) {
    let (keyrings, signing) = (keys.keyrings(), handler.person.signing());
    let rekeying = Rekeying { members, cause: Cause::StepsAside };
    let writing = handler.writing(&keyrings);
    let rekeyed = rekey(&opened.case, &opened.conversation, &signing, rekeying, writing, &mut OsRng).unwrap();
    let generation = rekeyed.case.keys().generation();
    let wraps: Vec<_> =
        rekeyed.wraps.iter().map(|(holder, _, sealed)| wrap(holder, generation, sealed.as_bytes())).collect();
    (desk_envelope(&rekeyed.letter, None, &wraps), wraps)
}

on_both_databases! {
    async fn what_a_handler_writes_reaches_the_reporter_and_the_other_handler(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (first, second) = (opened.handler(0).await, opened.handler(1).await);
        let case = first.only_case().await;
        let seen = first.open(&case).await;
        let keyrings = opened.lund.keyrings();
        let signing = first.person.signing();
        let letter =
            seen.case.write(&seen.conversation, &signing, first.writing(&keyrings), message("Berätta mer.")).unwrap();
        let body = desk_envelope(&letter, None, &[]);
        let answer = first.post(&case, &body).await.expect(201);
        assert_eq!(answer, json!({ "n": 2, "day": opened.installation.clock.day().to_string() }));
        // Sent again, it stands once.
        let stored = opened.dump();
        assert_eq!(first.post(&case, &body).await.expect(200), answer);
        assert_eq!(opened.dump(), stored);

        let visit = opened.reporter.visit().await;
        assert_eq!(visit.shown(), [WORDS.what, "Berätta mer."]);
        opened.reporter.reply(&visit, "Gärna.").await.expect(201);
        let read = second.open(&case).await;
        assert_eq!(words_of(&read.conversation), [WORDS.what, "Berätta mer.", "Gärna."]);
        assert_eq!(read.conversation.alarms(), []);
        assert_eq!(second.inbox().await[0]["counts"], json!({ "c": 4, "i": 0 }));
    }

    async fn an_old_number_is_a_conflict_with_the_count(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (first, second) = (opened.handler(0).await, opened.handler(1).await);
        let case = first.only_case().await;
        let (one, other) = (first.open(&case).await, second.open(&case).await);
        first.post(&case, &stepping(&first, &one, &opened.lund, Step::Acknowledge)).await.expect(201);
        let stored = opened.dump();
        let late = second.post(&case, &stepping(&second, &other, &opened.lund, Step::Close)).await;
        assert_eq!(late.expect(409), json!({ "problem": "problem-conflict", "count": 3 }));
        assert_eq!(opened.dump(), stored);
    }

    async fn steps_set_the_days_that_the_law_counts(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let case = opened.handler(0).await.only_case().await;
        let clock = &opened.installation.clock;
        let received = clock.day().to_string();
        let mut days = Vec::new();
        for step in [Step::Acknowledge, Step::Feedback, Step::Close] {
            clock.move_days(3);
            days.push(clock.day().to_string());
            let handler = opened.handler(0).await;
            let seen = handler.open(&case).await;
            handler.post(&case, &stepping(&handler, &seen, &opened.lund, step)).await.expect(201);
        }
        let handler = opened.handler(0).await;
        let listed = handler.inbox().await.remove(0);
        let told = opened.reporter.visit().await.answer;
        for answer in [&listed, &told] {
            assert_eq!(answer["state"], "closed");
            assert_eq!(answer["received"], received);
            assert_eq!(answer["acknowledged"], days[0]);
            assert_eq!(answer["fed_back"], days[1]);
            assert_eq!(answer["closed"], days[2]);
        }
        // The reporter can go on writing, and a handler can take the case up again.
        let visit = opened.reporter.visit().await;
        opened.reporter.reply(&visit, "Det var inte allt.").await.expect(201);
        let seen = handler.open(&case).await;
        handler.post(&case, &stepping(&handler, &seen, &opened.lund, Step::Reopen)).await.expect(201);
        let listed = handler.inbox().await.remove(0);
        assert_eq!((&listed["state"], &listed["closed"]), (&json!("acknowledged"), &Value::Null));
    }

    async fn a_step_out_of_turn_stores_nothing(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let case = handler.only_case().await;
        let seen = handler.open(&case).await;
        let stored = opened.dump();
        let body = stepping(&handler, &seen, &opened.lund, Step::Reopen);
        handler.post(&case, &body).await.expect_problem(409, "problem-out-of-turn");
        let mut unheard = body.clone();
        unheard["step"] = "erase".into();
        handler.post(&case, &unheard).await.expect_problem(400, "problem-malformed");
        assert_eq!(opened.dump(), stored);
    }

    async fn a_grant_lets_a_deputy_in(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (handler, deputy) = (opened.handler(0).await, opened.deputy().await);
        let case = handler.only_case().await;
        assert_eq!(deputy.inbox().await, [Value::Null; 0]);
        let seen = handler.open(&case).await;
        let (keyrings, signing) = (opened.lund.keyrings(), handler.person.signing());
        let granted =
            grant_access(&seen.case, &seen.conversation, &signing, deputy.person.id, handler.writing(&keyrings));
        let granted = granted.unwrap();
        let wraps = [wrap(deputy.person.id, 0, granted.wrap.as_bytes())];
        let body = desk_envelope(&granted.letter, None, &wraps);
        handler.post(&case, &body).await.expect(201);
        assert_eq!(deputy.only_case().await, case);
        assert_eq!(words_of(&deputy.open(&case).await.conversation), [WORDS.what]);
        // Once more is the same request, and gives nobody a second wrap.
        let stored = opened.dump();
        handler.post(&case, &body).await.expect(200);
        assert_eq!(opened.dump(), stored);
    }

    async fn who_a_rekey_leaves_out_loses_the_case_and_what_comes_after(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (leaver, stays) = (opened.handler(0).await, opened.handler(1).await);
        opened.make_owner(stays.person.id).await;
        let case = stays.only_case().await;
        let paths = [
            format!("/api/cases/{case}"),
            format!("/api/cases/{case}/envelopes?thread=c"),
            format!("/api/cases/{case}/envelopes?thread=i"),
        ];
        leaver.get(&paths[0]).await.expect(200);
        let before = leaver.open(&case).await;
        let seen = stays.open(&case).await;
        let members: Holders = [stays.person.id].into_iter().collect();
        let (body, _) = rekeying(&stays, &seen, &opened.lund, members);
        stays.post(&case, &body).await.expect(201);

        assert_eq!(leaver.inbox().await, [Value::Null; 0]);
        for path in &paths {
            leaver.get(path).await.expect_problem(404, "problem-not-found");
        }
        let late = stepping(&leaver, &before, &opened.lund, Step::Close);
        leaver.post(&case, &late).await.expect_problem(404, "problem-not-found");

        // Who stays reads on, and so does the reporter, whose next words the old key no longer opens.
        let visit = opened.reporter.visit().await;
        opened.reporter.reply(&visit, "Bara till er som är kvar.").await.expect(201);
        let read = stays.open(&case).await;
        assert_eq!(words_of(&read.conversation), [WORDS.what, "Bara till er som är kvar."]);
        assert_eq!(read.conversation.alarms(), []);
        let path = format!("/api/cases/{case}/envelopes?thread=c");
        let served = crate::support::reporter::read_served(&stays.get(&path).await.expect(200));
        let with_old_keys = before.case.conversation(&opened.lund.keyrings(), &served);
        assert_eq!(words_of(&with_old_keys), [WORDS.what]);
    }

    async fn wraps_that_are_neither_a_grant_nor_a_rekey_store_nothing(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (handler, other) = (opened.handler(0).await, opened.handler(1).await);
        let case = handler.only_case().await;
        let seen = handler.open(&case).await;
        let members: Holders = [handler.person.id].into_iter().collect();
        let (body, wraps) = rekeying(&handler, &seen, &opened.lund, members);
        opened.make_owner(handler.person.id).await;
        let (mine, recovery) = (wraps[0].clone(), wraps[1].clone());
        let with = |wrap: &Value, name: &str, value: Value| {
            let mut wrap = wrap.clone();
            wrap[name] = value;
            wrap
        };
        let unknown = with(&recovery, "holder", "5".repeat(32).into());
        let spoilt = [
            ("a generation too far", vec![with(&mine, "generation", 2.into()), with(&recovery, "generation", 2.into())]),
            ("two generations", vec![mine.clone(), with(&recovery, "generation", 0.into())]),
            ("one holder twice", vec![mine.clone(), mine.clone()]),
            ("somebody unknown", vec![mine.clone(), unknown]),
            ("a grant to who has it already", vec![wrap(other.person.id, 0, &decoded(&mine["sealed"]))]),
            ("one that is not sealed", vec![mine.clone(), with(&recovery, "sealed", "AAAA".into())]),
        ];
        let stored = opened.dump();
        for (what, wraps) in spoilt {
            let answer = handler.post(&case, &with(&body, "wraps", wraps.into())).await;
            assert_eq!(answer.status, 400, "{what}");
            assert_eq!(opened.dump(), stored, "{what}");
        }
        handler.post(&case, &body).await.expect(201);
    }
}

#[tokio::test]
async fn a_case_that_is_not_mine_and_one_that_is_not_there_are_answered_alike() {
    let opened = Opened::on(TestDatabase::sqlite()).await;
    let (handler, deputy) = (opened.handler(0).await, opened.deputy().await);
    let case = handler.only_case().await;
    let seen = handler.open(&case).await;
    let writing = stepping(&handler, &seen, &opened.lund, Step::Acknowledge);
    let entry = index_entry("mine");
    let ask = |case: &str| {
        let path = format!("/api/cases/{case}");
        [
            Request::get(&path),
            Request::get(&format!("{path}/envelopes?thread=c&from=0")),
            Request::get(&format!("{path}/envelopes?thread=i&from=0")),
            Request::new("POST", &format!("{path}/envelopes")).json(&writing),
            Request::new("PUT", &format!("{path}/index")).json(&entry),
        ]
    };
    let stored = opened.dump();
    let absent = "0123456789abcdef0123456789abcdef";
    for ((mine, gone), nonsense) in ask(&case).into_iter().zip(ask(absent)).zip(ask("nonsense")) {
        let answer = deputy.send(mine).await.masked();
        answer.expect_problem(404, "problem-not-found");
        assert_eq!(deputy.send(gone).await.masked(), answer);
        assert_eq!(deputy.send(nonsense).await.masked(), answer);
    }
    assert_eq!(opened.dump(), stored);
}

#[tokio::test]
async fn nobody_who_is_not_signed_in_learns_or_does_anything() {
    let opened = Opened::on(TestDatabase::sqlite()).await;
    let handler = opened.handler(0).await;
    let case = handler.only_case().await;
    let seen = handler.open(&case).await;
    let writing = stepping(&handler, &seen, &opened.lund, Step::Acknowledge);
    let stored = opened.dump();
    let requests = || {
        [
            Request::get("/api/inbox"),
            Request::get(&format!("/api/index?cases={case}")),
            Request::get("/api/views"),
            Request::new("PUT", "/api/views").json(&json!({})),
            Request::get(&format!("/api/cases/{case}")),
            Request::get(&format!("/api/cases/{case}/envelopes?thread=c")),
            Request::new("POST", &format!("/api/cases/{case}/envelopes")).json(&writing),
            Request::new("PUT", &format!("/api/cases/{case}/index")).json(&json!({})),
        ]
    };
    let desk = opened.installation.addresses.desk;
    for request in requests() {
        request.send(desk).await.expect_problem(401, "problem-not-authenticated");
    }
    for request in requests() {
        let stranger = request.header("Cookie", &format!("sigill={}", "5".repeat(64)));
        stranger.send(desk).await.expect_problem(401, "problem-not-authenticated");
    }
    // A session ends by itself.
    opened.installation.clock.move_minutes(8 * 60);
    for request in requests() {
        handler.send(request).await.expect_problem(401, "problem-not-authenticated");
    }
    // And the intake knows none.
    let intake = opened.installation.addresses.intake;
    for request in requests() {
        assert_eq!(request.send(intake).await.status, 404);
    }
    assert_eq!(opened.dump(), stored);
}

#[tokio::test]
async fn a_leavers_own_rekey_stands_under_a_warning_until_one_who_remains_makes_another() {
    let opened = Opened::on(TestDatabase::sqlite()).await;
    let (leaver, stays) = (opened.handler(0).await, opened.handler(1).await);
    let case = leaver.only_case().await;
    let seen = leaver.open(&case).await;
    let members: Holders = [stays.person.id].into_iter().collect();
    let (body, _) = rekeying(&leaver, &seen, &opened.lund, members);
    leaver.post(&case, &body).await.expect(201);
    assert_eq!(leaver.inbox().await, [Value::Null; 0]);
    assert_eq!(stays.open(&case).await.conversation.alarms(), [Alarm::LeaverRekeyed { n: 2 }]);
}
