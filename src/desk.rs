//! The handlers' face: what a member may open, read and write.

mod inbox;
mod routes;
mod store;
mod wire;
mod writing;

pub use routes::configure;
