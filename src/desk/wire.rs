//! What goes over the wire between a member's browser and the desk.

use serde::{Deserialize, Serialize};
use sigill_sealing::index::SealedEntry;
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

use crate::cases::CaseId;
use crate::cases::files::wire::NamedFile;

/// `GET /api/inbox`
#[derive(Serialize, ToSchema)]
pub(super) struct InboxAnswer {
    pub(super) cases: Vec<CaseAnswer>,
    /// The day it is, for each channel of these cases.
    pub(super) today: BTreeMap<String, String>,
}

/// A case as the inbox lists it.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseAnswer {
    pub(super) id: String,
    pub(super) channel: String,
    pub(super) path: &'static str,
    pub(super) state: &'static str,
    pub(super) received: String,
    pub(super) acknowledged: Option<String>,
    pub(super) fed_back: Option<String>,
    pub(super) closed: Option<String>,
    /// Since which day there is to be no acknowledgement.
    pub(super) acknowledgement_waived: Option<String>,
    /// Since which day there is to be no feedback.
    pub(super) feedback_waived: Option<String>,
    /// Since which day it is kept whatever its period.
    pub(super) held: Option<String>,
    /// Since which day a decision to erase it is registered.
    pub(super) erasure_decided: Option<String>,
    /// Whether a member proposes to erase it before its day.
    pub(super) erasure_proposed: bool,
    /// The day on which it is erased, once that is near.
    pub(super) erase_on: Option<String>,
    pub(super) counts: Counts,
    pub(super) generation: u64,
    /// Whether the member has an index entry of it.
    pub(super) indexed: bool,
}

/// How many envelopes each thread has.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Counts {
    pub(super) c: u64,
    pub(super) i: u64,
}

/// A member's sealed cache of one case.
#[derive(Serialize, ToSchema)]
pub(super) struct Index {
    pub(super) salt: String,
    pub(super) sealed: String,
}

/// Of which cases.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct EntriesOf {
    /// The server's own names of at most 48 cases, in hex, with commas between them.
    pub(super) cases: Option<String>,
    /// The server's own name, in hex, of the case after which to begin.
    pub(super) after: Option<String>,
}

/// `GET /api/index`: of each entry the server's own name of its case (16 bytes), the salt (32 bytes), the length of what is
/// sealed (4 bytes, the highest first) and what is sealed. Thousands of them are read at each unlocking, and base64 would
/// cost a third more and the time to decode it.
pub(super) fn entries_answer(entries: &[(CaseId, SealedEntry)]) -> Vec<u8> {
    let bytes = entries.iter().map(|(_, entry)| ENTRY_HEAD + entry.ciphertext().len()).sum();
    let mut answer = Vec::with_capacity(bytes);
    for (case, entry) in entries {
        // No request is as long as this length can say.
        let Ok(length) = u32::try_from(entry.ciphertext().len()) else { continue };
        answer.extend_from_slice(case.as_bytes());
        answer.extend_from_slice(entry.salt());
        answer.extend_from_slice(&length.to_be_bytes());
        answer.extend_from_slice(entry.ciphertext());
    }
    answer
}

/// Bytes before what is sealed.
const ENTRY_HEAD: usize = 16 + 32 + 4;

/// `PUT /api/cases/{id}/index`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IndexRequest {
    pub(super) salt: String,
    pub(super) sealed: String,
    /// The salt of the entry that the sender knows and writes over; null where they know of none. It stands in the body,
    /// which a signature over the request covers.
    pub(super) replaces: Option<String>,
    /// How many envelopes of each thread it was made from, of an entry of a case: one of before a strike is erased in a while.
    #[serde(default)]
    pub(super) verified: Option<Counts>,
}

/// `GET /api/cases/{id}`
#[derive(Serialize, ToSchema)]
pub(super) struct OpenedAnswer {
    #[serde(flatten)]
    pub(super) case: CaseAnswer,
    pub(super) index: Option<Index>,
    pub(super) wraps: Vec<WrapAnswer>,
    pub(super) holders: Vec<String>,
}

/// One generation of the case's key, sealed to this member.
#[derive(Serialize, ToSchema)]
pub(super) struct WrapAnswer {
    pub(super) generation: u64,
    pub(super) sealed: String,
}

/// Which thread, and from which number on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    pub(super) thread: String,
    #[serde(default)]
    pub(super) from: u64,
}

/// `POST /api/cases/{id}/envelopes`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WritingRequest {
    pub(super) thread: String,
    pub(super) n: u64,
    pub(super) sealed: String,
    pub(super) step: Option<String>,
    /// The steps that an envelope of the internal thread takes: `waive-acknowledgement`, `waive-feedback`, and
    /// `unwaive-acknowledgement` and `unwaive-feedback`, which take them back; `hold` and `release`, `decide-erasure` and
    /// `undecide-erasure`, `propose-erasure` and `withdraw-erasure`.
    #[serde(default)]
    pub(super) steps: Vec<String>,
    /// The generation of the case's key that it is sealed to: one that has been replaced meanwhile is answered as a number
    /// that is taken.
    #[serde(default)]
    pub(super) generation: Option<u64>,
    pub(super) wraps: Vec<WrapRequest>,
    /// The files that it refers to, which were sent before: all of them become part of the case, or nothing is stored.
    #[serde(default)]
    pub(super) files: Vec<NamedFile>,
    /// Whether the envelope says that something was done that the log is to bear out, though it changes nothing in clear: what
    /// was exported or disclosed, or that contact details were opened.
    #[serde(default)]
    pub(super) deed: bool,
    /// Which half of a strike the envelope is. Such an envelope does nothing else.
    #[serde(default)]
    pub(super) strike: Option<StrikeRequest>,
}

/// One half of a strike.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum StrikeRequest {
    /// An earlier letter of the same thread is to be struck.
    Proposes(ProposalRequest),
    /// What another envelope of the same thread proposes, another member's, is done: the letter's bytes are deleted for good, its
    /// number, digest and day are served on.
    Confirms(ConfirmationRequest),
}

/// A letter that is to be struck.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalRequest {
    /// Its number.
    pub(super) n: u64,
    /// SHA-256 of its bytes, in hex.
    pub(super) digest: String,
    /// The ids of those files, of the ones stored with it, that are deleted too.
    pub(super) files: Vec<String>,
}

/// A proposal that is agreed to: by its number, and as whoever agrees has read it, so that nothing else is deleted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmationRequest {
    /// Its number.
    pub(super) proposal: u64,
    /// The number of the letter that it strikes.
    pub(super) n: u64,
    /// SHA-256 of that letter's bytes, in hex.
    pub(super) digest: String,
    /// The ids of the files that are deleted with it.
    pub(super) files: Vec<String>,
}

/// The case key, sealed to one holder.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrapRequest {
    pub(super) holder: String,
    pub(super) generation: u64,
    pub(super) sealed: String,
}

/// `POST /api/list-exports`
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListExportRequest {
    /// The channels that have a case in the list, in hex; 1 to 100.
    pub(super) channels: Vec<String>,
}
