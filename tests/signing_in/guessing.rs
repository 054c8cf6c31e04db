//! What slows guessing, and keeps nobody out.

use super::*;

on_both_databases! {
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
}
