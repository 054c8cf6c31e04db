//! A member's passphrase: seven words, generated, never chosen, and what Argon2id makes
//! of it.

use crate::{derive::StretchedPassphrase, id::MemberId, secret::Secret};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use rand_core::{CryptoRng, RngCore};
use std::sync::LazyLock;
use zeroize::{Zeroize, Zeroizing};

/// How many words a passphrase has: 7 of 7,776 are 90 bits.
pub const WORDS: usize = 7;
/// How many words the list has.
pub const LIST_LENGTH: usize = 7776;

/// The EFF's large word list (see `words/README.md`), a word a line.
static LIST: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../words/eff-large.txt").lines().collect());

/// Seven words of the list, in lower case, joined by single spaces. Wiped when dropped.
pub struct Passphrase(Secret<String>);

/// Why text is no passphrase. A page can say from it what to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Too few words or too many.
    #[error("a passphrase has 7 words, this has {words}")]
    Length {
        /// How many words there are.
        words: usize,
    },
    /// A word that is not in the list: mistyped.
    #[error("word {position} is not in the list")]
    Word {
        /// Which word, from 1.
        position: usize,
    },
}

impl Passphrase {
    /// Draws seven words.
    pub fn generate(rng: &mut (impl CryptoRng + RngCore)) -> Self {
        let words: Vec<&str> = (0..WORDS).map(|_| draw(rng)).collect();
        Self(Secret::new(words.join(" ")))
    }

    /// Reads what somebody typed: any white space between and around the words, and upper
    /// case.
    pub fn parse(text: &str) -> Result<Self, PassphraseError> {
        let lower = Zeroizing::new(text.to_lowercase());
        let words: Vec<&str> = lower.split_whitespace().collect();
        // The list is in the order of its bytes but for its four hyphens: search, not bisect.
        if let Some(at) = words.iter().position(|word| !LIST.contains(word)) {
            return Err(PassphraseError::Word { position: at + 1 });
        }
        if words.len() != WORDS {
            return Err(PassphraseError::Length { words: words.len() });
        }
        Ok(Self(Secret::new(words.join(" "))))
    }

    /// The words, to be shown once.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// The stretched passphrase of a member: Argon2id of the words' bytes, the member's id
    /// as salt.
    pub fn stretch(&self, member: MemberId, cost: Cost) -> Result<StretchedPassphrase, StretchError> {
        let params =
            Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|_refused| StretchError)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut memory = vec![Block::default(); argon2.params().block_count()];
        let mut out = Zeroizing::new([0; 32]);
        let outcome = argon2.hash_password_into_with_memory(
            self.expose().as_bytes(),
            member.as_bytes(),
            &mut *out,
            &mut memory,
        );
        // The last block is as good as the answer.
        memory.iter_mut().for_each(Zeroize::zeroize);
        outcome.map_err(|_refused| StretchError)?;
        Ok(StretchedPassphrase::from_bytes(*out))
    }
}

/// A word of the list, each as likely as any other: numbers over the greatest multiple of
/// the list's length are drawn again.
fn draw(rng: &mut (impl CryptoRng + RngCore)) -> &'static str {
    const FAIR: u32 = 65_536 - 65_536 % 7_776;
    loop {
        let number = rng.next_u32() & 0xffff;
        if number < FAIR
            && let Some(word) = usize::try_from(number % 7_776).ok().and_then(|index| LIST.get(index))
        {
            return word;
        }
    }
}

/// What stretching costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// The protocol's: 64 MiB, 3 passes, about 0.2 s here and 0.9 s in a browser.
    pub const PROTOCOL: Self = Self { memory_kib: 64 * 1024, passes: 3 };
    /// So little that a test does not wait for it, and nothing that protects anybody.
    #[doc(hidden)]
    pub const FOR_VECTORS: Self = Self { memory_kib: 64, passes: 1 };

    /// Memory in KiB.
    #[must_use]
    pub const fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over it.
    #[must_use]
    pub const fn passes(self) -> u32 {
        self.passes
    }
}

/// Argon2 refused its parameters, which only a wrong constant can cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the passphrase could not be stretched")]
pub struct StretchError;

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn the_list_has_6_to_the_5th_different_words() {
        let words: std::collections::BTreeSet<_> = LIST.iter().collect();
        assert_eq!((LIST.len(), words.len()), (LIST_LENGTH, LIST_LENGTH));
        assert!(LIST.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    }

    #[test]
    fn what_is_generated_reads_back_however_it_is_typed() {
        let mut rng = StdRng::seed_from_u64(1);
        for _ in 0..100 {
            let passphrase = Passphrase::generate(&mut rng);
            let typed = format!("  {}\n", passphrase.expose().to_uppercase().replace(' ', "\t "));
            assert_eq!(Passphrase::parse(&typed).ok().unwrap().expose(), passphrase.expose());
        }
    }

    #[test]
    fn what_to_mend_is_said() {
        let error = |text| Passphrase::parse(text).err().unwrap();
        assert_eq!(error("abacus abdomen"), PassphraseError::Length { words: 2 });
        assert_eq!(error("abacus abdomenn"), PassphraseError::Word { position: 2 });
        assert_eq!(error(""), PassphraseError::Length { words: 0 });
    }
}
