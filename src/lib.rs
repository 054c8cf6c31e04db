//! Sigill: an anonymous whistleblowing intake service whose server stores only ciphertext.
//!
//! | layer | modules | what for |
//! |---|---|---|
//! | 0 | [`clock`] | the only time a reporter causes: a day |
//! | 1 | [`config`], [`server_key`] | what the operator decides; what the server keeps secret |
//! | 2 | [`storage`], [`http`] | the one door to the database; plumbing of the web that knows no domain |
//! | 3 | [`app`], [`audit`], [`notifications`] | what a handler function may reach; the log of deeds; mails to members |
//! | 4 | [`members`] | who signs in, with what, and their sealed vaults |
//! | 5 | [`channels`] | keyrings, settings, invitations |
//! | 6 | [`cases`] | what intake and desk share of a case |
//! | 7 | [`intake`], `desk` | the two faces |
//! | 8 | [`server`], [`jobs`] | listeners; what is done by itself |
//! | 9 | [`cli`] | the command line |
//!
//! Imports go downwards only; modules of one layer never import each other. `tests/architecture.rs` holds that.

pub mod app;
pub mod audit;
pub mod cases;
pub mod channels;
pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod http;
pub mod intake;
pub mod jobs;
pub mod members;
pub mod notifications;
pub mod server;
pub mod server_key;
pub mod storage;
