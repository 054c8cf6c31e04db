//! A letter that is struck: its bytes are gone from everywhere, and the chain verifies for everybody.

use std::collections::BTreeSet;

use sigill::desk::striking::forget_outdated;
use sigill_sealing::body::{Content, Half, Link, Proposal, Remains, Strike};
use sigill_sealing::digest::Digest;
use sigill_sealing::id::FileId;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{Damage, Entry, Served, ServedFile, State, grant_access};

use super::seized::{bytes, found, needles, settle};
use super::*;
use crate::desk::index_entry;
use crate::support::files::{Prepared, letter_with};
use crate::support::handler::{OpenCase, desk_envelope};
use crate::support::http::text;
use crate::support::reporter::{message_with, read_served, words_of};

/// What does not belong in a case.
const IRRELEVANT: &str = "Grannens dotter är sjukskriven för sin rygg.";
const GROUND: &str = "Uppgiften om grannens dotter hör inte till ärendet.";
const LEFT: &str = "Det andra är som jag skrev.";

fn words(words: &str) -> Text {
    Text::new(words.to_owned()).unwrap()
}

/// What a handler who sees a conversation proposes for a number of it; of a report what it stands on remains.
fn proposal_of(seen: &OpenCase, n: u64) -> Strike {
    let entry = &seen.conversation.entries()[usize::try_from(n).unwrap()];
    let report = entry.shown().and_then(|shown| {
        let Content::Report(report) = &shown.body.get().content else { return None };
        Some(Remains {
            reporter: report.reporter.clone(),
            verify: report.verify,
            wrapped: report.wrapped.clone(),
            excluded: report.excluded.clone(),
        })
    });
    let refers = Link { n, hash: entry.digest.unwrap() };
    // What was left of a letter stands by what confirmed it.
    let confirms = |other: &&Entry| {
        let strike = other.shown().and_then(|shown| shown.body.get().content.as_strike());
        strike.is_some_and(|strike| matches!(strike.half, Half::Confirmed(link) if link == refers))
    };
    let of = seen.conversation.entries().iter().filter(confirms);
    let of: Vec<_> = of.map(|entry| Link { n: entry.n, hash: entry.digest.unwrap() }).collect();
    let shown = entry.shown().map(|shown| shown.body.get());
    let earlier = shown.and_then(|body| body.content.as_strike()?.proposal()).filter(|_| !of.is_empty());
    let mut prev = earlier.map(|earlier| earlier.prev.clone()).unwrap_or_default();
    prev.push(shown.map_or(Digest::ZERO, |body| body.position.prev));
    let (ground, text) = (words(GROUND), words(LEFT));
    Strike { refers, half: Half::Proposed(Proposal { ground, of, prev, text, files: Vec::new(), report }) }
}

/// The body of the request that is half a strike.
fn half(scene: &Scene, handler: &Handler<'_>, seen: &OpenCase, strike: Strike, told: Value) -> Value {
    let (keyrings, signing) = (scene.lund.keyrings(), handler.person.signing());
    let writing = handler.writing(&keyrings);
    let letter = seen.case.write(&seen.conversation, &signing, writing, Content::Strike(strike)).unwrap();
    let mut body = desk_envelope(&letter, None, &[]);
    body["strike"] = told;
    body
}

/// The body of the request that proposes to strike a number, and those files with it.
fn proposing(scene: &Scene, handler: &Handler<'_>, seen: &OpenCase, n: u64, files: &[FileId]) -> Value {
    let strike = proposal_of(seen, n);
    let told = json!({ "proposes": {
        "n": n, "digest": strike.refers.hash.to_string(),
        "files": files.iter().map(ToString::to_string).collect::<Vec<_>>(),
    } });
    half(scene, handler, seen, strike, told)
}

/// The body of the request that confirms what the envelope of that number proposes.
fn confirming(scene: &Scene, handler: &Handler<'_>, seen: &OpenCase, n: u64, files: &[FileId]) -> Value {
    let entry = &seen.conversation.entries()[usize::try_from(n).unwrap()];
    let refers = entry.shown().unwrap().body.get().content.as_strike().unwrap().refers;
    let confirmed = Link { n, hash: entry.digest.unwrap() };
    let told = json!({ "confirms": {
        "proposal": n, "n": refers.n, "digest": refers.hash.to_string(),
        "files": files.iter().map(ToString::to_string).collect::<Vec<_>>(),
    } });
    half(scene, handler, seen, Strike { refers, half: Half::Confirmed(confirmed) }, told)
}

/// One proposes to strike a number, another confirms it.
async fn strike(scene: &Scene, (one, other): (&Handler<'_>, &Handler<'_>), case: &str, n: u64) {
    let seen = one.open(case).await;
    one.post(case, &proposing(scene, one, &seen, n, &[])).await.expect(201);
    let seen = other.open(case).await;
    let proposal = u64::try_from(seen.conversation.entries().len()).unwrap() - 1;
    other.post(case, &confirming(scene, other, &seen, proposal, &[])).await.expect(201);
}

fn state(entries: &[Entry], n: usize) -> &State {
    &entries[n].state
}

fn stored(scene: &Scene) -> crate::support::tables::Tables {
    let mut tables = dump(&scene.installation.database);
    tables.remove("spent_nonces").unwrap();
    tables
}

/// What the server serves of a conversation.
async fn served(handler: &Handler<'_>, case: &str) -> Vec<Served> {
    let mut served = Vec::new();
    loop {
        let path = format!("/api/cases/{case}/envelopes?thread=c&from={}", served.len());
        let page = handler.get(&path).await.expect(200);
        served.extend(read_served(&page));
        if page["more"] == false {
            return served;
        }
    }
}

on_both_databases! {
    async fn a_struck_letter_is_gone_and_its_place_verifies_for_everybody(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (handler, other) = (scene.handler(0).await, scene.handler(1).await);
        let before = handler.inbox().await;
        let reporter = scene.file(Holders::default()).await;
        let case = only_new(&before, handler.inbox().await);
        let (one, two) = (reporter.stage(None, Prepared::of(9_000)).await, reporter.stage(None, Prepared::of(7_000)).await);
        let named = [one.name(), two.name()];
        let [first, second] = [&named[0], &named[1]].map(|name| FileId::parse(text(&name["id"])).unwrap());
        let (one, two) = (one.refer("lista.pdf").0, two.refer("ritning.pdf").0);
        let letter = reporter.visit().await.seal(message_with(IRRELEVANT, vec![one, two]));
        let sent = letter_with(letter.n, letter.sealed.as_bytes(), &named);
        reporter.post("/api/case/envelopes", &sent).await.expect(201);
        reporter.reply(&reporter.visit().await, "En sak till.").await.expect(201);

        // What is looked for afterwards: the letter's own bytes and those of one file.
        let row = |tables: &crate::support::tables::Tables, n: &str| {
            let envelopes = &tables["envelopes"];
            envelopes.iter().find(|row| row["n"].trim_matches('\'') == n && row["thread"].contains('c')).unwrap().clone()
        };
        let sealed = bytes(&row(&stored(&scene), "2")["sealed"]).unwrap();
        let own: BTreeSet<_> = [sealed.len() / 2, sealed.len() - 48]
            .map(|at| ("the letter".to_owned(), sealed[at..at + 48].to_vec()))
            .into_iter()
            .collect();
        let own = needles(&own);
        settle(&scene).await;
        assert!(!found(&scene, &own).is_empty(), "it is not found while it is there");

        let (seen, seen_by_other) = (handler.open(&case).await, other.open(&case).await);
        let proposal = proposing(&scene, &handler, &seen, 2, &[first]);
        let at_once = proposing(&scene, &other, &seen_by_other, 2, &[]);
        handler.post(&case, &proposal).await.expect(201);
        // A second is told that somebody was first. Nothing is gone by one's word, and nobody confirms their own.
        let told = other.post(&case, &at_once).await.expect(409);
        assert_eq!((&told["problem"], &told["count"]), (&json!("problem-conflict"), &json!(5)));
        let seen = handler.open(&case).await;
        handler.post(&case, &confirming(&scene, &handler, &seen, 4, &[first])).await.expect_problem(409, "problem-out-of-turn");
        assert_eq!(row(&stored(&scene), "2")["stays"], row(&stored(&scene), "3")["stays"]);
        assert_eq!((bytes(&row(&stored(&scene), "2")["sealed"]), handler.list_files(&case).await.len()), (Some(sealed.clone()), 2));
        let now = other.open(&case).await;
        // Whoever agrees says what they have read: nothing else goes.
        for (n, files) in [(2, vec![]), (2, vec![first, second]), (3, vec![first])] {
            let mut body = confirming(&scene, &other, &now, 4, &files);
            body["strike"]["confirms"]["n"] = json!(n);
            other.post(&case, &body).await.expect_problem(400, "problem-malformed");
        }
        let body = confirming(&scene, &other, &now, 4, &[first]);
        other.post(&case, &body).await.expect(201);
        // The very requests again are answered as the first time; of a second strike, that there is nothing to strike any more.
        let after = stored(&scene);
        handler.post(&case, &proposal).await.expect(200);
        other.post(&case, &body).await.expect(200);
        let now = other.open(&case).await;
        for late in [proposing(&scene, &other, &now, 2, &[]), confirming(&scene, &other, &now, 4, &[first])] {
            other.post(&case, &late).await.expect_problem(409, "problem-out-of-turn");
        }
        assert_eq!(stored(&scene), after);

        // Number, day and digest stay; so does the other file, and the letter after it.
        let kept = row(&after, "2");
        assert_eq!((bytes(&kept["sealed"]).unwrap_or_default().len(), bytes(&kept["digest"])), (0, Some(Digest::of(&sealed).as_bytes().to_vec())));
        assert_eq!(handler.list_files(&case).await.len(), 1);
        assert_eq!(handler.list_files(&case).await[0]["id"], second.to_string());
        handler.get_piece(&case, first, 0).await.expect_problem(404, "problem-not-found");

        // Handler, reporter and whoever is let in later verify all of it, and read what remains.
        let keyrings = scene.lund.keyrings();
        let deputy = Handler::signed_in(&scene.installation, &scene.lund, &scene.lund.deputies[0]).await;
        let seen = handler.open(&case).await;
        let granted = grant_access(&seen.case, &seen.conversation, &handler.person.signing(), deputy.person.id, handler.writing(&keyrings)).unwrap();
        let wraps = [json!({
            "holder": deputy.person.id.to_string(), "generation": 0, "sealed": sigill_sealing::encoding::base64(granted.wrap.as_bytes()),
        })];
        handler.post(&case, &desk_envelope(&granted.letter, None, &wraps)).await.expect(201);
        let visit = reporter.visit().await;
        for conversation in [&handler.open(&case).await.conversation, &deputy.open(&case).await.conversation, &visit.conversation] {
            assert!(!conversation.is_held_back());
            assert!(matches!(state(conversation.entries(), 2), State::Struck { proposal: 4, confirmation: 5 }));
            assert_eq!(words_of(conversation), [WORDS.what, "En sak till."]);
            let left = conversation.entries()[4].shown().unwrap().body.get().content.as_strike().unwrap().proposal().unwrap();
            assert_eq!((left.text.expose(), left.ground.expose()), (LEFT, GROUND));
        }
        // And the reporter goes on writing.
        reporter.reply(&visit, "Tack.").await.expect(201);

        while !scene.look().await.wiped {}
        settle(&scene).await;
        assert_eq!(found(&scene, &own), BTreeSet::new());
        assert_eq!(std::fs::read_dir(&scene.app().config.files.path).unwrap().count(), 1);
        // Deeds of the log, as every other in a case.
        let log = scene.installation.database.steal("SELECT body AS bytes FROM audit_entries");
        let deeds: Vec<Value> = log.iter().map(|body| serde_json::from_slice(body).unwrap()).collect();
        for body in [proposal, body] {
            let digest = Digest::of(&sigill_sealing::encoding::parse_base64(text(&body["sealed"])).unwrap());
            let leaf = Digest::of(&[b"sigill/v1/deed\0".as_slice(), digest.as_bytes()].concat());
            let told = json!({ "deed": "in-case", "leaf": leaf.to_string() });
            assert_eq!(deeds.iter().filter(|deed| **deed == told).count(), 1);
        }
    }

    async fn a_struck_report_leaves_what_the_case_stands_on(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (handler, other) = (scene.handler(0).await, scene.handler(1).await);
        let before = handler.inbox().await;
        let reporter = scene.file(Holders::default()).await;
        let case = only_new(&before, handler.inbox().await);
        let seen = handler.open(&case).await;
        strike(&scene, (&handler, &other), &case, 0).await;
        let (opened, visit) = (handler.open(&case).await, reporter.visit().await);
        for conversation in [&opened.conversation, &visit.conversation] {
            assert!(!conversation.is_held_back());
            assert!(matches!(state(conversation.entries(), 0), State::Struck { proposal: 2, confirmation: 3 }));
        }
        assert_eq!(opened.case.facts().case(), seen.case.facts().case());
        // Work goes on.
        scene.step(&handler, &case, Step::Acknowledge).await;
        reporter.reply(&reporter.visit().await, "Tack.").await.expect(201);
    }

    async fn nobody_strikes_what_stays_or_what_is_not_theirs(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (handler, other) = (scene.handler(0).await, scene.handler(1).await);
        let before = handler.inbox().await;
        let reporter = scene.file(Holders::default()).await;
        let case = only_new(&before, handler.inbox().await);
        let listed_by_other = other.inbox().await;
        let listed = handler.inbox().await;
        let elsewhere = scene.file(Holders::from_iter([scene.lund.handlers[0].id])).await;
        let file = elsewhere.stage(None, Prepared::of(5_000)).await;
        let named = file.name();
        let foreign_file = named["id"].clone();
        let file = file.refer("annan.pdf").0;
        let letter = elsewhere.visit().await.seal(message_with("Annat.", vec![file]));
        elsewhere.post("/api/case/envelopes", &letter_with(letter.n, letter.sealed.as_bytes(), &[named])).await.expect(201);
        assert_eq!(handler.inbox().await, listed);
        let theirs = only_new(&listed_by_other, other.inbox().await);

        scene.step(&handler, &case, Step::Acknowledge).await;
        reporter.reply(&reporter.visit().await, IRRELEVANT).await.expect(201);
        let seen = handler.open(&case).await;
        handler.post(&case, &proposing(&scene, &handler, &seen, 3, &[])).await.expect(201);
        let seen = other.open(&case).await;
        other.post(&case, &confirming(&scene, &other, &seen, 4, &[])).await.expect(201);
        reporter.reply(&reporter.visit().await, "Mer.").await.expect(201);
        let seen = handler.open(&case).await;
        let there = other.open(&theirs).await;
        let good = || proposing(&scene, &handler, &seen, 6, &[]);
        let now = stored(&scene);
        let aimed = |n: u64, digest: Digest| {
            let mut body = good();
            body["strike"] = json!({ "proposes": { "n": n, "digest": digest.to_string(), "files": [] } });
            body
        };
        let digest = |n: usize| seen.conversation.entries()[n].digest.unwrap();
        // The acknowledgement, a confirmation, what is struck, and the contact details.
        for n in [2, 5, 3, 1] {
            handler.post(&case, &aimed(n, digest(usize::try_from(n).unwrap()))).await.expect_problem(409, "problem-out-of-turn");
        }
        // Another case's letter, a later number, its own, and one that is none of this thread's.
        let foreign = there.conversation.entries()[2].digest.unwrap();
        for (n, digest) in [(2, foreign), (0, foreign), (8, digest(6)), (7, digest(6)), (u64::MAX, digest(6))] {
            handler.post(&case, &aimed(n, digest)).await.expect_problem(400, "problem-malformed");
        }
        // A file of another letter, and more than a strike.
        let mut with_file = good();
        with_file["strike"]["proposes"]["files"] = json!([foreign_file]);
        handler.post(&case, &with_file).await.expect_problem(409, "problem-files");
        for (name, value) in [("step", json!("feedback")), ("deed", json!(true)), ("strike", json!({ "proposes": { "n": 6, "digest": "x", "files": [] } }))] {
            let mut more = good();
            more[name] = value;
            handler.post(&case, &more).await.expect_problem(400, "problem-malformed");
        }
        // What is proposed nowhere, and what is confirmed already.
        for (n, status, problem) in [(3, 400, "problem-malformed"), (9, 400, "problem-malformed"), (4, 409, "problem-out-of-turn")] {
            let mut body = good();
            body["strike"] = json!({ "confirms": { "proposal": n, "n": 3, "digest": digest(3).to_string(), "files": [] } });
            other.post(&case, &body).await.expect_problem(status, problem);
        }
        // Without a wrap, there is no such case.
        handler.post(&theirs, &good()).await.expect_problem(404, "problem-not-found");
        let mut older = good();
        older["generation"] = json!(1);
        handler.post(&case, &older).await.expect(409);
        assert_eq!(stored(&scene), now);

        // A case that is held loses nothing.
        let held = handler.record(&case, &[("hold", "2026-01-01")]).await;
        handler.post(&case, &internal_envelope(&held, &["hold"])).await.expect(201);
        let now = stored(&scene);
        handler.post(&case, &good()).await.expect_problem(409, "problem-out-of-turn");
        assert_eq!(stored(&scene), now);
        let released = handler.record(&case, &[]).await;
        handler.post(&case, &internal_envelope(&released, &["release"])).await.expect(201);
        handler.post(&case, &good()).await.expect(201);
        // Nor one that is held since it was proposed.
        let held = handler.record(&case, &[("hold", "2026-01-01")]).await;
        handler.post(&case, &internal_envelope(&held, &["hold"])).await.expect(201);
        let seen = other.open(&case).await;
        let agreed = confirming(&scene, &other, &seen, 7, &[]);
        other.post(&case, &agreed).await.expect_problem(409, "problem-out-of-turn");
        let released = handler.record(&case, &[]).await;
        handler.post(&case, &internal_envelope(&released, &["release"])).await.expect(201);
        other.post(&case, &agreed).await.expect(201);
    }

    async fn what_remains_of_a_letter_is_struck_again(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (handler, other) = (scene.handler(0).await, scene.handler(1).await);
        let before = handler.inbox().await;
        let reporter = scene.file(Holders::default()).await;
        let case = only_new(&before, handler.inbox().await);
        let file = reporter.stage(None, Prepared::of(9_000)).await;
        let named = [file.name()];
        let id = FileId::parse(text(&named[0]["id"])).unwrap();
        let letter = reporter.visit().await.seal(message_with(IRRELEVANT, vec![file.refer("lista.pdf").0]));
        reporter.post("/api/case/envelopes", &letter_with(letter.n, letter.sealed.as_bytes(), &named)).await.expect(201);
        // The file goes on at first, with the words that are left.
        strike(&scene, (&handler, &other), &case, 2).await;
        assert_eq!(handler.list_files(&case).await.len(), 1);
        let seen = other.open(&case).await;
        other.post(&case, &proposing(&scene, &other, &seen, 3, &[id])).await.expect(201);
        let seen = handler.open(&case).await;
        handler.post(&case, &confirming(&scene, &handler, &seen, 5, &[id])).await.expect(201);
        assert_eq!(handler.list_files(&case).await.len(), 0);
        let (seen, visit) = (other.open(&case).await, reporter.visit().await);
        for conversation in [&seen.conversation, &visit.conversation] {
            assert!(!conversation.is_held_back());
            assert!(matches!(state(conversation.entries(), 2), State::Struck { proposal: 5, confirmation: 4 }));
            assert!(matches!(state(conversation.entries(), 3), State::Struck { proposal: 5, confirmation: 6 }));
        }
        let gone = scene.installation.database.steal("SELECT sealed AS bytes FROM envelopes WHERE thread = 'c' AND n IN (2, 3)");
        assert_eq!(gone, [b"".to_vec(), b"".to_vec()]);
        reporter.reply(&visit, "Tack.").await.expect(201);
    }

    async fn a_proposal_that_nobody_agreed_to_is_struck_and_takes_no_file_along(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (handler, other) = (scene.handler(0).await, scene.handler(1).await);
        let before = handler.inbox().await;
        let reporter = scene.file(Holders::default()).await;
        let case = only_new(&before, handler.inbox().await);
        let file = reporter.stage(None, Prepared::of(9_000)).await;
        let named = [file.name()];
        let id = FileId::parse(text(&named[0]["id"])).unwrap();
        let letter = reporter.visit().await.seal(message_with(IRRELEVANT, vec![file.refer("lista.pdf").0]));
        reporter.post("/api/case/envelopes", &letter_with(letter.n, letter.sealed.as_bytes(), &named)).await.expect(201);
        let seen = handler.open(&case).await;
        handler.post(&case, &proposing(&scene, &handler, &seen, 2, &[id])).await.expect(201);
        let seen = handler.open(&case).await;
        handler.post(&case, &proposing(&scene, &handler, &seen, 3, &[id])).await.expect_problem(409, "problem-files");
        strike(&scene, (&handler, &other), &case, 3).await;
        let seen = other.open(&case).await;
        assert!(matches!(state(seen.conversation.entries(), 2), State::Shown(_)));
        assert!(matches!(state(seen.conversation.entries(), 3), State::Struck { proposal: 4, confirmation: 5 }));
        assert_eq!(handler.list_files(&case).await.len(), 1);
        assert!(!seen.conversation.is_held_back() && !reporter.visit().await.conversation.is_held_back());
    }

    async fn a_letter_shown_as_struck_that_nobody_struck_raises_the_alarm(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (handler, other) = (scene.handler(0).await, scene.handler(1).await);
        let before = handler.inbox().await;
        let reporter = scene.file(Holders::default()).await;
        let case = only_new(&before, handler.inbox().await);
        reporter.reply(&reporter.visit().await, IRRELEVANT).await.expect(201);
        reporter.reply(&reporter.visit().await, "Mer.").await.expect(201);
        strike(&scene, (&handler, &other), &case, 2).await;
        let (seen, visit, keyrings) = (handler.open(&case).await, reporter.visit().await, scene.lund.keyrings());
        let gone = |served: &[Served], n: u64, digest: Option<Digest>| {
            let mut lied = served.to_vec();
            let place = &mut lied[usize::try_from(n).unwrap()];
            let ServedFile::Bytes(bytes) = &place.file else { panic!("it is struck") };
            place.file = ServedFile::Gone(digest.unwrap_or_else(|| Digest::of(bytes)));
            lied
        };
        let honest = served(&handler, &case).await;
        assert!(!seen.case.conversation(&keyrings, &honest).is_held_back());
        // A true digest without a strike, then half a strike taken away, which leaves the struck letter unexplained.
        for lied in [gone(&honest, 3, None), gone(&honest, 4, None), gone(&honest, 5, None), gone(&honest, 3, Some(Digest::of(b"")))] {
            assert!(seen.case.conversation(&keyrings, &lied).is_held_back());
            assert!(visit.case.conversation(&visit.keyrings, &lied).is_held_back());
        }
        let lied = gone(&honest, 4, None);
        let conversation = seen.case.conversation(&keyrings, &lied);
        assert!(matches!(state(conversation.entries(), 2), State::Damaged(Damage::Missing)));
    }

    async fn an_index_entry_of_before_a_strike_is_written_anew_or_forgotten_in_a_week(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (handler, other) = (scene.handler(0).await, scene.handler(1).await);
        let before = handler.inbox().await;
        let reporter = scene.file(Holders::default()).await;
        let case = only_new(&before, handler.inbox().await);
        let keep = |known: Value| {
            let mut entry = index_entry("{}");
            entry["replaces"] = known;
            entry
        };
        let path = format!("/api/cases/{case}/index");
        let own = keep(Value::Null);
        handler.send(Request::new("PUT", &path).json(&own)).await.expect(204);
        let theirs = keep(Value::Null);
        other.send(Request::new("PUT", &path).json(&theirs)).await.expect(204);
        reporter.reply(&reporter.visit().await, IRRELEVANT).await.expect(201);
        strike(&scene, (&other, &handler), &case, 2).await;
        while !scene.look().await.wiped {}
        // Whoever knows of the strike writes theirs anew; a draft of somebody else's waits for them, and one that is written
        // from what stood there before is not anew.
        let mut anew = keep(own["salt"].clone());
        anew["verified"] = json!({ "c": 5, "i": 0 });
        handler.send(Request::new("PUT", &path).json(&anew)).await.expect(204);
        let mut as_before = keep(theirs["salt"].clone());
        as_before["verified"] = json!({ "c": 4, "i": 9 });
        other.send(Request::new("PUT", &path).json(&as_before)).await.expect(204);
        scene.installation.clock.move_days(6);
        assert_eq!(forget_outdated(scene.app()).await.unwrap(), 0);
        assert_eq!(scene.count("index_entries"), 2);
        scene.installation.clock.move_days(1);
        assert_eq!(forget_outdated(scene.app()).await.unwrap(), 1);
        assert_eq!((scene.count("index_entries"), scene.count("unwiped_days")), (1, 1));
        assert_eq!(forget_outdated(scene.app()).await.unwrap(), 0);
        let handler = scene.handler(0).await;
        assert_eq!(handler.inbox().await[0]["indexed"], true);
        while !scene.look().await.wiped {}
        assert_eq!(scene.count("unwiped_days"), 0);
    }
}
