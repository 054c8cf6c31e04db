//! Files at the desk: who may send one to a case, go on with it, and read what is there.

use sigill_sealing::holder::Holder;
use sigill_sealing::id::{FileId, MemberId};

use crate::app::App;
use crate::cases::CaseId;
use crate::cases::files::{self, FileRow, Limits, Owner, Side, Upload};
use crate::cases::store::{CaseRow, find_case_of};
use crate::storage;

pub(super) mod routes;

/// A case of which `member` holds a wrap.
pub(super) async fn find_case(
    app: &App,
    member: MemberId,
    case: CaseId,
) -> Result<Option<CaseRow>, storage::Error> {
    app.db.read(move |connection| find_case_of(connection, case, Holder::Member(member))).await
}

/// What `member` is sending to `case`, as long as they hold a wrap of it; nothing of what anybody else sends.
pub(super) async fn find_upload(
    app: &App,
    member: MemberId,
    case: CaseId,
    id: FileId,
) -> Result<Option<Upload>, storage::Error> {
    if find_case(app, member, case).await?.is_none() {
        return Ok(None);
    }
    let upload = files::find_upload(app, id).await?;
    Ok(upload.filter(|upload| upload.owner == Owner::Member { case, member }))
}

/// The files of both threads of a case, and what is taken of its handlers; nothing for whoever holds no wrap of it.
pub(super) async fn list(
    app: &App,
    member: MemberId,
    case: CaseId,
) -> Result<Option<(Vec<FileRow>, Limits)>, storage::Error> {
    let Some(row) = find_case(app, member, case).await? else { return Ok(None) };
    let rows = files::list(app, case, None).await?;
    Ok(Some((rows, files::limits(app, row.channel, Side::Handlers).await?)))
}
