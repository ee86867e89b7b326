//! Looks at what the project depends on: licences, sources, duplicates, known vulnerabilities.

use crate::process::{self, program};
use crate::{Outcome, tools};
use std::process::Command;

/// Checks everything against `deny.toml`. Where the list of vulnerabilities cannot be had, says so and checks the rest.
pub fn check() -> Outcome {
    tools::deny()?;
    process::quietly(deny().args(["check", "--hide-inclusion-graph", "bans", "licenses", "sources"]))?;
    match process::quietly(deny().args(["fetch", "db"])) {
        Ok(_) => process::quietly(deny().args(["check", "--disable-fetch", "advisories"])).map(drop),
        Err(_) => {
            println!(
                "licences, sources and duplicates are as allowed; known vulnerabilities were NOT looked for,"
            );
            println!(
                "because their list, https://github.com/rustsec/advisory-db, cannot be reached from here"
            );
            Ok(())
        }
    }
}

fn deny() -> Command {
    let mut command = program(tools::deny_program());
    command.args(["--locked", "--workspace", "--color", "never", "--log-level", "warn"]);
    command
}
