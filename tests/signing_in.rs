//! Signing in, and sessions.

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

mod guessing;
mod new_ways;
mod vaults;

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
