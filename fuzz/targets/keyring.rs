//! A keyring's note: whatever verifies is, byte for byte, what its lines are written as.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigill_sealing::id::ChannelId;
use sigill_sealing::keyring::{KeyringChain, Pin};

fuzz_target!(|text: &str| {
    // The channel that the note itself names, as far as it names one.
    let named = text.lines().nth(1).and_then(|line| line.strip_prefix("channel "));
    let channel = named.and_then(|id| ChannelId::parse(id).ok());
    let channel = channel.unwrap_or_else(|| ChannelId::from_bytes([9; 16]));
    if let Ok(chain) = KeyringChain::verify(channel, &[text], &Pin::Nothing) {
        assert!(chain.newest().note() == text);
    }
    let halves: Vec<&str> = text.split_inclusive("\n\n").collect();
    assert!(KeyringChain::verify(channel, &halves, &Pin::Nothing).is_err() || halves.len() == 1);
});
