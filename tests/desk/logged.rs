//! What the log is told of a member's work in a case: that there was something, and nothing by which to find the case.

use serde_json::Value;
use sigill_sealing::body::Step;
use sigill_sealing::digest::Digest;
use sigill_sealing::holder::Holders;

use super::{Opened, decoded, desk_envelope, message, rekeying, stepping};
use crate::support::database::{TestDatabase, on_both_databases};

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

    async fn a_session_that_its_member_ended_is_logged(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        handler.send(crate::support::http::Request::new("DELETE", "/api/session")).await.expect(204);
        let member = handler.person.id.to_string();
        assert_eq!(opened.deeds(), [serde_json::json!({ "deed": "session-ended", "member": member })]);
    }
}
