//! What stories share.

pub(crate) mod database;
