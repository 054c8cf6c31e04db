//! Signing in, what slows guessing, sessions, the vault, and new ways in for old ones.

use serde_json::json;
use sigill::clock::Clock as _;
use sigill_sealing::encoding::base64;
use sigill_sealing::request::sign_in_bytes;
use sigill_sealing::signature::{SignIn, Signature};

use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::http::{Answer, Request};
use crate::support::installation::Installation;
use crate::support::member::{Device, Member, Ways};
use crate::support::owner::Owner;
use crate::support::tables::{Tables, dump};

/// A member who is owner of a channel, signed in nowhere.
async fn anna(server: &Installation) -> Member {
    let mut anna = Owner::who_has_set_up(server, "anna", "lund").await.member;
    anna.browser = Browser::at_desk(server);
    anna
}

/// What a listener or a guesser can tell of an answer.
fn shape(answer: &Answer) -> (u16, Vec<String>, usize) {
    let mut names: Vec<String> = answer.headers.iter().map(|(name, _)| name.clone()).collect();
    names.sort();
    (answer.status, names, answer.body.len())
}

on_both_databases! {
    async fn the_vault_is_handed_out_after_both_factors(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        let came = anna.sign_in(&server).await;
        assert_eq!(anna.open(&came.json()["vault"]), 1);
        let cookie = came.header("set-cookie").unwrap();
        for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(cookie.starts_with("sigill=") && !cookie.contains("Secure"), "{cookie}");
        assert_eq!(came.header("cache-control"), Some("no-store"));
        anna.browser.get("/api/session").await.expect(200);
        let gone = anna.browser.delete("/api/session").await;
        gone.expect(204);
        assert!(gone.header("set-cookie").unwrap().contains("Max-Age=0"));
        assert_eq!(anna.browser.cookie, None);
    }

    /// A wrong passphrase, a wrong code, somebody else's keys and a name of nobody: one answer.
    async fn everything_wrong_is_refused_alike(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        server.clock.move_seconds(30);
        let right = anna.device.code(&server);

        let wrong_code = anna.try_in("passphrase", "000000").await;
        let own = std::mem::replace(&mut anna.ways, Ways::draw(anna.id));
        let wrong_passphrase = anna.try_in("passphrase", &right).await;
        let wrong_recovery = anna.try_in("recovery", &right).await;
        anna.ways = own;
        let mut nobody = Member::draw(&server, "nobody");
        let told = nobody.browser.post("/api/session/challenge", json!({ "name": "nobody" })).await.expect(200);
        let challenge = [7; 32];
        let body = |challenge: &str, signature: String| json!({
            "name": "nobody", "challenge": challenge, "way": "passphrase",
            "signature": signature, "recovery_signature": null, "code": right,
        });
        let signature = nobody.sign("passphrase", &challenge);
        let unknown = nobody.browser.post("/api/session", body(told["challenge"].as_str().unwrap(), signature)).await;

        unknown.expect_problem(401, "problem-not-authenticated");
        for answer in [&wrong_code, &wrong_passphrase, &wrong_recovery] {
            assert_eq!(answer.body, unknown.body);
            assert_eq!(shape(answer), shape(&unknown));
        }
        assert_eq!(anna.browser.cookie, None);
    }

    async fn a_challenge_is_asked_for_alike_by_known_and_unknown_names(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        let known = anna.browser.post("/api/session/challenge", json!({ "name": " Anna" })).await;
        let unknown = anna.browser.post("/api/session/challenge", json!({ "name": "nobody" })).await;
        let again = anna.browser.post("/api/session/challenge", json!({ "name": "Nobody " })).await;
        assert_eq!(known.expect(200)["member"], anna.id.to_string());
        assert_eq!(shape(&known), shape(&unknown));
        assert_eq!(unknown.expect(200)["member"], again.expect(200)["member"]);
        assert_ne!(unknown.expect(200)["challenge"], again.expect(200)["challenge"]);
        for odd in ["", "\0", &"a".repeat(4000)] {
            let answer = anna.browser.post("/api/session/challenge", json!({ "name": odd })).await;
            assert_eq!(shape(&answer), shape(&unknown), "{odd:?}");
        }
    }

    async fn a_challenge_is_good_for_ten_minutes(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        let challenge = anna.challenge().await;
        server.clock.move_minutes(10);
        let body = json!({
            "name": "anna", "challenge": base64(&challenge), "way": "passphrase",
            "signature": anna.sign("passphrase", &challenge), "recovery_signature": null,
            "code": anna.device.code(&server),
        });
        let stale = anna.browser.post("/api/session", body).await;
        stale.expect_problem(401, "problem-nonce-expired");
        anna.sign_in(&server).await;
    }

    async fn a_signature_for_another_origin_serves_nobody(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        server.clock.move_seconds(30);
        let challenge = anna.challenge().await;
        // As a page that passes the challenge on would have it signed.
        let signed = sign_in_bytes("http://desk.example.se", anna.id, &challenge);
        let signature: Signature<SignIn> =
            anna.ways.key("passphrase").sign(&signed);
        let body = json!({
            "name": "anna", "challenge": base64(&challenge), "way": "passphrase",
            "signature": signature.to_string(), "recovery_signature": null, "code": anna.device.code(&server),
        });
        anna.browser.post("/api/session", body).await.expect_problem(401, "problem-not-authenticated");
    }

    async fn a_code_is_good_once(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        // The code of the enrolment is used up as well.
        let enrolled = anna.device.code(&server);
        assert_eq!(anna.try_in("passphrase", &enrolled).await.status, 401);
        server.clock.move_seconds(30);
        let code = anna.device.code(&server);
        anna.try_in("passphrase", &code).await.expect(200);
        assert_eq!(anna.try_in("passphrase", &code).await.status, 401);
        // An earlier one that was never used is late as well.
        assert_eq!(anna.try_in("passphrase", &enrolled).await.status, 401);
        anna.sign_in(&server).await;
    }

    /// Who has the passphrase and guesses codes waits; so does who has nothing, and both are told the same.
    async fn guessing_is_slowed_alike_for_known_and_unknown_names(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        let mut nobody = Member::draw(&server, "nobody");
        let told = nobody.browser.post("/api/session/challenge", json!({ "name": "nobody" })).await.expect(200);
        let guess = json!({
            "name": "nobody", "challenge": told["challenge"].as_str().unwrap(), "way": "passphrase",
            "signature": nobody.sign("passphrase", &[0; 32]), "recovery_signature": null, "code": "000000",
        });
        for _ in 0..4 {
            let known = anna.try_in("passphrase", "000000").await;
            let unknown = nobody.browser.post("/api/session", guess.clone()).await;
            assert_eq!((known.status, &known.body), (401, &unknown.body));
        }
        let known = anna.try_in("passphrase", "000000").await;
        let unknown = nobody.browser.post("/api/session", guess).await;
        known.expect_problem(429, "problem-slow-down");
        assert_eq!(shape(&known), shape(&unknown));
        let seconds: i64 = known.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=60).contains(&seconds), "{seconds}");

        // Not even the right code is taken before the wait is over, and then it is.
        let code = anna.device.code(&server);
        assert_eq!(anna.try_in("passphrase", &code).await.status, 429);
        server.clock.move_seconds(seconds);
        anna.sign_in(&server).await;
        // All is forgotten with that.
        assert_eq!(anna.try_in("passphrase", "000000").await.status, 401);
    }

    async fn whoever_guesses_passphrases_keeps_no_member_out(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        let mut thief = Member::draw(&server, "anna");
        thief.id = anna.id;
        for _ in 0..12 {
            let answer = thief.try_in("passphrase", "000000").await;
            assert!(matches!(answer.status, 401 | 429));
        }
        assert_eq!(thief.try_in("passphrase", "000000").await.status, 429);
        anna.sign_in(&server).await;
    }

    async fn a_session_goes_on_while_its_members_name_is_guessed_at(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        anna.sign_in(&server).await;
        let mut other = Browser::at_desk(&server);
        std::mem::swap(&mut anna.browser, &mut other);
        for _ in 0..6 {
            anna.try_in("passphrase", "000000").await;
        }
        assert_eq!(anna.try_in("passphrase", "000000").await.status, 429);
        other.get("/api/vault").await.expect(200);
    }

    async fn the_recovery_code_takes_the_place_of_the_passphrase_alone(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        assert_eq!(anna.try_in("recovery", "000000").await.status, 401);
        server.clock.move_seconds(30);
        let code = anna.device.code(&server);
        anna.try_in("recovery", &code).await.expect(200);

        let fresh = Ways::draw(anna.id);
        let credentials = fresh.credentials();
        let challenge = anna.change_challenge().await;
        let old = std::mem::replace(&mut anna.ways, Ways::draw(anna.id));
        let vault = anna.reseal(fresh);
        let new = std::mem::replace(&mut anna.ways, old);
        let change = json!({ "credentials": credentials, "vault": vault, "counter": 1 });
        let proved = anna.proved("recovery", &challenge, &change);
        anna.browser.put("/api/credentials", proved).await.expect(204);
        let old = std::mem::replace(&mut anna.ways, new);

        let came = anna.sign_in(&server).await;
        assert_eq!(anna.open(&came.json()["vault"]), 2);
        anna.ways = old;
        let code = anna.device.code(&server);
        assert_eq!(anna.try_in("passphrase", &code).await.status, 401);
        assert_eq!(anna.try_in("recovery", &code).await.status, 401);
    }

    async fn passphrase_and_recovery_code_together_stand_in_for_a_lost_second_factor(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        let challenge = anna.challenge().await;
        let both = |passphrase: String, recovery: String| json!({
            "name": "anna", "challenge": base64(&challenge), "way": "both",
            "signature": passphrase, "recovery_signature": recovery, "code": null,
        });
        let (passphrase, recovery) = (anna.sign("passphrase", &challenge), anna.sign("recovery", &challenge));
        for wrong in [both(passphrase.clone(), passphrase.clone()), both(recovery.clone(), recovery.clone())] {
            anna.browser.post("/api/session", wrong).await.expect_problem(401, "problem-not-authenticated");
        }
        let one_alone = json!({
            "name": "anna", "challenge": base64(&challenge), "way": "both",
            "signature": passphrase, "recovery_signature": null, "code": null,
        });
        anna.browser.post("/api/session", one_alone).await.expect_problem(400, "problem-malformed");
        anna.browser.post("/api/session", both(passphrase, recovery)).await.expect(200);
        anna.browser.unlock(&anna.vault.own);

        let lost = std::mem::replace(&mut anna.device, Device::draw());
        let right = anna.device.enrolment(&server);
        let mut wrong = right.clone();
        wrong["code"] = json!("00000");
        let wrong = anna.prove("passphrase", &wrong).await;
        anna.browser.put("/api/second-factor", wrong).await.expect_problem(401, "problem-not-authenticated");
        let right = anna.prove("passphrase", &right).await;
        anna.browser.put("/api/second-factor", right).await.expect(204);
        anna.sign_in(&server).await;
        server.clock.move_seconds(30);
        let code = lost.code(&server);
        assert_eq!(anna.try_in("passphrase", &code).await.status, 401);
    }

    async fn a_change_must_be_proved_and_ends_the_other_sessions(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        anna.sign_in(&server).await;
        let mut other = std::mem::replace(&mut anna.browser, Browser::at_desk(&server));
        anna.sign_in(&server).await;

        let fresh = Ways::draw(anna.id);
        let credentials = fresh.credentials();
        let vault = base64(anna.vault.seal().unwrap().as_bytes());
        let change = |vault: &str, counter: u64| {
            json!({ "credentials": credentials, "vault": vault, "counter": counter })
        };
        let mut unproved = anna.prove("passphrase", &change(&vault, 1)).await;
        unproved["way"] = json!("recovery");
        anna.browser.put("/api/credentials", unproved).await.expect_problem(401, "problem-not-authenticated");
        let late = anna.prove("passphrase", &change(&vault, 2)).await;
        anna.browser.put("/api/credentials", late).await.expect_problem(409, "problem-conflict");
        other.get("/api/session").await.expect(200);

        let challenge = anna.change_challenge().await;
        let old = std::mem::replace(&mut anna.ways, Ways::draw(anna.id));
        let vault = anna.reseal(fresh);
        let new = std::mem::replace(&mut anna.ways, old);
        let right = anna.proved("passphrase", &challenge, &change(&vault, 1));
        anna.ways = new;
        anna.browser.put("/api/credentials", right).await.expect(204);
        assert_eq!(other.get("/api/session").await.status, 401);
        anna.browser.get("/api/session").await.expect(200);
        anna.browser = Browser::at_desk(&server);
        anna.sign_in(&server).await;
    }

    /// Whoever takes it for refused throws the new words away, and with them the only way to the vault.
    async fn a_change_of_the_ways_in_whose_answer_was_lost_is_answered_again(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        anna.sign_in(&server).await;
        let fresh = Ways::draw(anna.id);
        let credentials = fresh.credentials();
        let old = std::mem::replace(&mut anna.ways, Ways::draw(anna.id));
        let vault = anna.reseal(fresh);
        let new = std::mem::replace(&mut anna.ways, old);
        let change = |vault: &str, counter: u64| json!({ "credentials": credentials, "vault": vault, "counter": counter });
        let right = anna.prove("passphrase", &change(&vault, 1)).await;
        anna.browser.put("/api/credentials", right.clone()).await.expect(204);
        let before = masked(&dump(&server.database));

        // The same bytes, at once and when their challenge is too old; and the same change, proved anew by the old words.
        anna.browser.put("/api/credentials", right.clone()).await.expect(204);
        let anew = anna.prove("passphrase", &change(&vault, 1)).await;
        anna.browser.put("/api/credentials", anew).await.expect(204);
        server.clock.move_minutes(11);
        anna.browser.put("/api/credentials", right.clone()).await.expect(204);
        // Nothing but nonces and the session's use was written.
        assert_eq!(masked(&dump(&server.database)), before);

        // What differs from it is no repetition, and the old words prove nothing any more.
        let resealed = base64(anna.vault.seal().unwrap().as_bytes());
        for other in [change(&resealed, 1), change(&vault, 2)] {
            let other = anna.prove("passphrase", &other).await;
            anna.browser.put("/api/credentials", other).await.expect_problem(401, "problem-not-authenticated");
        }
        // Nor is it one once something else is in its place.
        anna.ways = new;
        anna.vault.counter = 3;
        let next = json!({ "sealed": base64(anna.vault.seal().unwrap().as_bytes()), "counter": 2 });
        anna.browser.put("/api/vault", next).await.expect(200);
        anna.browser.put("/api/credentials", right).await.expect_problem(401, "problem-nonce-expired");
        // The cookie alone repeats nothing.
        anna.browser.lock();
        let locked = anna.prove("passphrase", &change(&vault, 1)).await;
        anna.browser.put("/api/credentials", locked).await.expect_problem(401, "problem-not-authenticated");
        let came = anna.sign_in(&server).await;
        assert_eq!(anna.open(&came.json()["vault"]), 3);
    }

    /// Somebody has seen a whole change go by, and has an open vault of this member's besides.
    async fn what_proved_one_change_proves_no_other(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        anna.sign_in(&server).await;
        let mut other = std::mem::replace(&mut anna.browser, Browser::at_desk(&server));
        anna.sign_in(&server).await;
        let (first, second) = (Device::draw(), Device::draw());
        let challenge = anna.change_challenge().await;
        let seen = anna.proved("passphrase", &challenge, &first.enrolment(&server));

        // Another change under the same signature, or with one that was made to sign in.
        let mut altered = seen.clone();
        altered["change"] = json!(second.enrolment(&server).to_string());
        anna.browser.put("/api/second-factor", altered).await.expect_problem(401, "problem-not-authenticated");
        let mut for_sign_in = seen.clone();
        for_sign_in["signature"] = json!(anna.sign("passphrase", &challenge));
        anna.browser.put("/api/second-factor", for_sign_in).await.expect_problem(401, "problem-not-authenticated");
        // In another session, or with a challenge of sign-in's.
        other.put("/api/second-factor", seen.clone()).await.expect_problem(401, "problem-nonce-expired");
        let foreign = anna.challenge().await;
        let foreign = anna.proved("passphrase", &foreign, &first.enrolment(&server));
        anna.browser.put("/api/second-factor", foreign).await.expect_problem(401, "problem-nonce-expired");
        // As it was meant, and then once more.
        anna.browser.put("/api/second-factor", seen.clone()).await.expect(204);
        anna.browser.put("/api/second-factor", seen).await.expect_problem(401, "problem-nonce-expired");
        anna.device = first;
        anna.sign_in(&server).await;
    }

    /// With both ways there is no code that is good once.
    async fn a_challenge_signs_in_once(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        let challenge = anna.challenge().await;
        let seen = json!({
            "name": "anna", "challenge": base64(&challenge), "way": "both",
            "signature": anna.sign("passphrase", &challenge),
            "recovery_signature": anna.sign("recovery", &challenge), "code": null,
        });
        anna.browser.post("/api/session", seen.clone()).await.expect(200);
        let mut thief = Browser::at_desk(&server);
        thief.post("/api/session", seen).await.expect_problem(401, "problem-nonce-expired");
        assert_eq!(thief.cookie, None);
        // A proof that was shown with a wrong code is no use to whoever guesses the right one.
        let challenge = anna.challenge().await;
        let with = |code: &str| json!({
            "name": "anna", "challenge": base64(&challenge), "way": "passphrase",
            "signature": anna.sign("passphrase", &challenge), "recovery_signature": null, "code": code,
        });
        server.clock.move_seconds(30);
        let right = anna.device.code(&server);
        thief.post("/api/session", with("000000")).await.expect_problem(401, "problem-not-authenticated");
        thief.post("/api/session", with(&right)).await.expect_problem(401, "problem-nonce-expired");
    }

    /// Whoever asked for a name before somebody enrolled under it, and asks again, learns nothing.
    async fn a_name_is_answered_alike_before_and_after_somebody_enrols_under_it(database: TestDatabase) {
        let server = Installation::on(database);
        let mut curious = Browser::at_desk(&server);
        let ask = json!({ "name": "anna" });
        let before = curious.post("/api/session/challenge", ask.clone()).await;
        anna(&server).await;
        let after = curious.post("/api/session/challenge", ask).await;
        assert_eq!(before.expect(200)["member"], after.expect(200)["member"]);
        assert_eq!(shape(&before), shape(&after));
    }

    /// However many names somebody tries, once each.
    async fn old_tries_are_forgotten_with_new_ones_and_at_a_start(database: TestDatabase) {
        let server = Installation::on(database);
        let mut nobody = Member::draw(&server, "nobody");
        let told = nobody.browser.post("/api/session/challenge", json!({ "name": "x" })).await.expect(200);
        let guess = |name: &str| json!({
            "name": name, "challenge": told["challenge"], "way": "passphrase",
            "signature": base64(&[0; 64]), "recovery_signature": null, "code": "000000",
        });
        let rows = || dump(&server.database)["attempts"].len();
        for name in ["a", "b", "c"] {
            nobody.browser.post("/api/session", guess(name)).await.expect_problem(401, "problem-not-authenticated");
        }
        assert_eq!(rows(), 3);
        server.clock.move_minutes(24 * 60);
        let told = nobody.browser.post("/api/session/challenge", json!({ "name": "x" })).await.expect(200);
        let mut fresh = guess("d");
        fresh["challenge"] = told["challenge"].clone();
        nobody.browser.post("/api/session", fresh).await.expect_problem(401, "problem-not-authenticated");
        assert_eq!(rows(), 1);
        server.clock.move_minutes(24 * 60);
        sigill::members::forget_what_is_old(&server.app.db, server.clock.minute()).await.unwrap();
        assert_eq!(rows(), 0);
    }

    async fn sessions_are_listed_and_ended_one_by_one(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        // The session of the first run is another browser's by now.
        anna.sign_in(&server).await;
        let listed = anna.browser.get("/api/sessions").await.expect(200);
        let sessions = listed["sessions"].as_array().unwrap().clone();
        assert_eq!(sessions.len(), 2);
        assert_eq!(sessions.iter().filter(|session| session["this"] == true).count(), 1);
        assert!(sessions.iter().all(|session| session["begun"].as_i64().unwrap() <= server.clock.minute()));
        let other = sessions.iter().find(|session| session["this"] == false).unwrap()["id"].as_str().unwrap();

        let mut berit = Owner::who_has_set_up(&server, "berit", "malmo").await.member;
        let path = format!("/api/sessions/{other}");
        // Somebody else ends nothing by it, and learns nothing.
        berit.browser.delete(&path).await.expect(204);
        let listed = anna.browser.get("/api/sessions").await.expect(200);
        assert_eq!(listed["sessions"].as_array().unwrap().len(), 2);
        anna.browser.delete(&path).await.expect(204);
        // Once more, as after a lost answer.
        let deeds = dump(&server.database)["audit_entries"].len();
        anna.browser.delete(&path).await.expect(204);
        assert_eq!(dump(&server.database)["audit_entries"].len(), deeds);
        anna.browser.delete("/api/sessions/x").await.expect_problem(404, "problem-not-found");
        let listed = anna.browser.get("/api/sessions").await.expect(200);
        assert_eq!(listed["sessions"].as_array().unwrap().len(), 1);
    }

    async fn a_session_ends_when_idle_and_after_a_day(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        anna.sign_in(&server).await;
        server.clock.move_minutes(8 * 60);
        assert_eq!(anna.browser.get("/api/session").await.status, 401);
        anna.sign_in(&server).await;
        for _ in 0..3 {
            server.clock.move_minutes(7 * 60);
            anna.browser.get("/api/session").await.expect(200);
        }
        server.clock.move_minutes(3 * 60);
        assert_eq!(anna.browser.get("/api/session").await.status, 401);
    }

    async fn a_vault_replaces_the_one_its_writer_had_read(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        anna.sign_in(&server).await;
        anna.vault.counter = 2;
        let sealed = base64(anna.vault.seal().unwrap().as_bytes());
        let other = base64(anna.vault.seal().unwrap().as_bytes());
        let plaintext = base64(b"plaintext");
        let put = |sealed: &str, counter: u64| json!({ "sealed": sealed, "counter": counter });
        let browser = &mut anna.browser;
        for odd in [json!({ "sealed": sealed }), json!({ "sealed": sealed, "counter": -1 })] {
            browser.put("/api/vault", odd).await.expect_problem(400, "problem-malformed");
        }
        let now = json!({ "counter": 2 });
        assert_eq!(browser.put("/api/vault", put(&sealed, 1)).await.expect(200), now);
        // A retry after a lost answer is answered as the first time; somebody else's writing is not lost.
        assert_eq!(browser.put("/api/vault", put(&sealed, 1)).await.expect(200), now);
        browser.put("/api/vault", put(&other, 1)).await.expect_problem(409, "problem-conflict");
        browser.put("/api/vault", put(&plaintext, 2)).await.expect_problem(400, "problem-not-sealed");
        let stored = browser.get("/api/vault").await.expect(200);
        assert_eq!(anna.open(&stored), 2);
    }

    /// Seen on the line and withheld, while its member's other writings go by.
    async fn a_vault_that_was_held_back_is_not_put_over_a_newer_one(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        anna.sign_in(&server).await;
        let mut write = |counter: u64| {
            anna.vault.counter = counter + 1;
            json!({ "sealed": base64(anna.vault.seal().unwrap().as_bytes()), "counter": counter })
        };
        let (held, written) = (write(1), [1, 2, 3].map(write));
        let key = anna.vault.own.desk().signing_key();
        let nonce = anna.browser.get("/api/nonce").await.expect(200);
        let held = Request::new("PUT", "/api/vault").json(&held).signed(&key, nonce["nonce"].as_str().unwrap());
        for body in written {
            anna.browser.put("/api/vault", body).await.expect(200);
        }
        // Whatever is said beside what was signed.
        let held = held.header("If-Match", "\"4\"");
        anna.browser.send(held).await.expect_problem(409, "problem-conflict");
        assert_eq!(anna.browser.get("/api/vault").await.expect(200)["counter"], 4);
    }

    /// Overwritten by mistake or malice, then put back by the member's own browser.
    async fn an_earlier_vault_is_there_to_be_put_back(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        let came = anna.sign_in(&server).await;
        assert_eq!(came.json()["vault"]["earlier"], json!([]));
        let nobodys = Member::draw(&server, "nobody").vault.seal().unwrap();
        for counter in 1..=40 {
            let junk = json!({ "sealed": base64(nobodys.as_bytes()), "counter": counter });
            anna.browser.put("/api/vault", junk).await.expect(200);
        }
        let newest = anna.browser.get("/api/vault").await.expect(200);
        assert_eq!((&newest["counter"], &newest["earlier"]), (&json!(41), &json!([40, 39, 38, 37, 36, 1])));
        assert_eq!(anna.sign_in(&server).await.json()["vault"], newest);
        let first = anna.browser.get("/api/vault?counter=1").await.expect(200);
        assert_eq!(anna.open(&first), 1);
        for absent in ["2", "41", "18446744073709551615"] {
            let path = format!("/api/vault?counter={absent}");
            anna.browser.get(&path).await.expect_problem(404, "problem-not-found");
        }
        let mut other = Owner::who_has_set_up(&server, "berit", "malmo").await.member;
        other.browser.get("/api/vault?counter=1").await.expect_problem(404, "problem-not-found");

        anna.vault.counter = 42;
        let back = json!({ "sealed": base64(anna.vault.seal().unwrap().as_bytes()), "counter": 41 });
        anna.browser.put("/api/vault", back).await.expect(200);
        let came = anna.sign_in(&server).await;
        assert_eq!(anna.open(&came.json()["vault"]), 42);
    }

    /// They are sealed to the old ways, one of which may be known to somebody.
    async fn new_ways_in_leave_no_vault_that_the_old_ones_open(database: TestDatabase) {
        let server = Installation::on(database);
        let mut anna = anna(&server).await;
        anna.sign_in(&server).await;
        anna.vault.counter = 2;
        let sealed = json!({ "sealed": base64(anna.vault.seal().unwrap().as_bytes()), "counter": 1 });
        anna.browser.put("/api/vault", sealed).await.expect(200);
        assert_eq!(dump(&server.database)["past_vaults"].len(), 1);

        let fresh = Ways::draw(anna.id);
        let credentials = fresh.credentials();
        let challenge = anna.change_challenge().await;
        let old = std::mem::replace(&mut anna.ways, Ways::draw(anna.id));
        let vault = anna.reseal(fresh);
        let new = std::mem::replace(&mut anna.ways, old);
        let change = json!({ "credentials": credentials, "vault": vault, "counter": 2 });
        let proved = anna.proved("passphrase", &challenge, &change);
        anna.browser.put("/api/credentials", proved).await.expect(204);
        anna.ways = new;
        assert_eq!(dump(&server.database)["past_vaults"].len(), 0);
        let came = anna.sign_in(&server).await;
        assert_eq!(anna.open(&came.json()["vault"]), 3);
    }
}

/// All that is stored but for what each signed request leaves behind.
fn masked(tables: &Tables) -> Tables {
    let mut tables = tables.clone();
    tables.remove("spent_nonces");
    tables.get_mut("sessions").unwrap().iter_mut().for_each(|session| {
        session.remove("used_minute");
    });
    tables
}
