//! What must not be in the source at all: doors through which text becomes markup or code, crates without the lints,
//! dependencies from anywhere but crates.io.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn no_text_becomes_markup_or_code() {
    let sources: Vec<PathBuf> =
        ["src", "www"].iter().flat_map(|folder| files(&root().join(folder))).collect();
    assert!(sources.len() > 100, "{}", sources.len());
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for door in DOORS {
            assert!(!code.contains(door), "{}: {door}", path.display());
        }
    }
}

/// After an element of any kind the browser looks again at everything around whatever is inserted: a thread of 5 000
/// comments came in twice the time.
#[test]
fn no_style_depends_on_any_neighbour() {
    let sheets: Vec<PathBuf> = files(&root().join("www"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "css"))
        .collect();
    assert!(sheets.len() > 1);
    for path in sheets {
        let text = fs::read_to_string(&path).unwrap();
        let selectors = text.split(['{', '}', ';']).filter(|part| part.contains(':') || part.contains('.'));
        for selector in selectors.filter(|selector| !selector.contains("calc(")) {
            let squeezed: String = selector.split_whitespace().collect();
            for neighbour in ["+*", "~*"] {
                assert!(!squeezed.contains(neighbour), "{}: {}", path.display(), selector.trim());
            }
        }
    }
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(workspace.contains("unsafe_code = \"forbid\""));
    let members = workspace.split("members = [").nth(1).unwrap().split(']').next().unwrap();
    let members: Vec<&str> = members.split('"').skip(1).step_by(2).collect();
    assert!(members.len() >= 3);
    for member in members.into_iter().chain(["."]) {
        let manifest = fs::read_to_string(root().join(member).join("Cargo.toml")).unwrap();
        assert!(manifest.contains("\n[lints]\nworkspace = true\n"), "{member}");
    }
}

#[test]
fn dependencies_come_from_crates_io_only() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for line in lock.lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    }
    let own = fs::read_to_string(root().join(".cargo/config.toml")).unwrap();
    assert!(!own.contains("[source") && !own.contains("registr"), "{own}");
}

/// Scripts, style sheets and Rust below a folder, without tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && name != "tests" {
            found.extend(files(&path));
        } else if name != "tests.rs" && [".rs", ".js", ".css"].iter().any(|end| name.ends_with(end)) {
            found.push(path);
        }
    }
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `style=` is an attribute that a strict Content-Security-Policy refuses.
const DOORS: [&str; 11] = [
    "from_html_unchecked",
    "innerHTML",
    "inner_html",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "createContextualFragment",
    "style=",
    "setHTMLUnsafe",
];
