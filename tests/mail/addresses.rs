//! A member's mail address: entered at the desk, confirmed by a code, sealed where it lies.

use std::time::Duration;

use rand::rngs::OsRng;
use sigill::config::MailAddress;
use sigill::http::locale::Locale;
use sigill::members::designations;
use sigill::notifications::addresses;
use sigill::server_key::ServerKey;
use sigill::storage;
use sigill_sealing::holder::Holders;
use sigill_sealing::invitation::Role;

use super::*;
use crate::support::owner::Owner;

on_both_databases! {
    async fn an_address_gets_nothing_but_a_code_until_that_is_typed(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler(0).await;
        assert_eq!(standing(&anna).await, json!({ "confirmed": null, "pending": null }));
        assert_eq!(enter(&anna, " anna@example.se ", "en").await.status, 204);
        let pending =
            |sent| json!({ "address": "anna@example.se", "language": "en", "sent": sent, "refused": null });
        assert_eq!(standing(&anna).await["pending"], pending(false));
        let mails = scene.send().await;
        assert_eq!(recipients(&mails), ["anna@example.se"]);
        assert!(mails[0].text().starts_with("The code is "), "{}", mails[0].text());
        assert_eq!(standing(&anna).await["pending"], pending(true));
        assert_eq!(scene.send().await.len(), 0);
        scene.file(&[]).await;
        assert_eq!(scene.rows(), 0);
        let code = mails[0].code();
        let (first, last) = code.split_at(4);
        let spaced = format!("{first} {last}");
        // Again, as after a lost answer.
        for typed in [&spaced, &code] {
            let answer = type_code(&anna, typed).await.expect(200);
            assert_eq!((&answer["confirmed"], &answer["left"]), (&json!(true), &json!(0)));
        }
        let confirmed = json!({ "address": "anna@example.se", "language": "en", "refused": null });
        assert_eq!(standing(&anna).await, json!({ "confirmed": confirmed, "pending": null }));
        scene.file(&[]).await;
        let mails = scene.wait(TO_MORNING).await;
        assert!(mails[0].text().starts_with("There is something to do"), "{}", mails[0].text());
    }

    async fn a_code_is_good_for_half_an_hour_five_tries_and_one_member(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let (anna, bertil) = (scene.handler(0).await, scene.handler(1).await);
        type_code(&anna, "00000000").await.expect_problem(410, "problem-expired");
        enter(&anna, "anna@example.se", "sv").await;
        type_code(&anna, "").await.expect_problem(410, "problem-expired");
        let code = scene.send().await[0].code();
        type_code(&bertil, &code).await.expect_problem(410, "problem-expired");
        let wrong = if code == "12345678" { "12345679" } else { "12345678" };
        for left in (0..5).rev() {
            let answer = type_code(&anna, wrong).await.expect(200);
            assert_eq!((&answer["confirmed"], &answer["left"]), (&json!(false), &json!(left)));
        }
        type_code(&anna, &code).await.expect_problem(410, "problem-expired");
        enter(&anna, "anna@example.se", "sv").await;
        let code = scene.send().await[0].code();
        scene.installation.clock.move_minutes(30);
        type_code(&anna, &code).await.expect_problem(410, "problem-expired");
        assert_eq!(standing(&anna).await, json!({ "confirmed": null, "pending": null }));
    }

    async fn whoever_asks_for_many_codes_waits(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler(0).await;
        for _ in 0..4 {
            assert_eq!(enter(&anna, "anna@example.se", "sv").await.status, 204);
        }
        let refused = enter(&anna, "anna@example.se", "sv").await;
        refused.expect_problem(429, "problem-slow-down");
        assert_eq!(refused.header("retry-after"), Some("60"));
        scene.installation.clock.move_minutes(1);
        assert_eq!(enter(&anna, "anna@example.se", "sv").await.status, 204);
        assert_eq!(scene.send().await.len(), 1, "the last address alone");
    }

    async fn a_code_that_the_mail_server_refuses_for_good_is_tried_once_and_its_member_is_told(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler(0).await;
        enter(&anna, "ana@example.se", "sv").await;
        scene.office.behave(Mood::Refusing(550));
        scene.send().await;
        let standing_then = standing(&anna).await;
        let told = json!({ "address": "ana@example.se", "language": "sv", "sent": false, "refused": "2027-01-20" });
        assert_eq!(standing_then["pending"], told);
        scene.office.behave(Mood::Kind);
        let before = scene.office.connections();
        assert_eq!(scene.wait(7).await.len(), 0);
        assert_eq!(scene.office.connections(), before);
        type_code(&anna, "12345678").await.expect_problem(410, "problem-expired");
        // The same once more: the mail server may have been mended.
        for address in ["ana@example.se", "anna@example.se"] {
            enter(&anna, address, "sv").await;
            assert_eq!(standing(&anna).await["pending"]["refused"], Value::Null);
            assert_eq!(recipients(&scene.send().await), [address]);
        }
    }

    async fn what_becomes_of_a_code_says_nothing_of_an_address_that_was_entered_since(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler(0).await;
        enter(&anna, "ana@example.se", "sv").await;
        scene.office.hold(true);
        let app = scene.app().clone();
        let sending = tokio::spawn(async move { send_mails(&app).await.is_err() });
        while scene.office.taken() == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        enter(&anna, "anna@example.se", "sv").await;
        scene.office.behave(Mood::Speechless);
        scene.office.hold(false);
        assert!(sending.await.unwrap(), "the mail server broke off");
        scene.office.behave(Mood::Kind);
        let old = scene.office.collect()[0].code();
        let mails = scene.send().await;
        assert_eq!(recipients(&mails), ["anna@example.se"]);
        assert_eq!(type_code(&anna, &old).await.expect(200)["confirmed"], false);
        type_code(&anna, &mails[0].code()).await.expect(200);
        assert_eq!(standing(&anna).await["confirmed"]["address"], "anna@example.se");
    }

    async fn what_becomes_of_a_mail_says_nothing_of_an_address_that_was_confirmed_since(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "ana@example.se").await;
        scene.file(&[]).await;
        scene.installation.clock.move_minutes(TO_MORNING * 60 - 20);
        let anna = scene.handler(0).await;
        enter(&anna, "anna@example.se", "sv").await;
        let code = scene.send().await[0].code();
        scene.installation.clock.move_minutes(20);
        scene.office.hold(true);
        scene.office.behave(Mood::Refusing(450));
        let (app, before) = (scene.app().clone(), scene.office.named());
        let sending = tokio::spawn(async move { send_mails(&app).await });
        while scene.office.named() == before {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(type_code(&anna, &code).await.expect(200)["confirmed"], true);
        scene.office.behave(Mood::Kind);
        scene.office.hold(false);
        sending.await.unwrap().unwrap();
        assert_eq!(recipients(&scene.office.collect()), ["anna@example.se"]);
    }

    async fn an_address_of_before_the_server_lost_its_key_can_be_entered_anew(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler_at(0, "anna@example.se").await;
        let (member, other) = (anna.person.id, ServerKey::generate(&mut OsRng));
        let (db, minute) = (&scene.app().db, scene.app().clock.minute());
        let entered = db.run_tx("story", move |tx| {
            let address = MailAddress::parse("anna@example.se").unwrap();
            assert!(addresses::find(tx, &other, member, minute)?.confirmed.is_none());
            let entered = addresses::enter(tx, &other, member, (&address, Locale::Sv), minute, &mut OsRng);
            Ok::<_, storage::Error>((entered.unwrap(), addresses::find(tx, &other, member, minute)?))
        });
        let (is_code_sent, standing) = entered.await.unwrap();
        assert!(is_code_sent);
        assert_eq!(standing.pending.unwrap().address.as_str(), "anna@example.se");
    }

    async fn a_change_of_where_mails_go_is_logged_without_the_address(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler_at(0, "anna@example.se").await;
        let member = anna.person.id.to_string();
        let confirmed = json!({ "deed": "mail-address-confirmed", "member": member });
        assert_eq!(scene.deeds(), std::slice::from_ref(&confirmed));
        enter(&anna, "a.andersson@example.se", "sv").await;
        assert_eq!(scene.deeds().len(), 1, "nothing goes there yet");
        let code = scene.send().await[0].code();
        for _ in 0..2 {
            type_code(&anna, &code).await.expect(200);
        }
        assert_eq!(scene.deeds(), [confirmed.clone(), confirmed.clone()]);
        for _ in 0..2 {
            assert_eq!(anna.send(Request::new("DELETE", "/api/mail")).await.status, 204);
        }
        let removed = json!({ "deed": "mail-address-removed", "member": member });
        assert_eq!(scene.deeds(), [confirmed.clone(), confirmed, removed]);
    }

    async fn the_owner_sees_whom_mails_reach_and_never_where(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let (channel, since) = (scene.lund.id, scene.installation.clock.day());
        let anna = scene.handler_at(0, "anna@example.se").await;
        let bertil = scene.handler(1).await;
        let make_owner = async || {
            let owner = scene.lund.handlers[0].id;
            let made = scene.app().db.run_tx("make_test_owner", move |tx| -> Result<(), storage::Error> {
                designations::put(tx, channel, owner, designations::Role::Owner, since)
            });
            made.await.unwrap();
        };
        make_owner().await;
        // An address that waits for its code reaches nobody yet.
        assert_eq!(enter(&bertil, "bertil@example.se", "sv").await.status, 204);
        let told = async |handler: &Handler<'_>| {
            let answer = handler.get(&format!("/api/channels/{channel}")).await.expect(200);
            assert!(!answer.to_string().contains("example.se"));
            let members = answer["members"].as_array().unwrap().iter();
            let mut told: Vec<_> =
                members.map(|each| (each["name"].as_str().unwrap().to_owned(), each["mailed"].clone())).collect();
            told.sort_by(|one, other| one.0.cmp(&other.0));
            told.into_iter().map(|(_, mailed)| mailed).collect::<Vec<_>>()
        };
        let seen = told(&anna).await;
        assert_eq!(seen.iter().filter(|mailed| **mailed == true).count(), 1);
        assert_eq!(seen.iter().filter(|mailed| **mailed == false).count(), seen.len() - 1);
        // Nobody but the owner is told of a colleague.
        assert!(told(&bertil).await.iter().all(Value::is_null));

        // What the mail server refuses for good does not arrive.
        scene.file(&[]).await;
        scene.office.behave(Mood::Refusing(550));
        scene.installation.clock.move_minutes(TO_MORNING * 60);
        scene.send().await;
        let anna = scene.handler(0).await;
        make_owner().await;
        assert!(told(&anna).await.iter().all(|mailed| *mailed == false));
    }

    async fn mails_go_to_the_old_address_until_the_new_one_is_confirmed(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler_at(0, "anna@example.se").await;
        scene.file(&[]).await;
        enter(&anna, "a.andersson@example.se", "sv").await;
        let mails = scene.send().await;
        scene.installation.clock.move_minutes(20);
        assert_eq!(recipients(&mails), ["a.andersson@example.se"]);
        type_code(&anna, &mails[0].code()).await.expect(200);
        // What waits goes to the new one.
        assert_eq!(recipients(&scene.wait(24).await), ["a.andersson@example.se"]);
        // The language alone takes no code.
        let anna = scene.handler(0).await;
        enter(&anna, "a.andersson@example.se", "en").await;
        assert_eq!(scene.send().await.len(), 0);
        assert_eq!(standing(&anna).await["confirmed"]["language"], "en");
    }

    async fn an_address_that_is_removed_gets_nothing_more(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler_at(0, "anna@example.se").await;
        scene.file(&[]).await;
        for _ in 0..2 {
            assert_eq!(anna.send(Request::new("DELETE", "/api/mail")).await.status, 204);
        }
        assert_eq!((standing(&anna).await["confirmed"].clone(), scene.rows()), (Value::Null, 0));
        assert_eq!(scene.wait(24 * 8).await.len(), 0);
    }

    async fn the_address_of_whoever_leaves_their_last_channel_is_forgotten(database: TestDatabase) {
        let office = PostOffice::open(Way::Open).await;
        let installation = Installation::configured(database, office.config());
        let mut owner = Owner::who_has_set_up(&installation, "anna", "lund").await;
        let mut leaver = owner.appoint(&installation, Role::Handler, "bertil", false).await;
        leaver.sign_in(&installation).await;
        for member in [&mut owner.member, &mut leaver] {
            let address = format!("{}@example.se", member.name);
            let entered = json!({ "address": address, "language": "sv" });
            assert_eq!(member.browser.put("/api/mail", entered).await.status, 204);
            send_mails(&installation.app).await.unwrap();
            let typed = json!({ "code": office.collect()[0].code() });
            let answer = member.browser.post("/api/mail/confirmation", typed).await.expect(200);
            assert_eq!(answer["confirmed"], true);
        }
        let left = leaver.id;
        let note = owner.next_note(&installation, |lines| lines.handlers.retain(|line| line.id != left));
        owner.send(note, false, Value::Null).await.expect(201);
        assert_eq!(dump(&installation.database)["mail_addresses"].len(), 1);
        let kept = owner.member.browser.get("/api/mail").await.expect(200);
        assert_eq!(kept["confirmed"]["address"], "anna@example.se");
    }

    /// Nor does anything of it stand in a log line, for no cause there holds one.
    async fn no_address_and_no_code_lies_in_the_open(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler_at(0, "kanarieanna@kanarie.example").await;
        enter(&anna, "kanariefagel@kanarie.example", "sv").await;
        let code = scene.send().await[0].code();
        scene.file(&[]).await;
        let stored = dump(&scene.installation.database);
        assert_eq!((stored["mail_addresses"].len(), stored["mail_confirmations"].len(), stored["outbox"].len()), (1, 1, 1));
        for rows in stored.values() {
            for value in rows.iter().flat_map(|row| row.values()) {
                let value = value.to_lowercase();
                for secret in ["kanarie", code.as_str()] {
                    let hex = sigill_sealing::encoding::hex(secret.as_bytes());
                    assert!(!value.contains(secret) && !value.contains(&hex), "{secret} in {value}");
                }
            }
        }
        // What waits says whom and when, and nothing else.
        let columns: Vec<&str> = stored["outbox"][0].keys().map(String::as_str).collect();
        assert_eq!(columns, ["day", "hour", "member"]);
    }
}

impl Scene {
    /// The deeds about mail addresses that the log waits with, by what was done.
    fn deeds(&self) -> Vec<Value> {
        let stored = self.installation.database.steal("SELECT body AS bytes FROM audit_entries");
        let deeds = stored.iter().map(|body| serde_json::from_slice::<Value>(body).unwrap());
        let mut deeds: Vec<Value> =
            deeds.filter(|deed| deed["deed"].as_str().unwrap().starts_with("mail-")).collect();
        deeds.sort_by_key(|deed| deed["deed"].to_string());
        deeds
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    let scene = Scene::on(TestDatabase::sqlite()).await;
    let anna = scene.handler(0).await;
    for (address, language) in [
        ("anna", "sv"),
        ("anna@example.se\r\nBcc: bertil@example.se", "sv"),
        ("anna@example.se, bertil@example.se", "sv"),
        ("anna@example.se", "de"),
    ] {
        enter(&anna, address, language).await.expect_problem(400, "problem-malformed");
    }
}

#[tokio::test]
async fn where_mails_are_off_no_address_is_taken_and_nothing_waits() {
    let installation = Installation::on(TestDatabase::sqlite());
    let lund = crate::filing::lund(&installation).await;
    let anna = Handler::signed_in(&installation, &lund, &lund.handlers[0]).await;
    assert_eq!(anna.get("/api/mail").await.expect(200)["on"], false);
    enter(&anna, "anna@example.se", "sv").await.expect_problem(409, "problem-closed");
    let reporter = Reporter::new(installation.addresses.intake);
    reporter.file(&lund, Holders::default(), &WORDS).await;
    send_mails(&installation.app).await.unwrap();
    assert_eq!(dump(&installation.database)["outbox"].len(), 0);
}
