//! Duties that are none in a case: noted with a sealed record that says why, named in clear for the clocks.

use serde_json::{Value, json};
use sigill_sealing::body::Step;
use sigill_sealing::digest::Digest;

use super::{Opened, decoded, desk_envelope, message, stepping};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::internal_envelope;

const DECLINED: [(&str, &str); 2] =
    [("waiver-acknowledgement", "declined"), ("waiver-acknowledgement-reason", "Sa det på telefon.")];

on_both_databases! {
    async fn a_waived_duty_is_told_with_its_day_and_taken_back(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let case = handler.only_case().await;
        let today = opened.installation.clock.day().to_string();
        let letter = handler.record(&case, &DECLINED).await;
        let body = internal_envelope(&letter, &["waive-acknowledgement", "waive-feedback"]);
        handler.post(&case, &body).await.expect(201);
        let told = opened.reporter.visit().await.answer;
        for answer in [&handler.inbox().await[0], &handler.get(&format!("/api/cases/{case}")).await.expect(200), &told] {
            assert_eq!((&answer["acknowledgement_waived"], &answer["feedback_waived"]), (&json!(today), &json!(today)));
            assert_eq!((&answer["state"], &answer["acknowledged"]), (&json!("received"), &Value::Null));
        }
        // Sent again, it stands once; said again later, the duty is waived since the first day.
        handler.post(&case, &body).await.expect(200);
        opened.installation.clock.move_days(2);
        let handler = opened.handler(0).await;
        let letter = handler.record(&case, &[]).await;
        let back = internal_envelope(&letter, &["waive-feedback", "unwaive-acknowledgement"]);
        handler.post(&case, &back).await.expect(201);
        let listed = handler.inbox().await.remove(0);
        assert_eq!(listed["acknowledgement_waived"], Value::Null);
        assert_eq!(listed["feedback_waived"], today);

        let leaf = |body: &Value| {
            let envelope = Digest::of(&decoded(&body["sealed"]));
            Digest::of(&[b"sigill/v1/deed\0".as_slice(), envelope.as_bytes()].concat()).to_string()
        };
        let mut expected = [leaf(&body), leaf(&back)].map(|leaf| json!({ "deed": "in-case", "leaf": leaf }));
        let mut deeds = opened.deeds();
        deeds.sort_by_key(ToString::to_string);
        expected.sort_by_key(ToString::to_string);
        assert_eq!(deeds, expected);
    }

    async fn nobody_gives_what_is_waived_or_waives_what_was_given(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (first, second) = (opened.handler(0).await, opened.handler(1).await);
        let case = first.only_case().await;
        // Both have the case before them; the first notes that an acknowledgement could reveal the reporter.
        let seen = second.open(&case).await;
        let acknowledgement = stepping(&second, &seen, &opened.lund, Step::Acknowledge);
        let letter = first.record(&case, &[("waiver-acknowledgement", "would-reveal")]).await;
        first.post(&case, &internal_envelope(&letter, &["waive-acknowledgement"])).await.expect(201);
        let stored = opened.dump();
        second.post(&case, &acknowledgement).await.expect_problem(409, "problem-out-of-turn");
        assert_eq!(opened.dump(), stored);

        let letter = first.record(&case, &[]).await;
        first.post(&case, &internal_envelope(&letter, &["unwaive-acknowledgement"])).await.expect(201);
        second.post(&case, &acknowledgement).await.expect(201);
        let letter = first.record(&case, &DECLINED).await;
        let stored = opened.dump();
        let late = internal_envelope(&letter, &["waive-feedback", "waive-acknowledgement"]);
        first.post(&case, &late).await.expect_problem(409, "problem-out-of-turn");
        assert_eq!(opened.dump(), stored);
    }

    async fn a_thread_takes_no_step_of_the_other(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let case = handler.only_case().await;
        let stored = opened.dump();
        let letter = handler.record(&case, &DECLINED).await;
        for word in ["acknowledge", "erase", ""] {
            handler.post(&case, &internal_envelope(&letter, &[word])).await.expect_problem(400, "problem-malformed");
        }
        let mut stepped = internal_envelope(&letter, &[]);
        stepped["step"] = "close".into();
        handler.post(&case, &stepped).await.expect_problem(400, "problem-malformed");
        let seen = handler.open(&case).await;
        let (keyrings, signing) = (opened.lund.keyrings(), handler.person.signing());
        let letter = seen.case.write(&seen.conversation, &signing, handler.writing(&keyrings), message("Hej.")).unwrap();
        let mut waiving = desk_envelope(&letter, None, &[]);
        waiving["steps"] = json!(["waive-feedback"]);
        handler.post(&case, &waiving).await.expect_problem(400, "problem-malformed");
        assert_eq!(opened.dump(), stored);
    }
}
