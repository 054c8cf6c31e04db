//! Files in the store: what is sent is what is kept, in however many requests it came, and nothing of it outlasts its days.

use std::sync::Arc;

use bytes::Bytes;
use diesel::prelude::*;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use rand::rngs::OsRng;
use sigill::app::App;
use sigill::cases::files::{self, AdoptError, AppendError, FileRow, OpenError, Owner};
use sigill::cases::{CaseId, Locator, Thread};
use sigill::channels::store::{ChannelRow, insert_channel};
use sigill::config::Config;
use sigill::server_key::ServerKey;
use sigill::storage::Error as StorageError;
use sigill::storage::blobs::Blobs;
use sigill_sealing::day::Day;
use sigill_sealing::digest::Digest;
use sigill_sealing::file::{FileSealer, PIECE, Piece, SealedFile, digest_of_pieces};
use sigill_sealing::id::{ChannelId, FileId, MemberId};
use tempfile::TempDir;

use crate::support::clock::TestClock;
use crate::support::database::{TestDatabase, on_both_databases};

mod bounds;
mod clearing;
mod races;
mod server_path;

const CHANNEL: ChannelId = ChannelId::from_bytes([5; 16]);
const CASE: CaseId = CaseId::from_bytes([6; 16]);
const LOCATOR: Locator = Locator::from_bytes([7; 32]);
const REPORTER: Owner = Owner::Reporter(LOCATOR);

/// An installation without listeners, with one channel.
struct World {
    app: App,
    clock: TestClock,
    _database: TestDatabase,
    folder: TempDir,
}

impl World {
    async fn on(database: TestDatabase) -> Self {
        Self::configured(database, Config::default()).await
    }

    async fn configured(database: TestDatabase, config: Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::noon();
        let app = App {
            config: Arc::new(config),
            clock: Arc::new(clock.clone()),
            rng: OsRng,
            db: database.open(),
            blobs: Blobs::open(&folder.path().join("files")).unwrap(),
            server_key: Arc::new(ServerKey::generate(&mut OsRng)),
        };
        let world = Self { app, clock, _database: database, folder };
        world.add_channel(CHANNEL, "ett").await;
        world
    }

    async fn add_channel(&self, id: ChannelId, address: &'static str) {
        self.app
            .db
            .run_tx("story", move |tx| {
                insert_channel(tx, &ChannelRow { id, address: address.to_owned(), published: true })
            })
            .await
            .unwrap();
    }

    /// A case, as far as files need one.
    async fn add_case(&self, id: CaseId, locator: Locator) {
        use sigill::storage::columns::{Date, Raw};
        use sigill::storage::schema::cases;
        let day = Date::from(self.clock.day());
        self.app
            .db
            .run_tx("story", move |tx| {
                diesel::insert_into(cases::table)
                    .values((
                        cases::id.eq(id),
                        cases::channel.eq(Raw(CHANNEL)),
                        cases::locator.eq(locator),
                        cases::filing_digest.eq(vec![1_u8; 32]),
                        cases::path.eq("browser"),
                        cases::state.eq("received"),
                        cases::received.eq(day),
                        cases::leaf.eq(vec![2_u8; 32]),
                        cases::anchor.eq(vec![3_u8; 8]),
                    ))
                    .execute(tx.connection())?;
                Ok::<_, StorageError>(())
            })
            .await
            .unwrap();
    }

    /// Somebody who writes in the case.
    async fn add_member(&self) -> Owner {
        use sigill::storage::columns::Raw;
        use sigill::storage::schema::members;
        let member = MemberId::from_bytes([4; 16]);
        self.app
            .db
            .run_tx("story", move |tx| {
                diesel::insert_into(members::table)
                    .values((members::id.eq(Raw(member)), members::name.eq("anna")))
                    .execute(tx.connection())?;
                Ok::<_, StorageError>(())
            })
            .await
            .unwrap();
        Owner::Member { case: CASE, member }
    }

    /// What counts to the channel's day.
    async fn counted(&self) -> i64 {
        use sigill::storage::schema::file_days;
        let counted = self.app.db.read(|connection| {
            Ok::<_, StorageError>(file_days::table.select(file_days::bytes).first(connection)?)
        });
        counted.await.unwrap()
    }

    /// Makes so much count to a day of the channel that has counted something.
    async fn count(&self, day: Day, bytes: i64) {
        use sigill::storage::columns::Date;
        use sigill::storage::schema::file_days;
        let counted = self.app.db.run_tx("story", move |tx| {
            let counted = (file_days::day.eq(Date::from(day)), file_days::bytes.eq(bytes));
            diesel::update(file_days::table).set(counted).execute(tx.connection())?;
            Ok::<_, StorageError>(())
        });
        counted.await.unwrap();
    }

    async fn adopt(
        &self,
        owner: Owner,
        files: Vec<(FileId, Digest)>,
        thread: Thread,
        n: u64,
    ) -> Result<(), AdoptError> {
        let adopted = self.app.db.run_tx("story", move |tx| files::adopt(tx, owner, &files, CASE, thread, n));
        adopted.await
    }

    async fn read_piece(&self, file: FileId, n: u64) -> Option<Vec<u8>> {
        let (length, content) = files::piece(&self.app, CASE, None, file, n).await.unwrap()?;
        let blocks: Vec<Bytes> = content.try_collect().await.unwrap();
        let bytes = blocks.concat();
        assert_eq!(u64::try_from(bytes.len()).unwrap(), length);
        Some(bytes)
    }

    /// Names of everything in the folder of objects, folders first.
    fn objects(&self) -> Vec<String> {
        let mut found = Vec::new();
        for folder in std::fs::read_dir(self.folder.path().join("files")).unwrap() {
            let folder = folder.unwrap();
            let of_file = folder.file_name().into_string().unwrap();
            for object in std::fs::read_dir(folder.path()).unwrap() {
                found.push(format!("{of_file}/{}", object.unwrap().file_name().into_string().unwrap()));
            }
            found.push(of_file);
        }
        found.sort();
        found
    }
}

/// A sealed file.
struct Sealed {
    size: usize,
    bytes: Vec<u8>,
    digest: Digest,
}

/// Seals so many bytes.
fn seal(size: usize) -> (SealedFile, Vec<Piece>) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut sealer = FileSealer::start(&mut OsRng, |piece| {
        pieces.push(piece);
        Ok(())
    })
    .unwrap();
    sealer.write(&vec![b'a'; size]).unwrap();
    (sealer.finish().unwrap(), pieces)
}

impl Sealed {
    fn of(size: usize) -> Self {
        let (sealed, pieces) = seal(size);
        Self { size, bytes: pieces.into_iter().flat_map(Piece::into_bytes).collect(), digest: sealed.digest }
    }

    /// Another of the same length, as the one piece it is.
    fn one_piece(&self) -> Piece {
        let (_sealed, mut pieces) = seal(self.size);
        assert_eq!(pieces.len(), 1);
        pieces.remove(0)
    }

    fn length(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap()
    }

    fn pieces(&self) -> Vec<Digest> {
        self.bytes.chunks(PIECE).map(Digest::of).collect()
    }
}

/// A body that brings these bytes in small steps, and breaks off after them if it is to.
fn body(
    bytes: &[u8],
    breaks: bool,
) -> impl futures_util::Stream<Item = Result<Bytes, &'static str>> + Send + 'static {
    let steps: Vec<Result<Bytes, &'static str>> =
        bytes.chunks(40_000).map(|step| Ok(Bytes::copy_from_slice(step))).collect();
    stream::iter(steps).chain(stream::iter(breaks.then_some(Err("gone"))))
}

async fn begin(world: &World, owner: Owner, file: &Sealed) -> FileId {
    files::open_upload(&world.app, owner, CHANNEL, file.length()).await.unwrap()
}

async fn send_whole(world: &World, owner: Owner, file: &Sealed) -> FileId {
    let id = begin(world, owner, file).await;
    assert_eq!(files::append(&world.app, id, 0, body(&file.bytes, false)).await.unwrap(), file.length());
    id
}

on_both_databases! {
    async fn a_file_is_received_adopted_listed_and_read(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(9 << 20);
        let id = begin(&world, REPORTER, &file).await;
        let upload = files::find_upload(&world.app, id).await.unwrap().unwrap();
        assert_eq!((upload.owner, upload.length, upload.offset), (REPORTER, file.length(), 0));
        assert_eq!(upload.expires, world.clock.day().plus(3).unwrap());

        let sent = files::append(&world.app, id, 0, body(&file.bytes, false)).await.unwrap();
        assert_eq!(sent, file.length());
        world.add_case(CASE, LOCATOR).await;
        world.adopt(REPORTER, vec![(id, file.digest)], Thread::Conversation, 2).await.unwrap();

        let row = FileRow { id, thread: Thread::Conversation, n: 2, length: file.length(), pieces: file.pieces() };
        assert_eq!(digest_of_pieces(&row.pieces), file.digest);
        assert_eq!(files::list(&world.app, CASE, None).await.unwrap(), [row]);
        assert_eq!(files::list(&world.app, CASE, Some(Thread::Internal)).await.unwrap(), []);
        for (n, piece) in (0_u64..).zip(file.bytes.chunks(PIECE)) {
            assert!(world.read_piece(id, n).await.unwrap() == piece);
        }
        assert!(world.read_piece(id, 2).await.is_none());
        assert!(files::piece(&world.app, CASE, Some(Thread::Internal), id, 0).await.unwrap().is_none());
        // It waits no more.
        assert!(files::find_upload(&world.app, id).await.unwrap().is_none());
        let more = files::append(&world.app, id, file.length(), body(b"", false)).await;
        assert!(matches!(more, Err(AppendError::NotThere)));
        assert!(!files::terminate(&world.app, id).await.unwrap());
        world.app.db.close().await;
    }

    async fn what_breaks_off_goes_on_where_it_was(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(9 << 20);
        let id = begin(&world, REPORTER, &file).await;
        let mut offset = 0;
        for end in [100_000_usize, 100_001, 300_000, (8 << 20) - 1, (8 << 20) + 1] {
            let broken = files::append(&world.app, id, offset, body(&file.bytes[usize::try_from(offset).unwrap()..end], true)).await;
            let Err(AppendError::Broken { offset: now }) = broken else { panic!("{broken:?}") };
            assert_eq!(now, u64::try_from(end).unwrap());
            assert_eq!(files::find_upload(&world.app, id).await.unwrap().unwrap().offset, now);
            offset = now;
        }
        for wrong in [0, offset - 1, offset + 1, file.length()] {
            let refused = files::append(&world.app, id, wrong, body(b"x", false)).await;
            assert!(matches!(refused, Err(AppendError::WrongOffset)), "{wrong}");
        }
        let rest = body(&file.bytes[usize::try_from(offset).unwrap()..], false);
        assert_eq!(files::append(&world.app, id, offset, rest).await.unwrap(), file.length());
        world.add_case(CASE, LOCATOR).await;
        world.adopt(REPORTER, vec![(id, file.digest)], Thread::Conversation, 0).await.unwrap();
        let mut read = Vec::new();
        for n in 0..2 {
            read.extend(world.read_piece(id, n).await.unwrap());
        }
        assert!(read == file.bytes);
        // The parts became two pieces, and nothing else is left of them.
        assert_eq!(world.objects().len(), 3);
        world.app.db.close().await;
    }

    async fn what_is_not_sealed_is_refused_before_it_is_on_the_disk(database: TestDatabase) {
        let world = World::on(database).await;
        let file = Sealed::of(5000);
        let id = begin(&world, REPORTER, &file).await;
        let plain = vec![b'x'; file.bytes.len()];
        let refused = files::append(&world.app, id, 0, body(&plain, false)).await;
        assert!(matches!(refused, Err(AppendError::NotSealed)));
        let short = files::append(&world.app, id, 0, body(&plain[..1000], true)).await;
        assert!(matches!(short, Err(AppendError::Broken { offset: 0 })));
        assert!(world.objects().is_empty(), "{:?}", world.objects());
        let mut longer = file.bytes.clone();
        longer.push(0);
        let refused = files::append(&world.app, id, 0, body(&longer, false)).await;
        assert!(matches!(refused, Err(AppendError::TooLong)));
        for length in [file.length() + 1, file.length() - 1, 0, 4096] {
            let refused = files::open_upload(&world.app, REPORTER, CHANNEL, length).await;
            assert!(matches!(refused, Err(OpenError::NotSealable)), "{length}");
        }
        world.app.db.close().await;
    }

    async fn only_what_is_whole_waiting_and_the_same_is_adopted(database: TestDatabase) {
        let world = World::on(database).await;
        world.add_case(CASE, LOCATOR).await;
        let file = Sealed::of(5000);
        let whole = send_whole(&world, REPORTER, &file).await;
        let begun = begin(&world, REPORTER, &file).await;
        let other = Owner::Reporter(Locator::from_bytes([9; 32]));
        let foreign = send_whole(&world, other, &file).await;
        for (what, files) in [
            ("begun", vec![(begun, file.digest)]),
            ("another's", vec![(foreign, file.digest)]),
            ("unknown", vec![(FileId::from_bytes([1; 16]), file.digest)]),
            ("another digest", vec![(whole, Digest::ZERO)]),
            ("twice", vec![(whole, file.digest), (whole, file.digest)]),
        ] {
            let refused = world.adopt(REPORTER, files, Thread::Conversation, 0).await;
            assert!(matches!(refused, Err(AdoptError::Missing)), "{what}");
        }
        // Of what was refused nothing was adopted.
        assert_eq!(files::list(&world.app, CASE, None).await.unwrap(), []);
        world.adopt(REPORTER, vec![(whole, file.digest)], Thread::Conversation, 0).await.unwrap();
        let again = world.adopt(REPORTER, vec![(whole, file.digest)], Thread::Conversation, 1).await;
        assert!(matches!(again, Err(AdoptError::Missing)));
        world.app.db.close().await;
    }
}
