//! Puts the parts of the first half into one file, in the order in which a page needs them: one runs while the next is on
//! its way.

use crate::dist::{BEHIND, PRIMARY};
use crate::shorten::{add_section, read, write, write_name};
use crate::{Outcome, project};
use std::fs;
use std::path::Path;

/// Makes the parts behind the first the last sections of it, and tells the loader the name of the build, and for each part how
/// many bytes are between it and the one before, and how long it is.
pub fn parts(folder: &Path) -> Outcome {
    let (first, loader) = (folder.join(PRIMARY), folder.join(LOADER));
    let mut file = read(&first)?;
    let build = build(&file).ok_or_else(|| format!("{} was not cut", first.display()))?.to_owned();
    let mut lengths = vec![0, file.len()];
    for part in BEHIND.map(|name| folder.join(name)) {
        lengths.extend(add(&read(&part)?, &mut file));
        fs::remove_file(&part).map_err(|error| format!("cannot remove {}: {error}", part.display()))?;
    }
    write(&first, &file)?;
    let text = project::read(&loader)?;
    if !text.contains(PLACE) {
        return Err(format!("{} has no place for the {PLACE}", loader.display()));
    }
    let lengths: String = lengths.iter().map(|length| format!(" {length}")).collect();
    write(&loader, text.replace(PLACE, &(build + &lengths)).as_bytes())
}

/// The name of the table in a part: that of its build.
fn build(part: &[u8]) -> Option<&str> {
    let at = part.windows(BUILD.len()).position(|bytes| bytes == BUILD)?;
    let name = part.get(at..at + BUILD.len() + DIGITS)?;
    str::from_utf8(name).ok()
}

/// Adds a part; returns how many bytes are between it and what was there, and how long it is.
fn add(part: &[u8], module: &mut Vec<u8>) -> [usize; 2] {
    let before = module.len();
    let mut section = Vec::new();
    write_name("part", &mut section);
    section.extend(part);
    add_section(&section, module);
    [module.len() - part.len() - before, part.len()]
}

const LOADER: &str = "embed.js";
const PLACE: &str = "parts of causerie_bg.wasm";
/// How the name of a build begins, and how many digits it has (`xtask/src/bin/split/cut.rs`).
const BUILD: &[u8] = b"deferred-";
const DIGITS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_section_of_its_own() {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        assert_eq!(add(b"abc", &mut module), [7, 3]);
        assert_eq!(module, b"\0asm\x01\0\0\0\0\x08\x04partabc");
    }

    #[test]
    fn the_name_of_the_build_is_found() {
        assert_eq!(build(b"..\x19deferred-0123456789abcdef\x01"), Some("deferred-0123456789abcdef"));
        assert_eq!(build(b"..deferred-0123"), None);
        assert_eq!(build(b"another module"), None);
    }
}
