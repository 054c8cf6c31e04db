//! Cases as they were lived: filed, answered and noted as a script says, each envelope sealed by whoever wrote it.

use anyhow::{Context, anyhow};
use rand::RngCore;
use rand::rngs::OsRng;
use sigill_sealing::anchor::Anchor as OpenAnchor;
use sigill_sealing::body::{self, Answer, ContactDetails, Content, Language, Term};
use sigill_sealing::code::CaseCode;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::filing::{Filed, Filing, file_report};
use sigill_sealing::gate::Sealed;
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::id::ChannelId;
use sigill_sealing::keyring::{Clock, KeyringChain};
use sigill_sealing::kind::{self, Anchor, Conversation, Internal};
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
use crate::storage::{Db, Error, Tx};

/// A case as it grows.
pub(super) struct Growing<'a> {
    people: &'a People,
    channel: &'a Channel,
    locator: Locator,
    filed: Filed,
    received: Day,
    reporter: ReporterCase,
    path: body::Path,
    conversation: Vec<Served>,
    internal: Vec<Served>,
    letters: Vec<(Day, Sealed<Conversation>)>,
    notes: Vec<(Day, Sealed<Internal>)>,
    state: State,
    days: Days,
}

/// A case as it is stored.
pub(super) struct Grown {
    /// The server's own name for it.
    pub(super) row: CaseId,
    /// The case itself, which the server is not told.
    pub(super) case: sigill_sealing::case_id::CaseId,
    /// Where it is by its clocks.
    pub(super) state: State,
    /// Its days.
    pub(super) days: Days,
    /// How it came.
    pub(super) path: Path,
    /// The conversation with the server's days, its report and contact details first.
    pub(super) conversation: Vec<(Day, Sealed<Conversation>)>,
    /// What handlers wrote among themselves.
    pub(super) internal: Vec<(Day, Sealed<Internal>)>,
    locator: Locator,
    channel: ChannelId,
    filing: FilingDigest,
    leaf: Digest,
    anchor: Sealed<Anchor>,
    wraps: Vec<(Holder, Sealed<kind::Wrap>)>,
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
        let grown = grow(people, channel, case, today, &code)?.grown();
        let insert = db.run_tx("demo_case", move |tx| grown.insert(tx));
        insert.await?;
        first.get_or_insert(code.written());
    }
    first.context("the demonstration has no cases")
}

/// Lives a case through, from its report to its last letter and note.
pub(super) fn grow<'a>(
    people: &'a People,
    channel: &'a Channel,
    case: &script::Case,
    today: Day,
    code: &CaseCode,
) -> anyhow::Result<Growing<'a>> {
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
    let anchor = OpenAnchor::open(&filed.anchor, code)?;
    let received = ago(today, case.received)?;
    let mut growing = Growing {
        people,
        channel,
        locator: Locator::of(code.access().signing_key().verifying_key().as_bytes()),
        reporter: ReporterCase::new(code, &anchor),
        path,
        conversation: vec![served(0, received, &filed.report), served(1, received, &filed.contact)],
        internal: Vec::new(),
        letters: Vec::new(),
        notes: Vec::new(),
        state: State::Received,
        days: Days::of_receipt(received),
        filed,
        received,
    };
    for letter in &case.letter {
        growing.write_letter(letter, today)?;
        if let Some(step) = &letter.step {
            let step = Step::parse(step).with_context(|| format!("{step} is no step"))?;
            (growing.state, growing.days) =
                growing.state.take(step, growing.days, ago(today, letter.back)?)?;
        }
    }
    for note in &case.note {
        growing.write_note(note, today)?;
    }
    Ok(growing)
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
        let content = Content::Note(body::Note {
            text: Text::new(note.text.clone())?,
            refers: None,
            files: Vec::new(),
            counted: None,
        });
        self.write_internal(&note.by, ago(today, note.back)?, content)
    }

    /// Writes the record of the case, as that member has it on `day`.
    pub(super) fn write_record(&mut self, by: &str, day: Day, terms: Vec<Term>) -> anyhow::Result<()> {
        self.write_internal(by, day, Content::Triage(body::Triage { terms, counted: None }))
    }

    fn write_internal(&mut self, by: &str, day: Day, content: Content) -> anyhow::Result<()> {
        let keyrings = self.channel.keyrings()?;
        let (case, seen, key) = self.open_as(by, keyrings)?;
        let internal = case.internal(&seen, keyrings, &self.internal);
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

    /// The case as it is now.
    pub(super) fn grown(self) -> Grown {
        let Self { filed, channel, received, .. } = self;
        let mut id = [0; 16];
        OsRng.fill_bytes(&mut id);
        let mut conversation = vec![(received, filed.report.clone()), (received, filed.contact)];
        conversation.extend(self.letters);
        Grown {
            row: CaseId::from_bytes(id),
            case: filed.case,
            state: self.state,
            days: self.days,
            path: if self.path == body::Path::Server { Path::Server } else { Path::Browser },
            conversation,
            internal: self.notes,
            locator: self.locator,
            channel: channel.id,
            filing: FilingDigest::from_bytes(*filed.report.digest().as_bytes()),
            leaf: filed.leaf,
            anchor: filed.anchor,
            wraps: filed.wraps.into_iter().map(|wrap| (wrap.holder, wrap.sealed)).collect(),
        }
    }
}

impl Grown {
    /// Stores it as filing and writing would have.
    pub(super) fn insert(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let new = NewCase {
            id: self.row,
            channel: self.channel,
            locator: self.locator,
            filing: self.filing,
            path: self.path,
            state: self.state,
            days: self.days,
            leaf: self.leaf,
            anchor: &self.anchor,
        };
        store::insert_case(tx, &new)?;
        for (holder, wrap) in &self.wraps {
            store::insert_wrap(tx, self.row, *holder, 0, wrap)?;
        }
        for (n, (day, envelope)) in (0..).zip(&self.conversation) {
            store::insert_envelope(tx, self.row, n, *day, &NewEnvelope::Conversation(envelope))?;
        }
        for (n, (day, envelope)) in (0..).zip(&self.internal) {
            store::insert_envelope(tx, self.row, n, *day, &NewEnvelope::Internal(envelope))?;
        }
        Ok(())
    }
}

/// The day so many days ago.
pub(super) fn ago(today: Day, days: i32) -> anyhow::Result<Day> {
    today.plus(-days).context("the calendar begins later")
}

fn served<P>(n: u64, day: Day, sealed: &Sealed<P>) -> Served {
    Served { n, day, file: ServedFile::Bytes(sealed.as_bytes().to_vec()) }
}
