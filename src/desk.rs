//! The handlers' face: what a member may open, read and write.

mod access;
mod entering;
mod erasing;
mod exporting;
mod files;
mod inbox;
pub mod pages;
mod routes;
mod store;
mod wire;
mod writing;

pub use entering::routes::EnteringContract;
pub use erasing::routes::ErasingContract;
pub use files::routes::FilesContract;
pub use routes::{Contract, configure};
