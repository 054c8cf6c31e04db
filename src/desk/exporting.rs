//! A list of cases leaves the desk: who made it and on which day, for the log. What stood in it is told to nobody.

use std::collections::BTreeSet;
use std::sync::Arc;

use sigill_sealing::id::{ChannelId, MemberId};
use thiserror::Error;

use crate::app::App;
use crate::audit::{self, Deed, Entry};
use crate::channels::clocks::today_in;
use crate::members::designations;
use crate::storage;

/// Why nothing was logged.
#[derive(Debug, Error)]
pub(super) enum ExportError {
    /// The member is not designated in one of the channels.
    #[error("the member is not designated in one of the channels")]
    NoChannel,
    /// The database.
    #[error("the export could not be logged")]
    Storage(#[from] storage::Error),
}

/// Logs that `member` takes a list of cases out of the desk, once for each of those channels, or not at all.
pub(super) async fn log_list(
    app: &App,
    member: MemberId,
    channels: BTreeSet<ChannelId>,
) -> Result<(), ExportError> {
    let (clock, rng) = (Arc::clone(&app.clock), app.rng);
    app.db
        .run_tx("log_list_export", move |tx| {
            for channel in &channels {
                if designations::find(tx, *channel, member)?.is_none() {
                    return Err(ExportError::NoChannel);
                }
            }
            for channel in &channels {
                let day = today_in(tx, clock.as_ref(), *channel)?;
                let deed = Deed::ListExported { member: member.to_string() };
                audit::append(tx, &Entry { day, channel: Some(*channel), deed }, &mut rng.clone())?;
            }
            Ok(())
        })
        .await
}
