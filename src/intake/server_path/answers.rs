//! The pages that answer: what they are made of, and in whose turn.

use std::collections::BTreeSet;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use sigill_sealing::body::{Language, What};
use sigill_sealing::code::CaseCode;
use sigill_sealing::day::Day;
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::id::ChannelId;
use sigill_sealing::secret::Secret;

use super::acts::Telling;
use super::attached::Waiting;
use super::channel::{self, Served};
use super::download;
use super::fields::Typed;
use super::form::Filled;
use super::letters;
use super::opening::{self, OpenedCase};
use super::reply::{NotStored, Outcome};
use super::turns::{Turn, turn};
use crate::app::App;
use crate::cases::files;
use crate::cases::lifecycle::ACKNOWLEDGE_WITHIN;
use crate::channels::settings::Acknowledgement;
use crate::http::locale::Locale;
use crate::http::padded::padded_html;
use crate::http::words::{Words, phrase};
use crate::http::{Failure, Problem};
use crate::intake::pages::case_server::{CaseServerPage, Tried};
use crate::intake::pages::channel::Recipients;
use crate::intake::pages::file_broken_server::FileBrokenServerPage;
use crate::intake::pages::filed_server::{Changed, FiledServerPage};
use crate::intake::pages::files_server::{FileBounds, FileField, WaitingFile, size_in_words};
use crate::intake::pages::follow_up::FollowUpServerPage;
use crate::intake::pages::form::{Answers, Mistakes};
use crate::intake::pages::problem::phrases;
use crate::intake::pages::report::ReportServerPage;
use crate::intake::pages::routes::{channel_frame, list_published, plain_frame};
use crate::intake::pages::shelf::Shelf;
use crate::intake::pages::{Frame, date};

/// A channel as it stands today, in the language it is shown in.
pub(super) struct Place {
    pub(super) channel: Served,
    pub(super) locale: Locale,
    pub(super) language: Language,
}

impl Place {
    pub(super) async fn find(app: &App, asked: Locale, address: String) -> Result<Self, Failure> {
        let channel = channel::find(app, address).await?;
        let channel = channel.ok_or_else(|| Failure::new(Problem::NotFound))?;
        let locale = channel.settings.locale(asked);
        Ok(Self { language: written_in(locale)?, locale, channel })
    }

    /// The channel's id.
    pub(super) fn id(&self) -> ChannelId {
        self.channel.channel.id
    }

    /// The form, filled in as it came.
    pub(super) fn form(
        &self,
        app: &App,
        code: &CaseCode,
        filled: &Filled,
        mistakes: Mistakes,
        files: FileField,
    ) -> ReportServerPage {
        let given = filled.given.iter().map(|(question, typed)| (question.clone(), String::clone(typed)));
        ReportServerPage {
            frame: frame(app, &self.channel, self.locale),
            settings: self.channel.settings.clone(),
            recipients: Recipients::of(self.channel.lines()),
            closed: None,
            code: code.written(),
            epoch: self.channel.channel.epoch,
            answers: Answers { given: given.collect(), mistakes },
            excluded: BTreeSet::clone(&filled.excluded),
            contact_name: String::clone(&filled.contact_name),
            contact_reach: String::clone(&filled.contact_reach),
            files,
        }
    }

    /// The code page of a report that is stored. What is stored is fetched back and verified first; where that cannot be
    /// done just now, as when many others are at it, the page says so, and shows the code all the same.
    pub(super) async fn filed(
        &self,
        app: &App,
        code: &Arc<CaseCode>,
        received: Day,
    ) -> Result<HttpResponse, Failure> {
        let turn = turn(opening::locator(code)).await;
        let opened = open_in(turn.as_ref(), app, code).await;
        let opened = opened.inspect_err(Failure::log).ok();
        show(StatusCode::OK, &self.code_page(app, code, received, opened.as_ref(), None))
    }

    /// The code page of a report that was filed before, with what was changed since.
    pub(super) fn filed_before(
        &self,
        app: &App,
        code: &CaseCode,
        opened: &OpenedCase,
        filled: &Filled,
    ) -> Result<HttpResponse, Failure> {
        let draft = filled.in_words(&self.channel.settings, self.locale);
        let changed = Changed { n: opened.next(), draft };
        let received = opened.visit.case.days.received;
        let page = self.code_page(app, code, received, Some(opened), Some(changed));
        show(StatusCode::CONFLICT, &page)
    }

    fn code_page(
        &self,
        app: &App,
        code: &CaseCode,
        received: Day,
        opened: Option<&OpenedCase>,
        changed: Option<Changed>,
    ) -> FiledServerPage {
        let acknowledge_by = match self.channel.settings.acknowledgement {
            Acknowledgement::Handler => received.plus(ACKNOWLEDGE_WITHIN),
            Acknowledgement::Receipt => None,
        };
        let url = app.config.intake.url.as_str();
        FiledServerPage {
            frame: frame(app, &self.channel, self.locale),
            code: code.written(),
            reference: opened.map(OpenedCase::reference),
            verified: opened.map(|opened| download::verified(opened, &[])).unwrap_or_default(),
            acknowledge_by: acknowledge_by.map(date),
            host: url.split_once("://").map_or(url, |(_, host)| host).to_owned(),
            changed,
        }
    }
}

/// What was typed on the page that is answered.
pub(super) struct Said<'a> {
    /// What its form tells by an act, if it is not a message's.
    pub(super) telling: Option<&'a Telling>,
    /// Its words.
    pub(super) text: &'a str,
}

pub(super) fn case_page(
    app: &App,
    asked: Locale,
    code: &CaseCode,
    opened: &OpenedCase,
    outcome: Option<Outcome>,
    Said { telling, text }: Said<'_>,
    files: FileField,
) -> Result<HttpResponse, Failure> {
    let locale = opened.channel.settings.locale(asked);
    let letters = letters::letters(opened, locale);
    let unwell = StatusCode::UNPROCESSABLE_ENTITY;
    let just_sent = if let Some(Outcome::Sent(files)) = &outcome { files.as_slice() } else { &[] };
    let verified = download::verified(opened, just_sent);
    let is_unsure = matches!(outcome, Some(Outcome::Unsure));
    let (status, said, mistake) = match outcome {
        None => (StatusCode::OK, None, None),
        Some(Outcome::Sent(_)) => {
            (StatusCode::OK, Some(telling.map_or(phrase::REPLY_SENT, Telling::sent)), None)
        }
        Some(Outcome::Added) if files.mistakes.is_empty() => (StatusCode::OK, None, None),
        Some(Outcome::Added | Outcome::Files) => (unwell, None, None),
        Some(Outcome::Unsure) => (unwell, None, Some(phrase::ACTS_WITHDRAW_UNCONFIRMED)),
        Some(Outcome::Empty) => (unwell, None, Some(phrase::REPLY_EMPTY)),
        Some(Outcome::TooLong) => (unwell, None, Some(phrase::REPLY_TOO_LONG)),
        Some(Outcome::HeldBack) => (StatusCode::CONFLICT, None, Some(phrase::REPLY_HELD_BACK)),
        Some(Outcome::Full) => (Problem::CaseFull.status(), None, Some(phrase::REPLY_CASE_FULL)),
        Some(Outcome::Conflict) => (StatusCode::CONFLICT, None, Some(phrase::REPLY_CONFLICT)),
        Some(Outcome::NotStored(cause)) => {
            let problem = logged(&match cause {
                NotStored::Storage(cause) => cause.into(),
                NotStored::NoCase | NotStored::Sealing(_) | NotStored::Broken(_) => {
                    Failure::caused(Problem::Unavailable, cause)
                }
            });
            let is_sure = problem != Problem::Unknown;
            (problem.status(), None, Some(if is_sure { phrase::REPLY_FAILED } else { phrase::REPLY_UNKNOWN }))
        }
    };
    let minutes = letters::asked_minutes(opened);
    let withdrawn = letters::withdrawn(opened).map(date);
    let may_write = !opened.conversation.is_held_back();
    // Where the form is gone its words are given back in that of a message.
    let has_form = |telling: &Telling| match telling.what {
        What::Approve | What::Correct => minutes.iter().any(|each| Some(each.n) == telling.refers),
        What::Withdraw => withdrawn.is_none(),
        What::Meeting
        | What::Retaliation
        | What::Allow
        | What::Read
        | What::ContactOpened
        | What::Continues => true,
    };
    let telling = telling.filter(|telling| may_write && has_form(telling));
    let tried = telling.zip(mistake).map(|(telling, mistake)| Tried {
        what: telling.what.word(),
        refers: telling.refers,
        text: text.to_owned(),
        mistake,
        unsure: is_unsure,
    });
    let is_message = telling.is_none();
    let page = CaseServerPage {
        frame: frame(app, &opened.channel, locale),
        code: code.written(),
        n: opened.next(),
        reference: opened.reference(),
        state: letters::phase(opened),
        warnings: letters::warnings(opened),
        dates: letters::dates(opened),
        waived: letters::waived(&opened.visit.case.days),
        kept: letters::kept(opened),
        withdrawn,
        late: letters::late(opened),
        minutes,
        tried,
        new: letters.iter().filter(|letter| letter.new).count(),
        letters,
        outcome: said,
        may_write,
        draft: if said.is_none() && is_message { text.to_owned() } else { String::new() },
        mistake: mistake.filter(|_| is_message),
        verified,
        files,
    };
    show(status, &page)
}

/// The part of a form where files are added: what waits, what may be added, and what became of what came.
pub(super) async fn file_field(
    app: &App,
    words: Words,
    channel: ChannelId,
    waiting: &Waiting,
    troubles: Vec<String>,
) -> FileField {
    let limits = files::limits(app, channel, files::Side::Reporter).await;
    let limits = limits.map_err(|cause| Failure::from(cause).log()).ok().filter(|limits| limits.open);
    let file = |file: &FileReference| WaitingFile {
        id: file.id().to_string(),
        name: file.name().to_owned(),
        size: size_in_words(words, file.size()),
    };
    FileField {
        waiting: waiting.files.iter().map(file).collect(),
        bounds: limits.map(|limits| FileBounds {
            largest: size_in_words(words, limits.largest),
            together: size_in_words(words, limits.per_case),
        }),
        mistakes: troubles,
    }
}

/// Where the code is typed.
pub(super) async fn code_page(
    app: &App,
    shelf: &Shelf,
    locale: Locale,
    mistake: Option<String>,
    typed: Typed,
) -> Result<FollowUpServerPage, Failure> {
    let published = list_published(app, shelf).await?;
    let open = published.iter().any(|(_, facts)| facts.server_path());
    let off = published.iter().filter(|(_, facts)| !facts.server_path());
    let mut without: Vec<_> =
        off.map(|(_, facts)| facts.settings.organisation.name.in_language(locale).to_owned()).collect();
    // Where nothing is published yet, what is being tried out can be opened too.
    let server_path = open || without.is_empty();
    without.sort();
    let frame = plain_frame(app, locale, "follow-up/server");
    Ok(FollowUpServerPage { frame, mistake, typed: Secret::new(String::clone(&typed)), server_path, without })
}

/// The answer where a file is not given: that it is damaged, or what else happened.
pub(super) fn file_broken(
    app: &App,
    asked: Locale,
    opened: &OpenedCase,
    code: &CaseCode,
    name: &str,
    problem: Option<Problem>,
) -> Result<HttpResponse, Failure> {
    let page = FileBrokenServerPage {
        frame: frame(app, &opened.channel, opened.channel.settings.locale(asked)),
        code: code.written(),
        name: name.to_owned(),
        reason: problem.map(|problem| phrases(problem).1),
    };
    show(problem.map_or(StatusCode::CONFLICT, Problem::status), &page)
}

/// Opens a case in its turn, if there was one.
pub(super) async fn open_in(
    turn: Option<&Turn<'_>>,
    app: &App,
    code: &Arc<CaseCode>,
) -> Result<OpenedCase, Failure> {
    if turn.is_none() {
        return Err(Failure::new(Problem::Busy));
    }
    Ok(opening::open(app, code).await?)
}

/// A page as an answer: padded, never compressed.
pub(super) fn show(status: StatusCode, page: &impl Template) -> Result<HttpResponse, Failure> {
    let html = page.render().map_err(|cause| Failure::caused(Problem::Unavailable, cause))?;
    Ok(padded_html(status, html))
}

/// Logs a failure of ours whose page is another, and says what it was.
pub(super) fn logged(failure: &Failure) -> Problem {
    failure.log();
    failure.problem()
}

/// The language a text is written in, as the page was.
pub(super) fn written_in(locale: Locale) -> Result<Language, Failure> {
    Language::parse(locale.tag()).map_err(|cause| Failure::caused(Problem::Unavailable, cause))
}

/// The frame of an answer to a POST: it leads to no other language, for whoever followed that would lose what the page
/// holds.
fn frame(app: &App, channel: &Served, locale: Locale) -> Frame {
    let frame = channel_frame(app, &channel.channel, &channel.settings, channel.status(), locale, "");
    Frame { languages: Vec::new(), ..frame }
}

/// The same of an answer that belongs to no channel.
pub(super) fn lonely_frame(app: &App, locale: Locale) -> Frame {
    Frame { languages: Vec::new(), ..plain_frame(app, locale, "") }
}
