//! Cases that are left to recovery: nobody who works in their channel holds their newest key, and recovery does.
//!
//! Only these are for the holder of a channel's recovery code. What a handler or deputy can open is none of theirs, though
//! there is a wrap for them in nearly every case.

mod store;

use sigill_sealing::day::Day;
use sigill_sealing::id::ChannelId;

use self::store::Left;
use super::CaseId;
use super::store::CaseRow;
use crate::channels::clocks::today_in;
use crate::channels::store::list_channels;
use crate::clock::Clock;
use crate::storage::{Connection, Db, Error};

pub use store::{find_wrap, is_of_channel};

/// For how many days after its last holder has left the channel a case is not left to recovery yet. An owner takes a line
/// away alone, and may have kept the code that was made in their browser: whoever they took it from has that long to say so.
/// What a holder left by a key of their own, or the reporter wrapped to recovery alone, is left to it at once.
pub const WAIT_DAYS: i32 = 14;

/// The cases of a channel that are left to recovery on that day, in the order of their random ids.
pub fn list_left(connection: &mut Connection, channel: ChannelId, today: Day) -> Result<Vec<CaseRow>, Error> {
    store::list_left(connection, &Left { channel, case: None, gone_by: gone_by(today) })
}

/// The case, if it is left to recovery in that channel on that day.
pub fn find_left(
    connection: &mut Connection,
    channel: ChannelId,
    case: CaseId,
    today: Day,
) -> Result<Option<CaseRow>, Error> {
    let left = Left { channel, case: Some(case), gone_by: gone_by(today) };
    Ok(store::list_left(connection, &left)?.pop())
}

fn gone_by(today: Day) -> Day {
    today.plus(-WAIT_DAYS).unwrap_or(today)
}

/// How many cases are left to recovery, by the address of their channel; of channels that have such a case.
pub async fn count_left(db: &Db, clock: &'static dyn Clock) -> Result<Vec<(String, usize)>, Error> {
    db.read(move |connection| {
        let mut counts = Vec::new();
        for channel in list_channels(connection)? {
            let today = today_in(connection, clock, channel.id)?;
            let left = list_left(connection, channel.id, today)?.len();
            if left > 0 {
                counts.push((channel.address, left));
            }
        }
        Ok(counts)
    })
    .await
}
