//! `cargo xtask fuzz`: random inputs for what reads strangers' texts; `fuzz/targets` says what must hold.

use crate::process::{self, program};
use crate::{Outcome, apt, project};
use std::fs;
use std::path::{Path, PathBuf};

/// Runs one target, or all, this many times each, and stops at the first input that breaks a promise.
pub fn run(target: Option<&str>, runs: Option<&str>) -> Outcome {
    let all = targets()?;
    let chosen: Vec<&String> =
        all.iter().filter(|name| target.is_none_or(|target| target == *name)).collect();
    if chosen.is_empty() {
        return Err(format!("there is no such target; there are: {}", all.join(", ")));
    }
    apt::need(&[("c++", "g++")])?;
    install()?;
    for name in chosen {
        fuzz(name, runs.unwrap_or(RUNS))?;
    }
    Ok(())
}

fn fuzz(target: &str, runs: &str) -> Outcome {
    let corpus = folder().join("corpus").join(target);
    sow(target, &corpus)?;
    println!("fuzzing {target}: {runs} runs");
    let mut command = program(bin());
    // The crate has no `unsafe`, so nothing for a sanitizer to find. Cargo's unstable options need no other toolchain.
    command
        .args(["fuzz", "run", "--fuzz-dir"])
        .arg(folder())
        .args(["--sanitizer", "none", target])
        .arg(corpus);
    if target == "mapping" {
        command.arg(project::root().join("www/presets"));
    }
    command.args(["--", &format!("-runs={runs}")]).args(LIMITS).env("RUSTC_BOOTSTRAP", "1");
    process::run(&mut command)
}

/// Adds the seeds, a line each, to what earlier runs have found.
fn sow(target: &str, corpus: &Path) -> Outcome {
    fs::create_dir_all(corpus).map_err(|error| format!("cannot make {}: {error}", corpus.display()))?;
    let seeds = project::read(&folder().join("seeds").join(format!("{target}.txt")))?;
    for (number, line) in seeds.lines().enumerate() {
        let file = corpus.join(format!("seed-{number}"));
        fs::write(&file, line.replace('⏎', "\n"))
            .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    }
    Ok(())
}

fn targets() -> Outcome<Vec<String>> {
    let folder = folder().join("targets");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let name = |entry: fs::DirEntry| Some(entry.path().file_stem()?.to_str()?.to_owned());
    let mut names: Vec<String> = entries.flatten().filter_map(name).collect();
    names.sort();
    Ok(names)
}

/// Installs cargo-fuzz in the version whose options are used here.
fn install() -> Outcome {
    let said = process::quietly(program(bin()).args(["fuzz", "--version"])).unwrap_or_default();
    if said.split_whitespace().last() == Some(VERSION) {
        return Ok(());
    }
    println!("installing cargo-fuzz {VERSION} into {} (once)", project::tools().display());
    let mut command = process::cargo(&["install", "cargo-fuzz", "--locked", "--force", "--profile", "dev"]);
    command.args(["--version", &format!("={VERSION}"), "--root"]).arg(project::tools().join("cargo-fuzz"));
    process::run(command.env_remove("CARGO_TARGET_DIR").env("CARGO_PROFILE_DEV_DEBUG", "false"))
}

fn bin() -> PathBuf {
    project::tools().join("cargo-fuzz/bin/cargo-fuzz")
}

fn folder() -> PathBuf {
    project::root().join("fuzz")
}

const VERSION: &str = "0.13.1";
const RUNS: &str = "1000000";
/// Longest input; seconds and megabytes that one may take.
const LIMITS: &[&str] =
    &["-max_len=4096", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=0"];
