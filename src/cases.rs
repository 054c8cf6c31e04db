//! What intake and desk share of a case.

pub mod lifecycle;
