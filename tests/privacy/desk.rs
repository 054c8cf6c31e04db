//! What a member keeps at the server for themselves: saved views, templates, index entries, and drafts in them. None of it is told.

use super::{Kept, canary, let_go, needles};
use crate::desk::replacing;
use crate::support::channel::{Person, TestChannel};
use crate::support::database::on_both_databases;
use crate::support::handler::{designate, insert_member};
use crate::support::http::{Answer, Request, text};
use crate::support::reporter::{Reporter, WORDS};
use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill::clock::{Clock as _, DEFAULT_ZONE, SystemClock};
use sigill::members::StoredKey;
use sigill::members::designations::Role;
use sigill::members::session::{self, SessionToken};
use sigill::storage::Db;
use sigill_sealing::case_id::CaseId;
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::holder::Holders;
use sigill_sealing::index::Entry;
use std::collections::BTreeSet;
use std::net::SocketAddr;

/// Somebody who is signed in at a server that is a process of its own.
struct Member<'a> {
    person: &'a Person,
    cookie: String,
    desk: SocketAddr,
}

impl<'a> Member<'a> {
    /// Begins their session in the database, before the server starts.
    async fn signed_in(kept: &Kept, lund: &'a TestChannel, desk: SocketAddr) -> Self {
        let person = &lund.handlers[0];
        let token = SessionToken::generate(&mut OsRng);
        let cookie = format!("sigill={}", token.written().expose());
        let desk_key = StoredKey::from_bytes(*person.desk().verifying_key().as_bytes());
        let (id, channel, name) = (person.id, lund.id, person.title.clone());
        let db = Db::open(&kept.location()).unwrap();
        let begun = db.run_tx("begin_test_session", move |tx| {
            insert_member(tx, id, &name, desk_key)?;
            designate(tx, id, channel, Role::Handler, SystemClock.today(DEFAULT_ZONE))?;
            session::begin(tx, id, token.hash(), SystemClock.minute(), &mut OsRng)
        });
        begun.await.unwrap();
        db.close().await;
        Self { person, cookie, desk }
    }

    async fn get(&self, path: &str) -> Answer {
        Request::get(path).header("Cookie", &self.cookie).send(self.desk).await
    }

    async fn put(&self, path: &str, body: &Value) -> Answer {
        let fetched = Request::get("/api/nonce").send(self.desk).await.expect(200);
        let request = Request::new("PUT", path).json(body).header("Cookie", &self.cookie);
        request.signed(&self.person.desk(), text(&fetched["nonce"])).send(self.desk).await
    }
}

/// What a desk keeps, sealed by the crate as the desk seals it.
fn sealed(words: &str) -> Value {
    let case = CaseId::parse(&Digest::of(b"case").to_string()).unwrap();
    let entry = Entry { case, counter: 1, view: words.to_owned() };
    let sealed = entry.seal(&SelfSeed::from_bytes([7; 32]), &mut OsRng).unwrap();
    json!({ "salt": base64(sealed.salt()), "sealed": base64(sealed.ciphertext()) })
}

on_both_databases! {
async fn saved_views_templates_and_drafts_of_letters_and_records_leave_nothing_that_tells_their_words(kept: Kept) {
    let lund = kept.with_channel().await;
    let home = kept.home();
    let setting = kept.setting();
    let child_desk = setting.desk();
    // The server makes its key before anybody is there; then their session is begun.
    home.start(&setting).await.kill();
    let member = Member::signed_in(&kept, &lund, child_desk).await;
    let child = home.start(&setting).await;

    let mut looked_for = Vec::new();
    let mut secret = |name: &str| {
        let word = canary();
        looked_for.extend(needles(name, word.as_bytes()));
        word
    };
    let (name, search, tag) = (secret("name of a view"), secret("search"), secret("tag"));
    let (template, letter) = (secret("name of a template"), secret("text of a template"));
    let (draft, record, plain) = (secret("draft of a letter"), secret("draft of a record"), secret("plaintext sent by mistake"));
    Reporter::new(child.intake).file(&lund, Holders::default(), &WORDS).await;
    let inbox = member.get("/api/inbox").await.expect(200);
    let index = format!("/api/cases/{}/index", text(&inbox["cases"][0]["id"]));

    let views = json!([{ "name": name, "filter": { "search": search, "tag": tag } }]);
    let templates = json!([{ "name": template, "sv": letter, "en": "" }]);
    let views = sealed(&json!({ "v": 2, "views": views, "templates": templates }).to_string());
    member.put("/api/views", &replacing(&views, Value::Null)).await.expect(204);
    let entry = sealed(&json!({ "drafts": { "reply": draft, "record": record } }).to_string());
    member.put(&index, &replacing(&entry, Value::Null)).await.expect(204);
    assert_eq!(member.get("/api/views").await.expect(200)["views"], views);
    // And what a broken desk forgot to seal is refused and let go.
    let forgotten = json!({ "salt": views["salt"], "sealed": base64(format!("{plain:4112}").as_bytes()) });
    for path in ["/api/views", index.as_str()] {
        member.put(path, &replacing(&forgotten, Value::Null)).await.expect_problem(400, "problem-not-sealed");
        member.put(path, &json!({ "views": plain })).await.expect_problem(400, "problem-malformed");
    }
    let_go().await;

    assert_eq!(kept.found(&child, &looked_for), BTreeSet::new(), "{}", home.printed());
}
}
