//! Handlers who are signed in at a server that is a process of its own, and what they write there.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use rand::rngs::OsRng;
use sigill::clock::{Clock as _, DEFAULT_ZONE, SystemClock};
use sigill::members::StoredKey;
use sigill::members::designations::Role;
use sigill::members::session::{self, SessionToken};
use sigill::storage::Db;
use sigill_sealing::body::Content;
use sigill_sealing::thread::Entry;

use super::needles::Needle;
use super::search::Search;
use super::{Kept, canary, let_go, needles};
use crate::support::channel::{Person, TestChannel};
use crate::support::child::{Child, Home};
use crate::support::handler::{Handler, designate, insert_member};
use crate::support::http::Request;

/// Whose the one word is that the server is told in the open: it has to be found.
const OPEN: &str = "a member's name";

/// Both handlers of a channel at work, and the words that the server is not to know.
pub(super) struct AtWork<'a> {
    pub(super) child: Child,
    pub(super) first: Handler<'a>,
    /// Who writes nothing, and reads what the other writes.
    pub(super) second: Handler<'a>,
    kept: &'a Kept,
    home: Home<'a>,
    looked_for: Vec<Needle>,
}

impl<'a> AtWork<'a> {
    /// Starts the server, with both signed in.
    pub(super) async fn on(kept: &'a Kept, lund: &'a TestChannel) -> Self {
        let (home, setting) = (kept.home(), kept.setting());
        // The server makes its key before anybody is there; then their sessions are begun.
        home.start(&setting).await.kill();
        let open = canary();
        let [first, second] = [&lund.handlers[0], &lund.handlers[1]];
        let first = sign_in(kept, lund, first, setting.desk(), &open).await;
        let second = sign_in(kept, lund, second, setting.desk(), "HR-direktör").await;
        let child = home.start(&setting).await;
        let looked_for = needles(OPEN, open.as_bytes());
        Self { child, first, second, kept, home, looked_for }
    }

    /// A word that the server is not to know.
    pub(super) fn secret(&mut self, name: &str) -> String {
        let word = canary();
        self.look_for(needles(name, word.as_bytes()));
        word
    }

    pub(super) fn look_for(&mut self, more: Vec<Needle>) {
        self.looked_for.extend(more);
    }

    /// That nothing of it came to rest at the server, and that nobody is told of it who has not the keys; while what the server
    /// was told in the open is found by the very same search.
    pub(super) async fn assert_untold(&self) {
        let mut answers = Vec::new();
        for address in [self.child.operator, self.child.desk, self.child.intake] {
            for path in ["/metrics", "/ready", "/", "/sv/c/lund", "/api/channels/lund"] {
                answers.push((path.to_owned(), Request::get(path).send(address).await));
            }
        }
        let inbox = self.second.inbox().await;
        let cases = inbox.iter().map(|case| crate::support::http::text(&case["id"]).to_owned());
        let mut paths: Vec<String> =
            ["/api/inbox", "/api/erased", "/api/views"].map(ToOwned::to_owned).to_vec();
        for case in cases {
            paths.extend(
                ["", "/envelopes?thread=c", "/envelopes?thread=i", "/files"]
                    .map(|below| format!("/api/cases/{case}{below}")),
            );
            paths.push(format!("/api/index?cases={case}"));
        }
        for path in paths {
            let answer = self.second.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            answers.push((path, answer));
        }
        let_go().await;
        let search = Search::new(&self.looked_for);
        let mut found = self.kept.found(&self.child, &self.looked_for);
        for (path, answer) in &answers {
            found.extend(search.in_answer(path, &answer.body));
            for (_, value) in &answer.headers {
                found.extend(search.in_answer(path, value.as_bytes()));
            }
        }
        let (open, told): (BTreeSet<_>, BTreeSet<_>) =
            found.into_iter().partition(|found| found.contains(&format!(": {OPEN}, ")));
        assert_eq!(told, BTreeSet::new(), "{}", self.home.printed());
        assert!(open.iter().any(|found| found.ends_with("as it is")), "{open:?}");
    }
}

/// Begins the session of a member in the database, before the server starts.
async fn sign_in<'a>(
    kept: &Kept,
    lund: &'a TestChannel,
    person: &'a Person,
    desk: SocketAddr,
    name: &str,
) -> Handler<'a> {
    let token = SessionToken::generate(&mut OsRng);
    let handler = Handler::in_session(lund, person, desk, &token);
    let desk_key = StoredKey::from_bytes(*person.desk().verifying_key().as_bytes());
    let (id, channel, name) = (person.id, lund.id, name.to_owned());
    let db = Db::open(&kept.location()).unwrap();
    let begun = db.run_tx("begin_test_session", move |tx| {
        insert_member(tx, id, &name, desk_key)?;
        designate(tx, id, channel, Role::Handler, SystemClock.today(DEFAULT_ZONE))?;
        session::begin(tx, id, token.hash(), SystemClock.minute(), &mut OsRng)
    });
    begun.await.unwrap();
    db.close().await;
    handler
}

/// Every word of a thread that its reader can open.
pub(super) fn words(entries: &[Entry]) -> String {
    let shown = entries.iter().filter_map(Entry::shown);
    let words = shown.flat_map(|shown| match &shown.body.get().content {
        Content::Report(report) => {
            report.answers.iter().map(|answer| answer.answer.expose().to_owned()).collect()
        }
        Content::Message(message) => vec![message.text.expose().to_owned()],
        Content::Act(act) => vec![act.text.expose().to_owned()],
        Content::Note(note) => vec![note.text.expose().to_owned()],
        Content::Triage(triage) => {
            triage.terms.iter().map(|term| format!("{}: {}", term.term, term.value.expose())).collect()
        }
        Content::Contact(_) | Content::Grant(_) | Content::Rekey(_) | Content::Strike(_) => Vec::new(),
    });
    words.collect::<Vec<_>>().join("\n")
}
