//! What a channel says and asks before its owner changes anything. The words stand in `web/locales`.

use super::{
    Acknowledgement, Choice, Language, MAX_RETENTION_MONTHS, Organisation, OrganisationKind, Question,
    QuestionKind, Settings, Step, Text, Texts,
};
use crate::http::locale::Locale;
use crate::http::words::{Phrase, Words, phrase};

/// The words of a message in every language.
fn text<S: Into<String>>(say: impl Fn(Words, Locale) -> S) -> Text {
    let in_language = |locale| say(Words::new(locale), locale).into();
    Text { sv: in_language(Locale::Sv), en: in_language(Locale::En) }
}

fn phrase_text(phrase: Phrase) -> Text {
    text(|words, _| words.say(phrase))
}

impl Settings {
    /// The settings a new channel begins with.
    #[must_use]
    pub fn defaults(kind: OrganisationKind, name: Text, obliged: bool) -> Self {
        let texts = texts(kind, &name, obliged);
        Self {
            v: 1,
            organisation: Organisation { kind, name, obliged },
            languages: vec![Language::Sv, Language::En],
            zone: chrono_tz::Europe::Stockholm,
            acknowledgement: Acknowledgement::Handler,
            retention_months: MAX_RETENTION_MONTHS,
            read_marks: false,
            texts,
            hidden_categories: Vec::new(),
            steps: steps(),
        }
    }
}

fn texts(kind: OrganisationKind, name: &Text, obliged: bool) -> Texts {
    use OrganisationKind::{Company, Municipality};
    Texts {
        welcome: text(|words, locale| words.default_welcome(name.in_language(locale))),
        scope: text(|words, locale| match kind {
            Municipality => words.default_scope_municipality(name.in_language(locale)),
            Company => words.default_scope_company(name.in_language(locale)),
        }),
        protection: phrase_text(phrase::DEFAULT_PROTECTION),
        confidentiality: text(|words, locale| match (kind, obliged) {
            (Municipality, true) => words.default_confidentiality_municipality(name.in_language(locale)),
            (Municipality, false) => {
                words.default_confidentiality_municipality_voluntary(name.in_language(locale))
            }
            (Company, true) => words.default_confidentiality_company().into_owned(),
            (Company, false) => words.default_confidentiality_company_voluntary(name.in_language(locale)),
        }),
        authorities: phrase_text(phrase::DEFAULT_AUTHORITIES),
        press: phrase_text(match kind {
            Municipality => phrase::DEFAULT_PRESS_MUNICIPALITY,
            Company => phrase::DEFAULT_PRESS_COMPANY,
        }),
        oral: phrase_text(phrase::DEFAULT_ORAL),
        privacy: text(|words, locale| match kind {
            Municipality => words.default_privacy_municipality(name.in_language(locale)),
            Company => words.default_privacy_company(name.in_language(locale)),
        }),
        accessibility: text(|words, locale| match kind {
            Municipality => words.default_accessibility_municipality(name.in_language(locale)),
            Company => words.default_accessibility_company(name.in_language(locale)),
        }),
    }
}

fn steps() -> Vec<Step> {
    use QuestionKind::{Category, Choice as Chosen, Line, Paragraphs};
    let (yes, no, unsure) = (phrase::ANSWER_YES, phrase::ANSWER_NO, phrase::ANSWER_UNSURE);
    vec![
        step(
            "category",
            phrase::STEP_CATEGORY,
            None,
            vec![question(
                "category",
                Category,
                phrase::QUESTION_CATEGORY,
                Some(phrase::QUESTION_CATEGORY_HINT),
            )],
        ),
        step(
            "what",
            phrase::STEP_WHAT,
            None,
            vec![Question {
                required: true,
                ..question("what", Paragraphs, phrase::QUESTION_WHAT, Some(phrase::QUESTION_WHAT_HINT))
            }],
        ),
        step(
            "when",
            phrase::STEP_WHEN,
            None,
            vec![
                question("when", Line, phrase::QUESTION_WHEN, Some(phrase::QUESTION_WHEN_HINT)),
                question("where", Line, phrase::QUESTION_WHERE, Some(phrase::QUESTION_WHERE_HINT)),
                Question {
                    options: options(&[("yes", yes), ("no", no), ("unsure", unsure)]),
                    ..question("ongoing", Chosen, phrase::QUESTION_ONGOING, None)
                },
            ],
        ),
        step(
            "who",
            phrase::STEP_WHO,
            None,
            vec![
                question("who", Paragraphs, phrase::QUESTION_WHO, Some(phrase::QUESTION_WHO_HINT)),
                question("how", Paragraphs, phrase::QUESTION_HOW, Some(phrase::QUESTION_HOW_HINT)),
            ],
        ),
        step(
            "you",
            phrase::STEP_YOU,
            Some(phrase::QUESTION_YOU_HINT),
            vec![
                Question {
                    options: options(&[
                        ("employee", phrase::RELATION_EMPLOYEE),
                        ("former", phrase::RELATION_FORMER),
                        ("contractor", phrase::RELATION_CONTRACTOR),
                        ("trainee", phrase::RELATION_TRAINEE),
                        ("board", phrase::RELATION_BOARD),
                        ("other", phrase::RELATION_OTHER),
                    ]),
                    ..question("relation", Chosen, phrase::QUESTION_RELATION, None)
                },
                question("told", Paragraphs, phrase::QUESTION_TOLD, Some(phrase::QUESTION_TOLD_HINT)),
                Question {
                    options: options(&[
                        ("none", phrase::MEETING_NONE),
                        ("call", phrase::MEETING_CALL),
                        ("visit", phrase::MEETING_VISIT),
                    ]),
                    ..question("meeting", Chosen, phrase::QUESTION_MEETING, None)
                },
            ],
        ),
    ]
}

fn step(id: &str, title: Phrase, hint: Option<Phrase>, questions: Vec<Question>) -> Step {
    Step { id: id.to_owned(), title: phrase_text(title), hint: hint.map(phrase_text), questions }
}

fn question(id: &str, kind: QuestionKind, label: Phrase, hint: Option<Phrase>) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        label: phrase_text(label),
        hint: hint.map(phrase_text),
        required: false,
        options: Vec::new(),
    }
}

fn options(options: &[(&str, Phrase)]) -> Vec<Choice> {
    options.iter().map(|(id, label)| Choice { id: (*id).to_owned(), label: phrase_text(*label) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_of_every_kind_of_organisation_can_be_published() {
        for kind in [OrganisationKind::Municipality, OrganisationKind::Company] {
            for obliged in [true, false] {
                let name = Text { sv: "Lunda".to_owned(), en: "Lunda".to_owned() };
                assert_eq!(Settings::defaults(kind, name, obliged).check(), Ok(()), "{kind:?} {obliged}");
            }
        }
    }
}
