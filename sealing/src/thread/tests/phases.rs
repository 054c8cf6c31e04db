//! Where the work on a case stands, by a conversation as it is read.

use serde_json::Value;

use super::{world::*, *};
use crate::phase::Phase;

/// The desk and the reporter's page read the same file; what stands in the internal thread only the desk sees.
#[test]
fn the_phase_is_the_one_that_every_reader_finds() {
    let vectors: Value = serde_json::from_str(include_str!("../../../../tests/vectors/phases.json")).unwrap();
    let cases = vectors.as_array().unwrap();
    assert!(cases.len() >= 19);
    for case in cases {
        let mut world = World::new();
        let steps = case["conversation"].as_array().unwrap();
        for step in steps {
            assert_eq!(step["n"], world.c.len(), "{}", case["why"]);
            world.member_writes(
                1,
                message("Ord.", step["step"].as_str().map(|word| Step::parse(word).unwrap())),
            );
        }
        for read in [world.member(1).1, world.reporter().1] {
            assert_eq!(Phase::of(read.entries()).word(), case["told"], "{}", case["why"]);
        }
    }
}

#[test]
fn what_does_not_verify_takes_no_step() {
    let mut world = World::new();
    world.member_writes(1, message("Tack.", Some(Step::Acknowledge)));
    // Of somebody who is not in the keyring.
    let forged = forge(&world, 77, message("Slut.", Some(Step::Close)), |_| {});
    store(&mut world.c, world.today, forged.into_bytes());
    assert_eq!(Phase::of(world.member(1).1.entries()), Phase::Acknowledged);
}
