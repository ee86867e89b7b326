//! `cargo xtask bench`: how long ten thousand comments take, natively and in Chromium, beside plain parsers of JSON.

use crate::process::{self, cargo};
use crate::{Outcome, project, tools};

/// Installs what is missing and prints both tables.
pub fn run() -> Outcome {
    tools::rust(&[])?;
    tools::browser()?;
    tools::wasm_bindgen()?;
    process::run(&mut cargo(NATIVE))?;
    process::run(
        cargo(BROWSER)
            .args(["--target", project::WASM, "--", "--nocapture"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::bin("wasm-bindgen-test-runner"))
            .env("WASM_BINDGEN_TEST_TIMEOUT", PATIENCE),
    )
}

/// The pure half alone: what is timed needs no more.
#[rustfmt::skip]
const NATIVE: &[&str] =
    &["bench", "--quiet", "--package", "causerie", "--no-default-features", "--bench", "decode"];
/// A test, because the runner knows how to show tests to a browser; with the profile of the release.
const BROWSER: &[&str] = &["test", "--release", "--package", "causerie", "--bench", "browser"];
/// Seconds.
const PATIENCE: &str = "300";
