//! A channel made as an owner's desk makes it, with its people and their keys, stored as the server stores it.

use rand::rngs::OsRng;
use sigill::channels::settings::{OrganisationKind, Settings, Text};
use sigill::channels::store::{self, ChannelRow, KeyringRow};
use sigill::storage::{self, Db};
use sigill_sealing::code::{ChannelRecoveryCode, OwnerFingerprint};
use sigill_sealing::day::Day;
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::Identity;
use sigill_sealing::keyring::{Contact, Designated, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine};
use sigill_sealing::role::{Author, Desk, Handler, Owner};
use sigill_sealing::signature::SigningKey;
use sigill_sealing::text::ShortText;

/// A handler or deputy, and everything they hold.
pub(crate) struct Person {
    pub(crate) id: MemberId,
    pub(crate) title: String,
    pub(crate) identity: Identity<Handler>,
    identity_seed: [u8; 32],
    pub(crate) seed: [u8; 32],
    pub(crate) own: [u8; 32],
}

impl Person {
    pub(crate) fn new(title: &str) -> Self {
        Self::of_seeds(MemberId::generate(&mut OsRng), title, [random(), random(), random()])
    }

    /// The same person with the same keys, in another channel.
    pub(crate) fn again(&self) -> Self {
        Self::of_seeds(self.id, &self.title, [self.identity_seed, self.seed, self.own])
    }

    fn of_seeds(id: MemberId, title: &str, [identity_seed, seed, own]: [[u8; 32]; 3]) -> Self {
        let identity = Identity::from_seed(identity_seed);
        Self { id, title: title.to_owned(), identity, identity_seed, seed, own }
    }

    /// What signs their requests at the desk.
    pub(crate) fn desk(&self) -> SigningKey<Desk> {
        SelfSeed::from_bytes(self.own).desk().signing_key()
    }

    pub(crate) fn signing(&self) -> SigningKey<Author> {
        SigningKey::from_seed(self.seed)
    }

    fn line(&self) -> Designated<Handler> {
        Designated {
            id: self.id,
            title: ShortText::new(self.title.as_str()).unwrap(),
            recipient: self.identity.recipient(),
            verify: self.signing().verifying_key(),
        }
    }
}

/// A channel with everything that its owner and its people hold.
pub(crate) struct TestChannel {
    pub(crate) id: ChannelId,
    pub(crate) address: String,
    pub(crate) handlers: Vec<Person>,
    pub(crate) deputies: Vec<Person>,
    pub(crate) policy: Policy,
    pub(crate) owner: [u8; 32],
    pub(crate) recovery: ChannelRecoveryCode,
    pub(crate) settings: Settings,
    notes: Vec<String>,
}

impl TestChannel {
    /// A municipality's channel with these handlers and deputies, and with no epoch yet.
    pub(crate) fn new(address: &str, handlers: &[&str], deputies: &[&str]) -> Self {
        let people = |titles: &[&str]| {
            let mut people: Vec<_> = titles.iter().map(|title| Person::new(title)).collect();
            people.sort_by_key(|person| person.id);
            people
        };
        let name = Text { sv: "Lunda kommun".to_owned(), en: "Lunda Municipality".to_owned() };
        Self {
            id: ChannelId::generate(&mut OsRng),
            address: address.to_owned(),
            handlers: people(handlers),
            deputies: people(deputies),
            policy: Policy { show_own: true, contact: Contact::One, server_path: true },
            owner: random(),
            recovery: ChannelRecoveryCode::generate(&mut OsRng),
            settings: Settings::defaults(OrganisationKind::Municipality, name, true),
            notes: Vec::new(),
        }
    }

    /// What a link carries as `#k=`.
    pub(crate) fn fingerprint(&self) -> String {
        OwnerFingerprint::of(&self.owner_key().verifying_key()).to_string()
    }

    /// Every epoch so far.
    pub(crate) fn keyrings(&self) -> KeyringChain {
        let notes: Vec<&str> = self.notes.iter().map(String::as_str).collect();
        KeyringChain::verify(self.id, &notes, &Pin::Nothing).unwrap()
    }

    /// Signs the next epoch and stores it, and the channel with the first.
    pub(crate) async fn publish(&mut self, db: &Db, published: bool, issued: Day) {
        let settings = self.settings.to_bytes().unwrap();
        let lines = self.lines(Digest::of(&settings));
        let keyring = if self.notes.is_empty() {
            Keyring::first(lines, issued).unwrap()
        } else {
            self.keyrings().newest().next(lines, issued).unwrap()
        };
        let note = keyring.sign(&self.owner_key()).unwrap();
        let row = KeyringRow {
            epoch: keyring.epoch(),
            digest: Digest::of(note.as_bytes()),
            settings: Digest::of(&settings),
            issued: keyring.issued(),
            expires: keyring.expires(),
            note: note.clone(),
        };
        let channel = ChannelRow { id: self.id, address: self.address.clone(), published };
        let body = String::from_utf8(settings).unwrap();
        let is_first = self.notes.is_empty();
        db.run_tx("publish_test_channel", move |tx| -> Result<(), storage::Error> {
            if is_first {
                store::insert_channel(tx, &channel)?;
            } else {
                store::update_published(tx, channel.id, channel.published)?;
            }
            store::insert_settings(tx, channel.id, row.settings, &body)?;
            store::insert_keyring(tx, channel.id, &row)
        })
        .await
        .unwrap();
        self.notes.push(note);
    }

    fn owner_key(&self) -> SigningKey<Owner> {
        SigningKey::from_seed(self.owner)
    }

    fn lines(&self, settings: Digest) -> Lines {
        Lines {
            channel: self.id,
            owner: self.owner_key().verifying_key(),
            settings,
            policy: self.policy,
            handlers: self.handlers.iter().map(Person::line).collect(),
            deputies: self.deputies.iter().map(Person::line).collect(),
            custodians: Vec::new(),
            recovery: RecoveryLine {
                title: ShortText::new("Kommunfullmäktiges ordförande").unwrap(),
                recipient: self.recovery.recovery().identity().recipient(),
                verify: self.recovery.signing().signing_key().verifying_key(),
            },
        }
    }
}

fn random() -> [u8; 32] {
    use rand::RngCore as _;
    let mut bytes = [0; 32];
    OsRng.fill_bytes(&mut bytes);
    bytes
}
