//! The settings that a new channel begins with: made here and in the owner's browser, and the same.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use sigill::channels::settings::{OrganisationKind, Settings, Text};

/// Every kind of organisation, bound by the law or not, with the settings that it begins with.
fn defaults() -> Value {
    let kinds = [("municipality", OrganisationKind::Municipality), ("company", OrganisationKind::Company)];
    let one = |(word, kind): (&str, OrganisationKind), obliged: bool| {
        let name = Text { sv: "Lunda kommun".to_owned(), en: "Municipality of Lunda".to_owned() };
        let settings = Settings::defaults(kind, name, obliged);
        settings.check().unwrap();
        json!({ "kind": word, "obliged": obliged, "name": settings.organisation.name, "settings": settings })
    };
    kinds.into_iter().flat_map(|kind| [true, false].map(|obliged| one(kind, obliged))).collect()
}

#[test]
fn the_browser_begins_with_the_same_settings() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/settings.json");
    let made = serde_json::to_string_pretty(&defaults()).unwrap() + "\n";
    if fs::read_to_string(&path).unwrap_or_default() != made {
        fs::write(&path, &made).unwrap();
        panic!(
            "tests/vectors/settings.json was out of step with the defaults; it is written anew: look and commit"
        );
    }
}
