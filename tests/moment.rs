//! Nothing that Sigill writes tells at which minute of a day a report came.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::json;
use sigill_sealing::encoding::base64;
use sigill_sealing::holder::Holders;

use crate::filing::lund;
use crate::support::channel::TestChannel;
use crate::support::child::{Home, Setting};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::Handler;
use crate::support::http::Request;
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS};
use crate::support::tables::{Tables, dump, dump_file};

/// Minutes after noon at which the handler signs in, and at which they come back to the inbox.
const DEEDS: [i64; 2] = [60, 300];

/// What a day leaves behind on which a report comes at `minute` after noon, between two deeds of a handler or around them.
async fn day(database: TestDatabase, minute: i64) -> Tables {
    let installation = Installation::on(database);
    let lund = lund(&installation).await;
    let head_of_legal = lund.handlers.iter().find(|person| person.title == "Chefsjurist").unwrap();
    let noon = installation.clock.clone();
    let mut at = 0;
    let mut go_to = |later: i64| {
        noon.move_minutes(later - at);
        at = later;
    };
    let mut moments = [minute, DEEDS[0], DEEDS[1]];
    moments.sort_unstable();
    let mut handler: Option<Handler<'_>> = None;
    for moment in moments {
        go_to(moment);
        if moment == minute {
            let reporter = Reporter::new(installation.addresses.intake);
            reporter.file(&lund, Holders::default(), &WORDS).await;
            let visit = reporter.visit().await;
            reporter.reply(&visit, "Och en sak till.").await.expect(201);
        } else if let Some(handler) = &handler {
            assert_eq!(handler.inbox().await.len(), usize::from(minute < moment));
        } else {
            handler = Some(Handler::signed_in(&installation, &lund, head_of_legal).await);
        }
    }
    dump(&installation.database)
}

/// The same with random values masked: bytes by their number, the notes that hold keys by their length.
fn masked(tables: &Tables) -> BTreeMap<String, Vec<Vec<(String, String)>>> {
    let mask = |value: &str| {
        // Bytes as SQLite and as PostgreSQL quote them, and the signed notes, whose keys are text.
        let random = ["X'", "E'\\\\x", "'\\x", "'sigill keyring", "E'sigill keyring"];
        let is_random = random.iter().any(|beginning| value.starts_with(beginning));
        if is_random { format!("{} symbols", value.len()) } else { value.to_owned() }
    };
    tables
        .iter()
        // When a schema was brought up is the operator's deed, of the start.
        .filter(|(table, _)| *table != "__diesel_schema_migrations")
        .map(|(table, rows)| {
            let mut rows: Vec<Vec<_>> = rows
                .iter()
                .map(|row| row.iter().map(|(column, value)| (column.clone(), mask(value))).collect())
                .collect();
            rows.sort();
            (table.clone(), rows)
        })
        .collect()
}

on_both_databases! {
    async fn the_database_after_a_day_does_not_tell_when_on_it_a_report_came(databases: Fresh) {
        let first = day(databases.next(), 0).await;
        // What is compared is there: the report, the handler's own minutes, the log of deeds.
        for (table, rows) in [("cases", 1), ("envelopes", 3), ("wraps", 3), ("audit_entries", 1), ("sessions", 1)] {
            assert_eq!(first[table].len(), rows, "{table}");
        }
        let first = masked(&first);
        for minute in [1, 61, 150, 299, 301, 600] {
            assert_eq!(masked(&day(databases.next(), minute).await), first, "{minute} minutes after noon");
        }
        // And a difference would be seen: one more deed of the handler's is.
        let moved = day(databases.next(), 24 * 60).await;
        assert_ne!(masked(&moved), first, "the next day");
    }
}

/// What tries to sign in at the desk leave, whose minute is known.
async fn try_in_vain(desk: SocketAddr) {
    let asked = Request::new("POST", "/api/session/challenge").json(&json!({ "name": "anna" }));
    let told = asked.send(desk).await.expect(200);
    let guess = json!({
        "name": "anna", "challenge": told["challenge"], "way": "passphrase",
        "signature": base64(&[0; 64]), "recovery_signature": null, "code": "000000",
    });
    let answer = Request::new("POST", "/api/session").json(&guess).send(desk).await;
    answer.expect_problem(401, "problem-not-authenticated");
}

/// A report and a message after it.
async fn report(intake: SocketAddr, lund: &TestChannel) {
    let reporter = Reporter::new(intake);
    reporter.file(lund, Holders::default(), &WORDS).await;
    let visit = reporter.visit().await;
    reporter.reply(&visit, "Och en sak till.").await.expect(201);
}

/// What the very program leaves, on SQLite, where a report comes before or after a deed at the desk: its rows, and what it has
/// printed.
async fn of_program(report_first: bool) -> (Tables, String) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home(folder.path());
    let lund = home.with_channel().await;
    let mut child = home.start(&Setting::free()).await;
    let at_start = home.printed();
    let log = folder.path().join("data/sigill.db-wal");
    for is_report in [report_first, !report_first] {
        if is_report {
            report(child.intake, &lund).await;
        } else {
            try_in_vain(child.desk).await;
        }
        // What tells the order of commits is gone before the next deed.
        let waited = Instant::now();
        while fs::metadata(&log).unwrap().len() > 0 {
            assert!(waited.elapsed() < Duration::from_secs(20), "the write-ahead log is not emptied");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    // The trace that is asked for included.
    assert_eq!(home.printed(), at_start);
    child.kill();
    (dump_file(&folder.path().join("data/sigill.db")), at_start)
}

#[tokio::test]
async fn neither_rows_nor_log_nor_output_of_the_program_tell_what_a_report_came_before() {
    let (mut before, mut after) = (of_program(true).await, of_program(false).await);
    for (tables, _) in [&mut before, &mut after] {
        for (table, rows) in [("cases", 1), ("envelopes", 3), ("attempts", 1)] {
            assert_eq!(tables[table].len(), rows, "{table}");
        }
        // The minute of the try is known, and another in each.
        tables.get_mut("attempts").unwrap().iter_mut().for_each(|row| drop(row.remove("not_before")));
    }
    assert_eq!(masked(&before.0), masked(&after.0));
    assert_eq!(before.1, after.1);
}

/// As many databases of one kind as a story asks for.
struct Fresh(fn() -> TestDatabase);

impl Fresh {
    fn sqlite() -> Self {
        Self(TestDatabase::sqlite)
    }

    #[cfg(feature = "postgres")]
    fn postgres() -> Self {
        Self(TestDatabase::postgres)
    }

    fn next(&self) -> TestDatabase {
        self.0()
    }
}
