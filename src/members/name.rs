//! The name a member signs in by.

/// Most characters of a name.
const MOST: usize = 64;

/// A sign-in name in its one spelling: without white space around it, in lower case. NFC is its writer's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInName(String);

impl SignInName {
    /// Reads what somebody typed to sign in. It may be the name of nobody, and even one that nobody can have.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        // PostgreSQL takes no NUL, and no name has any control character.
        let visible = |symbol: char| if symbol.is_control() { char::REPLACEMENT_CHARACTER } else { symbol };
        // One more than a name can have, so that a longer one stays nobody's: nothing is done with the rest of it.
        let bounded = text.trim().chars().take(MOST + 1).flat_map(char::to_lowercase);
        Self(bounded.map(visible).take(MOST + 1).collect())
    }

    /// Reads the name somebody wants to have, if one can have it.
    #[must_use]
    pub fn chosen(text: &str) -> Option<Self> {
        let name = Self::typed(text);
        let length = name.0.chars().count();
        let fits = (1..=MOST).contains(&length) && !name.0.contains(char::REPLACEMENT_CHARACTER);
        fits.then_some(name)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_white_space_around_a_name_do_not_matter() {
        assert_eq!(SignInName::typed(" Åsa.Berg\t"), SignInName::typed("åsa.berg"));
        assert_eq!(SignInName::chosen("Åsa").unwrap().as_str(), "åsa");
    }

    #[test]
    fn a_name_that_nobody_can_have_can_be_typed_and_not_chosen() {
        let long = "a".repeat(MOST + 1);
        let endless = "\u{130}".repeat(8000);
        for text in ["", " ", "a\nb", "a\0b", "a\u{7f}b", &long, &endless] {
            assert_eq!(SignInName::chosen(text), None, "{text:?}");
            assert!(!SignInName::typed(text).as_str().contains(char::is_control));
            assert!(SignInName::typed(text).as_str().chars().count() <= MOST + 1);
        }
        assert!(SignInName::chosen(&"å".repeat(MOST)).is_some());
    }
}
