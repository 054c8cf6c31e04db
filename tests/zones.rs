//! A day is the calendar day of the channel it concerns: whoever reports near midnight far from Stockholm is told the day
//! that it is there, and the law's clocks count it.

use chrono_tz::Tz;
use diesel::prelude::*;
use serde_json::json;
use sigill::channels::clocks::Clocks;
use sigill::storage::schema::settings;
use sigill::storage::{Error, Tx};
use sigill_sealing::day::Day;
use sigill_sealing::holder::Holders;
use sigill_sealing::invitation::Role;

use crate::filing::lund;
use crate::support::channel::TestChannel;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::{Handler, desk_envelope};
use crate::support::installation::Installation;
use crate::support::member::Member;
use crate::support::owner::{Owner, join_by};
use crate::support::reporter::{Reporter, WORDS, message};

/// Where noon in Stockholm, the hour at which stories begin, is midnight.
const ANTIPODES: Tz = Tz::Pacific__Auckland;

/// The day that it is in Stockholm when a story begins, and the one that begins there.
fn days() -> (Day, Day) {
    (Day::new(2027, 1, 20).unwrap(), Day::new(2027, 1, 21).unwrap())
}

async fn auckland(installation: &Installation) -> TestChannel {
    let mut channel = TestChannel::new("auckland", &["Head of Legal", "Head of HR"], &["Auditor"]);
    channel.settings.zone = ANTIPODES;
    channel.publish(&installation.app.db, true, installation.clock.day()).await;
    channel
}

on_both_databases! {
    async fn a_report_is_of_the_day_that_it_is_in_its_channel(database: TestDatabase) {
        let installation = Installation::on(database);
        let (here, there) = (lund(&installation).await, auckland(&installation).await);
        let (before, after) = days();
        let reporter = || Reporter::new(installation.addresses.intake);
        let (last, first, at_home) = (reporter(), reporter(), reporter());
        installation.clock.move_minutes(-1);
        assert_eq!(last.file(&there, Holders::default(), &WORDS).await, before);
        installation.clock.move_minutes(1);
        assert_eq!(first.file(&there, Holders::default(), &WORDS).await, after);
        assert_eq!(at_home.file(&here, Holders::default(), &WORDS).await, before);

        let visit = last.visit().await;
        assert_eq!(visit.answer["received"], before.to_string());
        assert_eq!(visit.answer["today"], after.to_string());
        let answer = last.reply(&visit, "Det händer igen.").await.expect(201);
        assert_eq!(answer["day"], after.to_string());
        assert_eq!(at_home.visit().await.answer["today"], before.to_string());
    }

    /// As those of a newer version may be; the database is not damaged by that.
    async fn settings_whose_clocks_this_version_cannot_read_are_told_as_that(database: TestDatabase) {
        let installation = Installation::on(database);
        let channel = lund(&installation).await.id;
        let change = |tx: &mut Tx<'_>| -> Result<(), Error> {
            diesel::update(settings::table).set(settings::body.eq("{}")).execute(tx.connection())?;
            Ok(())
        };
        installation.app.db.run_tx("change_settings", change).await.unwrap();
        let found = installation.app.db.read(move |connection| Clocks::find(connection, channel)).await;
        assert_eq!(found, Err(Error::Unreadable));
    }

    async fn a_desk_is_told_the_day_of_each_channel_and_writes_on_it(database: TestDatabase) {
        let installation = Installation::on(database);
        let (here, mut there) = (lund(&installation).await, auckland(&installation).await);
        let (before, after) = days();
        // One person who works in both.
        there.handlers = vec![here.handlers[0].again()];
        there.publish(&installation.app.db, true, before).await;
        for channel in [&here, &there] {
            let reporter = Reporter::new(installation.addresses.intake);
            reporter.file(channel, Holders::default(), &WORDS).await;
        }
        drop(Handler::signed_in(&installation, &here, &here.handlers[0]).await);
        let handler = Handler::signed_in(&installation, &there, &there.handlers[0]).await;
        let inbox = handler.get("/api/inbox").await.expect(200);
        let today = json!({ here.id.to_string(): before.to_string(), there.id.to_string(): after.to_string() });
        assert_eq!(inbox["today"], today);

        let mut rows = inbox["cases"].as_array().unwrap().iter();
        let row = rows.find(|row| row["channel"] == there.id.to_string()).unwrap();
        let case = row["id"].as_str().unwrap();
        let open = handler.open(case).await;
        let (keyrings, signing) = (there.keyrings(), handler.person.signing());
        let writing = handler.writing(&keyrings);
        let letter = open.case.write(&open.conversation, &signing, writing, message("Tack.")).unwrap();
        let sent = handler.post(case, &desk_envelope(&letter, Some("acknowledge"), &[])).await.expect(201);
        assert_eq!(sent["day"], after.to_string());
        let told = handler.get(&format!("/api/cases/{case}")).await.expect(200);
        assert_eq!(told["acknowledged"], after.to_string());
    }

    async fn an_owner_sets_up_and_invites_on_the_day_of_the_channel(database: TestDatabase) {
        let installation = Installation::on(database);
        let mut owner = Owner::draw(&installation, "anna", "auckland");
        let mut settings: serde_json::Value = serde_json::from_str(&owner.settings).unwrap();
        settings["zone"] = json!(ANTIPODES.name());
        owner.settings = settings.to_string();
        owner.set_up(&installation).await;
        let (before, after) = days();
        let channel = format!("/api/channels/{}", owner.channel);
        assert_eq!(owner.member.browser.get(&channel).await.expect(200)["today"], after.to_string());

        let codes = [owner.invite(Role::Handler, "Auditor").await, owner.invite(Role::Deputy, "Deputy").await];
        let path = owner.invitations();
        let listed = owner.member.browser.get(&path).await.expect(200);
        let last = after.plus(14).unwrap();
        assert_eq!(listed["invitations"][0]["expires"], last.to_string());
        // A minute before midnight there it is still that day; then it is over, while in Stockholm the day goes on.
        installation.clock.move_days(i64::from(last.number() - before.number()));
        installation.clock.move_minutes(-1);
        let mut invitee = Member::draw(&installation, "berit");
        join_by(&mut invitee, &installation, owner.channel, Role::Handler, &codes[0]).await.expect(201);
        installation.clock.move_minutes(1);
        let mut late = Member::draw(&installation, "cecilia");
        let refused = join_by(&mut late, &installation, owner.channel, Role::Deputy, &codes[1]).await;
        refused.expect_problem(410, "problem-expired");
    }
}
