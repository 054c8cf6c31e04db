//! What a store can rely on: all or nothing, durable when answered, and a plain word for what goes wrong.

use crate::support::database::{TestDatabase, on_both_databases};
#[cfg(feature = "postgres")]
use diesel::connection::SimpleConnection as _;
use diesel::connection::TransactionManager as _;
use diesel::prelude::*;
use sigill::storage::schema::attempts;
use sigill::storage::{Cause, Connection, Db, Error, Tx};
#[cfg(feature = "postgres")]
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

mod columns;
mod sqlite;

fn subject(n: u8) -> Vec<u8> {
    vec![n; 32]
}

fn insert(tx: &mut Tx<'_>, n: u8, failures: i64) -> Result<(), Error> {
    let row = (attempts::subject.eq(subject(n)), attempts::failures.eq(failures), attempts::not_before.eq(0));
    diesel::insert_into(attempts::table).values(row).execute(tx.connection())?;
    Ok(())
}

fn find(connection: &mut Connection, n: u8) -> Result<Option<i64>, Error> {
    Ok(attempts::table.find(subject(n)).select(attempts::failures).first(connection).optional()?)
}

/// Reads a count, then writes it one higher: what two transactions must not do at once.
fn count_one_more(tx: &mut Tx<'_>) -> Result<(), Error> {
    let failures = find(tx, 0)?.unwrap_or(0) + 1;
    if failures == 1 {
        return insert(tx, 0, 1);
    }
    diesel::update(attempts::table.find(subject(0)))
        .set(attempts::failures.eq(failures))
        .execute(tx.connection())?;
    Ok(())
}

async fn stored(db: &Db) -> Vec<u8> {
    let subjects: Vec<Vec<u8>> = db
        .read(|connection| -> Result<_, Error> {
            Ok(attempts::table.select(attempts::subject).order(attempts::subject).load(connection)?)
        })
        .await
        .unwrap();
    subjects.iter().map(|subject| subject[0]).collect()
}

on_both_databases! {
    async fn what_was_answered_is_there_after_a_restart(database: TestDatabase) {
        let db = database.open();
        db.run_tx("story", |tx| insert(tx, 1, 7)).await.unwrap();
        db.close().await;
        let again = database.open();
        assert_eq!(again.read(|connection| find(connection, 1)).await, Ok(Some(7)));
        again.close().await;
    }

    async fn a_transaction_that_fails_stores_nothing(database: TestDatabase) {
        let db = database.open();
        let failed = db
            .run_tx("story", |tx| -> Result<(), Error> {
                insert(tx, 1, 1)?;
                insert(tx, 1, 2)
            })
            .await;
        assert_eq!(failed, Err(Error::Taken));
        assert_eq!(stored(&db).await, [0_u8; 0]);
        db.close().await;
    }

    async fn a_transaction_that_panics_stores_nothing_and_the_next_works(database: TestDatabase) {
        let db = database.open();
        let failed = db
            .run_tx("story", |tx| -> Result<(), Error> {
                insert(tx, 1, 1)?;
                // Within a savepoint of its own, which nobody closes.
                Connection::begin_transaction(tx.connection())?;
                insert(tx, 2, 1)?;
                panic!("as a bug would")
            })
            .await;
        assert_eq!(failed, Err(Error::Other(Cause::Panic)));
        db.run_tx("story", |tx| insert(tx, 3, 1)).await.unwrap();
        assert_eq!(stored(&db).await, [3]);
        db.close().await;
    }

    async fn of_many_transactions_at_once_only_the_failing_are_undone(database: TestDatabase) {
        let db = database.open();
        let tasks: Vec<_> = (0..60_u8)
            .map(|n| {
                let db = db.clone();
                tokio::spawn(async move {
                    db.run_tx("story", move |tx| -> Result<(), Error> {
                        insert(tx, n, 1)?;
                        match n % 3 {
                            0 => Ok(()),
                            1 => Err(Error::Other(Cause::Form)),
                            _ => panic!("as a bug would"),
                        }
                    })
                    .await
                })
            })
            .collect();
        for (n, task) in tasks.into_iter().enumerate() {
            let expected = match n % 3 {
                0 => Ok(()),
                1 => Err(Error::Other(Cause::Form)),
                _ => Err(Error::Other(Cause::Panic)),
            };
            assert_eq!(task.await.unwrap(), expected);
        }
        assert_eq!(stored(&db).await, (0..60).filter(|n| n % 3 == 0).collect::<Vec<u8>>());
        db.close().await;
    }

    async fn eight_that_read_and_then_write_lose_no_count(database: TestDatabase) {
        let db = database.open();
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    for _ in 0..10 {
                        db.run_tx("story", count_one_more).await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(db.read(|connection| find(connection, 0)).await, Ok(Some(80)));
        db.close().await;
    }

    async fn of_two_that_look_and_then_insert_one_finds_the_others(database: TestDatabase) {
        let db = database.open();
        for n in 0..20 {
            let place = move |tx: &mut Tx<'_>| -> Result<bool, Error> {
                if find(tx, n)?.is_some() {
                    return Ok(false);
                }
                insert(tx, n, 1)?;
                Ok(true)
            };
            let (first, second) = tokio::join!(db.run_tx("story", place), db.run_tx("story", place));
            assert_ne!(first.unwrap(), second.unwrap());
        }
        db.close().await;
    }

    async fn reading_refuses_to_write(database: TestDatabase) {
        let db = database.open();
        let refused = db
            .read(|connection| -> Result<usize, Error> { Ok(diesel::delete(attempts::table).execute(connection)?) })
            .await;
        assert_eq!(refused, Err(Error::ReadOnly));
        // The connection serves on.
        assert_eq!(stored(&db).await, [0_u8; 0]);
        db.close().await;
    }

    async fn a_panic_while_reading_is_an_error_and_reading_goes_on(database: TestDatabase) {
        let db = database.open();
        for _ in 0..40 {
            let failed = db.read(|_| -> Result<(), Error> { panic!("as a bug would") }).await;
            assert_eq!(failed, Err(Error::Other(Cause::Panic)));
        }
        assert_eq!(stored(&db).await, [0_u8; 0]);
        db.close().await;
    }

    async fn one_reading_sees_one_moment(database: TestDatabase) {
        let db = database.open();
        let (begun, wait) = tokio::sync::oneshot::channel();
        let (go_on, gone_on) = std::sync::mpsc::channel::<()>();
        let reader = tokio::spawn({
            let db = db.clone();
            async move {
                db.read(move |connection| -> Result<_, Error> {
                    let before = find(connection, 1)?;
                    begun.send(()).unwrap();
                    gone_on.recv().unwrap();
                    Ok((before, find(connection, 1)?))
                })
                .await
            }
        });
        wait.await.unwrap();
        db.run_tx("story", |tx| insert(tx, 1, 1)).await.unwrap();
        go_on.send(()).unwrap();
        assert_eq!(reader.await.unwrap(), Ok((None, None)));
        db.close().await;
    }

    async fn a_caller_that_goes_away_stops_nobody_else(database: TestDatabase) {
        let db = database.open();
        for n in 0..50 {
            let slow = db.run_tx("story", move |tx| insert(tx, n, 1));
            // Polled once, so that it is on its way, and dropped.
            let dropped = tokio::time::timeout(std::time::Duration::ZERO, slow).await;
            drop(dropped);
        }
        db.run_tx("story", |tx| insert(tx, 100, 1)).await.unwrap();
        db.close().await;
        let again = database.open();
        assert_eq!(stored(&again).await.last(), Some(&100));
        again.close().await;
    }

    async fn a_failure_that_is_swallowed_is_not_taken_for_success(database: TestDatabase) {
        let db = database.open();
        let outcome = db
            .run_tx("story", |tx| -> Result<(), Error> {
                insert(tx, 1, 1)?;
                // Takes no heed of the failure.
                insert(tx, 1, 2).or(Ok(()))
            })
            .await;
        // SQLite undid the statement alone, PostgreSQL the whole transaction: either way the answer is true.
        assert_eq!(outcome.is_ok(), stored(&db).await == [1]);
        db.close().await;
    }

    async fn after_closing_everything_is_refused(database: TestDatabase) {
        let db = database.open();
        let other = db.clone();
        db.close().await;
        assert_eq!(other.run_tx("story", |tx| insert(tx, 1, 1)).await, Err(Error::Unavailable));
        assert_eq!(other.read(|connection| find(connection, 1)).await, Err(Error::Unavailable));
        other.close().await;
    }
}

/// Runs the same transaction twice at once, both having looked before either goes on; says how often it was run in all.
#[cfg(feature = "postgres")]
async fn race<T: Send + 'static>(
    db: &Db,
    go_on: impl Fn(&mut Tx<'_>, Option<i64>) -> Result<T, Error> + Copy + Send + 'static,
) -> (Vec<Result<T, Error>>, u32) {
    let runs = Arc::new(AtomicU32::new(0));
    let together = Arc::new(std::sync::Barrier::new(2));
    let one = || {
        let (runs, together) = (Arc::clone(&runs), Arc::clone(&together));
        db.run_tx("story", move |tx| {
            let found = find(tx, 0)?;
            // Only the first run of each waits for the other's.
            if runs.fetch_add(1, Ordering::SeqCst) < 2 {
                together.wait();
            }
            go_on(tx, found)
        })
    };
    let (first, second) = tokio::join!(one(), one());
    (vec![first, second], runs.load(Ordering::SeqCst))
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn on_postgres_what_was_in_anothers_way_is_repeated_until_it_fits() {
    let database = TestDatabase::postgres();
    let db = database.open();
    db.run_tx("story", |tx| insert(tx, 0, 1)).await.unwrap();
    let (answers, runs) = race(&db, |tx, _| count_one_more(tx)).await;
    assert_eq!(answers, [Ok(()), Ok(())]);
    assert!(runs > 2, "nothing was repeated");
    assert_eq!(db.read(|connection| find(connection, 0)).await, Ok(Some(3)));
    db.close().await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn on_postgres_who_looked_before_inserting_finds_what_another_inserted_meanwhile() {
    let database = TestDatabase::postgres();
    let db = database.open();
    let (mut answers, runs) = race(&db, |tx, found| match found {
        Some(_) => Ok("found"),
        None => insert(tx, 0, 1).map(|()| "inserted"),
    })
    .await;
    answers.sort_by_key(|answer| *answer.as_ref().unwrap());
    assert_eq!(answers, [Ok("found"), Ok("inserted")]);
    assert_eq!(runs, 3);
    db.close().await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn on_postgres_what_never_fits_is_given_up() {
    let database = TestDatabase::postgres();
    let db = database.open();
    db.run_tx("story", |tx| insert(tx, 0, 1)).await.unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let given_up: Result<(), Error> = db
        .run_tx("story", move |tx| {
            counted.fetch_add(1, Ordering::SeqCst);
            // The server's own word for a transaction that another was in the way of.
            tx.connection().batch_execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")?;
            Ok(())
        })
        .await;
    assert_eq!(given_up, Err(Error::Busy));
    assert_eq!(runs.load(Ordering::SeqCst), 12);
    db.close().await;
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn on_postgres_a_connection_the_server_has_ended_is_replaced() {
    let database = TestDatabase::postgres();
    let db = database.open();
    db.run_tx("story", |tx| insert(tx, 1, 1)).await.unwrap();
    let lost = db
        .run_tx("story", |tx| -> Result<(), Error> {
            Ok(tx.connection().batch_execute("SELECT pg_terminate_backend(pg_backend_pid())")?)
        })
        .await;
    assert_eq!(lost, Err(Error::Unavailable));
    assert_eq!(stored(&db).await, [1]);
    db.close().await;
}
