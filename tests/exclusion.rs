//! A handler whom a report concerns finds nothing of it at the desk: not a case, not a gap, not a byte.

use serde_json::{Value, json};
use sigill_sealing::code::OwnerFingerprint;
use sigill_sealing::encoding::base64;
use sigill_sealing::gate::Sealed;
use sigill_sealing::invitation::Role;
use sigill_sealing::kind;
use sigill_sealing::wrap::Wrap;

use crate::desk::room::envelope_of;
use crate::desk::{index_entry, replacing};
use crate::filing::lund;
use crate::support::channel::Person;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::http::{Answer, text};
use crate::support::installation::Installation;
use crate::support::member::Member;
use crate::support::owner::Owner;
use crate::support::reporter::{Reporter, WORDS};
use crate::support::tables::dump;

/// A case that nobody has.
const GUESSED: &str = "0123456789abcdef0123456789abcdef";

/// All that can be asked of a case, and written into it.
async fn ask_of_case(member: &mut Member, case: &str) -> Vec<Answer> {
    let case = format!("/api/cases/{case}");
    let mut answers = Vec::new();
    for path in [
        case.clone(),
        format!("{case}/envelopes?thread=c"),
        format!("{case}/envelopes?thread=i"),
        format!("{case}/envelopes?thread=c&from=1"),
        format!("{case}/files"),
        format!("{case}/files/{GUESSED}/0"),
    ] {
        answers.push(member.browser.get(&path).await);
    }
    let entry = replacing(&index_entry("view"), Value::Null);
    answers.push(member.browser.put(&format!("{case}/index"), entry).await);
    for n in [0, 3] {
        let sealed = base64(envelope_of("words").as_bytes());
        let writing = json!({ "thread": "c", "n": n, "sealed": sealed, "step": null, "wraps": [] });
        answers.push(member.browser.post(&format!("{case}/envelopes"), writing).await);
    }
    answers.into_iter().map(Answer::masked).collect()
}

/// A handler's whole session: signing in, everything that the desk can be asked, signing out.
async fn session(installation: &Installation, owner: &Owner, member: &mut Member) -> Vec<Answer> {
    let mut answers = vec![member.sign_in(installation).await];
    let channel = owner.channel;
    for path in [
        "/".to_owned(),
        "/api/session".to_owned(),
        "/api/vault".to_owned(),
        "/api/inbox".to_owned(),
        format!("/api/channels/{channel}"),
        format!("/api/channels/{channel}/invitations"),
        format!("/api/cases/{channel}"),
        "/api/inbox?from=1".to_owned(),
        "/api/cases".to_owned(),
    ] {
        answers.push(member.browser.get(&path).await);
    }
    answers.extend(ask_of_case(member, GUESSED).await);
    answers.push(member.browser.get("/api/inbox").await);
    answers.push(member.browser.delete("/api/session").await);
    answers.into_iter().map(Answer::masked).collect()
}

on_both_databases! {
    /// The installation is one and the same, so that nothing else can differ: sessions before the report, and after.
    async fn an_excluded_handlers_session_is_byte_for_byte_the_one_without_the_case(database: TestDatabase) {
        let installation = Installation::on(database);
        let mut owner = Owner::who_has_set_up(&installation, "anna", "lund").await;
        let mut concerned = owner.appoint(&installation, Role::Handler, "bertil", true).await;
        let mut other = owner.appoint(&installation, Role::Handler, "cecilia", true).await;
        let before = session(&installation, &owner, &mut concerned).await;
        let others_before = session(&installation, &owner, &mut other).await;

        let reporter = Reporter::new(installation.addresses.intake);
        let fingerprint = OwnerFingerprint::of(&owner.key.verifying_key()).to_string();
        let channel = reporter.read_linked(&owner.address, &fingerprint).await;
        reporter.file_to(&channel, [concerned.id].into_iter().collect(), &WORDS).await;
        let visit = reporter.visit().await;
        reporter.reply(&visit, "Det gäller er chef.").await.expect(201);

        assert_eq!(session(&installation, &owner, &mut concerned).await, before);
        // Whereas somebody who may see it sees it.
        assert_ne!(session(&installation, &owner, &mut other).await, others_before);

        // Not even by the case's true name, which nobody told them.
        other.sign_in(&installation).await;
        let inbox = other.browser.get("/api/inbox").await.expect(200);
        let case = text(&inbox["cases"][0]["id"]).to_owned();
        concerned.sign_in(&installation).await;
        let named = ask_of_case(&mut concerned, &case).await;
        for answer in &named {
            answer.expect_problem(404, "problem-not-found");
        }
        assert_eq!(named, ask_of_case(&mut concerned, GUESSED).await);
        // The same is answered, and taken, where somebody may.
        let statuses: Vec<u16> = ask_of_case(&mut other, &case).await.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, [200, 200, 200, 200, 200, 404, 204, 409, 201]);
    }

    /// Nor does a stolen database help: of everything sealed, their keys open nothing.
    async fn an_excluded_handlers_keys_open_nothing_that_is_stored(database: TestDatabase) {
        let installation = Installation::on(database);
        let lund = lund(&installation).await;
        let (concerned, other) = (&lund.handlers[0], &lund.handlers[1]);
        let reporter = Reporter::new(installation.addresses.intake);
        reporter.file(&lund, [concerned.id].into_iter().collect(), &WORDS).await;
        let stored = dump(&installation.database);
        let keyrings = lund.keyrings();
        let opened_by = |person: &Person| {
            let verify = person.signing().verifying_key();
            let wraps = stored["wraps"].iter().map(|wrap| unquoted(&wrap["sealed"]));
            wraps
                .map(|sealed| Sealed::<kind::Wrap>::through_gate(sealed).unwrap())
                .filter(|sealed| Wrap::open(sealed, &person.identity, &verify, &keyrings).is_ok())
                .count()
        };
        assert_eq!(stored["wraps"].len(), 2, "the other handler and recovery");
        assert_eq!((opened_by(concerned), opened_by(other)), (0, 1));
        let sealed: Vec<Vec<u8>> = stored["envelopes"].iter().map(|row| unquoted(&row["sealed"])).collect();
        assert_eq!(sealed.len(), 2);
        for envelope in sealed {
            let envelope = Sealed::<kind::Conversation>::through_gate(envelope).unwrap();
            assert!(sigill_sealing::seal::open(&envelope, &concerned.identity).is_err());
        }
        // Nor does anything beside the cases name them more often than before the report.
        let named = concerned.id.to_string();
        let naming: Vec<&String> = stored
            .iter()
            .filter(|(_, rows)| rows.iter().flat_map(|row| row.values()).any(|value| value.to_lowercase().contains(&named)))
            .map(|(table, _)| table)
            .collect();
        assert_eq!(naming, ["keyrings"], "in the signed notes, where every handler stands");
    }
}

/// The bytes of a dumped value: `X'…'` on SQLite, `'\x…'` on PostgreSQL.
fn unquoted(value: &str) -> Vec<u8> {
    let digits = value
        .trim_start_matches('E')
        .trim_start_matches("X'")
        .trim_start_matches("'\\x")
        .trim_start_matches("'\\\\x");
    let digits = digits.trim_end_matches('\'').to_lowercase();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.as_bytes().chunks(2).map(byte).collect()
}
