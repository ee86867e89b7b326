//! Compares `dist/` with what Trunk makes, where Trunk is installed.

use crate::process::{self, program};
use crate::{Outcome, project, tools};
use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Builds with Trunk into a folder of its own and compares every file but the page, which each writes its own way.
pub fn compare() -> Outcome {
    if !process::exists("trunk") {
        println!("Trunk is not installed: nothing to compare");
        return Ok(());
    }
    let other = project::target().join("trunk-dist");
    let mut build = program("trunk");
    build
        .args(["build", "--release", "--dist"])
        .arg(&other)
        .env("PATH", path_with_tools())
        .env_remove("NO_COLOR");
    process::run(&mut build)?;
    let (ours, theirs) = (files(&project::dist())?, files(&other)?);
    let differing: Vec<String> = ours
        .keys()
        .chain(theirs.keys())
        .filter(|name| **name != Path::new("index.html") && ours.get(*name) != theirs.get(*name))
        .map(|name| name.display().to_string())
        .collect();
    if differing.is_empty() {
        Ok(())
    } else {
        Err(format!("trunk build differs in {}", differing.join(", ")))
    }
}

/// Lets Trunk find the wasm-bindgen that is installed already.
fn path_with_tools() -> OsString {
    let mut folders: Vec<PathBuf> = tools::bin("").parent().map(Path::to_path_buf).into_iter().collect();
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).unwrap_or_default()
}

/// A module without its custom sections (names, producers), which Trunk keeps; `None` when it is no module.
fn without_names(module: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut kept = head.to_vec();
    while let Some((id, after)) = rest.split_first() {
        let (length, body) = leb128(after)?;
        let (_, next) = body.split_at_checked(length)?;
        if *id != 0 {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Some(kept)
}

/// An unsigned number as WebAssembly writes it, and what follows.
fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)?;
    let (digits, rest) = bytes.split_at(end + 1);
    let number = digits.iter().rev().fold(0, |number, byte| number << 7 | usize::from(byte & 0x7f));
    Some((number, rest))
}

/// Every file below a folder, with what is in it.
fn files(folder: &Path) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        let refused = |error| format!("cannot read {}: {error}", next.display());
        for entry in fs::read_dir(&next).map_err(refused)?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(&path).to_path_buf();
            let bytes = fs::read(&path).map_err(refused)?;
            let is_wasm = name.extension().is_some_and(|extension| extension == "wasm");
            found.insert(name, if is_wasm { without_names(&bytes).unwrap_or(bytes) } else { bytes });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_are_left_out() {
        let (head, code) = (b"\0asm\x01\0\0\0", [10, 0x82, 0, 7, 7]);
        let module = [&head[..], &[0, 3, 1, b'n', 9], &code[..], &[0, 1, 0]].concat();
        assert_eq!(without_names(&module), Some([&head[..], &code[..]].concat()));
        assert_eq!(without_names(&module[..module.len() - 1]), None);
    }
}
