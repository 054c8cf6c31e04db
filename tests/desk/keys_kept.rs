//! Whoever stepped aside keeps what they had, and opens nothing with it that is written after: tried with every key they
//! ever held, on everything that lies in the database and in the folder of files.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use sigill_sealing::body::Content;
use sigill_sealing::holder::Holders;
use sigill_sealing::identity::Identity;
use sigill_sealing::role::Case;
use sigill_sealing::seal::{OpenError, StreamOpener};
use sigill_sealing::thread::grant_access;

use super::stepping_aside::{brought, note};
use super::{Opened, decoded, rekeying, wrap};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::files::Prepared;
use crate::support::handler::{Handler, OpenCase, desk_envelope};
use crate::support::reporter::{Reporter, WORDS, message_with};

/// The secrets of one person, as seeds of identities.
struct Kept(Vec<[u8; 32]>);

impl Kept {
    /// All that a vault and a case as it was open held: the person's own keys, every generation of the case's key, and the
    /// key of every file in it.
    fn by(handler: &Handler<'_>, seen: &OpenCase) -> Self {
        let person = handler.person;
        let case = seen.case.keys().iter().map(|(_, key)| *key.expose());
        let files = seen.conversation.entries().iter().filter_map(|entry| entry.shown());
        let files = files.flat_map(|shown| match &shown.body.get().content {
            Content::Report(report) => report.files.iter().map(|file| *file.key().expose()).collect(),
            Content::Message(message) => message.files.iter().map(|file| *file.key().expose()).collect(),
            Content::Contact(_)
            | Content::Act(_)
            | Content::Grant(_)
            | Content::Rekey(_)
            | Content::Strike(_)
            | Content::Note(_)
            | Content::Triage(_) => Vec::new(),
        });
        let own = [*person.identity.expose(), person.seed, person.own];
        Self(own.into_iter().chain(case).chain(files).collect())
    }

    /// Whether any of them opens a sealed thing, whatever it is.
    fn open(&self, sealed: &[u8]) -> bool {
        self.0.iter().any(|seed| match StreamOpener::start(sealed, &Identity::<Case>::from_seed(*seed)) {
            Ok(mut opener) => {
                let mut content = Vec::new();
                opener.read_to_end(&mut content).unwrap();
                !content.is_empty()
            }
            Err(OpenError::NotForUs) => false,
            Err(OpenError::Damaged) => panic!("what is stored is no sealed thing"),
        })
    }
}

impl Opened {
    /// Everything sealed that whoever steals the database and the folder of files has.
    fn stolen(&self) -> BTreeSet<Vec<u8>> {
        let mut stolen = BTreeSet::new();
        for table in ["envelopes", "wraps"] {
            stolen.extend(self.installation.database.steal(&format!("SELECT sealed AS bytes FROM {table}")));
        }
        collect(&self.installation.app.config.files.path, &mut stolen);
        stolen
    }

    /// A letter with a file, as its handler's desk sends both.
    async fn letter_with_file(&self, handler: &Handler<'_>, case: &str, words: &str) {
        let staged = handler.stage(case, Prepared::with(words.as_bytes().to_vec())).await;
        let (named, (reference, _)) = (staged.name(), staged.refer("bilaga.txt"));
        let seen = handler.open(case).await;
        let (keyrings, signing) = (self.lund.keyrings(), handler.person.signing());
        let content = message_with(words, vec![reference]);
        let letter =
            seen.case.write(&seen.conversation, &signing, handler.writing(&keyrings), content).unwrap();
        let mut body = desk_envelope(&letter, None, &[]);
        body["files"] = serde_json::json!([named]);
        handler.post(case, &body).await.expect(201);
    }

    async fn note(&self, handler: &Handler<'_>, case: &str, words: &str) {
        let seen = handler.open(case).await;
        let generation = seen.case.keys().generation();
        let sealed = note(handler, case, &seen, self, words).await;
        handler.post(case, &brought(&sealed, generation)).await.expect(201);
    }

    /// Another key, for those who are named and recovery.
    async fn rekey(&self, by: &Handler<'_>, case: &str, stays: &[&Handler<'_>]) {
        let seen = by.open(case).await;
        let members: Holders = stays.iter().map(|handler| handler.person.id).collect();
        let (body, _) = rekeying(by, &seen, &self.lund, members);
        by.post(case, &body).await.expect(201);
    }
}

fn collect(folder: &Path, found: &mut BTreeSet<Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.insert(fs::read(path).unwrap());
        }
    }
}

on_both_databases! {
    async fn no_key_that_a_leaver_ever_held_opens_anything_written_after(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (leaver, stays, deputy) = (opened.handler(0).await, opened.handler(1).await, opened.deputy().await);
        let case = leaver.only_case().await;
        // A case that has lived: with a file, a note, and a key that was replaced once already.
        opened.letter_with_file(&leaver, &case, "Tack, vi tittar på det.").await;
        opened.note(&leaver, &case, "Jag känner den som det gäller.").await;
        opened.rekey(&stays, &case, &[&leaver, &stays]).await;
        opened.letter_with_file(&stays, &case, "Berätta mer.").await;
        let kept = Kept::by(&leaver, &leaver.open(&case).await);
        assert_eq!(kept.0.len(), 3 + 2 + 2);
        let before = opened.stolen();
        let theirs = before.iter().filter(|sealed| kept.open(sealed)).count();
        // Report, contact, two letters, a note, a rekey, two files, and the two wraps that are theirs of six.
        assert_eq!((theirs, before.len()), (10, 14));

        // They step aside. Their own browser made the key, so who remains makes another before anything is written.
        let seen = leaver.open(&case).await;
        let (leaving, _) = rekeying(&leaver, &seen, &opened.lund, [stays.person.id].into_iter().collect());
        leaver.post(&case, &leaving).await.expect(201);
        let own_letter = decoded(&leaving["sealed"]);
        opened.rekey(&stays, &case, &[&stays]).await;

        // Everything that can be written of a case, and another case, of which they are told nothing.
        opened.letter_with_file(&stays, &case, "Nu är jag ensam om det.").await;
        opened.note(&stays, &case, "Hen är borta ur ärendet.").await;
        let visit = opened.reporter.visit().await;
        opened.reporter.reply(&visit, "Bra.").await.expect(201);
        let seen = stays.open(&case).await;
        let (keyrings, signing) = (opened.lund.keyrings(), stays.person.signing());
        let granted =
            grant_access(&seen.case, &seen.conversation, &signing, deputy.person.id, stays.writing(&keyrings)).unwrap();
        let wraps = [wrap(deputy.person.id, 3, granted.wrap.as_bytes())];
        stays.post(&case, &desk_envelope(&granted.letter, None, &wraps)).await.expect(201);
        opened.rekey(&deputy, &case, &[&stays, &deputy]).await;
        opened.letter_with_file(&deputy, &case, "Jag läser med.").await;
        let another = Reporter::new(opened.installation.addresses.intake);
        another.file(&opened.lund, [leaver.person.id].into_iter().collect(), &WORDS).await;

        let after: Vec<Vec<u8>> = opened.stolen().difference(&before).cloned().collect();
        let opens: Vec<usize> = after.iter().filter(|sealed| kept.open(sealed)).map(Vec::len).collect();
        assert_eq!(opens, [0; 0], "of {} things, those of these lengths open", after.len());
        // Nor does the key that the leaver's browser made, but for the letter in which it says so.
        let remaining = Kept::by(&stays, &stays.open(&case).await);
        let made = Kept(vec![remaining.0[3 + 2]]);
        let opens: Vec<&Vec<u8>> = after.iter().filter(|sealed| made.open(sealed)).collect();
        assert_eq!(opens, [&own_letter]);
        // Those who remain open all of it but what is sealed to others, so nothing here is closed to everybody.
        let theirs = after.iter().filter(|sealed| remaining.open(sealed)).count();
        // Three rekeys, two letters, a reply, a note, a grant, two files, three wraps; of the other case a wrap.
        assert_eq!(theirs, 14);
        // What they had still opens for them, where somebody has kept a copy; the server has none of their wraps.
        assert_eq!(before.iter().filter(|sealed| kept.open(sealed)).count(), 10);
        let wraps = opened.installation.database.steal("SELECT sealed AS bytes FROM wraps");
        assert!(wraps.iter().all(|sealed| !kept.open(sealed)));
    }
}
