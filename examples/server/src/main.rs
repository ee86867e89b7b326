//! The reference backend: the native protocol on SQLite. Reads the options and hands on to `serve`.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod api;
mod config;
mod connections;
mod import;
mod model;
mod patient;
mod secret;
mod serve;
mod site;
mod store;
mod text;

use std::process::ExitCode;

use config::{Command, HELP};

fn main() -> ExitCode {
    let done = match Command::from_process() {
        Ok(Command::Help) => {
            print!("{HELP}");
            Ok(())
        }
        Ok(Command::Version) => {
            println!("causerie-server {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
        Ok(Command::Serve(config)) => run(serve::serve(*config)),
        Ok(Command::Import { config, file }) => run(import::command(*config, file)),
        Err(error) => Err(error.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("causerie-server: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| format!("cannot start: {error}"))?;
    runtime.block_on(work)
}
