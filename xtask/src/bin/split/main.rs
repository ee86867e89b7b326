//! Cuts the released module in two, so that a first thread loads only what it runs (docs/decisions/0006-two-modules.md).
//!
//! ```text
//! split watch MODULE OUT                    a module that remembers which of its functions ran
//! split names MODULE                        the names of the functions of such a module, one a line
//! split cut MODULE IDLE PRIMARY DEFERRED    the two halves; IDLE names the functions that a first thread never runs
//! split groups MODULE IDLE PRIMARY DEFERRED FOLDER    the bytes of both halves by groups, a file each
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
mod watch;

use std::collections::HashSet;
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
        ["cut", module, idle, primary, deferred] => {
            let halves = halves(&read(module)?, idle, parse)?;
            write(primary, &halves[0])?;
            write(deferred, &halves[1])
        }
        ["groups", module, idle, primary, deferred, folder] => {
            // The released halves have no names, but their functions are in the same order.
            let named = halves(&read(module)?, idle, parse_named)?;
            for ((half, file), named) in [("first", primary), ("later", deferred)].iter().zip(named) {
                let folder = format!("{folder}/{half}");
                fs::create_dir_all(&folder).map_err(|error| format!("cannot make {folder}: {error}"))?;
                for (group, bytes) in group::bytes(&read(file)?, &named)? {
                    write(&format!("{folder}/{group}"), &bytes)?;
                }
            }
            group::GROUPS.iter().for_each(|group| println!("{group}"));
            Ok(())
        }
        _ => Err("expected `watch`, `names`, `cut` or `groups` and their files".to_owned()),
    }
}

/// The two halves, as they are released.
fn halves(
    bytes: &[u8],
    idle: &str,
    parse: fn(&[u8]) -> Result<Module, String>,
) -> Result<[Vec<u8>; 2], String> {
    let list = String::from_utf8(read(idle)?).map_err(|error| format!("{idle}: {error}"))?;
    let idle: HashSet<&str> = list.lines().collect();
    let (mut first, mut second) = (parse(bytes)?, parse(bytes)?);
    cut::cut(&mut first, &mut second, &idle, bytes)?;
    let finished = |mut half: Module| order::sort(&locals::renumber(&half.emit_wasm())?);
    Ok([finished(first)?, finished(second)?])
}

fn parse(bytes: &[u8]) -> Result<Module, String> {
    read_module(bytes, false)
}

/// Parses a module that will be written with the names of its functions.
fn parse_named(bytes: &[u8]) -> Result<Module, String> {
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
