//! What is left to recovery alone is given to somebody by whoever holds the channel's recovery code, and nothing else is.

use serde_json::{Value, json};
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

    async fn get(&self, path: &str) -> Answer {
        ask(self.installation, &self.key, Request::get(path)).await
    }

    async fn post(&self, case: &str, body: &Value) -> Answer {
        let request = Request::new("POST", &format!("/api/recovery/cases/{case}/envelopes")).json(body);
        ask(self.installation, &self.key, request).await
    }

    /// The cases that are left to recovery.
    async fn left(&self) -> Vec<Value> {
        let mut answer = self.get("/api/recovery").await.expect(200);
        assert_eq!(answer["channel"], self.channel.id.to_string());
        assert_eq!(answer["address"], "lund");
        let newest = self.channel.keyrings().newest().note().to_owned();
        assert_eq!(answer["keyrings"].as_array().unwrap().last(), Some(&json!(newest)));
        serde_json::from_value(answer["cases"].take()).unwrap()
    }

    /// Opens a case with what the desk hands out, and verifies its conversation.
    async fn open(&self, case: &str) -> (MemberCase, Conversation) {
        let answer = self.get(&format!("/api/recovery/cases/{case}")).await.expect(200);
        let keyrings = self.channel.keyrings();
        let identity = self.channel.recovery.recovery().identity();
        let opened = answer["wraps"].as_array().unwrap().iter().map(|wrap| {
            let sealed = Sealed::<kind::Wrap>::through_gate(parse_base64(text(wrap)).unwrap()).unwrap();
            Wrap::open(&sealed, &identity, &self.key.verifying_key(), &keyrings).unwrap()
        });
        let opened: Vec<_> = opened.collect();
        let path = format!("/api/recovery/cases/{case}/envelopes");
        let mut served = read_served(&self.get(&path).await.expect(200));
        let rest = self.get(&format!("{path}?from={}", served.len())).await.expect(200);
        served.extend(read_served(&rest));
        assert_eq!(rest["more"], false);
        MemberCase::open(&opened, &keyrings, &served).unwrap()
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
        let rekeying = Rekeying { members, cause: Cause::StepsAside };
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
        let stored = opened.dump();
        assert_eq!(recovery.post(&case, &body).await.expect(200), answer);
        assert_eq!(opened.dump(), stored);
        let path = format!("/api/recovery/cases/{case}");
        recovery.get(&path).await.expect_problem(404, "problem-not-found");
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

        // The log tells that the code was used, and of what was done with it no more than of a member's work.
        let deeds = opened.deeds();
        let of = |name: &str| deeds.iter().filter(|deed| deed["deed"] == name).count();
        assert_eq!((of("recovery-used"), of("in-case"), deeds.len()), (2, 3, 5));
    }

    async fn a_case_that_somebody_can_open_is_none_of_recoverys(database: TestDatabase) {
        let (opened, case) = without_deputy(database).await;
        let recovery = RecoveryHolder::of(&opened.installation, &opened.lund);
        assert_eq!(recovery.left().await, [Value::Null; 0]);
        let path = format!("/api/recovery/cases/{case}");
        recovery.get(&path).await.expect_problem(404, "problem-not-found");
        recovery.get(&format!("{path}/envelopes")).await.expect_problem(404, "problem-not-found");
        // Not even by what a handler's own grant or rekey would be.
        let handler = opened.handler(0).await;
        let (body, _) = rekeying(&handler, &handler.open(&case).await, &opened.lund, [handler.person.id].into_iter().collect());
        let body = json!({ "n": body["n"], "sealed": body["sealed"], "wraps": body["wraps"] });
        let stored = opened.dump();
        recovery.post(&case, &body).await.expect_problem(404, "problem-not-found");
        assert_eq!(opened.dump(), stored);

        // Of two, the second holds it still; and a channel's code is no key to another channel's.
        step_aside(&opened, &handler, &case, [opened.lund.handlers[1].id].into_iter().collect()).await;
        assert_eq!(recovery.left().await, [Value::Null; 0]);
        step_aside(&opened, &opened.handler(1).await, &case, Holders::default()).await;
        assert_eq!(recovery.left().await.len(), 1);
        let mut malmo = TestChannel::new("malmo", &["Jurist"], &["Chef"]);
        malmo.publish(&opened.installation.app.db, true, opened.installation.clock.day()).await;
        let foreign = malmo.recovery.signing().signing_key();
        let asked = ask(&opened.installation, &foreign, Request::get("/api/recovery")).await.expect(200);
        assert_eq!((&asked["address"], &asked["cases"]), (&json!("malmo"), &json!([])));
        let asked = ask(&opened.installation, &foreign, Request::get(&path)).await;
        asked.expect_problem(404, "problem-not-found");
    }

    async fn whoever_has_another_code_or_key_is_nobody(database: TestDatabase) {
        let (opened, case) = without_deputy(database).await;
        let path = format!("/api/recovery/cases/{case}");
        let wrong = ChannelRecoveryCode::generate(&mut rand::rngs::OsRng).signing().signing_key();
        let handlers = opened.lund.handlers[0].signing();
        let stored = opened.dump();
        for key in [&wrong, &handlers] {
            for path in ["/api/recovery", &path, &format!("{path}/envelopes")] {
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
        let refused = grant_access(keys, conversation, &recovery.key, excluded, recovery.writing(&keyrings)).err().unwrap();
        assert!(matches!(refused, WriteError::Standing(NoStanding::Excluded)));

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
        let mut without_recovery = good.clone();
        without_recovery["wraps"].as_array_mut().unwrap().retain(|wrap| wrap["holder"] != "recovery");
        let stored = opened.dump();
        for (what, body, status) in [
            ("to nobody", to_nobody, 400),
            ("no wraps, as a letter", with("wraps", json!([])), 400),
            ("to a stranger", stranger, 400),
            ("without recovery", without_recovery, 403),
            ("what is not sealed", with("sealed", "AAAA".into()), 400),
            ("a step", with("step", "close".into()), 400),
            ("an old number", with("n", 2.into()), 409),
        ] {
            assert_eq!(recovery.post(&case, &body).await.status, status, "{what}");
            assert_eq!(opened.dump(), stored, "{what}");
        }
        recovery.post(&case, &good).await.expect(201);
        assert_eq!(opened.handler_of(new).await.only_case().await, case);
    }
}
