//! Becoming a member: a name, two ways to prove oneself, a second factor that works, and a sealed vault.

use rand::{CryptoRng, RngCore};
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::MemberId;
use sigill_sealing::kind::Vault;
use sigill_sealing::role::{Desk, SignIn};
use sigill_sealing::signature::VerifyingKey;
use thiserror::Error;

use super::name::SignInName;
use super::second_factor::SecondFactor;
use super::session::SessionToken;
use super::{StoredKey, Way, store, vaults};
use crate::server_key::{ServerKey, Unsealable};
use crate::storage::{self, Connection, Tx};

/// The keys that a member's passphrase and recovery code give.
#[derive(Clone, Copy, Debug)]
pub struct Credentials {
    /// The passphrase's.
    pub passphrase: VerifyingKey<SignIn>,
    /// The recovery code's.
    pub recovery: VerifyingKey<SignIn>,
}

/// A second factor that a code of it was shown for, sealed to the server key.
#[derive(Debug)]
pub struct ProvenFactor {
    sealed: Vec<u8>,
    step: i64,
}

/// Why a second factor is not taken.
#[derive(Debug, Error)]
pub enum FactorError {
    /// The code is not one of its codes now: a wrong device, a wrong clock, a slip of the finger.
    #[error("the code is none of the new second factor's")]
    WrongCode,
    /// It could not be sealed.
    #[error("the second factor could not be sealed")]
    Seal(#[from] Unsealable),
}

impl ProvenFactor {
    /// Takes `factor` for `member` if `code` is one of its codes at `second`. That code is then used up.
    pub fn prove(
        factor: &SecondFactor,
        code: &str,
        second: i64,
        member: MemberId,
        key: &ServerKey,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Self, FactorError> {
        let step = factor.step_of(code, second).ok_or(FactorError::WrongCode)?;
        Ok(Self { sealed: factor.seal(key, member, rng)?, step })
    }

    /// Puts it in the place of the member's second factor, in the caller's transaction.
    pub(super) fn replace(&self, tx: &mut Tx<'_>, member: MemberId) -> Result<(), storage::Error> {
        store::update_second_factor(tx, member, &self.sealed, self.step)
    }
}

/// Somebody about to become a member.
#[derive(Debug)]
pub struct NewMember {
    /// What the server answered for their name before it was theirs: the salt of their passphrase, and their name in
    /// keyrings.
    pub id: MemberId,
    /// What they sign in by.
    pub name: SignInName,
    /// What they prove to be themselves with.
    pub credentials: Credentials,
    /// Beside it.
    pub factor: ProvenFactor,
    /// What verifies whatever they ask to be changed; its other half comes from their vault.
    pub desk_key: VerifyingKey<Desk>,
    /// Their keys, sealed to themselves.
    pub vault: Sealed<Vault>,
}

/// Why nobody became a member.
#[derive(Debug, Error)]
pub enum EnrolError {
    /// Another member has this name, or this id; or the id is not the one that the server answers for the name.
    #[error("the sign-in name is taken")]
    Taken,
    /// The database.
    #[error("the member could not be stored")]
    Storage(#[from] storage::Error),
}

/// Stores a new member in the caller's transaction.
pub fn enrol(tx: &mut Tx<'_>, new: &NewMember) -> Result<(), EnrolError> {
    if store::find_member_by_name(tx, &new.name)?.is_some() || store::find_name(tx, new.id)?.is_some() {
        return Err(EnrolError::Taken);
    }
    let desk_key = StoredKey::from_bytes(*new.desk_key.as_bytes());
    store::insert_member(tx, new.id, &new.name, desk_key)?;
    for (way, key) in new.credentials.stored() {
        store::insert_credential(tx, new.id, way, key)?;
    }
    store::insert_second_factor(tx, new.id, &new.factor.sealed, new.factor.step)?;
    Ok(store::insert_vault(tx, new.id, &new.vault)?)
}

/// Whether a new member is here already: the same id, the same name, and byte for byte the vault, which nobody has
/// written since. A retry after a lost answer is; whoever knows less than the first sender is not, for a vault is never
/// handed out before its member has signed in.
pub fn is_enrolled(connection: &mut Connection, new: &NewMember) -> Result<bool, storage::Error> {
    let named = store::find_member_by_name(connection, &new.name)? == Some(new.id);
    let vault = vaults::find_in(connection, new.id)?;
    Ok(named && vault.is_some_and(|vault| vault.sealed == new.vault.as_bytes()))
}

/// What came of enrolling.
pub struct Admission {
    /// The session that begins with it.
    pub token: SessionToken,
    /// Whether it had been done before: a retry after a lost answer.
    pub retried: bool,
}

/// Undoes [`enrol`] in the caller's transaction: of somebody whose invitation was withdrawn nothing stays.
pub fn expel(tx: &mut Tx<'_>, member: MemberId) -> Result<(), storage::Error> {
    store::delete_member(tx, member)
}

impl Credentials {
    /// Both ways, as stored.
    pub(super) fn stored(&self) -> [(Way, StoredKey); 2] {
        [(Way::Passphrase, self.passphrase), (Way::Recovery, self.recovery)]
            .map(|(way, key)| (way, StoredKey::from_bytes(*key.as_bytes())))
    }
}
