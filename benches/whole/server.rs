//! The binary as a child process.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// A server that runs.
pub(super) struct Running {
    child: Child,
    /// Where reporters come.
    pub(super) intake: String,
}

/// Starts the server on the database in `folder` and waits until it answers.
pub(super) async fn start(folder: &Path) -> Running {
    let [intake, desk, operator] = free_ports();
    let child = Command::new(env!("CARGO_BIN_EXE_sigill"))
        .arg("serve")
        .current_dir(folder)
        .env_clear()
        .env("SIGILL_INTAKE_LISTEN", format!("127.0.0.1:{intake}"))
        .env("SIGILL_INTAKE_URL", format!("http://127.0.0.1:{intake}"))
        .env("SIGILL_DESK_LISTEN", format!("127.0.0.1:{desk}"))
        .env("SIGILL_DESK_URL", format!("http://localhost:{desk}"))
        .env("SIGILL_OPERATOR_LISTEN", format!("127.0.0.1:{operator}"))
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let running = Running { child, intake: format!("http://127.0.0.1:{intake}") };
    let client = reqwest::Client::new();
    for _ in 0..5000 {
        if client.get(format!("{}/api/nonce", running.intake)).send().await.is_ok() {
            return running;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    panic!("the server did not answer within ten seconds");
}

/// Ports that are free now; another process could take one meanwhile, and the start would say so.
fn free_ports() -> [u16; 3] {
    let listeners = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|listener| listener.local_addr().unwrap().port())
}

impl Drop for Running {
    /// A driver that fails leaves no server behind.
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Running {
    /// Memory that is the process's own and in use, in MiB.
    pub(super) fn resident_mib(&self) -> f64 {
        self.status_mib("VmRSS:")
    }

    /// The most of it there was at once since [`Running::forget_peak`], in MiB.
    pub(super) fn peak_mib(&self) -> f64 {
        self.status_mib("VmHWM:")
    }

    /// Begins to look for the peak anew: proc(5), `clear_refs`.
    pub(super) fn forget_peak(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
    }

    fn status_mib(&self, name: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        let kib: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kib / 1024.0
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).unwrap();
    }

    /// Asks it to end, and waits.
    pub(super) async fn stop(self) {
        self.signal(Signal::TERM);
        let mut own = self;
        let waiting = move || {
            let own = &mut own;
            own.child.wait().unwrap()
        };
        let status = tokio::task::spawn_blocking(waiting).await.unwrap();
        assert!(status.success(), "the server did not leave in order");
    }

    /// Ends it at once, as a power cut would.
    pub(super) fn kill(mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
    }
}
