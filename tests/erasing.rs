//! Retention: what has come to its end is gone, to the last byte that we write, and nothing else is.

use serde_json::{Value, json};
use sigill::app::App;
use sigill::cases::retention::{Looked, look};
use sigill::channels::settings::{OrganisationKind, Settings};
use sigill_sealing::body::Step;
use sigill_sealing::holder::Holders;

use crate::desk::stepping;
use crate::support::channel::TestChannel;
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::{Handler, internal_envelope};
use crate::support::http::{Answer, Request};
use crate::support::installation::Installation;
use crate::support::reporter::{Reporter, WORDS};
use crate::support::tables::dump;

mod early;
mod interrupted;
mod rules;
mod seized;
mod struck;

/// Three years, in days.
const THREE_YEARS: i64 = 3 * 365;
/// Days of notice that a case has at least.
const NOTICE: i64 = 14;

/// A channel with handlers, and a clock that is moved years ahead.
struct Scene {
    installation: Installation,
    lund: TestChannel,
}

impl Scene {
    async fn private(database: TestDatabase) -> Self {
        Self::of(OrganisationKind::Company, database).await
    }

    async fn public(database: TestDatabase) -> Self {
        Self::of(OrganisationKind::Municipality, database).await
    }

    async fn of(kind: OrganisationKind, database: TestDatabase) -> Self {
        let installation = Installation::on(database);
        let mut lund = TestChannel::new("lund", &["Chefsjurist", "HR-direktör"], &["Kommundirektör"]);
        lund.settings = Settings::defaults(kind, lund.settings.organisation.name.clone(), true);
        lund.publish(&installation.app.db, true, installation.clock.day()).await;
        Self { installation, lund }
    }

    fn app(&self) -> &App {
        &self.installation.app
    }

    async fn handler(&self, number: usize) -> Handler<'_> {
        Handler::signed_in(&self.installation, &self.lund, &self.lund.handlers[number]).await
    }

    async fn file(&self, excluded: Holders) -> Reporter {
        let reporter = Reporter::new(self.installation.addresses.intake);
        reporter.file(&self.lund, excluded, &WORDS).await;
        reporter
    }

    /// A handler takes a step in a case.
    async fn step(&self, handler: &Handler<'_>, case: &str, step: Step) {
        let seen = handler.open(case).await;
        handler.post(case, &stepping(handler, &seen, &self.lund, step)).await.expect(201);
    }

    /// A case that came and was closed today.
    async fn closed(&self, handler: &Handler<'_>) -> (Reporter, String) {
        let before = handler.inbox().await;
        let reporter = self.file(Holders::default()).await;
        let case = only_new(&before, handler.inbox().await);
        self.step(handler, &case, Step::Close).await;
        (reporter, case)
    }

    /// Lets days pass, with a look on each; how many cases were erased on each.
    async fn days(&self, days: i64) -> Vec<usize> {
        let mut erased = Vec::new();
        for _ in 0..days {
            self.installation.clock.move_days(1);
            erased.push(self.look().await.erased);
        }
        erased
    }

    async fn look(&self) -> Looked {
        look(self.app()).await.unwrap()
    }

    /// A handler's record takes a step in a case.
    async fn note(&self, handler: &Handler<'_>, case: &str, step: &str) -> Answer {
        let letter = handler.record(case, &[("next-step", step)]).await;
        handler.post(case, &internal_envelope(&letter, &[step])).await
    }

    fn count(&self, table: &str) -> usize {
        dump(&self.installation.database)[table].len()
    }
}

fn only_new(before: &[Value], now: Vec<Value>) -> String {
    let mut new = now.into_iter().filter(|case| before.iter().all(|known| known["id"] != case["id"]));
    let found = new.next().unwrap();
    assert!(new.next().is_none());
    crate::support::http::text(&found["id"]).to_owned()
}
