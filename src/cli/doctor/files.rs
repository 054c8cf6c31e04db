//! Whether every file that the database knows lies in its folder, whole, and nothing else does.

use super::{Finding, ill, room, well};
use crate::cases::files::{Verified, has_any, verify};
use crate::clock::{Clock, DEFAULT_ZONE};
use crate::config::Config;
use crate::storage::blobs::Blobs;
use crate::storage::{Db, Error};

/// Looks at the folder of files, if there is one; it makes none.
pub(super) async fn look(config: &Config, db: &Db, clock: &dyn Clock, findings: &mut Vec<Finding>) {
    let folder = &config.files.path;
    if !folder.exists() {
        findings.push(missing(db).await);
        return;
    }
    let verified = match Blobs::look(folder) {
        Ok(blobs) => {
            let free = blobs.free().await.map(Some);
            findings.push(room("room for files", free, config.files.reserve, "files.reserve"));
            verify(db, &blobs, clock.today(DEFAULT_ZONE)).await
        }
        Err(error) => Err(error),
    };
    findings.extend(tell(verified).into_iter().map(|outcome| Finding { subject: "files", outcome }));
}

/// What it means that there is no folder.
async fn missing(db: &Db) -> Finding {
    match has_any(db).await {
        Ok(false) => well("files", "no folder yet: the first start makes it"),
        Ok(true) => ill(
            "files",
            "the folder is missing, and the database has files: put its copy in its place, or mend files.path",
        ),
        Err(error) => ill("files", error.to_string()),
    }
}

/// What was found, in words.
fn tell(verified: Result<Verified, Error>) -> Vec<Result<String, String>> {
    let seen = match verified {
        Ok(seen) => seen,
        Err(error) => return vec![Err(format!("the folder of files cannot be looked at: {error}"))],
    };
    let mut told = Vec::new();
    if seen.missing + seen.damaged > 0 {
        told.push(Err(format!(
            "of {} pieces {} are not in the folder and {} have another length: put the folder's copy in its place; what its readers \
             open is told to be damaged until then",
            seen.chunks, seen.missing, seen.damaged
        )));
    }
    if seen.orphans > 0 {
        told.push(Err(format!(
            "{} objects belong to no file, as a crash leaves them: start Sigill, which deletes them at its start and every hour",
            seen.orphans
        )));
    }
    if seen.unknown > 0 {
        told.push(Err(format!(
            "{} folders belong to files that the database does not know. A wrong or older database? Then mend database.url or \
             restore the newer copy; Sigill deletes none of them. If you are sure they belong to no case, delete them yourself",
            seen.unknown
        )));
    }
    if seen.strangers > 0 {
        told.push(Err(format!(
            "{} things in the folder are no files of Sigill's: move them away",
            seen.strangers
        )));
    }
    if told.is_empty() {
        told.push(Ok(format!(
            "{} files in {} pieces, each of them there and of its length",
            seen.files, seen.chunks
        )));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_told_with_what_to_do_and_what_is_on_its_way_is_none() {
        let well = Verified { files: 2, chunks: 3, young: 4, ..Verified::default() };
        assert_eq!(
            tell(Ok(well)),
            [Ok("2 files in 3 pieces, each of them there and of its length".to_owned())]
        );
        let ill = Verified { missing: 1, damaged: 2, orphans: 3, unknown: 5, strangers: 4, ..well };
        let told = tell(Ok(ill));
        assert_eq!(told.len(), 4);
        for (told, mend) in told.iter().zip([
            "copy in its place",
            "start Sigill",
            "A wrong or older database?",
            "move them away",
        ]) {
            assert!(told.as_ref().is_err_and(|told| told.contains(mend)), "{told:?}");
        }
        assert!(matches!(tell(Err(Error::ReadOnly)).as_slice(), [Err(_)]));
    }
}
