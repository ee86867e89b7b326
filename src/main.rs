//! The module that a page loads: everything it exports is in `causerie::embed`.
//!
//! Without `main`, which would bring along what the standard library does before and after it. A panic is told by
//! the hook that Yew sets.
#![cfg_attr(target_arch = "wasm32", no_main)]

use causerie as _;

/// The standard library's own weighs more and is no faster.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
