//! What the server is told when something leaves the desk: that it did. Neither what it was, nor for whom, nor on what ground;
//! that stands in a note that the case's handlers read.

use serde_json::{Value, json};
use sigill_sealing::body::{Act, Content, Link, Note, What};
use sigill_sealing::holder::Holders;
use sigill_sealing::text::Text;

use super::Kept;
use super::signed_in::{AtWork, words};
use crate::files::references;
use crate::support::database::on_both_databases;
use crate::support::files::Prepared;
use crate::support::handler::{desk_envelope, internal_envelope};
use crate::support::http::Request;
use crate::support::reporter::{Reporter, Words, message, message_with};

on_both_databases! {
async fn a_case_file_a_package_a_masked_copy_a_disclosure_and_a_list_that_leave_the_desk_are_told_in_no_word(kept: Kept) {
    let lund = kept.with_channel().await;
    let mut desk = AtWork::on(&kept, &lund).await;
    let (what, contact) = (desk.secret("report"), desk.secret("contact details"));
    let reporter = Reporter::new(desk.child.intake);
    reporter.file(&lund, Holders::default(), &Words { what: &what, contact: &contact }).await;
    let case = desk.first.only_case().await;
    let (called, inside) = (desk.secret("name of a file"), desk.secret("content of a file"));
    let staged = desk.first.stage(&case, Prepared::with(inside.clone().into_bytes())).await;
    let named = staged.name();
    let (reference, content) = staged.refer(&format!("{called}.txt"));
    let letter = desk.first.letter(&case, message_with("Se bilagan.", vec![reference])).await;
    let mut body = desk_envelope(&letter, None, &[]);
    body["files"] = json!([named]);
    desk.first.post(&case, &body).await.expect(201);

    // Before anything is shown or saved it is written down, and the log bears that out by a leaf.
    let mut written = Vec::new();
    for (export, what) in [
        ("case file", "case-file"),
        ("package", "package"),
        ("masked copy", "copy"),
        ("disclosure", "disclosure"),
    ] {
        let (whom, ground) = (desk.secret(&format!("recipient of a {export}")), desk.secret(&format!("ground of a {export}")));
        let to = json!({ "is": "outside", "recipient": whom, "basis": ground, "told": null, "withheld": "Okänd." });
        let text = Text::new(format!("sigill/deed/v1\n{}", json!({ "what": what, "to": to }))).unwrap();
        let content = Content::Note(Note { text, refers: None, files: Vec::new(), counted: None });
        let letter = desk.first.internal(&case, content).await;
        let mut body = internal_envelope(&letter, &[]);
        body["deed"] = json!(true);
        desk.first.post(&case, &body).await.expect(201);
        written.extend([whom, ground]);
    }
    // Contact details are opened with a reason that the reporter sees, and who they are is handed out with a word to them.
    let opened = desk.first.open(&case).await;
    let details = opened.conversation.entries()[1].digest.unwrap();
    let (reason, notice) = (desk.secret("reason for opening"), desk.secret("notice of a disclosure"));
    let act = Act { what: What::ContactOpened, refers: Some(Link { n: 1, hash: details }), text: Text::new(reason.clone()).unwrap() };
    for (content, is_deed) in [(Content::Act(act), true), (message(&format!("Vi lämnar ut vem du är: {notice}.")), false)] {
        let letter = desk.first.letter(&case, content).await;
        let mut body = desk_envelope(&letter, None, &[]);
        body["deed"] = json!(is_deed);
        desk.first.post(&case, &body).await.expect(201);
    }
    // A package holds the files of the case, which the desk fetches and opens.
    let opened = desk.first.open(&case).await;
    let file = references(&opened.conversation)[0].1;
    assert_eq!(desk.first.open_file(&case, file).await, content);

    // A list of cases: of which channels, and not by which words it was searched and what stands in it.
    let plain = desk.secret("plaintext sent by mistake");
    let listing = |body: Value| desk.first.send(Request::new("POST", "/api/list-exports").json(&body));
    listing(json!({ "channels": [lund.id.to_string()] })).await.expect(204);
    for talkative in [
        json!({ "channels": [lund.id.to_string()], "filter": plain }),
        json!({ "channels": [lund.id.to_string()], "rows": [[plain]] }),
        json!({ "channels": [plain] }),
    ] {
        listing(talkative).await.expect_problem(400, "problem-malformed");
    }
    let letter = desk.first.letter(&case, message("Hej.")).await;
    let mut talkative = desk_envelope(&letter, None, &[]);
    talkative["deed"] = json!(plain);
    desk.first.post(&case, &talkative).await.expect_problem(400, "problem-malformed");

    // All of it is there, for whoever holds the keys; and the reporter knows of what is told them.
    let opened = desk.second.open(&case).await;
    let internal = desk.second.read_internal(&case, &opened).await;
    let read = words(internal.entries());
    for word in written {
        assert!(read.contains(&word), "{word} is in no note");
    }
    let read = words(opened.conversation.entries());
    assert!([&what, &reason, &notice].iter().all(|word| read.contains(*word)), "{read}");
    let seen = words(reporter.visit().await.conversation.entries());
    assert!([&reason, &notice].iter().all(|word| seen.contains(*word)), "{seen}");
    desk.assert_untold().await;
}
}
