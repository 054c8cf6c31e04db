use super::*;
use crate::{
    body::{Answer, ContactDetails, Language, Path},
    code::CaseCode,
    day::Day,
    filing::{Filing, file_report},
    gate::Refusal,
    holder::Holders,
    id::ChannelId,
    keyring::{Clock, Contact, Designated, Keyring, KeyringChain, Pin, Policy, RecoveryLine},
    role::Role,
    signature::SigningKey,
    text::{ShortText, Text},
};
use proptest::prelude::*;
use rand::{SeedableRng, rngs::StdRng};
use std::collections::BTreeSet;

fn member(number: u8) -> MemberId {
    MemberId::from_bytes([number; 16])
}

fn designated<R: Role>(number: u8) -> Designated<R> {
    Designated {
        id: member(number),
        title: ShortText::new(format!("Title {number}")).unwrap(),
        recipient: Identity::from_seed([number; 32]).recipient(),
        verify: SigningKey::from_seed([number; 32]).verifying_key(),
    }
}

/// A channel of so many handlers from 1 on, deputies and custodians behind them.
fn channel([handlers, deputies, custodians]: [u8; 3]) -> KeyringChain {
    let owner = SigningKey::from_seed([255; 32]);
    let Designated { title, recipient, verify, .. } = designated(254);
    let lines = Lines {
        channel: ChannelId::from_bytes([9; 16]),
        owner: owner.verifying_key(),
        settings: Digest::ZERO,
        policy: Policy { show_own: true, contact: Contact::One, server_path: true },
        handlers: (1..=handlers).map(designated).collect(),
        deputies: (handlers + 1..=handlers + deputies).map(designated).collect(),
        custodians: (handlers + deputies + 1..=handlers + deputies + custodians).map(designated).collect(),
        recovery: RecoveryLine { title, recipient, verify },
    };
    let day = Day::parse("2026-01-01").unwrap();
    let note = Keyring::first(lines, day).unwrap().sign(&owner).unwrap();
    KeyringChain::verify(ChannelId::from_bytes([9; 16]), &[&note], &Pin::Nothing).unwrap()
}

fn file(channel: &KeyringChain, excluded: Holders, words: &str, rng: &mut StdRng) -> Filed {
    let answer = Answer { question: "what".to_owned(), answer: Text::new(words.to_owned()).unwrap() };
    let filing = Filing {
        epoch: channel.newest(),
        code: &CaseCode::generate(rng),
        excluded,
        language: Language::parse("sv").unwrap(),
        answers: vec![answer],
        files: Vec::new(),
        contact: ContactDetails { text: Text::empty() },
        day: Day::parse("2026-01-05").unwrap(),
        clock: Clock::Browser,
        path: Path::Browser,
    };
    file_report(filing, rng).unwrap()
}

fn server() -> Identity<Intake> {
    Identity::from_seed([7; 32])
}

fn sealed(filed: &Filed, channel: &KeyringChain, rng: &mut StdRng) -> Entries {
    Entries::seal(filed, channel.newest().lines(), &server().recipient(), rng).unwrap()
}

/// How long everything is that a filing sends, in the order in which it is sent.
fn lengths(filed: &Filed, entries: &Entries) -> Vec<usize> {
    let envelopes = [filed.report.as_bytes(), filed.contact.as_bytes(), filed.anchor.as_bytes()];
    let wraps = entries.wraps.iter().map(Sealed::as_bytes);
    wraps.chain(envelopes).chain([entries.holders.as_bytes()]).map(<[u8]>::len).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_filing_is_as_long_and_of_as_many_parts_whoever_is_excluded(
        (handlers, deputies, custodians) in (1_u8..6, 0_u8..4, 0_u8..3),
        out in prop::collection::vec(any::<bool>(), 12),
        recovery: bool,
        // Reports whose padding the list of holders could carry over the next power of two.
        words in 600_usize..1400,
        seed: u64,
    ) {
        let rng = &mut StdRng::seed_from_u64(seed);
        let channel = channel([handlers, deputies, custodians]);
        let words = "x".repeat(words);
        let people = 1..=handlers + deputies + custodians;
        let mut excluded: Holders =
            people.zip(&out).filter(|(_, out)| **out).map(|(number, _)| member(number)).collect();
        if recovery && (1..=handlers + deputies).any(|number| !excluded.contains(member(number))) {
            excluded.insert(Holder::Recovery);
        }
        let nobody = file(&channel, Holders::default(), &words, rng);
        let some = file(&channel, excluded, &words, rng);
        let (all, few) = (sealed(&nobody, &channel, rng), sealed(&some, &channel, rng));
        prop_assert_eq!(lengths(&nobody, &all), lengths(&some, &few));
        prop_assert_eq!(few.wraps.len(), usize::from(handlers + deputies) + 1);

        // The server finds the wraps that were made, each with its holder, and no dummy.
        let read = EntryHolders::open(&few.holders, &server(), some.locator()).unwrap();
        let found = read.assign(few.wraps).unwrap();
        let named: BTreeSet<_> =
            found.iter().map(|(holder, wrap)| (*holder, wrap.as_bytes().to_vec())).collect();
        let made: BTreeSet<_> =
            some.wraps.iter().map(|wrap| (wrap.holder, wrap.sealed.as_bytes().to_vec())).collect();
        prop_assert_eq!(named, made);
    }

    #[test]
    fn a_list_of_holders_is_as_long_however_many_of_its_entries_are_dummies(
        count in 1..=MOST_ENTRIES, kept in 1..=MOST_ENTRIES,
    ) {
        let holder = |number: usize| member(u8::try_from(number + 1).unwrap()).into();
        let list = |kept: usize| EntryHolders {
            locator: Digest::ZERO,
            holders: (0..count).map(|number| (number < kept).then(|| holder(number))).collect(),
        };
        let to = server().recipient();
        let (some, all) = (list(kept).seal(&to).unwrap(), list(count).seal(&to).unwrap());
        prop_assert_eq!(some.as_bytes().len(), all.as_bytes().len());
        prop_assert_eq!(EntryHolders::open(&some, &server(), Digest::ZERO).unwrap(), list(kept));
    }

    #[test]
    fn reading_never_panics(content: Vec<u8>, text in "\\PC{0,80}") {
        prop_assert!(EntryHolders::parse(&content).is_err());
        prop_assert!(EntryHolders::parse(text.as_bytes()).is_err());
    }
}

#[test]
fn a_large_keyring_lists_nobody_by_a_length() {
    let rng = &mut StdRng::seed_from_u64(1);
    // Under the second, an anchor that lists the handlers fits into 4096 bytes, and one that
    // lists the deputies as well does not.
    for (handlers, most) in [(50, MOST_ENTRIES), (25, 76)] {
        let channel = channel([handlers, 50, 10]);
        let mut alike = Vec::new();
        for out in [0, 1, handlers, handlers + 49] {
            let filed = file(&channel, (1..=out).map(member).collect(), "", rng);
            let entries = sealed(&filed, &channel, rng);
            assert_eq!(entries.wraps.len(), most);
            alike.push(lengths(&filed, &entries));
        }
        assert!(alike.iter().all(|lengths| *lengths == alike[0]), "{alike:?}");
    }
}

#[test]
fn an_entrys_place_does_not_tell_whose_it_is() {
    let rng = &mut StdRng::seed_from_u64(2);
    let channel = channel([2, 1, 0]);
    let filed = file(&channel, Holders::default(), "", rng);
    let places: BTreeSet<_> = (0..60)
        .map(|_| {
            let entries = sealed(&filed, &channel, rng);
            EntryHolders::open(&entries.holders, &server(), filed.locator()).unwrap().holders
        })
        .collect();
    // Two handlers, recovery and a dummy: every order there is, or nearly.
    assert!((20..=24).contains(&places.len()), "{}", places.len());
}

#[test]
fn a_dummy_opens_for_nobody_of_the_keyring_and_passes_the_gate_of_a_wrap() {
    let rng = &mut StdRng::seed_from_u64(3);
    let channel = channel([1, 1, 0]);
    let filed = file(&channel, Holders::default(), "", rng);
    let entries = sealed(&filed, &channel, rng);
    let read = EntryHolders::open(&entries.holders, &server(), filed.locator()).unwrap();
    let dummies: Vec<_> =
        read.holders.iter().zip(&entries.wraps).filter(|(holder, _)| holder.is_none()).collect();
    let [(_, dummy)] = dummies.as_slice() else { panic!("the deputy's") };
    assert!(Sealed::<kind::Wrap>::through_gate(dummy.as_bytes().to_vec()).is_ok());
    for number in [1, 2, 254] {
        let own = Identity::<crate::role::Handler>::from_seed([number; 32]);
        assert_eq!(seal::open(dummy, &own).err(), Some(OpenError::NotForUs));
    }
}

#[test]
fn what_is_not_of_this_filing_or_for_this_server_is_refused() {
    let rng = &mut StdRng::seed_from_u64(4);
    let channel = channel([2, 0, 0]);
    let filed = file(&channel, Holders::default(), "", rng);
    let entries = sealed(&filed, &channel, rng);
    let locator = filed.locator();
    let open =
        |seed, locator| EntryHolders::open(&entries.holders, &Identity::from_seed([seed; 32]), locator);
    assert!(open(7, locator).is_ok());
    assert_eq!(open(8, locator), Err(EntriesError::Open(OpenError::NotForUs)));
    assert_eq!(open(7, Digest::ZERO), Err(EntriesError::Locator));
    let read = open(7, locator).unwrap();
    assert_eq!(read.assign(vec![(); 2]), Err(EntriesError::Count));
    assert_eq!(read.assign(vec![(); 4]), Err(EntriesError::Count));
    assert!(read.assign(vec![(); 3]).is_ok());
    let bytes = entries.holders.as_bytes();
    let cut = Sealed::<kind::Holders>::through_gate(bytes[..bytes.len() - 1].to_vec());
    assert_eq!(cut.err(), Some(Refusal::Size));
}

#[test]
fn a_list_that_names_nobody_or_somebody_twice_is_not_sealed() {
    let list = |holders| EntryHolders { locator: Digest::ZERO, holders }.seal(&server().recipient());
    let one = Some(Holder::Member(member(1)));
    assert!(list(vec![one, None]).is_ok());
    for holders in [vec![], vec![None], vec![one, one], vec![Some(Holder::Recovery); 2], {
        let mut many = vec![None; MOST_ENTRIES];
        many.push(one);
        many
    }] {
        assert!(matches!(list(holders), Err(SealError::Body(_))));
    }
}
