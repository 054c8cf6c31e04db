//! A member's vault: what replaces it, and what is kept of it.

use super::*;

on_both_databases! {
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
}
