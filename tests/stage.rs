//! The stage of the browser tests: production's application on port 0, with channels whose people's keys it holds and a
//! clock that is moved from outside.
//!
//! It prints one line of JSON, and one more for each command that it reads: `day N` moves the clock, `publish ADDRESS`
//! signs the next epoch of a channel, `reply ADDRESS REFERENCE STEP TEXT` writes as the channel's first handler (STEP is
//! `-` for none), `cases ADDRESS` tells what the first handler can open, `swap REFERENCE` exchanges the last two letters
//! of a case as a lying server would. It ends when its input does.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a stage that fails should say so by failing"
)]

#[path = "stage/desk.rs"]
mod desk;
#[expect(dead_code, unused_imports, unused_macros, reason = "a stage needs less than stories do")]
#[path = "support/of_stage.rs"]
mod support;

use desk::Desk;
use serde_json::{Value, json};
use sigill::clock::Clock as _;
use support::channel::TestChannel;
use support::database::TestDatabase;
use support::installation::Installation;
use tokio::io::{AsyncBufReadExt as _, BufReader};

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(play());
}

async fn play() {
    let installation = Installation::on(TestDatabase::sqlite());
    let mut channels = vec![
        TestChannel::new("lunda", &["Chefsjurist", "HR-direktör"], &["Kommunrevisor"]),
        TestChannel::new("provning", &["Chefsjurist"], &[]),
        TestChannel::new(
            "tio",
            &["Ett", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio"],
            &["Kommunrevisor"],
        ),
    ];
    let today = installation.clock.day();
    for channel in &mut channels {
        let is_published = channel.address != "provning";
        channel.publish(&installation.app.db, is_published, today).await;
    }
    let told: Vec<Value> = channels
        .iter()
        .map(|channel| {
            json!({
                "address": channel.address,
                "id": channel.id.to_string(),
                "fingerprint": channel.fingerprint(),
                "handlers": channel.handlers.iter().map(|person| person.id.to_string()).collect::<Vec<_>>(),
            })
        })
        .collect();
    println!(
        "{}",
        json!({
            "intake": format!("http://{}", installation.addresses.intake),
            "desk": format!("http://localhost:{}", installation.addresses.desk.port()),
            "now": installation.clock.second() * 1000,
            "channels": told,
        })
    );
    let mut commands = BufReader::new(tokio::io::stdin()).lines();
    while let Some(command) = commands.next_line().await.unwrap() {
        println!("{}", obey(&installation, &mut channels, &command).await);
    }
}

/// Does what one line says; what it does not understand stops the stage, for the test is then wrong.
async fn obey(installation: &Installation, channels: &mut [TestChannel], command: &str) -> Value {
    let app = &installation.app;
    let words: Vec<&str> = command.splitn(5, ' ').collect();
    let of = |address: &str| channels.iter().position(|channel| channel.address == address).unwrap();
    match words.as_slice() {
        ["day", days] => {
            installation.clock.move_days(days.parse().unwrap());
            json!({ "now": installation.clock.second() * 1000 })
        }
        ["publish", address] => {
            let today = installation.clock.day();
            let channel = &mut channels[of(address)];
            channel.publish(&app.db, true, today).await;
            json!({ "epoch": channel.keyrings().newest().epoch() })
        }
        ["cases", address] => Desk::of(installation, &channels[of(address)]).cases().await,
        ["reply", address, reference, step, text] => {
            Desk::of(installation, &channels[of(address)]).reply(reference, step, text).await
        }
        ["swap", address, reference] => Desk::of(installation, &channels[of(address)]).swap(reference).await,
        _ => panic!("no such command: {command}"),
    }
}
