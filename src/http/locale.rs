//! Which language an answer is in: the first part of the address says it, and where an address says nothing, what
//! the browser asks for.

use fluent_langneg::{LanguageIdentifier, NegotiationStrategy, negotiate_languages};

/// A language that every page exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// Swedish, the first language.
    #[default]
    Sv,
    /// English.
    En,
}

impl Locale {
    /// Every language, the first one first.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// The language's tag (BCP 47): what stands first in an address and in `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Sv => "Svenska",
            Self::En => "English",
        }
    }

    /// The language with exactly this tag, as it stands in an address.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The language for an address that names none, from the browser's `Accept-Language`; Swedish where that asks for
    /// neither.
    #[must_use]
    pub fn negotiate(accept_language: Option<&str>) -> Self {
        let wanted = wanted(accept_language.unwrap_or_default());
        let offered: Vec<LanguageIdentifier> =
            Self::ALL.iter().filter_map(|locale| locale.tag().parse().ok()).collect();
        let best = negotiate_languages(&wanted, &offered, None, NegotiationStrategy::Lookup);
        best.first().and_then(|best| Self::from_tag(best.language.as_str())).unwrap_or_default()
    }
}

/// The languages a browser asks for, the dearest first (RFC 9110, section 12.5.4).
fn wanted(accept_language: &str) -> Vec<LanguageIdentifier> {
    let mut weighed: Vec<(LanguageIdentifier, f32)> = accept_language
        .split(',')
        .filter_map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, "q=1"));
            let weight: f32 = parameters.trim().strip_prefix("q=")?.parse().ok()?;
            Some((tag.trim().parse().ok()?, weight))
        })
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    weighed.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    weighed.into_iter().map(|(tag, _)| tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_first_choice_wins() {
        assert_eq!(Locale::negotiate(Some("en-GB,en;q=0.9,sv;q=0.5")), Locale::En);
        assert_eq!(Locale::negotiate(Some("en;q=0.3,sv-FI;q=0.5")), Locale::Sv);
    }

    #[test]
    fn a_language_we_lack_is_passed_over_for_the_next() {
        assert_eq!(Locale::negotiate(Some("fi,en;q=0.5")), Locale::En);
        assert_eq!(Locale::negotiate(Some("en;q=0, sv;q=0.1")), Locale::Sv);
    }

    #[test]
    fn swedish_is_the_answer_when_nothing_fits() {
        for asked in [None, Some(""), Some("fi"), Some("*"), Some(";;;q=,,"), Some("\u{fffd}")] {
            assert_eq!(Locale::negotiate(asked), Locale::Sv, "{asked:?}");
        }
    }

    #[test]
    fn only_an_exact_tag_is_a_language_of_an_address() {
        assert_eq!(Locale::from_tag("en"), Some(Locale::En));
        assert_eq!(Locale::from_tag("EN"), None);
        assert_eq!(Locale::from_tag("en-GB"), None);
    }
}
