//! Inviting handlers and deputies: the code goes outside of the server, which keeps a digest of the key that it gives.

pub mod routes;
mod store;

use std::sync::Arc;

use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::{ChannelId, MemberId};
use sigill_sealing::identity::Recipient;
use sigill_sealing::keyring::{KeyringChain, KeyringError, Pin};
use sigill_sealing::role;
use sigill_sealing::signature::VerifyingKey;
use sigill_sealing::strict_json::{JsonError, read_object};
use sigill_sealing::text::ShortText;
use thiserror::Error;

use super::clocks::today_in;
use super::store as channels;
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::members::designations::{self, Role};
use crate::members::enrolment::{Admission, EnrolError, NewMember, enrol, expel, is_enrolled};
use crate::members::session::{self, SessionToken};
use crate::storage::{self, Connection};

pub(super) use store::{find_joined, has_joined, has_welcome, keep_welcome};

/// An invitation is taken on the day it was made and so many days after.
pub const LIFETIME_DAYS: i32 = 14;

crate::stored_bytes! {
    /// SHA-256 of the access key that an invitation's code gives.
    pub struct InvitationHash(32);
    /// An invitee's tag over what they sent, for the owner to verify.
    pub struct JoinTag(32);
}

impl InvitationHash {
    /// The hash of a public access key.
    #[must_use]
    pub fn of(key: &VerifyingKey<role::Invitee>) -> Self {
        Self::from_bytes(*Digest::of(key.as_bytes()).as_bytes())
    }
}

/// What an invitee sent: the bytes as they came, and their tag.
#[derive(Clone, Debug)]
pub struct JoinMessage {
    /// JSON, as sent.
    pub bytes: Vec<u8>,
    /// HMAC under a key that the server does not have.
    pub tag: JoinTag,
}

/// An invitation as stored.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// By which it is found.
    pub access: InvitationHash,
    /// To which channel.
    pub channel: ChannelId,
    /// As what: handler or deputy.
    pub role: Role,
    /// The title that reporters will see.
    pub title: String,
    /// The day it was made.
    pub invited: Day,
    /// The last day it is taken.
    pub expires: Day,
    /// What the invitee sent, once they have.
    pub join: Option<JoinMessage>,
    /// The owner's answer, once there is one.
    pub welcome: Option<Vec<u8>>,
    /// Who it made a member.
    pub member: Option<MemberId>,
}

/// Why an invitation could not be made, used or withdrawn.
#[derive(Debug, Error)]
pub enum InvitationError {
    /// There is none such, or none of this channel, or no such channel for this member.
    #[error("there is no such invitation")]
    NotFound,
    /// Only the owner invites.
    #[error("the member does not own the channel")]
    NotOwner,
    /// Another one is found by the same key, or its invitee stands in the keyring already.
    #[error("the invitation is in use")]
    InUse,
    /// It was used, or is too old.
    #[error("the invitation was used or has expired")]
    Over,
    /// The join is not of its form.
    #[error("the join is not of its form")]
    Form(#[from] JsonError),
    /// The join is for another channel, member or role than the invitation.
    #[error("the join is for something else")]
    OtherJoin,
    /// The newest note as stored.
    #[error("the newest keyring does not hold")]
    Keyring(#[from] KeyringError),
    /// The new member.
    #[error("the invitee could not become a member")]
    Enrol(#[from] EnrolError),
    /// The database.
    #[error("the invitation could not be stored")]
    Storage(#[from] storage::Error),
}

/// Makes an invitation. The very same one is taken as the first time.
pub async fn invite(
    app: &App,
    member: MemberId,
    channel: ChannelId,
    access: InvitationHash,
    role: Role,
    title: ShortText,
) -> Result<(), InvitationError> {
    let clock = Arc::clone(&app.clock);
    let rng = app.rng;
    app.db
        .run_tx("invite", move |tx| {
            check_owner(tx, channel, member)?;
            let today = today_in(tx, clock.as_ref(), channel)?;
            if let Some(found) = store::find_invitation(tx, access)? {
                let same = found.channel == channel && found.role == role && found.title == title.as_str();
                return if same { Ok(()) } else { Err(InvitationError::InUse) };
            }
            let invitation = Invitation {
                access,
                channel,
                role,
                title: title.as_str().to_owned(),
                invited: today,
                expires: today.plus(LIFETIME_DAYS).unwrap_or(today),
                join: None,
                welcome: None,
                member: None,
            };
            store::insert_invitation(tx, &invitation)?;
            let deed = Deed::Invited { role: role.as_str() };
            audit::append(tx, &Entry { day: today, channel: Some(channel), deed }, &mut rng.clone())?;
            Ok(())
        })
        .await
}

/// The invitations of a channel that its owner still waits on, by their random hashes.
pub async fn list(
    app: &App,
    member: MemberId,
    channel: ChannelId,
) -> Result<Vec<Invitation>, InvitationError> {
    app.db
        .read(move |connection| {
            check_owner(connection, channel, member)?;
            Ok(store::list_open_invitations(connection, channel)?)
        })
        .await
}

/// Withdraws an invitation, and with it whoever joined by it and stands in no keyring yet. One that is not there is as good
/// as withdrawn: the answer to an earlier try may have been lost.
pub async fn withdraw(
    app: &App,
    member: MemberId,
    channel: ChannelId,
    access: InvitationHash,
) -> Result<(), InvitationError> {
    let clock = Arc::clone(&app.clock);
    let rng = app.rng;
    app.db
        .run_tx("withdraw_invitation", move |tx| {
            check_owner(tx, channel, member)?;
            let found = store::find_invitation(tx, access)?.filter(|found| found.channel == channel);
            let Some(found) = found else { return Ok(()) };
            if let Some(joined) = found.member
                && is_let_in(tx, channel, joined)?
            {
                return Err(InvitationError::InUse);
            }
            store::delete_invitation(tx, access)?;
            if let Some(joined) = found.member {
                expel(tx, joined)?;
            }
            let today = today_in(tx, clock.as_ref(), channel)?;
            let entry = Entry { day: today, channel: Some(channel), deed: Deed::InvitationWithdrawn };
            audit::append(tx, &entry, &mut rng.clone())?;
            Ok(())
        })
        .await
}

/// What an invitee is shown before anything is verified.
#[derive(Debug)]
pub struct Found {
    /// The invitation.
    pub invitation: Invitation,
    /// The word in the channel's address.
    pub address: String,
    /// The newest note.
    pub note: String,
}

/// The invitation of an access key. One that nobody took in time is over.
pub async fn find(app: &App, access: InvitationHash) -> Result<Found, InvitationError> {
    let clock = Arc::clone(&app.clock);
    app.db
        .read(move |connection| {
            let found = store::find_invitation(connection, access)?.ok_or(InvitationError::NotFound)?;
            let today = today_in(connection, clock.as_ref(), found.channel)?;
            if found.join.is_none() && today > found.expires {
                return Err(InvitationError::Over);
            }
            let channel = channels::find_channel(connection, found.channel)?;
            let newest = channels::find_newest_keyring(connection, found.channel)?;
            let (Some(channel), Some(newest)) = (channel, newest) else {
                return Err(InvitationError::NotFound);
            };
            Ok(Found { invitation: found, address: channel.address, note: newest.note })
        })
        .await
}

/// Makes the invitee a member, whom the owner has yet to let in. Good once: the very same join again, as long as
/// the invitation would be good, the owner has not answered and the invitee's vault is as it was sent, is answered as the
/// first time, with a session of its own.
pub async fn join(
    app: &App,
    access: InvitationHash,
    new: NewMember,
    message: JoinMessage,
) -> Result<Admission, InvitationError> {
    let claim = Claim::read(&message.bytes)?;
    let clock = Arc::clone(&app.clock);
    let mut rng = app.rng;
    let (minute, token) = (app.clock.minute(), SessionToken::generate(&mut rng));
    let hash = token.hash();
    let retried = app
        .db
        .run_tx("join", move |tx| {
            let found = store::find_invitation(tx, access)?.ok_or(InvitationError::NotFound)?;
            let today = today_in(tx, clock.as_ref(), found.channel)?;
            if today <= found.expires && is_retry(&found, &message, new.id) && is_enrolled(tx, &new)? {
                session::begin(tx, new.id, hash, minute, &mut rng.clone())?;
                return Ok(true);
            }
            if found.join.is_some() || today > found.expires {
                return Err(InvitationError::Over);
            }
            if !claim.fits(&found, new.id) {
                return Err(InvitationError::OtherJoin);
            }
            enrol(tx, &new)?;
            store::keep_join(tx, access, &message, new.id)?;
            session::begin(tx, new.id, hash, minute, &mut rng.clone())?;
            let deed = Deed::Joined { member: new.id.to_string() };
            let entry = Entry { day: today, channel: Some(found.channel), deed };
            audit::append(tx, &entry, &mut rng.clone())?;
            Ok(false)
        })
        .await?;
    Ok(Admission { token, retried })
}

/// Whether this is the join that an invitation was used with, and nobody has answered it.
fn is_retry(found: &Invitation, message: &JoinMessage, member: MemberId) -> bool {
    let same = |join: &JoinMessage| join.bytes == message.bytes && join.tag == message.tag;
    found.welcome.is_none() && found.member == Some(member) && found.join.as_ref().is_some_and(same)
}

/// What a join says of itself. The server reads it so that a slip shows at once; that it is the invitee's, only the owner
/// can tell.
struct Claim {
    channel: ChannelId,
    member: MemberId,
    role: String,
}

impl Claim {
    fn read(bytes: &[u8]) -> Result<Self, JsonError> {
        let mut join = read_object(bytes)?;
        let claim =
            Self { channel: join.id("channel")?, member: join.id("member")?, role: join.string("role")? };
        join.read("recipient", Recipient::<role::Handler>::parse)?;
        join.read("verify", VerifyingKey::<role::Author>::parse)?;
        join.end()?;
        Ok(claim)
    }

    fn fits(&self, invitation: &Invitation, member: MemberId) -> bool {
        self.channel == invitation.channel && self.member == member && self.role == invitation.role.as_str()
    }
}

/// Whether somebody has, or had, a part at the desk, or a line of the newest keyring: a custodian has no other trace.
fn is_let_in(
    connection: &mut Connection,
    channel: ChannelId,
    member: MemberId,
) -> Result<bool, InvitationError> {
    if designations::was_ever(connection, channel, member)? {
        return Ok(true);
    }
    let Some(newest) = channels::find_newest_keyring(connection, channel)? else { return Ok(false) };
    let chain = KeyringChain::verify(channel, &[&newest.note], &Pin::Nothing)?;
    Ok(chain.newest().lines().everybody().contains(member))
}

fn check_owner(
    connection: &mut Connection,
    channel: ChannelId,
    member: MemberId,
) -> Result<(), InvitationError> {
    match designations::find(connection, channel, member)? {
        Some(Role::Owner) => Ok(()),
        Some(Role::Handler | Role::Deputy | Role::Auditor) => Err(InvitationError::NotOwner),
        None => Err(InvitationError::NotFound),
    }
}
