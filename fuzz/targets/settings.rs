//! A channel's settings as they were signed: what is read is written, and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill::channels::settings::Settings;

fuzz_target!(|data: &[u8]| {
    if let Ok(settings) = Settings::parse(data) {
        let again = settings.to_bytes().ok().and_then(|bytes| Settings::parse(&bytes).ok());
        assert!(again.is_some());
        drop(settings.check());
    }
});
