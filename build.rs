//! Makes, before the crate is compiled, what the compiler shall check or embed: the messages of `web/locales` as
//! typed functions, and the files of `web/dist` and `web/images` as bytes of the binary.

#[path = "build/assets.rs"]
mod assets;
#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/words.rs"]
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why the build stops: one complaint a line, each with its file and what to do.
type Complaints = Vec<String>;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build");
    match make() {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaints) => {
            for complaint in complaints {
                println!("cargo::error={complaint}");
            }
            ExitCode::FAILURE
        }
    }
}

fn make() -> Result<(), Complaints> {
    let root = folder("CARGO_MANIFEST_DIR")?;
    let out = folder("OUT_DIR")?;
    let catalogue = catalogue::read(&root.join("web/locales"))?;
    write(&out.join("words.rs"), &words::rust(&catalogue))?;
    write(&out.join("messages.ts"), &words::typescript(&catalogue))?;
    write(&out.join("assets.rs"), &assets::rust(&root.join("web"), &out)?)
}

fn folder(variable: &str) -> Result<PathBuf, Complaints> {
    std::env::var_os(variable).map(PathBuf::from).ok_or_else(|| vec![format!("cargo did not set {variable}")])
}

/// Writes only what has changed, so that the crate is not compiled again for nothing.
fn write(path: &Path, content: &str) -> Result<(), Complaints> {
    if std::fs::read_to_string(path).is_ok_and(|before| before == content) {
        return Ok(());
    }
    std::fs::write(path, content).map_err(|error| vec![format!("{}: {error}", path.display())])
}
