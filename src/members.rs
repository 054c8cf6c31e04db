//! Who signs in, with what, and what is kept for them: sealed vaults, sessions, second factors.

pub mod guard;
pub mod session;

crate::stored_bytes! {
    /// SHA-256 of the token in a session's cookie; only this is stored.
    pub struct SessionHash(32);
    /// What a member's list of sessions calls one: random, opens nothing.
    pub struct SessionId(16);
}
