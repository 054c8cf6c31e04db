mod access;
mod fixture;
mod foreign;
mod hostile;
mod phases;
mod strikes;
pub(crate) mod world;

use super::*;
use crate::{
    body::{Act, Cause, Content, Grant, Half, Link, Position, Proposal, Rekey, Remains, Step, Strike, What},
    code::CaseCode,
    envelope,
    gate::Sealed,
    holder::Holders,
    identity::Addressee,
    kind,
    role::{Case, Custodian, Handler},
};
use world::*;

fn damages(entries: &[Entry]) -> Vec<Option<Damage>> {
    entries.iter().map(Entry::damage).collect()
}

fn is_sound(conversation: &Conversation) -> bool {
    conversation.alarms().is_empty() && damages(conversation.entries()).iter().all(Option::is_none)
}

fn head(world: &World) -> Link {
    world.member(1).1.head().unwrap()
}

/// Signs and seals whatever it is told, as a member who breaks the rules would.
fn forge(
    world: &World,
    number: u8,
    content: Content,
    edit: impl FnOnce(&mut Position),
) -> Sealed<kind::Conversation> {
    let (case, conversation) = world.member(1);
    let head = conversation.head().unwrap();
    let mut position = Position {
        case: case.facts().case(),
        thread: ThreadName::Conversation,
        n: head.n + 1,
        prev: head.hash,
        seen: None,
        generation: conversation.standing().unwrap().generation(),
        keyring: crate::body::KeyringRef {
            epoch: world.keyrings.newest().epoch(),
            hash: world.keyrings.newest().hash(),
        },
        day: world.today,
        path: crate::body::Path::Desk,
    };
    edit(&mut position);
    let body = ThreadBody { position, content };
    let to = [Addressee::from(conversation.recipient().unwrap()), Addressee::from(case.facts().reporter())];
    envelope::seal(body.content.kind(), &body.to_value().unwrap(), &key(number), &to).unwrap()
}

/// What a member's desk makes of a forged envelope.
fn verdict(world: &World, sealed: Sealed<kind::Conversation>) -> Option<Damage> {
    let mut served = world.c.clone();
    store(&mut served, world.today, sealed.into_bytes());
    let (case, _) = world.member(1);
    case.conversation(&world.keyrings, &served).entries().last().unwrap().damage()
}

#[test]
fn a_report_crosses_to_a_handler_and_the_answer_back() {
    let mut world = World::new();
    let (case, conversation) = world.member(2);
    assert!(is_sound(&conversation));
    assert_eq!(case.facts().case(), world.filed.case);
    world.member_writes(2, message("Tack.", Some(Step::Acknowledge)));
    world.reporter_writes(message("Det fortg\u{e5}r.", None));
    world.member_notes(1, "Ring kommunrevisionen.");
    let (_, seen) = world.reporter();
    // The contact is sealed to the case alone; everything else opens for the reporter.
    let closed: Vec<u64> = seen.entries().iter().filter(|e| e.damage().is_some()).map(|e| e.n).collect();
    assert_eq!((closed, seen.alarms()), (vec![1], [].as_slice()));
    let words = |n: usize| {
        let Content::Message(message) = &seen.entries()[n].shown().unwrap().body.get().content else {
            panic!("number {n} is a message");
        };
        message.text.expose().to_owned()
    };
    assert_eq!((words(2), words(3)), ("Tack.".to_owned(), "Det fortg\u{e5}r.".to_owned()));
    let (case, conversation) = world.member(3);
    let internal = case.internal(&conversation, &world.keyrings, &world.i);
    assert_eq!(damages(internal.entries()), [None]);
    assert!(internal.alarms().is_empty());
}

#[test]
fn contact_details_open_with_case_key_and_custodian_together() {
    let world = World::new();
    let (case, conversation) = world.member(1);
    let Content::Contact(contact) = &conversation.entries()[1].shown().unwrap().body.get().content else {
        panic!("number 1 is the contact");
    };
    assert!(contact.open(case.keys().first()).is_err());
    let released = contact.release(&identity::<Custodian>(5)).unwrap();
    assert_eq!(released.open(case.keys().first()).unwrap().text.expose(), "Kim, 070-000 00 00");
    assert!(contact.release(&identity::<Custodian>(6)).is_err());
}

#[test]
fn each_side_writes_only_what_is_its_own() {
    let mut world = World::new();
    let report = head(&world);
    let (case, conversation) = world.reporter();
    let mut rng = world.rng.clone();
    for content in
        [message("Kvittens", Some(Step::Acknowledge)), act(What::ContactOpened, Some(report), "Skäl")]
    {
        let refused = case.write(&conversation, world.writing(), content, &mut rng).err().unwrap();
        assert!(matches!(refused, WriteError::Standing(NoStanding::Writer)));
    }
    world.reporter_writes(act(What::Withdraw, None, ""));
    for content in [act(What::Withdraw, None, ""), Content::Act(Act::allow(holder(4)).unwrap())] {
        let sealed = forge(&world, 1, content, |_| {});
        assert_eq!(verdict(&world, sealed), Some(Damage::Standing(NoStanding::Writer)));
    }
}

#[test]
fn an_older_epoch_or_a_key_that_left_does_not_count() {
    let mut world = World::new();
    let old = crate::body::KeyringRef { epoch: 1, hash: world.keyrings.newest().hash() };
    publish(&mut world.keyrings, "2026-01-10", |lines| {
        lines.handlers.remove(2);
    });
    world.today = day("2026-01-11");
    let by_gone = |world: &World, on: &str| {
        let sealed = forge(world, 3, message("Hej", None), |position| {
            position.keyring = old;
            position.day = day(on);
        });
        verdict(world, sealed)
    };
    assert_eq!(by_gone(&world, "2026-01-11"), None);
    assert_eq!(by_gone(&world, "2026-01-12"), Some(Damage::Standing(NoStanding::Left)));
    let in_new = forge(&world, 3, message("Hej", None), |_| {});
    assert_eq!(verdict(&world, in_new), Some(Damage::Standing(NoStanding::NotInKeyring)));
    world.member_writes(1, message("Under ny nyckelring", None));
    assert_eq!(by_gone(&world, "2026-01-11"), Some(Damage::Standing(NoStanding::OldKeyring)));
    let unknown = forge(&world, 1, message("Hej", None), |position| position.keyring.epoch = 3);
    assert_eq!(verdict(&world, unknown), Some(Damage::Standing(NoStanding::UnknownKeyring)));
}

#[test]
fn who_left_cannot_write_an_earlier_day_than_the_thread_has_come_to() {
    let mut world = World::new();
    let newest = {
        let mut keyrings = world.keyrings.clone();
        publish(&mut keyrings, "2026-01-10", |lines| {
            lines.handlers.remove(2);
        });
        keyrings
    };
    // The reporter was shown no newer epoch, and names none.
    let old = crate::body::KeyringRef { epoch: 1, hash: world.keyrings.newest().hash() };
    world.today = day("2026-04-15");
    world.reporter_writes(message("Hundra dagar senare.", None));
    world.keyrings = newest;
    let backdated = |world: &World| {
        forge(world, 3, message("Ärendet är avslutat.", Some(Step::Close)), |position| {
            position.keyring = old;
            position.day = day("2026-01-09");
        })
    };
    assert_eq!(verdict(&world, backdated(&world)), Some(Damage::Standing(NoStanding::Left)));

    // A day that the server's stamp does not bear out is shown as such, and binds nobody else.
    let mut wrong_clock = World::new();
    wrong_clock.today = day("2027-04-15");
    wrong_clock.reporter_writes(message("Min klocka går fel.", None));
    wrong_clock.c.last_mut().unwrap().day = day("2026-01-06");
    wrong_clock.keyrings = world.keyrings.clone();
    wrong_clock.today = day("2026-01-09");
    assert_eq!(verdict(&wrong_clock, backdated(&wrong_clock)), None);
}

#[test]
fn a_day_behind_an_earlier_one_is_flagged() {
    let mut world = World::new();
    for (on, is_flagged) in [("2026-01-20", false), ("2026-01-19", false), ("2026-01-18", true)] {
        world.today = day(on);
        world.member_writes(1, message("Hej", None));
        let (_, conversation) = world.member(1);
        assert_eq!(conversation.entries().last().unwrap().shown().unwrap().day_differs, is_flagged, "{on}");
    }
}

#[test]
fn an_entered_report_came_within_a_year_of_its_stamp_and_is_flagged_otherwise() {
    let mut world = World::entered();
    for (stamped, is_flagged) in [("2026-01-05", false), ("2027-01-06", false), ("2027-01-07", true)] {
        for served in &mut world.c {
            served.day = day(stamped);
        }
        let (_, conversation) = world.member(1);
        let flagged = conversation.entries().iter().map(|entry| entry.shown().unwrap().day_differs);
        assert!(flagged.eq([is_flagged; 2]), "{stamped}");
    }
}

#[test]
fn a_report_under_an_unknown_or_a_late_keyring_alarms() {
    let mut world = World::new();
    let first = world.keyrings.clone();
    publish(&mut world.keyrings, "2026-01-02", |_| {});
    assert_eq!(world.member(1).1.alarms(), [Alarm::LateKeyring]);
    let mut other = lines();
    other.settings = Digest::of(b"other settings");
    let stranger = World::filed(channel(other), &[], 1);
    let mut world = World { keyrings: first, ..stranger };
    assert_eq!(world.member(1).1.alarms(), [Alarm::UnknownKeyring]);
    world.today = day("2026-02-01");
}

#[test]
fn show_own_no_hides_a_reporters_words_and_breaks_nothing() {
    let mut lines = lines();
    lines.policy.show_own = false;
    let mut world = World::filed(channel(lines), &[2], 3);
    world.reporter_writes(message("En fr\u{e5}ga", None));
    world.reporter_writes(Content::Act(Act::allow(holder(2)).unwrap()));
    world.member_writes(1, message("Ett svar", None));
    let (_, conversation) = world.reporter();
    let shown: Vec<u64> =
        conversation.entries().iter().filter(|e| e.shown().is_some()).map(|e| e.n).collect();
    assert_eq!((shown, conversation.alarms()), (vec![3, 4], [].as_slice()));
    assert!(!conversation.standing().unwrap().excluded().contains(holder(2)));
    assert!(is_sound(&world.member(1).1));
}

#[test]
fn a_leavers_own_rekey_alarms_until_somebody_who_remains_follows() {
    let mut world = World::new();
    let again = |world: &mut World, by: u8, members: &[u8]| {
        let (case, conversation) = world.member(by);
        let mut rng = world.rng.clone();
        let rekeying = Rekeying { members: holders(members), cause: Cause::StepsAside };
        let rekeyed = rekey(&case, &conversation, &key(by), rekeying, world.writing(), &mut rng).unwrap();
        world.rng = rng;
        world.store_c(rekeyed.letter.sealed);
        world.wraps.extend(rekeyed.wraps.into_iter().map(|(holder, _, wrap)| (holder, wrap)));
    };
    again(&mut world, 3, &[1, 2]);
    assert_eq!(world.member(1).1.alarms(), [Alarm::LeaverRekeyed { n: 2 }]);
    again(&mut world, 2, &[1, 2]);
    assert!(is_sound(&world.member(1).1));
    assert_eq!(world.member(1).0.keys().generation(), 2);
}

#[test]
fn nothing_is_filed_under_an_expired_keyring_or_when_nobody_is_left() {
    use crate::{
        body::ContactDetails,
        exclusion::ExclusionError,
        filing::{Filing, FilingError, file_report},
        keyring::{Clock, Status},
    };
    let keyrings = channel(lines());
    let code = CaseCode::from_bytes([1; 15]);
    let file = |excluded: &[u8], on: &str, contact: &str| {
        let filing = Filing {
            epoch: keyrings.newest(),
            code: &code,
            excluded: holders(excluded),
            language: sv(),
            answers: Vec::new(),
            files: Vec::new(),
            contact: ContactDetails { text: text(contact) },
            day: day(on),
            clock: Clock::Server,
            path: crate::body::Path::Server,
        };
        file_report(filing, &mut World::new().rng)
    };
    assert!(file(&[], "2026-06-30", "").is_ok());
    assert!(matches!(file(&[], "2026-07-01", ""), Err(FilingError::Keyring(Status::Expired))));
    assert!(matches!(file(&[], "2025-12-31", ""), Err(FilingError::Keyring(Status::NotYet))));
    let nobody = file(&[1, 2, 3, 4, 200], "2026-01-05", "");
    assert!(matches!(nobody, Err(FilingError::Exclusion(ExclusionError::NobodyLeft))));
    assert!(matches!(file(&[5], "2026-01-05", "Kim"), Err(FilingError::Contact(_))));
    let alone = file(&[1, 2, 3, 4, 5], "2026-01-05", "").unwrap();
    assert!(alone.is_recovery_alone && alone.wraps.len() == 1);
    // Sizes do not tell who was excluded, nor whether contact details were given.
    let all = file(&[], "2026-01-05", "Kim, 070-000 00 00").unwrap();
    assert_eq!(all.contact.as_bytes().len(), alone.contact.as_bytes().len());
    assert_eq!(all.locator(), Digest::of(code.access().signing_key().verifying_key().as_bytes()));
}
