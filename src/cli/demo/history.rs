//! The cases of the demonstration: filed, answered and noted as the script says, each envelope sealed by whoever wrote it.

use anyhow::{Context, anyhow};
use rand::RngCore;
use rand::rngs::OsRng;
use sigill_sealing::anchor::Anchor;
use sigill_sealing::body::{self, Answer, ContactDetails, Content, Language};
use sigill_sealing::code::CaseCode;
use sigill_sealing::day::Day;
use sigill_sealing::filing::{Filed, Filing, file_report};
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::keyring::{Clock, KeyringChain};
use sigill_sealing::kind::{Conversation, Internal};
use sigill_sealing::secret::Secret;
use sigill_sealing::text::Text;
use sigill_sealing::thread::{MemberCase, ReporterCase, Served, ServedFile, Writing};
use sigill_sealing::wrap::Wrap;

use super::channel::Channel;
use super::people::People;
use super::script;
use crate::cases::lifecycle::{Days, State, Step};
use crate::cases::store::{self, NewCase, NewEnvelope};
use crate::cases::{CaseId, FilingDigest, Locator, Path};
use crate::storage::{Db, Error};

/// A case as it grows.
struct Growing<'a> {
    people: &'a People,
    channel: &'a Channel,
    filed: &'a Filed,
    reporter: ReporterCase,
    path: body::Path,
    conversation: Vec<Served>,
    internal: Vec<Served>,
    letters: Vec<(Day, Sealed<Conversation>)>,
    notes: Vec<(Day, Sealed<Internal>)>,
}

/// Makes and stores every case; the first one's code.
pub(super) async fn make(
    db: &Db,
    people: &People,
    channel: &Channel,
    cases: &[script::Case],
    today: Day,
) -> anyhow::Result<Secret<String>> {
    let mut first = None;
    for case in cases {
        let code = CaseCode::generate(&mut OsRng);
        make_case(db, people, channel, case, today, &code).await?;
        first.get_or_insert(code.written());
    }
    first.context("the demonstration has no cases")
}

async fn make_case(
    db: &Db,
    people: &People,
    channel: &Channel,
    case: &script::Case,
    today: Day,
    code: &CaseCode,
) -> anyhow::Result<()> {
    let path = if case.path == "server" { body::Path::Server } else { body::Path::Browser };
    let excluded: Holders = case
        .excluded
        .iter()
        .map(|name| people.find(name).map(|person| Holder::Member(person.id)))
        .collect::<anyhow::Result<_>>()?;
    let answers = case
        .answers
        .iter()
        .map(|(question, answer)| {
            Ok(Answer { question: question.clone(), answer: Text::new(answer.trim().to_owned())? })
        })
        .collect::<anyhow::Result<_>>()?;
    let filed = file_report(
        Filing {
            epoch: channel.keyrings_on(ago(today, case.received)?)?.newest(),
            code,
            excluded,
            language: Language::parse("sv")?,
            answers,
            files: Vec::new(),
            contact: ContactDetails { text: Text::new(case.contact.clone())? },
            day: ago(today, case.received)?,
            clock: Clock::Server,
            path,
        },
        &mut OsRng,
    )?;
    let anchor = Anchor::open(&filed.anchor, code)?;
    let received = ago(today, case.received)?;
    let mut growing = Growing {
        people,
        channel,
        filed: &filed,
        reporter: ReporterCase::new(code, &anchor),
        path,
        conversation: vec![served(0, received, &filed.report), served(1, received, &filed.contact)],
        internal: Vec::new(),
        letters: Vec::new(),
        notes: Vec::new(),
    };
    let (mut state, mut days) = (State::Received, Days::of_receipt(received));
    for letter in &case.letter {
        growing.write_letter(letter, today)?;
        if let Some(step) = &letter.step {
            let step = Step::parse(step).with_context(|| format!("{step} is no step"))?;
            (state, days) = state.take(step, days, ago(today, letter.back)?)?;
        }
    }
    for note in &case.note {
        growing.write_note(note, today)?;
    }
    growing.store(db, code, state, days).await
}

impl Growing<'_> {
    fn write_letter(&mut self, letter: &script::Letter, today: Day) -> anyhow::Result<()> {
        let day = ago(today, letter.back)?;
        let keyrings = self.channel.keyrings_on(day)?;
        let message = body::Message {
            text: Text::new(letter.text.clone())?,
            language: Language::parse("sv")?,
            files: Vec::new(),
            step: letter
                .step
                .as_deref()
                .map(body::Step::parse)
                .transpose()
                .map_err(|_word| anyhow!("no step"))?,
        };
        let sealed = if letter.by == "reporter" {
            let seen = self.reporter.conversation(keyrings, &self.conversation);
            let writing = Writing { keyrings, day, path: self.path };
            self.reporter.write(&seen, writing, Content::Message(message), &mut OsRng)?.sealed
        } else {
            let (case, seen, key) = self.open_as(&letter.by, keyrings)?;
            let writing = Writing { keyrings, day, path: body::Path::Desk };
            case.write(&seen, &key, writing, Content::Message(message))?.sealed
        };
        let n = u64::try_from(self.conversation.len())?;
        self.conversation.push(served(n, day, &sealed));
        self.letters.push((day, sealed));
        Ok(())
    }

    fn write_note(&mut self, note: &script::Note, today: Day) -> anyhow::Result<()> {
        let day = ago(today, note.back)?;
        let keyrings = self.channel.keyrings()?;
        let (case, seen, key) = self.open_as(&note.by, keyrings)?;
        let internal = case.internal(&seen, keyrings, &self.internal);
        let content = Content::Note(body::Note {
            text: Text::new(note.text.clone())?,
            refers: None,
            files: Vec::new(),
            counted: None,
        });
        let writing = Writing { keyrings, day, path: body::Path::Desk };
        let sealed = case.write_internal(&seen, &internal, &key, writing, content)?.sealed;
        let n = u64::try_from(self.internal.len())?;
        self.internal.push(served(n, day, &sealed));
        self.notes.push((day, sealed));
        Ok(())
    }

    /// The case as that member's browser would open it.
    fn open_as(
        &self,
        name: &str,
        keyrings: &KeyringChain,
    ) -> anyhow::Result<(
        MemberCase,
        sigill_sealing::thread::Conversation,
        sigill_sealing::signature::SigningKey<sigill_sealing::role::Author>,
    )> {
        let person = self.people.find(name)?;
        let key = person.keys.signing_key();
        let wrap = self
            .filed
            .wraps
            .iter()
            .find(|wrap| wrap.holder == Holder::Member(person.id))
            .with_context(|| format!("{name} holds no key of this case"))?;
        let opened = Wrap::open(&wrap.sealed, &person.keys.identity, &key.verifying_key(), keyrings)?;
        let (case, seen) = MemberCase::open(&[opened], keyrings, &self.conversation)?;
        Ok((case, seen, key))
    }

    async fn store(self, db: &Db, code: &CaseCode, state: State, days: Days) -> anyhow::Result<()> {
        let Self { filed, channel, letters, notes, path, .. } = self;
        let mut id = [0; 16];
        OsRng.fill_bytes(&mut id);
        let case = CaseId::from_bytes(id);
        let locator = Locator::of(code.access().signing_key().verifying_key().as_bytes());
        let (anchor, leaf, channel) = (filed.anchor.clone(), filed.leaf, channel.id);
        let filing = FilingDigest::from_bytes(*filed.report.digest().as_bytes());
        let wraps: Vec<_> = filed.wraps.iter().map(|wrap| (wrap.holder, wrap.sealed.clone())).collect();
        let mut conversation =
            vec![(days.received, filed.report.clone()), (days.received, filed.contact.clone())];
        conversation.extend(letters);
        let path = if path == body::Path::Server { Path::Server } else { Path::Browser };
        db.run_tx("demo_case", move |tx| {
            let new =
                NewCase { id: case, channel, locator, filing, path, state, days, leaf, anchor: &anchor };
            store::insert_case(tx, &new)?;
            for (holder, wrap) in &wraps {
                store::insert_wrap(tx, case, *holder, 0, wrap)?;
            }
            for (n, (day, envelope)) in (0..).zip(&conversation) {
                store::insert_envelope(tx, case, n, *day, &NewEnvelope::Conversation(envelope))?;
            }
            for (n, (day, envelope)) in (0..).zip(&notes) {
                store::insert_envelope(tx, case, n, *day, &NewEnvelope::Internal(envelope))?;
            }
            Ok(())
        })
        .await
        .map_err(|error: Error| error.into())
    }
}

/// The day so many days ago.
fn ago(today: Day, days: i32) -> anyhow::Result<Day> {
    today.plus(-days).context("the calendar begins later")
}

fn served<P>(n: u64, day: Day, sealed: &Sealed<P>) -> Served {
    Served { n, day, file: ServedFile::Bytes(sealed.as_bytes().to_vec()) }
}
