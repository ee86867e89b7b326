//! Cuts the released module in two, so that a first thread loads only what it runs (docs/decisions/0006-two-modules.md).
//!
//! ```text
//! split watch MODULE OUT                    a module that remembers which of its functions ran
//! split names MODULE                        the names of the functions of such a module, one a line
//! split cut MODULE LISTS FOLDER       its parts, a file each; LISTS is a folder that says which functions each has
//! split groups MODULE LISTS PRIMARY DEFERRED FOLDER    the bytes of what was released by groups, a file each
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod cut;
mod doors;
mod group;
mod locals;
mod name;
mod order;
#[cfg(test)]
mod tests;
mod unasked;
mod watch;

use std::process::ExitCode;
use std::{env, fs};
use walrus::{Module, ModuleConfig};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("split: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["watch", module, out] => {
            let mut module = parse(&read(module)?)?;
            watch::watch(&mut module)?;
            write(out, &module.emit_wasm())
        }
        ["names", module] => {
            let module = parse(&read(module)?)?;
            watch::names(&module).for_each(|name| println!("{name}"));
            Ok(())
        }
        ["cut", module, lists, folder] => {
            for (name, part) in PARTS.iter().zip(parts(&read(module)?, lists, false)?) {
                write(&format!("{folder}/{name}.wasm"), &part)?;
            }
            Ok(())
        }
        ["groups", module, lists, primary, deferred, folder] => {
            // The released parts have no names, but their functions are in the same order.
            let named = parts(&read(module)?, lists, true)?;
            let (first, later) = (read(primary)?, read(deferred)?);
            let released = [group::parts(&first)?, vec![&later]].concat();
            let halves = named.iter().zip(&released).zip(["first", "first", "first", "later"]);
            for half in ["first", "later"] {
                let mut groups: Vec<(&str, Vec<u8>)> =
                    group::GROUPS.iter().map(|group| (*group, Vec::new())).collect();
                for ((named, released), _) in halves.clone().filter(|(_, of)| *of == half) {
                    for (known, (_, bytes)) in groups.iter_mut().zip(group::bytes(released, named)?) {
                        known.1.extend(bytes);
                    }
                }
                let folder = format!("{folder}/{half}");
                fs::create_dir_all(&folder).map_err(|error| format!("cannot make {folder}: {error}"))?;
                for (group, bytes) in groups {
                    write(&format!("{folder}/{group}"), &bytes)?;
                }
            }
            group::GROUPS.iter().for_each(|group| println!("{group}"));
            Ok(())
        }
        _ => Err("expected `watch`, `names`, `cut` or `groups` and their files".to_owned()),
    }
}

/// The parts as they are released, in the order of [`PARTS`]. `lists` is a folder that names, a file for each but the
/// first, the functions that are in it.
fn parts(bytes: &[u8], lists: &str, keeps_names: bool) -> Result<Vec<Vec<u8>>, String> {
    let table = cut::table_name(bytes);
    let (mut first, mut parts) = (unasked::drop(bytes)?, Vec::new());
    for part in PARTS[1..].iter().rev() {
        let list = read(&format!("{lists}/{part}.txt"))?;
        let list = String::from_utf8(list).map_err(|error| format!("{part}.txt: {error}"))?;
        let (mut before, mut moved) = (parse(&first)?, parse(&first)?);
        // The others are waited for where they are needed; this one may never come.
        let complete = if *part == ACTING { Some(cut::complete(&before)?) } else { None };
        cut::cut(&mut before, &mut moved, &list.lines().collect(), &table, complete)?;
        first = before.emit_wasm();
        parts.push(moved.emit_wasm());
    }
    parts.push(first);
    let finished = |named: Vec<u8>| {
        let mut part = read_module(&named, keeps_names)?;
        part.customs.remove_raw("target_features");
        order::sort(&locals::renumber(&part.emit_wasm())?)
    };
    parts.into_iter().rev().map(finished).collect()
}

/// Parses a module that keeps the names of its functions.
fn parse(bytes: &[u8]) -> Result<Module, String> {
    read_module(bytes, true)
}

fn read_module(bytes: &[u8], keeps_names: bool) -> Result<Module, String> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(keeps_names).generate_producers_section(false);
    config.parse(bytes).map_err(|error| format!("{error:#}"))
}

fn read(file: &str) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| format!("cannot read {file}: {error}"))
}

fn write(file: &str, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|error| format!("cannot write {file}: {error}"))
}

/// What the module is cut into, in the order in which a page needs it: what asks for a thread, what reads the answer, what
/// draws it, and what only a reader who acts needs.
const PARTS: [&str; 4] = ["asking", "reading", "drawing", ACTING];
const ACTING: &str = "acting";
