//! A handler at work: through the desk's own addresses, with their own keys.

use diesel::prelude::*;
use serde_json::{Value, json};
use sigill::cases::Thread;
use sigill::storage::schema::envelopes;
use sigill::storage::{self, columns::Raw};
use sigill_sealing::body::{Content, Language, Message, Note, Step};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::id::MemberId;
use sigill_sealing::text::Text;
use sigill_sealing::thread::State;

use crate::support::channel::{Person, TestChannel};
use crate::support::handler::{Handler, OpenCase, desk_envelope};
use crate::support::http::text;
use crate::support::installation::Installation;
use crate::support::reporter::read_served;

/// The desk of one handler of a channel.
pub(crate) struct Desk<'a> {
    installation: &'a Installation,
    channel: &'a TestChannel,
    person: &'a Person,
}

impl<'a> Desk<'a> {
    /// The desk of a channel's first handler.
    pub(crate) fn of(installation: &'a Installation, channel: &'a TestChannel) -> Self {
        Self::for_person(installation, channel, &channel.handlers[0])
    }

    pub(crate) fn for_person(
        installation: &'a Installation,
        channel: &'a TestChannel,
        person: &'a Person,
    ) -> Self {
        Self { installation, channel, person }
    }

    /// Every case the handler can open: its reference, and the words in it.
    pub(crate) async fn cases(&self) -> Value {
        let handler = self.handler().await;
        let mut told = Vec::new();
        for row in handler.inbox().await {
            let open = handler.open(text(&row["id"])).await;
            let entries: Vec<Value> =
                open.conversation.entries().iter().map(|entry| words(&open, &entry.state)).collect();
            told.push(json!({ "reference": reference(&open), "entries": entries }));
        }
        json!({ "cases": told })
    }

    /// Writes in a case, with a step if one is named.
    pub(crate) async fn reply(&self, wanted: &str, step: &str, words: &str) -> Value {
        let handler = self.handler().await;
        let (id, open) = self.open(&handler, wanted).await;
        let keyrings = self.channel.keyrings();
        let step = (step != "-").then_some(step);
        let content = Content::Message(Message {
            text: Text::new(words.to_owned()).unwrap(),
            language: Language::parse("sv").unwrap(),
            files: Vec::new(),
            step: step.map(|step| Step::parse(step).unwrap()),
        });
        let OpenCase { case, conversation } = open;
        let (signing, writing) = (handler.person.signing(), handler.writing(&keyrings));
        let letter = case.write(&conversation, &signing, writing, content).unwrap();
        // The server is told of those alone that the law's clocks turn on.
        let told = step.filter(|step| ["acknowledge", "feedback", "close", "reopen"].contains(step));
        handler.post(&id, &desk_envelope(&letter, told, &[])).await.expect(201);
        json!({ "n": letter.n })
    }

    /// Writes a note that only those at the desk see.
    pub(crate) async fn note(&self, wanted: &str, words: &str) -> Value {
        let handler = self.handler().await;
        let (id, OpenCase { case, conversation }) = self.open(&handler, wanted).await;
        let keyrings = self.channel.keyrings();
        let page = handler.get(&format!("/api/cases/{id}/envelopes?thread=i&from=0")).await.expect(200);
        assert_eq!(page["more"], false, "the stage writes few notes");
        let served = read_served(&page);
        let internal = case.internal(&conversation, &keyrings, &served);
        let content = Content::Note(Note {
            text: Text::new(words.to_owned()).unwrap(),
            refers: None,
            files: Vec::new(),
            counted: None,
        });
        let (signing, writing) = (handler.person.signing(), handler.writing(&keyrings));
        let letter = case.write_internal(&conversation, &internal, &signing, writing, content).unwrap();
        let sealed = base64(letter.sealed.as_bytes());
        let body = json!({ "thread": "i", "n": letter.n, "sealed": sealed, "step": null, "wraps": [] });
        handler.post(&id, &body).await.expect(201);
        json!({ "n": letter.n })
    }

    /// Exchanges the bytes of a case's last two letters, as a server that lies would.
    pub(crate) async fn swap(&self, wanted: &str) -> Value {
        let handler = self.handler().await;
        let (id, _) = self.open(&handler, wanted).await;
        let case = sigill::cases::CaseId::from_bytes(*MemberId::parse(&id).unwrap().as_bytes());
        let swapped = self.installation.app.db.run_tx("swap_on_stage", move |tx| {
            let of_case = envelopes::case_id.eq(case).and(envelopes::thread.eq(Thread::Conversation));
            let last: Vec<(i64, Vec<u8>)> = envelopes::table
                .filter(of_case)
                .order(envelopes::n.desc())
                .limit(2)
                .select((envelopes::n, envelopes::sealed))
                .load(tx.connection())?;
            let [(one, first), (other, second)] = last.as_slice() else { return Ok(false) };
            for (n, bytes) in [(one, second), (other, first)] {
                diesel::update(envelopes::table.filter(of_case.and(envelopes::n.eq(n))))
                    .set((envelopes::sealed.eq(bytes), envelopes::digest.eq(Raw(Digest::of(bytes)))))
                    .execute(tx.connection())?;
            }
            Ok::<_, storage::Error>(true)
        });
        json!({ "swapped": swapped.await.unwrap() })
    }

    async fn handler(&self) -> Handler<'a> {
        Handler::signed_in(self.installation, self.channel, self.person).await
    }

    async fn open(&self, handler: &Handler<'a>, wanted: &str) -> (String, OpenCase) {
        for row in handler.inbox().await {
            let id = text(&row["id"]).to_owned();
            let open = handler.open(&id).await;
            if reference(&open) == wanted {
                return (id, open);
            }
        }
        panic!("no case {wanted}")
    }
}

fn reference(open: &OpenCase) -> String {
    open.case.facts().case().reference().to_string()
}

/// What a handler reads of an entry.
fn words(open: &OpenCase, state: &State) -> Value {
    let State::Shown(shown) = state else { return json!("not shown") };
    match &shown.body.get().content {
        Content::Report(report) => {
            let answers = report.answers.iter();
            json!(
                answers
                    .map(|answer| format!("{}: {}", answer.question, answer.answer.expose()))
                    .collect::<Vec<_>>()
            )
        }
        Content::Message(message) => json!(message.text.expose()),
        Content::Act(act) => json!(act.what.word()),
        Content::Contact(contact) => {
            json!(contact.open(open.case.keys().first()).unwrap().text.expose())
        }
        Content::Grant(_)
        | Content::Rekey(_)
        | Content::Strike(_)
        | Content::Note(_)
        | Content::Triage(_) => {
            json!("other")
        }
    }
}
