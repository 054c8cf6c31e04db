//! Mails to members, through a mail server: they say that there is something to do, and nothing else.

use serde_json::{Value, json};
use sigill::app::App;
use sigill::jobs::send_mails;

use crate::support::channel::{Person, TestChannel};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::Handler;
use crate::support::http::{Answer, Request};
use crate::support::installation::Installation;
use crate::support::post_office::{Mood, PostOffice, Taken, Way};
use crate::support::reporter::{Reporter, WORDS};
use crate::support::tables::dump;

mod addresses;
mod dialogue;
mod ending;
mod outages;
mod packaged;
mod reminders;

/// Hours from noon, where a story's clock begins, to eight the next morning.
const TO_MORNING: i64 = 20;

/// A channel whose handlers may have addresses, and the mail server.
struct Scene {
    office: PostOffice,
    installation: Installation,
    lund: TestChannel,
}

impl Scene {
    async fn on(database: TestDatabase) -> Self {
        let office = PostOffice::open(Way::Open).await;
        let installation = Installation::configured(database, office.config());
        let mut lund = TestChannel::new("lund", &["Chefsjurist", "HR-direktör"], &["Kommundirektör"]);
        lund.publish(&installation.app.db, true, installation.clock.day()).await;
        Self { office, installation, lund }
    }

    fn app(&self) -> &App {
        &self.installation.app
    }

    async fn handler(&self, person: usize) -> Handler<'_> {
        self.sign_in(&self.lund.handlers[person]).await
    }

    async fn sign_in<'a>(&'a self, person: &'a Person) -> Handler<'a> {
        Handler::signed_in(&self.installation, &self.lund, person).await
    }

    /// A handler whose mails go to this address.
    async fn handler_at(&self, person: usize, address: &str) -> Handler<'_> {
        let handler = self.handler(person).await;
        self.confirm(&handler, address, "sv").await;
        handler
    }

    async fn confirm(&self, handler: &Handler<'_>, address: &str, language: &str) {
        assert_eq!(enter(handler, address, language).await.status, 204);
        let mails = self.send().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, address));
        let typed = type_code(handler, &mails[0].code()).await.expect(200);
        assert_eq!(typed["confirmed"], true);
    }

    async fn file(&self, excluded: &[&Person]) -> Reporter {
        let reporter = Reporter::new(self.installation.addresses.intake);
        let excluded = excluded.iter().map(|person| person.id).collect();
        reporter.file(&self.lund, excluded, &WORDS).await;
        reporter
    }

    /// Does what the job does each minute; the mails that came of it.
    async fn send(&self) -> Vec<Taken> {
        send_mails(self.app()).await.unwrap();
        self.office.collect()
    }

    /// The same, where nothing can be sent.
    async fn try_to_send(&self) {
        assert!(send_mails(self.app()).await.is_err());
    }

    /// Lets so many hours pass, with a look at each.
    async fn wait(&self, hours: i64) -> Vec<Taken> {
        for _ in 0..hours {
            self.installation.clock.move_minutes(60);
            // Whether it can be sent is what a story is about.
            drop(send_mails(self.app()).await);
        }
        self.office.collect()
    }

    fn rows(&self) -> usize {
        dump(&self.installation.database)["outbox"].len()
    }
}

async fn enter(handler: &Handler<'_>, address: &str, language: &str) -> Answer {
    let body = json!({ "address": address, "language": language });
    handler.send(Request::new("PUT", "/api/mail").json(&body)).await
}

async fn type_code(handler: &Handler<'_>, code: &str) -> Answer {
    let body = json!({ "code": code });
    handler.send(Request::new("POST", "/api/mail/confirmation").json(&body)).await
}

async fn standing(handler: &Handler<'_>) -> Value {
    let answer = handler.get("/api/mail").await.expect(200);
    json!({ "confirmed": answer["confirmed"], "pending": answer["pending"] })
}

/// Whom these mails are to.
fn recipients(mails: &[Taken]) -> Vec<&str> {
    mails.iter().map(|mail| mail.to.as_str()).collect()
}
