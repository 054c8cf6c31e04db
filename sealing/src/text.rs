//! Text as the protocol lets it in: no control characters, bounded.

use std::fmt;
use zeroize::Zeroizing;

/// The most Unicode scalar values a [`Text`] has.
pub const MOST_CHARACTERS: usize = 100_000;
/// The most bytes a [`ShortText`] has.
pub const MOST_SHORT_BYTES: usize = 256;

/// Text the protocol refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// A control character that is not allowed there.
    #[error("the text has a control character")]
    Control,
    /// More than fits.
    #[error("the text is too long")]
    TooLong,
    /// Nothing, where something must stand.
    #[error("the text is empty")]
    Empty,
}

/// What somebody wrote: at most [`MOST_CHARACTERS`], no control character but LF. Wiped
/// when dropped; neither printed nor compared by accident.
pub struct Text(Zeroizing<String>);

impl Text {
    /// Takes a text in, if the protocol lets it.
    pub fn new(text: String) -> Result<Self, TextError> {
        let text = Zeroizing::new(text);
        if text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(TextError::Control);
        }
        if text.chars().count() > MOST_CHARACTERS {
            return Err(TextError::TooLong);
        }
        Ok(Self(text))
    }

    /// No text at all.
    #[must_use]
    pub fn empty() -> Self {
        Self(Zeroizing::new(String::new()))
    }

    /// The words themselves. Every use is a place to review.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A copy, wiped in its turn.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self(self.0.clone())
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A title or name that is not secret: 1 to [`MOST_SHORT_BYTES`] bytes, no control
/// character at all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortText(String);

impl ShortText {
    /// Takes a title in, if the protocol lets it.
    pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
        let text = text.into();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.len() > MOST_SHORT_BYTES {
            return Err(TextError::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(TextError::Control);
        }
        Ok(Self(text))
    }

    /// The title.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShortText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ShortText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_line_feeds_are_let_in_among_control_characters() {
        assert!(Text::new("first\nsecond".into()).is_ok());
        for bad in ["\r", "\t", "\0", "\u{7f}", "\u{85}"] {
            assert_eq!(Text::new(bad.into()).err(), Some(TextError::Control), "{bad:?}");
            assert_eq!(ShortText::new(bad).err(), Some(TextError::Control), "{bad:?}");
        }
        assert_eq!(ShortText::new("a\nb").err(), Some(TextError::Control));
        assert_eq!(ShortText::new("").err(), Some(TextError::Empty));
    }

    #[test]
    fn length_is_counted_in_characters_not_bytes() {
        assert!(Text::new("\u{e5}".repeat(MOST_CHARACTERS)).is_ok());
        assert_eq!(Text::new("a".repeat(MOST_CHARACTERS + 1)).err(), Some(TextError::TooLong));
        assert_eq!(ShortText::new("a".repeat(MOST_SHORT_BYTES + 1)).err(), Some(TextError::TooLong));
    }
}
