//! New ways in for old ones.

use super::*;

on_both_databases! {
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
