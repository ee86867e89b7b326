//! `cargo xtask check`: the quick part of `test`, for before every push.

use crate::steps::Steps;
use crate::test::{FORMAT, LINTS, LINTS_WASM, PURE, RUST_COMPONENTS};
use crate::{Outcome, process, tools};

/// Runs formatting, lints and the tests that need no browser.
pub fn run() -> Outcome {
    let mut steps = Steps::new(5);
    steps.step("looking after the toolchain", || tools::rust(RUST_COMPONENTS))?;
    for (name, arguments) in
        [("formatting", FORMAT), ("lints", LINTS), ("lints on wasm32", LINTS_WASM), ("unit tests", PURE)]
    {
        steps.step(name, || process::run(&mut process::cargo(arguments)))?;
    }
    Ok(())
}
