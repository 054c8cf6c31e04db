//! The `sigill` command.

use std::process::ExitCode;

use tracing_subscriber::EnvFilter;
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
fn log_without_times() {
    let filter =
        EnvFilter::try_from_env("SIGILL_LOG").unwrap_or_else(|_unset| EnvFilter::new("warn,sigill=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .without_time()
        .with_target(false)
        .init();
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
