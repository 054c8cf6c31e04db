//! `sigill seed`: an empty database filled with thousands of cases, for benches. One handler, who can sign in, holds some
//! of them; with an index entry of each, as their desk would have written it, or none.

use std::io::Write as _;

use anyhow::{Context as _, ensure};
use rand::rngs::OsRng;
use serde_json::json;
use sigill_sealing::body::Term;
use sigill_sealing::code::CaseCode;
use sigill_sealing::day::Day;
use sigill_sealing::encoding::base64;
use sigill_sealing::index::{Entry, SealedEntry};
use sigill_sealing::text::Text;

use super::channel::Channel;
use super::history::{Grown, ago, grow};
use super::people::{People, Person};
use super::{channel, people, script, view};
use crate::channels::setup;
use crate::cli::opening;
use crate::clock::{Clock, DEFAULT_ZONE, SystemClock};
use crate::config::Config;
use crate::storage::{Db, Error};

/// Whose cases they are, as `people.rs` calls them.
const HANDLER: &str = "hr";
/// For how many days the channel has been open; its first epoch is that old.
const DAYS: usize = 269;
/// Cases that are stored at once.
const BATCH: usize = 128;
/// Threads that seal.
const THREADS: usize = 2;

/// How much is made.
pub(in crate::cli) struct Amount {
    /// Cases in all.
    pub(in crate::cli) cases: usize,
    /// Those of them that the handler holds; the others were filed so that they do not know of them.
    pub(in crate::cli) held: usize,
    /// Whether the handler has an index entry of each.
    pub(in crate::cli) indexed: bool,
}

/// A case, and the handler's index entry of it.
type Made = (Grown, Option<SealedEntry>);

/// Fills the configured database, and prints what the handler signs in with as one line of JSON.
pub(in crate::cli) async fn run(config: Config, amount: Amount) -> anyhow::Result<()> {
    ensure!(amount.held <= amount.cases, "nobody holds more cases than there are");
    let db = opening::database(&config)?;
    ensure!(!setup::is_done(&db).await?, "the database has a channel already: seed an empty one");
    let server_key = opening::server_key(&config, &db).await?;
    let today = SystemClock.today(DEFAULT_ZONE);
    let people = people::make(&server_key)?;
    let channel = channel::make(&people, today)?;
    channel::store(&db, &server_key, &SystemClock, &people, &channel).await?;
    let told = fill(&db, &people, &channel, &amount, today).await;
    db.close().await;
    told?;
    let handler = people.find(HANDLER)?;
    let ways = json!({
        "name": handler.name,
        "passphrase": handler.passphrase.expose(),
        "recovery": handler.recovery.written().expose(),
        "factor": base64(&handler.factor()),
    });
    writeln!(std::io::stdout().lock(), "{ways}")?;
    Ok(())
}

async fn fill(
    db: &Db,
    people: &People,
    channel: &Channel,
    amount: &Amount,
    today: Day,
) -> anyhow::Result<()> {
    let mut scripts = script::read()?;
    // Where a deputy works no handler can.
    scripts.retain(|case| case.letter.iter().all(|letter| letter.by != "deputy"));
    let scripts = scripts;
    let handler = people.find(HANDLER)?;
    let numbers: Vec<usize> = (0..amount.cases).collect();
    for batch in numbers.chunks(BATCH) {
        let make = |number: &usize| one(people, channel, &scripts, amount, today, *number);
        let sealed: Vec<Made> = std::thread::scope(|scope| {
            let workers: Vec<_> = batch
                .chunks(BATCH.div_ceil(THREADS))
                .map(|part| scope.spawn(move || part.iter().map(make).collect::<anyhow::Result<Vec<_>>>()))
                .collect();
            let parts = workers.into_iter().map(|worker| {
                worker.join().unwrap_or_else(|_panicked| Err(anyhow::anyhow!("a thread broke off")))
            });
            parts.collect::<anyhow::Result<Vec<_>>>()
        })?
        .into_iter()
        .flatten()
        .collect();
        let member = handler.id;
        db.run_tx("seed_cases", move |tx| {
            for (grown, entry) in &sealed {
                grown.insert(tx)?;
                if let Some(entry) = entry {
                    crate::desk::keep_index(tx, member, grown.row, entry)?;
                }
            }
            Ok::<_, Error>(())
        })
        .await?;
    }
    Ok(())
}

/// Lives one case through. Those that the handler holds are spread evenly over all.
fn one(
    people: &People,
    channel: &Channel,
    scripts: &[script::Case],
    amount: &Amount,
    today: Day,
    number: usize,
) -> anyhow::Result<Made> {
    let is_held = (number + 1) * amount.held / amount.cases > number * amount.held / amount.cases;
    let received = i32::try_from(DAYS - number * DAYS / amount.cases)?;
    let template = scripts.get(number % scripts.len().max(1)).context("there are no cases to live")?;
    let case = moved(template, received, number, is_held);
    let mut growing = grow(people, channel, &case, today, &CaseCode::generate(&mut OsRng))?;
    let terms = if is_held && number.is_multiple_of(3) { terms(people, number)? } else { Vec::new() };
    if !terms.is_empty() {
        let last =
            case.letter.iter().map(|letter| letter.back).chain(case.note.iter().map(|note| note.back)).min();
        let day = ago(today, last.unwrap_or(received))?;
        growing.write_record(HANDLER, day, terms.iter().map(Told::term).collect::<anyhow::Result<_>>()?)?;
    }
    let grown = growing.grown();
    let entry = if is_held && amount.indexed { Some(entry(people, &case, &grown, &terms)?) } else { None };
    Ok((grown, entry))
}

fn entry(people: &People, case: &script::Case, grown: &Grown, terms: &[Told]) -> anyhow::Result<SealedEntry> {
    let own = people.find(HANDLER)?.own();
    let view = view::of(case, grown, terms).to_string();
    Ok(Entry { case: grown.case, counter: 1, view }.seal(&own, &mut OsRng)?)
}

/// A case of the script on other days, and with a number in its words; of what would come after today nothing is written.
/// One that the handler does not hold was filed and nothing more.
fn moved(template: &script::Case, received: i32, number: usize, is_held: bool) -> script::Case {
    let mut case = template.clone();
    let later = received - case.received;
    case.received = received;
    case.excluded = if is_held { Vec::new() } else { vec![HANDLER.to_owned()] };
    for answer in case.answers.values_mut() {
        if answer.trim().len() > 60 {
            *answer = format!("{} Löpnummer {number}.", answer.trim());
        }
    }
    for letter in &mut case.letter {
        letter.back += later;
    }
    for note in &mut case.note {
        note.back += later;
    }
    case.letter.retain(|letter| is_held && letter.back >= 0);
    case.note.retain(|note| is_held && note.back >= 0);
    case
}

/// A term of a record and what it says.
pub(super) struct Told(pub(super) &'static str, pub(super) String);

impl Told {
    fn term(&self) -> anyhow::Result<Term> {
        let Self(term, value) = self;
        Ok(Term { term: (*term).to_owned(), value: Text::new(value.clone())? })
    }
}

fn terms(people: &People, number: usize) -> anyhow::Result<Vec<Told>> {
    let id = |name: &str| people.find(name).map(|Person { id, .. }| id.to_string());
    let assigned = if number.is_multiple_of(2) { id(HANDLER)? } else { id("owner")? };
    let tags = ["brådskar", "ekonomi", "förskola", "omtag", "upphandling"];
    let tag = tags.get(number % tags.len()).copied().unwrap_or_default();
    let phase = ["assessing", "investigating", "concluding"].get(number / 3 % 3).copied().unwrap_or_default();
    Ok(vec![
        Told("phase", phase.to_owned()),
        Told("severity", (number % 4 + 1).to_string()),
        Told("assigned", assigned),
        Told("tags", tag.to_owned()),
    ])
}
