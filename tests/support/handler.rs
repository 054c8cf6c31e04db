//! A handler at the desk, with a session and the keys that their vault holds.

use std::net::SocketAddr;

use diesel::prelude::*;
use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill::clock::{Clock as _, DEFAULT_ZONE, SystemClock};
use sigill::members::StoredKey;
use sigill::members::designations::{self, Role};
use sigill::members::session::{self, SessionToken};
use sigill::storage::columns::Raw;
use sigill::storage::schema::{self, members};
use sigill::storage::{Error, Tx};
use sigill_sealing::body::{Content, Path, Term, Triage};
use sigill_sealing::day::Day;
use sigill_sealing::encoding::{base64, hex, parse_base64};
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::kind;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{Conversation, Internal, Letter, MemberCase, Writing};
use sigill_sealing::wrap::Wrap;

use super::channel::{Person, TestChannel};
use super::clock::TestClock;
use super::http::{Answer, Request, text};
use super::installation::Installation;
use super::reporter::read_served;

/// Somebody who is signed in at the desk.
pub(crate) struct Handler<'a> {
    pub(crate) person: &'a Person,
    channel: &'a TestChannel,
    desk: SocketAddr,
    clock: TestClock,
    cookie: String,
}

/// A case as it is opened at the desk.
pub(crate) struct OpenCase {
    pub(crate) case: MemberCase,
    pub(crate) conversation: Conversation,
}

impl<'a> Handler<'a> {
    /// Begins a session as signing in does, without the passphrase.
    pub(crate) async fn signed_in(
        installation: &Installation,
        channel: &'a TestChannel,
        person: &'a Person,
    ) -> Self {
        let token = SessionToken::generate(&mut OsRng);
        let cookie = format!("sigill={}", token.written().expose());
        let name = format!("{} {}", person.title, channel.address);
        let (id, minute) = (person.id, installation.clock.minute());
        let role =
            if channel.deputies.iter().any(|deputy| deputy.id == id) { Role::Deputy } else { Role::Handler };
        let desk_key = StoredKey::from_bytes(*person.desk().verifying_key().as_bytes());
        let (channel_id, since) = (channel.id, installation.clock.today(DEFAULT_ZONE));
        let begun = installation.app.db.run_tx("begin_test_session", move |tx| {
            insert_member(tx, id, &name, desk_key)?;
            designate(tx, id, channel_id, role, since)?;
            session::begin(tx, id, token.hash(), minute, &mut OsRng)
        });
        begun.await.unwrap();
        let (desk, clock) = (installation.addresses.desk, installation.clock.clone());
        Self { person, channel, desk, clock, cookie }
    }

    /// In a session that was begun in the database of a server that is a process of its own.
    pub(crate) fn in_session(
        channel: &'a TestChannel,
        person: &'a Person,
        desk: SocketAddr,
        token: &SessionToken,
    ) -> Self {
        let cookie = format!("sigill={}", token.written().expose());
        Self { person, channel, desk, clock: TestClock::at(SystemClock.second()), cookie }
    }

    /// Sends it with the session's cookie, and signed unless it only reads.
    pub(crate) async fn send(&self, request: Request) -> Answer {
        let request = request.header("Cookie", &self.cookie);
        if matches!(request.target(), ("GET", _)) {
            return request.send(self.desk).await;
        }
        let fetched = Request::get("/api/nonce").send(self.desk).await.expect(200);
        request.signed(&self.person.desk(), text(&fetched["nonce"])).send(self.desk).await
    }

    /// Sends it with the session's cookie alone.
    pub(crate) async fn send_unsigned(&self, request: Request) -> Answer {
        request.header("Cookie", &self.cookie).send(self.desk).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path)).await
    }

    /// The cases of the inbox.
    pub(crate) async fn inbox(&self) -> Vec<Value> {
        let mut inbox = self.get("/api/inbox").await.expect(200);
        serde_json::from_value(inbox["cases"].take()).unwrap()
    }

    /// Their index entries of those cases.
    pub(crate) async fn entries(&self, cases: &[&str]) -> Vec<Value> {
        self.entries_at(&format!("/api/index?cases={}", cases.join(","))).await
    }

    /// Those of one answer after that case, or from the first case on.
    pub(crate) async fn entries_after(&self, case: Option<&str>) -> Vec<Value> {
        self.entries_at(&case.map_or("/api/index".to_owned(), |case| format!("/api/index?after={case}")))
            .await
    }

    async fn entries_at(&self, path: &str) -> Vec<Value> {
        let answer = self.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/octet-stream")));
        let mut rest = answer.body.as_slice();
        let mut entries = Vec::new();
        while !rest.is_empty() {
            let (id, after) = rest.split_at(16);
            let (salt, after) = after.split_at(32);
            let (length, after) = after.split_first_chunk().unwrap();
            let (sealed, after) = after.split_at(usize::try_from(u32::from_be_bytes(*length)).unwrap());
            entries.push(json!({ "id": hex(id), "salt": base64(salt), "sealed": base64(sealed) }));
            rest = after;
        }
        entries
    }

    /// The server's name of the only case there is.
    pub(crate) async fn only_case(&self) -> String {
        let inbox = self.inbox().await;
        assert_eq!(inbox.len(), 1, "{inbox:?}");
        text(&inbox[0]["id"]).to_owned()
    }

    /// Opens a case with the wraps that the desk hands out, and verifies its conversation.
    pub(crate) async fn open(&self, case: &str) -> OpenCase {
        let answer = self.get(&format!("/api/cases/{case}")).await.expect(200);
        let keyrings = self.channel.keyrings();
        let verify = self.person.signing().verifying_key();
        let wraps: Vec<_> = answer["wraps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|wrap| {
                let sealed = parse_base64(text(&wrap["sealed"])).unwrap();
                let sealed = Sealed::<kind::Wrap>::through_gate(sealed).unwrap();
                Wrap::open(&sealed, &self.person.identity, &verify, &keyrings).unwrap()
            })
            .collect();
        let mut served = Vec::new();
        loop {
            let path = format!("/api/cases/{case}/envelopes?thread=c&from={}", served.len());
            let page = self.get(&path).await.expect(200);
            served.extend(read_served(&page));
            if page["more"] == false {
                break;
            }
        }
        let (case, conversation) = MemberCase::open(&wraps, &keyrings, &served).unwrap();
        OpenCase { case, conversation }
    }

    /// What a writer goes by. The keyrings are the caller's, for they are borrowed.
    pub(crate) fn writing<'k>(&self, keyrings: &'k sigill_sealing::keyring::KeyringChain) -> Writing<'k> {
        Writing { keyrings, day: self.clock.day(), path: Path::Desk }
    }

    /// Reads the case and seals a version of its record, the next of the internal thread.
    pub(crate) async fn record(&self, case: &str, terms: &[(&str, &str)]) -> Letter<kind::Internal> {
        let terms = terms.iter().map(|(term, value)| Term {
            term: (*term).to_owned(),
            value: Text::new((*value).to_owned()).unwrap(),
        });
        self.internal(case, Content::Triage(Triage { terms: terms.collect(), counted: None })).await
    }

    /// Reads the internal thread of a case that was opened.
    pub(crate) async fn read_internal(&self, case: &str, opened: &OpenCase) -> Internal {
        let mut served = Vec::new();
        loop {
            let path = format!("/api/cases/{case}/envelopes?thread=i&from={}", served.len());
            let page = self.get(&path).await.expect(200);
            served.extend(read_served(&page));
            if page["more"] == false {
                return opened.case.internal(&opened.conversation, &self.channel.keyrings(), &served);
            }
        }
    }

    /// Reads the case and seals the next of the internal thread.
    pub(crate) async fn internal(&self, case: &str, content: Content) -> Letter<kind::Internal> {
        let opened = self.open(case).await;
        let internal = self.read_internal(case, &opened).await;
        let keyrings = self.channel.keyrings();
        let (writing, signing) = (self.writing(&keyrings), self.person.signing());
        opened.case.write_internal(&opened.conversation, &internal, &signing, writing, content).unwrap()
    }

    /// Reads the case and seals the next of the conversation.
    pub(crate) async fn letter(&self, case: &str, content: Content) -> Letter<kind::Conversation> {
        let opened = self.open(case).await;
        let keyrings = self.channel.keyrings();
        let (writing, signing) = (self.writing(&keyrings), self.person.signing());
        opened.case.write(&opened.conversation, &signing, writing, content).unwrap()
    }

    pub(crate) async fn post(&self, case: &str, body: &Value) -> Answer {
        self.send(Request::new("POST", &format!("/api/cases/{case}/envelopes")).json(body)).await
    }
}

/// The body of the request that brings a letter of the conversation to the desk.
pub(crate) fn desk_envelope(
    letter: &Letter<kind::Conversation>,
    step: Option<&str>,
    wraps: &[Value],
) -> Value {
    json!({
        "thread": "c", "n": letter.n, "sealed": base64(letter.sealed.as_bytes()), "step": step, "wraps": wraps,
    })
}

/// The body of the request that brings an envelope of the internal thread to the desk, with the steps it takes.
pub(crate) fn internal_envelope(letter: &Letter<kind::Internal>, steps: &[&str]) -> Value {
    json!({
        "thread": "i", "n": letter.n, "sealed": base64(letter.sealed.as_bytes()), "step": null, "steps": steps, "wraps": [],
    })
}

pub(crate) fn insert_member(
    tx: &mut Tx<'_>,
    id: MemberId,
    name: &str,
    desk_key: StoredKey,
) -> Result<(), Error> {
    let found: i64 = members::table.filter(members::id.eq(Raw(id))).count().get_result(tx.connection())?;
    if found == 0 {
        let row = (members::id.eq(Raw(id)), members::name.eq(name), members::desk_key.eq(Some(desk_key)));
        diesel::insert_into(members::table).values(row).execute(tx.connection())?;
    }
    Ok(())
}

/// Designates whoever is not designated in that channel, and leaves the others what they are.
pub(crate) fn designate(
    tx: &mut Tx<'_>,
    id: MemberId,
    channel: ChannelId,
    role: Role,
    since: Day,
) -> Result<(), Error> {
    let held = schema::designations::table.find((Raw(channel), Raw(id)));
    let held: i64 = held.count().get_result(tx.connection())?;
    if held == 0 {
        designations::put(tx, channel, id, role, since)?;
    }
    Ok(())
}
