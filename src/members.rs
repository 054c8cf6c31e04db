//! Who signs in, with what, and what is kept for them: sealed vaults, sessions, second factors.

mod attempts;
pub mod credentials;
pub mod designations;
pub mod enrolment;
pub mod guard;
pub mod mail;
pub mod name;
pub mod routes;
pub mod second_factor;
pub mod session;
pub mod sign_in;
mod spent;
mod store;
pub mod vaults;
pub mod wire;

use crate::storage::{Db, Error};

crate::stored_bytes! {
    /// SHA-256 of the token in a session's cookie; only this is stored.
    pub struct SessionHash(32);
    /// What a member's list of sessions calls one: random, opens nothing.
    pub struct SessionId(16);
    /// SHA-256 of a nonce that was used: only this is stored, and it orders nothing.
    pub struct SpentHash(32);
    /// What tries at a sign-in name are counted under: tells nobody which name.
    pub struct Subject(32);
    /// A key that a passphrase, recovery code or vault gives, as stored.
    pub struct StoredKey(32);
}

crate::text_column! {
    /// What a member proves to be themselves with, beside the second factor.
    pub enum Way {
        /// The generated passphrase.
        Passphrase = "passphrase",
        /// The recovery code, in the passphrase's place.
        Recovery = "recovery",
    }
}

/// Whether anybody can sign in at all: then the server key must be there, for it seals their second factors.
pub async fn has_members(db: &Db) -> Result<bool, Error> {
    db.read(store::has_members).await
}

/// Clears away what is too old to matter, at a start: nobody may have signed in since.
pub async fn forget_what_is_old(db: &Db, minute: i64) -> Result<(), Error> {
    db.run_tx("forget_what_is_old", move |tx| {
        attempts::delete_old(tx, minute)?;
        spent::forget(tx, minute)?;
        session::delete_ended(tx, minute)
    })
    .await
}
