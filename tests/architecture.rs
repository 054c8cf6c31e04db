//! Who may import whom (docs/architecture.md): read from the source itself, so that the map stays true.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

mod imports;

use imports::{Import, imports_of, paths_of};

/// Every top module of the crate and its layer. Imports go to a lower number or stay within the module.
const LAYERS: [(&str, u8); 16] = [
    ("clock", 0),
    ("config", 1),
    ("server_key", 1),
    ("storage", 2),
    ("http", 2),
    ("app", 3),
    ("audit", 3),
    ("notifications", 3),
    ("members", 4),
    ("channels", 5),
    ("cases", 6),
    ("intake", 7),
    ("desk", 7),
    ("server", 8),
    ("jobs", 8),
    ("cli", 9),
];

/// Every table and the module whose own it is: others read it only from above.
const TABLES: [(&str, &str); 33] = [
    ("audit_entries", "audit"),
    ("mail_addresses", "notifications"),
    ("mail_confirmations", "notifications"),
    ("outbox", "notifications"),
    ("reminded_days", "notifications"),
    ("members", "members"),
    ("designations", "members"),
    ("credentials", "members"),
    ("second_factors", "members"),
    ("attempts", "members"),
    ("sessions", "members"),
    ("spent_nonces", "members"),
    ("vaults", "members"),
    ("past_vaults", "members"),
    ("channels", "channels"),
    ("settings", "channels"),
    ("keyrings", "channels"),
    ("setup_links", "channels"),
    ("invitations", "channels"),
    ("cases", "cases"),
    ("wraps", "cases"),
    ("envelopes", "cases"),
    ("retries", "cases"),
    ("strikes", "cases"),
    ("files", "cases"),
    ("file_chunks", "cases"),
    ("removed_files", "cases"),
    ("file_days", "cases"),
    ("retention_looks", "cases"),
    ("erased_days", "cases"),
    ("unwiped_days", "cases"),
    ("index_entries", "desk"),
    ("member_views", "desk"),
];

/// Macros that stand at the top of the crate, as exported ones must, and the module they belong to.
const MACROS: [(&str, &str); 2] = [("stored_bytes", "storage"), ("text_column", "storage")];

/// Whether a file of `src/` is a place for something.
type Place = fn(&str) -> bool;

/// A foreign crate and where alone it may appear.
const CONFINED: [(&str, Place); 8] = [
    ("diesel", holds_sql),
    ("diesel_migrations", holds_sql),
    ("actix_web", speaks_http),
    ("actix_multipart", speaks_http),
    ("object_store", holds_objects),
    ("lettre", sends_mail),
    ("rustls_native_certs", sends_mail),
    ("tokio_rustls", sends_mail),
];

/// Beside them, what makes answers of pages (a page itself says only what stands in it), and what reads a form as it comes.
const ANSWERS: [&str; 5] = [
    "intake/pages/pressed.rs",
    "intake/pages/problem.rs",
    "intake/server_path/answers.rs",
    "intake/server_path/receiving.rs",
    "intake/server_path/unsent.rs",
];

fn holds_sql(file: &str) -> bool {
    file == "storage.rs"
        || file.starts_with("storage/")
        || file.ends_with("store.rs")
        || file.contains("/store/")
}

fn holds_objects(file: &str) -> bool {
    file == "storage/blobs.rs" || file.starts_with("storage/blobs/")
}

fn sends_mail(file: &str) -> bool {
    file == "notifications/smtp.rs" || file.starts_with("notifications/smtp/")
}

fn speaks_http(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    file == "http.rs"
        || file.starts_with("http/")
        || file == "server.rs"
        || file.starts_with("server/")
        || ["routes.rs", "pages.rs", "guard.rs"].contains(&name)
        || ANSWERS.contains(&file)
}

/// The module that a name at the top of the crate belongs to.
fn module_of(name: &str) -> &str {
    MACROS.iter().find(|(exported, _)| *exported == name).map_or(name, |(_, module)| module)
}

fn layer(name: &str) -> Option<u8> {
    let module = module_of(name);
    LAYERS.iter().find(|(known, _)| *known == module).map(|(_, layer)| *layer)
}

/// What is wrong with `source` as the file `file` of `src/`, if anything.
fn faults(file: &str, source: &str) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    let module = file.trim_end_matches(".rs").split('/').next().unwrap_or_default();
    // The two roots gather everything and may see everything.
    let root = matches!(file, "lib.rs" | "main.rs");
    if !root && layer(module).is_none() {
        faults.insert(format!("{file}: the module {module} has no layer"));
    }
    for import in imports_of(file, source) {
        match import {
            Import::Own(other) if !root && module_of(&other) != module => {
                let (Some(from), Some(to)) = (layer(module), layer(&other)) else {
                    // A name at the top of the crate that is no module: a re-export of lib.rs.
                    faults.insert(format!("{file}: imports {other}, which has no layer"));
                    continue;
                };
                if to >= from {
                    faults.insert(format!("{file}: {module} (layer {from}) imports {other} (layer {to})"));
                }
            }
            Import::Foreign(name) => {
                let confined = CONFINED.iter().find(|(foreign, _)| *foreign == name);
                if confined.is_some_and(|(_, may)| !may(file)) {
                    faults.insert(format!("{file}: {name} does not belong here"));
                }
            }
            Import::Own(_) => {}
        }
    }
    faults
}

/// Which tables `source` uses that belong to a layer above, or to another module of its own.
fn foreign_tables(file: &str, source: &str) -> BTreeSet<String> {
    let module = file.trim_end_matches(".rs").split('/').next().unwrap_or_default();
    let mut faults = BTreeSet::new();
    for names in paths_of(file, source) {
        for pair in names.windows(2).filter(|pair| pair[0] == "schema") {
            let owner = TABLES.iter().find(|(table, _)| *table == pair[1]).map(|(_, owner)| *owner);
            let Some(owner) = owner else {
                faults.insert(format!("{file}: {} is nobody's table", pair[1]));
                continue;
            };
            if module != owner && layer(module) <= layer(owner) {
                faults.insert(format!("{file}: {} belongs to {owner}", pair[1]));
            }
        }
    }
    faults
}

/// Where `source` asks which of the two databases it has; only `storage/connection.rs` may.
fn asks_which_database(file: &str, source: &str) -> BTreeSet<String> {
    let is_arm = |names: &[String]| match names {
        // `Place` is where a database is, and not yet a connection to it; a module's name is in lower case.
        [.., kind, arm] if arm == "Sqlite" || arm == "Postgres" => {
            kind != "Place" && kind.starts_with(char::is_uppercase)
        }
        [.., kind, arm] => kind.ends_with("Connection") && arm == "*",
        _ => false,
    };
    let renames = |names: &[String]| file != "storage.rs" && names.iter().any(|name| name == "AnyConnection");
    let found = paths_of(file, source).into_iter();
    let found = found.filter(|names| file != "storage/connection.rs" && (is_arm(names) || renames(names)));
    found.map(|names| format!("{file}: {}", names.join("::"))).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Looks at every file of the crate; fails with all that was found.
fn look(at: impl Fn(&str, &str) -> BTreeSet<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&root);
    assert!(files.len() > 5, "the sources were not found");
    let mut all = BTreeSet::new();
    for path in files {
        let file = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        all.extend(at(&file, &fs::read_to_string(&path).unwrap()));
    }
    assert!(all.is_empty(), "{}", all.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_module_of_the_table_is_there() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (module, _) in LAYERS {
        assert!(sources.join(format!("{module}.rs")).exists(), "{module}");
    }
    for file in ANSWERS {
        assert!(sources.join(file).exists(), "{file}");
    }
}

#[test]
fn imports_go_downwards_only() {
    look(faults);
}

#[test]
fn a_table_is_used_by_its_owner_and_from_above() {
    look(foreign_tables);
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/storage/schema.rs");
    let schema = fs::read_to_string(schema).unwrap();
    for (table, _) in TABLES {
        assert!(schema.contains(&format!("\n    {table} (")), "{table}");
    }
}

#[test]
fn a_table_of_another_is_found_however_it_is_written() {
    let wrong = [
        ("members/designations/store.rs", "use crate::storage::schema::{channels, members};"),
        ("members/store.rs", "fn f() { crate::storage::schema::cases::table; }"),
        ("intake/store.rs", "use crate::storage::schema; fn f() { schema::index_entries::table; }"),
        ("cases/store.rs", "use crate::storage::schema::*;"),
        ("cases/store.rs", "use crate::storage::schema::unheard_of;"),
    ];
    for (file, source) in wrong {
        assert!(!foreign_tables(file, source).is_empty(), "{file}: {source}");
    }
    let right = "use crate::storage::schema::{cases, designations}; fn f() { cases::table; }";
    assert_eq!(foreign_tables("cases/store.rs", right), BTreeSet::new());
}

#[test]
fn one_file_alone_asks_which_database_it_has() {
    look(asks_which_database);
}

#[test]
fn asking_which_database_is_found_however_it_is_written() {
    let wrong = [
        "fn f(c: &AnyConnection) { match c { AnyConnection::Sqlite(_) => {} } }",
        "fn f(c: &Connection) -> bool { matches!(c, Connection::Postgres(_)) }",
        "use crate::storage::Connection as Db; fn f(c: &Db) { if let Db::Sqlite(_) = c {} }",
        "use crate::storage::Connection::Sqlite as Arm;",
        "use crate::storage::Connection::*;",
        "use super::connection::AnyConnection as Another;",
    ];
    for source in wrong {
        assert!(!asks_which_database("cases/store.rs", source).is_empty(), "{source}");
        assert_eq!(asks_which_database("storage/connection.rs", source), BTreeSet::new(), "{source}");
    }
    let right = "use diesel::sqlite::Sqlite; fn f(p: &Place) -> bool { matches!(p, Place::Sqlite(_)) }";
    assert_eq!(asks_which_database("storage/location.rs", right), BTreeSet::new());
}

#[test]
fn an_upward_or_sideways_import_is_found_however_it_is_written() {
    let wrong = [
        ("cases/store.rs", "use crate::desk::Row;"),
        ("cases/store.rs", "use crate::{clock::Day, desk};"),
        ("cases.rs", "fn f() { crate::intake::file(); }"),
        ("cases/store.rs", "use super::super::intake::routes;"),
        ("intake/filing.rs", "type A = crate::desk::Row;"),
        ("intake/filing.rs", "fn f() { assert!(crate::desk::ok()); }"),
        ("intake/filing.rs", "mod inner { use super::super::super::desk; }"),
        ("http/privacy.rs", "use crate::app::App;"),
        ("unheard_of.rs", ""),
    ];
    for (file, source) in wrong {
        assert!(!faults(file, source).is_empty(), "{file}: {source}");
    }
}

#[test]
fn a_foreign_crate_out_of_its_place_is_found() {
    assert!(!faults("intake/filing.rs", "use diesel::prelude::*;").is_empty());
    assert!(!faults("intake/filing.rs", "fn f() { ::actix_web::rt::spawn(); }").is_empty());
    assert!(!faults("intake/pages/form.rs", "use actix_web::HttpResponse;").is_empty());
    assert!(!faults("cases/routes.rs", "fn f() { diesel::insert_into(t); }").is_empty());
    assert!(!faults("cases.rs", "#[derive(diesel::Queryable)] struct S;").is_empty());
}

#[test]
fn what_is_in_its_place_passes() {
    let right = [
        ("cases/store.rs", "use diesel::prelude::*; use crate::storage::Tx; use super::State;"),
        ("intake/routes.rs", "use actix_web::web; use crate::cases::State; use super::filing;"),
        ("intake/filing.rs", "mod tests { use super::super::pages; }"),
        ("server.rs", "use crate::{desk, intake}; use actix_web::App;"),
    ];
    for (file, source) in right {
        assert_eq!(faults(file, source), BTreeSet::new(), "{file}: {source}");
    }
}
