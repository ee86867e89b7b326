//! `cargo xtask size`: what a reader downloads for a first thread, compressed, and the budget of each file; `groups` adds
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

/// Prints the table for the `dist/` that is there; fails where a file is above its budget.
pub fn weigh() -> Outcome {
    let files = files()?;
    let weights = compressed(&files.iter().map(|file| project::dist().join(&file.name)).collect::<Vec<_>>())?;
    let (mut in_all, mut over) = ((0, 0), Vec::new());
    println!("{:<28} {:>9} {:>9} {:>9}", "file", "bytes", "brotli", "budget");
    for (File { name, budget, when }, weight) in files.iter().zip(weights) {
        println!("{name:<28} {:>9} {weight:>9} {budget:>9}  {when}", bytes(name));
        if *when == FIRST {
            in_all = (in_all.0 + weight, in_all.1 + budget);
        }
        if weight > *budget {
            over.push(format!("{name} weighs {} bytes too many", weight - budget));
        }
    }
    println!("{:<28} {:>9} {:>9} {:>9}", FIRST, "", in_all.0, in_all.1);
    if over.is_empty() { Ok(()) } else { Err(over.join("; ")) }
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

/// A file of a release.
struct File {
    name: String,
    /// Bytes after brotli 11.
    budget: usize,
    /// What it is fetched for.
    when: &'static str,
}

/// The files that a budget names; of presets and locales the heaviest.
fn files() -> Outcome<Vec<File>> {
    let mut files = Vec::new();
    for (name, budget, when) in BUDGETS {
        let name = if name.ends_with('/') { heaviest(name)? } else { name.to_owned() };
        if !project::dist().join(&name).is_file() {
            return Err(format!("dist/{name} is missing"));
        }
        files.push(File { name, budget, when });
    }
    Ok(files)
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
        .map(|name| format!("{folder}{}", name.to_string_lossy()))
        .ok_or_else(|| format!("dist/{folder} is empty"))
}

/// What each file may weigh, bytes after brotli 11, and what it is fetched for. A budget only goes down, or a decision record says
/// why not.
const BUDGETS: [(&str, usize, &str); 9] = [
    ("embed.js", 4_910, FIRST),
    ("causerie.js", 3_946, FIRST),
    (PRIMARY, 118_616, FIRST),
    ("causerie.css", 3_096, FIRST),
    ("presets/", 1_753, FIRST),
    ("locales/", 1_379, FIRST),
    (DEFERRED, 60_700, "when a reader acts"),
    ("count.js", 4_474, "on pages with counts"),
    ("recover.js", 2_250, "when something fails"),
];
const FIRST: &str = "a first thread";
