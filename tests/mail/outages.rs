//! Mail servers that are away, and what a crash leaves: nothing is lost, and nobody is flooded.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tracing::Level;

use super::*;

on_both_databases! {
    async fn a_week_without_a_mail_server_loses_nothing_and_ends_with_one_mail_each(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.handler_at(1, "bertil@example.se").await;
        scene.file(&[]).await;
        scene.office.behave(Mood::Away);
        let before = scene.office.connections();
        for day in 1..=7 {
            assert_eq!(scene.wait(24).await.len(), 0);
            if day < 7 {
                scene.file(&[]).await;
            }
        }
        let tries = scene.office.connections() - before;
        // Doubling waits, for both members at once: some four a day.
        assert!((20..=50).contains(&tries), "{tries}");
        let stuck = scene.get_metrics().await;
        assert!(stuck.contains("sigill_outbox_rows 2\n") && stuck.contains("sigill_outbox_oldest_days 6\n"), "{stuck}");
        scene.office.behave(Mood::Kind);
        let mut mails = scene.wait(6).await;
        mails.sort_by(|one, other| one.to.cmp(&other.to));
        assert_eq!(recipients(&mails), ["anna@example.se", "bertil@example.se"]);
        let stuck = scene.get_metrics().await;
        assert!(stuck.contains("sigill_outbox_rows 0\n") && stuck.contains("sigill_outbox_oldest_days 0\n"), "{stuck}");
        // The next fixed hour is as ever.
        scene.file(&[]).await;
        assert_eq!(scene.wait(24).await.len(), 2);
    }

    async fn whoever_dies_between_sending_and_forgetting_sends_once_more_and_by_the_same_id(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.file(&[]).await;
        scene.installation.clock.move_minutes(TO_MORNING * 60);
        scene.office.hold(true);
        let app = scene.app().clone();
        let sending = tokio::spawn(async move { drop(send_mails(&app).await) });
        while scene.office.taken() == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        sending.abort();
        drop(sending.await);
        scene.office.hold(false);
        let first = scene.office.collect();
        // Whoever comes next cannot know whether the other lives.
        assert_eq!(scene.send().await.len(), 0);
        scene.installation.clock.move_minutes(14);
        assert_eq!(scene.send().await.len(), 0);
        scene.installation.clock.move_minutes(1);
        let again = scene.send().await;
        assert_eq!((first.len(), again.len()), (1, 1));
        assert_eq!(first[0].mail, again[0].mail, "to the byte, its id too");
        assert_eq!(scene.wait(48).await.len(), 0);
    }

    async fn a_mail_server_that_breaks_off_after_the_mail_gets_it_once_more(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.file(&[]).await;
        scene.office.behave(Mood::Speechless);
        scene.installation.clock.move_minutes(TO_MORNING * 60);
        scene.try_to_send().await;
        scene.office.behave(Mood::Kind);
        let mails = scene.wait(24).await;
        assert_eq!(mails.len(), 2);
        assert_eq!(mails[0].mail, mails[1].mail);
    }

    async fn two_who_send_at_once_send_each_mail_once(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.handler_at(1, "bertil@example.se").await;
        scene.file(&[]).await;
        scene.installation.clock.move_minutes(TO_MORNING * 60);
        let all = (0..4).map(|_| {
            let app = scene.app().clone();
            tokio::spawn(async move { send_mails(&app).await })
        });
        for one in futures_util::future::join_all(all).await {
            one.unwrap().unwrap();
        }
        let mut mails = scene.office.collect();
        mails.sort_by(|one, other| one.to.cmp(&other.to));
        assert_eq!(recipients(&mails), ["anna@example.se", "bertil@example.se"]);
    }

    async fn an_address_that_is_refused_for_good_is_left_alone_until_it_is_confirmed_anew(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.handler_at(1, "bertil@example.se").await;
        scene.file(&[]).await;
        scene.office.behave(Mood::Refusing(550));
        scene.installation.clock.move_minutes(TO_MORNING * 60);
        scene.send().await;
        scene.office.behave(Mood::Kind);
        assert_eq!(scene.wait(48).await.len(), 0);
        assert_eq!(scene.rows(), 2, "kept");
        // What waits for a member is nothing that the operator could mend.
        assert!(scene.get_metrics().await.contains("sigill_outbox_oldest_days 0\n"));
        let anna = scene.handler(0).await;
        assert_eq!(standing(&anna).await["confirmed"]["refused"], "2027-01-21");
        assert_eq!(enter(&anna, "anna@example.se", "sv").await.status, 204);
        let code = scene.send().await;
        type_code(&anna, &code[0].code()).await.expect(200);
        assert_eq!(standing(&anna).await["confirmed"]["refused"], Value::Null);
        assert_eq!(recipients(&scene.send().await), ["anna@example.se"]);
    }

    async fn a_server_that_refuses_everybody_for_reasons_of_its_own_is_asked_again(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.handler_at(1, "bertil@example.se").await;
        scene.file(&[]).await;
        scene.installation.clock.move_minutes(TO_MORNING * 60);
        for words in ["550 5.7.1 Relaying denied", "552 5.2.2 Mailbox full", "554 Transaction failed", "503 Sign in first"] {
            scene.office.behave(Mood::Saying(words));
            scene.send().await;
            let anna = scene.handler(0).await;
            assert_eq!(standing(&anna).await["confirmed"]["refused"], Value::Null, "{words}");
            scene.installation.clock.move_minutes(2 * 60);
        }
        scene.office.behave(Mood::Kind);
        let mut mails = scene.wait(6).await;
        mails.sort_by(|one, other| one.to.cmp(&other.to));
        assert_eq!(recipients(&mails), ["anna@example.se", "bertil@example.se"]);
        scene.file(&[]).await;
        scene.office.behave(Mood::Saying("554 5.1.1 No such mailbox"));
        scene.wait(24).await;
        let anna = scene.handler(0).await;
        assert_ne!(standing(&anna).await["confirmed"]["refused"], Value::Null);
    }

    async fn one_address_that_is_refused_for_now_holds_up_nobody(database: TestDatabase) {
        let scene = Scene::on(database).await;
        scene.handler_at(0, "anna@example.se").await;
        scene.handler_at(1, "bertil@example.se").await;
        scene.file(&[]).await;
        scene.office.behave(Mood::Refusing(450));
        let before = scene.office.connections();
        scene.installation.clock.move_minutes(TO_MORNING * 60);
        scene.send().await;
        assert_eq!(scene.office.connections() - before, 2, "each was tried");
        scene.office.behave(Mood::Kind);
        scene.installation.clock.move_minutes(14);
        assert_eq!(scene.send().await.len(), 0);
        scene.installation.clock.move_minutes(1);
        assert_eq!(scene.send().await.len(), 2);
    }
}

impl Scene {
    async fn get_metrics(&self) -> String {
        let answer = Request::get("/metrics").send(self.installation.addresses.operator).await;
        assert_eq!(answer.status, 200);
        String::from_utf8(answer.body).unwrap()
    }
}

/// Scraped each few seconds, a figure that rises with a report would tell its moment.
#[tokio::test]
async fn the_metrics_do_not_change_when_a_report_comes() {
    let scene = Scene::on(TestDatabase::sqlite()).await;
    scene.handler_at(0, "anna@example.se").await;
    let before = scene.get_metrics().await;
    assert!(before.contains("sigill_outbox_rows 0\n"), "{before}");
    scene.file(&[]).await;
    assert_eq!((scene.rows(), scene.get_metrics().await), (1, before));
}

/// What is written to it, by whoever writes.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn whatever_goes_wrong_the_log_names_no_address() {
    let lines = Lines::default();
    let own = lines.clone();
    let log =
        tracing_subscriber::fmt().with_max_level(Level::TRACE).with_writer(move || own.clone()).finish();
    let _guard = tracing::subscriber::set_default(log);
    let scene = Scene::on(TestDatabase::sqlite()).await;
    scene.handler_at(0, "kanarieanna@kanarie.example").await;
    scene.file(&[]).await;
    scene.installation.clock.move_minutes(TO_MORNING * 60);
    for mood in [Mood::Away, Mood::Speechless, Mood::Refusing(450), Mood::Refusing(550)] {
        scene.office.behave(mood);
        if let Err(error) = send_mails(scene.app()).await {
            tracing::error!(%error, ?error, "mails wait");
        }
        scene.installation.clock.move_minutes(6 * 60);
    }
    let said = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(said.contains("mails wait") && said.contains("refuses an address for good"), "{said}");
    assert!(!said.contains("kanarie"), "{said}");
}
