//! The server path through the real server, on both databases: a reporter without script, and what must never happen.

use sigill::cases::Path as CasePath;
use sigill::cases::lifecycle::{State as CaseState, Step as ClockStep};
use sigill::channels::settings::Acknowledgement;
use sigill_sealing::body::{Content, Path, Step};
use sigill_sealing::gate::Sealed;

mod acts;
pub(crate) mod browser;
mod downloads;
mod failures;
mod files;
mod refusals;
mod world;

use crate::desk::room::largest_envelope;
use crate::support::database::{TestDatabase, on_both_databases};
use world::{FOLLOW_UP, REPORT, WORDS, World, answers, bodies, foreign_envelope, message};

on_both_databases! {
    async fn a_report_without_script_is_read_answered_and_followed_up(database: TestDatabase) {
        let world = World::on(database).await;
        let form = world.filled_form().await.with("q-category", "conf").with("q-who", "A\u{30a}sa\r\n\tB");
        let form = form.with("contact-name", " Kim\t").with("contact-reach", "070-1");
        let filed = world.browser.submit(&form).await;
        assert_eq!(filed.status, 200, "{}", filed.html);
        assert_eq!(filed.code(), form.value("code"));

        let handler = &world.channel.handlers[0];
        assert_eq!(world.row(handler).await.path, CasePath::Server);
        let (case, conversation) = world.open(handler).await;
        let expected = [("category", "conf"), ("what", WORDS), ("who", "\u{c5}sa\n B")];
        assert_eq!(answers(&conversation), expected);
        assert!(bodies(&conversation).iter().all(|body| body.position.path == Path::Server));
        let Content::Contact(contact) = &bodies(&conversation)[1].content else { panic!("no contact") };
        assert_eq!(contact.open(case.keys().first()).unwrap().text.expose(), "Ditt namn: Kim\nHur vi n\u{e5}r dig: 070-1");

        let reference = case.facts().case().reference().to_string();
        assert!(filed.says(&reference));
        world.answer(handler, "Tack. N\u{e4}r var det?", Some((Step::Acknowledge, ClockStep::Acknowledge))).await;

        let opened = world.browser.submit(&filed.form("code").with("code", &filed.code().to_lowercase())).await;
        assert_eq!(opened.status, 200, "{}", opened.html);
        let category = "J\u{e4}v, intressekonflikt eller v\u{e4}nskapskorruption";
        for words in [WORDS, category, "Tack. N\u{e4}r var det?", &reference, "Bekr\u{e4}ftad"] {
            assert!(opened.says(words), "{words}: {}", opened.html);
        }
        assert_eq!(opened.words(".tag.new").len(), 1);
        assert!(opened.words(".bad").is_empty());

        let reply = opened.form("text").with("text", "I maj.");
        // Number 3 says that the answer was read; for the rest of the day it still counts as new.
        assert_eq!(reply.value("n"), "4");
        assert_eq!(world.follow_up(&filed.code()).await.words(".tag.new").len(), 1);
        let sent = world.browser.submit(&reply).await;
        assert_eq!(sent.status, 200, "{}", sent.html);
        assert_eq!(sent.words(".good").len(), 1);
        assert!(sent.words(".tag.new").is_empty() && sent.says("I maj."));
        let (_, conversation) = world.open(handler).await;
        assert_eq!(message(&conversation, 4), ("I maj.", Path::Server));
        world.answer(handler, "Tack igen.", None).await;
        world.installation.clock.move_days(1);
        assert_eq!(world.follow_up(&filed.code()).await.words(".tag.new").len(), 1);
        world.installation.clock.move_days(1);
        assert!(world.follow_up(&filed.code()).await.words(".tag.new").is_empty());
        assert_eq!(world.open(handler).await.1.entries().len(), 7);
        assert_eq!(world.cases(), 1);
    }

    async fn the_same_form_again_is_answered_as_the_first_time(database: TestDatabase) {
        let mut world = World::on(database).await;
        let form = world.filled_form().await;
        let first = world.browser.submit(&form).await;
        assert_eq!(first.status, 200, "{}", first.html);
        // Whatever happened since: the keyring has gone on, and the handlers are others.
        world.channel.deputies.pop();
        world.publish().await;
        world.installation.clock.move_days(40);
        let again = world.browser.submit(&form).await;
        assert_eq!((again.status, again.code()), (200, first.code()));
        assert_eq!(again.html, first.html);
        assert_eq!(world.cases(), 1);
    }

    async fn another_text_under_the_same_code_is_a_conflict_and_is_offered_as_a_message(database: TestDatabase) {
        let world = World::on(database).await;
        let form = world.filled_form().await;
        let code = form.value("code").to_owned();
        world.browser.submit(&form).await;
        let changed = world.browser.submit(&form.with("q-what", "Det var tv\u{e5} sv\u{e5}grar")).await;
        assert_eq!((changed.status, changed.code()), (409, code.clone()));
        assert_eq!(world.cases(), 1);
        let message_form = changed.form("text");
        assert!(message_form.value("text").contains("Det var tv\u{e5} sv\u{e5}grar"));
        let sent = world.browser.submit(&message_form).await;
        assert_eq!(sent.status, 200, "{}", sent.html);
        let (_, conversation) = world.open(&world.channel.handlers[0]).await;
        assert!(message(&conversation, 2).0.contains("Det var tv\u{e5} sv\u{e5}grar"));
        assert_eq!(answers(&conversation), [("what", WORDS)]);
    }

    async fn a_message_sent_twice_is_one_and_one_that_comes_second_waits(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let form = world.follow_up(&code).await.form("text");
        let reply = form.clone().with("text", "Ett.");
        for _ in 0..3 {
            let sent = world.browser.submit(&reply).await;
            assert_eq!((sent.status, sent.words(".good").len()), (200, 1), "{}", sent.html);
        }
        let handler = &world.channel.handlers[0];
        world.answer(handler, "Fr\u{e5}ga", None).await;
        // The same form still means the message that is there; other words made for its number do not.
        assert_eq!(world.browser.submit(&reply).await.status, 200);
        let late = world.browser.submit(&form.with("text", "Tv\u{e5}.")).await;
        assert_eq!(late.status, 409);
        assert!(late.says("Fr\u{e5}ga"));
        let again = late.form("text");
        assert_eq!((again.value("text"), again.value("n")), ("Tv\u{e5}.", "4"));
        assert_eq!(world.open(handler).await.1.entries().len(), 4);
        assert_eq!(world.browser.submit(&again).await.status, 200);
        let (_, conversation) = world.open(handler).await;
        assert_eq!(message(&conversation, 2).0, "Ett.");
        assert_eq!(message(&conversation, 4).0, "Tv\u{e5}.");
    }

    async fn a_mistake_keeps_everything_typed_and_files_nothing(database: TestDatabase) {
        let world = World::on(database).await;
        let handler = world.channel.handlers[0].id.to_string();
        let form = world.filled_form().await.with("q-what", "  ").with("q-when", "I \"maj\" <b>");
        let form = form.with("q-ongoing", "perhaps").with("q-category", "nothing-known");
        let form = form.with("q-who", &"\u{e5}".repeat(100_001)).ticking("concerns", &handler);
        let form = form.with("contact-name", "Kim & co");
        let page = world.browser.submit(&form).await;
        assert_eq!(page.status, 422);
        let links = page.words(".problems a");
        assert_eq!(links.len(), 4, "{links:?}");
        let back = page.form("code");
        for name in ["code", "epoch", "q-when", "q-who", "concerns", "contact-name"] {
            assert_eq!(back.value(name), form.value(name), "{name}");
        }
        assert_eq!(world.cases(), 0);
        // Counted in characters: 100,000 of four bytes are no mistake, and their form is within the limit.
        let long = back.with("q-what", WORDS).with("q-who", &"\u{1f600}".repeat(100_000)).with("q-category", "");
        let page = world.browser.submit(&long).await;
        assert_eq!(page.status, 200, "{}", page.words(".problems").concat());
    }

    async fn whom_it_concerns_gets_nothing_and_if_nobody_is_left_nothing_is_filed(database: TestDatabase) {
        let world = World::on(database).await;
        let ids: Vec<String> = {
            let people = world.channel.handlers.iter().chain(&world.channel.deputies);
            people.map(|person| person.id.to_string()).collect()
        };
        let shut_out = |form: browser::Form, ids: &[String]| {
            ids.iter().fold(form, |form, id| form.ticking("concerns", id))
        };
        let nobody = shut_out(world.filled_form().await, &ids).ticking("concerns", "recovery");
        let page = world.browser.submit(&nobody).await;
        assert_eq!((page.status, world.cases()), (422, 0));
        assert!(page.says("Arbetsmilj\u{f6}verket"));

        let alone = shut_out(world.filled_form().await, &ids);
        let asked = world.browser.submit(&alone).await;
        assert_eq!((asked.status, world.cases()), (422, 0));
        assert!(asked.says("Arbetsmilj\u{f6}verket"));
        let filed = world.browser.submit(&asked.form("code").with("alone", "yes")).await;
        assert_eq!((filed.status, world.cases()), (200, 1), "{}", filed.html);
        assert_eq!(world.installation.database.steal("SELECT holder AS bytes FROM wraps"), [[0; 16]]);
        // Without the box ticked it is still the same form.
        assert_eq!(world.browser.submit(&alone).await.code(), filed.code());

        let one = world.browser.submit(&shut_out(world.filled_form().await, &ids[..1])).await;
        assert_eq!(one.status, 200);
        let holders = world.installation.database.steal("SELECT holder AS bytes FROM wraps");
        assert_eq!(holders.len(), 3);
        assert!(!holders.contains(&world.channel.handlers[0].id.as_bytes().to_vec()));
    }

    async fn who_was_not_on_the_form_gets_nothing(database: TestDatabase) {
        let mut world = World::on(database).await;
        let form = world.filled_form().await;
        world.publish().await;
        // A mere renewal lists the same persons.
        assert_eq!(world.browser.submit(&form).await.status, 200);
        let form = world.filled_form().await;
        world.channel.deputies.push(crate::support::channel::Person::new("Ny ers\u{e4}ttare"));
        world.channel.deputies.sort_by_key(|person| person.id);
        world.publish().await;
        let page = world.browser.submit(&form).await;
        assert_eq!((page.status, world.cases()), (422, 1));
        assert!(page.says("Ny ers\u{e4}ttare"));
        assert_eq!(world.browser.submit(&page.form("code")).await.status, 200);
    }

    async fn a_slip_in_the_code_is_told_by_its_kind(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let (cut, rest) = (code.get(..code.len() - 1).unwrap(), code.get(1..).unwrap());
        let short = world.follow_up(cut).await;
        assert_eq!(short.status, 422);
        assert!(short.says("24"));
        assert_eq!(short.form("code").value("code"), cut);
        let symbol = world.follow_up(&format!("U{rest}")).await;
        let last = if code.ends_with('0') { '1' } else { '0' };
        let check = world.follow_up(&format!("{cut}{last}")).await;
        let unknown = world.follow_up("000G4-0R40M-30E20-9185G-R38ED").await;
        assert_eq!((symbol.status, check.status, unknown.status), (422, 422, 404));
        let told: std::collections::BTreeSet<_> =
            [&short, &symbol, &check, &unknown].map(|page| page.words(".problems a").concat()).into();
        assert_eq!(told.len(), 4, "{told:?}");
    }

    async fn a_receipt_that_acknowledges_is_no_step_that_nobody_signed(database: TestDatabase) {
        let mut world = World::with(database, |channel| {
            channel.settings.acknowledgement = Acknowledgement::Receipt;
        }).await;
        let filed = world.file().await;
        assert!(filed.says("Det h\u{e4}r \u{e4}r bekr\u{e4}ftelsen") && !filed.says("f\u{e5}r du en bekr\u{e4}ftelse"), "{}", filed.html);
        assert_eq!(world.row(&world.channel.handlers[0]).await.state, CaseState::Acknowledged);
        // What the settings said when it was filed counts, whatever the owner says since.
        for after in [Acknowledgement::Receipt, Acknowledgement::Handler] {
            world.channel.settings.acknowledgement = after;
            world.publish().await;
            let opened = world.follow_up(&filed.code()).await;
            assert!(opened.says("Bekr\u{e4}ftad") && !opened.says("Bekr\u{e4}ftelse senast"), "{}", opened.html);
            assert!(opened.words(".bad").is_empty());
        }
        // And where they never said so, a day that no handler signed is told of.
        let unsigned = world.file().await;
        world.installation.database.steal("UPDATE cases SET acknowledged = received RETURNING id AS bytes");
        assert_eq!(world.follow_up(&unsigned.code()).await.words(".bad").len(), 1);
    }

    async fn a_report_without_script_is_of_the_day_that_it_is_in_its_channel(database: TestDatabase) {
        // Where noon in Stockholm is midnight.
        let world = World::with(database, |channel| channel.settings.zone = chrono_tz::Tz::Pacific__Auckland).await;
        world.installation.clock.move_minutes(-1);
        let filed = world.file().await;
        assert_eq!(world.row(&world.channel.handlers[0]).await.days.received, world.today());
        world.installation.clock.move_minutes(1);
        let opened = world.follow_up(&filed.code()).await;
        world.browser.submit(&opened.form("text").with("text", "Efter midnatt")).await;
        let (_, conversation) = world.open(&world.channel.handlers[0]).await;
        let days: Vec<_> = bodies(&conversation).iter().map(|body| body.position.day).collect();
        let (before, after) = (world.today(), world.today().plus(1).unwrap());
        assert_eq!(days, [before, before, after]);
        let stamped: Vec<_> = conversation.entries().iter().map(|entry| entry.day).collect();
        assert_eq!(stamped, [Some(before), Some(before), Some(after)]);
    }

    async fn a_channel_that_switched_the_path_off_takes_and_opens_nothing_here(database: TestDatabase) {
        let mut world = World::on(database).await;
        let (code, form) = (world.file().await.code(), world.filled_form().await);
        world.channel.policy.server_path = false;
        world.publish().await;
        let blank = world.browser.get(REPORT).await;
        assert!(blank.words("form").is_empty());
        assert!(blank.says("Arbetsmilj\u{f6}verket"));
        let refused = world.browser.submit(&form).await;
        assert_eq!((refused.status, world.cases()), (409, 1));
        assert_eq!(refused.form("code").value("q-what"), WORDS);
        let refused = world.browser.submit_with(&form, &[("kvitto.pdf", "", b"kvitto")]).await;
        // That it is closed and what became of the file are said at once.
        assert_eq!((refused.status, world.cases()), (409, 1));
        let said = refused.words(".problems");
        let file = "kvitto.pdf kom inte med, f\u{f6}r h\u{e4}r tas inga filer emot. Allt annat finns kvar.";
        assert!(said.iter().any(|problems| problems.contains(file)), "{said:?}");
        let closed = world.browser.submit(&form).await;
        let why = closed.words(".problems");
        assert!(!why.is_empty() && why.iter().all(|why| refused.says(why)), "{why:?} {said:?}");
        assert!(world.browser.get(FOLLOW_UP).await.words("form").is_empty());
        let body = format!("code={code}");
        let closed = world.browser.post(FOLLOW_UP, "application/x-www-form-urlencoded", &body).await;
        assert_eq!(closed.status, 403);
        assert!(!closed.says(WORDS));
    }

    async fn one_s_own_words_stay_hidden_where_the_channel_says_so(database: TestDatabase) {
        let world = World::with(database, |channel| channel.policy.show_own = false).await;
        let code = world.file().await.code();
        world.answer(&world.channel.handlers[0], "Svar", None).await;
        let reply = world.follow_up(&code).await.form("text").with("text", "Hemligt svar");
        for _ in 0..2 {
            let sent = world.browser.submit(&reply).await;
            assert_eq!((sent.status, sent.words(".good").len()), (200, 1), "{}", sent.html);
            assert!(sent.says("Svar") && !sent.says("Hemligt svar") && !sent.says(WORDS));
            // What does not open may be anybody's: it is not called the reporter's own.
            assert_eq!((sent.words(".letter p.quiet").len(), sent.words(".letter.own").len()), (2, 0));
            assert!(sent.words(".bad").is_empty());
        }
        assert_eq!(message(&world.open(&world.channel.handlers[1]).await.1, 4).0, "Hemligt svar");
    }

    async fn what_is_damaged_is_shown_as_such_and_hides_nothing_else(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let case = world.row(&world.channel.handlers[0]).await.id;
        world.store(case, 2, foreign_envelope(&world).await).await;
        let page = world.follow_up(&code).await;
        assert_eq!((page.status, page.words(".letter").len()), (200, 2), "{}", page.html);
        assert!(page.says(WORDS));
        // What nobody signed does not stop the conversation; a gap does, and what was typed is given back.
        let form = page.form("text").with("text", "Ser ni detta?");
        world.store(case, 5, foreign_envelope(&world).await).await;
        let held = world.browser.submit(&form).await;
        assert_eq!(held.status, 409);
        assert_eq!(held.words(".bad").len(), 1);
        assert!(held.says(WORDS) && held.says("Ser ni detta?"));
        assert!(held.words("button").is_empty());
    }

    async fn a_case_whose_anchor_was_exchanged_is_not_shown(database: TestDatabase) {
        let world = World::on(database).await;
        let (one, other) = (world.file().await.code(), world.file().await.code());
        world.installation.database.steal(
            "UPDATE cases SET anchor = (SELECT anchor FROM cases ORDER BY id LIMIT 1) RETURNING id AS bytes",
        );
        let pages = [world.follow_up(&one).await, world.follow_up(&other).await];
        let mut statuses = pages.each_ref().map(|page| page.status);
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 503]);
        let damaged = pages.iter().find(|page| page.status == 503).unwrap();
        assert!(!damaged.says(WORDS));
        assert_eq!(damaged.words(".problems a").len(), 1);
    }

    async fn an_expired_keyring_takes_reports_for_its_grace_and_then_none(database: TestDatabase) {
        let world = World::on(database).await;
        world.installation.clock.move_days(130);
        let blank = world.browser.get(REPORT).await;
        assert!(blank.words(".banner").concat().contains("nyckellista har g\u{e5}tt ut"), "{}", blank.html);
        let (code, form) = (world.file().await.code(), world.filled_form().await);
        world.installation.clock.move_days(60);
        assert!(world.browser.get(REPORT).await.words("form").is_empty());
        let late = world.browser.submit(&form).await;
        assert_eq!((late.status, world.cases()), (409, 1));
        assert_eq!(late.form("code").value("q-what"), WORDS);
        // Expiry binds filing alone; that it may hide who has left is said.
        let page = world.follow_up(&code).await;
        assert_eq!((page.status, page.words(".bad").len()), (200, 1), "{}", page.html);
        world.installation.clock.move_days(-190);
        assert!(world.follow_up(&code).await.words(".bad").is_empty());
    }

    /// Here all of a case is in memory at once; in a browser it is read by pages.
    async fn a_case_too_long_for_the_server_is_opened_with_script_alone(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let id = world.row(&world.channel.handlers[0]).await.id;
        let envelope = largest_envelope();
        for n in 2..9 {
            world.store(id, n, Sealed::through_gate(envelope.as_bytes().to_vec()).unwrap()).await;
        }
        assert_eq!(world.follow_up(&code).await.status, 200);
        world.store(id, 9, envelope).await;
        let long = world.follow_up(&code).await;
        assert_eq!(long.status, 403);
        assert!(long.says("f\u{f6}r l\u{e5}ngt") && !long.says(WORDS), "{}", long.html);
        assert_eq!(long.form("code").value("code"), code);
    }

    /// Each costs some work, however short it is.
    async fn a_case_of_too_many_letters_is_opened_with_script_alone(database: TestDatabase) {
        let world = World::on(database).await;
        let code = world.file().await.code();
        let id = world.row(&world.channel.handlers[0]).await.id;
        let envelope = foreign_envelope(&world).await;
        for n in 2..300 {
            world.store(id, n, Sealed::through_gate(envelope.as_bytes().to_vec()).unwrap()).await;
        }
        assert_eq!(world.follow_up(&code).await.status, 200);
        world.store(id, 300, envelope).await;
        assert_eq!(world.follow_up(&code).await.status, 403);
    }
}
