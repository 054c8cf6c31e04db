//! Seeds derived from codes, passphrases and passkeys: HKDF-SHA-256 (RFC 5869), 32 bytes
//! out, used unaltered.

use crate::code::{CaseCode, ChannelRecoveryCode, InvitationCode, VaultRecoveryCode};
use crate::identity::Identity;
use crate::role::{Access, Author, Desk, Invitee, Recovery, Reporter, SignIn, Unlock};
use crate::secret::Secret;
use crate::signature::SigningKey;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Bytes in a derived seed or key.
pub const SEED_BYTES: usize = 32;

fn derive(salt: &[u8; 32], from: &[u8], name: &str) -> Secret<[u8; SEED_BYTES]> {
    let mut seed = Zeroizing::new([0; SEED_BYTES]);
    let outcome = Hkdf::<Sha256>::new(Some(salt), from)
        .expand_multi_info(&[b"sigill/v1/", name.as_bytes()], &mut *seed);
    // HKDF refuses only outputs over 8,160 bytes, and this is 32.
    debug_assert!(outcome.is_ok());
    Secret::new(*seed)
}

macro_rules! seeds {
    ($($(#[$doc:meta])* $name:ident $(=> $method:ident: $key:ty)?;)*) => { $(
        $(#[$doc])*
        pub struct $name(Secret<[u8; SEED_BYTES]>);

        impl $name {
            /// The 32 bytes themselves.
            #[must_use]
            pub fn expose(&self) -> &[u8; SEED_BYTES] {
                self.0.expose()
            }

            $(/// The key made of this seed.
            #[must_use]
            pub fn $method(&self) -> $key {
                <$key>::from_seed(*self.expose())
            })?
        }
    )* };
}

seeds! {
    /// Signs a reporter's requests.
    AccessSeed => signing_key: SigningKey<Access>;
    /// The reporter's age identity.
    ReporterSeed => identity: Identity<Reporter>;
    /// Signs the reporter's envelopes.
    SigningSeed => signing_key: SigningKey<Author>;
    /// Salt of the proof of filing.
    ReceiptSalt;
    /// HMAC key over a form's fields on the server path.
    RetryKey;
    /// Signs a member's sign-in.
    SignInSeed => signing_key: SigningKey<SignIn>;
    /// Opens a vault.
    UnlockSeed => identity: Identity<Unlock>;
    /// Signs what a member asks the desk to change.
    DeskSeed => signing_key: SigningKey<Desk>;
    /// AES-256-GCM key of one writing of one index entry.
    IndexKey;
    /// HMAC key for what a desk remembers of cases it has seen.
    SeenKey;
    /// Signs the requests of somebody invited.
    InvitationSeed => signing_key: SigningKey<Invitee>;
    /// HMAC key over joining and welcome.
    InvitationMacKey;
    /// Opens wraps sealed to recovery.
    RecoverySeed => identity: Identity<Recovery>;
    /// Signs recovery's envelopes and hand-overs.
    RecoverySigningSeed => signing_key: SigningKey<Author>;
}

/// No salt: what is derived from is a random key already.
const NO_SALT: [u8; 32] = [0; 32];

macro_rules! derivations {
    ($from:ty: $($(#[$doc:meta])* $method:ident($name:literal) -> $seed:ident),* $(,)?) => {
        impl $from { $(
            $(#[$doc])*
            #[must_use]
            pub fn $method(&self) -> $seed {
                $seed(derive(&NO_SALT, self.expose().as_slice(), $name))
            }
        )* }
    };
}

derivations! { CaseCode:
    /// `sigill/v1/access`
    access("access") -> AccessSeed,
    /// `sigill/v1/reporter`
    reporter("reporter") -> ReporterSeed,
    /// `sigill/v1/signing`
    signing("signing") -> SigningSeed,
    /// `sigill/v1/receipt`
    receipt_salt("receipt") -> ReceiptSalt,
    /// `sigill/v1/retry`
    retry_key("retry") -> RetryKey,
}

derivations! { VaultRecoveryCode:
    /// `sigill/v1/sign-in`
    sign_in("sign-in") -> SignInSeed,
    /// `sigill/v1/vault/unlock`
    unlock("vault/unlock") -> UnlockSeed,
}

derivations! { InvitationCode:
    /// `sigill/v1/invitation/access`
    access("invitation/access") -> InvitationSeed,
    /// `sigill/v1/invitation/mac`
    mac_key("invitation/mac") -> InvitationMacKey,
}

derivations! { ChannelRecoveryCode:
    /// `sigill/v1/recovery/identity`
    recovery("recovery/identity") -> RecoverySeed,
    /// `sigill/v1/recovery/signing`
    signing("recovery/signing") -> RecoverySigningSeed,
}

/// A passphrase after Argon2id.
pub struct StretchedPassphrase(Secret<[u8; 32]>);

/// What a passkey's PRF answered to `sigill/v1/vault`.
pub struct PasskeyOutput(Secret<[u8; 32]>);

/// A vault's `self` seed.
pub struct SelfSeed(Secret<[u8; 32]>);

macro_rules! sources {
    ($($name:ident)*) => { $(
        impl $name {
            /// Takes the 32 bytes into keeping.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(Secret::new(bytes))
            }

            /// The 32 bytes themselves.
            #[must_use]
            pub fn expose(&self) -> &[u8; 32] {
                self.0.expose()
            }
        }
    )* };
}

sources! { StretchedPassphrase PasskeyOutput SelfSeed }

derivations! { StretchedPassphrase:
    /// `sigill/v1/sign-in`
    sign_in("sign-in") -> SignInSeed,
    /// `sigill/v1/vault/unlock`
    unlock("vault/unlock") -> UnlockSeed,
}

derivations! { PasskeyOutput:
    /// `sigill/v1/vault/unlock`
    unlock("vault/unlock") -> UnlockSeed,
}

derivations! { SelfSeed:
    /// `sigill/v1/desk/access`
    desk("desk/access") -> DeskSeed,
}

impl SelfSeed {
    /// `sigill/v1/index`, with the salt of the entry's row.
    #[must_use]
    pub fn index_key(&self, salt: &[u8; 32]) -> IndexKey {
        IndexKey(derive(salt, self.expose(), "index"))
    }

    /// `sigill/v1/seen`, with the salt of the row.
    #[must_use]
    pub fn seen_key(&self, salt: &[u8; 32]) -> SeenKey {
        SeenKey(derive(salt, self.expose(), "seen"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::hex;

    #[test]
    fn the_values_of_the_protocol_come_out() {
        let code = CaseCode::from_bytes([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
        for (seed, expected) in [
            (code.access().expose(), "49835fb4e81afa9763335cebed15ef6f7b8359b7b8efcf2046f94c952c22c5af"),
            (code.reporter().expose(), "1bf7ac4cfeab657a8f1535aa1ec71f21bc57c4cc93759ff55cd5e4a4a8c1495b"),
            (code.signing().expose(), "a33526ec1007d07076b1b28f242130430032d1215982a776570aa246257bd3e3"),
        ] {
            assert_eq!(hex(seed), expected);
        }
    }
}
