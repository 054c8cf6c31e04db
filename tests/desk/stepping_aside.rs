//! Conflicts of interest: a handler steps aside, and what was theirs of the case goes with them.

use serde_json::{Value, json};
use sigill_sealing::body::{Content, Note, Step};
use sigill_sealing::encoding::base64;
use sigill_sealing::holder::Holders;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{Alarm, Letter};

use super::{Opened, index_entry, rekeying, replacing, stepping};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::{Handler, OpenCase, desk_envelope};
use crate::support::http::Request;
use crate::support::reporter::{WORDS, message, read_served, words_of};

/// Those people, as a rekey names them.
fn those(people: &[&Handler<'_>]) -> Holders {
    people.iter().map(|handler| handler.person.id).collect()
}

/// A note, sealed after what the handler sees.
pub(super) async fn note(
    handler: &Handler<'_>,
    case: &str,
    seen: &OpenCase,
    opened: &Opened,
    words: &str,
) -> Letter<sigill_sealing::kind::Internal> {
    let keyrings = opened.lund.keyrings();
    let path = format!("/api/cases/{case}/envelopes?thread=i&from=0");
    let served = read_served(&handler.get(&path).await.expect(200));
    let internal = seen.case.internal(&seen.conversation, &keyrings, &served);
    let content = Content::Note(Note {
        text: Text::new(words.to_owned()).unwrap(),
        refers: None,
        files: Vec::new(),
        counted: None,
    });
    let (signing, writing) = (handler.person.signing(), handler.writing(&keyrings));
    seen.case.write_internal(&seen.conversation, &internal, &signing, writing, content).unwrap()
}

/// The request that brings a note, sealed to that generation.
pub(super) fn brought(note: &Letter<sigill_sealing::kind::Internal>, generation: u64) -> Value {
    json!({
        "thread": "i", "n": note.n, "sealed": base64(note.sealed.as_bytes()), "step": null, "wraps": [],
        "generation": generation,
    })
}

on_both_databases! {
    /// The second seals again, and what would be left without a handler falls to the deputy; who remains makes a key that
    /// neither of those who left has seen.
    async fn of_two_who_step_aside_at_once_the_last_leaves_the_case_to_the_deputy(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (first, second, deputy) = (opened.handler(0).await, opened.handler(1).await, opened.deputy().await);
        let case = first.only_case().await;
        let (one, other) = (first.open(&case).await, second.open(&case).await);
        let (leaving, _) = rekeying(&first, &one, &opened.lund, those(&[&second]));
        let (late, _) = rekeying(&second, &other, &opened.lund, those(&[&first]));
        first.post(&case, &leaving).await.expect(201);
        let stored = opened.dump();
        let answer = second.post(&case, &late).await.expect(409);
        assert_eq!(answer, json!({ "problem": "problem-conflict", "count": 3 }));
        assert_eq!(opened.dump(), stored);

        let again = second.open(&case).await;
        assert_eq!(again.conversation.alarms(), [Alarm::LeaverRekeyed { n: 2 }]);
        let (leaving, _) = rekeying(&second, &again, &opened.lund, those(&[&deputy]));
        second.post(&case, &leaving).await.expect(201);
        for gone in [&first, &second] {
            assert_eq!(gone.inbox().await, [Value::Null; 0]);
        }
        let seen = deputy.open(&deputy.only_case().await).await;
        assert_eq!(words_of(&seen.conversation), [WORDS.what]);
        assert_eq!(seen.conversation.alarms(), [Alarm::LeaverRekeyed { n: 3 }]);
        let (own, _) = rekeying(&deputy, &seen, &opened.lund, those(&[&deputy]));
        deputy.post(&case, &own).await.expect(201);
        assert_eq!(deputy.open(&case).await.conversation.alarms(), []);
        assert_eq!(opened.reporter.visit().await.shown(), [WORDS.what]);
    }

    /// Nobody is left but the recovery holder, whom no rekey leaves out.
    async fn the_last_one_may_leave_a_case_to_recovery_alone(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (first, second) = (opened.handler(0).await, opened.handler(1).await);
        let case = first.only_case().await;
        let seen = first.open(&case).await;
        let (leaving, _) = rekeying(&first, &seen, &opened.lund, those(&[&second]));
        first.post(&case, &leaving).await.expect(201);
        let seen = second.open(&case).await;
        let (leaving, wraps) = rekeying(&second, &seen, &opened.lund, Holders::default());
        assert_eq!(wraps.len(), 1);
        second.post(&case, &leaving).await.expect(201);
        assert_eq!(second.inbox().await, [Value::Null; 0]);
        assert_eq!(opened.reporter.visit().await.shown(), [WORDS.what]);
    }

    async fn who_stepped_aside_and_got_no_answer_is_answered_as_the_first_time_and_learns_no_more(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (leaver, stays, deputy) = (opened.handler(0).await, opened.handler(1).await, opened.deputy().await);
        let case = leaver.only_case().await;
        let seen = leaver.open(&case).await;
        let (leaving, _) = rekeying(&leaver, &seen, &opened.lund, those(&[&stays]));
        let (other, _) = rekeying(&leaver, &seen, &opened.lund, those(&[&stays]));
        let answer = leaver.post(&case, &leaving).await.expect(201);
        let stored = opened.dump();
        assert_eq!(leaver.post(&case, &leaving).await.expect(200), answer);
        let mut bare = leaving.clone();
        bare["wraps"] = json!([]);
        for refused in [&other, &bare, &stepping(&leaver, &seen, &opened.lund, Step::Acknowledge)] {
            leaver.post(&case, refused).await.expect_problem(404, "problem-not-found");
        }
        // Nor does it tell who never had the case whether there is one.
        deputy.post(&case, &other).await.expect_problem(404, "problem-not-found");
        assert_eq!(opened.dump(), stored);
    }

    async fn what_was_kept_for_who_left_is_erased_with_the_rekey_and_of_nobody_else(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (leaver, stays) = (opened.handler(0).await, opened.handler(1).await);
        let case = leaver.only_case().await;
        let path = format!("/api/cases/{case}/index");
        for handler in [&leaver, &stays] {
            let entry = replacing(&index_entry("utkast"), Value::Null);
            handler.send(Request::new("PUT", &path).json(&entry)).await.expect(204);
        }
        let seen = leaver.open(&case).await;
        let (leaving, _) = rekeying(&leaver, &seen, &opened.lund, those(&[&stays]));
        leaver.post(&case, &leaving).await.expect(201);
        for table in ["index_entries", "wraps"] {
            let rows = format!("{:?}", opened.dump()[table]).to_lowercase();
            assert!(!rows.contains(&leaver.person.id.to_string()), "{table}");
            assert!(rows.contains(&stays.person.id.to_string()), "{table}");
        }
        // A page that is still open writes no draft back.
        let entry = replacing(&index_entry("utkast"), Value::Null);
        leaver.send(Request::new("PUT", &path).json(&entry)).await.expect_problem(404, "problem-not-found");
        assert_eq!(stays.inbox().await[0]["indexed"], true);
    }

    /// In the internal thread no number tells of a rekey: a note that was sealed before it would open for whoever left.
    async fn a_note_sealed_to_the_key_before_is_sealed_again(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (leaver, stays) = (opened.handler(0).await, opened.handler(1).await);
        let case = leaver.only_case().await;
        let before = stays.open(&case).await;
        let early = brought(&note(&stays, &case, &before, &opened, "Vad säger vi?").await, 0);
        let seen = leaver.open(&case).await;
        let (leaving, _) = rekeying(&leaver, &seen, &opened.lund, those(&[&stays]));
        leaver.post(&case, &leaving).await.expect(201);
        let stored = opened.dump();
        let answer = stays.post(&case, &early).await.expect(409);
        assert_eq!(answer, json!({ "problem": "problem-conflict", "count": 0 }));
        assert_eq!(opened.dump(), stored);
        let now = stays.open(&case).await;
        let again = brought(&note(&stays, &case, &now, &opened, "Vad säger vi?").await, 1);
        stays.post(&case, &again).await.expect(201);
        // A lost answer is asked for with the same bytes, whatever the key is by then.
        let now = stays.open(&case).await;
        let (own, _) = rekeying(&stays, &now, &opened.lund, those(&[&stays]));
        stays.post(&case, &own).await.expect(201);
        stays.post(&case, &again).await.expect(200);
    }

    async fn a_rekey_may_give_the_case_to_a_colleague_in_the_same_breath(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (leaver, stays, deputy) = (opened.handler(0).await, opened.handler(1).await, opened.deputy().await);
        let case = leaver.only_case().await;
        let seen = leaver.open(&case).await;
        let (leaving, _) = rekeying(&leaver, &seen, &opened.lund, those(&[&stays, &deputy]));
        leaver.post(&case, &leaving).await.expect(201);
        let seen = deputy.open(&case).await;
        let (keyrings, signing) = (opened.lund.keyrings(), deputy.person.signing());
        let letter = seen.case.write(&seen.conversation, &signing, deputy.writing(&keyrings), message("Jag tar över."));
        let body = desk_envelope(&letter.unwrap(), None, &[]);
        deputy.post(&case, &body).await.expect(201);
        assert_eq!(words_of(&stays.open(&case).await.conversation), [WORDS.what, "Jag tar över."]);
    }
}
