//! The `sigill` command.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use tracing::Level;
use tracing_subscriber::filter::{EnvFilter, FilterExt as _, dynamic_filter_fn, filter_fn};
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;
use zeroizing_alloc::ZeroAlloc;

/// Wipes what it frees, so that no report stays behind in memory that nobody uses.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    log_without_times();
    keep_memory_to_ourselves();
    open_many_files();
    match sigill::cli::run(std::env::args_os(), environment()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// No core dump: it would hold what the server path has in memory.
fn keep_memory_to_ourselves() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    if setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).is_err() {
        tracing::warn!("core dumps could not be switched off: switch them off for this service");
    }
}

/// As many open files as the system lets us have: every connection is one, and what a shell or a container gives by
/// default is soon used up. How the faces share them is in `server/share.rs`.
fn open_many_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    if setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).is_err() {
        tracing::warn!("the limit of open files could not be raised: fewer connections are taken");
    }
}

/// One line per start, stop and failure, on standard error, without a time of ours; a panic tells where, not what.
///
/// The lines are our own, however much `SIGILL_LOG` asks for. The libraries' are about connections: with one for each malformed
/// request, whoever sends such would fill the journal, and the journal would keep at which minute they did. Of theirs there is
/// one exception, said once: that no more connections can be accepted.
fn log_without_times() {
    let wanted = EnvFilter::try_from_env("SIGILL_LOG").unwrap_or_else(|_unset| EnvFilter::new("info"));
    let ours = wanted.and(filter_fn(|line| {
        let target = line.target();
        target == "sigill" || target.starts_with("sigill::")
    }));
    let is_said = AtomicBool::new(false);
    let first_refusal = dynamic_filter_fn(move |line, _context| {
        let is_refusal = line.target() == "actix_server::accept" && *line.level() == Level::ERROR;
        is_refusal && !is_said.swap(true, Ordering::Relaxed)
    });
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .without_time()
        .with_target(false)
        .with_filter(ours.or(first_refusal));
    tracing_subscriber::registry().with(lines).init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a thread panicked");
    }));
}

/// The variables that are text; ours are.
fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}
