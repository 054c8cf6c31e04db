//! New ways in, proved by an old one: passphrase and recovery code with the vault that they open, or the second factor.
//! Whatever changes ends the member's other sessions.
//!
//! The old way's key signs the change itself, as sent, over a challenge for this session that is good once. So neither a
//! signature made at sign-in nor one for another change serves anybody here.

use sigill_sealing::gate::Sealed;
use sigill_sealing::id::MemberId;
use sigill_sealing::kind;
use sigill_sealing::request::credentials_bytes;
use sigill_sealing::signature::{self, Signature, SignatureError, VerifyingKey};
use thiserror::Error;

use super::enrolment::{Credentials, ProvenFactor};
use super::guard::SignedIn;
use super::sign_in::Challenge;
use super::{StoredKey, Way, session, spent, store, vaults};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::clock::DEFAULT_ZONE;
use crate::http::nonce::{self, Freshness};
use crate::server_key::Purpose;
use crate::storage::{self, Connection, Tx};

/// An old way in, proved once more.
pub struct Proof {
    /// The challenge for this session.
    pub challenge: Challenge,
    /// With which way's key.
    pub way: Way,
    /// The signature over the challenge and the change.
    pub signature: Signature<signature::Credentials>,
    /// The JSON that says what is new, as sent.
    pub change: String,
}

/// A challenge that `who` signs to change their ways in, good in this session alone.
#[must_use]
pub fn challenge(app: &App, who: SignedIn) -> Challenge {
    let (minute, bearer) = (app.clock.minute(), who.session.as_bytes().as_slice());
    nonce::make_for(&app.server_key, Purpose::ChangeChallenge, bearer, minute, &mut app.rng.clone())
}

/// Why nothing was changed.
#[derive(Debug, Error)]
pub enum ChangeError {
    /// The challenge is not this session's, was used already or is older than ten minutes: ask for another.
    #[error("the challenge is not a fresh one of this session")]
    Stale,
    /// The signature is not by the way it claims.
    #[error("the proof does not hold")]
    Refused,
    /// Another vault was put there meanwhile: read it first.
    #[error("the vault has another counter")]
    Conflict,
    /// A stored key is none.
    #[error("a stored credential is no key")]
    Credential(#[from] SignatureError),
    /// The database.
    #[error("nothing could be changed")]
    Storage(#[from] storage::Error),
}

/// Gives `who` a new passphrase and recovery code, with the vault re-sealed to them in the place of the one that goes by
/// `counter`.
///
/// The very same again is answered as the first time: the answer was lost, and its member would otherwise take it for refused
/// and throw away the words that alone open the vault. By then the old way that proved it is gone, so that no proof is asked
/// for: nothing is changed, and the request is signed by the desk key like every other.
pub async fn change_credentials(
    app: &App,
    who: SignedIn,
    proof: Proof,
    new: Credentials,
    vault: Sealed<kind::Vault>,
    counter: u64,
) -> Result<(), ChangeError> {
    let change = Change::of(app, who, proof);
    app.db
        .run_tx("change_credentials", move |tx| {
            if is_made(tx, who.member, &new, &vault, counter)? {
                return Ok(());
            }
            change.check(tx)?;
            if !vaults::replace_for_new_ways(tx, who.member, counter, &vault)? {
                return Err(ChangeError::Conflict);
            }
            for (way, key) in new.stored() {
                store::update_credential(tx, who.member, way, key)?;
            }
            change.finish(tx)
        })
        .await
}

/// Gives `who` another second factor.
pub async fn change_second_factor(
    app: &App,
    who: SignedIn,
    proof: Proof,
    factor: ProvenFactor,
) -> Result<(), ChangeError> {
    let change = Change::of(app, who, proof);
    app.db
        .run_tx("change_second_factor", move |tx| {
            change.check(tx)?;
            factor.replace(tx, who.member)?;
            change.finish(tx)
        })
        .await
}

/// Whether that very change was made, and nothing has been put in its place since.
fn is_made(
    tx: &mut Tx<'_>,
    member: MemberId,
    new: &Credentials,
    vault: &Sealed<kind::Vault>,
    counter: u64,
) -> Result<bool, storage::Error> {
    for (way, key) in new.stored() {
        if store::find_credential(tx, member, way)? != Some(key) {
            return Ok(false);
        }
    }
    vaults::is_in_place(tx, member, counter, vault)
}

/// What is the same for every change.
struct Change {
    who: SignedIn,
    proof: Proof,
    is_fresh: bool,
    origin: String,
    minute: i64,
    entry: Entry,
    rng: rand::rngs::OsRng,
}

impl Change {
    fn of(app: &App, who: SignedIn, proof: Proof) -> Self {
        let (minute, bearer) = (app.clock.minute(), who.session.as_bytes().as_slice());
        let key = &app.server_key;
        let judged = nonce::judge_for(key, Purpose::ChangeChallenge, bearer, &proof.challenge, minute);
        let deed = Deed::CredentialsChanged { member: who.member.to_string() };
        let entry = Entry { day: app.clock.today(DEFAULT_ZONE), channel: None, deed };
        let origin = app.config.desk.url.as_str().to_owned();
        Self { who, proof, is_fresh: judged == Freshness::Fresh, origin, minute, entry, rng: app.rng }
    }

    /// Verified in the transaction, so that a way that was just replaced proves nothing.
    fn check(&self, tx: &mut Tx<'_>) -> Result<(), ChangeError> {
        if !self.is_fresh {
            return Err(ChangeError::Stale);
        }
        let (member, proof) = (self.who.member, &self.proof);
        let key = find_key(tx, member, proof.way)?;
        let signed = credentials_bytes(&self.origin, member, &proof.challenge, proof.change.as_bytes());
        key.verify(&signed, &proof.signature).map_err(|_refused| ChangeError::Refused)?;
        if spent::spend(tx, &proof.challenge, self.minute)? { Ok(()) } else { Err(ChangeError::Stale) }
    }

    fn finish(&self, tx: &mut Tx<'_>) -> Result<(), ChangeError> {
        session::end_others(tx, self.who.member, self.who.session)?;
        audit::append(tx, &self.entry, &mut self.rng.clone())?;
        Ok(())
    }
}

fn find_key(
    connection: &mut Connection,
    member: MemberId,
    way: Way,
) -> Result<VerifyingKey<sigill_sealing::role::SignIn>, ChangeError> {
    let stored: StoredKey = store::find_credential(connection, member, way)?.ok_or(ChangeError::Refused)?;
    Ok(VerifyingKey::from_bytes(*stored.as_bytes())?)
}
