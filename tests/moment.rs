//! Nothing that Sigill writes tells at which minute of a day a report came.

use std::collections::BTreeMap;

use sigill_sealing::holder::Holders;

use crate::filing::lund;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::Handler;
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS};
use crate::support::tables::{Tables, dump};

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
