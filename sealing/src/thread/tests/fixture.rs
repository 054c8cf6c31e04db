//! `tests/vectors/threads-by-rust.json`: a case as a server may show it, honestly or not,
//! and what each reader must make of it. Sealing is random, so the file is written once:
//! `cargo test -p sigill-sealing --lib -- --ignored write_the_threads`.

use super::super::*;
use super::{forge, strikes::*, world::*};
use crate::{
    anchor::Anchor,
    body::{Cause, Content, Grant, KeyringRef, Link, Path, Position, Rekey, Step},
    code::CaseCode,
    encoding::{base64, parse_base64},
    envelope,
    gate::Sealed,
    id::{ChannelId, MemberId},
    identity::{Addressee, Identity},
    keyring::{Designated, KeyringChain, Lines, Pin},
    role::{Case, Handler},
    signature::VerifyingKey,
    thread::{MemberCase, ReporterCase},
    wrap::Wrap,
};
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/threads-by-rust.json")
}

/// Every sealed file once; the cases name them by place.
#[derive(Default)]
struct Files(Vec<Vec<u8>>);

impl Files {
    fn show(&mut self, served: &[Served]) -> Value {
        let one = |served: &Served| match &served.file {
            ServedFile::Gone(digest) => {
                json!({ "n": served.n, "day": served.day.to_string(), "gone": digest.to_string() })
            }
            ServedFile::Bytes(bytes) => {
                let place = self.0.iter().position(|known| known == bytes).unwrap_or_else(|| {
                    self.0.push(bytes.clone());
                    self.0.len() - 1
                });
                json!({ "n": served.n, "day": served.day.to_string(), "file": place })
            }
        };
        served.iter().map(one).collect()
    }
}

fn verdicts(entries: &[Entry]) -> Value {
    let one = |entry: &Entry| match entry.state {
        State::Shown(_) => "shown",
        State::Struck { .. } => "struck",
        State::Damaged(_) => "damaged",
    };
    entries.iter().map(one).collect()
}

fn alarms<'a>(alarms: impl Iterator<Item = &'a Alarm>) -> Value {
    let one = |alarm: &Alarm| match alarm {
        Alarm::HeldBack { thread: ThreadName::Conversation, .. } => "held-back-c",
        Alarm::HeldBack { thread: ThreadName::Internal, .. } => "held-back-i",
        Alarm::UnknownKeyring => "unknown-keyring",
        Alarm::LateKeyring => "late-keyring",
        Alarm::OldGeneration { .. } => "old-generation",
        Alarm::LeaverRekeyed { .. } => "leaver-rekeyed",
    };
    alarms.map(one).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn seen_by_reporter(case: &ReporterCase, keyrings: &KeyringChain, c: &[Served]) -> Value {
    let seen = case.conversation(keyrings, c);
    json!({ "c": verdicts(seen.entries()), "alarms": alarms(seen.alarms().iter()) })
}

fn seen_by_member(case: &MemberCase, keyrings: &KeyringChain, c: &[Served], i: &[Served]) -> Value {
    let seen = case.conversation(keyrings, c);
    let internal = case.internal(&seen, keyrings, i);
    json!({
        "c": verdicts(seen.entries()), "i": verdicts(internal.entries()),
        "alarms": alarms(seen.alarms().iter().chain(internal.alarms())),
    })
}

/// The case: handler 2 excluded, a letter struck, a deputy granted, handler 3 shut out.
fn lived() -> World {
    let mut world = World::filed(channel(lines()), &[2], 5);
    world.member_writes(1, message("Tack.", Some(Step::Acknowledge)));
    world.reporter_writes(message("Ett namn som inte skulle st\u{e5} h\u{e4}r", None));
    world.member_notes(1, "Stryk namnet");
    let refers = world.member(1).1.head().unwrap();
    let proposal = joined(&world, proposes(refers, ""));
    world.member_writes(3, proposal);
    let proposal = world.member(1).1.head().unwrap();
    world.member_writes(1, confirms(refers, proposal));
    let (case, conversation) = world.member(1);
    let granted = grant_access(&case, &conversation, &key(1), member(4), world.writing()).unwrap();
    world.store_c(granted.letter.sealed);
    world.wraps.push((holder(4), granted.wrap));
    world.member_notes(4, "Jag \u{e4}r med");
    let (case, conversation) = world.member(1);
    let rekeying = Rekeying { members: holders(&[1, 4]), cause: Cause::ShutOut };
    let mut rng = world.rng.clone();
    let rekeyed = rekey(&case, &conversation, &key(1), rekeying, world.writing(), &mut rng).unwrap();
    world.store_c(rekeyed.letter.sealed);
    world.wraps.extend(rekeyed.wraps.into_iter().map(|(holder, _, wrap)| (holder, wrap)));
    world.reporter_writes(message("Tack f\u{f6}r det.", None));
    world.member_writes(4, message("\u{c5}terkoppling", Some(Step::Feedback)));
    world.member_notes(4, "Klart");
    world
}

/// Numbers as a server gives them that hides a gap.
fn renumber(thread: &mut [Served]) {
    for (n, served) in (0..).zip(thread) {
        served.n = n;
    }
}

/// Conversation and internal thread as a server may show them, and the note of an epoch that came later.
struct Show {
    name: &'static str,
    c: Vec<Served>,
    i: Vec<Served>,
    later: Option<String>,
}

fn shows(world: &mut World) -> Vec<Show> {
    let mut shows = shows_of_conversations(world);
    shows.extend(shows_of_notes(world));
    shows.extend(shows_under_later_keyrings(world));
    shows.extend(shows_of_recovery(world));
    shows.extend(shows_of_strikes(world));
    shows
}

/// What one or two members say is struck, and what a server has taken away for it.
fn shows_of_strikes(world: &mut World) -> Vec<Show> {
    let before = world.c.clone();
    let mut shows = Vec::new();
    let mut show = |name, world: &mut World, gone: &[Link]| {
        let there = world.c.clone();
        for link in gone {
            take_away(world, *link);
        }
        let c = std::mem::replace(&mut world.c, there);
        shows.push(Show { name, c, i: world.i.clone(), later: None });
    };
    // The reporter's letter after the rekey, and a member's with a step before it.
    let link = |world: &World, place: usize| {
        let digest = world.member(1).1.entries()[place].digest.unwrap();
        Link { n: u64::try_from(place).unwrap(), hash: digest }
    };
    let (target, acknowledged) = (link(world, before.len() - 2), link(world, 2));
    let first = stores(world, 4, proposes(target, "Ett namn till"));
    show("struck by one, and gone", world, &[target]);
    stores(world, 4, confirms(target, first));
    show("struck by one who agrees with themselves", world, &[]);
    show("struck by one who agrees with themselves, all gone", world, &[target, first]);
    world.c.pop();
    let agreed = stores(world, 1, confirms(target, first));
    show("struck by two, and there", world, &[]);
    show("struck by two, what one of them said gone", world, &[target, first]);
    stores(world, 4, confirms(acknowledged, first));
    let second = stores(world, 1, proposes_again(first, &[agreed], ""));
    stores(world, 4, confirms(first, second));
    show("struck, and what remained struck again", world, &[target, first]);
    stores(world, 4, confirms(target, second));
    show("what remained confirmed as if it were the letter", world, &[target, first]);
    world.c.clone_from(&before);
    let early = stores(world, 4, proposes(target, ""));
    let earlier = stores(world, 4, proposes(early, ""));
    stores(world, 1, confirms(early, earlier));
    show("a proposal struck that nobody agreed to", world, &[early]);
    stores(world, 1, confirms(target, early));
    show("the same, agreed to afterwards", world, &[early]);
    world.c.clone_from(&before);
    world.reporter_writes(message("Det h\u{e4}r st\u{e5}r kvar.", None));
    world.reporter_writes(message("Ett namn till.", None));
    let last = link(world, before.len() + 1);
    let proposal = stores(world, 4, proposes(last, ""));
    stores(world, 1, confirms(last, proposal));
    show("struck, and gone", world, &[last]);
    let after = world.c.split_off(before.len());
    world.reporter_writes(message("N\u{e5}got annat.", None));
    world.c.extend(after.into_iter().skip(1));
    show("struck and gone, and another letter served before it", world, &[last]);
    world.c.clone_from(&before);
    let step = stores(world, 4, proposes(acknowledged, ""));
    stores(world, 1, confirms(acknowledged, step));
    show("a step struck by two", world, &[]);
    world.c = before;
    shows
}

fn shows_of_conversations(world: &World) -> Vec<Show> {
    let edit = |change: &dyn Fn(&mut Vec<Served>)| {
        let mut c = world.c.clone();
        change(&mut c);
        c
    };
    let with = |sealed: Sealed<crate::kind::Conversation>| {
        edit(&|c| store(c, world.today, sealed.as_bytes().to_vec()))
    };
    let other = World::filed(channel(lines()), &[2], 6);
    let (reporter, _) = world.reporter();
    let shorter = reporter.conversation(&world.keyrings, &world.c[..world.c.len() - 1]);
    let mut rng = world.rng.clone();
    let late = reporter.write(&shorter, world.writing(), message("Hall\u{e5}?", None), &mut rng).unwrap();
    let excluded =
        Grant { member: member(2), key: key(2).verifying_key().id(), title: designated::<Handler>(2).title };
    let stolen = Rekey {
        recipient: identity::<Case>(77).recipient(),
        from: 1,
        members: holders(&[3]),
        cause: Cause::Theft,
    };
    let gone = world.c[3].clone();
    let ServedFile::Bytes(bytes) = &gone.file else { panic!("a file") };
    let gone = ServedFile::Gone(Digest::of(bytes));
    let report_gone = edit(&|c| c[0].file = ServedFile::Gone(world.filed.report.digest()));
    let c = vec![
        ("honest", world.c.clone()),
        ("struck and gone", edit(&|c| c[3].file = gone.clone())),
        ("gone and not struck", edit(&|c| c[2].file = ServedFile::Gone(Digest::ZERO))),
        ("the report gone and not struck", report_gone),
        ("one missing", edit(&|c| drop(c.remove(2)))),
        (
            "one missing, the gap hidden",
            edit(&|c| {
                c.remove(2);
                renumber(c);
            }),
        ),
        (
            "two swapped",
            edit(&|c| {
                c.swap(2, 3);
                renumber(c);
            }),
        ),
        (
            "one twice",
            edit(&|c| {
                c.insert(3, c[2].clone());
                renumber(c);
            }),
        ),
        ("another case's message", edit(&|c| c[2].file = other.c[0].file.clone())),
        ("another case's report", edit(&|c| c[0].file = other.c[0].file.clone())),
        ("the other thread's note", edit(&|c| c[2].file = world.i[0].file.clone())),
        ("not sealed at all", edit(&|c| c[2].file = ServedFile::Bytes(b"plaintext".to_vec()))),
        ("the last held back", edit(&|c| drop(c.pop()))),
        ("the last held back from the reporter, who answered", with(late.sealed)),
        ("a grant to somebody excluded", with(forge(world, 1, Content::Grant(excluded), |_| {}))),
        ("a message by who was shut out", with(forge(world, 3, message("Hej", None), |_| {}))),
        ("a message by who never was a member", with(forge(world, 2, message("Hej", None), |_| {}))),
        ("a message by recovery", with(forge(world, 200, message("Hej", None), |_| {}))),
        ("a message by a stranger", with(forge(world, 150, message("Hej", None), |_| {}))),
        (
            "a rekey by who was shut out",
            with(forge(world, 3, Content::Rekey(stolen), |at| at.generation = 2)),
        ),
        (
            "a message under an unknown keyring",
            with(forge(world, 1, message("Hej", None), |at| at.keyring.epoch = 9)),
        ),
        (
            "a message of another case",
            with(forge(world, 1, message("Hej", None), |at| at.case = other.filed.case)),
        ),
        (
            "a message with a wrong prev",
            with(forge(world, 1, message("Hej", None), |at| at.prev = Digest::of(b"?"))),
        ),
    ];
    c.into_iter().map(|(name, c)| Show { name, c, i: world.i.clone(), later: None }).collect()
}

/// What recovery writes, or others for its cause: in the case as it is, and where those who hold it have no line any more.
fn shows_of_recovery(world: &World) -> Vec<Show> {
    let gone = next_note(world, "2026-01-05", |lines| {
        lines.handlers.retain(|line| line.id != member(1));
        lines.deputies.clear();
    });
    let gone_epoch = KeyringRef { epoch: 2, hash: Digest::of(gone.as_bytes()) };
    let first = world.keyrings.newest();
    let first = KeyringRef { epoch: first.epoch(), hash: first.hash() };
    let taking = |by, cause, members: &[u8], keyring: KeyringRef| {
        let recipient = identity::<Case>(78).recipient();
        let rekey = Rekey { recipient, from: 1, members: holders(members), cause };
        forge(world, by, Content::Rekey(rekey), |at| {
            at.generation = 2;
            at.keyring = keyring;
        })
    };
    let left = Cause::LeftToRecovery;
    let show = |name, sealed: Sealed<crate::kind::Conversation>, later: Option<&String>| {
        let mut c = world.c.clone();
        store(&mut c, world.today, sealed.into_bytes());
        Show { name, c, i: world.i.clone(), later: later.cloned() }
    };
    vec![
        show("a rekey by recovery of what others hold", taking(200, left, &[3, 200], first), None),
        show("a rekey by a member for recovery's cause", taking(1, left, &[1, 200], first), None),
        show(
            "a rekey by recovery of what was left to it",
            taking(200, left, &[3, 200], gone_epoch),
            Some(&gone),
        ),
        show("the same for another's cause", taking(200, Cause::Left, &[3, 200], gone_epoch), Some(&gone)),
        show("the same, which leaves recovery out", taking(200, left, &[3], gone_epoch), Some(&gone)),
        show("the same under the keyring before", taking(200, left, &[3, 200], first), Some(&gone)),
    ]
}

/// The same, the internal thread changed.
fn shows_of_notes(world: &World) -> Vec<Show> {
    let internal = |change: &dyn Fn(&mut Vec<Served>)| {
        let mut i = world.i.clone();
        change(&mut i);
        i
    };
    let show = |name, i| Show { name, c: world.c.clone(), i, later: None };
    let swapped = internal(&|i| {
        i.swap(0, 1);
        renumber(i);
    });
    let hidden = internal(&|i| {
        i.remove(1);
        renumber(i);
    });
    let crossed = internal(&|i| i[1].file = world.c[2].file.clone());
    vec![
        show("two notes swapped", swapped),
        show("a note missing, the gap hidden", hidden),
        show("a message among the notes", crossed),
    ]
}

/// A note by that handler or deputy, who saw all of `c`, under the newest keyring of the case's world.
fn forge_note(world: &World, by: u8, c: &[Served], day: Day) -> Sealed<crate::kind::Internal> {
    let (case, _) = world.member(1);
    let conversation = case.conversation(&world.keyrings, c);
    let internal = case.internal(&conversation, &world.keyrings, &world.i);
    let head = internal.head().unwrap();
    let newest = world.keyrings.newest();
    let position = Position {
        case: case.facts().case(),
        thread: ThreadName::Internal,
        n: head.n + 1,
        prev: head.hash,
        seen: conversation.head(),
        generation: conversation.standing().unwrap().generation(),
        keyring: KeyringRef { epoch: newest.epoch(), hash: newest.hash() },
        day,
        path: Path::Desk,
    };
    let body = ThreadBody { position, content: note("Anm\u{e4}laren har hittat p\u{e5}.") };
    let to = [Addressee::from(conversation.recipient().unwrap())];
    envelope::seal(body.content.kind(), &body.to_value().unwrap(), &key(by), &to).unwrap()
}

/// The note of the next epoch.
fn next_note(world: &World, issued: &str, edit: impl FnOnce(&mut Lines)) -> String {
    let mut keyrings = world.keyrings.clone();
    publish(&mut keyrings, issued, edit);
    keyrings.newest().note().to_owned()
}

/// The same, where a later keyring is known.
fn shows_under_later_keyrings(world: &World) -> Vec<Show> {
    let reporters = world.code.signing().signing_key().verifying_key();
    let joined = next_note(world, "2026-01-10", |lines| {
        lines.handlers.push(Designated { verify: reporters, ..designated(66) });
    });
    let honest = |name, later| Show { name, c: world.c.clone(), i: world.i.clone(), later };
    let mut shows = vec![honest("the reporter's key stands in a later keyring", Some(joined))];

    // Deputy 4 is gone; six weeks later the reporter, who was shown no newer epoch, writes.
    let left = next_note(world, "2026-01-10", |lines| lines.deputies.clear());
    let mut c = world.c.clone();
    let today = day("2026-02-14");
    let (reporter, conversation) = world.reporter();
    let writing = Writing { keyrings: &world.keyrings, day: today, path: Path::Browser };
    let letter = reporter.write(&conversation, writing, message("Hej igen", None), &mut world.rng.clone());
    store(&mut c, today, letter.unwrap().sealed.into_bytes());
    let after = [
        ("a note by who left, behind the day of what it saw", 4, "2026-01-09", "2026-02-14"),
        ("a note under an old keyring by who remains", 1, "2026-02-14", "2026-02-14"),
    ];
    for (name, by, on, stamped) in after {
        let mut i = world.i.clone();
        let sealed = forge_note(world, by, &c, day(on));
        store(&mut i, day(stamped), sealed.into_bytes());
        shows.push(Show { name, c: c.clone(), i, later: Some(left.clone()) });
    }
    shows
}

#[test]
#[ignore = "writes the fixture, which is random"]
fn write_the_threads() {
    let mut world = lived();
    let (reporter, _) = world.reporter();
    let mut files = Files::default();
    let members = [1, 4].map(|number| {
        let wraps = world.wraps.iter().filter(|(receiver, _)| *receiver == holder(number));
        json!({
            "id": member(number).to_string(), "identity": identity::<Handler>(number).written().expose(),
            "verify_base64": key(number).verifying_key().to_string(),
            "wraps_base64": wraps.map(|(_, wrap)| base64(wrap.as_bytes())).collect::<Vec<_>>(),
        })
    });
    let (member, _) = world.member(1);
    let cases: Vec<Value> = shows(&mut world)
        .iter()
        .map(|Show { name, c, i, later }| {
            let keyrings = with_later(&world.keyrings, later.as_deref());
            json!({
                "name": name, "c": files.show(c), "i": files.show(i), "later": later,
                "reporter": seen_by_reporter(&reporter, &keyrings, c),
                "member": seen_by_member(&member, &keyrings, c, i),
            })
        })
        .collect();
    let notes: Vec<&str> = world.keyrings.iter().map(crate::keyring::Epoch::note).collect();
    let fixture = json!({
        "channel": world.keyrings.channel().to_string(), "notes": notes, "code": world.code.written().expose(),
        "case": world.filed.case.to_string(), "anchor_base64": base64(world.filed.anchor.as_bytes()),
        "members": members, "files_base64": files.0.iter().map(|file| base64(file)).collect::<Vec<_>>(), "cases": cases,
    });
    fs::write(path(), serde_json::to_string_pretty(&fixture).unwrap() + "\n").unwrap();
}

fn with_later(keyrings: &KeyringChain, later: Option<&str>) -> KeyringChain {
    let mut keyrings = keyrings.clone();
    later.map(|note| keyrings.extend(note).unwrap());
    keyrings
}

fn served(shown: &Value, files: &[Vec<u8>]) -> Vec<Served> {
    let one = |shown: &Value| {
        let file = match shown["gone"].as_str() {
            Some(digest) => ServedFile::Gone(Digest::parse(digest).unwrap()),
            None => {
                ServedFile::Bytes(files[usize::try_from(shown["file"].as_u64().unwrap()).unwrap()].clone())
            }
        };
        Served { n: shown["n"].as_u64().unwrap(), day: day(shown["day"].as_str().unwrap()), file }
    };
    shown.as_array().unwrap().iter().map(one).collect()
}

#[test]
fn every_reader_of_the_fixture_reaches_its_verdict() {
    let fixture: Value = serde_json::from_str(&fs::read_to_string(path()).unwrap()).unwrap();
    let bytes = |text: &Value| parse_base64(text.as_str().unwrap()).unwrap();
    let list = |of: &Value| of.as_array().unwrap().clone();
    let channel = ChannelId::parse(fixture["channel"].as_str().unwrap()).unwrap();
    let notes = list(&fixture["notes"]);
    let notes: Vec<&str> = notes.iter().map(|note| note.as_str().unwrap()).collect();
    let keyrings = KeyringChain::verify(channel, &notes, &Pin::Nothing).unwrap();
    let code = CaseCode::parse(fixture["code"].as_str().unwrap()).unwrap();
    let anchor = Sealed::through_gate(bytes(&fixture["anchor_base64"])).unwrap();
    let reporter = ReporterCase::new(&code, &Anchor::open(&anchor, &code).unwrap());
    let files: Vec<Vec<u8>> = list(&fixture["files_base64"]).iter().map(bytes).collect();
    let cases = list(&fixture["cases"]);
    let honest = served(&cases[0]["c"], &files);
    let members = list(&fixture["members"]);
    assert!(cases.len() > 20 && members.len() == 2);
    for case in cases {
        let (c, i) = (served(&case["c"], &files), served(&case["i"], &files));
        let keyrings = with_later(&keyrings, case["later"].as_str());
        assert_eq!(seen_by_reporter(&reporter, &keyrings, &c), case["reporter"], "{}", case["name"]);
        for member in &members {
            let own = Identity::<Handler>::parse(member["identity"].as_str().unwrap()).unwrap();
            let verify = VerifyingKey::parse(member["verify_base64"].as_str().unwrap()).unwrap();
            assert!(MemberId::parse(member["id"].as_str().unwrap()).is_ok());
            let open = |wrap: &Value| {
                Wrap::open(&Sealed::through_gate(bytes(wrap)).unwrap(), &own, &verify, &keyrings).unwrap()
            };
            let wraps: Vec<_> = list(&member["wraps_base64"]).iter().map(open).collect();
            for wrap in &wraps {
                let alone = std::slice::from_ref(wrap);
                assert!(MemberCase::open(alone, &keyrings, &honest).is_ok(), "{}", case["name"]);
            }
            let (member, _) = MemberCase::open(&wraps, &keyrings, &honest).ok().unwrap();
            assert_eq!(seen_by_member(&member, &keyrings, &c, &i), case["member"], "{}", case["name"]);
        }
    }
}
