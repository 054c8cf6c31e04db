//! The first run: a link that is good once and for a day, and the channel, its owner and its first epoch all at once.

mod store;

use rand::{CryptoRng, RngCore};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::{base64, parse_base64_exact};
use sigill_sealing::id::ChannelId;
use sigill_sealing::keyring::{Clock as KeyringClock, Epoch, KeyringChain, KeyringError, Pin, Status};
use sigill_sealing::secret::Secret;
use thiserror::Error;
use zeroize::Zeroize;

use super::clocks::Clocks;
use super::publication::{check_settings, row_of};
use super::recovery_key;
use super::settings::SettingsError;
use super::store as channels;
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::clock::{Clock, DEFAULT_ZONE};
use crate::config::Origin;
use crate::members::designations::{self, Role};
use crate::members::enrolment::{Admission, EnrolError, NewMember, enrol, is_enrolled};
use crate::members::session::{self, SessionToken};
use crate::storage::{self, Connection, Db};

/// A link is good for so many minutes.
const LIFETIME: i64 = 24 * 60;

crate::stored_bytes! {
    /// SHA-256 of a set-up link's secret; only this is stored. Once the link is used, its receipt stands in its place: the
    /// same over the secret and all that it was used with, so that the very same first run can be told from any other.
    pub struct SetupHash(32);
}

/// What stands in a set-up link's fragment: 256 random bits.
pub struct SetupSecret(Secret<[u8; 32]>);

impl SetupSecret {
    /// Draws a new secret.
    fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        Self(Secret::new(bytes))
    }

    /// Reads base64.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse_base64_exact(text).ok().map(|bytes| Self(Secret::new(bytes)))
    }

    fn hash(&self) -> SetupHash {
        SetupHash::from_bytes(*Digest::of(self.0.expose()).as_bytes())
    }

    /// What a link leaves that was used with these words.
    fn receipt(&self, run: &FirstRun) -> SetupHash {
        let mut used = self.0.expose().to_vec();
        used.extend(run.owner.id.as_bytes());
        used.extend(run.channel.as_bytes());
        for word in [run.owner.name.as_str(), &run.address, &run.note, &run.settings] {
            used.extend(Digest::of(word.as_bytes()).as_bytes());
        }
        let receipt = Digest::of(&used);
        used.zeroize();
        SetupHash::from_bytes(*receipt.as_bytes())
    }

    fn link(&self, desk: &Origin) -> Secret<String> {
        Secret::new(format!("{}/#setup={}", desk.as_str(), base64(self.0.expose())))
    }
}

/// Makes a set-up link to the desk. It is the only good one: those before it end.
pub async fn make_link(
    db: &Db,
    clock: &dyn Clock,
    desk: &Origin,
    rng: &mut (impl RngCore + CryptoRng + Clone + Send + 'static),
) -> Result<Secret<String>, storage::Error> {
    let secret = SetupSecret::generate(rng);
    let (hash, expires) = (secret.hash(), clock.minute().saturating_add(LIFETIME));
    let (day, rng) = (clock.today(DEFAULT_ZONE), rng.clone());
    db.run_tx("make_setup_link", move |tx| {
        store::replace_links(tx, hash, expires)?;
        let entry = Entry { day, channel: None, deed: Deed::SetupLinkMade };
        audit::append(tx, &entry, &mut rng.clone())
    })
    .await?;
    Ok(secret.link(desk))
}

/// Whether a link's secret is still good.
pub async fn is_good(app: &App, secret: &SetupSecret) -> Result<bool, storage::Error> {
    let (hash, minute) = (secret.hash(), app.clock.minute());
    app.db.read(move |connection| store::is_good(connection, hash, minute)).await
}

/// Whether there is any channel yet.
pub async fn is_done(db: &Db) -> Result<bool, storage::Error> {
    db.read(channels::has_channels).await
}

/// Everything a first run brings.
pub struct FirstRun {
    /// From the link.
    pub secret: SetupSecret,
    /// The owner.
    pub owner: NewMember,
    /// The channel's random name.
    pub channel: ChannelId,
    /// The word in its address.
    pub address: String,
    /// The note of its first epoch.
    pub note: String,
    /// The settings that the note names.
    pub settings: String,
}

/// Why no channel was set up.
#[derive(Debug, Error)]
pub enum SetUpError {
    /// The link was used, is a day old, or was never made.
    #[error("the set-up link is not good")]
    Link,
    /// The address is no word that can stand in a URL.
    #[error("the address is not of its form")]
    Address,
    /// The note is not a sound first epoch of this channel.
    #[error("the keyring is not a first epoch")]
    Keyring(#[from] KeyringError),
    /// Issued on a day that is not about today: the owner's clock is wrong, or ours.
    #[error("the first epoch is not of today")]
    Dates,
    /// The note does not say what a first epoch must: the owner the one handler, these settings.
    #[error("the first epoch does not fit what comes with it")]
    FirstEpoch,
    /// Another channel has this recovery key.
    #[error("the recovery key is another channel's")]
    RecoveryKey,
    /// The settings cannot be used.
    #[error("the settings cannot be used")]
    Settings(#[from] SettingsError),
    /// Another channel has this address or id.
    #[error("the address is taken")]
    Taken,
    /// The owner.
    #[error("the owner could not become a member")]
    Enrol(#[from] EnrolError),
    /// The database.
    #[error("the channel could not be stored")]
    Storage(#[from] storage::Error),
}

/// Makes the channel, its owner and its first epoch in one transaction; the owner's session begins with it.
///
/// The very same again, as long as the link would have been good and the owner's vault is as it was sent, is answered as
/// the first time, with a session of its own: the answer to the first was lost.
pub async fn set_up(app: &App, run: FirstRun) -> Result<Admission, SetUpError> {
    let receipt = run.secret.receipt(&run);
    if !is_known(app, run.secret.hash(), receipt).await? {
        return Err(SetUpError::Link);
    }
    if !is_address(&run.address) {
        return Err(SetUpError::Address);
    }
    check_settings(&run.settings)?;
    let clocks = Clocks::read(&run.settings).unwrap_or(Clocks::DEFAULT);
    let today = app.clock.today(clocks.zone);
    let chain = KeyringChain::verify(run.channel, &[&run.note], &Pin::Nothing)?;
    let epoch = chain.newest();
    if !is_first_epoch(epoch, &run) {
        return Err(SetUpError::FirstEpoch);
    }
    if epoch.status(today, KeyringClock::Browser) != Status::Valid {
        return Err(SetUpError::Dates);
    }
    let (keyring, recovery) = (row_of(epoch), epoch.lines().recovery.verify);
    let mut rng = app.rng;
    let (minute, token) = (app.clock.minute(), SessionToken::generate(&mut rng));
    let (link, hash) = (run.secret.hash(), token.hash());
    let FirstRun { owner, channel, address, settings, .. } = run;
    let retried = app
        .db
        .run_tx("set_up_channel", move |tx| {
            if store::is_good(tx, receipt, minute)? && is_enrolled(tx, &owner)? {
                session::begin(tx, owner.id, hash, minute, &mut rng.clone())?;
                return Ok(true);
            }
            if !store::use_link(tx, link, minute, receipt)? {
                return Err(SetUpError::Link);
            }
            let named = channels::find_channel_by_address(tx, &address)?;
            if named.is_some() || channels::find_channel(tx, channel)?.is_some() {
                return Err(SetUpError::Taken);
            }
            if !recovery_key::find_named(tx, &recovery)?.is_empty() {
                return Err(SetUpError::RecoveryKey);
            }
            enrol(tx, &owner)?;
            let row = channels::ChannelRow { id: channel, address: address.clone(), published: false };
            channels::insert_channel(tx, &row)?;
            channels::insert_settings(tx, channel, keyring.settings, &settings)?;
            channels::insert_keyring(tx, channel, &keyring)?;
            designations::put(tx, channel, owner.id, Role::Owner, today)?;
            session::begin(tx, owner.id, hash, minute, &mut rng.clone())?;
            let deeds = [Deed::ChannelSetUp, Deed::KeyringPublished { epoch: keyring.epoch }];
            for deed in deeds {
                audit::append(tx, &Entry { day: today, channel: Some(channel), deed }, &mut rng.clone())?;
            }
            Ok(false)
        })
        .await?;
    Ok(Admission { token, retried })
}

/// Whether the link is still good, or was used with these very words.
async fn is_known(app: &App, link: SetupHash, receipt: SetupHash) -> Result<bool, storage::Error> {
    let minute = app.clock.minute();
    let known = move |connection: &mut Connection| {
        Ok(store::is_good(connection, link, minute)? || store::is_good(connection, receipt, minute)?)
    };
    app.db.read(known).await
}

/// Whether the owner is the one handler, nobody else stands in a line of theirs, and the settings are the ones named.
fn is_first_epoch(epoch: &Epoch, run: &FirstRun) -> bool {
    let lines = epoch.lines();
    let alone = matches!(lines.handlers.as_slice(), [line] if line.id == run.owner.id);
    epoch.epoch() == 1
        && alone
        && lines.deputies.is_empty()
        && lines.custodians.is_empty()
        && lines.settings == Digest::of(run.settings.as_bytes())
}

/// `[a-z0-9-]`, 2 to 40 of them, no hyphen at either end.
fn is_address(text: &str) -> bool {
    let letters = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    letters && (2..=40).contains(&text.len()) && !text.starts_with('-') && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::OsRng;

    #[test]
    fn an_address_is_a_word_that_can_stand_in_a_url() {
        for good in ["lund", "a1", "lunds-kommun", &"a".repeat(40)] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "a", "Lund", "lund/", "-lund", "lund-", "l\u{e5}", "a b", &"a".repeat(41)] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_link_carries_its_secret_in_the_fragment_alone() {
        let secret = SetupSecret::generate(&mut OsRng);
        let link = secret.link(&Origin::loopback("localhost", 8081));
        let (address, fragment) = link.expose().split_once('#').unwrap();
        assert_eq!(address, "http://localhost:8081/");
        let again = SetupSecret::parse(fragment.strip_prefix("setup=").unwrap()).unwrap();
        assert!(again.hash() == secret.hash());
    }
}
