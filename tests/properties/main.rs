//! What must hold whatever comes: texts, addresses, trees, and what readers do in any order.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod body;
mod state;
mod template;
mod tree;
