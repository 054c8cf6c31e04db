//! The handlers' face: what a member may open, read and write.

mod access;
mod entering;
mod erasing;
mod exporting;
mod files;
mod inbox;
pub mod pages;
mod recovering;
mod routes;
mod store;
pub mod striking;
mod views;
mod wire;
mod writing;

pub use entering::routes::EnteringContract;
pub use erasing::routes::ErasingContract;
pub use files::routes::FilesContract;
pub use recovering::routes::RecoveringContract;
pub use routes::{Contract, configure};
pub use views::routes::ViewsContract;

/// Writes a member's index entry of a case, as their desk would have.
#[cfg(feature = "demo")]
pub fn keep_index(
    tx: &mut crate::storage::Tx<'_>,
    member: sigill_sealing::id::MemberId,
    case: crate::cases::CaseId,
    entry: &sigill_sealing::index::SealedEntry,
) -> Result<(), crate::storage::Error> {
    store::replace_index(tx, member, case, entry, None)
}
