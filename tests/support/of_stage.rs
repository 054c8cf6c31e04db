//! What the stage takes of what stories share: only what an example can be built with.

pub(crate) mod channel;
pub(crate) mod clock;
pub(crate) mod database;
pub(crate) mod handler;
pub(crate) mod http;
pub(crate) mod installation;
pub(crate) mod post_office;
pub(crate) mod reporter;
