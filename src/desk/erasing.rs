//! What members see of erasing at the desk: confirming it before its day, and what was erased.

pub(super) mod routes;
mod wire;
