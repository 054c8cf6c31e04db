//! The gate, in every place: what it lets through it lets through again, and the header it saw is there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::gate::{Sealed, inspect};
use sigill_sealing::kind::{
    Anchor, ContactDetails, Conversation, CustodianDetails, File, Internal, Parcel, Place, Staged, Vault,
    Wrap,
};

fn judge<P: Place>(data: &[u8]) {
    let through = Sealed::<P>::through_gate(data.to_vec());
    let total = u64::try_from(data.len()).unwrap_or(u64::MAX);
    let seen = inspect(data, total, &P::SHAPE);
    assert_eq!(through.is_ok(), seen.is_ok());
    if let (Ok(sealed), Ok(seen)) = (through, seen) {
        assert!(sealed.as_bytes() == data && seen.header < data.len());
    }
    // A header of a long file is judged by its beginning alone.
    if let Ok(seen) = inspect(data, total.saturating_add(4096), &P::SHAPE) {
        assert!(seen.content < total.saturating_add(4096));
    }
}

fuzz_target!(|data: &[u8]| {
    judge::<Conversation>(data);
    judge::<Internal>(data);
    judge::<Wrap>(data);
    judge::<Anchor>(data);
    judge::<Staged>(data);
    judge::<Vault>(data);
    judge::<File>(data);
    judge::<ContactDetails>(data);
    judge::<CustodianDetails>(data);
    judge::<Parcel>(data);
});
