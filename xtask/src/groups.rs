//! Where the bytes of the released module are: by groups of its functions, raw and compressed.

use crate::dist::{self, DEFERRED, PRIMARY};
use crate::{Outcome, project, size};
use std::fs;
use std::path::Path;

/// Prints the table for the `dist/` that was just built.
pub fn tell() -> Outcome {
    let folder = project::target().join("groups");
    let groups = dist::groups(&folder)?;
    let first = weights(&folder.join("first"), &groups, PRIMARY)?;
    let later = weights(&folder.join("later"), &groups, DEFERRED)?;
    println!("{TITLE:<34} {:>24}   {:>24}   {:>6}", "first", "when a reader acts", "both");
    print!("{:<34}", "");
    println!(" {0:>8} {1:>8} {2:>6}   {0:>8} {1:>8} {2:>6}   {2:>6}", "bytes", "brotli", "%");
    let names = groups.iter().map(String::as_str).chain(["the module"]);
    let both = sum(&first).brotli + sum(&later).brotli;
    for ((name, one), other) in names.zip(with_sum(&first)).zip(with_sum(&later)) {
        let share = 100.0 * (one.brotli + other.brotli) / both;
        println!("{name:<34} {}   {}   {share:>6.1}", cells(one, &first), cells(other, &later));
    }
    println!();
    Ok(())
}

/// What something weighs, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Weight {
    raw: u64,
    brotli: f64,
}

/// What each group of one half weighs. Groups are compressed alone, which takes more, and scaled to what the whole
/// half takes.
fn weights(folder: &Path, groups: &[String], half: &str) -> Outcome<Vec<Weight>> {
    let mut files: Vec<_> = groups.iter().map(|group| folder.join(group)).collect();
    files.push(project::dist().join(half));
    let mut alone = size::compressed(&files)?;
    let whole = alone.pop().unwrap_or_default();
    let raw = files.iter().map(|file| fs::metadata(file).map_or(0, |file| file.len()));
    let alone = raw.zip(alone).map(|(raw, brotli)| Weight { raw, brotli: brotli as f64 });
    Ok(scaled(alone.collect(), whole as f64))
}

/// Empty groups weigh nothing; together the others weigh as much as `whole`.
fn scaled(mut weights: Vec<Weight>, whole: f64) -> Vec<Weight> {
    for weight in weights.iter_mut().filter(|weight| weight.raw == 0) {
        weight.brotli = 0.0;
    }
    let scale = whole / sum(&weights).brotli;
    for weight in &mut weights {
        weight.brotli *= scale;
    }
    weights
}

fn sum(weights: &[Weight]) -> Weight {
    let raw = weights.iter().map(|weight| weight.raw).sum();
    Weight { raw, brotli: weights.iter().map(|weight| weight.brotli).sum() }
}

fn with_sum(weights: &[Weight]) -> impl Iterator<Item = Weight> {
    weights.iter().copied().chain([sum(weights)])
}

/// The columns of one half.
fn cells(weight: Weight, all: &[Weight]) -> String {
    let share = 100.0 * weight.brotli / sum(all).brotli;
    format!("{:>8} {:>8.0} {share:>6.1}", weight.raw, weight.brotli)
}

const TITLE: &str = "where the module's bytes are";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_weigh_together_what_the_whole_weighs() {
        let weigh = |pairs: [(u64, f64); 3]| pairs.map(|(raw, brotli)| Weight { raw, brotli }).to_vec();
        let alone = weigh([(900, 300.0), (0, 1.0), (300, 100.0)]);
        assert_eq!(scaled(alone, 200.0), weigh([(900, 150.0), (0, 0.0), (300, 50.0)]));
    }
}
