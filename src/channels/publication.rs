//! The next epoch: verified after the one before it, stored with what follows from it. The server believes nobody here
//! that a reporter's browser would not.

use std::collections::BTreeMap;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::keyring::{Clock as KeyringClock, Epoch, KeyringChain, KeyringError, Lines, Pin, Status};
use thiserror::Error;

use super::clocks::Clocks;
use super::invitations::{self, InvitationHash};
use super::settings::{Settings, SettingsError};
use super::store::{self, KeyringRow};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::members::designations::{self, Role};
use crate::members::mail;
use crate::storage::{self, Connection, Tx};

/// How many days an owner's clock may be slow.
const CLOCK_ERROR_DAYS: i32 = 2;

/// An epoch as an owner sends it.
pub struct NewEpoch {
    /// Its note.
    pub note: String,
    /// The settings it names, unless the server has them.
    pub settings: Option<String>,
    /// Whether the intake is open to everybody, or being tried out.
    pub published: bool,
    /// For the one whom this epoch lets in.
    pub welcome: Option<Welcome>,
}

/// An owner's answer to a join.
pub struct Welcome {
    /// Whose invitation it was.
    pub access: InvitationHash,
    /// The owner's key and the tag over it, for the invitee alone to judge.
    pub bytes: Vec<u8>,
}

/// Why an epoch was not stored.
#[derive(Debug, Error)]
pub enum PublishError {
    /// No such channel, or none of this member's.
    #[error("there is no such channel for this member")]
    NoChannel,
    /// Only its owner may, or whom it is handed over to.
    #[error("the member does not own the channel")]
    NotOwner,
    /// It does not follow from the newest: read what is new and sign again.
    #[error("the epoch is not the next")]
    NotNext,
    /// The note does not hold.
    #[error("the keyring does not hold")]
    Keyring(#[from] KeyringError),
    /// Issued on a day that is not about today: the owner's clock is wrong, or ours.
    #[error("the epoch is not of today")]
    Dates,
    /// The settings cannot be used.
    #[error("the settings cannot be used")]
    Settings(#[from] SettingsError),
    /// The note names other settings than those sent, or ones that are not here.
    #[error("the settings are not those that the epoch names")]
    OtherSettings,
    /// Another recovery key than the epoch before it has: what is sealed to that one would wait for nobody.
    #[error("the epoch has another recovery key")]
    RecoveryKey,
    /// A line of somebody who never joined this channel.
    #[error("a line of the keyring is nobody's who joined")]
    Stranger,
    /// The invitation that the welcome answers is not one that this epoch lets in.
    #[error("the welcome answers no join of this epoch")]
    Welcome,
    /// One person alone would receive everything.
    #[error("publishing needs two handlers, or one and a deputy")]
    TooFew,
    /// The database.
    #[error("the epoch could not be stored")]
    Storage(#[from] storage::Error),
}

/// Stores the next epoch of `channel`, sent by `member`. The very note that is the newest already, with
/// what came beside it, is taken as the first time.
pub async fn publish(
    app: &App,
    member: MemberId,
    channel: ChannelId,
    new: NewEpoch,
) -> Result<(), PublishError> {
    let (newest, role, clocks) = app
        .db
        .read(move |connection| {
            let role = designations::find(connection, channel, member)?;
            let newest = store::find_newest_keyring(connection, channel)?;
            Ok::<_, storage::Error>((newest, role, Clocks::find(connection, channel)?))
        })
        .await?;
    let (Some(newest), Some(role)) = (newest, role) else { return Err(PublishError::NoChannel) };
    if newest.digest == Digest::of(new.note.as_bytes()) && role == Role::Owner {
        let is_retry = app.db.read(move |connection| is_stored(connection, channel, &new)).await?;
        // The same note with something else beside it was not taken as that; what it asks for takes an epoch of its own.
        return if is_retry { Ok(()) } else { Err(PublishError::NotNext) };
    }
    let today = app.clock.today(clocks.zone);
    let chain = verify(channel, &newest, &new.note)?;
    let next = chain.newest();
    if !may_publish(member, role, &chain) {
        return Err(PublishError::NotOwner);
    }
    if next.status(today, KeyringClock::Browser) != Status::Valid || !is_of_these_days(next.issued(), today) {
        return Err(PublishError::Dates);
    }
    if let Some(text) = &new.settings {
        check_settings(text)?;
        if Digest::of(text.as_bytes()) != next.lines().settings {
            return Err(PublishError::OtherSettings);
        }
    }
    if new.published && !are_enough(next.lines()) {
        return Err(PublishError::TooFew);
    }
    let row = row_of(next);
    let lines = next.lines().clone();
    let rng = app.rng;
    app.db
        .run_tx("publish_epoch", move |tx| {
            let still = store::find_newest_keyring(tx, channel)?;
            if still.map(|row| row.digest) != Some(newest.digest) {
                return Err(PublishError::NotNext);
            }
            if let Some(text) = &new.settings {
                store::insert_settings(tx, channel, row.settings, text)?;
            } else if store::find_settings(tx, channel, row.settings)?.is_none() {
                return Err(PublishError::OtherSettings);
            }
            store::insert_keyring(tx, channel, &row)?;
            store::update_published(tx, channel, new.published)?;
            follow_lines(tx, channel, member, &lines, today)?;
            if let Some(welcome) = &new.welcome {
                welcome_joined(tx, channel, &lines, welcome)?;
            }
            let deed = Deed::KeyringPublished { epoch: row.epoch };
            audit::append(tx, &Entry { day: today, channel: Some(channel), deed }, &mut rng.clone())?;
            Ok(())
        })
        .await
}

/// Whether what came beside the newest note is what stands with it.
fn is_stored(
    connection: &mut Connection,
    channel: ChannelId,
    new: &NewEpoch,
) -> Result<bool, storage::Error> {
    let row = store::find_channel(connection, channel)?;
    let welcomed = match &new.welcome {
        Some(Welcome { access, bytes }) => invitations::has_welcome(connection, channel, *access, bytes)?,
        None => true,
    };
    Ok(welcomed && row.is_some_and(|row| row.published == new.published))
}

/// Whether an epoch was issued today, but for what a clock may be wrong. One of an earlier day would change who stood in the
/// channel then, and with it what readers count of what was written since.
fn is_of_these_days(issued: Day, today: Day) -> bool {
    issued.number().saturating_add(CLOCK_ERROR_DAYS) >= today.number()
}

/// Both epochs, the newest stored and the one that must follow from it.
fn verify(channel: ChannelId, newest: &KeyringRow, note: &str) -> Result<KeyringChain, PublishError> {
    let mut chain = KeyringChain::verify(channel, &[&newest.note], &Pin::Nothing)?;
    match chain.extend(note) {
        Ok(_next) => Ok(chain),
        Err(KeyringError::Link) => Err(PublishError::NotNext),
        Err(KeyringError::RecoveryKey) => Err(PublishError::RecoveryKey),
        Err(refused) => Err(refused.into()),
    }
}

/// An owner may; and a handler whom the epoch is handed over to, for it carries the former owner's signature or
/// recovery's. Either stands in a handler's line of it.
fn may_publish(member: MemberId, role: Role, chain: &KeyringChain) -> bool {
    let next = chain.newest().lines();
    let owners = chain.iter().map(|epoch| epoch.lines().owner);
    let handed_over = owners.into_iter().any(|owner| owner != next.owner);
    let stands = next.handlers.iter().any(|line| line.id == member);
    match role {
        Role::Owner => stands,
        Role::Handler => stands && handed_over,
        Role::Deputy | Role::Auditor => false,
    }
}

/// Two handlers, or one and a deputy: then a report about one reaches another.
fn are_enough(lines: &Lines) -> bool {
    lines.handlers.len() >= 2 || !lines.deputies.is_empty()
}

/// Makes everybody what their line says, the sender the owner, and ends what those were who have no line any more.
fn follow_lines(
    tx: &mut Tx<'_>,
    channel: ChannelId,
    owner: MemberId,
    lines: &Lines,
    today: Day,
) -> Result<(), PublishError> {
    let handlers = lines.handlers.iter().map(|line| (line.id, Role::Handler));
    let deputies = lines.deputies.iter().map(|line| (line.id, Role::Deputy));
    let mut roles: BTreeMap<MemberId, Role> = handlers.chain(deputies).collect();
    roles.insert(owner, Role::Owner);
    for was in designations::list_of_channel(tx, channel)? {
        if was.role != Role::Auditor && !roles.contains_key(&was.member) {
            designations::end(tx, channel, was.member, today)?;
            mail::forget_leaver(tx, was.member)?;
        }
    }
    for (member, role) in roles {
        check_joined(tx, channel, member)?;
        designations::put(tx, channel, member, role, today)?;
    }
    // A custodian has no part in the desk, but is somebody who was invited like everybody else.
    lines.custodians.iter().try_for_each(|line| check_joined(tx, channel, line.id))
}

fn check_joined(tx: &mut Tx<'_>, channel: ChannelId, member: MemberId) -> Result<(), PublishError> {
    let known = designations::was_ever(tx, channel, member)? || invitations::has_joined(tx, channel, member)?;
    if known { Ok(()) } else { Err(PublishError::Stranger) }
}

/// Keeps the welcome for the invitee, if their line stands in the epoch.
fn welcome_joined(
    tx: &mut Tx<'_>,
    channel: ChannelId,
    lines: &Lines,
    welcome: &Welcome,
) -> Result<(), PublishError> {
    let joined = invitations::find_joined(tx, channel, welcome.access)?;
    match joined {
        Some(member) if lines.member(member).is_some() => {
            Ok(invitations::keep_welcome(tx, welcome.access, &welcome.bytes)?)
        }
        Some(_) | None => Err(PublishError::Welcome),
    }
}

/// Whether settings can be served.
pub(super) fn check_settings(text: &str) -> Result<(), SettingsError> {
    Settings::parse(text.as_bytes()).map(|_checked| ())
}

/// An epoch as stored.
pub(super) fn row_of(epoch: &Epoch) -> KeyringRow {
    KeyringRow {
        epoch: epoch.epoch(),
        digest: epoch.hash(),
        settings: epoch.lines().settings,
        issued: epoch.issued(),
        expires: epoch.expires(),
        note: epoch.note().to_owned(),
    }
}
