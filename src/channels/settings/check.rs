//! What the shape of settings does not say by itself.

use std::collections::BTreeSet;

use super::{Language, MAX_RETENTION_MONTHS, Question, QuestionKind, Settings, SettingsError, Text};

/// Longest text in bytes.
const MAX_TEXT: usize = 20_000;

/// Promises that nobody can keep, in lower case.
const PROMISES: [&str; 6] = [
    "garanterat anonym",
    "garanterad anonymitet",
    "garanterar anonymitet",
    "garanterar din anonymitet",
    "guaranteed anonym",
    "guarantee anonymity",
];

/// How the statutory secrecy is cited, in lower case.
const SECRECY: [&str; 4] =
    ["32 kap. 3 b", "17 kap. 3 b", "chapter 32, section 3 b", "chapter 17, section 3 b"];

impl Settings {
    /// Checks what the shape does not say by itself.
    pub fn check(&self) -> Result<(), SettingsError> {
        if self.v != 1 {
            return Err(SettingsError::Malformed);
        }
        let distinct = self.languages.iter().enumerate().all(|(place, language)| {
            self.languages.iter().position(|other| other == language) == Some(place)
        });
        if !distinct || !self.languages.contains(&Language::Sv) {
            return Err(SettingsError::Languages);
        }
        if !(1..=MAX_RETENTION_MONTHS).contains(&self.retention_months) {
            return Err(SettingsError::Retention);
        }
        for (name, text) in self.named_texts() {
            self.check_text(name, text)?;
        }
        self.check_questions()
    }

    /// The channel's own texts with their names in the document.
    fn named_texts(&self) -> [(&'static str, &Text); 10] {
        let texts = &self.texts;
        [
            ("organisation.name", &self.organisation.name),
            ("welcome", &texts.welcome),
            ("scope", &texts.scope),
            ("protection", &texts.protection),
            ("confidentiality", &texts.confidentiality),
            ("authorities", &texts.authorities),
            ("press", &texts.press),
            ("oral", &texts.oral),
            ("privacy", &texts.privacy),
            ("accessibility", &texts.accessibility),
        ]
    }

    fn check_text(&self, name: &'static str, text: &Text) -> Result<(), SettingsError> {
        for language in &self.languages {
            let words = match language {
                Language::Sv => &text.sv,
                Language::En => &text.en,
            };
            if words.trim().is_empty() {
                return Err(SettingsError::Empty(name));
            }
        }
        for words in [&text.sv, &text.en] {
            if words.len() > MAX_TEXT || words.chars().any(|letter| letter.is_control() && letter != '\n') {
                return Err(SettingsError::Unprintable(name));
            }
            let lower = words.to_lowercase();
            if PROMISES.iter().any(|promise| lower.contains(promise)) {
                return Err(SettingsError::PromisesAnonymity(name));
            }
            if !self.organisation.obliged && SECRECY.iter().any(|cited| lower.contains(cited)) {
                return Err(SettingsError::SecrecyWithoutDuty(name));
            }
        }
        Ok(())
    }

    fn check_questions(&self) -> Result<(), SettingsError> {
        let questions = || self.steps.iter().flat_map(|step| &step.questions);
        let mut steps = BTreeSet::new();
        let mut asked = BTreeSet::new();
        for step in &self.steps {
            if !is_id(&step.id) || !steps.insert(&step.id) || step.questions.is_empty() {
                return Err(SettingsError::Id);
            }
            self.check_text("steps.title", &step.title)?;
            step.hint.iter().try_for_each(|hint| self.check_text("steps.hint", hint))?;
        }
        for question in questions() {
            if !is_id(&question.id) || !asked.insert(&question.id) {
                return Err(SettingsError::Id);
            }
            self.check_text("questions.label", &question.label)?;
            question.hint.iter().try_for_each(|hint| self.check_text("questions.hint", hint))?;
            self.check_options(question)?;
        }
        if questions().filter(|question| question.kind == QuestionKind::Category).count() > 1 {
            return Err(SettingsError::Options);
        }
        let told = |question: &Question| question.kind == QuestionKind::Paragraphs && question.required;
        if questions().any(told) { Ok(()) } else { Err(SettingsError::NothingRequired) }
    }

    fn check_options(&self, question: &Question) -> Result<(), SettingsError> {
        if (question.kind == QuestionKind::Choice) == (question.options.len() < 2) {
            return Err(SettingsError::Options);
        }
        if question.kind != QuestionKind::Choice && !question.options.is_empty() {
            return Err(SettingsError::Options);
        }
        let mut ids = BTreeSet::new();
        for option in &question.options {
            if !is_id(&option.id) || !ids.insert(&option.id) {
                return Err(SettingsError::Id);
            }
            self.check_text("options.label", &option.label)?;
        }
        Ok(())
    }
}

/// `[a-z][a-z0-9-]{0,31}`
fn is_id(id: &str) -> bool {
    id.len() <= 32
        && id.starts_with(|letter: char| letter.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use crate::channels::settings::{OrganisationKind, Settings, SettingsError, Text};

    fn sample() -> Settings {
        Settings::defaults(
            OrganisationKind::Municipality,
            Text { sv: "Lunda kommun".to_owned(), en: "Lunda Municipality".to_owned() },
            true,
        )
    }

    #[test]
    fn settings_survive_being_written_and_read() {
        let settings = sample();
        assert_eq!(Settings::parse(&settings.to_bytes().unwrap()), Ok(settings));
    }

    #[test]
    fn an_unknown_or_missing_name_is_refused() {
        let mut document = serde_json::to_value(sample()).unwrap();
        document["extra"] = serde_json::Value::Null;
        assert_eq!(Settings::parse(document.to_string().as_bytes()), Err(SettingsError::Malformed));
        let mut document = serde_json::to_value(sample()).unwrap();
        document.as_object_mut().unwrap().remove("zone");
        assert_eq!(Settings::parse(document.to_string().as_bytes()), Err(SettingsError::Malformed));
    }

    #[test]
    fn an_empty_text_blocks_publishing() {
        let mut settings = sample();
        settings.texts.press.en = " \n".to_owned();
        assert_eq!(settings.check(), Err(SettingsError::Empty("press")));
    }

    #[test]
    fn a_promise_of_anonymity_is_refused() {
        let mut settings = sample();
        settings.texts.welcome.sv = "Du är garanterat anonym här.".to_owned();
        assert_eq!(settings.check(), Err(SettingsError::PromisesAnonymity("welcome")));
    }

    #[test]
    fn a_voluntary_channel_cannot_claim_the_statutory_secrecy() {
        let mut settings = sample();
        settings.organisation.obliged = false;
        assert_eq!(settings.check(), Err(SettingsError::SecrecyWithoutDuty("confidentiality")));
    }

    #[test]
    fn a_form_that_demands_no_words_is_refused() {
        let mut settings = sample();
        for question in settings.steps.iter_mut().flat_map(|step| &mut step.questions) {
            question.required = false;
        }
        assert_eq!(settings.check(), Err(SettingsError::NothingRequired));
    }

    #[test]
    fn a_case_is_kept_for_a_month_at_least_and_two_years_at_most() {
        let checked = |retention_months| Settings { retention_months, ..sample() }.check();
        assert_eq!([1, 24].map(checked), [Ok(()), Ok(())]);
        assert_eq!([0, 25].map(checked), [Err(SettingsError::Retention), Err(SettingsError::Retention)]);
    }

    #[test]
    fn an_id_that_stands_twice_is_refused() {
        let mut settings = sample();
        let first = settings.steps[0].questions[0].clone();
        settings.steps[1].questions.push(first);
        assert_eq!(settings.check(), Err(SettingsError::Id));
    }

    #[test]
    fn options_on_a_question_of_words_are_refused() {
        let mut settings = sample();
        let choices = settings
            .steps
            .iter()
            .flat_map(|step| &step.questions)
            .find(|question| !question.options.is_empty())
            .unwrap()
            .options
            .clone();
        settings.steps[1].questions[0].options = choices;
        assert_eq!(settings.check(), Err(SettingsError::Options));
    }
}
