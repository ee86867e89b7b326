//! What a browser can check a file of `dist/` by: its SHA-384, as the attribute `integrity` takes it.

use crate::{Outcome, process, project};
use std::fs;
use std::path::{Path, PathBuf};

/// The integrity of one file: `sha384-` and the digest in base64.
#[allow(dead_code)] // For the loader, which will check the module by it.
pub fn integrity(file: &Path) -> Outcome<String> {
    let mut found = all(&[file.to_path_buf()])?;
    found.pop().ok_or_else(|| format!("{} has no integrity", file.display()))
}

/// Writes `integrity.json` into a folder: every other file below it with its integrity, by name.
pub fn write(folder: &Path) -> Outcome {
    let at = folder.join(FILE);
    let lines = entries(folder)?;
    let lines: Vec<String> =
        lines.iter().map(|entry| format!("  {:?}: {:?}", entry.name, entry.integrity)).collect();
    fs::write(&at, format!("{{\n{}\n}}\n", lines.join(",\n")))
        .map_err(|error| format!("cannot write {}: {error}", at.display()))
}

/// Prints what [`write`] writes, and how many bytes each file has.
pub fn tell(folder: &Path) -> Outcome {
    for entry in entries(folder)? {
        println!("{:<40} {:>8}  {}", entry.name, entry.bytes, entry.integrity);
    }
    Ok(())
}

struct Entry {
    name: String,
    bytes: u64,
    integrity: String,
}

fn entries(folder: &Path) -> Outcome<Vec<Entry>> {
    let names: Vec<String> = project::files(folder)?.into_iter().filter(|name| name != FILE).collect();
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

/// Where a release tells the integrity of its files.
pub const FILE: &str = "integrity.json";
