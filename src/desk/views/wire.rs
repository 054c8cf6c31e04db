//! What goes over the wire of saved views.

use serde::Serialize;
use utoipa::ToSchema;

use crate::desk::wire::Index;

/// `GET /api/views`
#[derive(Serialize, ToSchema)]
pub(super) struct ViewsAnswer {
    /// What the member has saved, sealed like an index entry; null where that is nothing.
    pub(super) views: Option<Index>,
}
