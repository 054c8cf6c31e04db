//! The cases as they are written down in `cases.toml`.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Deserialize;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    case: Vec<Case>,
}

/// One case.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    /// How many days ago it was filed.
    pub(super) received: i32,
    /// `browser` or `server`.
    pub(super) path: String,
    /// Whom the report is kept from.
    #[serde(default)]
    pub(super) excluded: Vec<String>,
    /// What was answered, by question.
    pub(super) answers: BTreeMap<String, String>,
    /// Who the reporter is, if they say so.
    #[serde(default)]
    pub(super) contact: String,
    /// The conversation after the report.
    #[serde(default)]
    pub(super) letter: Vec<Letter>,
    /// What handlers noted among themselves.
    #[serde(default)]
    pub(super) note: Vec<Note>,
}

/// One message of the conversation.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Letter {
    /// How many days ago.
    pub(super) back: i32,
    /// Who wrote it.
    pub(super) by: String,
    /// The step it takes.
    pub(super) step: Option<String>,
    /// The words.
    pub(super) text: String,
}

/// One note.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    /// How many days ago.
    pub(super) back: i32,
    /// Who wrote it.
    pub(super) by: String,
    /// The words.
    pub(super) text: String,
}

/// Reads the cases.
pub(super) fn read() -> anyhow::Result<Vec<Case>> {
    let script: Script = toml::from_str(include_str!("cases.toml"))
        .context("the demonstration's cases are not of their form")?;
    Ok(script.case)
}
