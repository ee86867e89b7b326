//! Runs other programs; an error says which one and how it ended.

use crate::{Outcome, project};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};

/// `cargo` in the checkout, with exactly the dependencies of `Cargo.lock`.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let (verb, rest) = arguments.split_at(arguments.len().min(1));
    command.args(verb);
    if verb.iter().any(|verb| LOCKED.contains(verb)) {
        command.arg("--locked");
    }
    command.args(rest);
    command
}

/// Runs or tests a program of this package that needs a feature: `verb` is cargo's word.
///
/// Without debug information, which takes a quarter of the time to build and half the room.
pub fn helper(verb: &str, name: &str, feature: &str) -> Command {
    let mut command = cargo(&[verb, "--package", "xtask", "--features", feature, "--bin", name, "--"]);
    command.env("CARGO_PROFILE_DEV_DEBUG", "false");
    command
}

/// Any program, started in the checkout.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(project::root());
    // Set by `cargo run` for us; a nested cargo or build script must not take them for its own.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
        command.env_remove(name);
    }
    command
}

/// Runs to the end, showing what it prints.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    succeeded(command, status)
}

/// Runs to the end in silence; what it printed is part of the error.
pub fn quietly(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    Err(format!("`{}` failed ({})\n{}", shown(command), output.status, said.trim_end()))
}

/// Runs to the end, showing what it prints and handing every line of it to `line`.
pub fn watch(command: &mut Command, mut line: impl FnMut(&str)) -> Outcome {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(output) = child.stdout.take() {
        for bytes in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let text = String::from_utf8_lossy(&bytes);
            println!("{text}");
            line(&text);
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    succeeded(command, status)
}

/// Whether a program of this name can be started.
pub fn exists(name: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(name).is_file())
}

fn succeeded(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", shown(command))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    words.join(" ")
}

/// Verbs that read `Cargo.lock`, and would change it.
const LOCKED: [&str; 5] = ["bench", "build", "clippy", "run", "test"];
