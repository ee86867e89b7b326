//! `cargo xtask reproduce`: whether two clean builds, in different folders, give the same files.

use crate::process::{self, cargo, program};
use crate::steps::Steps;
use crate::{Outcome, integrity, project, tools};
use std::fs;
use std::path::{Path, PathBuf};

/// Builds the release twice, each time from a copy of the checkout that was never built in, and compares every file.
pub fn run() -> Outcome {
    let mut steps = Steps::new(4);
    steps.step("looking after the tools", || {
        tools::rust(&[tools::STD_SOURCE])?;
        tools::wasm_bindgen()
    })?;
    let folder = project::target().join("reproduce");
    let _absent_is_fine = fs::remove_dir_all(&folder);
    let one = steps.step("building in one folder", || build(&folder.join("one")))?;
    let other =
        steps.step("building in another", || build(&folder.join("another/folder with a longer name")))?;
    let same = steps.step("comparing", || compare(&one, &other));
    fs::remove_dir_all(&folder).map_err(|error| format!("cannot remove {}: {error}", folder.display()))?;
    same
}

/// Copies what is under version control and runs `cargo xtask dist` there; returns the files.
fn build(checkout: &Path) -> Outcome<PathBuf> {
    let list =
        process::quietly(program("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    for name in list.lines() {
        let (from, to) = (project::root().join(name), checkout.join(name));
        let refused = |error| format!("cannot copy {}: {error}", from.display());
        fs::create_dir_all(to.parent().unwrap_or(checkout)).map_err(refused)?;
        if from.is_file() {
            fs::copy(&from, &to).map_err(refused)?;
        }
    }
    let mut dist = cargo(&["run", "--quiet", "--package", "xtask", "--", "dist"]);
    dist.current_dir(checkout)
        .env("CARGO_TARGET_DIR", checkout.join("target"))
        .env("CAUSERIE_TOOLS", project::tools())
        .env("CARGO_TERM_QUIET", "true");
    process::quietly(&mut dist)?;
    Ok(checkout.join("dist"))
}

fn compare(one: &Path, other: &Path) -> Outcome {
    let names = project::files(one)?;
    if names != project::files(other)? {
        return Err("the builds have different files".to_owned());
    }
    let read = |folder: &Path, name: &String| {
        fs::read(folder.join(name)).map_err(|error| format!("cannot read {name}: {error}"))
    };
    let mut differing = Vec::new();
    for name in &names {
        if read(one, name)? != read(other, name)? {
            differing.push(name.as_str());
        }
    }
    if !differing.is_empty() {
        return Err(format!("two clean builds differ in {}", differing.join(", ")));
    }
    integrity::tell(one)?;
    println!("{} files, the same in both", names.len());
    Ok(())
}
