//! Whose each entry of a filing is: what is read is sealed, and opens as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::entries::EntryHolders;
use sigill_sealing::identity::Identity;
use sigill_sealing::role::Intake;

fuzz_target!(|data: &[u8]| {
    let Ok(list) = EntryHolders::parse(data) else { return };
    let identity = Identity::<Intake>::from_seed([1; 32]);
    let again = list
        .seal(&identity.recipient())
        .ok()
        .and_then(|sealed| EntryHolders::open(&sealed, &identity, list.locator).ok());
    assert!(again.as_ref() == Some(&list));
    let named = list.holders.iter().flatten().count();
    assert!(list.assign(vec![(); list.holders.len()]).is_ok_and(|pairs| pairs.len() == named));
});
