//! What a reporter without script tells beside messages: a wish to meet, reprisals, a withdrawal, an answer to minutes.

use sigill::cases::lifecycle::{Step as ClockStep, months_after};
use sigill::http::locale::Locale;
use sigill::http::words::Words;
use sigill_sealing::body::{Act, Content, Link, Path, Step, What};
use sigill_sealing::day::Day;
use sigill_sealing::text::Text;
use sigill_sealing::thread::Conversation;

use super::browser::{Form, Page};
use super::world::{World, bodies, to_reporter};
use crate::support::database::{TestDatabase, on_both_databases};

/// What stands at a number, if it is an act: which, its words, and what it is about.
fn act(conversation: &Conversation, n: usize) -> (What, &str, Option<u64>) {
    let body = bodies(conversation)[n];
    let Content::Act(act) = &body.content else { panic!("no act at {n}") };
    assert_eq!(body.position.path, Path::Server);
    (act.what, act.text.expose(), act.refers.map(|link| link.n))
}

/// The one form by which an act is told.
fn telling(page: &Page, what: &str) -> Form {
    let forms = page.acts(what);
    assert_eq!(forms.len(), 1, "{what}: {}", page.html);
    forms.into_iter().next().unwrap()
}

/// A day as the pages write it.
fn in_words(day: Day) -> String {
    let date = chrono::NaiveDate::from_ymd_opt(day.year().into(), day.month().into(), day.day().into());
    Words::new(Locale::Sv).day(date.unwrap())
}

on_both_databases! {
    async fn what_is_told_by_an_act_stands_signed_in_the_conversation_once_and_looks_like_a_message(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let handler = &world.channel.handlers[0];
        let page = world.follow_up(&code).await;
        let message = page.form("text").with("text", "Torsdag, per telefon.");
        let length = message.multipart(&[]).len();
        world.browser.submit_with(&message, &[]).await;

        let told = [
            ("meeting", What::Meeting, "Handl\u{e4}ggarna ser att du vill ha ett m\u{f6}te"),
            ("retaliation", What::Retaliation, "Handl\u{e4}ggarna ser att du ber\u{e4}ttar om repressalier"),
            ("withdraw", What::Withdraw, "Handl\u{e4}ggarna ser att du har tagit tillbaka rapporten"),
        ];
        for (n, (what, _, says)) in told.iter().enumerate() {
            let form = telling(&world.follow_up(&code).await, what).with("text", "Torsdag, per telefon.");
            let form = if *what == "withdraw" { form.with("sure", "yes") } else { form };
            // As long as a message of some words more: nobody on the line sees which of them it is.
            let more = form.multipart(&[]).len().checked_sub(length).unwrap();
            assert!(more < 200, "{what}: {more}");
            for _ in 0..2 {
                let sent = world.browser.submit_with(&form, &[]).await;
                assert_eq!((sent.status, sent.words(".good").len()), (200, 1), "{}", sent.html);
                assert!(sent.words(".good").concat().starts_with(says), "{what}");
            }
            assert_eq!(world.open(handler).await.1.entries().len(), 4 + n);
        }
        let (_, conversation) = world.open(handler).await;
        for (n, (_, what, _)) in told.iter().enumerate() {
            assert_eq!(act(&conversation, 3 + n), (*what, "Torsdag, per telefon.", None));
        }
        // What lies in the database is as long, and nothing beside it says which it is.
        let stolen = world.installation.database.steal("SELECT sealed AS bytes FROM envelopes WHERE n > 1");
        assert_eq!(stolen.len(), 4);
        assert!(stolen.iter().all(|sealed| sealed.len() == stolen[0].len()));

        let withdrawn = world.follow_up(&code).await;
        assert!(withdrawn.says("Du tog tillbaka rapporten") && withdrawn.acts("withdraw").is_empty());
        assert_eq!(withdrawn.acts("meeting").len(), 1);
    }

    async fn nothing_is_withdrawn_that_was_not_confirmed_and_nothing_typed_is_lost(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let handler = &world.channel.handlers[0];
        let page = world.follow_up(&code).await;
        let unsure = telling(&page, "withdraw").with("text", "Jag orkar inte mer.");
        let asked = world.browser.submit_with(&unsure, &[]).await;
        assert_eq!((asked.status, asked.words(".problems a").len()), (422, 1), "{}", asked.html);
        assert_eq!(asked.words("details[open] summary"), ["Ta tillbaka rapporten"]);
        let again = telling(&asked, "withdraw");
        assert_eq!(again.value("text"), "Jag orkar inte mer.");
        let wordless = world.browser.submit_with(&telling(&page, "retaliation"), &[]).await;
        assert_eq!((wordless.status, wordless.words(".problems a").len()), (422, 1));
        assert_eq!(world.open(handler).await.1.entries().len(), 2);

        // Something new comes first: it is read, and then it is told.
        world.answer(handler, "Tack.", None).await;
        let late = world.browser.submit_with(&again.with("sure", "yes"), &[]).await;
        assert_eq!(late.status, 409);
        assert!(late.says("Tack."));
        let again = telling(&late, "withdraw");
        assert_eq!((again.value("text"), again.value("n")), ("Jag orkar inte mer.", "3"));
        assert_eq!(world.browser.submit_with(&again.with("sure", "yes"), &[]).await.status, 200);
        let (_, conversation) = world.open(handler).await;
        assert_eq!(act(&conversation, 3), (What::Withdraw, "Jag orkar inte mer.", None));
    }

    async fn minutes_are_corrected_and_approved_and_both_versions_stay(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let handler = &world.channel.handlers[0];
        assert!(world.follow_up(&code).await.acts("approve").is_empty());
        world.write(handler, to_reporter("Du sade: i maj.", Some(Step::Minutes))).await;
        let page = world.follow_up(&code).await;
        assert_eq!(page.words(".minutes .words"), ["Du sade: i maj."]);
        let (approval, correction) = (telling(&page, "approve"), telling(&page, "correct"));
        let wordless = world.browser.submit_with(&correction, &[]).await;
        assert_eq!(wordless.status, 422);
        assert_eq!(wordless.words(".minutes details[open]").len(), 1);
        let correction = correction.with("text", "Det var i mars.");
        for _ in 0..2 {
            let sent = world.browser.submit_with(&correction, &[]).await;
            assert_eq!((sent.status, sent.words(".good").len()), (200, 1), "{}", sent.html);
            assert!(sent.acts("approve").is_empty() && sent.says("Du r\u{e4}ttade det"));
        }
        // What was answered is not answered twice, by whatever form.
        assert_eq!(world.browser.submit_with(&approval, &[]).await.status, 409);
        assert_eq!(world.browser.submit_with(&approval.with("n", "5"), &[]).await.status, 409);

        world.write(handler, to_reporter("Du sade: i mars.", Some(Step::Minutes))).await;
        let page = world.follow_up(&code).await;
        let approval = telling(&page, "approve");
        for _ in 0..2 {
            assert_eq!(world.browser.submit_with(&approval, &[]).await.status, 200);
        }
        let done = world.follow_up(&code).await;
        for words in ["Du sade: i maj.", "Det var i mars.", "Du sade: i mars.", "Du godk\u{e4}nde det", "Du r\u{e4}ttade det"] {
            assert!(done.says(words), "{words}");
        }
        assert!(done.words(".minutes").is_empty());
        let (_, conversation) = world.open(handler).await;
        let acts: Vec<_> = (3..bodies(&conversation).len())
            .filter(|n| matches!(&bodies(&conversation)[*n].content, Content::Act(act) if act.what != What::Read))
            .map(|n| act(&conversation, n))
            .collect();
        let [first, second] = acts.as_slice() else { panic!("{acts:?}") };
        assert_eq!((first.0, first.1), (What::Correct, "Det var i mars."));
        assert_eq!((second.0, second.1), (What::Approve, ""));
        let about = [first.2, second.2].map(|n| bodies(&conversation)[usize::try_from(n.unwrap()).unwrap()]);
        assert!(about.iter().all(|body| matches!(&body.content, Content::Message(said) if said.step == Some(Step::Minutes))));
        assert!(first.2 < second.2);
    }

    async fn whoever_is_not_answered_in_time_is_told_what_the_law_lets_them_do_and_can_tell_of_reprisals_in_a_closed_case(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let handler = &world.channel.handlers[0];
        world.installation.clock.move_days(7);
        assert!(world.follow_up(&code).await.words(".note h3").is_empty());
        world.installation.clock.move_days(1);
        let late = world.follow_up(&code).await;
        assert_eq!(late.words(".note h3"), ["Handl\u{e4}ggarna har inte svarat i tid"]);
        assert!(late.says("Du skulle ha f\u{e5}tt en bekr\u{e4}ftelse senast") && !late.says("4 kap. 7"));
        world.installation.clock.move_days(100);
        assert!(world.follow_up(&code).await.says("4 kap. 7"));

        world.answer(handler, "Tack.", Some((Step::Acknowledge, ClockStep::Acknowledge))).await;
        world.answer(handler, "S\u{e5} h\u{e4}r gjorde vi.", Some((Step::Feedback, ClockStep::Feedback))).await;
        world.answer(handler, "Slut.", Some((Step::Close, ClockStep::Close))).await;
        let closed = world.follow_up(&code).await;
        assert!(closed.words(".note h3").is_empty());
        let form = telling(&closed, "retaliation").with("text", "Jag fick inte f\u{f6}rl\u{e4}ngt.");
        assert_eq!(world.browser.submit_with(&form, &[]).await.status, 200);
        let (_, conversation) = world.open(handler).await;
        let last = conversation.entries().len() - 1;
        assert_eq!(act(&conversation, last), (What::Retaliation, "Jag fick inte f\u{f6}rl\u{e4}ngt.", None));
    }

    async fn a_reporter_sees_that_they_were_read_only_where_the_channel_says_so(database: TestDatabase) {
        let mut world = World::on(database).await;
        let code = world.file().await.code();
        let handler = &world.channel.handlers[0];
        let (_, conversation) = world.open(handler).await;
        let report = Link { n: 0, hash: conversation.entries()[0].digest.unwrap() };
        world.write(handler, Content::Act(Act { what: What::Read, refers: Some(report), text: Text::empty() })).await;
        let page = world.follow_up(&code).await;
        assert!(page.words(".mark").is_empty() && page.words(".tag.new").is_empty());
        // That it was read is no letter: the reporter has nothing to mark in their turn.
        assert_eq!(page.form("text").value("n"), "3");
        world.channel.settings.read_marks = true;
        world.publish().await;
        let page = world.follow_up(&code).await;
        assert_eq!(page.words(".letter.own .mark").len(), 1);
        assert!(page.words(".letter.own .mark").concat().starts_with("L\u{e4}st av en handl\u{e4}ggare"));
    }

    async fn a_reporter_is_told_until_when_the_case_is_kept_and_what_happens_then(database: TestDatabase) {
        let mut world = World::on(database).await;
        world.channel.settings.retention_months = 6;
        world.publish().await;
        let code = world.file().await.code();
        let open = world.follow_up(&code).await;
        assert!(open.says("sparas det i 6 m\u{e5}nader"));
        assert!(!open.says("Skriver du igen"));

        // What was said when the report came binds; a shorter time holds for all.
        world.installation.clock.move_days(5);
        world.channel.settings.retention_months = 24;
        world.publish().await;
        world.installation.clock.move_days(5);
        let closed = world.today();
        world.answer(&world.channel.handlers[0], "Slut.", Some((Step::Close, ClockStep::Close))).await;
        let until = |months| months_after(closed, months).unwrap();
        let page = world.follow_up(&code).await;
        assert!(page.says(&format!("sparas till {}", in_words(until(6)))) && page.says("Skriver du igen"));
        world.channel.settings.retention_months = 1;
        world.publish().await;
        assert!(world.follow_up(&code).await.says(&format!("sparas till {}", in_words(until(1)))));
    }
}
