//! What is told, to whom, and when.

use sigill::cases::lifecycle::months_after;
use sigill_sealing::body::Step;

use super::*;
use crate::desk::{rekeying, stepping};
use crate::support::handler::internal_envelope;
use crate::support::reporter::envelope;

on_both_databases! {
    async fn one_mail_tells_of_ten_reports_at_the_next_fixed_hour_and_not_before(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        for _ in 0..10 {
            scene.file(&[]).await;
        }
        assert_eq!(scene.rows(), 1);
        // Noon: the mails of one o'clock would tell that it came just before.
        assert_eq!(scene.wait(TO_MORNING - 1).await.len(), 0);
        let mails = scene.wait(1).await;
        assert_eq!(recipients(&mails), ["anna@example.se"]);
        assert_eq!((mails[0].from.as_str(), scene.rows()), ("sigill@example.se", 0));
        assert_eq!(scene.wait(24).await.len(), 0);
    }

    async fn a_reporters_message_is_told_as_a_report_is(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        let reporter = scene.file(&[]).await;
        assert_eq!(scene.wait(TO_MORNING).await.len(), 1);
        let visit = reporter.visit().await;
        reporter.reply(&visit, "En sak till.").await.expect(201);
        assert_eq!(scene.wait(4).await.len(), 0);
        assert_eq!(scene.wait(1).await.len(), 1);
    }

    async fn that_a_reporter_has_read_is_nothing_to_do(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        let reporter = scene.file(&[]).await;
        assert_eq!(scene.wait(TO_MORNING).await.len(), 1);
        let mark = |letter, word: &str| {
            let mut body = envelope(letter);
            body["mark"] = json!(word);
            body
        };
        let letter = reporter.visit().await.mark();
        reporter.post("/api/case/envelopes", &mark(&letter, "else")).await.expect_problem(400, "problem-malformed");
        reporter.post("/api/case/envelopes", &mark(&letter, "read")).await.expect(201);
        assert_eq!((scene.rows(), scene.wait(24).await.len()), (0, 0));
        let letter = reporter.visit().await.write("En sak till.");
        reporter.post("/api/case/envelopes", &mark(&letter, "none")).await.expect(201);
        assert_eq!(scene.wait(24).await.len(), 1);
    }

    async fn an_excluded_handler_gets_the_mails_that_they_would_get_without_the_case(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.handler_at(1, "bertil@example.se").await;
        let concerned = &scene.lund.handlers[1];
        let reporter = scene.file(&[concerned]).await;
        let visit = reporter.visit().await;
        reporter.reply(&visit, "Det gäller Bertil.").await.expect(201);
        // Over all that is told of it: the report, the days of the law.
        let mut mails = Vec::new();
        for _ in 0..115 {
            mails.extend(scene.wait(24).await);
        }
        assert!(mails.len() > 5 && mails.iter().all(|mail| mail.to == "anna@example.se"), "{}", mails.len());
        // The same handler hears of a case that is theirs.
        scene.file(&[]).await;
        assert!(recipients(&scene.wait(24).await).contains(&"bertil@example.se"));
    }

    async fn a_duty_that_is_waived_is_told_no_more_until_that_is_taken_back(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.file(&[]).await;
        assert_eq!(scene.wait(24).await.len(), 1);
        let handler = scene.handler(0).await;
        let case = handler.only_case().await;
        let letter = handler.record(&case, &[("waiver-acknowledgement", "declined")]).await;
        let steps = ["waive-acknowledgement", "waive-feedback"];
        handler.post(&case, &internal_envelope(&letter, &steps)).await.expect(201);
        for _ in 0..8 {
            assert_eq!(scene.wait(24).await.len(), 0);
        }
        let handler = scene.handler(0).await;
        let letter = handler.record(&case, &[]).await;
        handler.post(&case, &internal_envelope(&letter, &["unwaive-acknowledgement"])).await.expect(201);
        let mut told = 0;
        for _ in 0..8 {
            told += scene.wait(24).await.len();
        }
        assert!(told > 0);
    }

    async fn who_is_given_a_case_is_told_and_who_stepped_aside_hears_no_more_of_it(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.handler_at(1, "bertil@example.se").await;
        let reporter = scene.file(&[&scene.lund.handlers[1]]).await;
        assert_eq!(recipients(&scene.wait(TO_MORNING).await), ["anna@example.se"]);
        let anna = scene.handler(0).await;
        let case = anna.only_case().await;
        // Bertil is excluded; the deputy gets it, who has given no address.
        let seen = anna.open(&case).await;
        let deputy = scene.sign_in(&scene.lund.deputies[0]).await;
        let (leaving, _) = rekeying(&anna, &seen, &scene.lund, [deputy.person.id].into_iter().collect());
        anna.post(&case, &leaving).await.expect(201);
        assert_eq!(recipients(&scene.wait(5).await), [""; 0]);
        scene.confirm(&deputy, "kommundirektor@example.se", "sv").await;
        let visit = reporter.visit().await;
        reporter.reply(&visit, "Vem läser det här?").await.expect(201);
        assert_eq!(recipients(&scene.wait(19).await), ["kommundirektor@example.se"]);

        // Another case of both handlers: one leaves it, and there is something to do for who remains.
        scene.file(&[]).await;
        assert_eq!(scene.wait(24).await.len(), 2);
        let anna = scene.handler(0).await;
        let case = anna.only_case().await;
        let seen = anna.open(&case).await;
        let stays = scene.lund.handlers[1].id;
        let (leaving, _) = rekeying(&anna, &seen, &scene.lund, [stays].into_iter().collect());
        anna.post(&case, &leaving).await.expect(201);
        assert_eq!(recipients(&scene.wait(5).await), ["bertil@example.se"]);
    }

    async fn the_laws_days_are_told_at_the_first_hour_of_their_day(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.file(&[]).await;
        let mut told = Vec::new();
        for day in 1..=20 {
            for mail in scene.wait(24).await {
                assert!(mail.header("Date").contains(" 08:00:00 "), "{}", mail.header("Date"));
                told.push(day);
            }
        }
        // The report itself, then days 5 and 7 for the acknowledgement, and each week after.
        assert_eq!(told, [1, 5, 7, 14]);
        // A session is over by then.
        let anna = scene.handler(0).await;
        let case = anna.only_case().await;
        let opened = anna.open(&case).await;
        let body = stepping(&anna, &opened, &scene.lund, Step::Acknowledge);
        anna.post(&case, &body).await.expect(201);
        let feedback = acknowledged_days(&scene).await;
        assert_eq!(feedback, [-14, -7, 0, 7]);
    }

    async fn a_mail_is_the_same_to_the_byte_whatever_it_tells(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.file(&[]).await;
        let report = scene.wait(TO_MORNING).await.remove(0);
        let mut later = Vec::new();
        for _ in 0..8 {
            later.extend(scene.wait(24).await);
        }
        let duty = &later[0];
        assert_ne!(report.header("Message-ID"), duty.header("Message-ID"));
        let masked = |mail: &Taken| {
            mail.mail.replace(mail.header("Message-ID"), "").replace(mail.header("Date"), "")
        };
        assert_eq!(masked(&report), masked(duty));
        assert_eq!(report.mail.len(), duty.mail.len());
        let text = report.text();
        assert!(text.starts_with("Det finns något att göra") && !text.contains("://"), "{text}");
        for word in ["lund", "Lunda", "rapport", "ärende", "report"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }

    async fn nothing_is_kept_of_what_nobody_is_to_be_told(database: TestDatabase) {
        let scene = Scene::on(database).await;
        let anna = scene.handler(0).await;
        scene.file(&[]).await;
        assert_eq!(scene.rows(), 0, "no address");
        assert_eq!(enter(&anna, "anna@example.se", "sv").await.status, 204);
        scene.file(&[]).await;
        assert_eq!(scene.rows(), 0, "no confirmed address");
        scene.send().await;
        assert_eq!(scene.wait(24).await.len(), 0);
    }
}

/// How many days after the last day for feedback mails come, once the acknowledgement is given.
async fn acknowledged_days(scene: &Scene) -> Vec<i32> {
    let by = months_after(scene.installation.clock.day(), 3).unwrap();
    let mut told = Vec::new();
    while scene.installation.clock.day().number() < by.number() + 8 {
        let mails = scene.wait(24).await.len();
        let left = scene.installation.clock.day().number() - by.number();
        told.extend(std::iter::repeat_n(left, mails));
    }
    told
}
