//! `cargo xtask mapping`: advice for people who write a mapping, from the program `mapping` of this package.

use crate::{Outcome, process};
use std::env;

/// Runs it where the command was typed, so that it finds the files that were named there.
pub fn run(arguments: &[&str]) -> Outcome {
    let mut command = process::helper("run", "mapping", "mapping");
    // Cargo's own lines would stand between the advice.
    command.env("CARGO_TERM_QUIET", "true").args(arguments);
    if let Ok(folder) = env::current_dir() {
        command.current_dir(folder);
    }
    let status = command.status().map_err(|error| format!("cargo could not be started: {error}"))?;
    if status.success() { Ok(()) } else { std::process::exit(status.code().unwrap_or(1)) }
}
