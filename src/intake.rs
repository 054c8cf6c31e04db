//! The reporters' face.

mod conversation;
mod files;
mod guard;
pub mod pages;
mod routes;
mod server_path;
mod wire;

pub use files::routes::FilesContract;
pub use pages::problem::say_problems;
pub use pages::shelf::Shelf;
pub use routes::{Contract, configure};
pub use server_path::fields;
