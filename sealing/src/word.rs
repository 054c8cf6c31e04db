//! Fixed words of the schemas: an enum and its spelling.

/// Makes an enum whose variants each have one spelling.
macro_rules! words {
    ($(#[$about:meta])* $name:ident: $($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)?) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// Every variant.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word, as written.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads the word.
            pub fn parse(word: &str) -> Result<Self, $crate::word::UnknownWord> {
                match word { $($word => Ok(Self::$variant),)* _ => Err($crate::word::UnknownWord) }
            }
        }
    };
}

pub(crate) use words;

/// Not one of the words that may stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the words that may stand there")]
pub struct UnknownWord;
