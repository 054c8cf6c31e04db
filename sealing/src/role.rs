//! Whose key it is, as a type: a `Recipient<Handler>` is not a `Recipient<Case>`.

mod sealed {
    pub trait Sealed {}
}

/// A role of an age identity.
pub trait Role: sealed::Sealed + 'static {}

/// A role of an Ed25519 key.
pub trait Signer: sealed::Sealed + 'static {}

macro_rules! roles {
    ($trait:ident: $($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl $trait for $name {}
    )* };
}

roles! { Role:
    /// One generation of a case's key.
    Case,
    /// The reporter, from the case code.
    Reporter,
    /// A handler or a deputy.
    Handler,
    /// A custodian of contact details under `contact=two`.
    Custodian,
    /// The holder of a channel's recovery code.
    Recovery,
    /// One file.
    File,
    /// The server's own, for the wraps of a filing on their way.
    Intake,
    /// One way of unlocking a vault.
    Unlock,
    /// Nobody: the second stanza where the reporter is no recipient.
    ThrowAway,
}

roles! { Signer:
    /// Signs a reporter's requests; its digest is the case's locator.
    Access,
    /// Signs envelopes: a reporter, a member or recovery.
    Author,
    /// Signs the challenge at a member's sign-in.
    SignIn,
    /// Signs a channel's keyring.
    Owner,
    /// Signs the requests of somebody invited.
    Invitee,
    /// Signs what a member asks the desk to change; it comes from an open vault alone.
    Desk,
}
