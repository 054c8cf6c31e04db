//! What a file is called, as a reference may say it: the browser does the same (`asFileName` in
//! `web/src/sealing/file.ts`).

use icu_normalizer::ComposingNormalizerBorrowed;
use sigill_sealing::file_reference::{MOST_NAME_BYTES, MOST_TYPE_BYTES, is_name};
use zeroize::Zeroizing;

/// The type of a file that says none.
const UNKNOWN_TYPE: &str = "application/octet-stream";
/// What a file is called whose name has nothing that may stand in one.
const UNNAMED: &str = "file";
/// Characters that a form's name of a file comes with in the place of others, as HTML has it, and what they stand for.
const ESCAPED: [(&str, &str); 3] = [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")];

/// A name that a file may have, as like as can be to the one it had on its sender's computer.
#[must_use]
pub(super) fn as_file_name(name: &str) -> String {
    let name = Zeroizing::new(ComposingNormalizerBorrowed::new_nfc().normalize(name).into_owned());
    let kept: Vec<char> = name.chars().filter(|letter| may_stand(*letter)).collect();
    let mut bytes: usize = kept.iter().map(|letter| letter.len_utf8()).sum();
    // The end of a name says what it is, so what is too much goes from the middle: what stands before `left` and from
    // `right` on is kept.
    let (mut left, mut right) = (kept.len(), kept.len());
    while bytes > MOST_NAME_BYTES {
        let middle = left.midpoint(kept.len() - right);
        let gone = if left == right {
            (left, right) = (middle, middle + 1);
            middle
        } else if middle < left {
            left -= 1;
            left
        } else {
            right += 1;
            right - 1
        };
        bytes -= kept.get(gone).map_or(bytes, |letter| letter.len_utf8());
    }
    let result: String = kept.iter().take(left).chain(kept.iter().skip(right)).collect();
    if is_name(&result) { result } else { UNNAMED.to_owned() }
}

/// Whether a character may stand in a file's name at all.
fn may_stand(letter: char) -> bool {
    // Beside another, so that neither a single full stop nor an empty name is what is judged.
    is_name(&format!("a{letter}"))
}

/// The name as it was before a form's rules for headers changed it.
#[must_use]
pub(super) fn out_of_a_form(name: &str) -> String {
    ESCAPED.iter().fold(name.to_owned(), |name, (escaped, stands_for)| name.replace(escaped, stands_for))
}

/// The type a file claims, if a reference may say it.
#[must_use]
pub(super) fn as_file_type(claimed: Option<&str>) -> String {
    let claimed = claimed.filter(|claimed| {
        (1..=MOST_TYPE_BYTES).contains(&claimed.len()) && claimed.bytes().all(|byte| byte.is_ascii_graphic())
    });
    claimed.unwrap_or(UNKNOWN_TYPE).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// The reporter's other path reads the same file (`web/tests/sealing/file_names.test.ts`).
    #[test]
    fn a_file_is_called_the_same_on_both_of_the_reporter_s_paths() {
        let vector: Value =
            serde_json::from_str(include_str!("../../../tests/vectors/file-names.json")).unwrap();
        let names = vector["names"].as_array().unwrap();
        assert!(names.len() > 10);
        for name in names {
            let repeated = |value: &Value| {
                let parts = value.as_array().unwrap().iter();
                parts
                    .map(|part| {
                        let times = usize::try_from(part[1].as_u64().unwrap()).unwrap();
                        part[0].as_str().unwrap().repeat(times)
                    })
                    .collect::<String>()
            };
            assert_eq!(as_file_name(&repeated(&name["from"])), repeated(&name["to"]), "{name}");
        }
    }

    #[test]
    fn a_quote_in_a_name_is_a_quote_again() {
        assert_eq!(out_of_a_form("a %22b%22 100%25.txt"), "a \"b\" 100%25.txt");
        assert_eq!(as_file_name(&out_of_a_form("a%0D%0Ab")), "ab");
    }

    #[test]
    fn a_type_that_may_not_stand_in_a_reference_is_said_to_be_unknown() {
        assert_eq!(as_file_type(Some("image/png")), "image/png");
        for claimed in
            [None, Some(""), Some("text/plain; charset=utf-8"), Some("a\u{e5}/b"), Some(&*"a".repeat(128))]
        {
            assert_eq!(as_file_type(claimed), "application/octet-stream");
        }
    }

    proptest! {
        #[test]
        fn whatever_a_file_is_called_it_gets_a_name_that_may_stand(name in "\\PC{0,300}|[\u{0}-\u{ff}]{0,400}") {
            let named = as_file_name(&name);
            prop_assert!(is_name(&named));
        }
    }
}
