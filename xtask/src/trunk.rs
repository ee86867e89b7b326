//! Compares `dist/` with what Trunk makes, where Trunk is installed.

use crate::process::{self, program};
use crate::{Outcome, dist, integrity, minify, project, tools};
use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Builds with Trunk into a folder of its own, minifies it and compares: the same names, and the same bytes but for what
/// is compiled, which Trunk builds on the ordinary standard library, does not cut in two and leaves without its script, the
/// loader, which knows its hashes, and the page, which each writes its own way.
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
    minify::folder(&other)?;
    let (ours, theirs) = (files(&project::dist())?, files(&other)?);
    let differing: Vec<String> = ours
        .keys()
        .chain(theirs.keys())
        .filter(|name| !name.starts_with("snippets"))
        .filter(|name| {
            ![dist::DEFERRED, integrity::FILE, integrity::SEALS]
                .iter()
                .any(|ours| name.as_path() == Path::new(ours))
        })
        .filter(|name| match COMPILED.iter().any(|compiled| name.as_path() == Path::new(compiled)) {
            true => ours.contains_key(*name) != theirs.contains_key(*name),
            false => ours.get(*name) != theirs.get(*name),
        })
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

/// Every file below a folder, with what is in it.
fn files(folder: &Path) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let read = |name: String| {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        Ok((PathBuf::from(name), bytes))
    };
    project::files(folder)?.into_iter().map(read).collect()
}

const COMPILED: [&str; 4] = ["index.html", "embed.js", "causerie.js", "causerie_bg.wasm"];
