//! What a thread's stack keeps of work that is done.
//!
//! The allocator wipes what is freed and secrets wipe themselves when dropped, but a value that is moved leaves its bytes
//! behind in the frames it passed, until later calls happen to write over them. So whoever has worked with a reporter's
//! code or words writes over the part of the stack below, where that work's frames were. A search of the process's memory
//! found code and seeds there before (`tests/privacy/server_path.rs`).

use std::hint::black_box;

use tokio::task::{JoinError, spawn_blocking};

/// How far below the caller's frame: deeper than sealing and opening reach in a debug build, and a fraction of the 2 MiB
/// that every thread of ours has. Writing it takes some ten microseconds.
const DEPTH: usize = 768 * 1024;

/// Writes over the stack below the caller's frame.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "it is the stack that is to be written over")]
pub fn wipe() {
    let mut below = [0_u8; DEPTH];
    // Or the compiler would see that nobody reads it.
    black_box(&mut below);
}

/// Does `work` on a thread for work that takes long, and leaves nothing of it on that thread's stack.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
    let working = spawn_blocking(move || {
        let done = call(work);
        wipe();
        done
    });
    Ok(*working.await?)
}

/// Calls in a frame of its own, which is over when it returns. What comes of it goes through the frames above as a pointer.
#[inline(never)]
#[expect(
    clippy::unnecessary_box_returns,
    reason = "returned as it is, it would be copied into the caller's frame"
)]
fn call<T>(work: impl FnOnce() -> T) -> Box<T> {
    Box::new(work())
}
