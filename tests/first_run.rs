//! The first run: from a printed link to a channel with an owner.

use serde_json::{Value, json};
use sigill_sealing::encoding::base64;
use sigill_sealing::keyring::Keyring;

use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::http::Request;
use crate::support::installation::Installation;
use crate::support::member::Member;
use crate::support::owner::{Owner, setup_secret};

on_both_databases! {
    /// The whole of it, and what the owner finds afterwards.
    async fn a_link_makes_a_channel_and_its_owner_signed_in(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "Anna.Berg", "lund").await;
        let told = owner.member.browser.get("/api/session").await.expect(200);
        let designation = json!({
            "channel": owner.channel.to_string(), "address": "lund", "role": "owner",
            "since": server.clock.day().to_string(),
        });
        assert_eq!(told["member"], owner.member.id.to_string());
        assert_eq!(told["name"], "anna.berg");
        assert_eq!(told["designations"], json!([designation]));
        let vault = owner.member.browser.get("/api/vault").await.expect(200);
        assert_eq!(owner.member.open(&vault), 1);

        let channel = owner.member.browser.get(&format!("/api/channels/{}", owner.channel)).await.expect(200);
        assert_eq!(channel["keyrings"], json!(owner.notes));
        assert_eq!(channel["settings"], owner.settings);
        assert_eq!(channel["published"], false);
        assert_eq!(channel["members"][0]["role"], "owner");
    }

    async fn a_link_is_good_once(database: TestDatabase) {
        let server = Installation::on(database);
        let secret = setup_secret(&server).await;
        let mut owner = Owner::draw(&server, "anna", "lund");
        owner.member.browser.post("/api/setup/check", json!({ "secret": secret })).await.expect(204);
        let run = owner.first_run(&server, &secret);
        owner.member.browser.post("/api/setup", run).await.expect(201);

        let mut second = Owner::draw(&server, "berit", "malmo");
        let check = second.member.browser.post("/api/setup/check", json!({ "secret": secret })).await;
        check.expect_problem(410, "problem-expired");
        let run = second.first_run(&server, &secret);
        let again = second.member.browser.post("/api/setup", run).await;
        again.expect_problem(410, "problem-expired");
        assert_eq!(second.member.browser.cookie, None);
    }

    /// The first answer is lost; the browser sends what it sent before, and the owner is in.
    async fn the_very_same_first_run_is_answered_as_the_first_time(database: TestDatabase) {
        let server = Installation::on(database);
        let secret = setup_secret(&server).await;
        let mut owner = Owner::draw(&server, "anna", "lund");
        let run = owner.first_run(&server, &secret);
        owner.member.browser.post("/api/setup", run.clone()).await.expect(201);
        owner.member.browser = Browser::at_desk(&server);
        server.clock.move_minutes(5);
        let mut again = run.clone();
        again["second_factor"] = owner.first_run(&server, &secret)["second_factor"].clone();
        let answer = owner.member.browser.post("/api/setup", again.clone()).await.expect(200);
        assert_eq!(answer, json!({ "member": owner.member.id.to_string() }));
        let told = owner.member.browser.get("/api/session").await.expect(200);
        assert_eq!(told["designations"].as_array().unwrap().len(), 1);

        // Anything else is another first run, and the link is used.
        let other = Owner::draw(&server, "berit", "malmo").first_run(&server, &secret);
        for name in ["vault", "keyring", "settings", "channel"] {
            let mut changed = again.clone();
            changed[name] = other[name].clone();
            if name == "settings" {
                changed[name] = format!("{} ", run["settings"].as_str().unwrap()).into();
            }
            let mut browser = Browser::at_desk(&server);
            browser.post("/api/setup", changed).await.expect_problem(410, "problem-expired");
            assert_eq!(browser.cookie, None, "{name}");
        }
        let mut unlinked = again.clone();
        unlinked["secret"] = base64(&[7; 32]).into();
        Browser::at_desk(&server).post("/api/setup", unlinked).await.expect_problem(410, "problem-expired");
        // Nor is it answered for longer than the link was good.
        server.clock.move_minutes(24 * 60);
        let mut late = run.clone();
        late["second_factor"] = owner.first_run(&server, &secret)["second_factor"].clone();
        Browser::at_desk(&server).post("/api/setup", late).await.expect_problem(410, "problem-expired");
    }

    async fn a_link_is_good_for_a_day_and_until_the_next_is_printed(database: TestDatabase) {
        let server = Installation::on(database);
        let mut browser = Browser::at_desk(&server);
        let first = setup_secret(&server).await;
        server.clock.move_minutes(24 * 60 - 1);
        browser.post("/api/setup/check", json!({ "secret": first })).await.expect(204);
        server.clock.move_minutes(1);
        browser.post("/api/setup/check", json!({ "secret": first })).await.expect(410);

        let (second, third) = (setup_secret(&server).await, setup_secret(&server).await);
        browser.post("/api/setup/check", json!({ "secret": second })).await.expect(410);
        browser.post("/api/setup/check", json!({ "secret": third })).await.expect(204);
        browser.post("/api/setup/check", json!({ "secret": base64(&[0; 32]) })).await.expect(410);
        browser.post("/api/setup/check", json!({ "secret": "" })).await.expect(410);
    }

    /// Each with the answer that its sender can act on; the link stays good, for nothing was made.
    async fn a_first_run_that_does_not_hold_makes_nothing(database: TestDatabase) {
        let server = Installation::on(database);
        let secret = setup_secret(&server).await;
        let mut owner = Owner::draw(&server, "anna", "lund");
        let good = owner.first_run(&server, &secret);
        let stranger = Owner::draw(&server, "berit", "malmo");
        let foreign = stranger.first_run(&server, &secret);
        let custodian = stranger.member.custodian("x");
        let mut lines = owner.first_lines();
        lines.custodians.push(custodian);
        let with_custodian = Keyring::first(lines, server.clock.day()).unwrap().sign(&owner.key).unwrap();
        let tampered = good["keyring"].as_str().unwrap().replace("server-path=yes", "server-path=no");
        let wrong_code = json!({ "secret": good["second_factor"]["secret"], "code": "000000x" });
        let early = server.clock.day().plus(-200).unwrap();
        let early = Keyring::first(owner.first_lines(), early).unwrap().sign(&owner.key).unwrap();
        let late = server.clock.day().plus(3).unwrap();
        let late = Keyring::first(owner.first_lines(), late).unwrap().sign(&owner.key).unwrap();
        let changes: [(&str, Value, (u16, &str)); 11] = [
            ("keyring", json!(early), (409, "problem-wrong-day")),
            ("keyring", json!(late), (409, "problem-wrong-day")),
            ("keyring", foreign["keyring"].clone(), (400, "problem-malformed")),
            ("keyring", json!(with_custodian), (400, "problem-malformed")),
            ("keyring", json!(tampered), (400, "problem-malformed")),
            // Another name's id.
            ("member", foreign["member"].clone(), (409, "problem-conflict")),
            ("settings", json!(format!("{} ", owner.settings)), (400, "problem-malformed")),
            ("channel", json!({ "id": owner.channel.to_string(), "address": "Lund/" }), (400, "problem-malformed")),
            ("second_factor", wrong_code, (401, "problem-not-authenticated")),
            ("vault", json!(base64(b"plaintext")), (400, "problem-not-sealed")),
            ("name", json!("  "), (400, "problem-malformed")),
        ];
        for (name, value, (status, id)) in changes {
            let mut run = good.clone();
            run[name] = value;
            let answer = owner.member.browser.post("/api/setup", run).await;
            answer.expect_problem(status, id);
        }
        owner.member.browser.post("/api/setup", good).await.expect(201);
    }

    async fn a_second_channel_takes_neither_the_address_nor_the_name_nor_the_recovery_key_of_the_first(database: TestDatabase) {
        let server = Installation::on(database);
        let first = Owner::who_has_set_up(&server, "anna", "lund").await;
        for (name, address) in [("anna", "malmo"), ("ANNA ", "malmo"), ("berit", "lund")] {
            let mut second = Owner::draw(&server, name, address);
            let run = second.first_run(&server, &setup_secret(&server).await);
            let answer = second.member.browser.post("/api/setup", run).await;
            answer.expect_problem(409, "problem-conflict");
        }
        // Whoever holds the first one's recovery code would be led to the second.
        let mut second = Owner::draw(&server, "berit", "malmo");
        second.recovery = first.recovery;
        let run = second.first_run(&server, &setup_secret(&server).await);
        second.member.browser.post("/api/setup", run).await.expect_problem(400, "problem-malformed");
        Owner::who_has_set_up(&server, "berit", "malmo").await;
    }

    async fn the_desk_says_nothing_to_who_is_not_signed_in_and_takes_json_alone(database: TestDatabase) {
        let server = Installation::on(database);
        let owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let mut browser = Browser::at_desk(&server);
        let channel = format!("/api/channels/{}", owner.channel);
        for path in ["/api/session", "/api/sessions", "/api/vault", "/api/inbox", &channel] {
            browser.get(path).await.expect_problem(401, "problem-not-authenticated");
        }
        browser.cookie = Some(format!("sigill={}", "0".repeat(64)));
        browser.get("/api/session").await.expect_problem(401, "problem-not-authenticated");

        let typed = Request::new("POST", "/api/session/challenge").header("Content-Type", "text/plain");
        let form = browser.send(typed.with_body(br#"{"name":"anna"}"#)).await;
        form.expect_problem(415, "problem-wrong-type");
        let mut stranger = Member::draw(&server, "nobody").browser;
        let answer = stranger.post("/api/session/challenge", json!({ "name": "x", "more": 1 })).await;
        answer.expect_problem(400, "problem-malformed");
    }
}
