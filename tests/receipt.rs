//! Where the owner's signed settings say so, the receipt that filing gives is the acknowledgement (PROTOCOL.md section 4).

use serde_json::{Value, json};
use sigill::channels::settings::Acknowledgement;
use sigill_sealing::digest::Digest;
use sigill_sealing::holder::Holders;

use crate::support::channel::TestChannel;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::Handler;
use crate::support::http::Request;
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS};

async fn by_receipt(installation: &Installation) -> TestChannel {
    let mut channel = TestChannel::new("lund", &["Chefsjurist", "HR-direktör"], &[]);
    channel.settings.acknowledgement = Acknowledgement::Receipt;
    channel.publish(&installation.app.db, true, installation.clock.day()).await;
    channel
}

on_both_databases! {
    async fn a_receipt_that_acknowledges_stands_in_the_clocks_from_the_filing_on(database: TestDatabase) {
        let installation = Installation::on(database);
        let lund = by_receipt(&installation).await;
        let reporter = Reporter::new(installation.addresses.intake);
        let received = reporter.file(&lund, Holders::default(), &WORDS).await;
        installation.clock.move_days(3);
        let told = reporter.visit().await.answer;
        assert_eq!(told["state"], "acknowledged");
        assert_eq!(told["acknowledged"], json!(received.to_string()));
        let handler = Handler::signed_in(&installation, &lund, &lund.handlers[0]).await;
        let inbox = handler.inbox().await;
        assert_eq!((&inbox[0]["state"], &inbox[0]["acknowledged"]), (&told["state"], &told["acknowledged"]));
    }

    async fn what_counts_is_what_the_settings_said_under_which_a_report_was_sealed(database: TestDatabase) {
        let installation = Installation::on(database);
        let mut lund = TestChannel::new("lund", &["Chefsjurist", "HR-direktör"], &[]);
        lund.publish(&installation.app.db, true, installation.clock.day()).await;
        let intake = installation.addresses.intake;
        let (open, after) = (Reporter::new(intake), Reporter::new(intake));
        // A form that was open while the owner changed it, and one opened after.
        let before = open.read_channel(&lund).await;
        lund.settings.acknowledgement = Acknowledgement::Receipt;
        lund.publish(&installation.app.db, true, installation.clock.day()).await;
        open.file_to(&before, Holders::default(), &WORDS).await;
        after.file(&lund, Holders::default(), &WORDS).await;
        assert_eq!(open.visit().await.answer["acknowledged"], Value::Null);
        assert_ne!(after.visit().await.answer["acknowledged"], Value::Null);
    }

    async fn settings_of_before_are_handed_out_by_their_digest(database: TestDatabase) {
        let installation = Installation::on(database);
        let mut lund = by_receipt(&installation).await;
        let earlier = String::from_utf8(lund.settings.to_bytes().unwrap()).unwrap();
        lund.settings.acknowledgement = Acknowledgement::Handler;
        lund.publish(&installation.app.db, true, installation.clock.day()).await;
        let handler = Handler::signed_in(&installation, &lund, &lund.handlers[0]).await;
        let digest = Digest::of(earlier.as_bytes());
        let desk = format!("/api/channels/{}/settings", lund.id);
        assert_eq!(handler.get(&format!("{desk}/{digest}")).await.expect(200)["settings"], earlier);
        let intake = |address: &str, digest: &str| format!("/api/channels/{address}/settings/{digest}");
        let answer = Request::get(&intake("lund", &digest.to_string())).send(installation.addresses.intake).await;
        assert_eq!(answer.expect(200)["settings"], earlier);
        for (address, digest) in [("lund", Digest::of(b"other").to_string()), ("lund", "x".to_owned()), ("malmo", digest.to_string())] {
            let asked = Request::get(&intake(address, &digest)).send(installation.addresses.intake).await;
            asked.expect_problem(404, "problem-not-found");
        }
        let other = Digest::of(b"other");
        handler.get(&format!("{desk}/{other}")).await.expect_problem(404, "problem-not-found");
        let unsigned = Request::get(&format!("{desk}/{digest}")).send(installation.addresses.desk).await;
        unsigned.expect_problem(401, "problem-not-authenticated");
    }
}
