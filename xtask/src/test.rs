//! `cargo xtask test`: everything that proves the project; its last line counts the tests.

use crate::count::Count;
use crate::process::{self, cargo};
use crate::servers::{self, Server};
use crate::steps::Steps;
use crate::{Outcome, demo, deny, dist, project, protocol, size, tools, trunk};
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The folder of vectors that was named.
static CORPUS: OnceLock<PathBuf> = OnceLock::new();

/// What rustup adds for lints and formatting.
pub const RUST_COMPONENTS: &[&str] = &["clippy", "rustfmt", tools::STD_SOURCE];
/// The arguments for formatting.
pub const FORMAT: &[&str] = &["fmt", "--all", "--check"];
/// The arguments for lints on this machine.
pub const LINTS: &[&str] = &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
/// The arguments for lints of what runs in a browser.
#[rustfmt::skip]
pub const LINTS_WASM: &[&str] =
    &["clippy", "--quiet", "--package", "causerie", "--all-targets", "--target", project::WASM, "--", "-D", "warnings"];
/// The arguments for the tests of the pure half.
pub const PURE: &[&str] = &["test", "--package", "causerie", "--no-default-features", "--no-fail-fast"];

/// Runs everything, or only the end-to-end tests whose name contains `filter`.
pub fn run(filter: Option<&str>) -> Outcome {
    let mut count = Count::default();
    let outcome = match filter {
        None => everything(&mut count),
        Some(filter) => some(filter, &mut count),
    };
    count.check(outcome);
    println!("\n{count}");
    if count.failed == 0 { Ok(()) } else { std::process::exit(1) }
}

/// Does the same, and tries the vectors of a folder besides our own.
pub fn with_corpus(folder: &str, filter: Option<&str>) -> Outcome {
    let folder = std::fs::canonicalize(folder).map_err(|error| format!("{folder}: {error}"))?;
    CORPUS.get_or_init(|| folder);
    run(filter)
}

/// Tells the end-to-end tests where the things are that they start.
pub fn surroundings(command: &mut Command) -> &mut Command {
    if let Some(folder) = CORPUS.get() {
        command.env("CAUSERIE_CORPUS", folder);
    }
    if let Ok([axe, vnu]) = tools::checker_files() {
        command.env("CAUSERIE_AXE", axe).env("CAUSERIE_VNU", vnu);
    }
    command.env("CAUSERIE_DIST", project::dist()).env("CAUSERIE_SERVER", demo::server())
}

fn everything(count: &mut Count) -> Outcome {
    let mut steps = Steps::new(19);
    let servers = servers::usual();
    prepare(&mut steps)?;
    steps.step("looking after the servers", || servers::install(&servers))?;
    for (name, arguments) in [("formatting", FORMAT), ("lints", LINTS), ("lints on wasm32", LINTS_WASM)] {
        count.check(steps.step(name, || process::run(&mut cargo(arguments))));
    }
    count.check(steps.step("licences, sources and duplicates of dependencies", deny::check));
    count.tests(&mut steps, "tests of the pure half", cargo(PURE));
    count.tests(&mut steps, "tests on this machine", cargo(NATIVE));
    count.tests(
        &mut steps,
        "tests of the reference backend on PostgreSQL, where it is installed",
        cargo(POSTGRES),
    );
    count.tests(&mut steps, "tests of the minifier", process::helper("test", "minify", "minify"));
    count.tests(&mut steps, "tests of the mapping tool", process::helper("test", "mapping", "mapping"));
    count.tests(&mut steps, "tests of the splitter", process::helper("test", "split", "split"));
    count.tests(&mut steps, "tests on wasm32, in Chromium", wasm());
    build(&mut steps)?;
    count.check(steps.step("weighing a first thread", size::weigh));
    count.check(steps.step("comparing with Trunk", trunk::compare));
    count.check(steps.step("trying the protocol against its description", || {
        tools::schemathesis()?;
        protocol::check()
    }));
    count.tests(&mut steps, "end-to-end tests, in Chromium", end_to_end("", &servers));
    Ok(())
}

fn some(filter: &str, count: &mut Count) -> Outcome {
    let mut steps = Steps::new(5);
    prepare(&mut steps)?;
    build(&mut steps)?;
    let servers = steps.step("looking after the servers", || {
        let stories = process::quietly(stories().args(["--", "--list", filter]))?;
        let servers = servers::named(filter, &stories);
        servers::install(&servers)?;
        Ok(servers)
    })?;
    count.tests(&mut steps, "end-to-end tests, in Chromium", end_to_end(filter, &servers));
    Ok(())
}

/// Installs what the tests need.
pub fn prepare(steps: &mut Steps) -> Outcome {
    steps.step("looking after the tools", || {
        tools::rust(RUST_COMPONENTS)?;
        tools::browser()?;
        tools::checkers()?;
        tools::wasm_bindgen()
    })
}

fn build(steps: &mut Steps) -> Outcome {
    steps.step("building the widget", dist::release)?;
    steps.step("building the reference backend", demo::build_server)
}

fn wasm() -> Command {
    let mut command = cargo(&["test", "--package", "causerie", "--lib", "--tests", "--no-fail-fast"]);
    command
        .args(["--target", project::WASM])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::bin("wasm-bindgen-test-runner"));
    command
}

/// The end-to-end tests whose name contains `filter`, without those of other servers than these.
pub fn end_to_end(filter: &str, servers: &[&Server]) -> Command {
    let mut command = stories();
    surroundings(command.args(["--", filter]));
    servers::only(servers, &mut command);
    command
}

fn stories() -> Command {
    cargo(&["test", "--package", "causerie-e2e", "--no-fail-fast"])
}

const NATIVE: &[&str] = &["test", "--workspace", "--exclude", "causerie-e2e", "--no-fail-fast"];
#[rustfmt::skip]
const POSTGRES: &[&str] =
    &["test", "--package", "causerie-server", "--features", "postgres", "--test", "postgres", "--no-fail-fast"];
