//! The wraps of a filing on their way: what is read is sealed, and opens as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::identity::Identity;
use sigill_sealing::parcel::Parcel;
use sigill_sealing::role::Intake;

fuzz_target!(|data: &[u8]| {
    let Ok(parcel) = Parcel::parse(data) else { return };
    let identity = Identity::<Intake>::from_seed([1; 32]);
    let sealed = parcel.seal(parcel.wraps.len(), &identity.recipient()).ok();
    let again = sealed.and_then(|sealed| Parcel::open(&sealed, &identity, parcel.locator).ok());
    let wraps = |parcel: &Parcel| -> Vec<_> {
        parcel.wraps.iter().map(|(holder, wrap)| (*holder, wrap.digest())).collect()
    };
    assert!(again.is_some_and(|again| again.locator == parcel.locator && wraps(&again) == wraps(&parcel)));
});
