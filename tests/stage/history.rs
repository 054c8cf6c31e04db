//! Nine months of a channel, lived through: the demonstration's cases, filed and answered on their days.

use std::collections::HashMap;

use diesel::prelude::*;
use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill::storage;
use sigill::storage::columns::Raw;
use sigill::storage::schema::cases;
use sigill_sealing::body::{Answer, ContactDetails, Language, Path};
use sigill_sealing::digest::Digest;
use sigill_sealing::filing::{Filing, file_report};
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::keyring::Clock;
use sigill_sealing::text::Text;

use super::desk::Desk;
use super::script::{self, Case, Letter, Note};
use super::staff;
use crate::support::channel::TestChannel;
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, Words};

/// How many days ago each epoch is signed. The last is young enough that the desk does not ask to renew it.
const SIGNED: [i32; 3] = [270, 160, 25];

/// What happens, case by case.
enum Event<'a> {
    Signed,
    Filed(usize, &'a Case),
    Written(usize, &'a Letter),
    Noted(usize, &'a Note),
}

/// Founds a channel long ago and lives until today.
pub(crate) async fn live(installation: &Installation, address: &str, enrolled: &str) -> (TestChannel, Value) {
    let cases = script::read().unwrap();
    let mut events: Vec<(i32, Event<'_>)> =
        SIGNED.iter().skip(1).map(|back| (*back, Event::Signed)).collect();
    for (number, case) in cases.iter().enumerate() {
        events.push((case.received, Event::Filed(number, case)));
        events.extend(case.letter.iter().map(|letter| (letter.back, Event::Written(number, letter))));
        events.extend(case.note.iter().map(|note| (note.back, Event::Noted(number, note))));
    }
    events.sort_by_key(|(back, _)| -back);

    let mut back = SIGNED[0];
    installation.clock.move_days(-i64::from(back));
    let mut channel = staff::found(installation, address).await;
    let (ways, vault) = staff::enrol(installation, &channel, enrolled).await;
    let mut reporters = HashMap::new();
    for (day, event) in events {
        installation.clock.move_days(i64::from(back - day));
        back = day;
        match event {
            Event::Signed => channel.publish(&installation.app.db, true, installation.clock.day()).await,
            Event::Filed(number, case) => {
                reporters.insert(number, file(installation, &channel, case).await);
            }
            Event::Written(number, letter) => {
                let (reporter, reference) = &reporters[&number];
                if letter.by == "reporter" {
                    reporter.reply(&reporter.visit().await, &letter.text).await.expect(201);
                } else {
                    let step = letter.step.as_deref().unwrap_or("-");
                    desk(installation, &channel, &letter.by).reply(reference, step, &letter.text).await;
                }
            }
            Event::Noted(number, note) => {
                desk(installation, &channel, &note.by).note(&reporters[&number].1, &note.text).await;
            }
        }
    }
    installation.clock.move_days(i64::from(back));
    staff::keep_up(installation, &channel, vault).await;
    (channel, ways)
}

/// Files a few words with a reporter's contact details.
pub(crate) async fn file_words(installation: &Installation, channel: &TestChannel, words: &str) -> Value {
    let reporter = Reporter::new(installation.addresses.intake);
    let read = reporter.read_channel(channel).await;
    let words = Words { what: words, contact: "Åsa Lind, 070-174 06 05" };
    let filed = reporter.seal(&read, Holders::default(), &words);
    reporter.post("/api/cases", &Reporter::filing(&read, &filed)).await.expect(201);
    json!({ "code": reporter.code.written().expose(), "reference": filed.case.reference().to_string() })
}

/// Files a case of the script; gives its reporter and its reference.
async fn file(installation: &Installation, channel: &TestChannel, case: &Case) -> (Reporter, String) {
    let reporter = Reporter::new(installation.addresses.intake);
    let read = reporter.read_channel(channel).await;
    let excluded =
        case.excluded.iter().map(|by| Holder::Member(staff::person(channel, title(by)).id)).collect();
    let answers = case.answers.iter().map(|(question, answer)| Answer {
        question: question.clone(),
        answer: Text::new(answer.trim().to_owned()).unwrap(),
    });
    let is_server = case.path == "server";
    let filing = Filing {
        epoch: read.keyrings.newest(),
        code: &reporter.code,
        excluded,
        language: Language::parse("sv").unwrap(),
        answers: answers.collect(),
        files: Vec::new(),
        contact: ContactDetails { text: Text::new(case.contact.clone()).unwrap() },
        day: read.today,
        clock: Clock::Browser,
        path: if is_server { Path::Server } else { Path::Browser },
    };
    let filed = file_report(filing, &mut OsRng).unwrap();
    reporter.post("/api/cases", &Reporter::filing(&read, &filed)).await.expect(201);
    if is_server {
        came_by_server(installation, filed.locator()).await;
    }
    (reporter, filed.case.reference().to_string())
}

/// Makes of a case what the pages without JavaScript would have left: the same, but for one column.
async fn came_by_server(installation: &Installation, locator: Digest) {
    let changed = installation.app.db.run_tx("came_by_server_on_stage", move |tx| {
        diesel::update(cases::table.filter(cases::locator.eq(Raw(locator))))
            .set(cases::path.eq(sigill::cases::Path::Server))
            .execute(tx.connection())
            .map_err(storage::Error::from)
    });
    assert_eq!(changed.await.unwrap(), 1);
}

fn desk<'a>(installation: &'a Installation, channel: &'a TestChannel, by: &str) -> Desk<'a> {
    Desk::for_person(installation, channel, staff::person(channel, title(by)))
}

/// The title of whom the script calls so.
fn title(by: &str) -> &'static str {
    match by {
        "owner" => staff::OWNER,
        "hr" => "HR-direktör",
        "security" => "Säkerhetschef",
        "deputy" => "Kommunrevisor",
        other => panic!("nobody is {other}"),
    }
}
