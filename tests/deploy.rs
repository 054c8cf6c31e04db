//! What stands in `deploy/`: held against the program that it starts.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_service_unit_starts_this_program_and_systemd_knows_each_of_its_lines() {
    let unit = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/sigill.service");
    let unit = fs::read_to_string(unit).unwrap();
    let start = unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    let mut words = start.split(' ');
    let installed = words.next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("sigill.toml");
    fs::write(&config, "[database]\nunheard = 1\n").unwrap();

    // The command line is one that the program takes: what stops it is the file it was told to read.
    let arguments =
        words.map(|word| if word == "/etc/sigill/sigill.toml" { config.to_str().unwrap() } else { word });
    let started = Command::new(env!("CARGO_BIN_EXE_sigill")).args(arguments).env_clear().output().unwrap();
    let said = String::from_utf8(started.stderr).unwrap();
    assert!(!started.status.success() && said.contains("unheard"), "{said}");

    // systemd looks for the program; so it is shown ours.
    let here = folder.path().join("sigill.service");
    fs::write(&here, unit.replace(installed, env!("CARGO_BIN_EXE_sigill"))).unwrap();
    let verify = Command::new("systemd-analyze")
        .args(["verify", "--man=no", "--recursive-errors=no"])
        .arg(&here)
        .output();
    match verify {
        Ok(verified) => {
            let said = String::from_utf8(verified.stderr).unwrap();
            assert!(verified.status.success() && said.is_empty(), "{said}");
        }
        // A machine without systemd runs no unit.
        Err(absent) => assert_eq!(absent.kind(), std::io::ErrorKind::NotFound),
    }
}
