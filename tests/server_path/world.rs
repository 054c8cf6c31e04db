//! An installation with a channel, a reporter without script, and handlers who open what the database holds.

use rand::rngs::OsRng;
use sigill::cases::lifecycle::Step as ClockStep;
use sigill::cases::store::{self, CaseRow, NewEnvelope};
use sigill::cases::{CaseId, Thread};
use sigill::clock::DEFAULT_ZONE;
use sigill::storage::Error;
use sigill_sealing::body::{Content, Language, Message, Path, Step, ThreadBody};
use sigill_sealing::day::Day;
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holder;
use sigill_sealing::kind;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{Conversation, Entry, MemberCase, Served, ServedFile, Writing};
use sigill_sealing::wrap::Wrap;

use super::browser::{Browser, Form, Page};
use crate::support::channel::{Person, TestChannel};
use crate::support::database::TestDatabase;
use crate::support::handler::Handler;
use crate::support::installation::Installation;

pub(super) const REPORT: &str = "/sv/c/lunda/report/server";
pub(super) const FOLLOW_UP: &str = "/sv/follow-up/server";
pub(super) const WORDS: &str = "Rektorn \u{e4}r chefens sv\u{e5}ger & <ingen> annan blev tillfr\u{e5}gad";

pub(super) struct World {
    pub(super) installation: Installation,
    pub(super) channel: TestChannel,
    pub(super) browser: Browser,
}

impl World {
    /// A municipality with two handlers and a deputy.
    pub(super) async fn on(database: TestDatabase) -> Self {
        Self::with(database, |_| {}).await
    }

    /// The same, with a channel that differs.
    pub(super) async fn with(database: TestDatabase, change: impl FnOnce(&mut TestChannel)) -> Self {
        Self::at(Installation::on(database), change).await
    }

    /// The same, at an installation that was configured.
    pub(super) async fn at(installation: Installation, change: impl FnOnce(&mut TestChannel)) -> Self {
        let mut channel = TestChannel::new("lunda", &["Chefsjurist", "HR-direkt\u{f6}r"], &["Kommunrevisor"]);
        change(&mut channel);
        let browser = Browser {
            intake: installation.addresses.intake,
            origin: installation.app.config.intake.url.as_str().to_owned(),
        };
        let mut world = Self { installation, channel, browser };
        world.publish().await;
        world
    }

    /// Signs the next epoch today.
    pub(super) async fn publish(&mut self) {
        let today = self.today();
        self.channel.publish(&self.installation.app.db, true, today).await;
    }

    pub(super) fn today(&self) -> Day {
        self.installation.app.clock.today(DEFAULT_ZONE)
    }

    /// A blank form with the one answer that is demanded.
    pub(super) async fn filled_form(&self) -> Form {
        self.browser.get(REPORT).await.form("code").with("q-what", WORDS)
    }

    /// Files a report and gives the code page.
    pub(super) async fn file(&self) -> Page {
        let page = self.browser.submit(&self.filled_form().await).await;
        assert_eq!(page.status, 200, "{}", page.html);
        page
    }

    /// Types a code and opens the case.
    pub(super) async fn follow_up(&self, code: &str) -> Page {
        let form = self.browser.get(FOLLOW_UP).await.form("code").with("code", code);
        self.browser.submit(&form).await
    }

    /// How many cases there are.
    pub(super) fn cases(&self) -> usize {
        self.installation.database.steal("SELECT id AS bytes FROM cases").len()
    }

    /// The one case that a handler sees.
    pub(super) async fn row(&self, person: &Person) -> CaseRow {
        // Who never came to the desk is nobody there.
        Handler::signed_in(&self.installation, &self.channel, person).await;
        let holder = Holder::Member(person.id);
        let rows = self.installation.app.db.read(move |db| store::list_cases_of(db, holder)).await;
        let rows: Result<Vec<CaseRow>, Error> = rows;
        let rows = rows.unwrap();
        assert_eq!(rows.len(), 1);
        rows[0]
    }

    /// Opens the one case as a handler's desk does, from what the server holds.
    pub(super) async fn open(&self, person: &Person) -> (MemberCase, Conversation) {
        let id = self.row(person).await.id;
        let rows = self
            .installation
            .app
            .db
            .read(move |db| store::list_envelopes(db, id, Thread::Conversation, 0, 1000))
            .await;
        let rows: Result<_, Error> = rows;
        let served: Vec<Served> = rows
            .unwrap()
            .into_iter()
            .map(|row| Served { n: row.n, day: row.day, file: ServedFile::Bytes(row.sealed) })
            .collect();
        let keyrings = self.channel.keyrings();
        let wraps = self.installation.database.steal("SELECT sealed AS bytes FROM wraps").into_iter();
        let opened: Vec<_> = wraps
            .filter_map(|wrap| {
                let sealed = Sealed::<kind::Wrap>::through_gate(wrap).unwrap();
                Wrap::open(&sealed, &person.identity, &person.signing().verifying_key(), &keyrings).ok()
            })
            .collect();
        MemberCase::open(&opened, &keyrings, &served).unwrap()
    }

    /// A handler writes in the conversation.
    pub(super) async fn write(&self, person: &Person, content: Content) {
        let (case, conversation) = self.open(person).await;
        let (keyrings, day) = (self.channel.keyrings(), self.today());
        let writing = Writing { keyrings: &keyrings, day, path: Path::Desk };
        let letter = case.write(&conversation, &person.signing(), writing, content).unwrap();
        let row = self.row(person).await;
        self.store(row.id, letter.n, letter.sealed).await;
    }

    /// A handler writes to the reporter, with a step that the clocks see.
    pub(super) async fn answer(&self, person: &Person, text: &str, step: Option<(Step, ClockStep)>) {
        self.write(person, to_reporter(text, step.map(|(step, _)| step))).await;
        let (row, day) = (self.row(person).await, self.today());
        if let Some((_, step)) = step {
            let (state, days) = row.state.take(step, row.days, day).unwrap();
            let id = row.id;
            let stored =
                self.installation.app.db.run_tx("step", move |tx| store::update_state(tx, id, state, &days));
            let stored: Result<(), Error> = stored.await;
            stored.unwrap();
        }
    }

    /// Puts an envelope at a number, as a server that lies might.
    pub(super) async fn store(&self, case: CaseId, n: u64, sealed: Sealed<kind::Conversation>) {
        let day = self.today();
        let stored = self.installation.app.db.run_tx("store", move |tx| {
            store::insert_envelope(tx, case, n, day, &NewEnvelope::Conversation(&sealed))
        });
        let stored: Result<(), Error> = stored.await;
        stored.unwrap();
    }
}

/// A message to the reporter.
pub(super) fn to_reporter(text: &str, step: Option<Step>) -> Content {
    let (text, language) = (Text::new(text.to_owned()).unwrap(), Language::parse("sv").unwrap());
    Content::Message(Message { text, language, files: Vec::new(), step })
}

/// The verified bodies of a conversation, by number.
pub(super) fn bodies(conversation: &Conversation) -> Vec<&ThreadBody> {
    conversation.entries().iter().filter_map(Entry::shown).map(|shown| shown.body.get()).collect()
}

/// What the report of a conversation answers.
pub(super) fn answers(conversation: &Conversation) -> Vec<(&str, &str)> {
    let Content::Report(report) = &bodies(conversation)[0].content else { panic!("no report") };
    report.answers.iter().map(|answer| (answer.question.as_str(), answer.answer.expose())).collect()
}

/// The words of the message at a number, and the path it says it came.
pub(super) fn message(conversation: &Conversation, n: u64) -> (&str, Path) {
    let shown = conversation.entries()[usize::try_from(n).unwrap()].shown().unwrap();
    let body = shown.body.get();
    let Content::Message(message) = &body.content else { panic!("no message") };
    (message.text.expose(), body.position.path)
}

/// A key of nobody in the channel, sealing to nobody in it.
pub(super) async fn foreign_envelope(world: &World) -> Sealed<kind::Conversation> {
    let (case, conversation) = world.open(&world.channel.handlers[0]).await;
    drop(conversation);
    let stranger = sigill_sealing::code::CaseCode::generate(&mut OsRng);
    let to = [
        sigill_sealing::identity::Addressee::from(case.facts().reporter()),
        sigill_sealing::identity::Addressee::from(&stranger.reporter().identity().recipient()),
    ];
    let body = sigill_sealing::strict_json::object([("v", sigill_sealing::strict_json::Value::Integer(1))]);
    let sealed =
        sigill_sealing::envelope::seal(kind::Kind::Message, &body, &stranger.signing().signing_key(), &to);
    sealed.unwrap()
}
