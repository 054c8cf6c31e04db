//! What each face may take of what all of them live on, so that a flood at one does not stop the others.

use rustix::process::{Resource, getrlimit};

use super::face::Face;
use crate::config::Size;
use crate::http::budget::Budget;

/// Descriptors that no connection takes: the database's, the listeners', the log's.
const RESERVED: u64 = 128;
/// Descriptors that a connection takes: the server's own, and one by which it can be cut.
const EACH: u64 = 2;
/// Most connections of one thread: an idle one takes some 25 kB.
const MOST: u64 = 4096;
/// Fewest connections of one thread, whatever the system allows.
const LEAST: u64 = 8;
/// Most connections of the operator, who is one.
const OPERATOR: usize = 64;

/// One face's share.
pub(super) struct Share {
    /// For bodies that come.
    pub(super) bodies: Budget,
    /// For answers that are being read: as much again.
    pub(super) answers: Budget,
    /// Most connections of one of its threads; more wait in the system's queue.
    pub(super) connections: usize,
}

impl Share {
    /// The share of a face, of so many bytes for the bodies of all.
    pub(super) fn of(face: Face, bodies: Size) -> Self {
        let half = bodies.bytes() / 2;
        Self {
            bodies: Budget::of(half),
            answers: Budget::of(half),
            connections: connections(face, getrlimit(Resource::Nofile).current),
        }
    }
}

/// Of all connections there can be, where this process may open so many files, one in four for each thread of the intake
/// and of the desk; so together they leave a fourth.
fn connections(face: Face, files: Option<u64>) -> usize {
    let all = files.unwrap_or(u64::MAX).saturating_sub(RESERVED) / EACH;
    let one = usize::try_from((all / 4).clamp(LEAST, MOST)).unwrap_or(usize::MAX);
    match face {
        Face::Intake | Face::Desk => one,
        Face::Operator => one.min(OPERATOR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_connections_together_leave_descriptors_for_the_database() {
        for files in [256_u64, 1024, 4096, 65_536, 1 << 20] {
            let all: usize = [Face::Intake, Face::Desk, Face::Operator]
                .map(|face| face.workers() * connections(face, Some(files)))
                .iter()
                .sum();
            assert!(u64::try_from(all).unwrap() * EACH + RESERVED <= files, "{files}");
        }
        assert_eq!(connections(Face::Intake, None), connections(Face::Intake, Some(1 << 20)));
    }
}
