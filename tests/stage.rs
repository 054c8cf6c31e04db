//! The stage of the browser tests: production's application on free ports, with channels whose people's keys it holds and
//! a clock that is moved from outside.
//!
//! It prints one line of JSON, and one more for each command that it reads:
//!
//! - `day N` and `seconds N` move the clock
//! - `publish ADDRESS` signs the next epoch of a channel
//! - `reply ADDRESS REFERENCE STEP TEXT` writes as the channel's first handler; STEP is `-` for none
//! - `cases ADDRESS` tells what the first handler can open
//! - `swap ADDRESS REFERENCE` exchanges the last two letters of a case as a lying server would
//! - `found ADDRESS` founds a channel with an owner (Chefsjurist), two more handlers and a deputy
//! - `company ADDRESS` does so for a company, whose reporters see what was read
//! - `enrol ADDRESS TITLE` gives one of them a passphrase, a recovery code and a second factor, and tells them; before
//!   they have done anything else
//! - `answer ADDRESS REFERENCE TITLE TEXT` writes as the one with that title, a single word
//! - `file ADDRESS TEXT` files a report with contact details; tells its code and reference
//! - `live ADDRESS TITLE` founds a channel nine months ago, enrols the one with that title, and plays the
//!   demonstration's cases until today
//! - `post` sends the mails that are due, and tells those that came
//! - `install` starts an empty installation and tells its set-up link
//! - `home FOLDER` makes a database there with a published channel, and tells the channel
//!
//! It ends when its input does. Started with the word `serve`, it is production's server and nothing else: a process of
//! its own, to be killed and started again, that goes by its environment and the real time. With `seed`, where it is built
//! with the feature `demo`, it fills such a server's database for a bench.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a stage that fails should say so by failing"
)]

#[path = "stage/desk.rs"]
mod desk;
#[path = "stage/history.rs"]
mod history;
#[path = "../src/cli/demo/script.rs"]
mod script;
#[path = "stage/staff.rs"]
mod staff;
#[expect(dead_code, unused_imports, unused_macros, reason = "a stage needs less than stories do")]
#[path = "support/of_stage.rs"]
mod support;

use desk::Desk;
use serde_json::{Value, json};
use sigill::clock::{Clock as _, DEFAULT_ZONE, SystemClock};
use sigill::config::Mail;
use sigill::storage::{Db, Location};
use support::channel::TestChannel;
use support::installation::Installation;
use support::post_office::{PostOffice, Way};
use tokio::io::{AsyncBufReadExt as _, BufReader};

fn main() {
    if std::env::args_os().nth(1).is_some_and(|word| word == "serve" || word == "seed") {
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        sigill::cli::run(std::env::args_os(), environment).unwrap();
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(play());
}

/// Everything that stands on the stage.
struct Stage {
    office: PostOffice,
    installation: Installation,
    channels: Vec<TestChannel>,
    /// Those that a first run begins on.
    empty: Vec<Installation>,
}

async fn play() {
    let office = PostOffice::open(Way::Open).await;
    let mut stage = Stage {
        installation: staff::install(office.config().mail),
        office,
        channels: vec![
            TestChannel::new("lunda", &["Chefsjurist", "HR-direktör"], &["Kommunrevisor"]),
            TestChannel::new("provning", &["Chefsjurist"], &[]),
            TestChannel::new(
                "tio",
                &["Ett", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio"],
                &["Kommunrevisor"],
            ),
            // It takes and opens nothing without script.
            TestChannel::new("stangd", &["Chefsjurist", "HR-direktör"], &[]),
            // It does not show reporters their own words.
            TestChannel::new("tyst", &["Chefsjurist", "HR-direktör"], &[]),
        ],
        empty: Vec::new(),
    };
    for channel in stage.channels.iter_mut().filter(|channel| channel.address == "stangd") {
        channel.policy.server_path = false;
    }
    for channel in stage.channels.iter_mut().filter(|channel| channel.address == "tyst") {
        channel.policy.show_own = false;
    }
    let today = stage.installation.clock.day();
    for channel in &mut stage.channels {
        let is_published = channel.address != "provning";
        channel.publish(&stage.installation.app.db, is_published, today).await;
    }
    let mut told = staff::tell(&stage.installation).await;
    told["channels"] = stage.channels.iter().map(tell_channel).collect();
    println!("{told}");
    let mut commands = BufReader::new(tokio::io::stdin()).lines();
    while let Some(command) = commands.next_line().await.unwrap() {
        println!("{}", stage.obey(&command).await);
    }
}

/// Makes a database with a channel that is published today, by the real time, for a server of its own.
async fn home(folder: &std::path::Path) -> Value {
    // Where a server that is started in the folder looks for it.
    let data = folder.join("data");
    std::fs::create_dir_all(&data).unwrap();
    let db = Db::open(&Location::sqlite(&data.join("sigill.db")).unwrap()).unwrap();
    let mut channel = TestChannel::new("hemma", &["Chefsjurist", "HR-direktör"], &["Kommunrevisor"]);
    channel.publish(&db, true, SystemClock.today(DEFAULT_ZONE)).await;
    db.close().await;
    tell_channel(&channel)
}

/// What a browser needs to know of a channel.
fn tell_channel(channel: &TestChannel) -> Value {
    json!({
        "address": channel.address,
        "id": channel.id.to_string(),
        "fingerprint": channel.fingerprint(),
        "recovery": channel.recovery.written().expose().as_str(),
        "handlers": channel.handlers.iter().map(|person| person.id.to_string()).collect::<Vec<_>>(),
    })
}

impl Stage {
    /// Does what one line says; what it does not understand stops the stage, for the test is then wrong.
    async fn obey(&mut self, command: &str) -> Value {
        let words: Vec<&str> = command.splitn(5, ' ').collect();
        match words.as_slice() {
            ["day", days] => self.move_seconds(days.parse::<i64>().unwrap() * 24 * 60 * 60),
            ["seconds", seconds] => self.move_seconds(seconds.parse().unwrap()),
            ["publish", address] => {
                let today = self.installation.clock.day();
                let at = self.of(address);
                let channel = &mut self.channels[at];
                channel.publish(&self.installation.app.db, true, today).await;
                json!({ "epoch": channel.keyrings().newest().epoch() })
            }
            ["drop", address, title] => {
                let today = self.installation.clock.day();
                let at = self.of(address);
                let channel = &mut self.channels[at];
                channel.handlers.retain(|person| person.title != *title);
                channel.publish(&self.installation.app.db, true, today).await;
                json!({ "epoch": channel.keyrings().newest().epoch() })
            }
            ["cases", address] => self.desk(address).cases().await,
            ["reply", address, reference, step, text] => {
                self.desk(address).reply(reference, step, text).await
            }
            ["answer", address, reference, title, text] => {
                let channel = &self.channels[self.of(address)];
                let person = staff::person(channel, title);
                Desk::for_person(&self.installation, channel, person).reply(reference, "-", text).await
            }
            ["swap", address, reference] => self.desk(address).swap(reference).await,
            ["found", address] => {
                self.channels.push(staff::found(&self.installation, address).await);
                tell_channel(&self.channels[self.of(address)])
            }
            ["company", address] => {
                self.channels.push(staff::found_company(&self.installation, address).await);
                tell_channel(&self.channels[self.of(address)])
            }
            ["enrol", address, title] => {
                staff::enrol(&self.installation, &self.channels[self.of(address)], title).await.0
            }
            ["file", address, ..] => {
                let text = command.splitn(3, ' ').nth(2).unwrap();
                history::file_words(&self.installation, &self.channels[self.of(address)], text).await
            }
            ["live", address, title] => {
                let (channel, member) = history::live(&self.installation, address, title).await;
                self.channels.push(channel);
                let mut told = tell_channel(&self.channels[self.of(address)]);
                told["member"] = member;
                told
            }
            ["post"] => {
                sigill::jobs::send_mails(&self.installation.app).await.unwrap();
                let mails = self.office.collect();
                mails.iter().map(|mail| json!({ "to": mail.to, "text": mail.text() })).collect()
            }
            ["install"] => {
                let empty = staff::install(Mail::default());
                empty.clock.move_seconds(self.installation.clock.second() - empty.clock.second());
                let told = staff::tell(&empty).await;
                self.empty.push(empty);
                told
            }
            ["home", folder] => home(std::path::Path::new(folder)).await,
            _ => panic!("no such command: {command}"),
        }
    }

    /// Moves the clock of everything on the stage.
    fn move_seconds(&self, seconds: i64) -> Value {
        for installation in self.empty.iter().chain([&self.installation]) {
            installation.clock.move_seconds(seconds);
        }
        json!({ "now": self.installation.clock.second() * 1000 })
    }

    fn of(&self, address: &str) -> usize {
        self.channels.iter().position(|channel| channel.address == address).unwrap()
    }

    fn desk(&self, address: &str) -> Desk<'_> {
        Desk::of(&self.installation, &self.channels[self.of(address)])
    }
}
