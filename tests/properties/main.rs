//! What must hold whatever comes: texts, addresses, trees, and what readers do in any order.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod body;
mod state;
mod template;
mod tree;

use proptest::test_runner::{Config, RngSeed};

/// The same cases each time: what is new is for `cargo xtask fuzz` to find.
fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(20_091_117), ..Config::default() }
}
