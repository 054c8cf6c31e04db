//! Who works at the demonstration's desk, with all their keys.

use anyhow::Context;
use rand::RngCore;
use rand::rngs::OsRng;
use sigill_sealing::code::{ChannelRecoveryCode, VaultRecoveryCode};
use sigill_sealing::day::Day;
use sigill_sealing::derive::{SelfSeed, StretchedPassphrase};
use sigill_sealing::id::MemberId;
use sigill_sealing::identity::Identity;
use sigill_sealing::passphrase::{Cost, Passphrase};
use sigill_sealing::role::Owner;
use sigill_sealing::secret::Secret;
use sigill_sealing::signature::SigningKey;
use sigill_sealing::text::ShortText;
use sigill_sealing::vault::{MemberKeys, PinnedChannel, Unlocking, Vault, Way};
use totp_rs::{Algorithm, Builder};

use crate::members::designations::Role;
use crate::members::name::SignInName;
use crate::members::sign_in;
use crate::server_key::ServerKey;

/// One member.
pub(super) struct Person {
    /// What `cases.toml` calls them, and what they sign in by.
    pub(super) name: &'static str,
    /// What reporters are shown.
    pub(super) title: ShortText,
    /// As what.
    pub(super) role: Role,
    /// Their name in keyrings.
    pub(super) id: MemberId,
    /// The keys they work with.
    pub(super) keys: MemberKeys,
    /// What they sign in with.
    pub(super) passphrase: Passphrase,
    /// The same, stretched.
    pub(super) stretched: StretchedPassphrase,
    /// Takes the passphrase's place.
    pub(super) recovery: VaultRecoveryCode,
    own: Secret<[u8; 32]>,
    factor: Secret<[u8; 20]>,
}

/// Everybody, and what belongs to the channel as a whole.
pub(super) struct People {
    /// Owner, handlers, deputy.
    pub(super) members: Vec<Person>,
    /// Signs the keyring.
    pub(super) owner: Secret<[u8; 32]>,
    /// The channel's recovery, of which nobody keeps the code.
    pub(super) recovery: ChannelRecoveryCode,
}

impl People {
    /// The member that `cases.toml` calls so.
    pub(super) fn find(&self, name: &str) -> anyhow::Result<&Person> {
        self.members
            .iter()
            .find(|person| person.name == name)
            .with_context(|| format!("nobody is called {name}"))
    }

    /// The owner's key.
    pub(super) fn owner_key(&self) -> SigningKey<Owner> {
        SigningKey::from_seed(*self.owner.expose())
    }
}

/// Makes everybody.
pub(super) fn make(server_key: &ServerKey) -> anyhow::Result<People> {
    let members = [
        ("owner", "Chefsjurist", Role::Owner),
        ("hr", "HR-direktör", Role::Handler),
        ("security", "Säkerhetschef", Role::Handler),
        ("deputy", "Kommunrevisor", Role::Deputy),
    ];
    let members = members
        .into_iter()
        .map(|(name, title, role)| Person::make(name, title, role, server_key))
        .collect::<Result<_, _>>()?;
    Ok(People { members, owner: random(), recovery: ChannelRecoveryCode::generate(&mut OsRng) })
}

fn random<const N: usize>() -> Secret<[u8; N]>
where
    [u8; N]: zeroize::Zeroize,
{
    let mut bytes = [0; N];
    OsRng.fill_bytes(&mut bytes);
    Secret::new(bytes)
}

impl Person {
    fn make(name: &'static str, title: &str, role: Role, server_key: &ServerKey) -> anyhow::Result<Self> {
        let id = sign_in::id_of(server_key, &SignInName::typed(name));
        let passphrase = Passphrase::generate(&mut OsRng);
        let stretched = passphrase.stretch(id, Cost::PROTOCOL)?;
        Ok(Self {
            name,
            title: ShortText::new(title)?,
            role,
            id,
            keys: MemberKeys { identity: Identity::generate(&mut OsRng), signing: random() },
            own: random(),
            passphrase,
            stretched,
            recovery: VaultRecoveryCode::generate(&mut OsRng),
            factor: random(),
        })
    }

    /// From which their index entries' keys are derived.
    pub(super) fn own(&self) -> SelfSeed {
        SelfSeed::from_bytes(*self.own.expose())
    }

    /// The shared secret of the second factor.
    pub(super) fn factor(&self) -> [u8; 20] {
        *self.factor.expose()
    }

    /// The secret as an app takes it, in base 32 (RFC 4648).
    pub(super) fn factor_text(&self) -> String {
        totp_rs::Secret::new_stack(self.factor()).to_base32()
    }

    /// The code that an app would show at `second`.
    pub(super) fn code_at(&self, second: i64) -> anyhow::Result<String> {
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(30)
            .with_secret(totp_rs::Secret::new_stack(self.factor()))
            .build()?;
        Ok(totp.generate(u64::try_from(second)?).to_string())
    }

    /// The vault as this member's own browser would have sealed it.
    pub(super) fn vault(
        &self,
        owner: Option<&Secret<[u8; 32]>>,
        pin: PinnedChannel,
        day: Day,
    ) -> anyhow::Result<Vault> {
        let way = |way, name: &str, recipient| {
            Ok::<_, anyhow::Error>(Unlocking {
                way,
                name: ShortText::new(name)?,
                recipient,
                id: String::new(),
            })
        };
        Ok(Vault {
            counter: 1,
            member: self.id,
            newest: MemberKeys {
                identity: Identity::from_seed(*self.keys.identity.expose()),
                signing: Secret::new(*self.keys.signing.expose()),
            },
            older: Vec::new(),
            own: self.own(),
            owner: owner.map(|seed| Secret::new(*seed.expose())),
            pins: vec![pin],
            invitations: Vec::new(),
            unlock: vec![
                way(Way::Passphrase, "Lösenfras", self.stretched.unlock().identity().recipient())?,
                way(Way::Recovery, "Återställningskod", self.recovery.unlock().identity().recipient())?,
            ],
            day,
        })
    }
}
