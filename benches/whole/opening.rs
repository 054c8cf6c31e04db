//! Opening every case that was acknowledged, as its reporter and as one of its handlers would.

use std::path::PathBuf;
use std::sync::Arc;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Binary;
use serde_json::Value;
use sigill_sealing::anchor::Anchor;
use sigill_sealing::body::Content;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::parse_base64;
use sigill_sealing::gate::Sealed;
use sigill_sealing::kind;
use sigill_sealing::thread::{Conversation, MemberCase, ReporterCase, Served, ServedFile};
use sigill_sealing::wrap::Wrap;

use super::client::Client;
use super::filing::{Channel, Kept, is_kept_from_the_first, words};

/// One wrap as the database has it.
#[derive(QueryableByName)]
struct StoredWrap {
    #[diesel(sql_type = Binary)]
    holder: Vec<u8>,
    #[diesel(sql_type = Binary)]
    sealed: Vec<u8>,
}

/// How many of `acknowledged` open: asked for with the code, the anchor and the report open with the code's keys, and the
/// stored wrap of one handler (each in turn) opens with theirs, and with it the report, to the words that were filed.
pub(super) async fn count(
    intake: &str,
    database: PathBuf,
    channel: &Arc<Channel>,
    acknowledged: Vec<Kept>,
    connections: usize,
) -> usize {
    let share = acknowledged.len().div_ceil(connections).max(1);
    let mut acknowledged = acknowledged.into_iter();
    let mut tasks = Vec::new();
    loop {
        let part: Vec<Kept> = acknowledged.by_ref().take(share).collect();
        if part.is_empty() {
            break;
        }
        let (intake, database, channel) = (intake.to_owned(), database.clone(), Arc::clone(channel));
        tasks.push(tokio::spawn(async move {
            let mut client = Client::connect(&intake).await.unwrap();
            let mut stored = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
            stored.batch_execute("PRAGMA query_only = ON; PRAGMA busy_timeout = 10000").unwrap();
            let mut opened = 0;
            for kept in part {
                let case = client.get("/api/case", &kept.code).await;
                let envelopes = client.get("/api/case/envelopes?from=0", &kept.code).await;
                let (Some(case), Some(envelopes)) = (case, envelopes) else { continue };
                let served = served(&envelopes);
                let own = opens_with_its_code(&channel, &kept, &case, &served);
                let members = opens_for_a_handler(&channel, &kept, &mut stored, &served);
                opened += usize::from(own.is_some() && members.is_some());
            }
            opened
        }));
    }
    let mut opened = 0;
    for task in tasks {
        opened += task.await.unwrap();
    }
    opened
}

fn opens_with_its_code(channel: &Channel, kept: &Kept, case: &Value, served: &[Served]) -> Option<()> {
    let anchor = parse_base64(case["anchor"].as_str()?).ok()?;
    let anchor = Anchor::open(&Sealed::<kind::Anchor>::through_gate(anchor).ok()?, &kept.code).ok()?;
    let conversation = ReporterCase::new(&kept.code, &anchor).conversation(&channel.keyrings, served);
    (anchor.get().case == kept.case && says(&conversation, kept.number)).then_some(())
}

fn opens_for_a_handler(
    channel: &Channel,
    kept: &Kept,
    stored: &mut SqliteConnection,
    served: &[Served],
) -> Option<()> {
    let locator = Digest::of(kept.code.access().signing_key().verifying_key().as_bytes());
    let wraps: Vec<StoredWrap> = diesel::sql_query(
        "SELECT holder, sealed FROM wraps JOIN cases ON cases.id = wraps.case_id WHERE cases.locator = ?",
    )
    .bind::<Binary, _>(locator.as_bytes().to_vec())
    .load(stored)
    .ok()?;
    let out = usize::from(is_kept_from_the_first(kept.number));
    // Each handler who is not excluded, and recovery.
    if wraps.len() != channel.handlers.len() + 1 - out {
        return None;
    }
    let turn = usize::try_from(kept.number).ok()? / 3 % (channel.handlers.len() - out);
    let handler = channel.handlers.get(turn + out)?;
    let wrap = wraps.into_iter().find(|wrap| wrap.holder == handler.id.as_bytes())?;
    let wrap = Sealed::<kind::Wrap>::through_gate(wrap.sealed).ok()?;
    let verify = handler.signing.verifying_key();
    let wrap = Wrap::open(&wrap, &handler.identity, &verify, &channel.keyrings).ok()?;
    let (case, conversation) = MemberCase::open(&[wrap], &channel.keyrings, served).ok()?;
    (case.facts().case() == kept.case && says(&conversation, kept.number)).then_some(())
}

/// Whether nothing is amiss in the conversation, and its report is that of this number.
fn says(conversation: &Conversation, number: u32) -> bool {
    let report = conversation.entries().first().and_then(|entry| entry.shown());
    let is_its_own = report.is_some_and(|shown| {
        let Content::Report(report) = &shown.body.get().content else { return false };
        report.answers.iter().any(|it| it.answer.expose() == words(number))
    });
    is_its_own && conversation.alarms().is_empty() && conversation.entries().len() == 2
}

fn served(answer: &Value) -> Vec<Served> {
    let envelopes = answer["envelopes"].as_array().into_iter().flatten();
    let one = |envelope: &Value| {
        Some(Served {
            n: envelope["n"].as_u64()?,
            day: Day::parse(envelope["day"].as_str()?).ok()?,
            file: ServedFile::Bytes(parse_base64(envelope["sealed"].as_str()?).ok()?),
        })
    };
    envelopes.filter_map(one).collect()
}
