//! `cargo xtask dist`: the files a blog needs, the same that `trunk build --release` makes, minified.

use crate::process::{self, cargo};
use crate::{Outcome, minify, project, shorten, tools};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installs what is missing and builds `dist/`.
pub fn run() -> Outcome {
    tools::rust(&[tools::STD_SOURCE])?;
    tools::wasm_bindgen()?;
    release()?;
    println!("{}", project::dist().display());
    Ok(())
}

/// Builds `dist/` as small as it gets: the standard library is built along, for size and without the words of
/// panics, which saves a tenth of the compressed module. The tools are there already.
pub fn release() -> Outcome {
    let mut build = build("release");
    build
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    build.args(["--config", SMALL]);
    process::run(&mut build)?;
    assemble("release", &project::dist())?;
    minify::folder(&project::dist())
}

/// Builds the same files for the demo: larger, and ready in a fraction of the time.
pub fn quick() -> Outcome<PathBuf> {
    process::run(&mut build("quick"))?;
    let folder = project::target().join("quick-dist");
    assemble("quick", &folder)?;
    Ok(folder)
}

fn build(profile: &str) -> Command {
    cargo(&[
        "build",
        "--package",
        "causerie",
        "--bin",
        "causerie",
        "--target",
        project::WASM,
        "--profile",
        profile,
    ])
}

fn assemble(profile: &str, folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    let wasm = project::target().join(project::WASM).join(profile).join("causerie.wasm");
    process::quietly(
        process::program(tools::bin("wasm-bindgen"))
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--remove-name-section",
                "--remove-producers-section",
            ])
            .args(["--out-name", "causerie", "--out-dir"])
            .args([folder, &wasm]),
    )?;
    shorten::names(folder)?;
    copy(&project::root().join("www"), folder)?;
    let page = project::read(&project::root().join("index.html"))?;
    write(&folder.join("index.html"), &without_trunk(&page))
}

/// Drops the lines that speak to Trunk only.
fn without_trunk(page: &str) -> String {
    page.split_inclusive('\n').filter(|line| !line.contains("data-trunk")).collect()
}

fn copy(from: &Path, to: &Path) -> Outcome {
    let refused = |error| format!("cannot copy {}: {error}", from.display());
    fs::create_dir_all(to).map_err(refused)?;
    for entry in fs::read_dir(from).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target).map_err(refused)?;
        }
    }
    Ok(())
}

fn write(file: &Path, text: &str) -> Outcome {
    fs::write(file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

/// Flags of the compiler for the smallest module.
const SMALL: &str = "target.wasm32-unknown-unknown.rustflags=['-Zunstable-options', '-Cpanic=immediate-abort', \
    '-Zlocation-detail=none', '-Zfmt-debug=none']";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_trunk_are_dropped_from_the_page() {
        let page = "<head>\n<link data-trunk rel=\"rust\">\n</head>\n<p>Bonjour</p>";
        assert_eq!(without_trunk(page), "<head>\n</head>\n<p>Bonjour</p>");
    }
}
