//! Files, sent and fetched through the real server: what was sent is what is read, by those who may, or nothing is.

use sigill_sealing::body::Content;
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::holder::Holders;
use sigill_sealing::thread::Conversation;

use crate::filing::lund;
use crate::support::channel::TestChannel;
use crate::support::database::TestDatabase;
use crate::support::files::{Prepared, Staged};
use crate::support::handler::Handler;
use crate::support::installation::Installation;
use crate::support::reporter::{ReadChannel, Reporter, WORDS};

mod adopting;
mod client;
mod crowded;
mod reading;
mod sending;
mod surviving;

/// A reporter who has read their channel and drawn a code.
struct World {
    server: Installation,
    lund: TestChannel,
    reporter: Reporter,
    channel: ReadChannel,
}

impl World {
    async fn on(database: TestDatabase) -> Self {
        Self::of(Installation::on(database)).await
    }

    async fn of(server: Installation) -> Self {
        let lund = lund(&server).await;
        let reporter = Reporter::new(server.addresses.intake);
        let channel = reporter.read_channel(&lund).await;
        Self { server, lund, reporter, channel }
    }

    /// One whose report is filed, without a file.
    async fn filed_on(database: TestDatabase) -> Self {
        let world = Self::on(database).await;
        world.reporter.file_to(&world.channel, Holders::default(), &WORDS).await;
        world
    }

    async fn handler(&self, place: usize) -> Handler<'_> {
        Handler::signed_in(&self.server, &self.lund, &self.lund.handlers[place]).await
    }

    /// Sends a file under the code of somebody who has not filed yet.
    async fn stage(&self, reporter: &Reporter, length: usize) -> Staged {
        reporter.stage(Some(self.channel.id), Prepared::of(length)).await
    }
}

/// The references in a report and in messages, with the number of the envelope that has each.
pub(crate) fn references(conversation: &Conversation) -> Vec<(u64, &FileReference)> {
    let mut found = Vec::new();
    for entry in conversation.entries() {
        let files = match entry.shown().map(|shown| &shown.body.get().content) {
            Some(Content::Report(report)) => &report.files,
            Some(Content::Message(message)) => &message.files,
            _ => continue,
        };
        found.extend(files.iter().map(|file| (entry.n, file)));
    }
    found
}
