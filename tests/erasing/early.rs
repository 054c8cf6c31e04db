//! Erasing a case before its day: two members, and only what may be.

use super::*;

/// What whoever confirms has before them.
pub(super) async fn confirm(handler: &Handler<'_>, case: &str) -> Answer {
    let opened = handler.get(&format!("/api/cases/{case}")).await.expect(200);
    let seen = json!({ "c": opened["counts"]["c"], "i": opened["counts"]["i"] });
    handler.send(Request::new("POST", &format!("/api/cases/{case}/erasure")).json(&seen)).await
}

on_both_databases! {
    async fn one_member_proposes_and_another_confirms_what_they_have_seen(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (first, second) = (scene.handler(0).await, scene.handler(1).await);
        let (reporter, case) = scene.closed(&first).await;
        confirm(&second, &case).await.expect_problem(409, "problem-out-of-turn");
        scene.note(&first, &case, "propose-erasure").await.expect(201);
        assert_eq!(first.inbox().await[0]["erasure_proposed"], true);
        // Who proposes it is not told to whoever steals the database.
        let tables = dump(&scene.installation.database);
        assert!(!tables["cases"][0]["erasure_proposed"].to_lowercase().contains(&first.person.id.to_string()));
        confirm(&first, &case).await.expect_problem(403, "problem-forbidden");

        // Something came that nobody has read.
        let path = format!("/api/cases/{case}/erasure");
        let stale = json!({ "c": 3, "i": 1 });
        reporter.reply(&reporter.visit().await, "Vänta!").await.expect(201);
        second.send(Request::new("POST", &path).json(&stale)).await.expect_problem(409, "problem-conflict");
        // Nor had whoever proposed it: they propose anew, or do not.
        confirm(&second, &case).await.expect_problem(409, "problem-conflict");
        // Reopening takes it back.
        scene.step(&first, &case, Step::Reopen).await;
        scene.step(&first, &case, Step::Close).await;
        confirm(&second, &case).await.expect_problem(409, "problem-out-of-turn");
        // And what is held is not proposed.
        scene.note(&first, &case, "hold").await.expect(201);
        scene.note(&first, &case, "propose-erasure").await.expect_problem(409, "problem-out-of-turn");
        scene.note(&first, &case, "release").await.expect(201);
        scene.note(&first, &case, "propose-erasure").await.expect(201);
        assert_eq!(confirm(&second, &case).await.status, 204);
        assert_eq!((scene.count("cases"), scene.count("envelopes"), scene.count("wraps")), (0, 0, 0));
        second.send(Request::new("POST", &path).json(&stale)).await.expect_problem(404, "problem-not-found");
        reporter.get("/api/case").await.expect_problem(404, "problem-not-found");
        assert_eq!(second.get("/api/erased").await.expect(200)["erased"][0]["cases"], 1);
        while !scene.look().await.wiped {}
    }

    async fn a_proposal_that_was_withdrawn_is_not_confirmed(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (first, second) = (scene.handler(0).await, scene.handler(1).await);
        let (_, case) = scene.closed(&first).await;
        scene.note(&first, &case, "propose-erasure").await.expect(201);
        scene.note(&second, &case, "withdraw-erasure").await.expect(201);
        confirm(&second, &case).await.expect_problem(409, "problem-out-of-turn");
        assert_eq!(scene.count("cases"), 1);
    }

    async fn a_public_record_is_never_proposed_and_an_open_case_neither(database: TestDatabase) {
        let scene = Scene::public(database).await;
        let handler = scene.handler(0).await;
        let (_, case) = scene.closed(&handler).await;
        scene.note(&handler, &case, "decide-erasure").await.expect(201);
        scene.note(&handler, &case, "propose-erasure").await.expect_problem(409, "problem-out-of-turn");
        confirm(&scene.handler(1).await, &case).await.expect_problem(409, "problem-out-of-turn");
        // A decision before the end of the period erases nothing before it.
        assert_eq!(scene.days(100).await, [0; 100]);
    }
}
