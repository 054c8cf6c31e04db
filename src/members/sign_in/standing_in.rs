//! Who stands in for an unknown sign-in name, so that it looks like a known one.

use rand::{CryptoRng, RngCore};
use sigill_sealing::id::MemberId;
use sigill_sealing::role::SignIn;
use sigill_sealing::signature::SigningKey;

use crate::members::StoredKey;
use crate::members::name::SignInName;
use crate::members::second_factor::{SECRET, SecondFactor};
use crate::server_key::{Purpose, ServerKey, Unsealable};

/// What a member of that name would have. Made of the name and the server key: the same every time, and nobody's.
pub(super) struct StandIn {
    pub(super) id: MemberId,
    pub(super) passphrase: StoredKey,
    pub(super) recovery: StoredKey,
    /// A second factor, sealed as a member's is.
    pub(super) sealed: Vec<u8>,
}

impl StandIn {
    /// Its id alone.
    pub(super) fn id(key: &ServerKey, name: &SignInName) -> MemberId {
        MemberId::from_bytes(cut(draw(key, 0, name)))
    }

    /// The whole.
    pub(super) fn of(
        key: &ServerKey,
        name: &SignInName,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Self, Unsealable> {
        let id = Self::id(key, name);
        let verifying = |part| {
            let signing = SigningKey::<SignIn>::from_seed(draw(key, part, name));
            StoredKey::from_bytes(*signing.verifying_key().as_bytes())
        };
        let factor = SecondFactor::from_bytes(cut::<SECRET>(draw(key, 3, name)));
        Ok(Self { id, passphrase: verifying(1), recovery: verifying(2), sealed: factor.seal(key, id, rng)? })
    }
}

fn draw(key: &ServerKey, part: u8, name: &SignInName) -> [u8; 32] {
    key.mac(Purpose::UnknownName, &[&[part], name.as_str().as_bytes()].concat())
}

/// The first bytes of a draw.
fn cut<const N: usize>(drawn: [u8; 32]) -> [u8; N] {
    let mut cut = [0; N];
    cut.iter_mut().zip(drawn).for_each(|(to, from)| *to = from);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::OsRng;

    #[test]
    fn a_name_is_stood_in_for_by_the_same_each_time_and_by_another_on_another_server() {
        let (key, other) = (ServerKey::generate(&mut OsRng), ServerKey::generate(&mut OsRng));
        let name = SignInName::typed("nobody");
        let of = |key| StandIn::of(key, &name, &mut OsRng).unwrap();
        assert_eq!(of(&key).id, StandIn::id(&key, &name));
        assert!(of(&key).passphrase == of(&key).passphrase && of(&key).passphrase != of(&key).recovery);
        assert_ne!(of(&key).id, of(&other).id);
        assert!(SecondFactor::open(&key, of(&key).id, &of(&key).sealed).is_ok());
    }
}
