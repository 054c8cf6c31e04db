//! The stories of Sigill, told through its real parts.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails should say so by failing"
)]

mod architecture;
mod conversation;
mod desk;
mod filing;
mod intake_pages;
mod migrations;
mod pages;
mod server_path;
mod settings;
mod storage;
mod support;
