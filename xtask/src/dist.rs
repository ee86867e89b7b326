//! `cargo xtask dist`: the files a blog needs, the same that `trunk build --release` makes.

use crate::process::{self, cargo};
use crate::{Outcome, project, tools};
use std::fs;
use std::path::Path;

/// Installs what is missing and builds `dist/`.
pub fn run() -> Outcome {
    tools::rust(&[])?;
    tools::wasm_bindgen()?;
    widget()?;
    println!("{}", project::dist().display());
    Ok(())
}

/// Builds `dist/`; the tools are there already.
pub fn widget() -> Outcome {
    process::run(&mut cargo(&[
        "build",
        "--package",
        "causerie",
        "--bin",
        "causerie",
        "--release",
        "--target",
        project::WASM,
    ]))?;
    let dist = project::dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(|error| format!("cannot empty {}: {error}", dist.display()))?;
    }
    let wasm = project::target().join(project::WASM).join("release/causerie.wasm");
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
            .args([&dist, &wasm]),
    )?;
    copy(&project::root().join("www"), &dist)?;
    let page = project::read(&project::root().join("index.html"))?;
    write(&dist.join("index.html"), &without_trunk(&page))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_trunk_are_dropped_from_the_page() {
        let page = "<head>\n<link data-trunk rel=\"rust\">\n</head>\n<p>Bonjour</p>";
        assert_eq!(without_trunk(page), "<head>\n</head>\n<p>Bonjour</p>");
    }
}
