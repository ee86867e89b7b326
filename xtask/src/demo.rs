//! `cargo xtask demo`: from a fresh checkout to a blog article with its thread.

use crate::process::{self, cargo, program};
use crate::steps::Steps;
use crate::{Outcome, dist, project, tools};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

/// Installs, builds and serves; returns only when the server could not be started.
pub fn run() -> Outcome {
    let mut steps = Steps::new(5);
    steps.step("looking after the toolchain", || tools::rust(&[]))?;
    steps.step("looking for wasm-bindgen", tools::wasm_bindgen)?;
    let site = steps.step("building the widget", dist::quick)?;
    steps.step("building the reference backend", build_server)?;
    let address = steps.step("choosing an address", free_address)?;
    let database = project::target().join("demo.sqlite");
    println!("\nOpen http://{address}/ in a browser. Ctrl-C stops it.\n");
    become_program(
        program(server())
            .args(["--listen", &address, "--demo", "--moderation", "none", "--rate-limit", "0"])
            .arg("--database")
            .arg(database)
            .arg("--site")
            .arg(site),
    )
}

/// Builds the reference backend.
pub fn build_server() -> Outcome {
    process::run(&mut cargo(&["build", "--package", "causerie-server"]))
}

/// The reference backend, once built.
pub fn server() -> PathBuf {
    project::target().join("debug").join(format!("causerie-server{}", std::env::consts::EXE_SUFFIX))
}

/// The first of a few ports that nobody uses; the first is the one that `Trunk.toml` knows.
fn free_address() -> Outcome<String> {
    (FIRST_PORT..FIRST_PORT + PORTS)
        .map(|port| format!("127.0.0.1:{port}"))
        .find(|address| TcpListener::bind(address).is_ok())
        .ok_or_else(|| format!("ports {FIRST_PORT} to {} are all in use", FIRST_PORT + PORTS - 1))
}

/// Lets the server take the place of this process, so that whatever stops the command stops the server.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(format!("the reference backend could not be started: {error}"))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome {
    process::run(command)
}

const FIRST_PORT: u16 = 8787;
const PORTS: u16 = 20;
