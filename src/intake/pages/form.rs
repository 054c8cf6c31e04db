//! A channel's questions as a form shows them, with what was answered and what is wrong with it.

use std::collections::BTreeMap;

use crate::channels::category::CategoryGroup;
use crate::channels::settings::{Question, QuestionKind, Settings, Step};
use crate::http::locale::Locale;
use crate::http::words::{Phrase, Words, phrase};

/// What a form can be filled with again after an error.
#[derive(Default)]
pub struct Answers {
    /// The answers by question.
    pub given: BTreeMap<String, String>,
    /// What is wrong.
    pub mistakes: Mistakes,
}

/// What is wrong with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// With an answer, by question.
    pub questions: BTreeMap<String, Phrase>,
    /// With the choice of whom it concerns.
    pub concerns: Option<Phrase>,
    /// With the contact details.
    pub contact: Option<Phrase>,
    /// With the form as a whole.
    pub whole: Option<Phrase>,
    /// Whether the way to the authorities is shown beside that choice.
    pub shows_authorities: bool,
    /// Whether the reporter is asked to send it although recovery alone is left.
    pub asks_consent: bool,
}

impl Mistakes {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One step of the form.
pub struct FormStep {
    /// Its id in the settings.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// A sentence beneath it.
    pub hint: Option<String>,
    /// Its questions.
    pub fields: Vec<Field>,
}

/// One question with its answer.
pub struct Field {
    /// Its id in the report.
    pub question: String,
    /// The question.
    pub label: String,
    /// A sentence that helps.
    pub hint: Option<String>,
    /// Whether an answer is demanded.
    pub required: bool,
    /// How it is answered.
    pub kind: FieldKind,
    /// What was answered, or nothing.
    pub value: String,
    /// What is wrong with that.
    pub mistake: Option<Phrase>,
}

/// How a question is answered.
pub enum FieldKind {
    /// From groups of categories.
    Category(Vec<Group>),
    /// By a long text.
    Paragraphs,
    /// By one line.
    Line,
    /// By one of these: id and words.
    Choice(Vec<(String, String)>),
}

/// A group of categories.
pub struct Group {
    /// What ties the group to its categories.
    pub code: &'static str,
    /// What it is called.
    pub name: Phrase,
    /// Its categories: code and name.
    pub categories: Vec<(&'static str, Phrase)>,
}

impl Field {
    /// The id of its element.
    #[must_use]
    pub fn id(&self) -> String {
        format!("q-{}", self.question)
    }

    /// The ids of what describes it.
    #[must_use]
    pub fn described_by(&self) -> String {
        let id = self.id();
        let hint = self.hint.as_ref().map(|_| format!("{id}-hint "));
        format!("{}{id}-mistake", hint.unwrap_or_default())
    }

    /// Whether this was answered.
    #[must_use]
    pub fn is(&self, value: &str) -> bool {
        self.value == value
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn mistake_in(&self, words: &Words) -> String {
        self.mistake.map(|mistake| words.say(mistake).into_owned()).unwrap_or_default()
    }
}

/// The steps of a channel's form.
#[must_use]
pub fn steps(settings: &Settings, locale: Locale, answers: &Answers) -> Vec<FormStep> {
    settings.steps.iter().map(|step| form_step(step, settings, locale, answers)).collect()
}

fn form_step(step: &Step, settings: &Settings, locale: Locale, answers: &Answers) -> FormStep {
    FormStep {
        id: step.id.clone(),
        title: step.title.in_language(locale).to_owned(),
        hint: step.hint.as_ref().map(|hint| hint.in_language(locale).to_owned()),
        fields: step.questions.iter().map(|question| field(question, settings, locale, answers)).collect(),
    }
}

fn field(question: &Question, settings: &Settings, locale: Locale, answers: &Answers) -> Field {
    Field {
        question: question.id.clone(),
        label: question.label.in_language(locale).to_owned(),
        hint: question.hint.as_ref().map(|hint| hint.in_language(locale).to_owned()),
        required: question.required,
        kind: match question.kind {
            QuestionKind::Category => FieldKind::Category(groups(settings)),
            QuestionKind::Paragraphs => FieldKind::Paragraphs,
            QuestionKind::Line => FieldKind::Line,
            QuestionKind::Choice => FieldKind::Choice(
                question
                    .options
                    .iter()
                    .map(|option| (option.id.clone(), option.label.in_language(locale).to_owned()))
                    .collect(),
            ),
        },
        value: answers.given.get(&question.id).cloned().unwrap_or_default(),
        mistake: answers.mistakes.questions.get(&question.id).copied(),
    }
}

/// The groups that are left once the channel has hidden what it does not ask for.
fn groups(settings: &Settings) -> Vec<Group> {
    CategoryGroup::ALL
        .iter()
        .map(|group| Group {
            code: group.code(),
            name: group.name(),
            categories: group
                .categories()
                .iter()
                .filter(|category| !settings.hidden_categories.contains(category))
                .map(|category| (category.code(), category.name()))
                .collect(),
        })
        .filter(|group| !group.categories.is_empty())
        .collect()
}

impl Answers {
    /// A form sent without its one required answer.
    #[must_use]
    pub fn sample_mistaken() -> Self {
        let given = [
            ("when", "I våras"),
            ("ongoing", "yes"),
            ("category", "conf"),
            ("who", "Chefen <b>på</b> \"kontoret\""),
        ];
        Self {
            given: given
                .iter()
                .map(|(question, answer)| ((*question).to_owned(), (*answer).to_owned()))
                .collect(),
            mistakes: Mistakes {
                questions: BTreeMap::from([("what".to_owned(), phrase::MISTAKE_REQUIRED)]),
                concerns: Some(phrase::CONCERNS_RECOVERY_ONLY),
                shows_authorities: true,
                asks_consent: true,
                ..Mistakes::default()
            },
        }
    }
}
