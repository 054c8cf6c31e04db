//! What is left to recovery alone is given to somebody by whoever holds the channel's recovery code, and nothing else is.

use serde_json::{Value, json};
use sigill::cases::recovery::WAIT_DAYS;
use sigill::members::designations;
use sigill::storage;
use sigill_sealing::body::Cause;
use sigill_sealing::code::ChannelRecoveryCode;
use sigill_sealing::encoding::{base64, parse_base64};
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::kind;
use sigill_sealing::role::{Author, Signer};
use sigill_sealing::signature::{self, Domain, SigningKey};
use sigill_sealing::standing::NoStanding;
use sigill_sealing::thread::{
    Alarm, Conversation, MemberCase, Rekeying, WriteError, Writing, grant_access, rekey,
};
use sigill_sealing::wrap::Wrap;

use super::{Opened, rekeying, wrap};
use crate::support::channel::{Person, TestChannel};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::{Handler, desk_envelope};
use crate::support::http::{Answer, Request, text};
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS, message, read_served, words_of};
use crate::support::tables::Tables;

/// Whoever has a channel's recovery code on paper, and no account.
struct RecoveryHolder<'a> {
    installation: &'a Installation,
    channel: &'a TestChannel,
    key: SigningKey<Author>,
}

impl<'a> RecoveryHolder<'a> {
    fn of(installation: &'a Installation, channel: &'a TestChannel) -> Self {
        Self { installation, channel, key: channel.recovery.signing().signing_key() }
    }

    /// Where everything about the channel lies, or about one of its cases.
    fn path(&self, of: &str) -> String {
        format!("/api/recovery/{}{of}", self.channel.id)
    }

    fn path_of(&self, case: &str) -> String {
        self.path(&format!("/cases/{case}"))
    }

    async fn get(&self, path: &str) -> Answer {
        ask(self.installation, &self.key, Request::get(path)).await
    }

    async fn post(&self, case: &str, body: &Value) -> Answer {
        let request = Request::new("POST", &format!("{}/envelopes", self.path_of(case))).json(body);
        ask(self.installation, &self.key, request).await
    }

    /// The cases that are left to recovery.
    async fn left(&self) -> Vec<Value> {
        let held = self.get("/api/recovery").await.expect(200);
        assert_eq!(held, json!({ "channels": [{ "id": self.channel.id.to_string(), "address": "lund" }] }));
        let mut answer = self.get(&self.path("")).await.expect(200);
        let newest = self.channel.keyrings().newest().note().to_owned();
        assert_eq!(answer["keyrings"].as_array().unwrap().last(), Some(&json!(newest)));
        serde_json::from_value(answer["cases"].take()).unwrap()
    }

    /// Opens a case with what the desk hands out, and verifies its conversation.
    async fn open(&self, case: &str) -> (MemberCase, Conversation) {
        let answer = self.get(&self.path_of(case)).await.expect(200);
        let keyrings = self.channel.keyrings();
        let identity = self.channel.recovery.recovery().identity();
        let sealed = parse_base64(text(&answer["wrap"])).unwrap();
        let sealed = Sealed::<kind::Wrap>::through_gate(sealed).unwrap();
        let opened = [Wrap::open(&sealed, &identity, &self.key.verifying_key(), &keyrings).unwrap()];
        let path = format!("{}/envelopes", self.path_of(case));
        let mut served = read_served(&self.get(&path).await.expect(200));
        let rest = self.get(&format!("{path}?from={}", served.len())).await.expect(200);
        served.extend(read_served(&rest));
        assert_eq!(rest["more"], false);
        let (opened, conversation) = MemberCase::open(&opened, &keyrings, &served).unwrap();
        assert_eq!(answer["generation"], opened.keys().generation());
        (opened, conversation)
    }

    /// A rekey that leaves these people and recovery.
    fn giving(&self, (case, conversation): &(MemberCase, Conversation), members: Holders) -> Value {
        let keyrings = self.channel.keyrings();
        let given = self.rekeyed(case, conversation, members, self.writing(&keyrings)).unwrap();
        let generation = given.case.keys().generation();
        let wraps: Vec<_> = given
            .wraps
            .iter()
            .map(|(holder, _, sealed)| wrap(holder, generation, sealed.as_bytes()))
            .collect();
        json!({ "n": given.letter.n, "sealed": base64(given.letter.sealed.as_bytes()), "wraps": wraps })
    }

    fn rekeyed(
        &self,
        case: &MemberCase,
        conversation: &Conversation,
        members: Holders,
        writing: Writing<'_>,
    ) -> Result<sigill_sealing::thread::Rekeyed, WriteError> {
        let rekeying = Rekeying { members, cause: Cause::LeftToRecovery };
        rekey(case, conversation, &self.key, rekeying, writing, &mut rand::rngs::OsRng)
    }

    fn writing<'k>(&self, keyrings: &'k sigill_sealing::keyring::KeyringChain) -> Writing<'k> {
        Writing { keyrings, day: self.installation.clock.day(), path: sigill_sealing::body::Path::Desk }
    }
}

/// Sends it signed with that key, without a cookie.
async fn ask<S: Signer>(installation: &Installation, key: &SigningKey<S>, request: Request) -> Answer
where
    signature::Request: Domain<S>,
{
    let desk = installation.addresses.desk;
    let fetched = Request::get("/api/nonce").send(desk).await.expect(200);
    request.signed(key, text(&fetched["nonce"])).send(desk).await
}

/// Two handlers and nobody else; the case that both of them may open, by the server's name.
async fn without_deputy(database: TestDatabase) -> (Opened, String) {
    let installation = Installation::on(database);
    let mut lund = TestChannel::new("lund", &["Chefsjurist", "HR-direktör"], &[]);
    lund.publish(&installation.app.db, true, installation.clock.day()).await;
    let reporter = Reporter::new(installation.addresses.intake);
    reporter.file(&lund, Holders::default(), &WORDS).await;
    let opened = Opened { installation, lund, reporter };
    let case = opened.handler(0).await.only_case().await;
    opened.handler(1).await;
    (opened, case)
}

/// Steps aside, so that those hold the case from then on, and recovery.
async fn step_aside(opened: &Opened, handler: &Handler<'_>, case: &str, members: Holders) {
    let seen = handler.open(case).await;
    let (leaving, _) = rekeying(handler, &seen, &opened.lund, members);
    handler.post(case, &leaving).await.expect(201);
}

impl Opened {
    /// What is stored, but for the log, in which every request of the code's stands.
    fn dump_but_log(&self) -> Tables {
        let mut tables = self.dump();
        tables.remove("audit_entries").unwrap();
        tables
    }

    /// Lets somebody new into the channel as a handler, by another epoch.
    async fn appoint(&mut self, title: &str) -> sigill_sealing::id::MemberId {
        let new = Person::new(title);
        let id = new.id;
        self.lund.handlers.push(new);
        self.lund.handlers.sort_by_key(|person| person.id);
        let day = self.installation.clock.day();
        self.lund.publish(&self.installation.app.db, true, day).await;
        id
    }

    async fn handler_of(&self, id: sigill_sealing::id::MemberId) -> Handler<'_> {
        let person = self.lund.handlers.iter().find(|person| person.id == id).unwrap();
        Handler::signed_in(&self.installation, &self.lund, person).await
    }
}

on_both_databases! {
    async fn a_case_that_every_handler_has_left_is_given_to_a_new_one_who_answers_the_reporter(database: TestDatabase) {
        let (mut opened, case) = without_deputy(database).await;
        {
            let (first, second) = (opened.handler(0).await, opened.handler(1).await);
            step_aside(&opened, &first, &case, [second.person.id].into_iter().collect()).await;
            step_aside(&opened, &second, &case, Holders::default()).await;
            assert_eq!(second.inbox().await, [Value::Null; 0]);
        }
        let new = opened.appoint("Kanslichef").await;
        let handler = opened.handler_of(new).await;
        let recovery = RecoveryHolder::of(&opened.installation, &opened.lund);
        let received = opened.installation.clock.day().to_string();
        assert_eq!(recovery.left().await, [json!({ "id": case, "received": received })]);

        let seen = recovery.open(&case).await;
        assert_eq!(seen.1.alarms(), [Alarm::LeaverRekeyed { n: 3 }]);
        let body = recovery.giving(&seen, [new].into_iter().collect());
        let answer = recovery.post(&case, &body).await.expect(201);
        assert_eq!(answer, json!({ "n": 4, "day": received }));

        // A lost answer is asked for once more; nothing else of the case is recovery's now.
        let stored = opened.dump_but_log();
        assert_eq!(recovery.post(&case, &body).await.expect(200), answer);
        assert_eq!(opened.dump_but_log(), stored);
        recovery.get(&recovery.path_of(&case)).await.expect_problem(404, "problem-not-found");
        assert_eq!(recovery.left().await, [Value::Null; 0]);

        // Who has it reads all of it and answers, and the reporter sees who gave it to whom.
        assert_eq!(handler.only_case().await, case);
        let read = handler.open(&case).await;
        assert_eq!(words_of(&read.conversation), [WORDS.what]);
        assert_eq!(read.conversation.alarms(), []);
        let (keyrings, signing) = (opened.lund.keyrings(), handler.person.signing());
        let letter = read.case.write(&read.conversation, &signing, handler.writing(&keyrings), message("Jag tar vid."));
        handler.post(&case, &desk_envelope(&letter.unwrap(), None, &[])).await.expect(201);
        let visit = opened.reporter.visit().await;
        assert_eq!(visit.shown(), [WORDS.what, "Jag tar vid."]);
        let standing = visit.conversation.standing().unwrap();
        let members: Vec<Holder> = standing.members().iter().collect();
        assert_eq!(members.len(), 2);
        assert!(members.contains(&Holder::Recovery) && members.contains(&new.into()));
        opened.reporter.reply(&visit, "Tack.").await.expect(201);

        // The log tells of each request that the code was used, and of what was done with it no more than of a member's work:
        // two looks at what waits by two requests each, a wrap, two pages, twice the giving, and the case that was none any more.
        let deeds = opened.deeds();
        let of = |name: &str| deeds.iter().filter(|deed| deed["deed"] == name).count();
        assert_eq!((of("recovery-used"), of("in-case"), deeds.len()), (10, 3, 13));
        assert!(deeds.iter().all(|deed| deed["deed"] != "recovery-used" || deed.as_object().unwrap().len() == 1));
    }

    async fn a_case_that_somebody_can_open_is_none_of_recoverys(database: TestDatabase) {
        let (opened, case) = without_deputy(database).await;
        let recovery = RecoveryHolder::of(&opened.installation, &opened.lund);
        assert_eq!(recovery.left().await, [Value::Null; 0]);
        let path = recovery.path_of(&case);
        recovery.get(&path).await.expect_problem(404, "problem-not-found");
        recovery.get(&format!("{path}/envelopes")).await.expect_problem(404, "problem-not-found");
        // Not even by what a handler's own grant or rekey would be.
        let handler = opened.handler(0).await;
        let (body, _) = rekeying(&handler, &handler.open(&case).await, &opened.lund, [handler.person.id].into_iter().collect());
        let body = json!({ "n": body["n"], "sealed": body["sealed"], "wraps": body["wraps"] });
        let stored = opened.dump_but_log();
        recovery.post(&case, &body).await.expect_problem(404, "problem-not-found");
        assert_eq!(opened.dump_but_log(), stored);

        // Of two, the second holds it still; and a channel's code is no key to another channel's.
        step_aside(&opened, &handler, &case, [opened.lund.handlers[1].id].into_iter().collect()).await;
        assert_eq!(recovery.left().await, [Value::Null; 0]);
        step_aside(&opened, &opened.handler(1).await, &case, Holders::default()).await;
        assert_eq!(recovery.left().await.len(), 1);
        let mut malmo = TestChannel::new("malmo", &["Jurist"], &["Chef"]);
        malmo.publish(&opened.installation.app.db, true, opened.installation.clock.day()).await;
        let foreign = malmo.recovery.signing().signing_key();
        let asked = ask(&opened.installation, &foreign, Request::get("/api/recovery")).await.expect(200);
        assert_eq!(asked["channels"], json!([{ "id": malmo.id.to_string(), "address": "malmo" }]));
        for path in [path, format!("/api/recovery/{}/cases/{case}", malmo.id), recovery.path("")] {
            let asked = ask(&opened.installation, &foreign, Request::get(&path)).await;
            asked.expect_problem(404, "problem-not-found");
        }
    }

    async fn no_owner_gets_at_what_waits_by_another_line_or_draws_anothers_holder_away(database: TestDatabase) {
        let (mut opened, case) = without_deputy(database).await;
        {
            let (first, second) = (opened.handler(0).await, opened.handler(1).await);
            step_aside(&opened, &first, &case, [second.person.id].into_iter().collect()).await;
            step_aside(&opened, &second, &case, Holders::default()).await;
        }
        let day = opened.installation.clock.day();
        let code = std::mem::replace(&mut opened.lund.recovery, ChannelRecoveryCode::generate(&mut rand::rngs::OsRng));

        // Another owner has this code's key in their line, from their first epoch on: its holder still finds their own.
        let mut malmo = TestChannel::new("malmo", &["Jurist"], &["Chef"]);
        let own = std::mem::replace(&mut malmo.recovery, code);
        malmo.publish(&opened.installation.app.db, true, day).await;
        let key = malmo.recovery.signing().signing_key();
        let waiting = format!("/api/recovery/{}", opened.lund.id);
        let asked = ask(&opened.installation, &key, Request::get(&waiting)).await.expect(200);
        assert_eq!(asked["cases"].as_array().unwrap().len(), 1);
        // One who puts it in later draws nobody: it was another's before.
        let mut lomma = TestChannel::new("lomma", &["Jurist"], &["Chef"]);
        lomma.publish(&opened.installation.app.db, true, day).await;
        lomma.recovery = std::mem::replace(&mut malmo.recovery, own);
        lomma.publish(&opened.installation.app.db, true, day).await;
        let asked = ask(&opened.installation, &key, Request::get("/api/recovery")).await.expect(200);
        let ids: Vec<&str> = asked["channels"].as_array().unwrap().iter().map(|told| text(&told["id"])).collect();
        assert_eq!(ids.len(), 2);
        assert!(ids.contains(&opened.lund.id.to_string().as_str()) && !ids.contains(&lomma.id.to_string().as_str()));

        // The channel's own owner has put another key in: with it nothing is told, and the former is none any more.
        opened.lund.publish(&opened.installation.app.db, true, day).await;
        for key in [opened.lund.recovery.signing().signing_key(), key] {
            let asked = ask(&opened.installation, &key, Request::get(&waiting)).await;
            assert!(matches!(asked.status, 401 | 404), "{}", asked.status);
        }
    }

    async fn what_an_owner_took_from_its_last_handler_waits_for_two_weeks_and_what_was_left_does_not(database: TestDatabase) {
        let (opened, case) = without_deputy(database).await;
        let recovery = RecoveryHolder::of(&opened.installation, &opened.lund);
        let (first, second) = (opened.lund.handlers[0].id, opened.lund.handlers[1].id);
        step_aside(&opened, &opened.handler(0).await, &case, [second].into_iter().collect()).await;
        let (channel, day) = (opened.lund.id, opened.installation.clock.day());
        let ended = opened.installation.app.db.run_tx("end_test_designation", move |tx| {
            designations::end(tx, channel, second, day)
        });
        let ended: Result<(), storage::Error> = ended.await;
        ended.unwrap();
        opened.installation.clock.move_days(i64::from(WAIT_DAYS - 1));
        assert_eq!(recovery.left().await, [Value::Null; 0]);
        recovery.get(&recovery.path_of(&case)).await.expect_problem(404, "problem-not-found");
        opened.installation.clock.move_days(1);
        assert_eq!(recovery.left().await.len(), 1);
        recovery.get(&recovery.path_of(&case)).await.expect(200);
        assert_ne!(first, second);
    }

    async fn whoever_has_another_code_or_key_is_nobody(database: TestDatabase) {
        let (opened, case) = without_deputy(database).await;
        let channel = format!("/api/recovery/{}", opened.lund.id);
        let path = format!("{channel}/cases/{case}");
        let wrong = ChannelRecoveryCode::generate(&mut rand::rngs::OsRng).signing().signing_key();
        let handlers = opened.lund.handlers[0].signing();
        let stored = opened.dump();
        for key in [&wrong, &handlers] {
            for path in ["/api/recovery", &channel, &path, &format!("{path}/envelopes")] {
                let answer = ask(&opened.installation, key, Request::get(path)).await;
                answer.expect_problem(401, "problem-not-authenticated");
            }
        }
        // Nor does a handler's session help, or a request without a signature.
        let handler = opened.handler(0).await;
        handler.get("/api/recovery").await.expect_problem(401, "problem-not-authenticated");
        let mut now = opened.dump();
        for table in ["sessions", "members", "designations"] {
            now.insert(table.to_owned(), stored[table].clone());
        }
        assert_eq!(now, stored, "nothing is logged of it, nor counted");

        // What was seen on the line is good once.
        let desk = opened.installation.addresses.desk;
        let key = opened.lund.recovery.signing().signing_key();
        let fetched = Request::get("/api/nonce").send(desk).await.expect(200);
        let signed = || Request::get("/api/recovery").signed(&key, text(&fetched["nonce"]));
        signed().send(desk).await.expect(200);
        signed().send(desk).await.expect_problem(401, "problem-nonce-expired");
    }

    async fn recovery_gives_a_case_to_members_whom_the_reporter_does_not_exclude_and_does_nothing_else(database: TestDatabase) {
        let (mut opened, _) = without_deputy(database).await;
        let excluded = opened.lund.handlers[1].id;
        let other = Reporter::new(opened.installation.addresses.intake);
        other.file(&opened.lund, [excluded].into_iter().collect(), &WORDS).await;
        let case = {
            let (first, second) = (opened.handler(0).await, opened.handler(1).await);
            let others = second.only_case().await;
            let cases = first.inbox().await;
            let case = cases.iter().map(|case| text(&case["id"])).find(|id| *id != others).unwrap().to_owned();
            step_aside(&opened, &first, &case, Holders::default()).await;
            case
        };
        let new = opened.appoint("Kanslichef").await;
        opened.handler_of(new).await;
        let recovery = RecoveryHolder::of(&opened.installation, &opened.lund);
        let seen = recovery.open(&case).await;
        let (keys, conversation) = &seen;
        let keyrings = opened.lund.keyrings();
        let writing = recovery.writing(&keyrings);
        let refused = recovery.rekeyed(keys, conversation, [excluded].into_iter().collect(), writing).err().unwrap();
        assert!(matches!(refused, WriteError::Standing(NoStanding::Excluded)));
        // Nor by a grant, under the key that whoever left may have made.
        let refused = grant_access(keys, conversation, &recovery.key, new, recovery.writing(&keyrings)).err().unwrap();
        assert!(matches!(refused, WriteError::Standing(NoStanding::Writer)));

        let good = recovery.giving(&seen, [new].into_iter().collect());
        let to_nobody = recovery.giving(&seen, Holders::default());
        let with = |name: &str, value: Value| {
            let mut body = good.clone();
            body[name] = value;
            body
        };
        let mut stranger = good.clone();
        let of_new = |wrap: &&mut Value| wrap["holder"] == new.to_string();
        stranger["wraps"].as_array_mut().unwrap().iter_mut().find(of_new).unwrap()["holder"] = "5".repeat(32).into();
        let mut granting = good.clone();
        granting["wraps"].as_array_mut().unwrap().retain(|wrap| wrap["holder"] == new.to_string());
        granting["wraps"][0]["generation"] = 1.into();
        let mut without_recovery = good.clone();
        without_recovery["wraps"].as_array_mut().unwrap().retain(|wrap| wrap["holder"] != "recovery");
        let stored = opened.dump_but_log();
        for (what, body, status) in [
            ("to nobody", to_nobody, 400),
            ("no wraps, as a letter", with("wraps", json!([])), 400),
            ("a grant", granting, 400),
            ("to a stranger", stranger, 400),
            ("without recovery", without_recovery, 403),
            ("what is not sealed", with("sealed", "AAAA".into()), 400),
            ("a step", with("step", "close".into()), 400),
            ("an old number", with("n", 2.into()), 409),
        ] {
            assert_eq!(recovery.post(&case, &body).await.status, status, "{what}");
            assert_eq!(opened.dump_but_log(), stored, "{what}");
        }
        recovery.post(&case, &good).await.expect(201);
        assert_eq!(opened.handler_of(new).await.only_case().await, case);
    }
}
