//! One filing as a browser seals it: 2 kB to five handlers and recovery.
//!
//! The bytes are the same for every case; what differs is the access key, which is all that the server goes by. So the
//! driver signs and does not seal, and measures the server.

use std::path::Path;

use rand::rngs::OsRng;
use sigill::channels::store::{self, ChannelRow, KeyringRow};
use sigill::clock::{Clock as _, DEFAULT_ZONE, SystemClock};
use sigill::storage::{Db, Error, Location};
use sigill_sealing::body::{Answer, ContactDetails, Language, Path as Way};
use sigill_sealing::code::CaseCode;
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::filing::{Filing, file_report};
use sigill_sealing::holder::Holders;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::Identity;
use sigill_sealing::keyring::{
    Clock, Contact, Designated, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine,
};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::text::{ShortText, Text};

/// Handlers of the channel.
const HANDLERS: usize = 5;

/// What every filing of the run sends.
pub(super) struct Template {
    /// The request's body.
    pub(super) body: Vec<u8>,
    /// Digests of its two envelopes, by which a case that comes back is known.
    pub(super) envelopes: [Digest; 2],
    /// How many it is sealed to.
    pub(super) holders: usize,
}

/// Makes a database with one channel in `folder`, and a filing to it.
pub(super) async fn prepare(folder: &Path) -> Template {
    let rng = &mut OsRng;
    let today = SystemClock.today(DEFAULT_ZONE);
    let owner = SigningKey::from_seed([1; 32]);
    let channel = ChannelId::generate(rng);
    let settings = "{}";
    let mut handlers: Vec<_> = (0..HANDLERS)
        .map(|n| Designated {
            id: MemberId::generate(rng),
            title: ShortText::new(format!("Handläggare {n}")).unwrap(),
            recipient: Identity::generate(rng).recipient(),
            verify: SigningKey::from_seed([u8::try_from(n).unwrap() + 2; 32]).verifying_key(),
        })
        .collect();
    handlers.sort_by_key(|line| line.id);
    let lines = Lines {
        channel,
        owner: owner.verifying_key(),
        settings: Digest::of(settings.as_bytes()),
        policy: Policy { show_own: true, contact: Contact::One, server_path: true },
        handlers,
        deputies: Vec::new(),
        custodians: Vec::new(),
        recovery: RecoveryLine {
            title: ShortText::new("Kommunrevisor").unwrap(),
            recipient: Identity::generate(rng).recipient(),
            verify: SigningKey::from_seed([99; 32]).verifying_key(),
        },
    };
    let note = Keyring::first(lines, today).unwrap().sign(&owner).unwrap();
    let chain = KeyringChain::verify(channel, &[&note], &Pin::Nothing).unwrap();
    let epoch = chain.newest();

    let row = KeyringRow {
        epoch: 1,
        digest: epoch.hash(),
        settings: epoch.lines().settings,
        issued: epoch.issued(),
        expires: epoch.expires(),
        note: note.clone(),
    };
    let db = Db::open(&Location::sqlite(&folder.join("data/sigill.db")).unwrap()).unwrap();
    db.run_tx("prepare", move |tx| {
        let channel = ChannelRow { id: channel, address: "lunda".to_owned(), published: true };
        store::insert_channel(tx, &channel)?;
        store::insert_settings(tx, channel.id, row.settings, settings)?;
        store::insert_keyring(tx, channel.id, &row)?;
        Ok::<_, Error>(())
    })
    .await
    .unwrap();
    db.close().await;

    let filed = file_report(
        Filing {
            epoch,
            code: &CaseCode::generate(rng),
            excluded: Holders::default(),
            language: Language::parse("sv").unwrap(),
            answers: vec![Answer {
                question: "what".to_owned(),
                answer: Text::new("å".repeat(1000)).unwrap(),
            }],
            files: Vec::new(),
            contact: ContactDetails { text: Text::empty() },
            day: today,
            clock: Clock::Server,
            path: Way::Browser,
        },
        rng,
    )
    .unwrap();
    let wraps: Vec<_> = filed
        .wraps
        .iter()
        .map(|wrap| {
            serde_json::json!({ "holder": wrap.holder.to_string(), "sealed": base64(wrap.sealed.as_bytes()) })
        })
        .collect();
    let body = serde_json::json!({
        "channel": channel.to_string(),
        "keyring": { "epoch": 1, "hash": epoch.hash().to_string() },
        "anchor": base64(filed.anchor.as_bytes()),
        "leaf": filed.leaf.to_string(),
        "wraps": wraps,
        "envelopes": [base64(filed.report.as_bytes()), base64(filed.contact.as_bytes())],
        "files": [],
    });
    Template {
        body: serde_json::to_vec(&body).unwrap(),
        envelopes: [filed.report.digest(), filed.contact.digest()],
        holders: filed.wraps.len(),
    }
}
