//! What was opened, in words: state, days, and each number of the conversation. What is damaged is shown as such, and
//! nothing that verified is left out (PROTOCOL.md section 4).

use chrono::NaiveDate;
use sigill_sealing::body::{Cause, Content, Message, Path, Report, Step, What};
use sigill_sealing::day::Day;
use sigill_sealing::envelope::EnvelopeError;
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::keyring::Status;
use sigill_sealing::minutes::Minutes;
use sigill_sealing::phase::Phase;
use sigill_sealing::seal::OpenError;
use sigill_sealing::stamp;
use sigill_sealing::thread::{Damage, Entry, Shown, State, Writer};

use super::download::files_of;
use super::opening::OpenedCase;
use crate::cases::lifecycle::{Days, Waived, months_after};
use crate::channels::category::Category;
use crate::channels::keeping::Keeping;
use crate::channels::settings::{QuestionKind, Settings};
use crate::http::locale::Locale;
use crate::http::words::{Phrase, Words, phrase};
use crate::intake::pages::case_server::{AskedMinutes, Kept, Late, Letter, LetterFile, Struck};
use crate::intake::pages::date;
use crate::intake::pages::files_server::size_in_words;

/// The number at which every filing has its contact details, which are sealed to others than the reporter.
const CONTACT: u64 = 1;

/// Where the work on a case stands, by its handlers' signed steps; where the receipt acknowledges, no step need say so.
pub(super) fn phase(opened: &OpenedCase) -> Phrase {
    let phase = Phase::of(opened.conversation.entries());
    let is_receipt = phase == Phase::Received && opened.by_receipt;
    match if is_receipt { Phase::Acknowledged } else { phase } {
        Phase::Received => phrase::STATE_RECEIVED,
        Phase::Acknowledged => phrase::STATE_ACKNOWLEDGED,
        Phase::Assessing => phrase::STATE_ASSESSING,
        Phase::Investigating => phrase::STATE_INVESTIGATING,
        Phase::Concluding => phrase::STATE_CONCLUDING,
        Phase::OutOfScope => phrase::STATE_OUT_OF_SCOPE,
        Phase::Referred => phrase::STATE_REFERRED,
        Phase::Closed => phrase::STATE_CLOSED,
        Phase::Reopened => phrase::STATE_REOPENED,
    }
}

/// The days that the law counts, in the order in which they come (LAW.md L9 and L10). What is due stays due in a case that
/// was closed without it. A waiver takes no day away: no signed word of the conversation stands behind it, and it is told
/// beside the days.
///
/// Beside what is due stands how many days of the channel's zone are left.
pub(super) fn dates(opened: &OpenedCase) -> Vec<(Phrase, NaiveDate, Option<i32>)> {
    let days = Days { waived: Waived::default(), ..opened.visit.case.days };
    let today = opened.visit.today.number();
    let on = |what: Phrase, day: Option<Day>| day.map(|day| (what, date(day), None));
    let due = |what: Phrase, day: Option<Day>| day.map(|day| (what, date(day), Some(day.number() - today)));
    [
        on(phrase::DATE_RECEIVED, Some(days.received)),
        due(phrase::DATE_ACKNOWLEDGE_BY, days.acknowledge_by()),
        on(phrase::DATE_ACKNOWLEDGED, days.acknowledged),
        due(phrase::DATE_FEEDBACK_BY, days.feedback_by()),
        on(phrase::DATE_FED_BACK, days.fed_back),
        on(phrase::DATE_CLOSED, days.closed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is said of duties that the handlers have noted to be none here. Why is theirs alone: the words are the same for every
/// reason.
pub(super) fn waived(days: &Days) -> Vec<Phrase> {
    let Waived { acknowledgement, feedback } = days.waived;
    let acknowledgement = acknowledgement.map(|_day| phrase::CASE_NO_ACKNOWLEDGEMENT);
    acknowledgement.into_iter().chain(feedback.map(|_day| phrase::CASE_NO_FEEDBACK)).collect()
}

/// Until when the case is kept after it was closed; nothing beyond the calendar.
pub(super) fn kept(opened: &OpenedCase) -> Option<Kept> {
    let Keeping { is_public, months } = opened.keeping;
    let until = match opened.visit.case.days.closed {
        Some(closed) => Some(date(months_after(closed, months.into())?)),
        None => None,
    };
    Some(Kept { months, until, is_public })
}

/// What the page must say of the case as a whole.
pub(super) fn warnings(opened: &OpenedCase) -> Vec<Phrase> {
    let held_back = opened.conversation.is_held_back().then_some(phrase::FOLLOW_UP_HELD_BACK);
    let unsigned = (!is_borne_out(opened)).then_some(phrase::CASE_UNSIGNED);
    let is_over = matches!(opened.channel.status(), Status::Grace | Status::Expired);
    let expired = is_over.then_some(phrase::FOLLOW_UP_KEYRING_EXPIRED);
    let other_day = (!is_received_then(opened)).then_some(phrase::CASE_OTHER_DAY);
    held_back.into_iter().chain(unsigned).chain(other_day).chain(expired).collect()
}

/// Whether the day on which the server says the report came is the one that it stamped and its author wrote. A report that a
/// handler entered came on the day that it states, and was stamped later. Of one that was struck the anchor says both.
fn is_received_then(opened: &OpenedCase) -> bool {
    let received = Some(opened.visit.case.days.received);
    opened.conversation.entries().first().is_none_or(|report| match report.shown() {
        None => is_anchored_then(opened.came, report.day, received),
        Some(shown) => {
            let position = &shown.body.get().position;
            let stated = (position.path == Path::Desk).then_some(position.day).or(report.day);
            stated == received && !shown.day_differs
        }
    })
}

/// The same of a report that is not there to be read, by the day and the path of which its anchor says that it came.
fn is_anchored_then((day, path): (Day, Path), stamped: Option<Day>, received: Option<Day>) -> bool {
    if path == Path::Desk {
        return Some(day) == received;
    }
    stamped == received && received.is_some_and(|received| !stamp::differs(day, received, false))
}

/// Whether a handler's signed step stands behind every day that the server tells; behind an acknowledgement on the day of
/// receipt also the settings that the report was filed under, where they let the receipt be one.
fn is_borne_out(opened: &OpenedCase) -> bool {
    let days = opened.visit.case.days;
    let has = |step| {
        let mut shown = opened.conversation.entries().iter().filter_map(Entry::shown);
        shown.any(|shown| {
            matches!(&shown.body.get().content, Content::Message(message) if message.step == Some(step))
        })
    };
    let by_receipt = opened.by_receipt && days.acknowledged == Some(days.received);
    (days.acknowledged.is_none() || by_receipt || has(Step::Acknowledge))
        && (days.fed_back.is_none() || has(Step::Feedback))
        && (days.closed.is_none() || has(Step::Close))
}

/// The conversation, oldest first.
pub(super) fn letters(opened: &OpenedCase, locale: Locale) -> Vec<Letter> {
    let new_from = after_own(opened);
    let read_on = read_marks(opened);
    let minutes = Minutes::of(opened.conversation.entries());
    let hides_own = opened.keyrings.iter().any(|epoch| !epoch.lines().policy.show_own);
    let entries = opened.conversation.entries().iter();
    entries
        .filter_map(|entry| match &entry.state {
            State::Shown(shown) => {
                let letter = letter(entry.n, shown, &opened.channel.settings, locale)?;
                let minutes = minutes.iter().find(|minutes| minutes.n == entry.n);
                Some(Letter {
                    new: !letter.own && entry.n >= new_from,
                    minutes: minutes.map(|minutes| (minutes.standing, minutes.answered.map(date))),
                    read: letter.own.then(|| read_on(entry.n)).flatten().map(date),
                    ..letter
                })
            }
            State::Struck { proposal, confirmation } => {
                let entries = opened.conversation.entries();
                // What remained of a letter and was struck again stands in the letter's place alone.
                let is_other = |other: &Entry| {
                    matches!(other.state, State::Struck { proposal: by, .. } if by == *proposal)
                        && other.n < entry.n
                };
                (!entries.iter().any(is_other)).then(|| Letter {
                    new: *confirmation >= new_from,
                    ..struck(entry, (find(entries, *proposal), find(entries, *confirmation)), locale)
                })
            }
            State::Damaged(Damage::Envelope(EnvelopeError::Unseal(OpenError::NotForUs)))
                if entry.n == CONTACT =>
            {
                None
            }
            State::Damaged(Damage::Envelope(EnvelopeError::Unseal(OpenError::NotForUs))) if hides_own => {
                // The reporter's own words, or what somebody sealed to nobody: nothing tells which.
                Some(broken(entry, phrase::LETTER_HIDDEN))
            }
            State::Damaged(_) => Some(broken(entry, phrase::LETTER_DAMAGED)),
        })
        .collect()
}

/// The number from which on letters are new: after the last thing that the reporter wrote. That they read something
/// counts from the next day on, so that a page loaded again after a lost answer still says what is new.
fn after_own(opened: &OpenedCase) -> u64 {
    let today = opened.visit.today;
    let own = last_own(opened, |entry, shown| !(is_reading(shown) && entry.day == Some(today)));
    own.map_or(0, |n| n + 1)
}

/// Whether somebody wrote after the last thing, read or written, that the reporter did.
pub(super) fn has_unread(opened: &OpenedCase) -> bool {
    let since = last_own(opened, |_, _| true);
    let mut shown = opened.conversation.entries().iter().filter_map(|entry| Some((entry.n, entry.shown()?)));
    shown.any(|(n, shown)| Some(n) > since && shown.writer != Writer::Reporter && is_news(shown))
}

/// Whether it brings something to read: a letter, or that one was struck.
fn is_news(shown: &Shown) -> bool {
    match &shown.body.get().content {
        Content::Message(_) => true,
        Content::Act(act) => act.what != What::Read,
        Content::Strike(strike) => strike.proposal().is_none(),
        Content::Report(_)
        | Content::Contact(_)
        | Content::Grant(_)
        | Content::Rekey(_)
        | Content::Note(_)
        | Content::Triage(_) => false,
    }
}

/// The last number of the reporter's own that counts.
fn last_own(opened: &OpenedCase, counts: impl Fn(&Entry, &Shown) -> bool) -> Option<u64> {
    let mut entries = opened.conversation.entries().iter().rev();
    let own = entries.find(|entry| {
        entry.shown().is_some_and(|shown| shown.writer == Writer::Reporter && counts(entry, shown))
    });
    own.map(|own| own.n)
}

fn is_reading(shown: &Shown) -> bool {
    matches!(&shown.body.get().content, Content::Act(act) if act.what == What::Read)
}

/// On which day a handler first said that a number had been read, where the channel lets handlers say so.
fn read_marks(opened: &OpenedCase) -> impl Fn(u64) -> Option<Day> {
    let acts = opened.conversation.entries().iter().filter(|_| opened.channel.settings.read_marks);
    let marks: Vec<(u64, Option<Day>)> = acts
        .filter_map(|entry| {
            let shown = entry.shown()?;
            let Content::Act(act) = &shown.body.get().content else { return None };
            let is_mark = act.what == What::Read && shown.writer != Writer::Reporter;
            act.refers.filter(|_| is_mark).map(|to| (to.n, entry.day))
        })
        .collect();
    move |n| marks.iter().find(|(to, _)| *to >= n).and_then(|(_, day)| *day)
}

/// The day on which the reporter withdrew the report.
pub(super) fn withdrawn(opened: &OpenedCase) -> Option<Day> {
    opened.conversation.entries().iter().find_map(|entry| {
        let shown = entry.shown()?;
        let is_it = matches!(&shown.body.get().content, Content::Act(act) if act.what == What::Withdraw);
        (is_it && shown.writer == Writer::Reporter).then_some(entry.day).flatten()
    })
}

/// The law's days that have passed without an answer. That the handlers noted a duty to be none takes nothing away here,
/// for no signed word of the conversation stands behind it.
pub(super) fn late(opened: &OpenedCase) -> Late {
    let days = Days { waived: Waived::default(), ..opened.visit.case.days };
    let passed = |day: Option<Day>| day.filter(|day| *day < opened.visit.today).map(date);
    Late { acknowledgement: passed(days.acknowledge_by()), feedback: passed(days.feedback_by()) }
}

/// The minutes that wait for their reporter.
pub(super) fn asked_minutes(opened: &OpenedCase) -> Vec<AskedMinutes> {
    let asked = Minutes::of(opened.conversation.entries()).into_iter().filter(|minutes| minutes.asked);
    let entries = opened.conversation.entries();
    asked
        .filter_map(|minutes| {
            let shown = entries.iter().find(|entry| entry.n == minutes.n)?.shown()?;
            let body = shown.body.get();
            let Content::Message(message) = &body.content else { return None };
            Some(AskedMinutes {
                n: minutes.n,
                day: date(body.position.day),
                language: message.language.to_string(),
                text: message.text.expose().to_owned(),
                files: !message.files.is_empty(),
            })
        })
        .collect()
}

/// A number without words of its own.
fn broken(entry: &Entry, what: Phrase) -> Letter {
    Letter { day: entry.day, broken: Some(what), ..Letter::bare(entry.n) }
}

fn find(entries: &[Entry], n: u64) -> Option<&Entry> {
    entries.iter().find(|entry| entry.n == n)
}

/// What two handlers struck: when, on which ground, and the words and files that they say remain of it.
fn struck(
    entry: &Entry,
    (proposal, confirmation): (Option<&Entry>, Option<&Entry>),
    locale: Locale,
) -> Letter {
    let bare = Letter { day: entry.day, ..Letter::bare(entry.n) };
    let shown = proposal.and_then(Entry::shown);
    let left = shown.and_then(|shown| Some((shown, shown.body.get().content.as_strike()?.proposal()?)));
    let (Some((shown, left)), Some(confirmed)) = (left, confirmation.and_then(Entry::shown)) else {
        return Letter { broken: Some(phrase::LETTER_DAMAGED), ..bare };
    };
    // The day of a letter that is gone is the server's word; that of its striking is signed.
    let day = confirmed.body.get().position.day;
    Letter {
        struck: Some(Struck { day: date(day), ground: left.ground.expose().to_owned() }),
        day_differs: confirmed.day_differs,
        text: left.text.expose().to_owned(),
        files: files_in(shown, locale),
        ..bare
    }
}

fn files_in(shown: &Shown, locale: Locale) -> Vec<LetterFile> {
    let file = |file: &FileReference| LetterFile {
        id: file.id().to_string(),
        name: file.name().to_owned(),
        size: size_in_words(Words::new(locale), file.size()),
    };
    files_of(shown).iter().map(file).collect()
}

/// A verified envelope in words; nothing for one that says nothing to a reporter.
fn letter(n: u64, shown: &Shown, settings: &Settings, locale: Locale) -> Option<Letter> {
    let body = shown.body.get();
    let (step, text) = match &body.content {
        Content::Report(report) => (Some(phrase::LETTER_REPORT), answers(report, settings, locale)),
        Content::Message(message) => (step(message), message.text.expose().to_owned()),
        Content::Act(act) => (Some(act_in_words(act.what)?), words_of_act(act.what, act.text.expose())),
        Content::Rekey(rekey) if rekey.cause == Cause::LeftToRecovery => {
            (Some(phrase::LETTER_RECOVERED), String::new())
        }
        Content::Grant(_) | Content::Rekey(_) => (Some(phrase::LETTER_ACCESS), String::new()),
        // A strike is seen where what it struck stood.
        Content::Strike(_) | Content::Contact(_) | Content::Note(_) | Content::Triage(_) => return None,
    };
    let own = shown.writer == Writer::Reporter;
    let language =
        if let Content::Message(message) = &body.content { Some(message.language.to_string()) } else { None };
    let (day, day_differs) = (Some(body.position.day), shown.day_differs);
    let files = files_in(shown, locale);
    Some(Letter { own, step, day, day_differs, language, text, files, ..Letter::bare(n) })
}

fn step(message: &Message) -> Option<Phrase> {
    match message.step? {
        Step::Acknowledge => Some(phrase::LETTER_ACKNOWLEDGEMENT),
        Step::Feedback => Some(phrase::LETTER_FEEDBACK),
        Step::Close => Some(phrase::LETTER_CLOSING),
        Step::Reopen => Some(phrase::LETTER_REOPENING),
        Step::Minutes => Some(phrase::LETTER_MINUTES),
        Step::Assess => Some(phrase::LETTER_ASSESSING),
        Step::Investigate => Some(phrase::LETTER_INVESTIGATING),
        Step::Conclude => Some(phrase::LETTER_CONCLUDING),
        Step::OutOfScope => Some(phrase::LETTER_OUT_OF_SCOPE),
        Step::Refer => Some(phrase::LETTER_REFERRAL),
    }
}

/// What an act is called; that somebody has read is no letter.
fn act_in_words(what: What) -> Option<Phrase> {
    match what {
        What::Read => None,
        What::ContactOpened => Some(phrase::LETTER_CONTACT_OPENED),
        What::Withdraw => Some(phrase::LETTER_WITHDRAWAL),
        What::Approve => Some(phrase::LETTER_APPROVAL),
        What::Correct => Some(phrase::LETTER_CORRECTION),
        What::Meeting => Some(phrase::LETTER_MEETING),
        What::Retaliation => Some(phrase::LETTER_RETALIATION),
        What::Allow => Some(phrase::LETTER_ACCESS),
        What::Continues => Some(phrase::LETTER_CONTINUES),
    }
}

/// The words of an act; those of two kinds are for machines.
fn words_of_act(what: What, text: &str) -> String {
    if matches!(what, What::Allow | What::Continues) { String::new() } else { text.to_owned() }
}

/// A report's questions and answers, as the channel asks them today.
pub(super) fn answers(report: &Report, settings: &Settings, locale: Locale) -> String {
    let answers = report.answers.iter().map(|answer| (answer.question.as_str(), answer.answer.expose()));
    questions_and_answers(answers, settings, locale)
}

/// Questions with what was answered, a paragraph each.
pub(super) fn questions_and_answers<'a>(
    answers: impl Iterator<Item = (&'a str, &'a str)>,
    settings: &Settings,
    locale: Locale,
) -> String {
    let questions = || settings.steps.iter().flat_map(|step| &step.questions);
    let paragraphs: Vec<String> = answers
        .map(|(id, answer)| {
            let question = questions().find(|question| question.id == id);
            let label = question.map_or(id, |question| question.label.in_language(locale));
            let option =
                question.and_then(|question| question.options.iter().find(|option| option.id == answer));
            let category = Category::from_code(answer)
                .filter(|_| question.is_some_and(|question| question.kind == QuestionKind::Category));
            let answer = match (option, category) {
                (Some(option), _) => option.label.in_language(locale).to_owned(),
                (None, Some(category)) => Words::new(locale).say(category.name()).into_owned(),
                (None, None) => answer.to_owned(),
            };
            format!("{label}\n{answer}")
        })
        .collect();
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_struck_report_came_on_the_day_that_its_anchor_says() {
        let day = |day: &str| Day::parse(day).ok();
        let anchored = |path| (day("2026-10-05").unwrap(), path);
        let then = |path, stamped, received| is_anchored_then(anchored(path), day(stamped), day(received));
        assert!(then(Path::Server, "2026-10-05", "2026-10-05"));
        // A clock may be a day wrong, the server's column may not be another than its stamp.
        assert!(then(Path::Browser, "2026-10-06", "2026-10-06"));
        assert!(!then(Path::Server, "2026-10-05", "2026-10-06"));
        assert!(!then(Path::Server, "2026-10-20", "2026-10-20"));
        // One that a handler entered came earlier than it was stored.
        assert!(then(Path::Desk, "2026-10-20", "2026-10-05"));
        assert!(!then(Path::Desk, "2026-10-20", "2026-10-20"));
        assert!(!is_anchored_then(anchored(Path::Browser), None, None));
    }

    /// The reporter's other path reads the same file (`web/tests/intake/letters.test.ts`).
    #[test]
    fn a_letter_is_called_the_same_on_both_of_the_reporter_s_paths() {
        let vector: Value =
            serde_json::from_str(include_str!("../../../tests/vectors/letters.json")).unwrap();
        let called = |phrase: Option<Phrase>| phrase.map_or(Value::Null, |phrase| Value::from(phrase.id()));
        let steps = vector["message"].as_object().unwrap();
        assert_eq!(steps.len(), Step::ALL.len());
        for (word, label) in steps {
            let message = Message {
                text: sigill_sealing::text::Text::empty(),
                language: sigill_sealing::body::Language::parse("sv").unwrap(),
                files: Vec::new(),
                step: Some(Step::parse(word).unwrap()),
            };
            assert_eq!(&called(step(&message)), label, "{word}");
        }
        let acts = [
            ("read", What::Read),
            ("withdraw", What::Withdraw),
            ("approve", What::Approve),
            ("correct", What::Correct),
            ("meeting", What::Meeting),
            ("retaliation", What::Retaliation),
            ("allow", What::Allow),
            ("contact-opened", What::ContactOpened),
            ("continues", What::Continues),
        ];
        assert_eq!(vector["act"].as_object().unwrap().len(), acts.len());
        for (word, what) in acts {
            assert_eq!(called(act_in_words(what)), vector["act"][word], "{word}");
        }
        assert_eq!(vector["report"], phrase::LETTER_REPORT.id());
        for access in ["grant", "rekey"] {
            assert_eq!(vector[access], phrase::LETTER_ACCESS.id());
        }
        assert_eq!(vector["recovered"], phrase::LETTER_RECOVERED.id());
    }
}
