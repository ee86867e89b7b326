//! Where things are: the checkout, what is built, what is installed, and the versions that are pinned.

use crate::Outcome;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The target of everything that runs in a browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The checkout.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// What a blog copies to its server.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where the commands install what they need.
pub fn tools() -> PathBuf {
    env::var_os("CAUSERIE_TOOLS").map_or_else(|| root().join(".tools"), |folder| root().join(folder))
}

/// The toolchain named in `rust-toolchain.toml`.
pub fn toolchain() -> Outcome<String> {
    let file = read(&root().join("rust-toolchain.toml"))?;
    quoted_after(&file, "channel").ok_or_else(|| "rust-toolchain.toml names no channel".into())
}

/// The version of a package in `Cargo.lock`.
pub fn locked(package: &str) -> Outcome<String> {
    let lock = read(&root().join("Cargo.lock"))?;
    lock.split_once(&format!("name = \"{package}\"\n"))
        .and_then(|(_, rest)| quoted_after(rest, "version"))
        .ok_or_else(|| format!("Cargo.lock has no {package}"))
}

/// The names of all files below a folder, in their order, with `/` between folders.
pub fn files(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(below) = waiting.pop() {
        let at = folder.join(&below);
        let refused = |error| format!("cannot read {}: {error}", at.display());
        for entry in fs::read_dir(&at).map_err(refused)? {
            let entry = entry.map_err(refused)?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { waiting.push(name + "/") } else { found.push(name) }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a text file; the error names it.
pub fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

fn quoted_after(text: &str, key: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(key))?;
    line.split('"').nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_line_that_starts_with_its_key() {
        assert_eq!(quoted_after("a = \"0\"\nversion = \"1.2.3\"\n", "version").as_deref(), Some("1.2.3"));
        assert_eq!(quoted_after("a = \"0\"\n", "version"), None);
    }

    #[test]
    fn the_pinned_versions_are_found() {
        assert!(toolchain().is_ok_and(|version| version.starts_with("1.")));
        assert!(locked("wasm-bindgen").is_ok_and(|version| version.starts_with("0.2.")));
    }
}
