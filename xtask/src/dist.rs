//! `cargo xtask dist`: the files a blog needs, the same that `trunk build --release` makes, minified.

use crate::process::{self, cargo};
use crate::{Outcome, glue, integrity, join, locales, minify, project, shorten, snippets, tools};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installs what is missing and builds `dist/`.
pub fn run() -> Outcome {
    tools::rust(&[tools::STD_SOURCE])?;
    tools::wasm_bindgen()?;
    release()?;
    integrity::tell(&project::dist())?;
    println!("{}", project::dist().display());
    Ok(())
}

/// Builds `dist/` as small as it gets: the standard library is built along, for size and without the words of
/// panics, and the module is cut in two. The tools are there already.
pub fn release() -> Outcome {
    compile()?;
    let folder = project::dist();
    let module = bind("release", &folder)?;
    fs::copy(&module, named()).map_err(|error| format!("cannot copy {}: {error}", module.display()))?;
    split(&["cut".as_ref(), &module, &lists(), &folder]).map(drop)?;
    let rename = |from: &str, to: &str| {
        fs::rename(folder.join(from), folder.join(to))
            .map_err(|error| format!("cannot rename {from}: {error}"))
    };
    rename("asking.wasm", PRIMARY)?;
    rename("acting.wasm", DEFERRED)?;
    glue::shorten(&folder)?;
    shorten::names(&folder)?;
    add_texts(&folder)?;
    join::parts(&folder)?;
    locales::cut(&folder.join("locales"))?;
    minify::folder(&folder)?;
    integrity::seal(&folder)?;
    integrity::write(&folder)
}

/// Builds the same files with a module that remembers which of its functions ran.
pub fn watched() -> Outcome<PathBuf> {
    compile()?;
    let folder = project::target().join("watched-dist");
    let module = bind("release", &folder)?;
    split(&["watch".as_ref(), &module, &module]).map(drop)?;
    add_texts(&folder)?;
    Ok(folder)
}

fn compile() -> Outcome {
    let mut build = build("release");
    build
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    build.args(["--config", SMALL]);
    process::run(&mut build)
}

/// Builds the same files for the demo: larger, and ready in a fraction of the time.
pub fn quick() -> Outcome<PathBuf> {
    process::run(&mut build("quick"))?;
    let folder = project::target().join("quick-dist");
    bind("quick", &folder)?;
    add_texts(&folder)?;
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

/// Puts the module and its glue into an empty folder and returns the module. It keeps the names of its functions.
fn bind(profile: &str, folder: &Path) -> Outcome<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    let wasm = project::target().join(project::WASM).join(profile).join("causerie.wasm");
    process::quietly(
        process::program(tools::bin("wasm-bindgen"))
            .args(["--target", "web", "--no-typescript", "--remove-producers-section"])
            .args(["--out-name", "causerie", "--out-dir"])
            .args([folder, &wasm]),
    )?;
    snippets::inline(folder)?;
    Ok(folder.join(PRIMARY))
}

/// Cuts or watches a module; its own program, because it needs a library that reads modules.
fn split(arguments: &[&Path]) -> Outcome<String> {
    process::quietly(process::helper("run", "split", "split").args(arguments))
}

/// The names of all functions of a module that [`watched`] built, one a line.
pub fn functions(folder: &Path) -> Outcome<String> {
    split(&["names".as_ref(), &folder.join(PRIMARY)])
}

/// The halves of the module that [`release`] built, sorted into groups of functions: a file each in the folders
/// `first` and `later` of `folder`. Returns the names of the groups.
pub fn groups(folder: &Path) -> Outcome<Vec<String>> {
    let dist = project::dist();
    let (primary, deferred) = (dist.join(PRIMARY), dist.join(DEFERRED));
    let printed = split(&["groups".as_ref(), &named(), &lists(), &primary, &deferred, folder])?;
    Ok(printed.lines().map(str::to_owned).collect())
}

/// The module of the release before it is cut, with the names of its functions.
fn named() -> PathBuf {
    project::target().join("causerie-named.wasm")
}

/// Adds what is not compiled.
fn add_texts(folder: &Path) -> Outcome {
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

/// The half of the module that a first thread runs.
pub const PRIMARY: &str = "causerie_bg.wasm";
/// The half that is fetched when a reader acts.
pub const DEFERRED: &str = "causerie_deferred.wasm";
/// Where the files are that say which functions the parts of the module have; `cargo xtask profile` writes them.
pub fn lists() -> PathBuf {
    project::root().join("xtask/parts")
}

/// The parts of the first half behind the one that asks, until they are joined to it.
pub const BEHIND: [&str; 2] = ["reading.wasm", "drawing.wasm"];
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
