//! `cargo xtask load`: how many requests a second the reference backend answers, and how long they take.

use crate::process::{self, cargo};
use crate::{Outcome, tools};

/// Builds the backend as on a server and measures it; figures of one computer are in `docs/performance.md`.
pub fn run() -> Outcome {
    tools::rust(&[])?;
    let words = ["bench", "--package", "causerie-server", "--bench", "load", "--profile", "server"];
    process::run(&mut cargo(&words))
}
