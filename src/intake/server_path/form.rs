//! The report's form: what is wrong with it, or what is to be sealed.

use std::collections::{BTreeMap, BTreeSet};

use sigill_sealing::body::{Answer, ContactDetails};
use sigill_sealing::exclusion::{ExclusionError, Sharing};
use sigill_sealing::holder::{Holder, Holders};
use sigill_sealing::keyring::{Contact, Lines};
use sigill_sealing::text::{Text, TextError};

use super::fields::{Fields, Typed, as_text};
use super::letters;
use crate::channels::category::Category;
use crate::channels::settings::{Question, QuestionKind, Settings};
use crate::http::locale::Locale;
use crate::http::words::{Phrase, Words, phrase};
use crate::intake::pages::form::Mistakes;

/// What stands before a question's id in the name of its field, so that no question can take another field's name.
pub(super) const QUESTION: &str = "q-";

/// A form as it was filled in.
#[derive(Default)]
pub(super) struct Filled {
    /// The answers by question.
    pub(super) given: BTreeMap<String, Typed>,
    /// Whom it concerns: ids of the keyring, or the word `recovery`.
    pub(super) excluded: BTreeSet<String>,
    /// The name given, if any.
    pub(super) contact_name: Typed,
    /// The way to reach the reporter, if any.
    pub(super) contact_reach: Typed,
    /// The epoch whose lines the form listed.
    pub(super) epoch: Option<u64>,
    /// Whether the reporter sends it although recovery alone is left.
    pub(super) consents_to_recovery_alone: bool,
}

/// What is to be sealed.
pub(super) struct Ready {
    /// What was asked and answered.
    pub(super) answers: Vec<Answer>,
    /// Who the reporter is, if they say.
    pub(super) contact: ContactDetails,
    /// Whom it concerns.
    pub(super) excluded: Holders,
}

impl From<Fields> for Filled {
    fn from(mut fields: Fields) -> Self {
        let mut one = |name| fields.take(name).unwrap_or_default();
        let (contact_name, contact_reach) = (one("contact-name"), one("contact-reach"));
        let epoch = one("epoch").parse().ok();
        let consents_to_recovery_alone = one("alone").as_str() == "yes";
        let excluded = fields.take_all("concerns").iter().map(|holder| holder.to_string()).collect();
        let mut given = BTreeMap::new();
        for (name, typed) in fields.into_rest() {
            if let Some(question) = name.strip_prefix(QUESTION) {
                given.entry(question.to_owned()).or_insert(typed);
            }
        }
        Self { given, excluded, contact_name, contact_reach, epoch, consents_to_recovery_alone }
    }
}

impl Filled {
    /// Its fields as they came, but for the code: a form that cannot be shown is carried on with them.
    pub(super) fn fields(&self) -> Vec<(String, String)> {
        let given = self
            .given
            .iter()
            .map(|(question, typed)| (format!("{QUESTION}{question}"), String::clone(typed)));
        let concerns = self.excluded.iter().map(|holder| ("concerns".to_owned(), holder.clone()));
        let contact = [("contact-name", &self.contact_name), ("contact-reach", &self.contact_reach)];
        let contact = contact.into_iter().map(|(name, typed)| (name.to_owned(), String::clone(typed)));
        let epoch = self.epoch.map(|epoch| ("epoch".to_owned(), epoch.to_string()));
        let alone = self.consents_to_recovery_alone.then(|| ("alone".to_owned(), "yes".to_owned()));
        given.chain(concerns).chain(contact).chain(epoch).chain(alone).collect()
    }

    /// Judges the form by what the channel asks and whom its keyring lists.
    pub(super) fn judge(&self, settings: &Settings, lines: &Lines, words: Words) -> Result<Ready, Mistakes> {
        let mut mistakes = Mistakes::default();
        let answers = self.answers(settings, &mut mistakes);
        let contact = self.contact(words, &mut mistakes);
        let excluded = self.excluded(lines, &contact, &mut mistakes);
        if mistakes.is_empty() { Ok(Ready { answers, contact, excluded }) } else { Err(mistakes) }
    }

    /// What was typed, question by question, for whoever wants to send it as a message.
    pub(super) fn in_words(&self, settings: &Settings, locale: Locale) -> String {
        let asked = settings.steps.iter().flat_map(|step| &step.questions);
        let answers = asked.filter_map(|question| {
            let typed = self.given.get(&question.id).filter(|typed| !typed.trim().is_empty())?;
            Some((question.id.as_str(), typed.as_str()))
        });
        letters::questions_and_answers(answers, settings, locale)
    }

    /// The answers in the order asked. What was asked no longer, because the owner changed the form meanwhile, follows:
    /// nobody's words are dropped without a word.
    fn answers(&self, settings: &Settings, mistakes: &mut Mistakes) -> Vec<Answer> {
        let asked: Vec<&Question> = settings.steps.iter().flat_map(|step| &step.questions).collect();
        let mut answers = Vec::new();
        for question in &asked {
            let text = as_text(self.given.get(&question.id).map_or("", |typed| typed.as_str()));
            match judge_answer(question, &text, settings) {
                Ok(Some(answer)) => answers.push(Answer { question: question.id.clone(), answer }),
                Ok(None) => {}
                Err(mistake) => {
                    mistakes.questions.insert(question.id.clone(), mistake);
                }
            }
        }
        let known: BTreeSet<&str> = asked.iter().map(|question| question.id.as_str()).collect();
        for (question, typed) in self.given.iter().filter(|(question, _)| !known.contains(question.as_str()))
        {
            match judge_words(&as_text(typed)) {
                Ok(Some(answer)) => answers.push(Answer { question: question.clone(), answer }),
                Ok(None) => {}
                Err(mistake) => mistakes.whole = Some(mistake),
            }
        }
        answers
    }

    /// Each under its field's own words, for the handler reads them alone.
    fn contact(&self, words: Words, mistakes: &mut Mistakes) -> ContactDetails {
        let fields =
            [(words.contact_name(), &self.contact_name), (words.contact_reach(), &self.contact_reach)];
        let given = fields.map(|(label, typed)| (label, as_text(typed)));
        let given = given.iter().filter(|(_, typed)| !typed.trim().is_empty());
        let lines: Vec<String> = given.map(|(label, typed)| format!("{label}: {}", typed.trim())).collect();
        let text = Text::new(lines.join("\n")).unwrap_or_else(|_too_long| {
            mistakes.contact = Some(phrase::MISTAKE_TOO_LONG);
            Text::empty()
        });
        ContactDetails { text }
    }

    fn excluded(&self, lines: &Lines, contact: &ContactDetails, mistakes: &mut Mistakes) -> Holders {
        let parsed: Result<Holders, _> = self.excluded.iter().map(|holder| Holder::parse(holder)).collect();
        let Ok(excluded) = parsed else {
            mistakes.concerns = Some(phrase::SENDING_FAILED_CHANGED);
            return Holders::default();
        };
        match Sharing::new(lines, excluded.clone()) {
            Err(ExclusionError::Unknown) => mistakes.concerns = Some(phrase::SENDING_FAILED_CHANGED),
            Err(ExclusionError::NobodyLeft) => {
                mistakes.concerns = Some(phrase::CONCERNS_NOBODY);
                mistakes.shows_authorities = true;
            }
            Ok(sharing) => {
                if sharing.is_recovery_alone() && !self.consents_to_recovery_alone {
                    mistakes.concerns = Some(phrase::CONCERNS_RECOVERY_ONLY);
                    mistakes.shows_authorities = true;
                    mistakes.asks_consent = true;
                }
                let nobody_opens = lines.policy.contact == Contact::Two && sharing.custodians().is_empty();
                if nobody_opens && !contact.text.is_empty() {
                    mistakes.contact = Some(phrase::CONTACT_NO_CUSTODIAN);
                }
            }
        }
        excluded
    }
}

/// The answer to a question; nothing if it was skipped.
fn judge_answer(question: &Question, text: &str, settings: &Settings) -> Result<Option<Text>, Phrase> {
    if text.trim().is_empty() {
        return if question.required { Err(phrase::MISTAKE_REQUIRED) } else { Ok(None) };
    }
    let is_listed = match question.kind {
        QuestionKind::Category => {
            Category::from_code(text).is_some_and(|category| !settings.hidden_categories.contains(&category))
        }
        QuestionKind::Choice => question.options.iter().any(|option| option.id == text),
        QuestionKind::Paragraphs | QuestionKind::Line => true,
    };
    if is_listed { judge_words(text) } else { Err(phrase::MISTAKE_CHOICE) }
}

fn judge_words(text: &str) -> Result<Option<Text>, Phrase> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match Text::new(text.trim().to_owned()) {
        Ok(text) => Ok(Some(text)),
        Err(TextError::TooLong | TextError::Control | TextError::Empty) => Err(phrase::MISTAKE_TOO_LONG),
    }
}
