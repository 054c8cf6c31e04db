//! What members write in a case: its record with every term that there is, notes with mentions and threads, and letters that a
//! template began. The server is told nothing of it.

use serde_json::json;
use sigill_sealing::body::{Content, Link, Note};
use sigill_sealing::digest::Digest;
use sigill_sealing::encoding::base64;
use sigill_sealing::holder::Holders;
use sigill_sealing::text::Text;

use super::signed_in::{AtWork, words};
use super::{Kept, canary, needles};
use crate::support::database::on_both_databases;
use crate::support::files::Prepared;
use crate::support::handler::{desk_envelope, internal_envelope};
use crate::support::reporter::{Reporter, WORDS, message, message_with};

/// The desk's own table of terms: one that is added there is looked for here.
const TERMS: &str = include_str!("../../web/src/desk/cases/record/terms.ts");

/// The name and the form of every term.
fn terms() -> Vec<(&'static str, &'static str)> {
    let quoted = |line: &'static str, name: &str| {
        line.split_once(&format!("{name}: \""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value)
    };
    let rows = TERMS.lines().filter(|line| line.starts_with("  { name: \""));
    rows.map(|line| (quoted(line, "name").unwrap(), quoted(line, "form").unwrap())).collect()
}

/// A note with these words, which answers another.
fn note(words: String, refers: Option<Link>) -> Content {
    Content::Note(Note { text: Text::new(words).unwrap(), refers, files: Vec::new(), counted: None })
}

on_both_databases! {
async fn no_term_of_a_record_and_no_note_mention_thread_or_letter_of_a_template_is_told_in_a_word(kept: Kept) {
    let lund = kept.with_channel().await;
    let mut desk = AtWork::on(&kept, &lund).await;
    let reporter = Reporter::new(desk.child.intake);
    reporter.file(&lund, Holders::default(), &WORDS).await;
    let case = desk.first.only_case().await;
    let of_internal = |letter: &sigill_sealing::thread::Letter<_>| internal_envelope(letter, &[]);

    // The record, each term in words of its own; and once more, changed, as work goes on.
    let terms = terms();
    let forms = ["text", "line", "tags", "cases", "members"];
    assert!(forms.iter().all(|form| terms.iter().any(|(_, found)| found == form)) && terms.len() > 50, "{terms:?}");
    let mut told = Vec::new();
    for _ in 0..2 {
        let values: Vec<String> = terms.iter().map(|(term, _)| desk.secret(&format!("term {term}"))).collect();
        let record: Vec<_> = terms.iter().zip(&values).map(|((term, _), value)| (*term, value.as_str())).collect();
        let letter = desk.first.record(&case, &record).await;
        desk.first.post(&case, &of_internal(&letter)).await.expect(201);
        told.extend(values);
    }
    // A case that it is linked with is named by its id, which is nobody's but its holders'.
    let linked = Digest::of(canary().as_bytes());
    desk.look_for(needles("linked case", linked.as_bytes()));
    desk.look_for(needles("linked case's name", linked.to_string().as_bytes()));
    let letter = desk.first.record(&case, &[("linked", &linked.to_string())]).await;
    desk.first.post(&case, &of_internal(&letter)).await.expect(201);

    // A note with a mention and a file, and the thread that answers it.
    let (asked, mentioned, answered) = (desk.secret("note"), desk.secret("mention"), desk.secret("answer to a note"));
    let (called, inside) = (desk.secret("name of a note's file"), desk.secret("content of a note's file"));
    let staged = desk.first.stage(&case, Prepared::with(inside.clone().into_bytes())).await;
    let named = staged.name();
    let (reference, _) = staged.refer(&format!("{called}.txt"));
    let text = Text::new(format!("{asked}, säger @{mentioned}.")).unwrap();
    let content = Content::Note(Note { text, refers: None, files: vec![reference], counted: None });
    let letter = desk.first.internal(&case, content).await;
    let mut body = of_internal(&letter);
    body["files"] = json!([named]);
    desk.first.post(&case, &body).await.expect(201);
    let refers = Link { n: letter.n, hash: Digest::of(letter.sealed.as_bytes()) };
    let letter = desk.second.internal(&case, note(answered.clone(), Some(refers))).await;
    desk.second.post(&case, &of_internal(&letter)).await.expect(201);
    told.extend([asked, mentioned, answered]);

    // A letter that a template began, with the case's words in its places, and a file.
    let (place, attached) = (desk.secret("place of a template, filled in"), desk.secret("name of a letter's file"));
    let staged = desk.first.stage(&case, Prepared::with(place.clone().into_bytes())).await;
    let named = staged.name();
    let (reference, _) = staged.refer(&format!("{attached}.pdf"));
    let filled = format!("Hej!\n\nVi har tagit emot din rapport om {place}. Du får svar senast den 3 maj.");
    let letter = desk.first.letter(&case, message_with(&filled, vec![reference])).await;
    let mut body = desk_envelope(&letter, None, &[]);
    body["files"] = json!([named]);
    desk.first.post(&case, &body).await.expect(201);
    let reply = desk.secret("reporter's reply");
    reporter.reply(&reporter.visit().await, &reply).await.expect(201);

    // What a broken desk forgot to seal is refused and let go, in either thread; so is what it says of it in the open.
    let plain = desk.secret("plaintext sent by mistake");
    for (thread, n) in [("i", 5), ("c", 4)] {
        let forgotten = json!({
            "thread": thread, "n": n, "sealed": base64(format!("{plain:8192}").as_bytes()), "step": null, "wraps": [],
        });
        desk.first.post(&case, &forgotten).await.expect_problem(400, "problem-not-sealed");
    }
    let letter = desk.first.letter(&case, message("Hej.")).await;
    for name in ["template", "step", "tags", "mentions"] {
        let mut talkative = desk_envelope(&letter, None, &[]);
        talkative[name] = json!(plain);
        desk.first.post(&case, &talkative).await.expect_problem(400, "problem-malformed");
    }

    // All of it is there, for whoever holds the keys.
    let opened = desk.second.open(&case).await;
    let internal = desk.second.read_internal(&case, &opened).await;
    let read = words(internal.entries());
    for word in told {
        assert!(read.contains(&word), "{word} is not in the internal thread");
    }
    let read = words(opened.conversation.entries());
    assert!(read.contains(&place) && read.contains(&reply), "{read}");
    desk.assert_untold().await;
}
}
