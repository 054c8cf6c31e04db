//! The fields of a form as they came, and what a person typed as it is sealed.

use icu_normalizer::ComposingNormalizerBorrowed;
use url::form_urlencoded;
use zeroize::Zeroizing;

/// More fields than any form of ours has.
const MOST_FIELDS: usize = 1_000;

/// What somebody typed, to the letter; wiped when dropped.
pub type Typed = Zeroizing<String>;

/// The fields of a form, in the order they came.
#[derive(Default)]
pub struct Fields(Vec<(String, Typed)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`. Nothing if there are more fields than any form of ours has.
    #[must_use]
    pub fn parse(body: &[u8]) -> Option<Self> {
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(body) {
            if fields.len() == MOST_FIELDS {
                return None;
            }
            fields.push((name.into_owned(), Typed::new(value.into_owned())));
        }
        Some(Self(fields))
    }

    /// Adds a field that came by itself; whether there may be as many.
    #[must_use]
    pub fn push(&mut self, name: String, typed: Typed) -> bool {
        let fits = self.0.len() < MOST_FIELDS;
        if fits {
            self.0.push((name, typed));
        }
        fits
    }

    /// The first field of that name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Typed> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, typed)| typed)
    }

    /// Takes the first field of that name out.
    pub fn take(&mut self, name: &str) -> Option<Typed> {
        let place = self.0.iter().position(|(found, _)| found == name)?;
        Some(self.0.remove(place).1)
    }

    /// Takes every field of that name out, as checkboxes come.
    pub fn take_all(&mut self, name: &str) -> Vec<Typed> {
        let (taken, left) = std::mem::take(&mut self.0).into_iter().partition(|(found, _)| found == name);
        self.0 = left;
        let taken: Vec<(String, Typed)> = taken;
        taken.into_iter().map(|(_, value)| value).collect()
    }

    /// What is left.
    #[must_use]
    pub fn into_rest(self) -> Vec<(String, Typed)> {
        self.0
    }
}

/// What a person typed, as it is sealed: line ends as LF, tabs as spaces, other control characters gone, NFC. The
/// browser does the same (`web/src/sealing/text.ts`).
#[must_use]
pub fn as_text(typed: &str) -> Typed {
    // Enough from the start, so that growing leaves no copy behind.
    let mut plain = Typed::new(String::with_capacity(typed.len()));
    let mut letters = typed.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                plain.push('\n');
            }
            '\t' => plain.push(' '),
            '\n' => plain.push('\n'),
            letter if letter.is_control() => {}
            letter => plain.push(letter),
        }
    }
    Typed::new(ComposingNormalizerBorrowed::new_nfc().normalize(&plain).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_as_they_were_typed() {
        let mut fields =
            Fields::parse(b"code=A-B&q-what=R%C3%A4tt+%26+fel%0D%0Aigen&concerns=a&concerns=b").unwrap();
        assert_eq!(**fields.take("code").unwrap(), *"A-B");
        assert!(fields.take("code").is_none());
        let concerns: Vec<_> = fields.take_all("concerns").iter().map(|value| value.to_string()).collect();
        assert_eq!(concerns, ["a", "b"]);
        let rest = fields.into_rest();
        assert_eq!(
            (rest.len(), rest[0].0.as_str(), rest[0].1.as_str()),
            (1, "q-what", "R\u{e4}tt & fel\r\nigen")
        );
    }

    #[test]
    fn a_flood_of_fields_is_no_form() {
        assert!(Fields::parse("a=&".repeat(MOST_FIELDS).as_bytes()).is_some());
        assert!(Fields::parse("a=&".repeat(MOST_FIELDS + 1).as_bytes()).is_none());
    }

    #[test]
    fn what_is_sealed_has_line_feeds_alone_and_is_composed() {
        assert_eq!(as_text("a\r\nb\rc\n\td\u{0}\u{85}e").as_str(), "a\nb\nc\n de");
        assert_eq!(as_text("a\u{30a}\u{1f600}").as_str(), "\u{e5}\u{1f600}");
    }
}
