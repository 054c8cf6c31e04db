//! Mails that tell members that there is something to do, and nothing else.
//!
//! Whatever causes one puts a row into the outbox in its own transaction: whom to tell, and at which fixed hour. So one mail
//! says all that came until then, it says the same whatever it was, and it tells no moment. A job sends what is due, and takes a
//! row away only when the mail server has taken the mail.

pub mod addresses;
mod batch;
mod message;
mod outbox;
mod sending;
mod smtp;
mod store;

pub use batch::Batch;
pub use outbox::{Stuck, enqueue, find_reminded, look_at_stuck, set_reminded};
pub use sending::{Post, SendError, try_out};
pub use smtp::Fault;

crate::stored_bytes! {
    /// HMAC of a code that was mailed, under a server key: eight digits alone would be found from a digest.
    pub struct CodeHash(32);
}
