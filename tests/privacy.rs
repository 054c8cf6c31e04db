//! Nothing that a reporter types, and nothing that tells who or where they are, comes to rest at the server.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use serde_json::json;
use sigill_sealing::code::CaseCode;
use sigill_sealing::holder::Holders;

use crate::support::database::on_both_databases;
use crate::support::http::Request;
use crate::support::reporter::{Reporter, Words};
use kept::Kept;
use needles::{Needle, canary, needles};

mod browser_path_files;
mod desk;
mod exports;
pub(crate) mod kept;
pub(crate) mod needles;
mod oral;
mod record;
pub(crate) mod search;
mod server_path;
mod server_path_files;
mod signed_in;

/// What every request of a reporter brings with it, from their browser and from proxies on the way.
const TELLING: [&str; 11] = [
    "User-Agent",
    "Referer",
    "X-Forwarded-For",
    "X-Real-IP",
    "Forwarded",
    "Via",
    "Cookie",
    "Sec-CH-UA-Platform",
    "Accept-Language",
    // Every maker of proxies has names of their own.
    "X-Amzn-Trace-Id",
    "X-Nobodys-Yet",
];

/// A photograph's beginning, with what it says of its place.
fn photograph(place: &str, content: &str, length: usize) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe1\x00\x40Exif\0\0".to_vec();
    bytes.extend_from_slice(place.as_bytes());
    while bytes.len() < length {
        bytes.extend_from_slice(content.as_bytes());
        bytes.extend((0..4096).map(|place: usize| (place % 251).to_le_bytes()[0]));
    }
    bytes
}

/// A second after the last answer, when whatever was in use has been let go.
async fn let_go() {
    tokio::time::sleep(Duration::from_secs(1)).await;
}

/// The spellings of a case code and what it is made of.
fn of_code(code: &CaseCode) -> Vec<Needle> {
    let written = code.written();
    let written = written.expose();
    let plain = written.replace('-', "");
    let spellings = [written.clone(), plain.clone(), written.replace('-', " ")];
    let mut all = Vec::new();
    for spelling in spellings.iter().flat_map(|spelling| [spelling.clone(), spelling.to_lowercase()]) {
        all.extend(needles("case code", spelling.as_bytes()));
    }
    all.extend(needles("case code's bytes", code.expose()));
    for (name, seed) in [
        ("access seed", code.access().expose()),
        ("reporter seed", code.reporter().expose()),
        ("signing seed", code.signing().expose()),
    ] {
        all.extend(needles(name, seed));
    }
    all
}

on_both_databases! {
async fn a_report_on_the_browser_path_leaves_nothing_in_files_or_memory_that_tells_its_words_or_its_sender(kept: Kept) {
    let lund = kept.with_channel().await;
    let home = kept.home();
    let child = home.start(&kept.setting()).await;

    let mut reporter = Reporter::new(child.intake);
    let mut looked_for = of_code(&reporter.code);
    let mut secret = |name: &str| {
        let word = canary();
        looked_for.extend(needles(name, word.as_bytes()));
        word
    };
    reporter.headers = TELLING.map(|name| (name.to_owned(), secret(name))).to_vec();
    let words = Words { what: &secret("report"), contact: &secret("contact details") };
    let (reply, in_query, in_path) = (secret("message"), secret("query"), secret("path"));
    let (plain, malformed) = (secret("plaintext sent by mistake"), secret("a request that is none"));

    reporter.file(&lund, Holders::default(), &words).await;
    let visit = reporter.comes_back().visit().await;
    reporter.reply(&visit, &reply).await.expect(201);
    // What a reporter, a link or a broken client may send besides; all at once, so that no request takes the place of another in
    // what the server keeps ready for the next.
    let mut besides = Vec::new();
    for path in
        ["/", "/sv/", "/sv/c/lund", "/sv/c/lund/report", "/api/channels/lund", "/api/nonce", "/assets/none"]
    {
        besides.push(Request::get(&format!("{path}?from={in_query}")));
        besides.push(Request::get(&format!("{path}/{in_path}")));
    }
    let nonce = reporter.nonce().await;
    besides.push(reporter.sign("GET", &format!("/api/case?q={in_query}"), b"", &nonce));
    let typed = json!({ "text": plain }).to_string();
    let large = json!({ "text": plain.repeat(60_000) }).to_string();
    for path in ["/api/cases", "/api/case/envelopes", "/sv/c/lund/report"] {
        besides.push(reporter.sign("POST", path, typed.as_bytes(), &nonce));
        besides.push(reporter.sign("POST", path, large.as_bytes(), &nonce));
    }
    besides.push(Request::new("POST", "/api/cases").header("X-Odd\u{1}Name", &malformed));
    // A connection that the server breaks off has no answer to read.
    let sent = besides.into_iter().map(|request| async {
        request.headers(&reporter.headers).try_send(child.intake).await.map_or(0, |answer| answer.status)
    });
    let statuses = futures_util::future::join_all(sent).await;
    assert!(statuses.iter().filter(|status| **status != 0).count() > 15, "{statuses:?}");
    let_go().await;

    assert_eq!(kept.found(&child, &looked_for), BTreeSet::new(), "{}", home.printed());
}

async fn a_leak_of_each_kind_would_be_found(kept: Kept) {
    kept.with_channel().await;
    let home = kept.home();
    let word = canary();
    let looked_for = needles("leak", word.as_bytes());
    // Environment variables lie in a process's memory, and hold no zero bytes.
    let mut setting = kept.setting();
    for (number, needle) in looked_for.iter().enumerate() {
        if let Ok(text) = String::from_utf8(needle.bytes.clone())
            && !text.contains('\0')
        {
            setting.environment.push((format!("PLANTED_{number}"), text));
        }
    }
    let child = home.start(&setting).await;
    let all =
        looked_for.iter().flat_map(|needle| [b"\n".as_slice(), &needle.bytes]).collect::<Vec<_>>().concat();
    for file in ["stdout", "stderr", "tmp/upload"] {
        let mut bytes = fs::read(kept.folder().join(file)).unwrap_or_default();
        bytes.extend(&all);
        fs::write(kept.folder().join(file), bytes).unwrap();
    }
    let mut planted = kept.plant(&all);
    let at_first = kept.found(&child, &looked_for);
    (planted.settle)();
    let at_last = kept.found(&child, &looked_for);

    for needle in &looked_for {
        let has = |found: &BTreeSet<String>, place: &str| {
            assert!(found.contains(&format!("{place}: {}", needle.name)), "{place}: {}", needle.name);
        };
        for place in ["stdout", "stderr", "upload", planted.at_first] {
            has(&at_first, place);
        }
        planted.at_last.iter().for_each(|place| has(&at_last, place));
        if !needle.bytes.contains(&0) {
            has(&at_first, "memory");
        }
    }
}
}
