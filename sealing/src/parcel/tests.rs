use super::*;
use crate::{
    body::{Answer, ContactDetails, Language, Path},
    code::CaseCode,
    day::Day,
    filing::{Filing, file_report},
    holder::Holders,
    id::ChannelId,
    keyring::{Clock, Contact, Designated, Keyring, KeyringChain, Lines, Pin, Policy, RecoveryLine},
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

fn sealed(filed: &Filed, channel: &KeyringChain) -> Sealed<kind::Parcel> {
    Parcel::of(filed).seal(channel.newest().lines().keepers().len(), &server().recipient()).unwrap()
}

/// How long everything is that a filing sends.
fn lengths(filed: &Filed, channel: &KeyringChain) -> [usize; 4] {
    let parcel = sealed(filed, channel);
    [filed.report.as_bytes(), filed.contact.as_bytes(), filed.anchor.as_bytes(), parcel.as_bytes()]
        .map(<[u8]>::len)
}

fn named<'a>(
    wraps: impl IntoIterator<Item = (Holder, &'a Sealed<kind::Wrap>)>,
) -> BTreeSet<(Holder, Vec<u8>)> {
    wraps.into_iter().map(|(holder, wrap)| (holder, wrap.as_bytes().to_vec())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_filing_is_as_long_whoever_is_excluded(
        (handlers, deputies, custodians) in (1_u8..6, 0_u8..4, 0_u8..3),
        out in prop::collection::vec(any::<bool>(), 12),
        recovery: bool,
        // Reports whose padding the list of who may open it could carry over the next power of two.
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
        prop_assert_eq!(lengths(&nobody, &channel), lengths(&some, &channel));

        // The server finds the wraps that were made, each with its holder.
        let read = Parcel::open(&sealed(&some, &channel), &server(), some.locator()).unwrap();
        let found = named(read.wraps.iter().map(|(holder, wrap)| (*holder, wrap)));
        prop_assert_eq!(found, named(some.wraps.iter().map(|wrap| (wrap.holder, &wrap.sealed))));
    }

    #[test]
    fn reading_never_panics(content: Vec<u8>, text in "\\PC{0,80}") {
        prop_assert!(Parcel::parse(&content).is_err());
        prop_assert!(Parcel::parse(text.as_bytes()).is_err());
    }
}

#[test]
fn a_large_keyring_lists_nobody_by_a_length() {
    let rng = &mut StdRng::seed_from_u64(1);
    // Under the second, an anchor that lists the handlers fits into 4096 bytes, and one that
    // lists the deputies as well does not.
    for handlers in [50, 25] {
        let channel = channel([handlers, 50, 10]);
        let alike = [0, 1, handlers, handlers + 49].map(|out| {
            let filed = file(&channel, (1..=out).map(member).collect(), "", rng);
            lengths(&filed, &channel)
        });
        assert!(alike.iter().all(|lengths| *lengths == alike[0]), "{alike:?}");
    }
}

#[test]
fn nothing_that_is_sent_opens_for_a_handler() {
    let rng = &mut StdRng::seed_from_u64(3);
    let channel = channel([2, 1, 0]);
    let filed = file(&channel, [member(1)].into_iter().collect(), "", rng);
    let parcel = sealed(&filed, &channel);
    for number in [1, 2, 3, 254] {
        let own = Identity::<crate::role::Handler>::from_seed([number; 32]);
        assert_eq!(seal::open(&parcel, &own).err(), Some(OpenError::NotForUs), "{number}");
        assert_eq!(seal::open(&filed.report, &own).err(), Some(OpenError::NotForUs), "{number}");
        assert_eq!(seal::open(&filed.contact, &own).err(), Some(OpenError::NotForUs), "{number}");
        assert_eq!(seal::open(&filed.anchor, &own).err(), Some(OpenError::NotForUs), "{number}");
    }
}

#[test]
fn a_parcel_opens_for_its_own_filing_and_server_only() {
    let rng = &mut StdRng::seed_from_u64(4);
    let channel = channel([1, 0, 0]);
    let filed = file(&channel, Holders::default(), "", rng);
    let parcel = sealed(&filed, &channel);
    assert!(Parcel::open(&parcel, &server(), filed.locator()).is_ok());
    assert_eq!(Parcel::open(&parcel, &server(), Digest::ZERO).err(), Some(ParcelError::Locator));
    let other = Parcel::open(&parcel, &Identity::from_seed([8; 32]), filed.locator());
    assert_eq!(other.err(), Some(ParcelError::Open(OpenError::NotForUs)));
}
