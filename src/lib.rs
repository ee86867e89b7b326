//! One comment widget for every backend.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod mapping;
pub mod model;
