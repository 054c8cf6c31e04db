//! The words of every page, in every language: `web/locales` as typed functions.
//!
//! `words.leave_quickly()` is the message `leave-quickly`; a message that does not exist, or an argument that it does
//! not take, does not compile. Templates escape what comes out: messages carry no markup.

use std::borrow::{Borrow, Cow};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::locale::Locale;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

type Bundle = FluentBundle<FluentResource>;

static SWEDISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::Sv, &SV));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::En, &EN));

fn bundle(locale: Locale, files: &[&str]) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.tag().parse().unwrap_or_default()]);
    bundle.set_formatter(Some(match locale {
        Locale::Sv => |value, _| grouped(value, '\u{a0}'),
        Locale::En => |value, _| grouped(value, ','),
    }));
    // Both languages run left to right; the marks around arguments would end up in what people copy.
    bundle.set_use_isolating(false);
    for file in files {
        // build.rs has parsed these very files and refused what could fail here.
        let resource =
            FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(readable, _errors)| readable);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A whole number with its thousands set apart, as both languages write it from 10,000 on.
fn grouped(value: &FluentValue<'_>, mark: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    if digits.len() < 5 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    Some(text)
}

/// A message that takes no argument, named so that it can be kept and said later, in any language. The constants of
/// [`phrase`] are the only ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Phrase(&'static str);

impl Phrase {
    /// The message's id: what stands in the language files, in a log line and in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }
}

impl AsRef<Self> for Phrase {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// What a message can count.
pub trait Counted {
    /// The number as Fluent takes it.
    fn counted(&self) -> FluentValue<'static>;
}

impl Counted for usize {
    fn counted(&self) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}

impl Counted for u32 {
    fn counted(&self) -> FluentValue<'static> {
        FluentValue::from(*self)
    }
}

impl<T: Counted> Counted for &T {
    fn counted(&self) -> FluentValue<'static> {
        T::counted(self)
    }
}

/// Every message in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words(Locale);

impl Words {
    /// The words of this language.
    #[must_use]
    pub const fn new(locale: Locale) -> Self {
        Self(locale)
    }

    /// The language.
    #[must_use]
    pub const fn locale(self) -> Locale {
        self.0
    }

    /// A phrase chosen earlier.
    #[must_use]
    pub fn say(self, phrase: impl AsRef<Phrase>) -> Cow<'static, str> {
        self.say_id(phrase.as_ref().id())
    }

    /// A day with its weekday and year, "söndag 29 november 2026".
    #[must_use]
    pub fn day(self, day: impl Borrow<NaiveDate>) -> String {
        let day = day.borrow();
        let (month, weekday) = (day.month(), day.weekday().number_from_monday());
        self.day_in_words(day.day().to_string(), month, weekday, day.year().to_string())
    }

    fn bundle(self) -> &'static Bundle {
        match self.0 {
            Locale::Sv => &SWEDISH,
            Locale::En => &ENGLISH,
        }
    }

    fn say_id(self, id: &'static str) -> Cow<'static, str> {
        self.format(id, None)
    }

    fn say_with<const N: usize>(
        self,
        id: &'static str,
        arguments: [(&'static str, FluentValue<'_>); N],
    ) -> String {
        self.format(id, Some(&arguments.into_iter().collect())).into_owned()
    }

    /// The id itself stands in for a message that is missing; build.rs makes sure that none is.
    fn format(self, id: &'static str, arguments: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return Cow::Borrowed(id);
        };
        bundle.format_pattern(pattern, arguments, &mut Vec::new())
    }
}
