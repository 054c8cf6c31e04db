//! Inviting handlers and deputies, and the epochs that let them in.

use serde_json::{Value, json};
use sigill_sealing::code::{ChannelRecoveryCode, InvitationCode};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{base64, hex, parse_base64};
use sigill_sealing::id::MemberId;
use sigill_sealing::invitation::{JoinError, Role, Tag, verify_welcome};
use sigill_sealing::keyring::Former;
use sigill_sealing::role;
use sigill_sealing::signature::{SigningKey, VerifyingKey};

use crate::support::browser::Browser;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::installation::Installation;
use crate::support::member::{Member, draw_seed, merged};
use crate::support::owner::{Owner, access, join_by};
use crate::support::tables::dump;

on_both_databases! {
    async fn somebody_invited_joins_is_let_in_and_pins_the_owner(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let code = owner.invite(Role::Handler, "Internal auditor").await;
        let key = code.access().signing_key();
        let mut berit = Member::draw(&server, "berit");

        let found = berit.browser.signed(&key, "GET", "/api/invitation", None).await;
        assert!(found.header("sigill-nonce").is_some());
        assert_eq!(found.expect(200), json!({
            "channel": owner.channel.to_string(), "address": "lund", "role": "handler",
            "title": "Internal auditor", "keyring": owner.notes[0], "welcome": null,
        }));
        join_by(&mut berit, &server, owner.channel, Role::Handler, &code).await.expect(201);
        let told = berit.browser.get("/api/session").await.expect(200);
        assert_eq!(told["designations"], json!([]));
        let channel = format!("/api/channels/{}", owner.channel);
        berit.browser.get(&channel).await.expect_problem(404, "problem-not-found");

        owner.let_in(&server, &code, "Internal auditor", true).await.expect(201);
        let found = berit.browser.signed(&key, "GET", "/api/invitation", None).await.expect(200);
        let welcome = parse_base64(found["welcome"].as_str().unwrap()).unwrap();
        let (owner_key, tag) = welcome.split_at(32);
        let owner_key = VerifyingKey::<role::Owner>::from_bytes(owner_key.try_into().unwrap()).unwrap();
        let tag = Tag::parse(&hex(tag)).unwrap();
        let join = berit.join(owner.channel, Role::Handler, &code);
        let bytes = parse_base64(join["bytes"].as_str().unwrap()).unwrap();
        verify_welcome(&code, owner.channel, &owner_key, &bytes, &tag).unwrap();

        let told = berit.browser.get("/api/session").await.expect(200);
        assert_eq!(told["designations"][0]["role"], "handler");
        let seen = berit.browser.get(&channel).await.expect(200);
        assert_eq!((&seen["published"], &seen["keyrings"]), (&json!(true), &json!(owner.notes)));
        let path = owner.invitations();
        let open = owner.member.browser.get(&path).await.expect(200);
        assert_eq!(open, json!({ "invitations": [] }));
        berit.browser = Browser::at_desk(&server);
        berit.sign_in(&server).await;
    }

    /// A server that swaps in keys of its own is seen by the owner's browser, for it lacks the code.
    async fn a_substituted_join_is_refused_by_the_owner(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let code = owner.invite(Role::Handler, "Internal auditor").await;
        let mut mallory = Member::draw(&server, "mallory");
        let guessed = InvitationCode::from_bytes([9; 15]);
        let join = json!({ "join": mallory.join(owner.channel, Role::Handler, &guessed) });
        let body = merged(mallory.enrolment(&server), join);
        // As if the server itself had stored it: the request is signed as the invitee's, the join is not.
        let key = code.access().signing_key();
        mallory.browser.signed(&key, "POST", "/api/invitation", Some(body)).await.expect(201);
        assert!(matches!(owner.verified_join(&code).await, Err(JoinError::Foreign(_))));
    }

    async fn an_invitation_is_good_once_and_for_who_holds_its_code(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let code = owner.invite(Role::Deputy, "Deputy").await;
        let mut berit = Member::draw(&server, "berit");
        let wrong = InvitationCode::from_bytes([9; 15]);
        let answer = join_by(&mut berit, &server, owner.channel, Role::Deputy, &wrong).await;
        answer.expect_problem(404, "problem-not-found");
        let other_role = join_by(&mut berit, &server, owner.channel, Role::Handler, &code).await;
        other_role.expect_problem(400, "problem-malformed");
        let mut carin = Member::draw(&server, "anna");
        let taken = join_by(&mut carin, &server, owner.channel, Role::Deputy, &code).await;
        taken.expect_problem(409, "problem-conflict");

        join_by(&mut berit, &server, owner.channel, Role::Deputy, &code).await.expect(201);
        let mut david = Member::draw(&server, "david");
        let again = join_by(&mut david, &server, owner.channel, Role::Deputy, &code).await;
        again.expect_problem(410, "problem-expired");
        assert_eq!(david.browser.cookie, None);
        let retry = join_by(&mut berit, &server, owner.channel, Role::Deputy, &code).await;
        retry.expect_problem(410, "problem-expired");
    }

    /// The first answer is lost; the browser sends what it sent before, and the invitee is in. Whoever holds the code but
    /// not the vault's bytes, which only the invitee and the server know, is not.
    async fn the_very_same_join_is_answered_as_the_first_time_until_the_owner_answers(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let code = owner.invite(Role::Handler, "Handler").await;
        let key = code.access().signing_key();
        let mut berit = Member::draw(&server, "berit");
        let join = json!({ "join": berit.join(owner.channel, Role::Handler, &code) });
        let body = merged(berit.enrolment(&server), join);
        berit.browser.signed(&key, "POST", "/api/invitation", Some(body.clone())).await.expect(201);
        let post = async |change: &dyn Fn(&mut Value)| {
            let mut body = body.clone();
            body["second_factor"] = berit.device.enrolment(&server);
            change(&mut body);
            let mut browser = Browser::at_desk(&server);
            let answer = browser.signed(&key, "POST", "/api/invitation", Some(body)).await;
            (answer, browser)
        };
        let (answer, mut browser) = post(&|_same| {}).await;
        assert_eq!(answer.expect(200), json!({ "member": berit.id.to_string() }));
        assert_eq!(browser.get("/api/session").await.expect(200)["name"], "berit");

        let other = Member::draw(&server, "carin");
        let resealed = berit.enrolment(&server)["vault"].clone();
        let join = other.join(owner.channel, Role::Handler, &code);
        for (name, value) in [("vault", resealed), ("join", join)] {
            let (answer, browser) = post(&|body| body[name] = value.clone()).await;
            answer.expect_problem(410, "problem-expired");
            assert_eq!(browser.cookie, None, "{name}");
        }
        owner.let_in(&server, &code, "Handler", false).await.expect(201);
        post(&|_same| {}).await.0.expect_problem(410, "problem-expired");
    }

    /// Sixteen zero bytes stand for recovery among the holders of wraps: nobody may carry them as an id.
    async fn nobody_joins_under_the_id_that_stands_for_recovery(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let code = owner.invite(Role::Handler, "Handler").await;
        let mut mallory = Member::draw(&server, "mallory");
        let key = code.access().signing_key();
        let enrolment = mallory.enrolment(&server);
        // No vault can be sealed under that id; one of another is the closest to it.
        mallory.id = MemberId::from_bytes([0; 16]);
        let join = json!({ "member": mallory.id.to_string(), "join": mallory.join(owner.channel, Role::Handler, &code) });
        let body = merged(enrolment, join);
        let joined = mallory.browser.signed(&key, "POST", "/api/invitation", Some(body)).await;
        joined.expect_problem(400, "problem-malformed");
        let mut berit = Member::draw(&server, "berit");
        join_by(&mut berit, &server, owner.channel, Role::Handler, &code).await.expect(201);
    }

    async fn an_invitation_expires_after_two_weeks(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let code = owner.invite(Role::Handler, "Handler").await;
        let key = code.access().signing_key();
        let mut berit = Member::draw(&server, "berit");
        server.clock.move_days(14);
        berit.browser.signed(&key, "GET", "/api/invitation", None).await.expect(200);
        server.clock.move_days(1);
        let found = berit.browser.signed(&key, "GET", "/api/invitation", None).await;
        found.expect_problem(410, "problem-expired");
        let joined = join_by(&mut berit, &server, owner.channel, Role::Handler, &code).await;
        joined.expect_problem(410, "problem-expired");
    }

    async fn an_old_nonce_is_answered_with_the_next_and_a_foreign_one_is_not(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let key = owner.invite(Role::Handler, "Handler").await.access().signing_key();
        let mut browser = Browser::at_desk(&server);
        let nonce = browser.get("/api/nonce").await.expect(200)["nonce"].as_str().unwrap().to_owned();
        server.clock.move_minutes(10);
        let old = browser.signed_over(&key, "GET", "/api/invitation", None, &nonce).await;
        old.expect_problem(401, "problem-nonce-expired");
        let next = old.header("sigill-nonce").unwrap().to_owned();
        browser.signed_over(&key, "GET", "/api/invitation", None, &next).await.expect(200);
        let foreign = base64(&[1; 32]);
        let refused = browser.signed_over(&key, "GET", "/api/invitation", None, &foreign).await;
        refused.expect_problem(401, "problem-not-authenticated");
        browser.get("/api/invitation").await.expect_problem(401, "problem-not-authenticated");
    }

    async fn a_withdrawn_invitation_is_gone_and_who_joined_by_it_too(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let (unused, used) = (owner.invite(Role::Handler, "A").await, owner.invite(Role::Handler, "B").await);
        let mut berit = Member::draw(&server, "berit");
        join_by(&mut berit, &server, owner.channel, Role::Handler, &used).await.expect(201);
        for code in [&unused, &used] {
            let path = format!("{}/{}", owner.invitations(), access(code));
            owner.member.browser.delete(&path).await.expect(204);
            // Once more, as after a lost answer.
            let deeds = dump(&server.database)["audit_entries"].len();
            owner.member.browser.delete(&path).await.expect(204);
            assert_eq!(dump(&server.database)["audit_entries"].len(), deeds);
            let key = code.access().signing_key();
            let found = Browser::at_desk(&server).signed(&key, "GET", "/api/invitation", None).await;
            found.expect_problem(404, "problem-not-found");
        }
        berit.browser.get("/api/session").await.expect_problem(401, "problem-not-authenticated");
        // The name is free again.
        let code = owner.invite(Role::Handler, "C").await;
        let mut another = Member::draw(&server, "berit");
        join_by(&mut another, &server, owner.channel, Role::Handler, &code).await.expect(201);
        owner.let_in(&server, &code, "C", false).await.expect(201);
        let path = format!("{}/{}", owner.invitations(), access(&code));
        owner.member.browser.delete(&path).await.expect_problem(409, "problem-conflict");
    }

    /// A joint keeper of contact details has no part at the desk, and stands in the keyring.
    async fn an_invitation_that_made_a_custodian_is_not_withdrawn(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let code = owner.invite(Role::Handler, "Custodian").await;
        let mut berit = Member::draw(&server, "berit");
        join_by(&mut berit, &server, owner.channel, Role::Handler, &code).await.expect(201);
        let line = berit.custodian("Custodian");
        let note = owner.next_note(&server, |lines| lines.custodians.push(line));
        owner.send(note, false, Value::Null).await.expect(201);
        let path = format!("{}/{}", owner.invitations(), access(&code));
        owner.member.browser.delete(&path).await.expect_problem(409, "problem-conflict");
        berit.browser.get("/api/session").await.expect(200);
    }

    /// Another channel's owner withdraws nothing, and learns nothing by trying.
    async fn an_invitation_is_withdrawn_by_its_own_channels_owner_alone(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let mut stranger = Owner::who_has_set_up(&server, "carin", "malmo").await;
        let code = owner.invite(Role::Handler, "Handler").await;
        let foreign = format!("{}/{}", owner.invitations(), access(&code));
        stranger.member.browser.delete(&foreign).await.expect_problem(404, "problem-not-found");
        let misplaced = format!("{}/{}", stranger.invitations(), access(&code));
        stranger.member.browser.delete(&misplaced).await.expect(204);
        let path = owner.invitations();
        let listed = owner.member.browser.get(&path).await.expect(200);
        assert_eq!(listed["invitations"].as_array().unwrap().len(), 1);
    }

    async fn only_the_owner_invites_and_signs(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let mut handler = owner.appoint(&server, Role::Handler, "berit", false).await;
        let mut stranger = Owner::who_has_set_up(&server, "carin", "malmo").await.member;
        let code = InvitationCode::from_bytes([5; 15]);
        let body = json!({ "access": access(&code), "role": "handler", "title": "x" });
        let epoch = json!({
            "keyring": owner.next_note(&server, |_lines| {}), "settings": null, "published": false, "welcome": null,
        });
        let told = [(&mut handler, 403, "problem-forbidden"), (&mut stranger, 404, "problem-not-found")];
        for (member, status, id) in told {
            let path = owner.invitations();
            member.browser.post(&path, body.clone()).await.expect_problem(status, id);
            member.browser.get(&path).await.expect_problem(status, id);
            let keyrings = format!("/api/channels/{}/keyrings", owner.channel);
            member.browser.post(&keyrings, epoch.clone()).await.expect_problem(status, id);
        }
        let auditor = json!({ "access": access(&code), "role": "auditor", "title": "x" });
        let path = owner.invitations();
        owner.member.browser.post(&path, auditor).await.expect_problem(400, "problem-malformed");
        // The very same invitation again is the same one; another under its key is not.
        owner.member.browser.post(&path, body.clone()).await.expect(201);
        owner.member.browser.post(&path, body).await.expect(201);
        let other = json!({ "access": access(&code), "role": "deputy", "title": "x" });
        owner.member.browser.post(&path, other).await.expect_problem(409, "problem-conflict");
    }

    async fn an_epoch_that_does_not_follow_is_refused(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let stranger = Member::draw(&server, "nobody");
        let next = owner.next_note(&server, |_lines| {});
        let mallory = SigningKey::<role::Owner>::from_seed(draw_seed());
        let chain = owner.chain();
        let mut lines = chain.newest().lines().clone();
        lines.owner = mallory.verifying_key();
        let by_another = chain.newest().next(lines, server.clock.day()).unwrap().sign(&mallory).unwrap();
        let with_stranger = owner.next_note(&server, |lines| lines.handlers.push(stranger.line("x")));
        let custodian = stranger.custodian("x");
        let with_custodian = owner.next_note(&server, |lines| lines.custodians.push(custodian));
        let of_other_settings = owner.next_note(&server, |lines| lines.settings = Digest::of(b"x"));
        let without_owner = owner.next_note(&server, |lines| lines.handlers = vec![stranger.line("x")]);
        // What is sealed to the recovery key of before would wait for nobody; its holder may be called something else.
        let other = stranger.custodian("x");
        let of_other_key = owner.next_note(&server, |lines| lines.recovery.verify = other.verify);
        let of_other_recipient = owner.next_note(&server, |lines| {
            lines.recovery.recipient = ChannelRecoveryCode::generate(&mut rand::rngs::OsRng).recovery().identity().recipient();
        });
        let cases = [
            (by_another, (400, "problem-malformed")),
            (next.replace("server-path=yes", "server-path=no"), (400, "problem-malformed")),
            // Such as one whose invitation was withdrawn in another tab.
            (with_stranger, (409, "problem-conflict")),
            (with_custodian, (409, "problem-conflict")),
            (of_other_settings, (400, "problem-malformed")),
            (without_owner, (403, "problem-forbidden")),
            (of_other_key, (400, "problem-malformed")),
            (of_other_recipient, (400, "problem-malformed")),
        ];
        for (note, (status, id)) in cases {
            owner.send(note, false, Value::Null).await.expect_problem(status, id);
        }
        owner.send(next.clone(), false, Value::Null).await.expect(201);
        // The same once more is a retry; with something else beside it, or another of that number, it comes too late.
        let newest = owner.notes.clone();
        let open = owner.send(next.clone(), true, Value::Null).await;
        open.expect_problem(409, "problem-conflict");
        let welcome = json!({ "access": access(&InvitationCode::from_bytes([5; 15])), "sealed": base64(b"welcome") });
        owner.send(next.clone(), false, welcome).await.expect_problem(409, "problem-conflict");
        owner.send(next, false, Value::Null).await.expect(201);
        owner.notes = newest[..1].to_vec();
        let late = owner.next_note(&server, |lines| lines.policy.show_own = false);
        owner.send(late, false, Value::Null).await.expect_problem(409, "problem-conflict");
        owner.notes = newest;
        server.clock.move_days(3);
        let of_another_day = owner.next_note(&server, |_lines| {});
        server.clock.move_days(-3);
        let refused = owner.send(of_another_day, false, Value::Null).await;
        refused.expect_problem(409, "problem-wrong-day");
        // Dated back further than a clock goes wrong it would change who stood in the channel meanwhile.
        let three_days_ago = owner.next_note(&server, |_lines| {});
        server.clock.move_days(1);
        let two_days_ago = owner.next_note(&server, |_lines| {});
        server.clock.move_days(2);
        owner.member.sign_in(&server).await.expect(200);
        let refused = owner.send(three_days_ago, false, Value::Null).await;
        refused.expect_problem(409, "problem-wrong-day");
        owner.send(two_days_ago, false, Value::Null).await.expect(201);
    }

    async fn publishing_needs_two_handlers_or_one_and_a_deputy(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let alone = owner.next_note(&server, |_lines| {});
        owner.send(alone, true, Value::Null).await.expect_problem(403, "problem-forbidden");
        let mut deputy = owner.appoint(&server, Role::Deputy, "berit", true).await;
        let told = deputy.browser.get("/api/session").await.expect(200);
        assert_eq!(told["designations"][0]["role"], "deputy");

        // Whose line goes, their designation ends with it, and with it what was published.
        let without = owner.next_note(&server, |lines| lines.deputies.clear());
        owner.send(without.clone(), true, Value::Null).await.expect_problem(403, "problem-forbidden");
        owner.send(without, false, Value::Null).await.expect(201);
        let told = deputy.browser.get("/api/session").await.expect(200);
        assert_eq!(told["designations"], json!([]));
        let channel = format!("/api/channels/{}", owner.channel);
        deputy.browser.get(&channel).await.expect_problem(404, "problem-not-found");

        // And back, in another role.
        let line = deputy.line("Handler now");
        let back = owner.next_note(&server, |lines| lines.handlers.push(line));
        owner.send(back, true, Value::Null).await.expect(201);
        let told = deputy.browser.get("/api/session").await.expect(200);
        assert_eq!(told["designations"][0]["role"], "handler");
    }

    async fn a_channel_is_handed_over_by_both_signatures(database: TestDatabase) {
        let server = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&server, "anna", "lund").await;
        let mut berit = owner.appoint(&server, Role::Handler, "berit", true).await;
        let new_key = SigningKey::<role::Owner>::from_seed(draw_seed());
        let chain = owner.chain();
        let mut lines = chain.newest().lines().clone();
        lines.owner = new_key.verifying_key();
        let keyring = chain.newest().next(lines, server.clock.day()).unwrap();
        let former = Former::Owner(&owner.key);
        let note = keyring.sign_hand_over(&new_key, former).unwrap();
        let path = format!("/api/channels/{}/keyrings", owner.channel);
        let epoch = json!({ "keyring": note, "settings": null, "published": true, "welcome": null });
        berit.browser.post(&path, epoch).await.expect(201);
        let role = |told: Value| told["designations"][0]["role"].as_str().unwrap().to_owned();
        assert_eq!(role(berit.browser.get("/api/session").await.expect(200)), "owner");
        assert_eq!(role(owner.member.browser.get("/api/session").await.expect(200)), "handler");
    }
}
