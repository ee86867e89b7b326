//! What a browser can check a file of `dist/` by: its SHA-384, as the attribute `integrity` takes it.

use crate::{Outcome, dist, process, project};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes `seals.json`, the integrity of everything that the loader brings, and into the loader that of `seals.json` and
/// of the module.
pub fn seal(folder: &Path) -> Outcome {
    list(folder, SEALS, &[LOADER, PAGE, SEALS, FILE])?;
    let loader = folder.join(LOADER);
    let mut text = project::read(&loader)?;
    for name in [SEALS, dist::PRIMARY] {
        let place = format!("integrity of {name}");
        if !text.contains(&place) {
            return Err(format!("{} has no place for the integrity of {name}", loader.display()));
        }
        text = text.replace(&place, &all(&[folder.join(name)])?.concat());
    }
    fs::write(&loader, text).map_err(|error| format!("cannot write {}: {error}", loader.display()))
}

/// Writes `integrity.json` into a folder: every other file below it with its integrity, by name.
pub fn write(folder: &Path) -> Outcome {
    list(folder, FILE, &[FILE])
}

fn list(folder: &Path, name: &str, without: &[&str]) -> Outcome {
    let at = folder.join(name);
    let lines = entries(folder, without)?;
    let lines: Vec<String> =
        lines.iter().map(|entry| format!("  {:?}: {:?}", entry.name, entry.integrity)).collect();
    fs::write(&at, format!("{{\n{}\n}}\n", lines.join(",\n")))
        .map_err(|error| format!("cannot write {}: {error}", at.display()))
}

/// Prints what [`write`] writes, and how many bytes each file has.
pub fn tell(folder: &Path) -> Outcome {
    for entry in entries(folder, &[FILE])? {
        println!("{:<40} {:>8}  {}", entry.name, entry.bytes, entry.integrity);
    }
    Ok(())
}

struct Entry {
    name: String,
    bytes: u64,
    integrity: String,
}

fn entries(folder: &Path, without: &[&str]) -> Outcome<Vec<Entry>> {
    let mut names = project::files(folder)?;
    names.retain(|name| !without.contains(&name.as_str()));
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let found = all(&paths)?;
    let bytes = |path: &PathBuf| fs::metadata(path).map_or(0, |file| file.len());
    let entry = |((name, path), integrity)| Entry { name, bytes: bytes(path), integrity };
    Ok(names.into_iter().zip(&paths).zip(found).map(entry).collect())
}

/// Asks the program `integrity` of this package, in one go.
fn all(files: &[PathBuf]) -> Outcome<Vec<String>> {
    let printed = process::quietly(process::helper("run", "integrity", "integrity").args(files))?;
    let found: Vec<String> = printed.lines().map(str::to_owned).collect();
    if found.len() == files.len() { Ok(found) } else { Err("not every file has an integrity".into()) }
}

/// Where the loader finds the integrity of the other files.
pub const SEALS: &str = "seals.json";
const LOADER: &str = "embed.js";
const PAGE: &str = "index.html";
/// Where a release tells the integrity of its files.
pub const FILE: &str = "integrity.json";
