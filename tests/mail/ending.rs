//! Who is told, and when, that a case is going to be erased.

use sigill::cases::retention::look;
use sigill::channels::settings::{OrganisationKind, Settings};
use sigill_sealing::body::Step;

use super::*;
use crate::desk::stepping;

on_both_databases! {
    async fn a_case_that_ends_is_told_of_two_months_and_two_weeks_before_to_those_who_can_open_it(database: TestDatabase) {
        let mut scene = Scene::on(database).await;
        let name = scene.lund.settings.organisation.name.clone();
        scene.lund.settings = Settings { retention_months: 4, ..Settings::defaults(OrganisationKind::Company, name, true) };
        let (app, today) = (scene.installation.app.clone(), scene.installation.clock.day());
        scene.lund.publish(&app.db, true, today).await;
        // What comes while a page may still show the rules of before stays a public record.
        scene.installation.clock.move_days(3);
        let handler = scene.handler_at(0, "anna@example.se").await;
        scene.handler_at(1, "bertil@example.se").await;
        scene.file(&[&scene.lund.handlers[1]]).await;
        let case = handler.only_case().await;
        for step in [Step::Acknowledge, Step::Feedback, Step::Close] {
            let seen = handler.open(&case).await;
            handler.post(&case, &stepping(&handler, &seen, &scene.lund, step)).await.expect(201);
        }
        // To five the next morning, three hours before the mails, or two in summer.
        scene.installation.clock.move_minutes(17 * 60);
        let mut told = Vec::new();
        let mut erased = Vec::new();
        for day in 1..=121 {
            if look(&app).await.unwrap().erased > 0 {
                erased.push(day);
            }
            scene.installation.clock.move_minutes(3 * 60);
            let mails = scene.send().await;
            assert!(mails.iter().all(|mail| mail.to == "anna@example.se"));
            told.extend(mails.iter().map(|_| day));
            scene.installation.clock.move_minutes(21 * 60);
        }
        // The first is of the report. Four months end on the 120th day.
        assert_eq!((told.as_slice(), erased.as_slice()), ([1, 60, 106].as_slice(), [120].as_slice()));
    }
}
