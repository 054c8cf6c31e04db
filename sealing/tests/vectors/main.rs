//! The shared vectors of `tests/vectors/`, described in its README: the deterministic
//! files are made anew and compared, then every case of every file is tried.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a failing test may panic")]

mod case_by_typescript;
mod cases;
mod files;
mod fixtures;
mod made;
mod places;

#[test]
fn the_deterministic_files_are_what_the_code_makes() {
    for (name, make) in made::FILES {
        assert!(
            made::read(name) == make(),
            "{name} differs: run `cargo run -p sigill-sealing --example write_vectors`"
        );
    }
}

#[test]
fn what_rust_sealed_opens() {
    fixtures::open_all("sealed-by-rust.json");
}

#[test]
fn what_typescript_sealed_opens() {
    fixtures::open_all("sealed-by-typescript.json");
}

#[test]
fn what_rust_sealed_as_files_is_what_another_would_have_sealed() {
    files::open_all("files-by-rust.json");
}

#[test]
fn what_typescript_sealed_as_files_is_what_another_would_have_sealed() {
    files::open_all("files-by-typescript.json");
}
