//! A server of somebody else, started by a test and ended with it.

use crate::Outcome;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// Starts a program that tells on its standard output when it is ready; gives what `ready` makes of that line.
///
/// The child is ended when dropped. It stays in the group of the test, so that Ctrl-C ends it as well.
pub(crate) async fn start<T>(mut command: Command, ready: impl Fn(&str) -> Option<T>) -> Outcome<(Child, T)> {
    let name = format!("{:?}", command.as_std());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().map_err(|error| format!("{name}: {error}"))?;
    let output = child.stdout.take().ok_or("no standard output")?;
    let mut lines = BufReader::new(output).lines();
    let waiting = async {
        while let Some(line) = lines.next_line().await? {
            if let Some(told) = ready(&line) {
                return Ok(told);
            }
        }
        Err(format!("{name} ended before it was ready").into())
    };
    let told = timeout(crate::reader::PATIENCE, waiting).await.map_err(|_| format!("{name} is not ready"))?;
    // Read on: a full pipe would stop the program.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    told.map(|told| (child, told))
}
