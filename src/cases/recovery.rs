//! Cases that are left to recovery: nobody who works in their channel holds their newest key, and recovery does.
//!
//! Only these are for the holder of a channel's recovery code. What a handler or deputy can open is none of theirs, though
//! there is a wrap for them in nearly every case.

mod store;

use crate::channels::store::list_channels;
use crate::storage::{Db, Error};

pub use store::{find_left, find_wraps, list_left};

/// How many cases are left to recovery, by the address of their channel; of channels that have such a case.
pub async fn count_left(db: &Db) -> Result<Vec<(String, usize)>, Error> {
    db.read(|connection| {
        let mut counts = Vec::new();
        for channel in list_channels(connection)? {
            let left = list_left(connection, channel.id)?.len();
            if left > 0 {
                counts.push((channel.address, left));
            }
        }
        Ok(counts)
    })
    .await
}
