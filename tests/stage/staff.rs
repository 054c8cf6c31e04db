//! A channel whose people sign in for real: with passphrases at their real cost, second factors and sealed vaults.

use diesel::prelude::*;
use rand::RngCore as _;
use rand::rngs::OsRng;
use serde_json::{Value, json};
use sigill::channels::settings::{OrganisationKind, Settings};
use sigill::channels::setup;
use sigill::clock::Clock as _;
use sigill::config::{Config, Mail, Origin};
use sigill::members::designations::{self, Role};
use sigill::members::enrolment::{self, Credentials, EnrolError, NewMember, ProvenFactor};
use sigill::members::name::SignInName;
use sigill::members::second_factor::SecondFactor;
use sigill::storage;
use sigill::storage::columns::Raw;
use sigill::storage::schema::vaults;
use sigill_sealing::code::VaultRecoveryCode;
use sigill_sealing::derive::SelfSeed;
use sigill_sealing::encoding::base64;
use sigill_sealing::identity::Identity;
use sigill_sealing::passphrase::{Cost, Passphrase};
use sigill_sealing::secret::Secret;
use sigill_sealing::text::ShortText;
use sigill_sealing::vault::{MemberKeys, PinnedChannel, Unlocking, Vault, Way};
use std::net::TcpListener;
use totp_rs::Builder;

use crate::support::channel::{Person, TestChannel};
use crate::support::database::TestDatabase;
use crate::support::installation::Installation;

/// Who owns every channel that the stage founds, and who else works there.
pub(crate) const OWNER: &str = "Chefsjurist";
const HANDLERS: [&str; 3] = [OWNER, "HR-direktör", "Säkerhetschef"];
const DEPUTY: &str = "Kommunrevisor";

/// An empty installation that knows its own addresses, for browsers sign and share them.
pub(crate) fn install(mail: Mail) -> Installation {
    let mut config = Config { mail, ..Config::default() };
    for (listen, url, host) in [
        (&mut config.intake.listen, Some(&mut config.intake.url), "127.0.0.1"),
        (&mut config.desk.listen, Some(&mut config.desk.url), "localhost"),
        (&mut config.operator.listen, None, ""),
    ] {
        *listen = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).unwrap();
        if let Some(url) = url {
            *url = Origin::loopback(host, listen.port());
        }
    }
    Installation::start(TestDatabase::sqlite(), config)
}

/// What a browser needs to know of an installation, with a new set-up link.
pub(crate) async fn tell(installation: &Installation) -> Value {
    let (app, clock) = (&installation.app, &installation.clock);
    let link = setup::make_link(&app.db, clock, &app.config.desk.url, &mut OsRng).await.unwrap();
    json!({
        "intake": app.config.intake.url.as_str(),
        "desk": app.config.desk.url.as_str(),
        "now": clock.second() * 1000,
        "files": app.config.files.path,
        "setup": link.expose(),
    })
}

/// Founds a channel, published today.
pub(crate) async fn found(installation: &Installation, address: &str) -> TestChannel {
    let mut channel = TestChannel::new(address, &HANDLERS, &[DEPUTY]);
    channel.publish(&installation.app.db, true, installation.clock.day()).await;
    channel
}

/// Founds a company's channel, whose reporters see what was read.
pub(crate) async fn found_company(installation: &Installation, address: &str) -> TestChannel {
    let mut channel = TestChannel::new(address, &HANDLERS, &[DEPUTY]);
    let name = channel.settings.organisation.name.clone();
    channel.settings =
        Settings { read_marks: true, ..Settings::defaults(OrganisationKind::Company, name, true) };
    channel.publish(&installation.app.db, true, installation.clock.day()).await;
    channel
}

/// The handler or deputy with that title.
pub(crate) fn person<'a>(channel: &'a TestChannel, title: &str) -> &'a Person {
    let mut all = channel.handlers.iter().chain(&channel.deputies);
    all.find(|person| person.title == title).unwrap_or_else(|| panic!("nobody is {title}"))
}

/// Enrols a handler, as their own browser would have; gives everything they sign in with, and the vault. The owner's holds
/// the owner's key.
pub(crate) async fn enrol(installation: &Installation, channel: &TestChannel, title: &str) -> (Value, Vault) {
    let person = person(channel, title);
    let name = format!("{}.{}", title.to_lowercase(), channel.address);
    let passphrase = Passphrase::generate(&mut OsRng);
    let stretched = passphrase.stretch(person.id, Cost::PROTOCOL).unwrap();
    let recovery = VaultRecoveryCode::generate(&mut OsRng);
    let factor: [u8; 20] = random();
    let way = |way, recipient| Unlocking {
        way,
        name: ShortText::new(title).unwrap(),
        recipient,
        id: String::new(),
    };
    let vault = Vault {
        counter: 1,
        member: person.id,
        newest: MemberKeys {
            identity: Identity::from_seed(*person.identity.expose()),
            signing: Secret::new(person.seed),
        },
        older: Vec::new(),
        own: SelfSeed::from_bytes(person.own),
        owner: (title == OWNER).then(|| Secret::new(channel.owner)),
        pins: vec![pin(channel)],
        invitations: Vec::new(),
        unlock: vec![
            way(Way::Passphrase, stretched.unlock().identity().recipient()),
            way(Way::Recovery, recovery.unlock().identity().recipient()),
        ],
        day: installation.clock.day(),
    };
    let new = NewMember {
        id: person.id,
        name: SignInName::chosen(&name).unwrap(),
        credentials: Credentials {
            passphrase: stretched.sign_in().signing_key().verifying_key(),
            recovery: recovery.sign_in().signing_key().verifying_key(),
        },
        factor: proven(installation, person, factor),
        desk_key: person.desk().verifying_key(),
        vault: vault.seal().unwrap(),
    };
    let role = match title {
        OWNER => Role::Owner,
        DEPUTY => Role::Deputy,
        _ => Role::Handler,
    };
    let (id, since) = (channel.id, installation.clock.day());
    let enrolled = installation.app.db.run_tx("enrol_on_stage", move |tx| {
        enrolment::enrol(tx, &new)?;
        designations::put(tx, id, new.id, role, since).map_err(EnrolError::from)
    });
    enrolled.await.unwrap();
    let ways = json!({
        "name": name,
        "passphrase": passphrase.expose(),
        "stretched": base64(stretched.expose()),
        "recovery": recovery.written().expose(),
        "factor": base64(&factor),
    });
    (ways, vault)
}

/// Stores the vault of somebody who has kept up with every epoch of the channel.
pub(crate) async fn keep_up(installation: &Installation, channel: &TestChannel, mut vault: Vault) {
    vault.pins = vec![pin(channel)];
    let (member, sealed) = (vault.member, vault.seal().unwrap());
    let stored = installation.app.db.run_tx("keep_up_on_stage", move |tx| {
        diesel::update(vaults::table.find(Raw(member)))
            .set(vaults::sealed.eq(sealed.as_bytes()))
            .execute(tx.connection())
            .map_err(storage::Error::from)
    });
    assert_eq!(stored.await.unwrap(), 1);
}

fn pin(channel: &TestChannel) -> PinnedChannel {
    let keyrings = channel.keyrings();
    let newest = keyrings.newest();
    PinnedChannel {
        channel: channel.id,
        owner: newest.lines().owner,
        epoch: newest.epoch(),
        hash: newest.hash(),
        next: Vec::new(),
    }
}

/// Proven with a code of two minutes ago, so that the one of now is still good.
fn proven(installation: &Installation, person: &Person, factor: [u8; 20]) -> ProvenFactor {
    let earlier = installation.clock.second() - 120;
    let codes = Builder::new().with_secret(totp_rs::Secret::new_stack(factor)).build().unwrap();
    let code = codes.generate(u64::try_from(earlier).unwrap()).to_string();
    let key = &installation.app.server_key;
    ProvenFactor::prove(&SecondFactor::from_bytes(factor), &code, earlier, person.id, key, &mut OsRng)
        .unwrap()
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.fill_bytes(&mut bytes);
    bytes
}
