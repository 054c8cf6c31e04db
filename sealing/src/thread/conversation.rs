//! Thread c: what reporter and handlers share.

use super::{
    Alarm, Damage, Entry, Facts, Served, ServedFile, Shown, Writer,
    strikes::Strikes,
    walk::{Opener, Placed, Walk},
};
use crate::{
    body::{Content, Link, Rekey, Report, ThreadBody, ThreadName},
    day::Day,
    digest::Digest,
    envelope::Verified,
    holder::Holder,
    identity::Recipient,
    keyring::{Epoch, KeyringChain},
    kind,
    role::Case,
    standing::{Floor, NoStanding, Standing, judge},
    wrap::{OpenedWrap, WrapSigner},
};

/// The conversation of a case, read from number 0.
pub struct Conversation {
    entries: Vec<Entry>,
    alarms: Vec<Alarm>,
    /// Standing after each number.
    history: Vec<Standing>,
    /// The floor's day after each number.
    days: Vec<Option<Day>>,
    /// The case recipient of each generation.
    recipients: Vec<Recipient<Case>>,
    pub(super) floor: Floor,
}

impl Conversation {
    /// Every number, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the page must say.
    #[must_use]
    pub fn alarms(&self) -> &[Alarm] {
        &self.alarms
    }

    /// Whether the server seems to hold something back.
    #[must_use]
    pub fn is_held_back(&self) -> bool {
        self.alarms.iter().any(|alarm| matches!(alarm, Alarm::HeldBack { .. }))
    }

    /// The last envelope, which a writer in thread i names as `seen`.
    #[must_use]
    pub fn head(&self) -> Option<Link> {
        let last = self.entries.last()?;
        Some(Link { n: last.n, hash: last.digest? })
    }

    /// Standing after that number.
    #[must_use]
    pub fn standing_at(&self, n: u64) -> Option<&Standing> {
        self.history.get(usize::try_from(n).ok()?)
    }

    /// Standing now.
    #[must_use]
    pub fn standing(&self) -> Option<&Standing> {
        self.history.last()
    }

    /// The latest day that an envelope up to that number stated and the server's stamp bore out.
    pub(super) fn day_at(&self, n: u64) -> Option<Day> {
        *self.days.get(usize::try_from(n).ok()?)?
    }

    /// The case recipient of the generation in use.
    #[must_use]
    pub fn recipient(&self) -> Option<&Recipient<Case>> {
        self.recipients.last()
    }

    /// The digest shown at a number.
    pub(super) fn digest_at(&self, n: u64) -> Option<Digest> {
        self.entries.get(usize::try_from(n).ok()?)?.digest
    }

    /// Whether a wrap counts: one made at filing if it is of generation 0 and the report
    /// names its receiver (the case id binds the key that signed both); a later one if its signer, with standing, wrote a grant or rekey of that generation
    /// that names its receiver.
    #[must_use]
    pub fn confirms(&self, wrap: &OpenedWrap, keyrings: &KeyringChain) -> bool {
        let found = wrap.wrap.get();
        let Some((_, receiver)) = keyrings.author(found.to) else { return false };
        let generation = found.keys.generation();
        let WrapSigner::Holder(signer) = wrap.signer else {
            let named = self.standing_at(0).is_some_and(|standing| standing.members().contains(receiver));
            return generation == 0 && named;
        };
        self.entries.iter().filter_map(Entry::shown).any(|shown| {
            let body = shown.body.get();
            let granted = body
                .content
                .as_grant()
                .is_some_and(|grant| grant.key == found.to && receiver == Holder::Member(grant.member));
            let rekeyed = body.content.as_rekey().is_some_and(|rekey| rekey.members.contains(receiver));
            let names = granted || rekeyed;
            names && body.position.generation == generation && shown.writer == Writer::Holder(signer)
        })
    }

    /// Reads a conversation from number 0.
    pub(super) fn read(
        facts: &Facts,
        filed: Option<(Digest, Digest)>,
        opener: Opener<'_>,
        keyrings: &KeyringChain,
        served: &[Served],
    ) -> Self {
        let walk = Walk {
            thread: ThreadName::Conversation,
            case: facts.case,
            reporter: facts.verify,
            keyrings,
            opener,
            floor: Floor::default(),
            entries: Vec::new(),
            alarms: Vec::new(),
            strikes: Strikes::default(),
        };
        let standing = Standing::at_filing(facts.wrapped.clone(), facts.excluded.clone());
        let recipients = vec![facts.recipient.clone()];
        let mut reading =
            Reading { walk, facts, filed, standing, recipients, history: Vec::new(), days: Vec::new() };
        let ordered = reading.walk.in_order(served);
        for (n, one) in ordered {
            reading.take(n, one);
        }
        reading.finish(served)
    }
}

struct Reading<'a> {
    walk: Walk<'a>,
    facts: &'a Facts,
    /// For a reporter: the digests of report and contact that the anchor states.
    filed: Option<(Digest, Digest)>,
    standing: Standing,
    recipients: Vec<Recipient<Case>>,
    history: Vec<Standing>,
    days: Vec<Option<Day>>,
}

impl Reading<'_> {
    fn take(&mut self, n: u64, served: Option<&Served>) {
        let outcome = match served.map(|served| &served.file) {
            None | Some(ServedFile::Gone(_)) => Err(Damage::Missing),
            Some(ServedFile::Bytes(bytes)) => self.open(n, bytes),
        };
        let outcome = if self.is_substituted(n, served) { Err(Damage::Substituted) } else { outcome };
        if matches!(outcome, Err(Damage::Substituted)) {
            self.walk.held_back(n);
        }
        self.walk.push(n, served, outcome);
        self.history.push(self.standing.clone());
        self.days.push(self.walk.floor.day);
    }

    /// Whether the anchor says that something else was filed at this number.
    fn is_substituted(&self, n: u64, served: Option<&Served>) -> bool {
        let expected = match (n, self.filed) {
            (0, Some((report, _))) => report,
            (1, Some((_, contact))) => contact,
            _ => return false,
        };
        served.is_some_and(|served| match &served.file {
            ServedFile::Bytes(bytes) => Digest::of(bytes) != expected,
            ServedFile::Gone(digest) => *digest != expected,
        })
    }

    fn open(&mut self, n: u64, bytes: &[u8]) -> Result<(Writer, Verified<ThreadBody>), Damage> {
        let Placed { body, member_key } = self.walk.place::<kind::Conversation>(n, bytes)?;
        let writer = match member_key {
            None => self.judge_reporter(body.get())?,
            Some(key) => {
                let position = &body.get().position;
                let (keyrings, floor) = (self.walk.keyrings, self.walk.floor);
                let (holder, epoch) =
                    judge(keyrings, &self.standing, floor, &key, position.keyring, position.day)
                        .map_err(Damage::Standing)?;
                self.judge_holder(holder, epoch, body.get())?;
                Writer::Holder(holder)
            }
        };
        Ok((writer, body))
    }

    fn judge_reporter(&mut self, body: &ThreadBody) -> Result<Writer, Damage> {
        if !Writer::Reporter.may_write(&body.content) {
            return Err(Damage::Standing(NoStanding::Writer));
        }
        if let Content::Report(report) = &body.content {
            self.check_report(report)?;
            let named = body.position.keyring;
            match self.walk.keyrings.find(named.epoch, named.hash) {
                None => self.walk.alarm(Alarm::UnknownKeyring),
                Some(_) if self.walk.keyrings.used_late(named.epoch, body.position.day) => {
                    self.walk.alarm(Alarm::LateKeyring);
                }
                Some(_) => {}
            }
        }
        let (n, generation) = (body.position.n, body.position.generation);
        if generation < self.standing.generation() {
            self.walk.alarm(Alarm::OldGeneration { n });
        } else if generation > self.standing.generation() {
            self.walk.held_back(n);
        }
        if let Content::Act(act) = &body.content
            && let Some(holder) = act.allowed()
        {
            self.standing.allow(holder);
        }
        Ok(Writer::Reporter)
    }

    /// The report states once more what the case id and the anchor bind.
    fn check_report(&self, report: &Report) -> Result<(), Damage> {
        let facts = self.facts;
        let same = report.channel == facts.channel
            && report.reporter == facts.reporter
            && report.verify == facts.verify
            && report.wrapped == facts.wrapped
            && report.excluded == facts.excluded;
        if same { Ok(()) } else { Err(Damage::Substituted) }
    }

    fn judge_holder(&mut self, holder: Holder, epoch: &Epoch, body: &ThreadBody) -> Result<(), Damage> {
        if !Writer::Holder(holder).may_write(&body.content) {
            return Err(Damage::Standing(NoStanding::Writer));
        }
        if let Some(rekey) = body.content.as_rekey() {
            return self.rekey(rekey, epoch);
        }
        if body.position.generation < self.standing.generation() {
            return Err(Damage::Standing(NoStanding::Generation));
        }
        if body.position.generation > self.standing.generation() {
            self.walk.held_back(body.position.n);
        }
        if let Some(grant) = body.content.as_grant() {
            self.standing.grant(grant, epoch).map_err(Damage::Standing)?;
        }
        if let Some(strike) = body.content.as_strike() {
            let report = strike.proposal().and_then(|proposal| proposal.report.as_ref());
            if report.is_some_and(|remains| !self.facts.agrees_with(remains)) {
                return Err(Damage::Strike);
            }
            self.walk.take_strike(strike, Writer::Holder(holder))?;
        }
        Ok(())
    }

    fn rekey(&mut self, rekey: &Rekey, epoch: &Epoch) -> Result<(), Damage> {
        if let Opener::Member(keys) = self.walk.opener
            && keys.get(rekey.from + 1).is_none_or(|key| key.recipient() != rekey.recipient)
        {
            return Err(Damage::Generation);
        }
        self.standing.rekey(rekey, epoch).map_err(Damage::Standing)?;
        self.recipients.push(rekey.recipient.clone());
        Ok(())
    }

    fn finish(mut self, served: &[Served]) -> Conversation {
        if let Opener::Member(keys) = self.walk.opener
            && keys.generation() > self.standing.generation()
        {
            // Our wrap is of a rekey that the server does not show.
            let next = self.walk.entries.last().map_or(0, |entry| entry.n + 1);
            self.walk.held_back(next);
        }
        let mut latest = self.walk.entries.iter().rev();
        let leaver = latest.find_map(|entry| {
            let shown = entry.shown()?;
            shown.body.get().content.as_rekey().map(|rekey| (entry.n, shown.is_by_leaver(rekey)))
        });
        if let Some((n, true)) = leaver {
            self.walk.alarm(Alarm::LeaverRekeyed { n });
        }
        self.walk.settle(served);
        let Walk { entries, alarms, floor, .. } = self.walk;
        let (history, days, recipients) = (self.history, self.days, self.recipients);
        Conversation { entries, alarms, history, days, recipients, floor }
    }
}

impl Shown {
    fn is_by_leaver(&self, rekey: &Rekey) -> bool {
        matches!(self.writer, Writer::Holder(holder) if !rekey.members.contains(holder))
    }
}
