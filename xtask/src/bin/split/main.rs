//! Cuts the released module in two, so that a first thread loads only what it runs (docs/decisions/0006-two-modules.md).
//!
//! ```text
//! split watch MODULE OUT                    a module that remembers which of its functions ran
//! split names MODULE                        the names of the functions of such a module, one a line
//! split cut MODULE IDLE PRIMARY DEFERRED    the two halves; IDLE names the functions that a first thread never runs
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod cut;
mod doors;
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
            let bytes = read(module)?;
            let list = String::from_utf8(read(idle)?).map_err(|error| format!("{idle}: {error}"))?;
            let idle: HashSet<&str> = list.lines().collect();
            let (mut first, mut second) = (parse(&bytes)?, parse(&bytes)?);
            cut::cut(&mut first, &mut second, &idle, &bytes)?;
            for (file, half) in [(primary, &mut first), (deferred, &mut second)] {
                write(file, &order::sort(&locals::renumber(&half.emit_wasm())?)?)?;
            }
            Ok(())
        }
        _ => Err("expected `watch`, `names` or `cut` and their files".to_owned()),
    }
}

fn parse(bytes: &[u8]) -> Result<Module, String> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(bytes).map_err(|error| format!("{error:#}"))
}

fn read(file: &str) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| format!("cannot read {file}: {error}"))
}

fn write(file: &str, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|error| format!("cannot write {file}: {error}"))
}
