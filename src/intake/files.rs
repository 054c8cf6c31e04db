//! Files of a reporter: whose upload it is, and which files their case lets them read.

use sigill_sealing::id::{ChannelId, FileId};

use crate::app::App;
use crate::cases::files::{self, FileRow, Limits, Owner, Side, Upload};
use crate::cases::store as cases;
use crate::cases::{CaseId, Locator, Thread};
use crate::channels::store as channels;
use crate::storage;

pub(super) mod routes;
mod wire;

/// The channel whose file it is that `locator` would send: their case's, or before they have filed the one that they name.
/// Nothing where there is none, or it is another.
pub(super) async fn find_channel(
    app: &App,
    locator: Locator,
    named: Option<ChannelId>,
) -> Result<Option<ChannelId>, storage::Error> {
    app.db
        .read(move |connection| {
            let case = cases::find_case_by_locator(connection, locator)?;
            Ok(match (case.map(|case| case.channel), named) {
                (Some(own), named) => named.is_none_or(|named| named == own).then_some(own),
                (None, Some(named)) => channels::find_channel(connection, named)?.map(|row| row.id),
                (None, None) => None,
            })
        })
        .await
}

/// What a channel takes of files at present; nothing if there is no such channel.
pub(super) async fn find_limits(app: &App, channel: ChannelId) -> Result<Option<Limits>, storage::Error> {
    let found = app.db.read(move |connection| channels::find_channel(connection, channel)).await?;
    match found {
        Some(row) => Ok(Some(files::limits(app, row.id, Side::Reporter).await?)),
        None => Ok(None),
    }
}

/// A reporter's upload. Whoever knows its random id may go on with it: nothing else tells whose it is.
pub(super) async fn find_upload(app: &App, id: FileId) -> Result<Option<Upload>, storage::Error> {
    let upload = files::find_upload(app, id).await?;
    Ok(upload.filter(|upload| matches!(upload.owner, Owner::Reporter(_))))
}

/// The files of the conversation of `locator`, and what more is taken; nothing if there is no such case.
pub(super) async fn list(
    app: &App,
    locator: Locator,
) -> Result<Option<(Vec<FileRow>, Limits)>, storage::Error> {
    let found = app.db.read(move |connection| cases::find_case_by_locator(connection, locator)).await?;
    let Some(case) = found else { return Ok(None) };
    let rows = files::list(app, case.id, Some(Thread::Conversation)).await?;
    Ok(Some((rows, files::limits(app, case.channel, Side::Reporter).await?)))
}

/// The case of `locator`.
pub(super) async fn find_case(app: &App, locator: Locator) -> Result<Option<CaseId>, storage::Error> {
    let found = app.db.read(move |connection| cases::find_case_by_locator(connection, locator)).await?;
    Ok(found.map(|case| case.id))
}
