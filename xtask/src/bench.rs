//! `cargo xtask bench`: how long ten thousand comments take, natively and in Chromium, beside plain parsers of JSON; and how
//! soon readers see a thread, beside the least that a script can do.

use crate::process::{self, cargo};
use crate::{Outcome, dist, project, test, tools};

/// Installs what is missing and prints the tables.
pub fn run() -> Outcome {
    tools::rust(&[])?;
    tools::browser()?;
    tools::wasm_bindgen()?;
    process::run(&mut cargo(NATIVE))?;
    process::run(&mut cargo(RENDER))?;
    process::run(
        cargo(BROWSER)
            .args(["--target", project::WASM, "--", "--nocapture"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::bin("wasm-bindgen-test-runner"))
            .env("WASM_BINDGEN_TEST_TIMEOUT", PATIENCE),
    )?;
    tools::rust(&[tools::STD_SOURCE])?;
    dist::release()?;
    process::run(test::surroundings(&mut cargo(RACE)))
}

/// The pure half alone: what is timed needs no more.
#[rustfmt::skip]
const NATIVE: &[&str] =
    &["bench", "--quiet", "--package", "causerie", "--no-default-features", "--bench", "decode"];
#[rustfmt::skip]
const RENDER: &[&str] = &["bench", "--quiet", "--package", "causerie", "--bench", "render"];
/// A test, because the runner knows how to show tests to a browser; with the profile of the release.
const BROWSER: &[&str] = &["test", "--release", "--package", "causerie", "--bench", "browser"];
/// What the reader sees of the release.
const RACE: &[&str] = &["run", "--release", "--quiet", "--package", "causerie-e2e", "--bin", "race"];
/// Seconds.
const PATIENCE: &str = "300";
