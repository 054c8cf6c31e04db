//! When a case goes, and when it does not.

use std::process::Command;

use diesel::prelude::*;
use sigill::cases::retention::{Stuck, forecast, look_at_stuck};
use sigill::storage::Error;
use sigill::storage::columns::Date;

use super::*;
use crate::support::http::text;

on_both_databases! {
    async fn a_public_channels_record_stays_without_a_registered_decision_and_goes_with_one(database: TestDatabase) {
        let scene = Scene::public(database).await;
        let handler = scene.handler(0).await;
        let (reporter, case) = scene.closed(&handler).await;
        scene.installation.clock.move_days(THREE_YEARS);
        assert_eq!(scene.days(40).await, [0; 40]);
        scene.handler(0).await.open(&case).await;
        let told = forecast(&scene.app().db, scene.installation.clock.clone()).await.unwrap();
        assert_eq!((told.len(), told[0].undecided, told[0].erased.len()), (1, 1, 0));

        let handler = scene.handler(0).await;
        scene.note(&handler, &case, "decide-erasure").await.expect(201);
        // Taken back, and registered anew.
        scene.note(&handler, &case, "undecide-erasure").await.expect(201);
        assert_eq!(scene.days(20).await, [0; 20]);
        let handler = scene.handler(0).await;
        scene.note(&handler, &case, "decide-erasure").await.expect(201);
        let day = scene.installation.clock.day().to_string();
        assert_eq!(handler.inbox().await[0]["erasure_decided"], day);
        let erased = scene.days(NOTICE + 1).await;
        assert_eq!((erased.iter().sum::<usize>(), erased.last()), (1, Some(&1)), "{erased:?}");
        reporter.get("/api/case").await.expect_problem(404, "problem-not-found");
    }

    async fn a_decision_is_about_a_closed_record_and_reopening_it_takes_it_back(database: TestDatabase) {
        let scene = Scene::public(database).await;
        let handler = scene.handler(0).await;
        scene.file(Holders::default()).await;
        let case = handler.only_case().await;
        scene.note(&handler, &case, "decide-erasure").await.expect_problem(409, "problem-out-of-turn");
        scene.step(&handler, &case, Step::Close).await;
        scene.note(&handler, &case, "decide-erasure").await.expect(201);
        scene.note(&handler, &case, "hold").await.expect(201);
        scene.step(&handler, &case, Step::Reopen).await;
        let listed = handler.inbox().await.remove(0);
        assert_eq!(listed["erasure_decided"], Value::Null);
        // What holds it is no judgement of the record, and goes on.
        assert_eq!(listed["held"], json!(scene.installation.clock.day().to_string()));
        scene.note(&handler, &case, "release").await.expect(201);
        scene.note(&handler, &case, "decide-erasure").await.expect_problem(409, "problem-out-of-turn");
        scene.step(&handler, &case, Step::Close).await;
        scene.installation.clock.move_days(THREE_YEARS);
        assert_eq!(scene.days(40).await, [0; 40]);

        let handler = scene.handler(0).await;
        scene.note(&handler, &case, "decide-erasure").await.expect(201);
        let erased = scene.days(NOTICE + 1).await;
        assert_eq!((erased.iter().sum::<usize>(), erased.last()), (1, Some(&1)), "{erased:?}");
    }

    async fn a_case_that_is_open_held_or_reopened_is_kept_and_closing_it_again_begins_anew(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let handler = scene.handler(0).await;
        scene.file(Holders::default()).await;
        let case = handler.only_case().await;
        scene.installation.clock.move_days(THREE_YEARS);
        assert_eq!(scene.days(20).await, [0; 20]);

        let handler = scene.handler(0).await;
        scene.step(&handler, &case, Step::Close).await;
        // Told that it ends, and then held, and reopened.
        scene.installation.clock.move_days(THREE_YEARS);
        assert_eq!(scene.days(NOTICE).await, [0; 14]);
        let handler = scene.handler(0).await;
        assert!(handler.inbox().await[0]["erase_on"].is_string());
        scene.note(&handler, &case, "hold").await.expect(201);
        let listed = handler.inbox().await.remove(0);
        assert_eq!((listed["erase_on"].clone(), &listed["held"]), (Value::Null, &json!(scene.installation.clock.day().to_string())));
        // A decision is a public channel's.
        scene.note(&handler, &case, "decide-erasure").await.expect_problem(409, "problem-out-of-turn");
        assert_eq!(scene.days(20).await, [0; 20]);
        let handler = scene.handler(0).await;
        scene.note(&handler, &case, "release").await.expect(201);
        // Released, it has its notice again.
        assert_eq!(scene.days(NOTICE).await, [0; 14]);
        let handler = scene.handler(0).await;
        scene.step(&handler, &case, Step::Reopen).await;
        scene.step(&handler, &case, Step::Close).await;
        assert_eq!(scene.days(60).await, [0; 60]);
        scene.installation.clock.move_days(THREE_YEARS);
        let erased = scene.days(NOTICE + 1).await;
        assert_eq!((erased.iter().sum::<usize>(), erased.last()), (1, Some(&1)), "{erased:?}");
    }

    async fn a_case_goes_on_the_very_day_where_its_clock_is_right_and_what_is_near_is_told(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let handler = scene.handler(0).await;
        scene.closed(&handler).await;
        let closed = scene.installation.clock.day();
        let end = sigill::cases::lifecycle::months_after(closed, 24).unwrap();
        let days = i64::from(end.number() - closed.number());
        assert!(scene.days(days - 1).await.iter().all(|erased| *erased == 0));
        let told = forecast(&scene.app().db, scene.installation.clock.clone()).await.unwrap();
        assert_eq!(told[0].erased.iter().collect::<Vec<_>>(), [(&end, &1)]);
        assert_eq!(scene.days(1).await, [1]);
        assert_eq!(scene.count("cases"), 0);
    }

    async fn a_dry_run_says_by_rule_and_number_what_would_go_and_changes_nothing(database: TestDatabase) {
        let mut scene = Scene::private(database).await;
        let handler = scene.handler(0).await;
        scene.closed(&handler).await;
        drop(handler);
        // A file is used by one Sigill at a time.
        scene.installation.end();
        let before = dump(&scene.installation.database);
        // Of the machine's own day: the case is later, near its end, or past it.
        let told = Command::new(env!("CARGO_BIN_EXE_sigill"))
            .args(["retention", "--dry-run"])
            .env_clear()
            .env("SIGILL_DATABASE_URL", scene.installation.database.url())
            .output()
            .unwrap();
        let printed = String::from_utf8(told.stdout).unwrap();
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        let lines = printed.lines().collect::<Vec<_>>();
        assert_eq!(lines.len(), 2, "{printed}");
        assert!(lines[0].ends_with(": 24 months after closing, by itself"), "{printed}");
        assert!(lines[1] == "  1 closed, and not near their end" || lines[1].contains(": 1 to be erased, and in no backup from "), "{printed}");
        assert_eq!(dump(&scene.installation.database), before);
    }

    async fn a_clock_that_was_wrong_for_some_days_erases_nothing(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let handler = scene.handler(0).await;
        scene.closed(&handler).await;
        assert_eq!(scene.days(10).await, [0; 10]);
        // A machine wakes up years ahead, and somebody sets it right after some days.
        scene.installation.clock.move_days(THREE_YEARS);
        assert_eq!(scene.days(13).await, [0; 13]);
        scene.installation.clock.move_days(-THREE_YEARS - 13);
        assert_eq!(scene.days(20).await, [0; 20]);
        let rows = dump(&scene.installation.database);
        assert_eq!(rows["cases"][0]["erase_on"], "NULL");
        // Nor does one that leaps by a year each day.
        for _ in 0..5 {
            scene.installation.clock.move_days(365);
            assert_eq!(scene.look().await.erased, 0);
        }
    }

    async fn a_shorter_period_leaves_the_notice(database: TestDatabase) {
        let mut scene = Scene::private(database).await;
        let handler = scene.handler(0).await;
        scene.closed(&handler).await;
        drop(handler);
        assert_eq!(scene.days(100).await, [0; 100]);
        scene.lund.settings.retention_months = 1;
        let today = scene.installation.clock.day();
        let app = scene.installation.app.clone();
        scene.lund.publish(&app.db, true, today).await;
        let erased = scene.days(NOTICE + 1).await;
        assert_eq!((erased.iter().sum::<usize>(), erased.last()), (1, Some(&1)), "{erased:?}");
    }

    async fn a_longer_period_keeps_nothing_longer_that_came_before(database: TestDatabase) {
        let mut scene = Scene::private(database).await;
        let app = scene.installation.app.clone();
        scene.lund.settings.retention_months = 3;
        scene.lund.publish(&app.db, true, scene.installation.clock.day()).await;
        // Those of before it, which an open page still has for two days.
        assert_eq!(scene.days(3).await, [0; 3]);
        scene.closed(&scene.handler(0).await).await;
        scene.installation.clock.move_days(3);
        scene.lund.settings.retention_months = 24;
        scene.lund.publish(&app.db, true, scene.installation.clock.day()).await;
        scene.installation.clock.move_days(3);
        scene.closed(&scene.handler(0).await).await;
        let told = forecast(&app.db, scene.installation.clock.clone()).await.unwrap();
        assert_eq!((told[0].keeping.unwrap().months, told[0].later), (24, 2));
        let erased = scene.days(100).await;
        assert_eq!((erased.iter().sum::<usize>(), scene.count("cases")), (1, 1), "{erased:?}");
        // Three months after it was closed, on the 23rd of January; the days began on the 29th.
        assert_eq!(erased.iter().position(|erased| *erased == 1), Some(83), "{erased:?}");
    }

    async fn what_came_to_a_public_body_takes_a_decision_whatever_its_channel_is_since(database: TestDatabase) {
        let mut scene = Scene::public(database).await;
        let app = scene.installation.app.clone();
        let handler = scene.handler(0).await;
        let (_, record) = scene.closed(&handler).await;
        drop(handler);
        scene.installation.clock.move_days(1);
        let organisation = &mut scene.lund.settings.organisation;
        organisation.kind = OrganisationKind::Company;
        scene.lund.publish(&app.db, true, scene.installation.clock.day()).await;
        scene.installation.clock.move_days(3);
        let handler = scene.handler(0).await;
        let (_, private) = scene.closed(&handler).await;
        // Each by its own rule: no decision for the one, no proposal for the other.
        scene.note(&handler, &private, "decide-erasure").await.expect_problem(409, "problem-out-of-turn");
        scene.note(&handler, &record, "propose-erasure").await.expect_problem(409, "problem-out-of-turn");
        scene.installation.clock.move_days(THREE_YEARS);
        assert_eq!(scene.days(40).await.iter().sum::<usize>(), 1);
        let handler = scene.handler(0).await;
        assert_eq!(handler.only_case().await, record);
        let told = forecast(&app.db, scene.installation.clock.clone()).await.unwrap();
        assert_eq!((told[0].keeping.unwrap().is_public, told[0].undecided), (false, 1));
        scene.note(&handler, &record, "decide-erasure").await.expect(201);
        assert_eq!(scene.days(NOTICE + 1).await.iter().sum::<usize>(), 1);
        assert_eq!(scene.count("cases"), 0);
    }

    async fn what_was_erased_is_told_by_numbers_to_those_who_could_open_it_until_the_last_copy_is_gone(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let first = scene.handler(0).await;
        scene.handler(1).await;
        scene.file([scene.lund.handlers[1].id].into_iter().collect()).await;
        let case = first.only_case().await;
        scene.step(&first, &case, Step::Close).await;
        scene.installation.clock.move_days(THREE_YEARS);
        scene.days(NOTICE + 1).await;
        let day = scene.installation.clock.day();
        let (first, second) = (scene.handler(0).await, scene.handler(1).await);
        let told = first.get("/api/erased").await.expect(200);
        let gone = day.plus(30).unwrap().to_string();
        assert_eq!(told, serde_json::json!({ "erased": [{ "day": day.to_string(), "cases": 1, "gone": gone }], "backup_days": 30 }));
        // Who was kept from it learns of nothing.
        assert_eq!(second.get("/api/erased").await.expect(200), serde_json::json!({ "erased": [], "backup_days": 30 }));
        scene.days(30).await;
        let first = scene.handler(0).await;
        assert_eq!(text(&first.get("/api/erased").await.expect(200)["erased"][0]["gone"]), gone);
        scene.days(1).await;
        let first = scene.handler(0).await;
        assert_eq!(first.get("/api/erased").await.expect(200), serde_json::json!({ "erased": [], "backup_days": 30 }));
        assert_eq!(scene.count("erased_days"), 0);
    }

    async fn two_looks_at_once_erase_a_case_once(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let handler = scene.handler(0).await;
        for _ in 0..3 {
            scene.closed(&handler).await;
        }
        scene.installation.clock.move_days(THREE_YEARS);
        scene.days(NOTICE).await;
        scene.installation.clock.move_days(1);
        // On PostgreSQL another node with connections of its own; SQLite has one process.
        let other = App { db: other_node(&scene), ..scene.app().clone() };
        let (one, two) = futures_util::future::join(look(scene.app()), look(&other)).await;
        let (one, two) = (one.unwrap(), two.unwrap());
        let erased = dump(&scene.installation.database)["erased_days"].clone();
        assert_eq!((one.erased + two.erased, scene.count("cases")), (3, 0), "{erased:?}");
        assert_eq!((erased.len(), erased[0]["cases"].trim_matches('\'')), (1, "3"));
        drop(other);
    }

    async fn what_a_power_cut_left_is_done_at_the_next_look_and_a_doctor_tells_of_what_stays(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let handler = scene.handler(0).await;
        scene.closed(&handler).await;
        scene.installation.clock.move_days(THREE_YEARS);
        scene.days(NOTICE + 1).await;
        while !scene.look().await.wiped {}
        assert_eq!(scene.count("unwiped_days"), 0);
        // As if the power had failed after the transaction.
        let day = scene.installation.clock.day();
        let set = scene.app().db.run_tx("set_in_test", move |tx| -> Result<(), Error> {
            diesel::insert_into(sigill::storage::schema::unwiped_days::table)
                .values(sigill::storage::schema::unwiped_days::day.eq(Date::from(day)))
                .execute(tx.connection())?;
            Ok(())
        });
        set.await.unwrap();
        scene.installation.clock.move_days(3);
        let clock = &scene.installation.clock;
        let stuck = look_at_stuck(&scene.app().db, clock).await.unwrap();
        assert_eq!(stuck, Stuck { late: 0, looked: Some(day), unwiped: true });
        while !scene.look().await.wiped {}
        let stuck = look_at_stuck(&scene.app().db, clock).await.unwrap();
        assert_eq!(stuck, Stuck { late: 0, looked: Some(clock.day()), unwiped: false });
    }
}

#[cfg(feature = "postgres")]
fn other_node(scene: &Scene) -> sigill::storage::Db {
    match scene.installation.database.address_of_server() {
        Some(_) => scene.installation.database.open(),
        None => scene.app().db.clone(),
    }
}

#[cfg(not(feature = "postgres"))]
fn other_node(scene: &Scene) -> sigill::storage::Db {
    scene.app().db.clone()
}
