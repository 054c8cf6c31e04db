//! Signing in: a challenge, its signature, and a code of the second factor, all in one request.
//!
//! An unknown name and a wrong passphrase take one path: whoever is not known is stood in for by keys made of the name
//! and the server key, and goes through the same queries, verifications and counts as who is.

mod standing_in;

use sigill_sealing::id::MemberId;
use sigill_sealing::request::sign_in_bytes;
use sigill_sealing::signature::{SignIn, Signature, SignatureError, VerifyingKey};
use thiserror::Error;

use super::attempts::{self, Wrong};
use super::name::SignInName;
use super::second_factor::SecondFactor;
use super::session::{self, SessionToken};
use super::vaults::{self, Vault};
use super::{StoredKey, Subject, Way, spent, store};
use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::clock::DEFAULT_ZONE;
use crate::http::nonce::{self, Freshness};
use crate::server_key::{Purpose, ServerKey, Unsealable};
use crate::storage::{self, Tx};
use standing_in::StandIn;

/// Bytes that a browser signs at sign-in.
pub type Challenge = [u8; nonce::LENGTH];

/// What proves who somebody is.
pub enum Proof {
    /// One way, and a code of the second factor.
    One {
        /// Which.
        way: Way,
        /// The challenge, signed.
        signature: Signature<SignIn>,
        /// Six digits.
        code: String,
    },
    /// Both ways, for a lost second factor.
    Both {
        /// The challenge, signed with the passphrase's key.
        passphrase: Signature<SignIn>,
        /// The challenge, signed with the recovery code's.
        recovery: Signature<SignIn>,
    },
}

/// A member who has just come in.
pub struct CameIn {
    /// Who.
    pub member: MemberId,
    /// For the cookie.
    pub token: SessionToken,
    /// Their vault, which nobody is given earlier.
    pub vault: Vault,
    /// The counters of those before it, the newest first.
    pub earlier: Vec<u64>,
}

/// Why nobody came in.
#[derive(Debug, Error)]
pub enum SignInError {
    /// The challenge is not ours, was used already or is older than ten minutes: ask for another. Nothing is counted.
    #[error("the challenge is not a fresh one of ours")]
    Stale,
    /// Something of the rest is wrong.
    #[error("name, proof or code is wrong")]
    Refused,
    /// It was wrong too often.
    #[error("this name was tried too often")]
    SlowDown {
        /// So many seconds are to pass.
        seconds: i64,
    },
    /// The second factor of the row does not open: the server key is another than it was.
    #[error("a second factor does not open with this server key")]
    ServerKey(#[from] Unsealable),
    /// A stored key is none.
    #[error("a stored credential is no key")]
    Credential(#[from] SignatureError),
    /// The database.
    #[error("nobody could be signed in")]
    Storage(#[from] storage::Error),
}

/// A challenge for `name`, and the id of its member; of an unknown name the id is as steady and says as little.
pub async fn challenge(app: &App, name: &SignInName) -> Result<(MemberId, Challenge), storage::Error> {
    let stand_in = StandIn::id(&app.server_key, name);
    let wanted = name.clone();
    let found = app.db.read(move |connection| store::find_member_by_name(connection, &wanted)).await?;
    let minute = app.clock.minute();
    let challenge = nonce::make(&app.server_key, Purpose::SignInChallenge, minute, &mut app.rng.clone());
    Ok((found.unwrap_or(stand_in), challenge))
}

/// The id that [`challenge`] answers for a name of nobody, and that whoever enrols under the name therefore gets: it does not
/// change by that, so that nobody learns of it.
#[must_use]
pub fn id_of(key: &ServerKey, name: &SignInName) -> MemberId {
    StandIn::id(key, name)
}

/// Whether a challenge is one of ours of the last ten minutes.
fn is_fresh(app: &App, challenge: &Challenge) -> bool {
    let judged = nonce::judge(&app.server_key, Purpose::SignInChallenge, challenge, app.clock.minute());
    judged == Freshness::Fresh
}

/// Somebody who may be known: the keys and factor to hold them to.
struct Claimed {
    member: MemberId,
    known: bool,
    passphrase: StoredKey,
    recovery: StoredKey,
    factor: SecondFactor,
}

/// Signs in, or says why not. What is counted of it is durable either way.
pub async fn sign_in(
    app: &App,
    name: SignInName,
    challenge: Challenge,
    proof: Proof,
) -> Result<CameIn, SignInError> {
    if !is_fresh(app, &challenge) {
        return Err(SignInError::Stale);
    }
    let claimed = claim(app, &name).await?;
    let signed = sign_in_bytes(app.config.desk.url.as_str(), claimed.member, &challenge);
    let proven = claimed.known & claimed.is_proven(&signed, &proof)?;
    let step = match &proof {
        Proof::One { code, .. } => claimed.factor.step_of(code, app.clock.second()),
        Proof::Both { .. } => None,
    };
    let try_ = Try {
        member: claimed.member,
        challenge,
        proven,
        keys: (claimed.passphrase, claimed.recovery),
        needs_code: matches!(proof, Proof::One { .. }),
        step,
        by_proof: attempts::subject(&app.server_key, Wrong::Proof, &name),
        by_code: attempts::subject(&app.server_key, Wrong::Code, &name),
        minute: app.clock.minute(),
    };
    let mut rng = app.rng;
    let token = SessionToken::generate(&mut rng);
    let hash = token.hash();
    let today = app.clock.today(DEFAULT_ZONE);
    let outcome = app
        .db
        .run_tx("sign_in", move |tx| -> Result<Outcome, storage::Error> {
            if let Some(refused) = try_.judge(tx)? {
                return Ok(refused);
            }
            session::begin(tx, try_.member, hash, try_.minute, &mut rng.clone())?;
            let deed = Deed::SignedIn { member: try_.member.to_string() };
            audit::append(tx, &Entry { day: today, channel: None, deed }, &mut rng.clone())?;
            let Some(vault) = vaults::find_in(tx, try_.member)? else { return Ok(Outcome::Refused) };
            Ok(Outcome::In(vault, vaults::list_earlier(tx, try_.member)?))
        })
        .await?;
    match outcome {
        Outcome::In(vault, earlier) => Ok(CameIn { member: claimed.member, token, vault, earlier }),
        Outcome::Refused => Err(SignInError::Refused),
        Outcome::Stale => Err(SignInError::Stale),
        Outcome::SlowDown { until } => {
            let seconds = until.saturating_mul(60).saturating_sub(app.clock.second()).max(1);
            Err(SignInError::SlowDown { seconds })
        }
    }
}

async fn claim(app: &App, name: &SignInName) -> Result<Claimed, SignInError> {
    let stand_in = StandIn::of(&app.server_key, name, &mut app.rng.clone())?;
    let (wanted, other) = (name.clone(), stand_in.id);
    let (found, passphrase, recovery, sealed) = app
        .db
        .read(move |connection| {
            let found = store::find_member_by_name(connection, &wanted)?;
            let id = found.unwrap_or(other);
            let passphrase = store::find_credential(connection, id, Way::Passphrase)?;
            let recovery = store::find_credential(connection, id, Way::Recovery)?;
            let sealed = store::find_second_factor(connection, id)?;
            Ok::<_, storage::Error>((found, passphrase, recovery, sealed))
        })
        .await?;
    let member = found.unwrap_or(stand_in.id);
    Ok(Claimed {
        member,
        known: found.is_some(),
        passphrase: passphrase.unwrap_or(stand_in.passphrase),
        recovery: recovery.unwrap_or(stand_in.recovery),
        factor: SecondFactor::open(&app.server_key, member, &sealed.unwrap_or(stand_in.sealed))?,
    })
}

impl Claimed {
    fn is_proven(&self, signed: &[u8], proof: &Proof) -> Result<bool, SignatureError> {
        let holds = |key: StoredKey, signature: &Signature<SignIn>| {
            let key = VerifyingKey::from_bytes(*key.as_bytes())?;
            Ok(key.verify(signed, signature).is_ok())
        };
        match proof {
            Proof::One { way: Way::Passphrase, signature, .. } => holds(self.passphrase, signature),
            Proof::One { way: Way::Recovery, signature, .. } => holds(self.recovery, signature),
            Proof::Both { passphrase, recovery } => {
                // Both are verified whatever the first says, so that the time tells not which was wrong.
                Ok(holds(self.passphrase, passphrase)? & holds(self.recovery, recovery)?)
            }
        }
    }
}

/// One try, as the transaction judges it.
struct Try {
    member: MemberId,
    challenge: Challenge,
    proven: bool,
    keys: (StoredKey, StoredKey),
    needs_code: bool,
    step: Option<i64>,
    by_proof: Subject,
    by_code: Subject,
    minute: i64,
}

enum Outcome {
    In(Vault, Vec<u64>),
    Refused,
    Stale,
    SlowDown { until: i64 },
}

impl Try {
    /// Counts what is wrong; nothing if all is right.
    fn judge(&self, tx: &mut Tx<'_>) -> Result<Option<Outcome>, storage::Error> {
        let slowed = attempts::slowed_until(tx, self.by_proof, self.minute)?;
        let slowed_code = attempts::slowed_until(tx, self.by_code, self.minute)?;
        if self.proven && self.keys_are_still_theirs(tx)? {
            // A proof that holds is used up whatever comes of it: whoever saw it has no use for it.
            if !spent::spend(tx, &self.challenge, self.minute)? {
                return Ok(Some(Outcome::Stale));
            }
            if !self.needs_code {
                return self.forget(tx);
            }
            if let Some(until) = slowed_code {
                return Ok(Some(Outcome::SlowDown { until }));
            }
            let taken = match self.step {
                Some(step) => store::take_step(tx, self.member, step)?,
                None => false,
            };
            if taken {
                return self.forget(tx);
            }
            attempts::count(tx, self.by_code, self.minute)?;
        }
        if let Some(until) = slowed {
            return Ok(Some(Outcome::SlowDown { until }));
        }
        attempts::count(tx, self.by_proof, self.minute)?;
        Ok(Some(Outcome::Refused))
    }

    fn forget(&self, tx: &mut Tx<'_>) -> Result<Option<Outcome>, storage::Error> {
        attempts::forget(tx, self.by_proof, self.minute)?;
        attempts::forget(tx, self.by_code, self.minute)?;
        Ok(None)
    }

    /// Whether they were not changed since they were read: a change ends sessions, and must not be outrun by one.
    fn keys_are_still_theirs(&self, tx: &mut Tx<'_>) -> Result<bool, storage::Error> {
        let passphrase = store::find_credential(tx, self.member, Way::Passphrase)?;
        let recovery = store::find_credential(tx, self.member, Way::Recovery)?;
        Ok(passphrase == Some(self.keys.0) && recovery == Some(self.keys.1))
    }
}
