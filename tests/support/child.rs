//! The real `sigill serve`, started as a process of its own in a folder of its own.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use sigill::clock::{Clock as _, DEFAULT_ZONE, SystemClock};
use sigill::storage::{Db, Location};
use sigill_sealing::day::Day;

use super::channel::TestChannel;
use super::http::Request;

/// A running server; killed when dropped, if it still runs.
pub(crate) struct Child {
    process: std::process::Child,
    pub(crate) intake: SocketAddr,
    pub(crate) desk: SocketAddr,
    pub(crate) operator: SocketAddr,
}

/// Where a server of a story keeps everything: database, key, temporary files and what it prints.
pub(crate) struct Home<'a>(pub(crate) &'a Path);

/// Three ports, and what else the environment says.
pub(crate) struct Setting {
    pub(crate) intake: SocketAddr,
    desk: SocketAddr,
    operator: SocketAddr,
    pub(crate) environment: Vec<(String, String)>,
    /// Options of a disk in memory that `data` is put on, such as its size; nothing for the disk of the story's folder.
    pub(crate) disk: Option<&'static str>,
}

impl Setting {
    /// Ports that are free at this moment.
    pub(crate) fn free() -> Self {
        // All three are held until each is known, so that they differ.
        let sockets = [(); 3].map(|()| TcpListener::bind(("127.0.0.1", 0)).unwrap());
        let [intake, desk, operator] = sockets.map(|socket| socket.local_addr().unwrap());
        Self { intake, desk, operator, environment: Vec::new(), disk: None }
    }

    /// Where the desk will listen.
    pub(crate) fn desk(&self) -> SocketAddr {
        self.desk
    }
}

impl Home<'_> {
    pub(crate) fn database(&self) -> Location {
        Location::sqlite(&self.0.join("data/sigill.db")).unwrap()
    }

    /// Makes the database with a published channel, as its owner would have.
    pub(crate) async fn with_channel(&self) -> TestChannel {
        self.with_channel_in(&self.database()).await
    }

    /// The same, in another database than the folder's own.
    pub(crate) async fn with_channel_in(&self, database: &Location) -> TestChannel {
        let db = Db::open(database).unwrap();
        let mut channel = TestChannel::new("lund", &["Chefsjurist", "HR-direktör"], &["Kommundirektör"]);
        channel.publish(&db, true, today()).await;
        db.close().await;
        channel
    }

    /// What the server wrote, both outputs together.
    pub(crate) fn printed(&self) -> String {
        ["stdout", "stderr"].map(|name| fs::read_to_string(self.0.join(name)).unwrap_or_default()).concat()
    }

    fn command(&self, setting: &Setting) -> Command {
        let temporary = self.0.join("tmp");
        fs::create_dir_all(&temporary).unwrap();
        let output = |name: &str| {
            Stdio::from(File::options().create(true).append(true).open(self.0.join(name)).unwrap())
        };
        let mut command = match &setting.disk {
            None => Command::new(env!("CARGO_BIN_EXE_sigill")),
            Some(options) => {
                // What the story has made stays, on a disk that this process alone sees. It becomes the server itself.
                let prepare = "cp -a data seed && mount -t tmpfs -o \"$0\" disk data && cp -a seed/. data && exec \"$@\"";
                let mut command = Command::new("unshare");
                command.args(["--map-root-user", "--mount", "sh", "-c", prepare, options]);
                command.arg(env!("CARGO_BIN_EXE_sigill"));
                command
            }
        };
        command
            .arg("serve")
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .current_dir(self.0)
            .env("TMPDIR", temporary)
            .env("SIGILL_INTAKE_LISTEN", setting.intake.to_string())
            .env("SIGILL_DESK_LISTEN", setting.desk.to_string())
            .env("SIGILL_OPERATOR_LISTEN", setting.operator.to_string())
            .env("SIGILL_LOG", "trace")
            .envs(setting.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(output("stdout"))
            .stderr(output("stderr"));
        command
    }

    /// Starts it and waits until it answers.
    pub(crate) async fn start(&self, setting: &Setting) -> Child {
        let mut process = self.command(setting).spawn().unwrap();
        while Request::get("/ready").try_send(setting.operator).await.is_err() {
            assert_eq!(process.try_wait().unwrap(), None, "{}", self.printed());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Child { process, intake: setting.intake, desk: setting.desk, operator: setting.operator }
    }

    /// Starts one that is expected to end by itself; what it printed, without colours, and how it ended.
    pub(crate) fn start_in_vain(&self, setting: &Setting) -> (ExitStatus, String) {
        let before = self.printed().len();
        let status = self.command(setting).status().unwrap();
        (status, self.printed().split_off(before))
    }
}

impl Child {
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // An error means that it has ended already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The day where reports are filed, by the clock that the server goes by as well.
pub(crate) fn today() -> Day {
    SystemClock.today(DEFAULT_ZONE)
}
