//! A channel and a case to play with: handlers 1 to 3, deputy 4, custodian 5, recovery 200,
//! owner 100. Keys come from the number.

use crate::{
    anchor::Anchor,
    body::{Act, Answer, ContactDetails, Content, Language, Link, Message, Note, Path, Step, What},
    code::CaseCode,
    day::Day,
    digest::Digest,
    filing::{Filed, Filing, file_report},
    gate::Sealed,
    holder::{Holder, Holders},
    id::{ChannelId, MemberId},
    identity::Identity,
    keyring::{Clock, Contact, Designated, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine},
    kind,
    role::{Author, Handler, Owner, Role},
    signature::SigningKey,
    text::{ShortText, Text},
    thread::{Conversation, MemberCase, ReporterCase, Served, ServedFile, Writing},
    wrap::{OpenedWrap, Wrap},
};
use rand::{SeedableRng, rngs::StdRng};

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(crate) fn key(number: u8) -> SigningKey<Author> {
    SigningKey::from_seed([number; 32])
}

pub(crate) fn owner() -> SigningKey<Owner> {
    SigningKey::from_seed([100; 32])
}

pub(crate) fn identity<R: Role>(number: u8) -> Identity<R> {
    Identity::from_seed([number; 32])
}

pub(crate) fn member(number: u8) -> MemberId {
    MemberId::from_bytes([number; 16])
}

pub(crate) fn holder(number: u8) -> Holder {
    if number == 200 { Holder::Recovery } else { member(number).into() }
}

pub(crate) fn holders(numbers: &[u8]) -> Holders {
    numbers.iter().map(|number| holder(*number)).collect()
}

pub(crate) fn designated<R: Role>(number: u8) -> Designated<R> {
    Designated {
        id: member(number),
        title: ShortText::new(format!("Title {number}")).unwrap(),
        recipient: identity(number).recipient(),
        verify: key(number).verifying_key(),
    }
}

pub(crate) fn lines() -> Lines {
    let Designated { title, recipient, verify, .. } = designated(200);
    Lines {
        channel: ChannelId::from_bytes([9; 16]),
        owner: owner().verifying_key(),
        settings: Digest::of(b"settings"),
        policy: Policy { show_own: true, contact: Contact::Two, server_path: true },
        handlers: (1..=3).map(designated).collect(),
        deputies: vec![designated(4)],
        custodians: vec![designated(5)],
        recovery: RecoveryLine { title, recipient, verify },
    }
}

/// A channel of one epoch, issued 2026-01-01, with those lines.
pub(crate) fn channel(lines: Lines) -> KeyringChain {
    let channel = lines.channel;
    let note = Keyring::first(lines, day("2026-01-01")).unwrap().sign(&owner()).unwrap();
    KeyringChain::verify(channel, &[&note], &Pin::Owner(owner().verifying_key())).unwrap()
}

/// Adds the next epoch.
pub(crate) fn publish(keyrings: &mut KeyringChain, issued: &str, edit: impl FnOnce(&mut Lines)) {
    let mut lines = keyrings.newest().lines().clone();
    edit(&mut lines);
    let note = keyrings.newest().next(lines, day(issued)).unwrap().sign(&owner()).unwrap();
    keyrings.extend(&note).unwrap();
}

pub(crate) fn text(words: &str) -> Text {
    Text::new(words.to_owned()).unwrap()
}

pub(crate) fn sv() -> Language {
    Language::parse("sv").unwrap()
}

pub(crate) fn message(words: &str, step: Option<Step>) -> Content {
    Content::Message(Message { text: text(words), language: sv(), files: Vec::new(), step })
}

pub(crate) fn note(words: &str) -> Content {
    Content::Note(Note { text: text(words), refers: None, files: Vec::new(), counted: None })
}

pub(crate) fn act(what: What, refers: Option<Link>, words: &str) -> Content {
    Content::Act(Act { what, refers, text: text(words) })
}

/// A case on a server that stores what it is sent.
pub(crate) struct World {
    pub(crate) keyrings: KeyringChain,
    pub(crate) code: CaseCode,
    pub(crate) filed: Filed,
    pub(crate) c: Vec<Served>,
    pub(crate) i: Vec<Served>,
    pub(crate) wraps: Vec<(Holder, Sealed<kind::Wrap>)>,
    pub(crate) today: Day,
    pub(crate) rng: StdRng,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::filed(channel(lines()), &[], 1)
    }

    /// Somebody files, excluding those; the seed makes code and keys.
    pub(crate) fn filed(keyrings: KeyringChain, excluded: &[u8], seed: u64) -> Self {
        Self::filed_by(keyrings, excluded, seed, Path::Browser)
    }

    /// A handler enters what somebody told them.
    pub(crate) fn entered() -> Self {
        Self::filed_by(channel(lines()), &[], 1, Path::Desk)
    }

    fn filed_by(keyrings: KeyringChain, excluded: &[u8], seed: u64, path: Path) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let code = CaseCode::generate(&mut rng);
        let today = day("2026-01-05");
        let filing = Filing {
            epoch: keyrings.newest(),
            code: &code,
            excluded: holders(excluded),
            language: sv(),
            answers: vec![Answer { question: "what".to_owned(), answer: text("Fakturor utan underlag.") }],
            files: Vec::new(),
            contact: ContactDetails { text: text("Kim, 070-000 00 00") },
            day: today,
            clock: Clock::Browser,
            path,
        };
        let filed = file_report(filing, &mut rng).unwrap();
        let mut world =
            Self { keyrings, code, c: Vec::new(), i: Vec::new(), wraps: Vec::new(), today, rng, filed };
        world.store_c(world.filed.report.clone());
        world.store_c(world.filed.contact.clone());
        world.wraps = world.filed.wraps.iter().map(|wrap| (wrap.holder, wrap.sealed.clone())).collect();
        world
    }

    pub(crate) fn store_c(&mut self, sealed: Sealed<kind::Conversation>) {
        store(&mut self.c, self.today, sealed.into_bytes());
    }

    pub(crate) fn store_i(&mut self, sealed: Sealed<kind::Internal>) {
        store(&mut self.i, self.today, sealed.into_bytes());
    }

    pub(crate) fn writing(&self) -> Writing<'_> {
        Writing { keyrings: &self.keyrings, day: self.today, path: Path::Desk }
    }

    pub(crate) fn opened_wraps(&self, number: u8) -> Vec<OpenedWrap> {
        let own = identity::<Handler>(number);
        let to = key(number).verifying_key();
        let wraps = self.wraps.iter().filter(|(receiver, _)| *receiver == holder(number));
        wraps.map(|(_, wrap)| Wrap::open(wrap, &own, &to, &self.keyrings).ok().unwrap()).collect()
    }

    pub(crate) fn member(&self, number: u8) -> (MemberCase, Conversation) {
        MemberCase::open(&self.opened_wraps(number), &self.keyrings, &self.c).ok().unwrap()
    }

    pub(crate) fn reporter(&self) -> (ReporterCase, Conversation) {
        let anchor = Anchor::open(&self.filed.anchor, &self.code).ok().unwrap();
        let case = ReporterCase::new(&self.code, &anchor);
        let conversation = case.conversation(&self.keyrings, &self.c);
        (case, conversation)
    }

    pub(crate) fn reporter_writes(&mut self, content: Content) {
        let (case, conversation) = self.reporter();
        let mut rng = self.rng.clone();
        let letter = case.write(&conversation, self.writing(), content, &mut rng).unwrap();
        self.store_c(letter.sealed);
    }

    pub(crate) fn member_writes(&mut self, number: u8, content: Content) {
        let (case, conversation) = self.member(number);
        let letter = case.write(&conversation, &key(number), self.writing(), content).unwrap();
        self.store_c(letter.sealed);
    }

    pub(crate) fn member_notes(&mut self, number: u8, words: &str) {
        let (case, conversation) = self.member(number);
        let internal = case.internal(&conversation, &self.keyrings, &self.i);
        let letter =
            case.write_internal(&conversation, &internal, &key(number), self.writing(), note(words)).unwrap();
        self.store_i(letter.sealed);
    }
}

pub(crate) fn store(thread: &mut Vec<Served>, day: Day, bytes: Vec<u8>) {
    let n = u64::try_from(thread.len()).unwrap();
    thread.push(Served { n, day, file: ServedFile::Bytes(bytes) });
}
