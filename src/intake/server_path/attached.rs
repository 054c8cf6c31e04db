//! The files of a form: those that came with it, those that wait since an earlier one, and which of them go along.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sigill_sealing::code::CaseCode;
use sigill_sealing::digest::Digest;
use sigill_sealing::file_reference::FileReference;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::FileId;
use sigill_sealing::{kind, staged};

use super::fields::Fields;
use super::opening::locator;
use super::sealing::{Arrived, NotArrived};
use crate::app::App;
use crate::cases::files;
use crate::http::Failure;
use crate::http::stack::aside;
use crate::http::words::Words;
use crate::intake::pages::files_server::{MOST_FILES, size_in_words};
use crate::intake::pages::problem::phrases;
use crate::storage;

/// The name of the field that says of each file that waited when the form was shown that it did.
pub(super) const WAITING: &str = "file";
/// The name of the field that takes one of them away.
pub(super) const TAKE_AWAY: &str = "take-away";

/// What a form says of its files, and what came with it.
#[derive(Default)]
pub(super) struct Attached {
    /// Those that the form listed and did not take away, in its order.
    pub(super) listed: Vec<FileId>,
    /// Those that it takes away.
    pub(super) away: BTreeSet<FileId>,
    /// Those that came with it.
    pub(super) arrived: Vec<Arrived>,
    /// What each that did not arrive is called, and why.
    pub(super) refused: Vec<(String, NotArrived)>,
    /// How many more did not arrive: nobody reads a list that is longer than any that could be sent.
    pub(super) refused_more: usize,
    /// Whether they were only to be added.
    pub(super) only_adds: bool,
    /// Why the form did not come to its end, if it did not.
    pub(super) cut: Option<Failure>,
}

/// The files that wait for a report or a message.
#[derive(Default)]
pub(super) struct Waiting {
    /// They themselves: first those that the form listed, then those that came with it, then others.
    pub(super) files: Vec<FileReference>,
    /// Whether one that the form listed is not there any more.
    pub(super) is_one_gone: bool,
    /// Whether there are others than the form knew of.
    pub(super) are_there_others: bool,
}

impl Attached {
    /// Takes what a form says of its files out of its fields.
    pub(super) fn read(&mut self, fields: &mut Fields) {
        let mut ids = |name| -> Vec<FileId> {
            let named = fields.take_all(name);
            named.iter().filter_map(|typed| FileId::parse(typed).ok()).collect()
        };
        self.away = ids(TAKE_AWAY).into_iter().collect();
        let mut seen = BTreeSet::new();
        self.listed = ids(WAITING);
        self.listed.retain(|id| !self.away.contains(id) && seen.insert(*id));
        self.only_adds = fields.take("then").is_some_and(|then| then.as_str() == "add");
    }

    /// Notes that a file did not arrive, for as many as a page lists.
    pub(super) fn refuse(&mut self, called: String, why: NotArrived) {
        if self.has_refused_many() {
            self.refused_more += 1;
        } else {
            self.refused.push((called, why));
        }
    }

    /// Whether as many did not arrive as a page lists.
    pub(super) fn has_refused_many(&self) -> bool {
        self.refused.len() >= MOST_FILES
    }

    /// The files that wait for it, as far as it knows.
    pub(super) fn waiting_ids(&self) -> impl Iterator<Item = FileId> {
        self.listed.iter().copied().chain(self.arrived.iter().map(|file| file.id))
    }

    /// Whether there are any.
    pub(super) fn has_any(&self) -> bool {
        self.waiting_ids().next().is_some()
    }

    /// By which of its files a form that comes again is known, whatever bytes they were sealed to.
    pub(super) fn marks(&self) -> impl Iterator<Item = Mark<'_>> {
        let listed = self.listed.iter().map(|id| Mark::Listed(*id));
        listed.chain(self.arrived.iter().map(|file| Mark::Arrived(&file.name, file.plain)))
    }

    /// Whether all that was sent with the form came with it: otherwise it may look like another that was sent before.
    pub(super) fn is_whole(&self) -> bool {
        self.refused.is_empty() && self.cut.is_none()
    }

    /// Whether something is with its files that their sender must know before anything is sent.
    pub(super) fn is_troubled(&self, waiting: &Waiting) -> bool {
        !self.is_whole() || waiting.is_one_gone || waiting.are_there_others
    }

    /// Which did not arrive, and why, in words.
    pub(super) fn not_arrived(&self, app: &App, words: Words) -> Vec<String> {
        let bounds = &app.config.files;
        let largest = || size_in_words(words, bounds.largest.amount());
        let together = || size_in_words(words, bounds.per_case.amount());
        let refused = self.refused.iter().map(|(name, why)| match why {
            NotArrived::TooLarge => words.server_files_too_large(largest(), name),
            NotArrived::CaseFull => words.server_files_case_full(name, together()),
            NotArrived::TooMany => words.server_files_too_many(name),
            NotArrived::TooManyToday => words.server_files_too_many_today(name),
            NotArrived::NoRoom => words.server_files_no_room(name),
            NotArrived::Cut(_) => words.server_files_cut(name),
            NotArrived::Nobodys => words.server_files_nobodys(name),
            NotArrived::NotHere => words.server_files_not_here(name),
            NotArrived::Sealing(_) | NotArrived::Broken(_) | NotArrived::Storage(_) => {
                words.server_files_failed(name)
            }
        });
        let more = (self.refused_more > 0).then(|| words.server_files_others(self.refused_more));
        refused.chain(more).collect()
    }

    /// What is with them, in words.
    pub(super) fn troubles(&self, app: &App, words: Words, waiting: &Waiting) -> Vec<String> {
        let mut troubles = self.not_arrived(app, words);
        let cut = self.cut.as_ref().filter(|_| self.refused.is_empty());
        troubles.extend(cut.map(|cut| words.say(phrases(cut.problem()).1).into_owned()));
        troubles.extend(waiting.is_one_gone.then(|| words.server_files_gone().into_owned()));
        let are_there_others = waiting.are_there_others && !self.only_adds;
        troubles.extend(are_there_others.then(|| words.server_files_more().into_owned()));
        let adds_nothing = self.only_adds && self.arrived.is_empty() && self.away.is_empty();
        troubles
            .extend((adds_nothing && troubles.is_empty()).then(|| words.server_files_none().into_owned()));
        troubles
    }

    /// Takes away what the form takes away, and opens what names the others.
    pub(super) async fn waiting(&self, app: &App, code: &Arc<CaseCode>) -> Result<Waiting, storage::Error> {
        for id in &self.away {
            files::remove_staged(app, locator(code), *id).await?;
        }
        let mut found = list(app, code).await?;
        let mut waiting = Waiting::default();
        for id in self.waiting_ids() {
            match found.remove(&id) {
                Some(file) => waiting.files.push(file),
                None => waiting.is_one_gone = true,
            }
        }
        waiting.are_there_others = !found.is_empty();
        let mut others: Vec<FileReference> = found.into_values().collect();
        others.sort_by(|one, other| one.name().cmp(other.name()));
        waiting.files.extend(others);
        Ok(waiting)
    }

    /// Lets go of what came with a form that had been taken before, with these very files.
    pub(super) async fn let_go(&self, app: &App, code: &CaseCode) {
        for file in &self.arrived {
            // What stays is removed by the job.
            let _ = files::remove_staged(app, locator(code), file.id).await;
        }
    }
}

impl Waiting {
    /// What takes part in an envelope's transaction: the names and digests of the files it refers to.
    pub(super) fn named(&self) -> Vec<(FileId, Digest)> {
        self.files.iter().map(|file| (file.id(), file.digest())).collect()
    }
}

/// What is known of a file before it is sealed.
pub(super) enum Mark<'a> {
    /// It waited already.
    Listed(FileId),
    /// It came: what it is called, and what is in it.
    Arrived(&'a str, Digest),
}

/// Every file that waits under a code and was sealed here, opened with it.
async fn list(app: &App, code: &Arc<CaseCode>) -> Result<BTreeMap<FileId, FileReference>, storage::Error> {
    let found = files::list_staged(app, locator(code)).await?;
    if found.is_empty() {
        return Ok(BTreeMap::new());
    }
    let with = Arc::clone(code);
    let opening = aside(move || {
        let opened = found.into_iter().filter_map(|file| {
            let sealed = Sealed::<kind::Staged>::through_gate(file.reference).ok()?;
            let reference = staged::open(&sealed, &with).ok()?.into_inner();
            let is_it = reference.id() == file.id && reference.digest() == file.digest;
            is_it.then_some((file.id, reference))
        });
        opened.collect()
    });
    opening.await.map_err(|_broken_off| storage::Error::Unavailable)
}
