//! Nonces and challenges that have done their work: each is good once, and remembered until it is too old anyway.

mod store;

use sigill_sealing::digest::Digest;

use super::SpentHash;
use crate::http::nonce::{LENGTH, LIFETIME};
use crate::storage::{Error, Tx};

/// Spends `nonce`, whose form and age are judged already, in the caller's transaction; whether it was still good. What has
/// grown too old to be taken for fresh is forgotten with it.
pub(super) fn spend(tx: &mut Tx<'_>, nonce: &[u8; LENGTH], minute: i64) -> Result<bool, Error> {
    forget(tx, minute)?;
    let hash = SpentHash::from_bytes(*Digest::of(nonce).as_bytes());
    if store::is_spent(tx, hash)? {
        return Ok(false);
    }
    // Made in this minute or before it, so that it is remembered for at least as long as it is fresh.
    store::insert_spent(tx, hash, minute.saturating_add(LIFETIME))?;
    Ok(true)
}

/// Forgets those that are too old by `minute` to be taken for fresh.
pub(super) fn forget(tx: &mut Tx<'_>, minute: i64) -> Result<(), Error> {
    store::delete_expired(tx, minute)
}
