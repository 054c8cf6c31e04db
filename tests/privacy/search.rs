//! Where it is looked for: every file below a folder, and a process's memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::SystemTime;

use super::needles::Needle;

const PAGE: usize = 4096;

/// What a file holds; nothing of one that a database took away meanwhile.
fn read_if_there(path: &Path) -> Vec<u8> {
    match fs::read(path) {
        Err(gone) if gone.kind() == ErrorKind::NotFound => Vec::new(),
        read => read.unwrap(),
    }
}

fn written(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}

/// Finds many needles in one pass: by their first two bytes first.
pub(crate) struct Search<'a> {
    by_beginning: BTreeMap<[u8; 2], Vec<&'a Needle>>,
    may_begin: Vec<bool>,
}

impl<'a> Search<'a> {
    pub(crate) fn new(needles: &'a [Needle]) -> Self {
        let mut search = Self { by_beginning: BTreeMap::new(), may_begin: vec![false; 1 << 16] };
        for needle in needles {
            let beginning = [needle.bytes[0], needle.bytes[1]];
            search.by_beginning.entry(beginning).or_default().push(needle);
            search.may_begin[usize::from(u16::from_be_bytes(beginning))] = true;
        }
        search
    }

    fn in_bytes(&self, place: &str, bytes: &[u8], found: &mut BTreeSet<String>) {
        const NOTHING: [u8; PAGE] = [0; PAGE];
        let mut at = 0;
        while at + 1 < bytes.len() {
            // Most of a process's memory was never touched.
            if bytes[at..].starts_with(&NOTHING) {
                at += PAGE;
                continue;
            }
            let end = bytes.len().min(at + PAGE);
            // No iterator: every byte of a server's memory goes through this, unoptimised.
            let mut first = usize::from(bytes[at]);
            while at < end.min(bytes.len() - 1) {
                let second = usize::from(bytes[at + 1]);
                if self.may_begin[first << 8 | second] {
                    let rest = &bytes[at..];
                    let here = self.by_beginning[&[rest[0], rest[1]]].iter();
                    let here = here.filter(|needle| rest.starts_with(&needle.bytes));
                    found.extend(here.map(|needle| format!("{place}: {}", needle.name)));
                }
                first = second;
                at += 1;
            }
            at = end;
        }
    }

    /// What is found in the files below `folder`, each said as `file: secret, form`. The second is how many bytes there were.
    /// Of a folder that others write to as well, a name stands for its files, and those not written since are left out.
    pub(crate) fn in_files(
        &self,
        folder: &Path,
        shared: Option<(&str, SystemTime)>,
    ) -> (BTreeSet<String>, usize) {
        let (mut found, mut looked) = (BTreeSet::new(), 0);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let (below, more) = self.in_files(&path, shared);
                found.extend(below);
                looked += more;
                continue;
            }
            let (name, bytes) = match shared {
                None => (path.file_name().unwrap().to_str().unwrap(), read_if_there(&path)),
                // Another story's file may be gone by now.
                Some((name, since)) if written(&path).is_some_and(|when| when >= since) => {
                    (name, fs::read(&path).unwrap_or_default())
                }
                Some(_) => continue,
            };
            looked += bytes.len();
            self.in_bytes(name, &bytes, &mut found);
        }
        (found, looked)
    }

    /// What is found in bytes that a story has at hand.
    pub(super) fn in_answer(&self, name: &str, bytes: &[u8]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.in_bytes(name, bytes, &mut found);
        found
    }

    /// What is found in one file.
    #[cfg(feature = "postgres")]
    pub(super) fn in_file(&self, path: &Path, name: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.in_bytes(name, &fs::read(path).unwrap(), &mut found);
        found
    }

    /// What is found in the values of a database's tables, bytes as the bytes that they are.
    #[cfg(feature = "postgres")]
    pub(super) fn in_tables(&self, tables: &crate::support::tables::Tables) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (table, rows) in tables {
            for value in rows.iter().flat_map(|row| row.values()) {
                self.in_bytes(table, value.as_bytes(), &mut found);
                let hex = value.split_once("\\x").map(|(_, rest)| rest.trim_end_matches('\''));
                let bytes: Option<Vec<u8>> = hex.and_then(|hex| {
                    let pairs = (0..hex.len() / 2).map(|at| hex.get(2 * at..2 * at + 2));
                    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
                });
                self.in_bytes(table, &bytes.unwrap_or_default(), &mut found);
            }
        }
        found
    }

    /// What is found in the memory that a process can read.
    pub(super) fn in_memory(&self, process: u32) -> (BTreeSet<String>, usize) {
        let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
        let memory = File::open(format!("/proc/{process}/mem")).unwrap();
        let (mut found, mut looked) = (BTreeSet::new(), 0);
        for line in maps.lines() {
            let mut fields = line.split_whitespace();
            let (range, rights) = (fields.next().unwrap(), fields.next().unwrap());
            // The kernel's own pages cannot be read from outside; nothing of the program is there.
            if !rights.starts_with('r') || line.ends_with("[vvar]") || line.ends_with("[vsyscall]") {
                continue;
            }
            let (from, to) = range.split_once('-').unwrap();
            let address = |text: &str| u64::from_str_radix(text, 16).unwrap();
            let mut region = vec![0; usize::try_from(address(to) - address(from)).unwrap()];
            // It may have gone or shrunk since the map was read.
            let mut read = 0;
            while let Ok(more @ 1..) =
                memory.read_at(&mut region[read..], address(from) + u64::try_from(read).unwrap())
            {
                read += more;
            }
            looked += read;
            self.in_bytes("memory", &region[..read], &mut found);
        }
        (found, looked)
    }
}
