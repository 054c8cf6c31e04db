//! The stories of Sigill, told through its real parts.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails should say so by failing"
)]

mod acting;
mod architecture;
mod command_line;
mod contract;
mod conversation;
mod crowd;
mod deploy;
mod desk;
mod durability;
mod erasing;
mod exclusion;
mod file_store;
mod files;
mod filing;
mod first_run;
mod full_disk;
mod intake_pages;
mod inviting;
mod logging;
mod mail;
mod methods;
mod migrations;
mod moment;
mod pages;
mod privacy;
mod receipt;
mod server_path;
mod settings;
mod signing_in;
mod storage;
mod support;
mod zones;
