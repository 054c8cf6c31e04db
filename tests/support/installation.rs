//! Production's application on ports of its own, with an empty database and a clock that a story moves.

use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use rand::rngs::OsRng;
use sigill::app::App;
use sigill::config::Config;
use sigill::server::{Addresses, Server};
use sigill::server_key::ServerKey;
use sigill::storage::blobs::Blobs;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::LocalSet;

use super::clock::TestClock;
use super::database::TestDatabase;

/// A running server. When dropped it stops as production stops, and its database is gone.
pub(crate) struct Installation {
    pub(crate) app: App,
    pub(crate) clock: TestClock,
    pub(crate) addresses: Addresses,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
    pub(crate) database: TestDatabase,
    /// The folder of its files.
    _files: TempDir,
}

impl Installation {
    /// Starts one on this database.
    pub(crate) fn on(database: TestDatabase) -> Self {
        Self::configured(database, Config::default())
    }

    /// Starts one that the operator configured; only where it listens is our own.
    pub(crate) fn configured(database: TestDatabase, mut config: Config) -> Self {
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        for listen in [&mut config.intake.listen, &mut config.desk.listen, &mut config.operator.listen] {
            *listen = anywhere;
        }
        Self::start(database, config)
    }

    /// Starts one exactly as configured.
    pub(crate) fn start(database: TestDatabase, mut config: Config) -> Self {
        let clock = TestClock::noon();
        let files = tempfile::tempdir().unwrap();
        files.path().clone_into(&mut config.files.path);
        let app = App {
            blobs: Blobs::open(&config.files.path).unwrap(),
            config: Arc::new(config),
            clock: Arc::new(clock.clone()),
            rng: OsRng,
            db: database.open(),
            server_key: Arc::new(ServerKey::generate(&mut OsRng)),
        };
        let (addresses, stop, running) = run(&app);
        Self { app, clock, addresses, stop: Some(stop), running: Some(running), database, _files: files }
    }
}

impl Installation {
    /// Ends it, and starts another on what it left: database, files, key and clock.
    pub(crate) fn restart(&mut self) {
        self.end();
        let blobs = Blobs::open(&self.app.config.files.path).unwrap();
        self.app = App { blobs, db: self.database.open(), ..self.app.clone() };
        let (addresses, stop, running) = run(&self.app);
        (self.addresses, self.stop, self.running) = (addresses, Some(stop), Some(running));
    }

    /// Ends it; what it leaves is anybody's.
    pub(crate) fn end(&mut self) {
        drop(self.stop.take());
        self.running.take().unwrap().join().unwrap();
    }

    /// Tells it to stop, as a service manager does, and does not wait for it.
    pub(crate) fn begin_to_stop(&mut self) {
        drop(self.stop.take());
    }
}

/// Serves on a thread and a runtime of its own: a story's runtime may have only the one that waits for answers.
fn run(app: &App) -> (Addresses, oneshot::Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = oneshot::channel();
    let (started, addresses) = mpsc::channel();
    let own = app.clone();
    let running = std::thread::spawn(move || serve(&own, &started, stopped));
    (addresses.recv().unwrap(), stop, running)
}

fn serve(app: &App, started: &mpsc::Sender<Addresses>, stopped: oneshot::Receiver<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        let server = Server::bind(app).unwrap();
        started.send(server.addresses()).unwrap();
        server.run_until(async { drop(stopped.await) }).await;
        app.db.close().await;
    });
}

impl Drop for Installation {
    fn drop(&mut self) {
        drop(self.stop.take());
        let ended = self.running.take().map(JoinHandle::join);
        // A story that failed already says why.
        assert!(std::thread::panicking() || ended.is_none_or(|ended| ended.is_ok()), "the server panicked");
    }
}
