//! A reporter: what the intake's scripts do in a browser, done with the sealing crate.

use std::net::SocketAddr;

use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill_sealing::anchor::Anchor;
use sigill_sealing::body::{Act, Answer as Answered, ContactDetails, Content, Language, Message, Path, What};
use sigill_sealing::code::{CaseCode, OwnerFingerprint};
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{base64, parse_base64, parse_base64_exact};
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::filing::{Filed, Filing, file_report};
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::Holders;
use sigill_sealing::id::ChannelId;
use sigill_sealing::identity::Recipient;
use sigill_sealing::keyring::{Clock as KeyringClock, KeyringChain, Pin};
use sigill_sealing::kind;
use sigill_sealing::parcel::Parcel;
use sigill_sealing::request::{NONCE_BYTES, request_bytes};
use sigill_sealing::role::Intake;
use sigill_sealing::signature::Request as Signed;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{Conversation, Letter, ReporterCase, Served, ServedFile, Writing};

use super::channel::TestChannel;
use super::http::{Answer, Request, text};

/// Somebody with a case code, from drawing it on.
pub(crate) struct Reporter {
    pub(crate) intake: SocketAddr,
    pub(crate) code: CaseCode,
    /// What their browser, or a proxy before the server, adds to every request.
    pub(crate) headers: Vec<(String, String)>,
}

/// A channel as a reporter's browser has verified it.
pub(crate) struct ReadChannel {
    pub(crate) id: ChannelId,
    pub(crate) keyrings: KeyringChain,
    pub(crate) today: Day,
    /// What the wraps of a filing are sealed to.
    pub(crate) recipient: Recipient<Intake>,
}

/// What somebody reports.
pub(crate) struct Words<'a> {
    pub(crate) what: &'a str,
    pub(crate) contact: &'a str,
}

/// A case as a reporter who came back sees it.
pub(crate) struct Visit {
    pub(crate) case: ReporterCase,
    pub(crate) conversation: Conversation,
    pub(crate) keyrings: KeyringChain,
    pub(crate) answer: Value,
    today: Day,
}

pub(crate) const WORDS: Words<'static> = Words { what: "Upphandlingen var avgjord i förväg.", contact: "" };

impl Reporter {
    pub(crate) fn new(intake: SocketAddr) -> Self {
        Self { intake, code: CaseCode::generate(&mut OsRng), headers: Vec::new() }
    }

    /// The same person on another computer: nothing but the code is left.
    pub(crate) fn comes_back(&self) -> Self {
        self.on(self.intake)
    }

    /// The same, where the server listens elsewhere by now.
    pub(crate) fn on(&self, intake: SocketAddr) -> Self {
        let code = CaseCode::parse(self.code.written().expose()).unwrap();
        Self { intake, code, headers: self.headers.clone() }
    }

    pub(crate) async fn send(&self, request: Request) -> Answer {
        request.headers(&self.headers).send(self.intake).await
    }

    /// Fetches the channel of a link, and verifies its keyrings against the link's fingerprint.
    pub(crate) async fn read_channel(&self, channel: &TestChannel) -> ReadChannel {
        self.read_linked(&channel.address, &channel.fingerprint()).await
    }

    /// The same, with what the link says.
    pub(crate) async fn read_linked(&self, address: &str, fingerprint: &str) -> ReadChannel {
        let answer = self.send(Request::get(&format!("/api/channels/{address}"))).await.expect(200);
        let id = ChannelId::parse(text(&answer["channel"])).unwrap();
        let pin = Pin::Fingerprint(OwnerFingerprint::parse(fingerprint).unwrap());
        let keyrings = self.read_keyrings(address, id, 1, &pin).await;
        assert_eq!(keyrings.newest().note(), text(&answer["keyring"]));
        let recipient = Recipient::parse(text(&answer["filing_recipient"])).unwrap();
        ReadChannel { id, keyrings, today: Day::parse(text(&answer["today"])).unwrap(), recipient }
    }

    async fn read_keyrings(&self, address: &str, id: ChannelId, from: u64, pin: &Pin) -> KeyringChain {
        let mut notes: Vec<String> = Vec::new();
        loop {
            let next = from + u64::try_from(notes.len()).unwrap();
            let path = format!("/api/channels/{address}/keyrings?from={next}");
            let answer = self.send(Request::get(&path)).await.expect(200);
            notes.extend(answer["keyrings"].as_array().unwrap().iter().map(|note| text(note).to_owned()));
            if answer["more"] == false {
                break;
            }
        }
        KeyringChain::verify(id, &notes.iter().map(String::as_str).collect::<Vec<_>>(), pin).unwrap()
    }

    /// Seals a report to the newest epoch.
    pub(crate) fn seal(&self, channel: &ReadChannel, excluded: Holders, words: &Words<'_>) -> Filed {
        self.seal_with(channel, excluded, words, Vec::new())
    }

    /// The same, of a report that refers to files.
    pub(crate) fn seal_with(
        &self,
        channel: &ReadChannel,
        excluded: Holders,
        words: &Words<'_>,
        files: Vec<FileReference>,
    ) -> Filed {
        let text = |words: &str| Text::new(words.to_owned()).unwrap();
        let filing = Filing {
            epoch: channel.keyrings.newest(),
            code: &self.code,
            excluded,
            language: Language::parse("sv").unwrap(),
            answers: vec![Answered { question: "what".to_owned(), answer: text(words.what) }],
            files,
            contact: ContactDetails { text: text(words.contact) },
            day: channel.today,
            clock: KeyringClock::Browser,
            path: Path::Browser,
        };
        file_report(filing, &mut OsRng).unwrap()
    }

    /// The body of the request that files what was sealed.
    pub(crate) fn filing(channel: &ReadChannel, filed: &Filed) -> Value {
        let epoch = channel.keyrings.newest();
        let wraps = Parcel::of(filed).seal(epoch.lines().keepers().len(), &channel.recipient).unwrap();
        json!({
            "channel": channel.id.to_string(),
            "keyring": { "epoch": epoch.epoch(), "hash": epoch.hash().to_string() },
            "anchor": base64(filed.anchor.as_bytes()),
            "leaf": filed.leaf.to_string(),
            "wraps": base64(wraps.as_bytes()),
            "envelopes": [base64(filed.report.as_bytes()), base64(filed.contact.as_bytes())],
            "files": [],
        })
    }

    /// Reads, seals and files in one go; gives the day of the receipt.
    pub(crate) async fn file(&self, channel: &TestChannel, excluded: Holders, words: &Words<'_>) -> Day {
        self.file_to(&self.read_channel(channel).await, excluded, words).await
    }

    /// Seals and files to a channel that was read.
    pub(crate) async fn file_to(&self, channel: &ReadChannel, excluded: Holders, words: &Words<'_>) -> Day {
        let filed = self.seal(channel, excluded, words);
        let answer = self.post("/api/cases", &Self::filing(channel, &filed)).await.expect(201);
        Day::parse(text(&answer["received"])).unwrap()
    }

    pub(crate) async fn nonce(&self) -> [u8; NONCE_BYTES] {
        let answer = self.send(Request::get("/api/nonce")).await.expect(200);
        parse_base64_exact(text(&answer["nonce"])).unwrap()
    }

    /// Signs a request as the holder of the code.
    pub(crate) fn sign(&self, method: &str, path: &str, body: &[u8], nonce: &[u8; NONCE_BYTES]) -> Request {
        let key = self.code.access().signing_key();
        let signature = key.sign::<Signed>(&request_bytes(method, path, body, nonce));
        let request = Request::new(method, path)
            .header("Sigill-Key", &key.verifying_key().to_string())
            .header("Sigill-Nonce", &base64(nonce))
            .header("Sigill-Signature", &signature.to_string());
        if body.is_empty() { request } else { request.json_bytes(body.to_vec()) }
    }

    /// Signs and sends.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let nonce = self.nonce().await;
        self.send(self.sign(method, path, body, &nonce)).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, b"").await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, body.to_string().as_bytes()).await
    }

    /// Comes back with the code: anchor, keyrings, conversation, each verified.
    pub(crate) async fn visit(&self) -> Visit {
        let answer = self.get("/api/case").await.expect(200);
        let sealed = parse_base64(text(&answer["anchor"])).unwrap();
        let anchor =
            Anchor::open(&Sealed::<kind::Anchor>::through_gate(sealed).unwrap(), &self.code).unwrap();
        let found = anchor.get();
        let pin = Pin::Note { epoch: found.keyring.epoch, hash: found.keyring.hash };
        let (address, from) = (text(&answer["address"]), found.keyring.epoch);
        let keyrings = self.read_keyrings(address, found.channel, from, &pin).await;
        let case = ReporterCase::new(&self.code, &anchor);
        let conversation = case.conversation(&keyrings, &self.read_conversation().await);
        let today = Day::parse(text(&answer["today"])).unwrap();
        Visit { case, conversation, keyrings, answer, today }
    }

    async fn read_conversation(&self) -> Vec<Served> {
        let mut served = Vec::new();
        loop {
            let answer = self.get(&format!("/api/case/envelopes?from={}", served.len())).await.expect(200);
            served.extend(read_served(&answer));
            if answer["more"] == false {
                return served;
            }
        }
    }

    /// Writes a message after what the visit showed, and posts it.
    pub(crate) async fn reply(&self, visit: &Visit, words: &str) -> Answer {
        let letter = visit.write(words);
        self.post("/api/case/envelopes", &envelope(&letter)).await
    }
}

impl Visit {
    /// Seals the next message.
    pub(crate) fn write(&self, words: &str) -> Letter<kind::Conversation> {
        self.seal(message(words))
    }

    /// Seals the next envelope.
    pub(crate) fn seal(&self, content: Content) -> Letter<kind::Conversation> {
        let writing = Writing { keyrings: &self.keyrings, day: self.today, path: Path::Browser };
        self.case.write(&self.conversation, writing, content, &mut OsRng).unwrap()
    }

    /// Seals that all of it has been read.
    pub(crate) fn mark(&self) -> Letter<kind::Conversation> {
        self.seal(Content::Act(Act {
            what: What::Read,
            refers: self.conversation.head(),
            text: Text::empty(),
        }))
    }

    /// What can be read of the conversation, in order; nothing for what is not for these eyes.
    pub(crate) fn shown(&self) -> Vec<String> {
        words_of(&self.conversation)
    }
}

/// A message that takes no step.
pub(crate) fn message(words: &str) -> Content {
    message_with(words, Vec::new())
}

/// The same, which refers to files.
pub(crate) fn message_with(words: &str, files: Vec<FileReference>) -> Content {
    Content::Message(Message {
        text: Text::new(words.to_owned()).unwrap(),
        language: Language::parse("sv").unwrap(),
        files,
        step: None,
    })
}

/// The body of the request that brings a letter of the conversation.
pub(crate) fn envelope(letter: &Letter<kind::Conversation>) -> Value {
    json!({ "n": letter.n, "sealed": base64(letter.sealed.as_bytes()) })
}

/// The words of a report's answers and of messages, as far as a reader can read them.
pub(crate) fn words_of(conversation: &Conversation) -> Vec<String> {
    let shown = conversation.entries().iter().filter_map(|entry| entry.shown());
    shown
        .flat_map(|shown| match &shown.body.get().content {
            Content::Report(report) => {
                report.answers.iter().map(|answer| answer.answer.expose().to_owned()).collect()
            }
            Content::Message(message) => vec![message.text.expose().to_owned()],
            Content::Contact(_)
            | Content::Act(_)
            | Content::Grant(_)
            | Content::Rekey(_)
            | Content::Strike(_)
            | Content::Note(_)
            | Content::Triage(_) => Vec::new(),
        })
        .collect()
}

/// A page of envelopes, as a thread is read from.
pub(crate) fn read_served(answer: &Value) -> Vec<Served> {
    let envelopes = answer["envelopes"].as_array().unwrap();
    let served = envelopes.iter().map(|envelope| Served {
        n: envelope["n"].as_u64().unwrap(),
        day: Day::parse(text(&envelope["day"])).unwrap(),
        file: match envelope.get("struck") {
            Some(digest) => {
                assert_eq!(envelope["sealed"], "");
                ServedFile::Gone(Digest::parse(text(digest)).unwrap())
            }
            None => ServedFile::Bytes(parse_base64(text(&envelope["sealed"])).unwrap()),
        },
    });
    served.collect()
}
