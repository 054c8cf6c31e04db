//! What the log is told of a member's work in a case: that there was something, and nothing by which to find the case.

use serde_json::{Value, json};
use sigill_sealing::body::{Content, Note, Step};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::holder::Holders;
use sigill_sealing::text::Text;

use super::{Opened, decoded, desk_envelope, message, rekeying, stepping};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::http::Request;

impl Opened {
    /// The deeds that the log waits with, but for filings.
    pub(super) fn deeds(&self) -> Vec<Value> {
        let stored = self.installation.database.steal("SELECT body AS bytes FROM audit_entries");
        let deeds = stored.iter().map(|body| serde_json::from_slice::<Value>(body).unwrap());
        deeds.filter(|deed| deed["deed"] != "filed").collect()
    }
}

on_both_databases! {
    async fn a_step_and_a_change_of_access_are_logged_by_a_leaf_that_names_nothing(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let case = handler.only_case().await;
        // A letter that takes no step is none of the log's business.
        let seen = handler.open(&case).await;
        let (keyrings, signing) = (opened.lund.keyrings(), handler.person.signing());
        let letter = seen.case.write(&seen.conversation, &signing, handler.writing(&keyrings), message("Hej.")).unwrap();
        handler.post(&case, &desk_envelope(&letter, None, &[])).await.expect(201);
        assert_eq!(opened.deeds(), [Value::Null; 0]);

        let seen = handler.open(&case).await;
        let step = stepping(&handler, &seen, &opened.lund, Step::Acknowledge);
        handler.post(&case, &step).await.expect(201);
        handler.post(&case, &step).await.expect(200);
        let seen = handler.open(&case).await;
        let members: Holders = [handler.person.id, opened.lund.handlers[1].id].into_iter().collect();
        let (access, _) = rekeying(&handler, &seen, &opened.lund, members);
        handler.post(&case, &access).await.expect(201);

        let leaf = |body: &Value| {
            let envelope = Digest::of(&decoded(&body["sealed"]));
            Digest::of(&[b"sigill/v1/deed\0".as_slice(), envelope.as_bytes()].concat()).to_string()
        };
        let expected = [leaf(&step), leaf(&access)].map(|leaf| serde_json::json!({ "deed": "in-case", "leaf": leaf }));
        let mut deeds = opened.deeds();
        deeds.sort_by_key(|deed| deed["leaf"] != expected[0]["leaf"]);
        assert_eq!(deeds, expected);
    }

    async fn what_was_exported_is_borne_out_by_the_note_that_says_it_and_by_nothing_that_names_it(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let case = handler.only_case().await;
        let seen = handler.open(&case).await;
        let (keyrings, signing) = (opened.lund.keyrings(), handler.person.signing());
        let note = |words: &str| Content::Note(Note {
            text: Text::new(words.to_owned()).unwrap(),
            refers: None,
            files: Vec::new(),
            counted: None,
        });
        let internal = seen.case.internal(&seen.conversation, &keyrings, &[]);
        let said = "Exporterade ärendeakten för Kommunstyrelsen.";
        let letter = seen
            .case
            .write_internal(&seen.conversation, &internal, &signing, handler.writing(&keyrings), note(said))
            .unwrap();
        let body = |deed: Option<bool>| {
            let mut body = json!({
                "thread": "i", "n": letter.n, "sealed": base64(letter.sealed.as_bytes()), "step": null, "wraps": [],
            });
            if let Some(deed) = deed {
                body["deed"] = json!(deed);
            }
            body
        };
        // What is no deed by its request leaves nothing in the log; sent again as one, it is the envelope that stands.
        for (deed, status) in [(Some(true), 201), (Some(true), 200), (None, 200)] {
            handler.post(&case, &body(deed)).await.expect(status);
        }
        let leaf = Digest::of(&[b"sigill/v1/deed\0".as_slice(), Digest::of(letter.sealed.as_bytes()).as_bytes()].concat());
        assert_eq!(opened.deeds(), [json!({ "deed": "in-case", "leaf": leaf.to_string() })]);
        // An act of the conversation, as the opening of contact details, is borne out alike.
        let seen = handler.open(&case).await;
        let letter = seen.case.write(&seen.conversation, &signing, handler.writing(&keyrings), message("Hej.")).unwrap();
        let mut act = desk_envelope(&letter, None, &[]);
        act["deed"] = json!(true);
        handler.post(&case, &act).await.expect(201);
        assert_eq!(opened.deeds().len(), 2);
        act["deed"] = json!("yes");
        handler.post(&case, &act).await.expect_problem(400, "problem-malformed");
    }

    async fn a_list_of_cases_that_leaves_the_desk_is_logged_with_its_member_and_no_case(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let export = |channels: Value| {
            handler.send(Request::new("POST", "/api/list-exports").json(&json!({ "channels": channels })))
        };
        let own = opened.lund.id.to_string();
        export(json!([own, own])).await.expect(204);
        let member = handler.person.id.to_string();
        let deed = json!({ "deed": "list-exported", "member": member });
        assert_eq!(opened.deeds(), std::slice::from_ref(&deed));
        // All of the channels or none; whoever has no seat in one is told nothing of it.
        let strange = "0123456789abcdef0123456789abcdef";
        let answer = export(json!([own, strange])).await;
        answer.expect_problem(404, "problem-not-found");
        for wrong in [json!([]), json!(["lund"]), json!(vec![own.clone(); 101])] {
            let answer = export(wrong).await;
            answer.expect_problem(400, "problem-malformed");
        }
        assert_eq!(opened.deeds(), [deed]);
    }

    async fn a_session_that_its_member_ended_is_logged(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        handler.send(Request::new("DELETE", "/api/session")).await.expect(204);
        let member = handler.person.id.to_string();
        assert_eq!(opened.deeds(), [serde_json::json!({ "deed": "session-ended", "member": member })]);
    }
}
