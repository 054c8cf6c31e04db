//! How much a case takes.

use rand::rngs::OsRng;
use serde_json::json;
use sigill::cases::CaseId;
use sigill::cases::store::{NewEnvelope, insert_envelope};
use sigill::storage;
use sigill_sealing::code::CaseCode;
use sigill_sealing::encoding::{base64, parse_hex};
use sigill_sealing::envelope::seal;
use sigill_sealing::gate::Sealed;
use sigill_sealing::identity::Addressee;
use sigill_sealing::kind::{self, Kind};
use sigill_sealing::strict_json::{Value, object};

use super::Opened;
use crate::support::database::{TestDatabase, on_both_databases};

/// As large as an envelope gets, sealed to nobody in particular.
pub(crate) fn largest_envelope() -> Sealed<kind::Conversation> {
    envelope_of(&"x".repeat((1 << 20) - 600))
}

/// An envelope of these words, sealed to nobody in particular.
pub(crate) fn envelope_of(words: &str) -> Sealed<kind::Conversation> {
    let body = object([("v", Value::Integer(1)), ("text", words.into())]);
    let stranger = CaseCode::generate(&mut OsRng);
    let to: Addressee = (&stranger.reporter().identity().recipient()).into();
    let another: Addressee = (&CaseCode::generate(&mut OsRng).reporter().identity().recipient()).into();
    seal(Kind::Message, &body, &stranger.signing().signing_key(), &[to, another]).unwrap()
}

on_both_databases! {
    /// However much a reporter sends, there is an end to it, and those who handle the case can still answer.
    async fn a_case_takes_no_more_of_a_reporter_than_it_has_room_for(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let handler = opened.handler(0).await;
        let case = handler.only_case().await;
        let (id, day) = (CaseId::from_bytes(parse_hex(&case).unwrap()), opened.installation.clock.day());
        let envelope = largest_envelope();
        let body = |n: u64| json!({ "n": n, "sealed": base64(envelope.as_bytes()) });
        opened.reporter.post("/api/case/envelopes", &body(2)).await.expect(201);
        let many = envelope.as_bytes().to_vec();
        let filled = opened.installation.app.db.run_tx("fill", move |tx| -> Result<(), storage::Error> {
            for n in 3..33 {
                let again = Sealed::through_gate(many.clone()).unwrap();
                insert_envelope(tx, id, n, day, &NewEnvelope::Conversation(&again))?;
            }
            Ok(())
        });
        filled.await.unwrap();
        let stored = opened.dump();
        opened.reporter.post("/api/case/envelopes", &body(33)).await.expect_problem(413, "problem-case-full");
        assert_eq!(opened.dump(), stored);
        // The last one that was taken is still answered as the first time.
        opened.reporter.post("/api/case/envelopes", &body(2)).await.expect(200);

        let answer = json!({
            "thread": "c", "n": 33, "sealed": base64(envelope.as_bytes()), "step": null, "wraps": [],
        });
        handler.post(&case, &answer).await.expect(201);
    }
}
