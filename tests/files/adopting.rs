//! A report, a message or a note and the files that it names: all of it becomes part of the case, or nothing.

use serde_json::{Value, json};
use sigill::cases::files::clear_away;
use sigill_sealing::digest::Digest;
use sigill_sealing::holder::Holders;
use sigill_sealing::id::FileId;

use super::{World, references};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::files::{Prepared, going_on, letter_with, location, name, offset, tus};
use crate::support::handler::desk_envelope;
use crate::support::http::Answer;
use crate::support::reporter::{Reporter, WORDS, message_with};
use crate::support::tables::dump;

/// The request that files a report without words about files, and with these names.
fn filing(world: &World, reporter: &Reporter, names: &[Value]) -> Value {
    let filed = reporter.seal(&world.channel, Holders::default(), &WORDS);
    let mut body = Reporter::filing(&world.channel, &filed);
    body["files"] = names.into();
    body
}

/// An answer without what is random in every one, the order of its headers included.
fn in_order(answer: Answer) -> Answer {
    let mut masked = answer.masked();
    masked.headers.sort();
    masked
}

on_both_databases! {
    async fn a_report_and_its_files_are_there_together_or_not_at_all(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let (one, two) = (world.stage(reporter, 4000).await, world.stage(reporter, 90_000).await);
        let part = Prepared::of(80_000);
        let (path, half) = location(&reporter.open_upload(Some(world.channel.id), part.sealed.len()).await);
        assert_eq!(offset(&reporter.send(going_on(&path, 0, &part.sealed[..40_000])).await), 40_000);
        let before = dump(&world.server.database);
        for wrong in [
            name(two.id, one.digest),
            name(FileId::from_bytes([9; 16]), two.digest),
            part.named(half).name(),
            name(half, Digest::of(b"")),
        ] {
            let body = filing(&world, reporter, &[one.name(), wrong]);
            reporter.post("/api/cases", &body).await.expect_problem(409, "problem-files");
            assert_eq!(dump(&world.server.database), before);
        }
        // Naming one twice, or as nobody writes a name, is no filing at all.
        for odd in [one.name(), json!({ "id": one.id.to_string() }), json!("x")] {
            let body = filing(&world, reporter, &[one.name(), odd]);
            reporter.post("/api/cases", &body).await.expect_problem(400, "problem-malformed");
        }
        reporter.get("/api/case").await.expect_problem(404, "problem-not-found");

        let body = filing(&world, reporter, &[one.name(), two.name()]);
        let first = reporter.post("/api/cases", &body).await.expect(201);
        assert_eq!(reporter.post("/api/cases", &body).await.expect(200), first);
        let mut listed: Vec<_> = reporter.list_files().await.iter().map(|row| row["id"].clone()).collect();
        let mut sent = vec![json!(one.id.to_string()), json!(two.id.to_string())];
        listed.sort_by_key(Value::to_string);
        sent.sort_by_key(Value::to_string);
        assert_eq!(listed, sent);
        // What was not named waits on, for the next letter.
        assert_eq!(reporter.offset(&path).await, 40_000);
    }

    async fn a_file_goes_with_the_code_under_which_it_was_sent_and_with_no_other(database: TestDatabase) {
        let world = World::on(database).await;
        let staged = world.stage(&world.reporter, 4000).await;
        let thief = Reporter::new(world.reporter.intake);
        let body = filing(&world, &thief, &[staged.name()]);
        thief.post("/api/cases", &body).await.expect_problem(409, "problem-files");
        thief.get("/api/case").await.expect_problem(404, "problem-not-found");
        let body = filing(&world, &world.reporter, &[staged.name()]);
        world.reporter.post("/api/cases", &body).await.expect(201);
        let body = filing(&world, &thief, &[staged.name()]);
        thief.post("/api/cases", &body).await.expect_problem(409, "problem-files");
    }

    async fn an_adopted_file_is_neither_changed_nor_ended_by_its_id(database: TestDatabase) {
        let world = World::on(database).await;
        let reporter = &world.reporter;
        let staged = world.stage(reporter, 4000).await;
        let (id, named) = (staged.id, staged.name());
        let (reference, content) = staged.refer("avtal.pdf");
        let filed = reporter.seal_with(&world.channel, Holders::default(), &WORDS, vec![reference]);
        let mut body = Reporter::filing(&world.channel, &filed);
        body["files"] = json!([named]);
        reporter.post("/api/cases", &body).await.expect(201);
        let path = format!("/api/case/files/{id}");
        let gone = reporter.send(tus("HEAD", &path)).await;
        // Whoever saw the id on its way does not learn whether it was adopted, has expired or was ended.
        let never = reporter.send(tus("HEAD", &format!("/api/case/files/{}", FileId::from_bytes([9; 16])))).await;
        assert_eq!((gone.status, in_order(gone)), (404, in_order(never)));
        for request in [going_on(&path, 0, b"x"), tus("DELETE", &path)] {
            reporter.send(request).await.expect_problem(404, "problem-not-found");
        }
        let visit = reporter.visit().await;
        let letter = visit.write("Samma fil en gång till.");
        let again = letter_with(letter.n, letter.sealed.as_bytes(), &[named]);
        reporter.post("/api/case/envelopes", &again).await.expect_problem(409, "problem-files");
        assert!(reporter.open_file(references(&visit.conversation)[0].1).await == content);
    }

    async fn a_message_of_either_side_brings_its_files_and_is_answered_once(database: TestDatabase) {
        let world = World::filed_on(database).await;
        let reporter = &world.reporter;
        let staged = reporter.stage(None, Prepared::of(12_345)).await;
        let named = staged.name();
        let (reference, content) = staged.refer("bilder.zip");
        let visit = reporter.visit().await;
        let letter = visit.seal(message_with("Här är bilderna.", vec![reference]));
        let body = letter_with(letter.n, letter.sealed.as_bytes(), &[named]);
        let first = reporter.post("/api/case/envelopes", &body).await.expect(201);
        assert_eq!(reporter.post("/api/case/envelopes", &body).await.expect(200), first);

        let handler = world.handler(0).await;
        let case = handler.only_case().await;
        let opened = handler.open(&case).await;
        let got = references(&opened.conversation);
        assert_eq!(got[0].0, letter.n);
        assert!(handler.open_file(&case, got[0].1).await == content);
        let staged = handler.stage(&case, Prepared::of(54_321)).await;
        let named = staged.name();
        let (reference, content) = staged.refer("svar.pdf");
        let keyrings = world.lund.keyrings();
        let written = message_with("Tack. Se svaret.", vec![reference]);
        let signing = handler.person.signing();
        let answer =
            opened.case.write(&opened.conversation, &signing, handler.writing(&keyrings), written).unwrap();
        let mut body = desk_envelope(&answer, None, &[]);
        body["files"] = json!([named]);
        let first = handler.post(&case, &body).await.expect(201);
        assert_eq!(handler.post(&case, &body).await.expect(200), first);
        let visit = reporter.comes_back().visit().await;
        let there = references(&visit.conversation);
        let (n, reference) = there.iter().find(|(_, file)| file.name() == "svar.pdf").unwrap();
        assert_eq!(*n, answer.n);
        assert!(reporter.open_file(reference).await == content);
        assert_eq!(reporter.list_files().await.len(), 2);
    }

    async fn what_a_member_sends_is_gone_on_with_named_and_ended_by_them_alone(database: TestDatabase) {
        let world = World::filed_on(database).await;
        let (owner, other) = (world.handler(0).await, world.handler(1).await);
        let case = owner.only_case().await;
        let staged = owner.stage(&case, Prepared::of(4000)).await;
        let named = staged.name();
        let path = format!("/api/cases/{case}/files/{}", staged.id);
        for request in [tus("HEAD", &path), going_on(&path, 0, b"x"), tus("DELETE", &path)] {
            assert_eq!(other.send_unsigned(request.clone()).await.status, 404);
            assert_eq!(request.send(world.server.addresses.desk).await.status, 401);
            let at_intake = request.with_path(&format!("/api/case/files/{}", staged.id));
            assert_eq!(at_intake.send(world.server.addresses.intake).await.status, 404);
        }
        let before = dump(&world.server.database);
        let opened = other.open(&case).await;
        let keyrings = world.lund.keyrings();
        let written = message_with("Någon annans fil.", Vec::new());
        let signing = other.person.signing();
        let letter =
            opened.case.write(&opened.conversation, &signing, other.writing(&keyrings), written).unwrap();
        let mut body = desk_envelope(&letter, None, &[]);
        body["files"] = json!([named]);
        other.post(&case, &body).await.expect_problem(409, "problem-files");
        let letter = world.reporter.visit().await.write("Handläggarens fil.");
        let body = letter_with(letter.n, letter.sealed.as_bytes(), &[named]);
        world.reporter.post("/api/case/envelopes", &body).await.expect_problem(409, "problem-files");
        let mut after = dump(&world.server.database);
        // Signed requests leave the nonces that they used.
        after.insert("spent_nonces".to_owned(), before["spent_nonces"].clone());
        assert_eq!(after, before);
        assert!(offset(&owner.send_unsigned(tus("HEAD", &path)).await) > 0);
        assert_eq!(owner.send_unsigned(tus("DELETE", &path)).await.status, 204);
    }

    async fn what_waited_for_too_long_is_cleared_away_and_no_filing_names_it_any_more(database: TestDatabase) {
        let world = World::on(database).await;
        let staged = world.stage(&world.reporter, 4000).await;
        world.server.clock.move_days(3);
        clear_away(&world.server.app).await.unwrap();
        let body = filing(&world, &world.reporter, &[staged.name()]);
        world.reporter.post("/api/cases", &body).await.expect_problem(409, "problem-files");
    }
}

#[tokio::test]
async fn opening_an_upload_at_the_desk_is_signed_and_takes_a_wrap() {
    let world = World::filed_on(TestDatabase::sqlite()).await;
    let handler = world.handler(0).await;
    let case = handler.only_case().await;
    let length = Prepared::of(1).sealed.len().to_string();
    let request =
        |case: &str| tus("POST", &format!("/api/cases/{case}/files")).header("Upload-Length", &length);
    handler.send_unsigned(request(&case)).await.expect_problem(401, "problem-not-authenticated");
    let guessed = "0123456789abcdef0123456789abcdef";
    handler.send(request(guessed)).await.expect_problem(404, "problem-not-found");
    assert_eq!(handler.send(request(&case)).await.status, 201);
}
