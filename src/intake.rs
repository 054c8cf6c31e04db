//! The reporters' face.

mod conversation;
mod filing;
mod guard;
mod routes;
mod wire;

pub use routes::configure;
