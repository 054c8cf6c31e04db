//! Whose recovery key a key is. It is bound to a channel from its first epoch to its newest: none that changes it verifies, and
//! no channel is set up with another's. So no owner draws the holder of another channel's code to their own channel, and
//! none learns, with a key that they put in the place of the former, what waits for the code on paper.

use sigill_sealing::id::ChannelId;
use sigill_sealing::keyring::{KeyringChain, Pin};
use sigill_sealing::role::Author;
use sigill_sealing::signature::VerifyingKey;

use super::store;
use crate::storage::{Connection, Error};

/// The channels whose newest keyring has that key written in it somewhere: no other can be bound to it.
pub fn find_named(connection: &mut Connection, key: &VerifyingKey<Author>) -> Result<Vec<ChannelId>, Error> {
    let written = key.to_string();
    let mut named = Vec::new();
    for channel in store::list_channels(connection)? {
        let newest = store::find_newest_keyring(connection, channel.id)?;
        if newest.is_some_and(|newest| newest.note.contains(&written)) {
            named.push(channel.id);
        }
    }
    Ok(named)
}

/// Those of `named` that are bound to that key: it stands in the line of recovery of every epoch.
pub fn find_bound(
    connection: &mut Connection,
    named: &[ChannelId],
    key: &VerifyingKey<Author>,
) -> Result<Vec<ChannelId>, Error> {
    let mut bound = Vec::new();
    for channel in named {
        let rows = store::list_keyrings(connection, *channel, 1, i64::MAX)?;
        let notes: Vec<&str> = rows.iter().map(|row| row.note.as_str()).collect();
        let Ok(chain) = KeyringChain::verify(*channel, &notes, &Pin::Nothing) else { continue };
        if chain.newest().lines().recovery.verify == *key {
            bound.push(*channel);
        }
    }
    Ok(bound)
}
