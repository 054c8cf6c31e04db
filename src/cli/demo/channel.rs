//! The demonstration's channel: Lunda kommun, its settings at their defaults, its one epoch, its members.

use anyhow::Context;
use rand::rngs::OsRng;
use sigill_sealing::code::OwnerFingerprint;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::ChannelId;
use sigill_sealing::keyring::{
    Contact, Designated, Epoch, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine,
};
use sigill_sealing::text::ShortText;
use sigill_sealing::vault::PinnedChannel;

use super::people::{People, Person};
use crate::channels::settings::{OrganisationKind, Settings, Text};
use crate::channels::store::{self, ChannelRow, KeyringRow};
use crate::clock::Clock;
use crate::config::Origin;
use crate::members::designations::{self, Role};
use crate::members::enrolment::{self, Credentials, NewMember, ProvenFactor};
use crate::members::name::SignInName;
use crate::members::second_factor::SecondFactor;
use crate::server_key::ServerKey;
use crate::storage::Db;

/// The word in the channel's address.
const ADDRESS: &str = "lunda";
/// How many days ago each epoch was issued. The last is young enough that the desk does not ask to renew it.
const ISSUED: [i32; 3] = [270, 160, 25];

/// The channel with its verified epochs.
pub(super) struct Channel {
    /// Its random name.
    pub(super) id: ChannelId,
    /// What was known from each epoch's day on, oldest first.
    known: Vec<KeyringChain>,
    settings: String,
}

/// Makes the channel and signs its keyring.
pub(super) fn make(people: &People, today: Day) -> anyhow::Result<Channel> {
    let id = ChannelId::generate(&mut OsRng);
    let name = Text { sv: "Lunda kommun".to_owned(), en: "Municipality of Lunda".to_owned() };
    let settings = Settings::defaults(OrganisationKind::Municipality, name, true).to_bytes()?;
    let settings = String::from_utf8(settings)?;
    let lines = Lines {
        channel: id,
        owner: people.owner_key().verifying_key(),
        settings: Digest::of(settings.as_bytes()),
        policy: Policy { show_own: true, contact: Contact::One, server_path: true },
        handlers: lines(people, |role| matches!(role, Role::Owner | Role::Handler)),
        deputies: lines(people, |role| role == Role::Deputy),
        custodians: Vec::new(),
        recovery: RecoveryLine {
            title: ShortText::new("Kommunjuristens kassaskåp")?,
            recipient: people.recovery.recovery().identity().recipient(),
            verify: people.recovery.signing().signing_key().verifying_key(),
        },
    };
    let mut known: Vec<KeyringChain> = Vec::new();
    for days in ISSUED {
        let issued = today.plus(-days).context("the calendar begins later")?;
        let next = match known.last() {
            Some(before) => before.newest().renew(issued)?,
            None => Keyring::first(lines.clone(), issued)?,
        };
        let note = next.sign(&people.owner_key())?;
        let mut notes: Vec<&str> =
            known.last().map(|chain| chain.iter().map(Epoch::note).collect()).unwrap_or_default();
        notes.push(&note);
        let chain = KeyringChain::verify(id, &notes, &Pin::Nothing)?;
        known.push(chain);
    }
    Ok(Channel { id, known, settings })
}

fn lines(people: &People, of: impl Fn(Role) -> bool) -> Vec<Designated<sigill_sealing::role::Handler>> {
    let mut lines: Vec<_> = people
        .members
        .iter()
        .filter(|person| of(person.role))
        .map(|person| Designated {
            id: person.id,
            title: person.title.clone(),
            recipient: person.keys.identity.recipient(),
            verify: person.keys.signing_key().verifying_key(),
        })
        .collect();
    lines.sort_by_key(|line| line.id);
    lines
}

impl Channel {
    /// The epochs that were there on `day`.
    pub(super) fn keyrings_on(&self, day: Day) -> anyhow::Result<&KeyringChain> {
        let known = self.known.iter().rev().find(|chain| chain.newest().issued() <= day);
        known.context("no epoch is that old")
    }

    /// All epochs.
    pub(super) fn keyrings(&self) -> anyhow::Result<&KeyringChain> {
        self.known.last().context("the channel has no epoch")
    }

    /// The link that an intranet page would carry.
    pub(super) fn link(&self, intake: &Origin) -> anyhow::Result<String> {
        let fingerprint = OwnerFingerprint::of(&self.keyrings()?.newest().lines().owner);
        Ok(format!("{}/sv/c/{ADDRESS}#k={fingerprint}", intake.as_str()))
    }

    fn pin(&self) -> anyhow::Result<PinnedChannel> {
        let epoch = self.keyrings()?.newest();
        Ok(PinnedChannel {
            channel: self.id,
            owner: epoch.lines().owner,
            epoch: epoch.epoch(),
            hash: epoch.hash(),
            next: Vec::new(),
        })
    }
}

/// Stores the channel and enrols its members.
pub(super) async fn store(
    db: &Db,
    server_key: &ServerKey,
    clock: &dyn Clock,
    people: &People,
    channel: &Channel,
) -> anyhow::Result<()> {
    let (id, settings) = (channel.id, channel.settings.clone());
    let rows: Vec<KeyringRow> = channel
        .keyrings()?
        .iter()
        .map(|epoch| KeyringRow {
            epoch: epoch.epoch(),
            digest: epoch.hash(),
            settings: epoch.lines().settings,
            issued: epoch.issued(),
            expires: epoch.expires(),
            note: epoch.note().to_owned(),
        })
        .collect();
    let since = rows.first().context("the channel has no epoch")?.issued;
    db.run_tx("demo_channel", move |tx| {
        store::insert_channel(tx, &ChannelRow { id, address: ADDRESS.to_owned(), published: true })?;
        store::insert_settings(tx, id, Digest::of(settings.as_bytes()), &settings)?;
        rows.iter().try_for_each(|row| store::insert_keyring(tx, id, row))
    })
    .await?;
    for person in &people.members {
        let new = new_member(person, server_key, clock, people, channel, since)?;
        let role = person.role;
        db.run_tx("demo_member", move |tx| {
            enrolment::enrol(tx, &new)?;
            designations::put(tx, id, new.id, role, since).map_err(enrolment::EnrolError::from)
        })
        .await?;
    }
    Ok(())
}

fn new_member(
    person: &Person,
    server_key: &ServerKey,
    clock: &dyn Clock,
    people: &People,
    channel: &Channel,
    day: Day,
) -> anyhow::Result<NewMember> {
    // Proven with a code of two minutes ago, so that the one on the terminal is still good.
    let earlier = clock.second() - 120;
    let factor = ProvenFactor::prove(
        &SecondFactor::from_bytes(person.factor()),
        &person.code_at(earlier)?,
        earlier,
        person.id,
        server_key,
        &mut OsRng,
    )?;
    let owner = (person.role == Role::Owner).then_some(&people.owner);
    let vault = person.vault(owner, channel.pin()?, day)?;
    Ok(NewMember {
        id: person.id,
        name: SignInName::chosen(person.name).context("the name is not of its form")?,
        credentials: Credentials {
            passphrase: person.stretched.sign_in().signing_key().verifying_key(),
            recovery: person.recovery.sign_in().signing_key().verifying_key(),
        },
        factor,
        desk_key: vault.own.desk().signing_key().verifying_key(),
        vault: vault.seal()?,
    })
}
