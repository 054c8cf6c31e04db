//! What stories share.

pub(crate) mod browser;
pub(crate) mod channel;
pub(crate) mod child;
pub(crate) mod clock;
pub(crate) mod database;
pub(crate) mod files;
pub(crate) mod handler;
pub(crate) mod http;
pub(crate) mod installation;
pub(crate) mod member;
pub(crate) mod owner;
pub(crate) mod post_office;
pub(crate) mod reporter;
pub(crate) mod tables;
