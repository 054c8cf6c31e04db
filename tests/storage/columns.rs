//! The protocol's types, into both databases and out of them again.

use crate::support::database::{TestDatabase, on_both_databases};
use diesel::prelude::*;
use rand::SeedableRng as _;
use sigill::storage::columns::{Date, Raw};
use sigill::storage::schema::{audit_entries, credentials, members};
use sigill::storage::{Cause, Error};
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::{ChannelId, Id, MemberId};

sigill::stored_bytes! {
    /// A verifying key, as a story of its own would store it.
    struct Key(32);
}

sigill::text_column! {
    /// How a member signs in.
    enum Way {
        /// With the passphrase.
        Passphrase = "passphrase",
        /// With the recovery code.
        Recovery = "recovery",
    }
}

#[derive(Debug)]
enum Entry {}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
struct AuditRow {
    #[diesel(serialize_as = Raw<Id<Entry>>, deserialize_as = Raw<Id<Entry>>)]
    id: Id<Entry>,
    #[diesel(serialize_as = Date, deserialize_as = Date)]
    day: Day,
    channel: Option<Raw<ChannelId>>,
    #[diesel(serialize_as = Raw<Digest>, deserialize_as = Raw<Digest>)]
    body: Digest,
}

on_both_databases! {
    async fn ids_days_and_digests_come_back_as_they_went(database: TestDatabase) {
        let db = database.open();
        let mut rng = rand::rngs::StdRng::seed_from_u64(1);
        for day in ["0001-01-01", "1970-01-01", "2000-02-29", "2026-11-22", "9999-12-31"] {
            let day = Day::parse(day).unwrap();
            let (id, channel) = (Id::generate(&mut rng), ChannelId::generate(&mut rng));
            let body = Digest::of(id.as_bytes());
            let read: AuditRow = db
                .run_tx("story", move |tx| -> Result<AuditRow, Error> {
                    let row = AuditRow { id, day, channel: Some(channel.into()), body };
                    diesel::insert_into(audit_entries::table).values(row).execute(tx.connection())?;
                    let by_day = audit_entries::table.filter(audit_entries::day.eq(Date::from(day)));
                    Ok(by_day.select(AuditRow::as_select()).first(tx.connection())?)
                })
                .await
                .unwrap();
            assert_eq!((read.id, read.day, read.channel, read.body), (id, day, Some(Raw(channel)), body));
        }
        db.close().await;
    }

    async fn words_and_keys_come_back_as_they_went(database: TestDatabase) {
        let db = database.open();
        let member = MemberId::from_bytes([3; 16]);
        let key = Key::from_bytes([9; 32]);
        let read: Vec<(Way, Key)> = db
            .run_tx("story", move |tx| -> Result<_, Error> {
                let row = (members::id.eq(Raw(member)), members::name.eq("ann"));
                diesel::insert_into(members::table).values(row).execute(tx.connection())?;
                for way in [Way::Recovery, Way::Passphrase] {
                    let row = (
                        credentials::member.eq(Raw(member)),
                        credentials::way.eq(way),
                        credentials::verifying_key.eq(key),
                    );
                    diesel::insert_into(credentials::table).values(row).execute(tx.connection())?;
                }
                let found = credentials::table.filter(credentials::way.eq_any([Way::Recovery, Way::Passphrase]));
                Ok(found
                    .select((credentials::way, credentials::verifying_key))
                    .order(credentials::way)
                    .load(tx.connection())?)
            })
            .await
            .unwrap();
        assert_eq!(read, [(Way::Passphrase, key), (Way::Recovery, key)]);
        assert_eq!(Way::parse("Recovery"), None);
        db.close().await;
    }

    async fn what_has_not_its_form_is_refused_on_the_way_in_and_out(database: TestDatabase) {
        let db = database.open();
        let short = db
            .run_tx("story", |tx| -> Result<usize, Error> {
                let row = (members::id.eq(vec![0; 15]), members::name.eq("ann"));
                Ok(diesel::insert_into(members::table).values(row).execute(tx.connection())?)
            })
            .await;
        assert_eq!(short, Err(Error::Other(Cause::Rule)));
        let orphan = db
            .run_tx("story", |tx| -> Result<usize, Error> {
                let row = (
                    credentials::member.eq(vec![0; 16]),
                    credentials::way.eq(Way::Recovery),
                    credentials::verifying_key.eq(vec![0; 32]),
                );
                Ok(diesel::insert_into(credentials::table).values(row).execute(tx.connection())?)
            })
            .await;
        assert_eq!(orphan, Err(Error::Other(Cause::Reference)));
        let read = db
            .run_tx("story", |tx| -> Result<Option<Key>, Error> {
                let row = (members::id.eq(vec![0; 16]), members::name.eq("ann"));
                diesel::insert_into(members::table).values(row).execute(tx.connection())?;
                Ok(members::table.select(members::id).first(tx.connection()).optional()?)
            })
            .await;
        assert_eq!(read, Err(Error::Other(Cause::Form)));
        db.close().await;
    }
}
