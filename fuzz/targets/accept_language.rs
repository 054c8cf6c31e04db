//! The header Accept-Language: there is always a language to answer in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill::http::locale::Locale;

fuzz_target!(|text: &str| {
    let locale = Locale::negotiate(Some(text));
    assert!(Locale::from_tag(locale.tag()) == Some(locale));
});
