//! What somebody finds of an erased case who takes everything: database, log, files, and their raw bytes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sigill_sealing::encoding::hex;
use sigill_sealing::file::PIECE;

use super::*;
use crate::desk::index_entry;
use crate::privacy::needles::Needle;
use crate::privacy::search::Search;
use crate::support::files::{Prepared, letter_with};
use crate::support::http::Request;
use crate::support::reporter::message_with;
use crate::support::tables::Tables;

/// Tables whose every row here is of a case.
const OF_CASES: [&str; 8] =
    ["cases", "wraps", "envelopes", "retries", "index_entries", "files", "file_chunks", "removed_files"];

/// Bytes of a value that are looked for: a long one is looked for in its midst, for all sealed things begin alike.
const PART: usize = 48;

/// The bytes of a value as a database quotes it.
pub(super) fn bytes(value: &str) -> Option<Vec<u8>> {
    let hex = value
        .trim_end_matches('\'')
        .rsplit_once("\\x")
        .or_else(|| value.trim_end_matches('\'').split_once("X'"));
    let (_, hex) = hex?;
    let pairs = (0..hex.len() / 2).map(|at| u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok());
    pairs.collect()
}

/// Values that tell a case, each with the table and column where it stood.
pub(super) type Values = BTreeSet<(String, Vec<u8>)>;

/// What of these tables tells a case: names, digests and ciphertext, and no day and no member.
pub(super) fn values(tables: &Tables) -> Values {
    let mut found = BTreeSet::new();
    for table in OF_CASES {
        for (column, value) in tables[table].iter().flatten() {
            if ["channel", "holder", "member"].contains(&column.as_str()) {
                continue;
            }
            if let Some(bytes) = bytes(value).filter(|bytes| bytes.len() >= 16) {
                let name = format!("{table}.{column}");
                if bytes.len() > 4 * PART {
                    for at in [bytes.len() / 2, bytes.len() - PART] {
                        found.insert((name.clone(), bytes[at..at + PART].to_vec()));
                    }
                } else {
                    found.insert((name, bytes));
                }
            }
        }
    }
    found
}

/// As bytes and in hex.
pub(super) fn needles(values: &Values) -> Vec<Needle> {
    let both = values.iter().flat_map(|(name, bytes)| {
        let written = Needle { name: format!("{name} in hex"), bytes: hex(bytes).into_bytes() };
        [Needle { name: name.clone(), bytes: bytes.clone() }, written]
    });
    both.collect()
}

/// The folders that hold what was written; of a server what belongs to this database alone, without its log of writings.
fn folders(scene: &Scene) -> Vec<PathBuf> {
    let files = scene.app().config.files.path.clone();
    #[cfg(feature = "postgres")]
    if let Some(address) = scene.installation.database.address_of_server() {
        return vec![crate::privacy::kept::folder_of(address), files];
    }
    vec![scene.installation.database.file().parent().unwrap().to_owned(), files]
}

pub(super) fn found(scene: &Scene, needles: &[Needle]) -> BTreeSet<String> {
    let search = Search::new(needles);
    let (mut found, mut looked) = (BTreeSet::new(), 0);
    for folder in folders(scene) {
        let (here, more) = search.in_files(&folder, None);
        // Which file it is in tells nothing.
        found.extend(here.into_iter().map(|found| found.split_once(": ").unwrap().1.to_owned()));
        looked += more;
    }
    assert!(looked > 50_000, "{looked}");
    found
}

fn names_of_objects(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

on_both_databases! {
    async fn nothing_is_left_of_an_erased_case_but_what_the_audit_needs(database: TestDatabase) {
        let scene = Scene::private(database).await;
        let (handler, clock) = (scene.handler(0).await, &scene.installation.clock);
        // Reports among which it lies.
        for _ in 0..4 {
            scene.file(Holders::default()).await;
        }
        let others = dump(&scene.installation.database);
        let before = handler.inbox().await;

        let reporter = Reporter::new(scene.installation.addresses.intake);
        let channel = reporter.read_channel(&scene.lund).await;
        let staged = reporter.stage(Some(channel.id), Prepared::of(PIECE + 70_000)).await;
        let named = staged.name();
        let filed = reporter.seal_with(&channel, Holders::default(), &WORDS, vec![staged.refer("ritning.pdf").0]);
        let mut body = Reporter::filing(&channel, &filed);
        body["files"] = serde_json::json!([named]);
        reporter.post("/api/cases", &body).await.expect(201);
        let case = only_new(&before, handler.inbox().await);
        let staged = reporter.stage(None, Prepared::of(9_000)).await;
        let named = staged.name();
        let letter = reporter.visit().await.seal(message_with("En sak till.", vec![staged.refer("bild.png").0]));
        let sent = letter_with(letter.n, letter.sealed.as_bytes(), &[named]);
        reporter.post("/api/case/envelopes", &sent).await.expect(201);
        scene.step(&handler, &case, Step::Acknowledge).await;
        let entry = {
            let mut entry = index_entry("{}");
            entry["replaces"] = Value::Null;
            entry
        };
        handler.send(Request::new("PUT", &format!("/api/cases/{case}/index")).json(&entry)).await.expect(204);
        scene.step(&handler, &case, Step::Close).await;
        // Begun, and named by no letter.
        reporter.stage(None, Prepared::of(5_000)).await;
        handler.stage(&case, Prepared::of(6_000)).await;
        // Reports that come after it, so that its pages are in the midst.
        for _ in 0..4 {
            scene.file(Holders::default()).await;
        }

        // What it wrote; of those that wait for their letter two days, what is cleared away by itself is looked for too.
        let all = values(&dump(&scene.installation.database));
        let kept: Vec<Value> = handler.inbox().await;
        let own = own_values(&scene, &case, &all);
        let deeds = scene.count("audit_entries");
        assert!(own.len() > 40, "{}", own.len());
        settle(&scene).await;
        let at_first = found(&scene, &needles(&own));
        for (name, _) in &own {
            assert!(at_first.contains(name), "{name} is not found while it is there: {at_first:?}");
        }
        assert!(names_of_objects(&scene.app().config.files.path) == 4, "files");

        clock.move_days(THREE_YEARS);
        assert_eq!(scene.days(NOTICE).await, [0; 14]);
        reporter.get("/api/case").await.expect(200);
        let handler = scene.handler(0).await;
        let stale = handler.open(&case).await;
        let late = stepping(&handler, &stale, &scene.lund, Step::Reopen);
        assert_eq!(scene.days(1).await, [1]);
        let handler = scene.handler(0).await;
        // On a server whoever works on it elsewhere is waited for. No other job is needed.
        while !scene.look().await.wiped {}

        // Whoever has it open, or its code, is told that there is no such case, and writes nothing into it any more.
        reporter.get("/api/case").await.expect_problem(404, "problem-not-found");
        handler.get(&format!("/api/cases/{case}")).await.expect_problem(404, "problem-not-found");
        handler.post(&case, &late).await.expect_problem(404, "problem-not-found");
        handler.send(Request::new("PUT", &format!("/api/cases/{case}/index")).json(&entry)).await.expect_problem(404, "problem-not-found");
        assert_eq!(handler.inbox().await.len(), kept.len() - 1);

        settle(&scene).await;
        assert_eq!(found(&scene, &needles(&own)), BTreeSet::new());
        let after = dump(&scene.installation.database);
        for table in ["retries", "index_entries", "files", "file_chunks", "removed_files", "unwiped_days"] {
            assert_eq!(after[table].len(), 0, "{table}");
        }
        assert_eq!(names_of_objects(&scene.app().config.files.path), 0);
        // The log has one entry more, which names nothing.
        let log = scene.installation.database.steal("SELECT body AS bytes FROM audit_entries");
        let log: Vec<Value> = log.iter().map(|body| serde_json::from_slice(body).unwrap()).collect();
        let erased: Vec<&Value> = log.iter().filter(|deed| deed["deed"] == "erased").collect();
        assert_eq!((log.len(), erased.len()), (deeds + 1, 1));
        assert_eq!(erased[0].as_object().unwrap().keys().collect::<Vec<_>>(), ["deed", "leaf"]);
        // The others are as they were.
        let left = values(&after);
        assert!(values(&others).iter().all(|value| left.contains(value)));
        for listed in handler.inbox().await {
            handler.open(crate::support::http::text(&listed["id"])).await;
        }
    }
}

/// The values that belong to one case, and those that belong to it alone.
fn own_values(scene: &Scene, case: &str, all: &Values) -> Values {
    let mut others = dump(&scene.installation.database);
    let is_own = |row: &std::collections::BTreeMap<String, String>, column: &str| {
        row.get(column).and_then(|value| bytes(value)).is_some_and(|bytes| hex(&bytes) == case)
    };
    for (table, column) in [
        ("cases", "id"),
        ("wraps", "case_id"),
        ("envelopes", "case_id"),
        ("retries", "case_id"),
        ("index_entries", "case_id"),
    ] {
        others.get_mut(table).unwrap().retain(|row| !is_own(row, column));
    }
    // All files are of this case.
    for table in ["files", "file_chunks", "removed_files"] {
        others.get_mut(table).unwrap().clear();
    }
    difference(all, &values(&others))
}

/// Values that are not among `others`, without the leaf: of what was filed the log keeps that.
pub(super) fn difference(all: &Values, others: &Values) -> Values {
    all.difference(others).filter(|(name, _)| name != "cases.leaf").cloned().collect()
}

/// Lets what was written come to rest: a checkpoint of either database, and statistics, as a server takes them by itself.
pub(super) async fn settle(scene: &Scene) {
    #[cfg(feature = "postgres")]
    if let Some(address) = scene.installation.database.address_of_server() {
        use diesel::connection::SimpleConnection as _;
        use diesel::{Connection as _, PgConnection};
        let mut connection = PgConnection::establish(address).unwrap();
        connection.batch_execute("ANALYZE; CHECKPOINT").unwrap();
        return;
    }
    // Longer than the pause after which the write-ahead log is emptied.
    assert!(scene.installation.database.file().exists());
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
}
