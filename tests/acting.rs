//! What a session's cookie is not good for: whoever reads it on the line, as a proxy that inspects TLS does, reads on with
//! it and changes nothing. That takes the member's open vault.

use std::fs;
use std::path::Path;
use std::time::Duration;

use diesel::prelude::*;
use serde_json::{Value, json};
use sigill::clock::Clock as _;
use sigill::members::StoredKey;
use sigill::storage::schema::members;
use sigill_sealing::code::InvitationCode;
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::encoding::base64;

use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::http::{Answer, Request, text};
use crate::support::installation::Installation;
use crate::support::owner::{Owner, access};
use crate::support::tables::dump;

/// What is asked at the desk without an open vault, though it changes something: whoever asks it has none yet, proves
/// themselves otherwise, or signs out.
const OPEN: [&str; 6] = [
    "DELETE /api/session",
    "POST /api/invitation",
    "POST /api/session",
    "POST /api/session/challenge",
    "POST /api/setup",
    "POST /api/setup/check",
];

/// Where the desk's routes stand; but for files, whose pieces go on under a random id, and for what the recovery code signs.
const GUARDED: [&str; 8] = [
    "members",
    "members/mail",
    "channels",
    "channels/invitations",
    "desk",
    "desk/entering",
    "desk/erasing",
    "desk/views",
];

/// Every address of the desk that changes something, as its source has it.
fn unsafe_addresses() -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let changing = ["post", "put", "patch", "delete"];
    let mut found = Vec::new();
    let mut written = 0;
    for module in GUARDED {
        let routes = fs::read_to_string(source.join(module).join("routes.rs")).unwrap();
        written +=
            changing.map(|method| routes.matches(&format!("web::{method}()")).count()).iter().sum::<usize>();
        for resource in routes.split("resource(\"").skip(1) {
            let (path, methods) = resource.split_once('"').unwrap();
            let has = |method: &&str| methods.contains(&format!("web::{method}()"));
            found.extend(
                changing
                    .iter()
                    .filter(|method| has(method))
                    .map(|method| (method.to_uppercase(), path.to_owned())),
            );
        }
    }
    assert_eq!(found.len(), written, "a route stands outside of a resource");
    found
}

/// An owner at the desk with an invitation that nobody has taken, and the body that made it.
async fn with_invitation(server: &Installation) -> (Owner, Value) {
    let mut owner = Owner::who_has_set_up(server, "anna", "lund").await;
    let code = InvitationCode::from_bytes([5; 15]);
    let body = json!({ "access": access(&code), "role": "handler", "title": "x" });
    let path = owner.invitations();
    owner.member.browser.post(&path, body.clone()).await.expect(201);
    (owner, body)
}

async fn nonce(owner: &mut Owner) -> String {
    let fetched = owner.member.browser.get("/api/nonce").await.expect(200);
    text(&fetched["nonce"]).to_owned()
}

fn invitations(listed: &Answer) -> usize {
    listed.expect(200)["invitations"].as_array().unwrap().len()
}

on_both_databases! {
    /// Whatever address there will be: it is found in the source, and refuses unless it is one of the few that are open.
    async fn a_cookie_alone_changes_nothing(database: TestDatabase) {
        let server = Installation::on(database);
        let (owner, _) = with_invitation(&server).await;
        let mut anna = owner.member;
        anna.browser.lock();
        let before = dump(&server.database);
        let mut open = Vec::new();
        let addresses = unsafe_addresses();
        assert!(addresses.len() > 12, "the addresses were not found");
        for (method, path) in addresses {
            if OPEN.contains(&format!("{method} {path}").as_str()) {
                open.push(format!("{method} {path}"));
                continue;
            }
            let channel = owner.channel.to_string();
            let path = path.replace("{channel}", &channel).replace("{access}", &"0".repeat(64));
            let path = path.replace("{id}", &channel).replace("{case}", &channel);
            assert!(!path.contains('{'), "{path}");
            let request = Request::new(&method, &path).json(&json!({}));
            let answer = anna.browser.send(request).await;
            answer.expect_problem(401, "problem-not-authenticated");
        }
        open.sort();
        assert_eq!(open, OPEN, "what is open and is no more is not to be listed");
        assert_eq!(dump(&server.database), before);
        // It reads, and signs out.
        anna.browser.get("/api/vault").await.expect(200);
        anna.browser.get("/api/inbox").await.expect(200);
        anna.browser.delete("/api/session").await.expect(204);
    }

    /// The thief has the cookie, and a vault of their own.
    async fn the_key_must_be_the_members_own(database: TestDatabase) {
        let server = Installation::on(database);
        let (mut owner, body) = with_invitation(&server).await;
        let path = owner.invitations();
        owner.member.browser.unlock(&SelfSeed::from_bytes([7; 32]));
        owner.member.browser.post(&path, body.clone()).await.expect_problem(401, "problem-not-authenticated");
        owner.member.browser.unlock(&owner.member.vault.own);
        owner.member.browser.post(&path, body).await.expect(201);
    }

    async fn a_signature_holds_for_its_request_alone(database: TestDatabase) {
        let server = Installation::on(database);
        let (mut owner, body) = with_invitation(&server).await;
        let path = owner.invitations();
        let key = owner.member.vault.own.desk().signing_key();
        let nonce = nonce(&mut owner).await;
        let signed = Request::new("POST", &path).json(&body).signed(&key, &nonce);
        let other = json!({ "access": "5".repeat(64), "role": "handler", "title": "x" });
        let changed = [
            signed.clone().with_body(other.to_string().as_bytes()),
            signed.clone().with_path(&format!("/api/channels/{}/keyrings", owner.channel)),
            signed.clone().with_path(&format!("{path}?x")),
            signed.clone().replace("Sigill-Nonce", &base64(&[0; 32])),
        ];
        for request in changed {
            let answer = owner.member.browser.send(request).await;
            answer.expect_problem(401, "problem-not-authenticated");
        }
        // What was refused has not used the nonce up.
        owner.member.browser.send(signed).await.expect(201);
    }

    /// The invitation was withdrawn: whoever saw it being made must not be able to bring it back.
    async fn a_request_that_was_seen_cannot_be_sent_again(database: TestDatabase) {
        let server = Installation::on(database);
        let (mut owner, body) = with_invitation(&server).await;
        let path = owner.invitations();
        let key = owner.member.vault.own.desk().signing_key();
        let nonce = nonce(&mut owner).await;
        let seen = Request::new("POST", &path).json(&body).signed(&key, &nonce);
        let browser = &mut owner.member.browser;
        let first = browser.send(seen.clone()).await;
        first.expect(201);
        browser.delete(&format!("{path}/{}", text(&body["access"]))).await.expect(204);
        let again = browser.send(seen.clone()).await;
        again.expect_problem(401, "problem-nonce-expired");
        assert_eq!(invitations(&browser.get(&path).await), 0);

        // Every answer to what was signed brings the nonce of the next.
        for answer in [first, again] {
            let next = answer.header("sigill-nonce").unwrap();
            browser.send(Request::new("POST", &path).json(&body).signed(&key, next)).await.expect(201);
        }
        // What is remembered of it is gone when it is too old anyway.
        server.clock.move_minutes(10);
        browser.send(seen).await.expect_problem(401, "problem-nonce-expired");
        browser.delete(&format!("{path}/{}", text(&body["access"]))).await.expect(204);
        assert_eq!(dump(&server.database)["spent_nonces"].len(), 1);
    }

    /// Begun while its nonce would still be fresh, with the last byte held back until it is too old to be remembered, and
    /// forgotten with whatever anybody else signs.
    async fn a_request_that_was_seen_cannot_be_begun_early_and_ended_late(database: TestDatabase) {
        let server = Installation::on(database);
        let (mut owner, body) = with_invitation(&server).await;
        let mut other = Owner::who_has_set_up(&server, "berit", "malmo").await;
        let path = owner.invitations();
        let key = owner.member.vault.own.desk().signing_key();
        let nonce = nonce(&mut owner).await;
        let seen = Request::new("POST", &path).json(&body).signed(&key, &nonce);
        owner.member.browser.send(seen.clone()).await.expect(201);
        owner.member.browser.delete(&format!("{path}/{}", text(&body["access"]))).await.expect(204);

        server.clock.move_minutes(9);
        let now = server.clock.minute().to_string();
        let cookie = owner.member.browser.cookie.clone().unwrap();
        let begun = seen.header("Cookie", &cookie).begin(server.addresses.desk).await;
        // Its session was used before its nonce is looked at, which takes one more look into the database.
        let used = || {
            let sessions = &dump(&server.database)["sessions"];
            sessions.iter().any(|session| session["used_minute"].trim_matches('\'') == now)
        };
        let looking = async {
            while !used() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), looking).await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
        server.clock.move_minutes(1);
        let theirs = json!({ "access": "6".repeat(64), "role": "handler", "title": "x" });
        let their_path = other.invitations();
        other.member.browser.post(&their_path, theirs).await.expect(201);
        begun.end().await.expect_problem(401, "problem-nonce-expired");
        assert_eq!(invitations(&owner.member.browser.get(&path).await), 0);
    }

    async fn a_nonce_is_the_desks_own_and_of_the_last_ten_minutes(database: TestDatabase) {
        let server = Installation::on(database);
        let (mut owner, body) = with_invitation(&server).await;
        let path = owner.invitations();
        let key = owner.member.vault.own.desk().signing_key();
        let foreign = Request::get("/api/nonce").send(server.addresses.intake).await.expect(200);
        let old = nonce(&mut owner).await;
        server.clock.move_minutes(10);
        let browser = &mut owner.member.browser;
        let request = || Request::new("POST", &path).json(&body);
        let answer = browser.send(request().signed(&key, text(&foreign["nonce"]))).await;
        answer.expect_problem(401, "problem-not-authenticated");
        let late = browser.send(request().signed(&key, &old)).await;
        late.expect_problem(401, "problem-nonce-expired");
        let next = late.header("sigill-nonce").unwrap();
        browser.send(request().signed(&key, next)).await.expect(201);
    }

    async fn two_at_once_with_one_nonce_do_it_once(database: TestDatabase) {
        let server = Installation::on(database);
        let (mut owner, body) = with_invitation(&server).await;
        let path = owner.invitations();
        let nonce = nonce(&mut owner).await;
        let key = owner.member.vault.own.desk().signing_key();
        let cookie = owner.member.browser.cookie.clone().unwrap();
        let request = Request::new("POST", &path).json(&body).header("Cookie", &cookie).signed(&key, &nonce);
        let tries = [(); 6].map(|()| request.send(server.addresses.desk));
        let answers = futures_util::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        assert_eq!(answers.iter().filter(|answer| answer.status == 401).count(), 5);
    }

    /// Who was a member before there were such keys reads, and is invited anew.
    async fn a_member_without_a_key_changes_nothing(database: TestDatabase) {
        let server = Installation::on(database);
        let (mut owner, body) = with_invitation(&server).await;
        let forget = |tx: &mut sigill::storage::Tx<'_>| -> Result<(), sigill::storage::Error> {
            diesel::update(members::table)
                .set(members::desk_key.eq(None::<StoredKey>))
                .execute(tx.connection())?;
            Ok(())
        };
        server.app.db.run_tx("forget_keys", forget).await.unwrap();
        let path = owner.invitations();
        owner.member.browser.post(&path, body).await.expect_problem(403, "problem-forbidden");
        assert_eq!(invitations(&owner.member.browser.get(&path).await), 1);
    }
}
