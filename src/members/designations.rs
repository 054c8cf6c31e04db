//! Who is what in which channel. The keyring says it to everybody else; these rows say it to the server, and follow it.

mod store;

use sigill_sealing::day::Day;
use sigill_sealing::id::{ChannelId, MemberId};

pub use store::{end, find, list_of_channel, list_of_member, put, was_ever};

crate::text_column! {
    /// What a member is in a channel.
    pub enum Role {
        /// The handler responsible: signs the keyring.
        Owner = "owner",
        /// Works at the desk.
        Handler = "handler",
        /// A handler who gets a key only when the others are excluded.
        Deputy = "deputy",
        /// Sees figures and the log, never a case.
        Auditor = "auditor",
    }
}

/// What a member is in one of their channels.
#[derive(Clone, Debug)]
pub struct Designation {
    /// The channel.
    pub channel: ChannelId,
    /// As what.
    pub role: Role,
    /// The first day.
    pub since: Day,
}

/// One of a channel's members.
#[derive(Clone, Debug)]
pub struct Designated {
    /// Who.
    pub member: MemberId,
    /// What they sign in by.
    pub name: String,
    /// As what.
    pub role: Role,
    /// The first day.
    pub since: Day,
}
