//! What only a database in a file can meet: a full disk, a second process, an open folder.

use super::{find, insert, stored};
use crate::support::database::TestDatabase;
use diesel::connection::SimpleConnection as _;
use diesel::sql_types::{Integer, Text};
use diesel::{QueryableByName, RunQueryDsl as _};
use sigill::storage::{Db, Error, Location, Tx};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

fn in_folder(folder: &Path) -> Location {
    Location::sqlite(&folder.join("sigill.db")).unwrap()
}

/// Pages that the database may still grow by; stands for the space left on the disk.
fn leave_room(tx: &mut Tx<'_>, pages: u32) -> Result<(), Error> {
    #[derive(QueryableByName)]
    struct Pages {
        #[diesel(sql_type = Integer)]
        page_count: i32,
    }
    let used: Pages = diesel::sql_query("PRAGMA page_count").get_result(tx.connection())?;
    let limit = u32::try_from(used.page_count).unwrap() + pages;
    Ok(tx.connection().batch_execute(&format!("PRAGMA max_page_count = {limit}"))?)
}

fn fill(tx: &mut Tx<'_>, bytes: usize) -> Result<(), Error> {
    let text = "x".repeat(bytes);
    Ok(tx
        .connection()
        .batch_execute(&format!("INSERT INTO members (id, name) VALUES (randomblob(16), '{text}')"))?)
}

#[tokio::test]
async fn a_full_disk_is_told_and_what_was_stored_stays() {
    let database = TestDatabase::sqlite();
    let db = database.open();
    db.run_tx("story", |tx| insert(tx, 1, 1)).await.unwrap();
    db.run_tx("story", |tx| leave_room(tx, 2)).await.unwrap();
    let full = db
        .run_tx("story", |tx| {
            insert(tx, 2, 1)?;
            fill(tx, 100_000)
        })
        .await;
    assert_eq!(full, Err(Error::Full));
    assert_eq!(stored(&db).await, [1]);
    // A new connection knows no limit: the disk has room again.
    db.run_tx("story", |tx| insert(tx, 3, 1)).await.unwrap();
    assert_eq!(stored(&db).await, [1, 3]);
    db.close().await;
}

#[tokio::test]
async fn a_disk_that_fills_within_a_batch_leaves_no_half_of_it() {
    let database = TestDatabase::sqlite();
    let db = database.open();
    db.run_tx("story", |tx| leave_room(tx, 2)).await.unwrap();
    // Holds the writer, so that all the others are waiting together when it comes to them.
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let begun = std::sync::Mutex::new(Some(begun));
    let (go_on, gone_on) = std::sync::mpsc::channel::<()>();
    let gone_on = std::sync::Mutex::new(gone_on);
    let first = tokio::spawn({
        let db = db.clone();
        async move {
            db.run_tx("story", move |_| -> Result<(), Error> {
                begun.lock().unwrap().take().unwrap().send(()).unwrap();
                gone_on.lock().unwrap().recv().unwrap();
                Ok(())
            })
            .await
        }
    });
    has_begun.await.unwrap();
    let batch: Vec<_> = (0..9_u8)
        .map(|n| {
            let db = db.clone();
            let run = move |tx: &mut Tx<'_>| -> Result<(), Error> {
                insert(tx, n, 1)?;
                // The fifth is too much, and takes no heed of it.
                assert!(n != 4 || fill(tx, 100_000).is_err(), "there was room");
                Ok(())
            };
            let mut waiting = Box::pin(async move { db.run_tx("story", run).await });
            // Polled once: in the queue, in this order.
            assert!(futures_util::FutureExt::now_or_never(&mut waiting).is_none());
            waiting
        })
        .collect();
    go_on.send(()).unwrap();
    assert_eq!(first.await.unwrap(), Ok(()));
    let mut answers = Vec::new();
    for waiting in batch {
        answers.push(waiting.await);
    }
    // Those before it in the batch are undone with it; those after it had their turn.
    let expected: Vec<Result<(), Error>> =
        (0..9).map(|n| if n <= 4 { Err(Error::Full) } else { Ok(()) }).collect();
    assert_eq!(answers, expected);
    assert_eq!(stored(&db).await, [5, 6, 7, 8]);
    db.close().await;
}

#[tokio::test]
async fn a_disk_that_may_not_be_written_is_told() {
    let database = TestDatabase::sqlite();
    let db = database.open();
    let refused = db
        .run_tx("story", |tx| {
            tx.connection().batch_execute("PRAGMA query_only = ON")?;
            insert(tx, 1, 1)
        })
        .await;
    assert_eq!(refused, Err(Error::ReadOnly));
    db.close().await;
    // No folder can be made there, not even by root.
    assert_eq!(Db::open(&in_folder(Path::new("/sys/sigill"))).err(), Some(Error::ReadOnly));
}

#[tokio::test]
async fn a_folder_that_is_a_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    assert_eq!(Db::open(&in_folder(&folder.path().join("file"))).err(), Some(Error::Unavailable));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let text = "a letter, not a database\n".repeat(100);
    fs::write(folder.path().join("sigill.db"), &text).unwrap();
    assert_eq!(Db::open(&in_folder(folder.path())).err(), Some(Error::Damaged));
    assert_eq!(fs::read_to_string(folder.path().join("sigill.db")).unwrap(), text);
}

#[tokio::test]
async fn a_second_instance_is_refused_until_the_first_has_closed() {
    let database = TestDatabase::sqlite();
    let first = database.open();
    let refused = Db::open(database.location()).err().unwrap();
    assert_eq!(refused, Error::InUse);
    assert!(refused.to_string().contains("another Sigill uses this database"));
    first.close().await;
    database.open().close().await;
}

#[test]
fn folder_and_files_are_closed_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("made/deeper");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let db = Db::open(&in_folder(&made)).unwrap();
        db.run_tx("story", |tx| insert(tx, 1, 1)).await.unwrap();
        db.read(|connection| find(connection, 1)).await.unwrap();
        let mode_of = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        assert_eq!((mode_of(&made), mode_of(&folder.path().join("made"))), (0o700, 0o700));
        let mut files: Vec<_> = fs::read_dir(&made)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), mode_of(&entry.path())))
            .collect();
        files.sort();
        let expected = ["sigill.db", "sigill.db-shm", "sigill.db-wal", "sigill.db.lock"];
        assert_eq!(files, expected.map(|name| (name.to_owned(), 0o600)));
        db.close().await;
    });
}

#[tokio::test]
async fn files_that_were_open_to_others_are_closed_at_the_start() {
    let database = TestDatabase::sqlite();
    database.open().close().await;
    let shown = format!("{:?}", database.location());
    let path = Path::new(shown.strip_prefix("sqlite:").unwrap());
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    let db = database.open();
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    db.close().await;
}

#[tokio::test]
async fn both_kinds_of_connection_have_their_settings() {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = Text)]
        value: String,
    }
    fn settings(connection: &mut sigill::storage::Connection) -> Result<Vec<String>, Error> {
        let names = ["journal_mode", "synchronous", "secure_delete", "foreign_keys"];
        names
            .iter()
            .map(|name| {
                let sql = format!("SELECT CAST({name} AS TEXT) AS value FROM pragma_{name}");
                Ok(diesel::sql_query(sql).get_result::<Setting>(connection)?.value)
            })
            .collect()
    }
    let database = TestDatabase::sqlite();
    let db = database.open();
    let expected = ["wal", "2", "1", "1"].map(str::to_owned).to_vec();
    assert_eq!(db.run_tx("story", |tx| settings(tx)).await, Ok(expected.clone()));
    assert_eq!(db.read(settings).await, Ok(expected));
    db.close().await;
}

#[tokio::test]
async fn the_order_of_writings_is_forgotten_at_the_next_pause() {
    let database = TestDatabase::sqlite();
    let db = database.open();
    let shown = format!("{:?}", database.location());
    let log = format!("{}-wal", shown.strip_prefix("sqlite:").unwrap());
    let length = || fs::metadata(&log).unwrap().len();
    for n in 1..=5 {
        db.run_tx("story", move |tx| insert(tx, n, 1)).await.unwrap();
    }
    assert!(length() > 0, "what was just written stands in the log");

    // While somebody reads, the log stays; that they read what they began to read is worth more.
    let (began, has_begun) = tokio::sync::oneshot::channel();
    let (end, may_end) = std::sync::mpsc::channel::<()>();
    let reader = tokio::spawn({
        let db = db.clone();
        let began = std::sync::Mutex::new(Some(began));
        let may_end = std::sync::Mutex::new(may_end);
        async move {
            db.read(move |connection| {
                let first = find(connection, 5)?;
                began.lock().unwrap().take().unwrap().send(()).unwrap();
                may_end.lock().unwrap().recv().unwrap();
                Ok::<_, Error>((first, find(connection, 6)?))
            })
            .await
        }
    });
    has_begun.await.unwrap();
    db.run_tx("story", |tx| insert(tx, 6, 1)).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    assert!(length() > 0, "a reader's moment is kept");
    end.send(()).unwrap();
    assert_eq!(reader.await.unwrap(), Ok((Some(1), None)));

    let emptied = async {
        while length() > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), emptied)
        .await
        .expect("emptied when nobody reads");
    for n in 1..=6 {
        assert_eq!(db.read(move |connection| find(connection, n)).await, Ok(Some(1)));
    }
    db.close().await;
}

#[tokio::test]
async fn an_orderly_stop_leaves_nothing_of_the_order_in_which_things_came() {
    const LETTERS: usize = 60;
    let database = TestDatabase::sqlite();
    let db = database.open();
    let table = "CREATE TABLE letters (id BLOB NOT NULL PRIMARY KEY, sealed TEXT NOT NULL) WITHOUT ROWID";
    db.run_tx("story", |tx| Ok::<_, Error>(tx.connection().batch_execute(table)?)).await.unwrap();
    for n in 0..LETTERS {
        let letter = format!("INSERT INTO letters VALUES (randomblob(16), printf('%9000s', 'letter {n}.'))");
        db.run_tx("story", move |tx| Ok::<_, Error>(tx.connection().batch_execute(&letter)?)).await.unwrap();
    }
    db.close().await;
    let stored = fs::read(database.file()).unwrap();
    let places: Vec<usize> = (0..LETTERS)
        .map(|n| {
            let letter = format!(" letter {n}.").into_bytes();
            stored.windows(letter.len()).position(|window| window == letter).unwrap()
        })
        .collect();
    // As they came all 59 pairs follow each other; by chance every second, give or take two.
    let follow = places.windows(2).filter(|pair| pair[0] < pair[1]).count();
    assert!((15..=45).contains(&follow), "{follow}");
}
