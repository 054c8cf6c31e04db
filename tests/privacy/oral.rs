//! What was said and not typed by its reporter: reports that a handler enters, meetings, minutes and what becomes of them, and
//! what else a reporter tells by an act. The server is told nothing of it, nor the code that a handler's browser draws.

use sigill_sealing::body::{Act, Content, Language, Link, Message, Step, What};
use sigill_sealing::code::CaseCode;
use sigill_sealing::holder::Holders;
use sigill_sealing::text::Text;

use super::signed_in::{AtWork, words};
use super::{Kept, of_code};
use crate::desk::entering::{enter, entered};
use crate::server_path::browser::Browser;
use crate::support::child::today;
use crate::support::database::on_both_databases;
use crate::support::handler::{desk_envelope, internal_envelope};
use crate::support::http::text;
use crate::support::reporter::{Reporter, Visit, WORDS, Words, envelope};

fn act(what: What, refers: Option<Link>, words: &str) -> Content {
    Content::Act(Act { what, refers, text: Text::new(words.to_owned()).unwrap() })
}

fn of_minutes(words: &str) -> Content {
    Content::Message(Message {
        text: Text::new(words.to_owned()).unwrap(),
        language: Language::parse("sv").unwrap(),
        files: Vec::new(),
        step: Some(Step::Minutes),
    })
}

/// The newest envelope that a visit shows.
fn newest(visit: &Visit) -> Link {
    let entry = visit.conversation.entries().last().unwrap();
    Link { n: entry.n, hash: entry.digest.unwrap() }
}

on_both_databases! {
async fn an_entered_report_and_its_meetings_minutes_corrections_and_acts_are_told_in_no_word(kept: Kept) {
    let lund = kept.with_channel().await;
    let mut desk = AtWork::on(&kept, &lund).await;
    let reporter = Reporter::new(desk.child.intake);
    desk.look_for(of_code(&reporter.code));
    let (what, contact) = (desk.secret("entered report"), desk.secret("contact details"));
    let body = entered(&lund, &reporter, today(), Holders::default(), &Words { what: &what, contact: &contact });
    let answer = enter(&desk.first, &body).await.expect(201);
    let case = text(&answer["id"]).to_owned();
    // What a broken desk says beside it is refused and let go.
    let plain = desk.secret("plaintext sent by mistake");
    for name in ["came-by", "code", "note"] {
        let mut talkative = body.clone();
        talkative[name] = serde_json::json!(plain);
        enter(&desk.first, &talkative).await.expect_problem(400, "problem-malformed");
    }
    // How it came, by what it is documented, and the original that is kept elsewhere.
    let terms = ["came-by", "documented", "recording-consent", "evidence"].map(|term| (term, desk.secret(term)));
    let record = terms.each_ref().map(|(term, value)| (*term, value.as_str()));
    let letter = desk.first.record(&case, &record).await;
    desk.first.post(&case, &internal_envelope(&letter, &[])).await.expect(201);

    // A meeting is asked for and a time offered; minutes are sent, corrected, sent again and approved.
    let mut told = Vec::new();
    let mut secret = |name: &str| {
        let word = desk.secret(name);
        told.push(word.clone());
        word
    };
    let (asked, offered) = (secret("wish for a meeting"), secret("time of a meeting"));
    let (minutes, correction, approval) = (secret("minutes"), secret("correction of minutes"), secret("approval of minutes"));
    let (again, retaliation, withdrawal) = (secret("minutes, corrected"), secret("reprisals"), secret("withdrawal"));
    let tell = async |what: What, refers: bool, words: &str| {
        let visit = reporter.visit().await;
        let letter = visit.seal(act(what, refers.then(|| newest(&visit)), words));
        reporter.post("/api/case/envelopes", &envelope(&letter)).await.expect(201);
    };
    let write = async |content: Content| {
        let letter = desk.first.letter(&case, content).await;
        desk.first.post(&case, &desk_envelope(&letter, None, &[])).await.expect(201);
    };
    tell(What::Meeting, false, &asked).await;
    write(act(What::Meeting, None, &offered)).await;
    write(of_minutes(&minutes)).await;
    tell(What::Correct, true, &correction).await;
    write(of_minutes(&again)).await;
    tell(What::Approve, true, &approval).await;
    tell(What::Retaliation, false, &retaliation).await;
    tell(What::Withdraw, false, &withdrawal).await;

    // All of it is there, for whoever holds the keys, and for their reporter.
    let opened = desk.second.open(&case).await;
    assert_eq!(opened.conversation.alarms(), []);
    let read = words(opened.conversation.entries());
    let seen = words(reporter.visit().await.conversation.entries());
    for word in told.iter().chain([&what]) {
        assert!(read.contains(word) && seen.contains(word), "{word} is not in the conversation");
    }
    let internal = desk.second.read_internal(&case, &opened).await;
    let read = words(internal.entries());
    assert!(terms.iter().all(|(_, word)| read.contains(word)), "{read}");
    desk.assert_untold().await;
}

async fn what_a_reporter_tells_by_an_act_without_script_is_told_nobody_else_either(kept: Kept) {
    let lund = kept.with_channel().await;
    let mut desk = AtWork::on(&kept, &lund).await;
    let mut told = Vec::new();
    let mut secret = |name: &str| {
        let word = desk.secret(name);
        told.push(word.clone());
        word
    };
    let acts = [("meeting", secret("wish for a meeting")), ("retaliation", secret("reprisals")), ("withdraw", secret("withdrawal"))];
    let (minutes, correction) = (secret("minutes"), secret("correction of minutes"));
    let browser = Browser { intake: desk.child.intake, origin: "http://127.0.0.1:8080".to_owned() };
    let blank = browser.get("/sv/c/lund/report/server").await.form("code");
    let filed = browser.submit_with(&blank.with("q-what", WORDS.what), &[]).await;
    let code = CaseCode::parse(&filed.code()).unwrap();
    desk.look_for(of_code(&code));
    let follow_up = async || {
        let door = browser.get("/sv/follow-up/server").await.form("code");
        browser.submit_with(&door.with("code", code.written().expose()), &[]).await
    };
    let tell = async |what: &str, words: &str| {
        let form = follow_up().await.acts(what).remove(0).with("text", words);
        let form = if what == "withdraw" { form.with("sure", "yes") } else { form };
        let sent = browser.submit_with(&form, &[]).await;
        assert_eq!((sent.status, sent.words(".good").len()), (200, 1), "{what}: {}", sent.html);
    };
    for (what, words) in &acts {
        tell(what, words).await;
    }
    let case = desk.first.only_case().await;
    let letter = desk.first.letter(&case, of_minutes(&minutes)).await;
    desk.first.post(&case, &desk_envelope(&letter, None, &[])).await.expect(201);
    assert!(follow_up().await.html.contains(&minutes));
    tell("correct", &correction).await;

    let read = words(desk.second.open(&case).await.conversation.entries());
    for word in told {
        assert!(read.contains(&word), "{word} is not in the conversation");
    }
    desk.assert_untold().await;
}
}
