//! `cargo xtask size`: what a reader downloads for a first thread, compressed, and the budget for it; `groups` adds
//! where the bytes of the module are.

use crate::dist::{self, DEFERRED, PRIMARY};
use crate::{Outcome, groups, process, project, tools};
use std::fs;
use std::path::PathBuf;

/// Builds `dist/`, tells where its bytes are, and weighs it.
pub fn run() -> Outcome {
    tools::rust(&[tools::STD_SOURCE])?;
    tools::wasm_bindgen()?;
    dist::release()?;
    groups::tell()?;
    weigh()
}

/// Prints the table for the `dist/` that is there; fails above the budget.
pub fn weigh() -> Outcome {
    let files = first_thread()?;
    let mut weights = weights(&files)?;
    let apart = weights.split_off(files.len());
    let total: usize = weights.iter().sum();
    println!("{:<28} {:>9} {:>9}", "a first thread downloads", "bytes", "brotli");
    for (name, weight) in files.iter().zip(&weights) {
        println!("{name:<28} {:>9} {weight:>9}", bytes(name));
    }
    println!("{:<28} {:>9} {total:>9}  (budget {BUDGET})", "total", "");
    for ((name, when), weight) in APART.iter().zip(apart) {
        println!("{name:<28} {:>9} {weight:>9}  ({when})", bytes(name));
    }
    if total > BUDGET {
        return Err(format!("a first thread weighs {total} bytes, {} over the budget", total - BUDGET));
    }
    Ok(())
}

/// What files, and then those apart, weigh after brotli 11.
fn weights(files: &[String]) -> Outcome<Vec<usize>> {
    let names = files.iter().map(String::as_str).chain(APART.iter().map(|(name, _)| *name));
    compressed(&names.map(|name| project::dist().join(name)).collect::<Vec<_>>())
}

/// What each file weighs after brotli 11.
pub fn compressed(files: &[PathBuf]) -> Outcome<Vec<usize>> {
    let mut weigh = process::helper("run", "brotli-size", "brotli");
    let printed = process::quietly(weigh.args(files))?;
    let weights: Vec<usize> = printed.lines().map_while(|line| line.parse().ok()).collect();
    if weights.len() == files.len() { Ok(weights) } else { Err("not every file could be weighed".into()) }
}

fn bytes(name: &str) -> u64 {
    fs::metadata(project::dist().join(name)).map_or(0, |file| file.len())
}

/// The files every page needs, and of the presets and locales the heaviest.
fn first_thread() -> Outcome<Vec<String>> {
    let mut files: Vec<String> = ALWAYS.iter().map(|name| (*name).to_owned()).collect();
    for folder in ["presets", "locales"] {
        files.push(heaviest(folder)?);
    }
    match files.iter().find(|name| !project::dist().join(name).is_file()) {
        Some(missing) => Err(format!("dist/{missing} is missing")),
        None => Ok(files),
    }
}

fn heaviest(folder: &str) -> Outcome<String> {
    let path = project::dist().join(folder);
    let entries = fs::read_dir(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let is_first = |path: &PathBuf| !path.to_string_lossy().contains(".deferred.");
    let files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_first).collect();
    files
        .iter()
        .max_by_key(|file| fs::metadata(file).map_or(0, |file| file.len()))
        .and_then(|file| file.file_name())
        .map(|name| format!("{folder}/{}", name.to_string_lossy()))
        .ok_or_else(|| format!("dist/{folder} is empty"))
}

const ALWAYS: [&str; 4] = ["embed.js", "causerie.js", PRIMARY, "causerie.css"];
/// What a first thread does not need, and when it is fetched.
const APART: [(&str, &str); 3] = [
    (DEFERRED, "when a reader acts"),
    ("count.js", "on pages with counts"),
    ("recover.js", "when something fails"),
];
/// Bytes after brotli 11. It only goes down, or a decision record says why not.
const BUDGET: usize = 133_700;
