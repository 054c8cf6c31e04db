//! Filings as browsers seal them: 2 kB to five handlers and recovery, each with a code and a case key of its own.
//!
//! They are sealed before the clock runs, so that what is measured is the server and not the driver's sealing.

use std::ops::Range;
use std::path::Path;
use std::thread;

use rand::rngs::OsRng;
use sigill::channels::settings::{OrganisationKind, Settings, Text as Words};
use sigill::channels::store::{self, ChannelRow, KeyringRow};
use sigill::clock::{Clock as _, DEFAULT_ZONE, SystemClock};
use sigill::storage::{Db, Error, Location};
use sigill_sealing::body::{Answer, ContactDetails, Language, Path as Way};
use sigill_sealing::case_id::CaseId;
use sigill_sealing::code::CaseCode;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::filing::{Filed, Filing, file_report};
use sigill_sealing::holder::Holders;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::{Identity, Recipient};
use sigill_sealing::keyring::{
    Clock, Contact, Designated, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine,
};
use sigill_sealing::parcel::Parcel;
use sigill_sealing::role::{Author, Handler, Intake};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::text::{ShortText, Text};

/// Handlers of the channel. One of them is excluded from every third filing.
const HANDLERS: usize = 5;
/// Threads that seal ahead.
const SEALERS: usize = 2;

/// The channel of the run, and its handlers' keys.
pub(super) struct Channel {
    pub(super) id: ChannelId,
    pub(super) keyrings: KeyringChain,
    pub(super) handlers: Vec<Person>,
    day: Day,
}

/// A handler with their keys.
pub(super) struct Person {
    pub(super) id: MemberId,
    pub(super) identity: Identity<Handler>,
    pub(super) signing: SigningKey<Author>,
}

/// A filing that waits to be sent.
pub(super) struct Ready {
    pub(super) body: Vec<u8>,
    pub(super) kept: Kept,
}

/// What its reporter and the driver keep of a filing.
pub(super) struct Kept {
    /// The code, with which it is asked for again.
    pub(super) code: CaseCode,
    /// What it proves itself by.
    pub(super) case: CaseId,
    /// Its number in the run, which its report ends with.
    pub(super) number: u32,
}

/// What report number `number` says: 2 kB.
pub(super) fn words(number: u32) -> String {
    format!("{} {number}", "å".repeat(1000))
}

/// Whether the first handler is excluded from that filing.
pub(super) fn is_kept_from_the_first(number: u32) -> bool {
    number.is_multiple_of(3)
}

/// Makes a database with one channel in `folder`.
pub(super) async fn prepare(folder: &Path) -> Channel {
    let rng = &mut OsRng;
    let today = SystemClock.today(DEFAULT_ZONE);
    let owner = SigningKey::from_seed([1; 32]);
    let channel = ChannelId::generate(rng);
    let name = Words { sv: "Lunda kommun".to_owned(), en: "Lunda Municipality".to_owned() };
    let settings = Settings::defaults(OrganisationKind::Municipality, name, true).to_bytes().unwrap();
    let settings = String::from_utf8(settings).unwrap();
    let mut handlers: Vec<_> = (0..HANDLERS)
        .map(|n| Person {
            id: MemberId::generate(rng),
            identity: Identity::generate(rng),
            signing: SigningKey::from_seed([u8::try_from(n).unwrap() + 2; 32]),
        })
        .collect();
    handlers.sort_by_key(|person| person.id);
    let designated = |person: &Person| Designated {
        id: person.id,
        title: ShortText::new("Handläggare".to_owned()).unwrap(),
        recipient: person.identity.recipient(),
        verify: person.signing.verifying_key(),
    };
    let lines = Lines {
        channel,
        owner: owner.verifying_key(),
        settings: Digest::of(settings.as_bytes()),
        policy: Policy { show_own: true, contact: Contact::One, server_path: true },
        handlers: handlers.iter().map(designated).collect(),
        deputies: Vec::new(),
        custodians: Vec::new(),
        recovery: RecoveryLine {
            title: ShortText::new("Kommunrevisor").unwrap(),
            recipient: Identity::generate(rng).recipient(),
            verify: SigningKey::from_seed([99; 32]).verifying_key(),
        },
    };
    let note = Keyring::first(lines, today).unwrap().sign(&owner).unwrap();
    let keyrings = KeyringChain::verify(channel, &[&note], &Pin::Nothing).unwrap();
    let epoch = keyrings.newest();

    let row = KeyringRow {
        epoch: 1,
        digest: epoch.hash(),
        settings: epoch.lines().settings,
        issued: epoch.issued(),
        expires: epoch.expires(),
        note: note.clone(),
    };
    let db = Db::open(&Location::sqlite(&database(folder)).unwrap()).unwrap();
    db.run_tx("prepare", move |tx| {
        let channel = ChannelRow { id: channel, address: "lunda".to_owned(), published: true };
        store::insert_channel(tx, &channel)?;
        store::insert_settings(tx, channel.id, row.settings, &settings)?;
        store::insert_keyring(tx, channel.id, &row)?;
        Ok::<_, Error>(())
    })
    .await
    .unwrap();
    db.close().await;
    Channel { id: channel, keyrings, handlers, day: today }
}

/// Where the database lies.
pub(super) fn database(folder: &Path) -> std::path::PathBuf {
    folder.join("data/sigill.db")
}

impl Channel {
    /// Seals filings of those numbers, to be sent to the server whose recipient that is.
    pub(super) fn seal(&self, numbers: Range<u32>, to: &Recipient<Intake>) -> Vec<Ready> {
        let numbers: Vec<u32> = numbers.collect();
        thread::scope(|scope| {
            let share = numbers.len().div_ceil(SEALERS).max(1);
            let sealers: Vec<_> = numbers
                .chunks(share)
                .map(|numbers| {
                    scope.spawn(move || numbers.iter().map(|number| self.seal_one(*number, to)).collect())
                })
                .collect();
            sealers.into_iter().flat_map(|sealer| sealer.join().unwrap_or_else(|_| Vec::new())).collect()
        })
    }

    fn seal_one(&self, number: u32, to: &Recipient<Intake>) -> Ready {
        let code = CaseCode::generate(&mut OsRng);
        let filed = file_report(self.filing(&code, number, Vec::new()), &mut OsRng).unwrap();
        let body = self.body(&filed, &[], to);
        Ready { body, kept: Kept { code, case: filed.case, number } }
    }

    fn filing<'a>(&'a self, code: &'a CaseCode, number: u32, files: Vec<FileReference>) -> Filing<'a> {
        let first = self.handlers[0].id;
        let excluded = is_kept_from_the_first(number).then_some(first);
        Filing {
            epoch: self.keyrings.newest(),
            code,
            excluded: excluded.into_iter().collect::<Holders>(),
            language: Language::parse("sv").unwrap(),
            answers: vec![Answer { question: "what".to_owned(), answer: Text::new(words(number)).unwrap() }],
            files,
            contact: ContactDetails { text: Text::empty() },
            day: self.day,
            clock: Clock::Server,
            path: Way::Browser,
        }
    }

    /// Seals a report with files under a code that they were uploaded under.
    pub(super) fn seal_with(
        &self,
        code: &CaseCode,
        files: Vec<FileReference>,
        to: &Recipient<Intake>,
    ) -> Vec<u8> {
        let named: Vec<_> = files
            .iter()
            .map(|file| serde_json::json!({ "id": file.id().to_string(), "digest": file.digest().to_string() }))
            .collect();
        self.body(&file_report(self.filing(code, 0, files), &mut OsRng).unwrap(), &named, to)
    }

    fn body(&self, filed: &Filed, named: &[serde_json::Value], to: &Recipient<Intake>) -> Vec<u8> {
        let epoch = self.keyrings.newest();
        let wraps = Parcel::of(filed).seal(epoch.lines().keepers().len(), to).unwrap();
        let body = serde_json::json!({
            "channel": self.id.to_string(),
            "keyring": { "epoch": 1, "hash": epoch.hash().to_string() },
            "anchor": base64(filed.anchor.as_bytes()),
            "leaf": filed.leaf.to_string(),
            "wraps": base64(wraps.as_bytes()),
            "envelopes": [base64(filed.report.as_bytes()), base64(filed.contact.as_bytes())],
            "files": named,
        });
        serde_json::to_vec(&body).unwrap()
    }
}
