//! What a desk keeps of a case in its member's index entry (web/src/desk/cases/view.ts).

use serde_json::{Value, json};
use sigill_sealing::day::Day;
use sigill_sealing::gate::Sealed;

use super::history::Grown;
use super::script;
use super::seed::Told;
use crate::cases::Path;
use crate::cases::lifecycle::State;

/// Characters of a title.
const TITLE: usize = 80;

/// By which rules a desk makes a view: one of other rules it would make anew.
const MADE: u32 = 3;

/// The view of a case whose conversation has been read to its end, but for one to which nobody has written anything.
pub(super) fn of(case: &script::Case, grown: &Grown, terms: &[Told]) -> Value {
    let Grown { state, days, conversation, internal, .. } = grown;
    let told =
        |term: &str| terms.iter().find(|Told(name, _)| *name == term).map(|Told(_, value)| value.as_str());
    let phase = match (state, told("phase")) {
        (State::Closed, _) => "closed",
        (_, Some(phase)) => phase,
        (State::Received, None) => "received",
        (State::Acknowledged, None) => "acknowledged",
    };
    let answers: Vec<&str> = case.answers.values().map(|answer| answer.trim()).collect();
    let longest = answers.iter().max_by_key(|answer| answer.len()).copied().unwrap_or_default();
    let letters = case.letter.iter().map(|letter| letter.text.as_str());
    let notes = case.note.iter().map(|note| note.text.as_str());
    let words: Vec<&str> = answers.iter().copied().chain(letters).chain(notes).collect();
    let is_new = conversation.len() == 2;
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    json!({
        "v": 4,
        "row": grown.row.to_hex(),
        "reference": grown.case.reference().to_string(),
        "title": longest.chars().take(TITLE).collect::<String>().trim_end(),
        "path": if grown.path == Path::Server { "server" } else { "browser" },
        "category": case.answers.get("category").map_or("", |code| code.trim()),
        "record": {
            "phase": phase,
            "severity": told("severity"),
            "category": "",
            "categories": [],
            "assigned": told("assigned").map_or_else(Vec::new, |members| members.split(' ').collect()),
            "tags": told("tags").map_or_else(Vec::new, |tags| tags.split('\n').collect()),
            "linked": [],
            "nextBy": Value::Null,
            "tellBy": Value::Null,
            "protectionBy": Value::Null,
            "recommendationsBy": Value::Null,
            "review": Value::Null,
            "waived": { "acknowledgement": "", "feedback": "" },
            "ending": Value::Null,
        },
        "asked": [],
        "words": words.join("\n"),
        "further": "",
        "isWhole": "yes",
        "state": state.as_str(),
        "days": {
            "received": days.received.to_string(),
            "acknowledged": day(days.acknowledged),
            "fedBack": day(days.fed_back),
            "closed": day(days.closed),
        },
        "heads": { "c": head(conversation), "i": head(internal) },
        "served": { "c": conversation.len(), "i": internal.len() },
        "generation": 0,
        "read": if is_new { json!({ "c": 0, "i": 0 }) } else { json!({ "c": conversation.len(), "i": internal.len() }) },
        "unread": u8::from(is_new),
        "mentioned": Value::Null,
        "damaged": "no",
        "drafts": {},
        "made": MADE,
    })
}

/// The last number of a thread and the digest of what stands there; null where there is nothing.
fn head<P>(envelopes: &[(Day, Sealed<P>)]) -> Value {
    let last = envelopes.last().map(|(_, sealed)| sealed.digest().to_string());
    last.map_or(Value::Null, |hash| json!({ "n": envelopes.len() - 1, "hash": hash }))
}
