//! A disk that fills up: files are refused first, reports for as long as there is room for them are not, and nobody is let
//! write what could not be taken. It ends with the want of room, without a restart.
//!
//! The real server, its data on a disk of its own in a mount namespace, which the story fills from outside.

use std::fs::{self, File, OpenOptions};
use std::path::PathBuf;

use rand::rngs::OsRng;
use rustix::fs::{FallocateFlags, fallocate, statvfs};
use sigill_sealing::file::{FileSealer, Piece};
use sigill_sealing::holder::Holders;
use tempfile::TempDir;

use crate::support::channel::TestChannel;
use crate::support::child::{Child, Home, Setting};
use crate::support::http::{Answer, Request};
use crate::support::reporter::{Reporter, WORDS};

const MIB: u64 = 1 << 20;
const FORMS: [&str; 2] = ["/sv/c/lund/report", "/sv/c/lund/report/server"];

/// A running server whose data lie on a small disk.
struct World {
    folder: TempDir,
    lund: TestChannel,
    child: Child,
}

impl World {
    async fn on(disk: &'static str, reserves: [(&str, &str); 2]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let lund = Home(folder.path()).with_channel().await;
        let mut setting = Setting::free();
        setting.disk = Some(disk);
        setting.environment =
            reserves.map(|(name, value)| (format!("SIGILL_{name}_RESERVE"), value.to_owned())).to_vec();
        let child = Home(folder.path()).start(&setting).await;
        let world = Self { folder, lund, child };
        assert!(!world.folder.path().join("data/files").exists(), "the server is on the story's own disk");
        world
    }

    /// The disk, as the server sees it.
    fn disk(&self) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.child.id()));
        root.join(self.folder.path().strip_prefix("/").unwrap()).join("data")
    }

    fn free(&self) -> u64 {
        let disk = statvfs(self.disk()).unwrap();
        disk.f_bavail * disk.f_frsize
    }

    /// Fills the disk, or empties it, until so many MiB are left.
    fn leave(&self, mib: u64) {
        let filler = OpenOptions::new().create(true).append(true).open(self.disk().join("filler")).unwrap();
        let length = filler.metadata().unwrap().len();
        filler.set_len((length + self.free()).saturating_sub(mib * MIB).min(length)).unwrap();
        let (length, more) = (filler.metadata().unwrap().len(), self.free().saturating_sub(mib * MIB));
        if more > 0 {
            fallocate(&filler, FallocateFlags::empty(), length, more).unwrap();
        }
        assert_eq!(self.free() / MIB, mib);
    }

    fn reporter(&self) -> Reporter {
        Reporter::new(self.child.intake)
    }

    /// Begins a file of this length.
    async fn begin(&self, reporter: &Reporter, length: usize) -> Answer {
        let channel = reporter.read_channel(&self.lund).await;
        let path = format!("/api/case/files?channel={}", channel.id);
        let nonce = reporter.nonce().await;
        let signed = reporter.sign("POST", &path, b"", &nonce);
        let signed = signed.header("Tus-Resumable", "1.0.0").header("Upload-Length", &length.to_string());
        reporter.send(signed).await
    }

    /// Sends what comes next of a file.
    async fn append(&self, location: &str, offset: usize, bytes: &[u8]) -> Answer {
        let request = Request::new("PATCH", location)
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Offset", &offset.to_string())
            .header("Content-Type", "application/offset+octet-stream");
        request.with_body(bytes).send(self.child.intake).await
    }

    /// How many bytes of a file are kept.
    async fn offset(&self, location: &str) -> usize {
        let request = Request::new("HEAD", location).header("Tus-Resumable", "1.0.0");
        let answer = request.send(self.child.intake).await;
        assert_eq!(answer.status, 200);
        answer.header("upload-offset").unwrap().parse().unwrap()
    }

    async fn takes_files(&self) -> bool {
        let channel = self.reporter().read_channel(&self.lund).await;
        let path = format!("/api/files?channel={}", channel.id);
        let answer = Request::get(&path).send(self.child.intake).await.expect(200);
        answer["open"].as_bool().unwrap()
    }

    /// Files a report, from reading the channel on; how it was answered.
    async fn file(&self, reporter: &Reporter) -> Answer {
        let channel = reporter.read_channel(&self.lund).await;
        let filed = reporter.seal(&channel, Holders::default(), &WORDS);
        reporter.post("/api/cases", &Reporter::filing(&channel, &filed)).await
    }

    /// What both forms answer.
    async fn forms(&self) -> [(u16, String); 2] {
        let mut answers = Vec::new();
        for form in FORMS {
            let answer =
                Request::get(form).header("Sec-Fetch-Mode", "navigate").send(self.child.intake).await;
            answers.push((answer.status, String::from_utf8_lossy(&answer.body).into_owned()));
        }
        answers.try_into().unwrap()
    }

    async fn assert_forms_are_open(&self) {
        for ((status, page), form) in self.forms().await.iter().zip(FORMS) {
            assert_eq!(*status, 200, "{form}");
            assert!(page.contains("<form"), "{form}");
        }
    }
}

/// A sealed file that has two pieces.
fn sealed() -> Vec<u8> {
    let mut bytes = Vec::new();
    let give = |piece: Piece| {
        bytes.extend(piece.into_bytes());
        Ok(())
    };
    let mut sealer = FileSealer::start(&mut OsRng, give).unwrap();
    sealer.write(&vec![b'a'; 9 << 20]).unwrap();
    sealer.finish().unwrap();
    bytes
}

#[tokio::test]
async fn files_stop_before_reports_and_reports_before_anyone_writes_them_in_vain() {
    let world = World::on("size=160m", [("FILES", "96 MiB"), ("DATABASE", "64 MiB")]).await;
    let (file, sender) = (sealed(), world.reporter());
    let begun = world.begin(&sender, file.len()).await;
    assert_eq!(begun.status, 201, "{}", String::from_utf8_lossy(&begun.body));
    let location = begun.header("location").unwrap().to_owned();
    let part = 300_000;
    assert_eq!(world.append(&location, 0, &file[..part]).await.status, 204);
    assert!(world.takes_files().await);

    // Files may not touch their reserve: that is said, and what was sent stays.
    world.leave(90);
    assert!(!world.takes_files().await);
    world.begin(&world.reporter(), file.len()).await.expect_problem(507, "problem-no-room-for-files");
    let refused = world.append(&location, part, &file[part..]).await;
    refused.expect_problem(507, "problem-no-room-for-files");
    assert_eq!(world.offset(&location).await, part);

    // A report without files is taken down to 64 MiB.
    world.leave(65);
    world.assert_forms_are_open().await;
    let reporter = world.reporter();
    let channel = reporter.read_channel(&world.lund).await;
    let filed = reporter.seal(&channel, Holders::default(), &WORDS);
    let filing = Reporter::filing(&channel, &filed);
    assert_eq!(reporter.post("/api/cases", &filing).await.status, 201);

    // Below, the forms say so before anyone writes, and what is sent all the same is refused in the same words.
    world.leave(63);
    for (status, page) in world.forms().await {
        assert_eq!(status, 507);
        assert!(!page.contains("<form") && page.contains("Servern har inte plats just nu"), "{page}");
    }
    let late = world.reporter();
    world.file(&late).await.expect_problem(507, "problem-no-space");
    // Whoever lost the answer to what was stored gets it, and who comes back can read.
    assert_eq!(reporter.post("/api/cases", &filing).await.status, 200);
    assert_eq!(reporter.visit().await.shown(), [WORDS.what]);

    // There is room again, and everything goes on.
    world.leave(130);
    world.assert_forms_are_open().await;
    assert_eq!(world.file(&late).await.status, 201);
    assert!(world.takes_files().await);
    assert_eq!(world.begin(&world.reporter(), file.len()).await.status, 201);
    let rest = world.append(&location, part, &file[part..]).await;
    assert_eq!((rest.status, rest.header("upload-offset")), (204, Some(file.len().to_string().as_str())));
}

#[tokio::test]
async fn a_disk_that_is_full_in_the_middle_of_a_file_loses_nothing_of_it() {
    // Without reserves, so that the disk itself refuses: it has room for bytes, and none for another name.
    let world = World::on("size=160m,nr_inodes=64", [("FILES", "0 MiB"), ("DATABASE", "0 MiB")]).await;
    let (file, sender) = (sealed(), world.reporter());
    let location = world.begin(&sender, file.len()).await.header("location").unwrap().to_owned();
    let part = 300_000;
    assert_eq!(world.append(&location, 0, &file[..part]).await.status, 204);
    let fillers = (0..64).map(|n| world.disk().join(format!("filler{n}")));
    let fillers: Vec<PathBuf> = fillers.take_while(|path| File::create(path).is_ok()).collect();
    assert!((1..64).contains(&fillers.len()), "{}", fillers.len());

    let refused = world.append(&location, part, &file[part..]).await;
    refused.expect_problem(507, "problem-no-room-for-files");
    assert_eq!(world.offset(&location).await, part);
    // The database has its names already.
    assert_eq!(world.file(&world.reporter()).await.status, 201);

    for filler in fillers {
        fs::remove_file(filler).unwrap();
    }
    assert_eq!(world.append(&location, part, &file[part..]).await.status, 204);
    assert_eq!(world.offset(&location).await, file.len());
}
