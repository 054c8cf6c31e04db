//! Whom a rekey may leave out.

use serde_json::{Value, json};
use sigill_sealing::holder::Holders;

use super::{Opened, rekeying};
use crate::support::database::{TestDatabase, on_both_databases};
use crate::support::handler::Handler;

on_both_databases! {
    /// Or whoever is quickest would take the case from all others, one by one.
    async fn a_rekey_leaves_out_nobody_but_its_writer_unless_the_owner_writes_it(database: TestDatabase) {
        let opened = Opened::on(database).await;
        let (first, second) = (opened.handler(0).await, opened.handler(1).await);
        let case = first.only_case().await;
        let seen = first.open(&case).await;
        let keeping = |holders: &[&Handler<'_>]| holders.iter().map(|handler| handler.person.id).collect::<Holders>();
        let (taking, wraps) = rekeying(&first, &seen, &opened.lund, keeping(&[&first]));
        let (everybody, _) = rekeying(&first, &seen, &opened.lund, keeping(&[&first, &second]));
        let stored = opened.dump();
        first.post(&case, &taking).await.expect_problem(403, "problem-forbidden");
        // Nor is recovery left out, by whomever.
        opened.make_owner(first.person.id).await;
        let mut without = everybody.clone();
        without["wraps"].as_array_mut().unwrap().retain(|wrap| wrap["holder"] != "recovery");
        let owned = opened.dump();
        assert_ne!(owned, stored);
        first.post(&case, &without).await.expect_problem(403, "problem-forbidden");
        assert_eq!(opened.dump(), owned);
        assert_eq!(wraps.len(), 2);

        // Who answers for the channel shuts out; who is shut out cannot come back by themselves.
        first.post(&case, &taking).await.expect(201);
        assert_eq!(second.inbox().await, [Value::Null; 0]);
    }

    /// Who has no line in the keyring any more is left out by whoever remains.
    async fn a_rekey_leaves_out_whoever_was_taken_from_the_keyring(database: TestDatabase) {
        let mut opened = Opened::on(database).await;
        let gone = opened.lund.handlers.remove(1);
        let day = opened.installation.clock.day();
        opened.lund.publish(&opened.installation.app.db, true, day).await;
        let stays = opened.handler(0).await;
        let case = stays.only_case().await;
        let before = stays.get(&format!("/api/cases/{case}")).await.expect(200);
        assert_eq!(before["holders"].as_array().unwrap().len(), 3);
        let seen = stays.open(&case).await;
        let members: Holders = [stays.person.id].into_iter().collect();
        let (body, _) = rekeying(&stays, &seen, &opened.lund, members);
        stays.post(&case, &body).await.expect(201);
        let after = stays.get(&format!("/api/cases/{case}")).await.expect(200);
        assert!(!after["holders"].as_array().unwrap().contains(&json!(gone.id.to_string())));
    }
}
