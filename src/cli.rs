//! The command line: read, called, and its errors said in a sentence.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};

use crate::config::Config;

#[cfg(feature = "demo")]
mod demo;
mod doctor;
mod init;
mod opening;
mod retention;
mod serve;

/// Sigill, an anonymous whistleblowing intake service whose server stores only ciphertext.
#[derive(Debug, Parser)]
#[command(name = "sigill", version, arg_required_else_help = true)]
struct Arguments {
    /// The configuration file; without it, everything is at its default and on loopback
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve reporters and members until told to stop
    Serve,
    /// Print a new set-up link, good once and for a day; the ones before it end
    Init,
    /// Look at what Sigill stands on, and say how to mend what is wrong
    Doctor,
    /// Erase what has come to its day, as a running Sigill does by itself
    Retention {
        /// Erase nothing, and say what would go: days and numbers
        #[arg(long)]
        dry_run: bool,
    },
    /// Serve a demonstration with made-up cases, gone when it ends
    #[cfg(feature = "demo")]
    Demo,
    /// Fill an empty database with cases for a bench, and print what their handler signs in with
    #[cfg(feature = "demo")]
    Seed {
        /// How many cases
        #[arg(long, default_value_t = 10_000)]
        cases: usize,
        /// How many of them the handler holds
        #[arg(long, default_value_t = 5_000)]
        held: usize,
        /// Without index entries, as if the handler had never seen the cases
        #[arg(long)]
        unseen: bool,
    },
}

/// Reads `arguments` and `environment` and does what they say.
pub fn run(
    arguments: impl Iterator<Item = OsString>,
    environment: impl Iterator<Item = (String, String)>,
) -> anyhow::Result<()> {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(shown) => {
            let code = shown.exit_code();
            shown.print().context("the terminal cannot be written to")?;
            std::process::exit(code);
        }
    };
    let config = Config::load(arguments.config.as_deref(), environment)?;
    match arguments.command {
        Command::Serve => block_on(serve::run(config)),
        Command::Init => block_on(init::run(config)),
        Command::Retention { dry_run: true } => block_on(retention::dry_run(config)),
        Command::Retention { dry_run: false } => block_on(retention::run(config)),
        Command::Doctor => block_on(doctor::run(config)),
        #[cfg(feature = "demo")]
        Command::Demo => block_on(demo::run(config)),
        #[cfg(feature = "demo")]
        Command::Seed { cases, held, unseen } => {
            block_on(demo::seed::run(config, demo::seed::Amount { cases, held, indexed: !unseen }))
        }
    }
}

fn block_on(command: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.context("the system gives us no threads to work with")?.block_on(command)
}
