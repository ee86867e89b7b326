//! Holds the reference backend against its own description with schemathesis.

use crate::process::{self, program};
use crate::{Outcome, demo, project, tools};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Starts the reference backend and lets schemathesis look for answers that its description does not allow.
pub fn check() -> Outcome {
    let mut server = Server::start()?;
    let description = format!("{}/v1/openapi.json", server.address()?);
    process::quietly(
        program(tools::schemathesis_program())
            .arg("--config-file")
            .arg(project::root().join("examples/server/schemathesis.toml"))
            .args(["run", &description, "--checks", "all", "--seed", "1", "--no-color"]),
    )
    .map(|said| {
        said.lines()
            .rev()
            .find(|line| line.contains("test cases"))
            .into_iter()
            .for_each(|line| println!("{line}"))
    })
}

/// A reference backend with a database of its own; stopped when dropped.
struct Server(Child);

impl Server {
    fn start() -> Outcome<Self> {
        let database = project::target().join("schemathesis.sqlite");
        let _absent_is_fine = fs::remove_file(&database);
        let mut command = Command::new(demo::server());
        command.args(["--listen", "127.0.0.1:0", "--demo", "--rate-limit", "0"]);
        command.args(["--moderator-token", "schemathesis-token", "--database"]).arg(database);
        let child = command.stdout(Stdio::piped()).spawn();
        child.map(Self).map_err(|error| format!("the reference backend could not be started: {error}"))
    }

    /// What it says when it is ready: `listening on http://127.0.0.1:4711`.
    fn address(&mut self) -> Outcome<String> {
        let output = self.0.stdout.take().ok_or("the reference backend says nothing")?;
        let lines = BufReader::new(output).lines().map_while(Result::ok);
        let address =
            lines.into_iter().find_map(|line| Some(line.strip_prefix("listening on ")?.trim().to_owned()));
        address.ok_or_else(|| "the reference backend did not come up".to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.0.kill();
        let _status = self.0.wait();
    }
}
