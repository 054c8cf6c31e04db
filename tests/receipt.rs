//! Where the owner's signed settings say so, the receipt that filing gives is the acknowledgement (PROTOCOL.md section 4).

use serde_json::json;
use sigill::channels::settings::Acknowledgement;
use sigill_sealing::holder::Holders;

use crate::support::channel::TestChannel;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::Handler;
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
}
