//! Sign-in names: a name that can be chosen is what is found when it is typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill::members::name::SignInName;

fuzz_target!(|text: &str| {
    let typed = SignInName::typed(text);
    assert!(!typed.as_str().chars().any(char::is_control));
    if let Some(chosen) = SignInName::chosen(text) {
        assert!(chosen == typed && SignInName::typed(chosen.as_str()) == chosen);
    }
});
