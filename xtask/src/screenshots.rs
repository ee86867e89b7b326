//! `cargo xtask screenshots`: the demo thread as readers see it, for a person to look at.

use crate::process::{self, cargo};
use crate::steps::Steps;
use crate::{Outcome, demo, dist, project, test, tools};

/// Writes the pictures to `target/screenshots/`.
pub fn run() -> Outcome {
    let mut steps = Steps::new(4);
    steps.step("looking after the tools", || {
        tools::rust(&[tools::STD_SOURCE])?;
        tools::wasm_bindgen()?;
        tools::browser()
    })?;
    steps.step("building the widget", dist::release)?;
    steps.step("building the reference backend", demo::build_server)?;
    let folder = project::target().join("screenshots");
    steps.step("taking pictures", || {
        let mut command =
            cargo(&["run", "--quiet", "--package", "causerie-e2e", "--bin", "screenshots", "--"]);
        process::run(test::surroundings(&mut command).arg(&folder))
    })?;
    println!("{}", folder.display());
    Ok(())
}
