//! A program that listens where it is told; with the test it ends, and so does whatever it started.

use crate::{Folder, Outcome};
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use tokio::net::TcpStream;
use tokio::time::{Duration, interval, timeout};

/// A running program.
pub(super) struct Program {
    leash: Child,
}

impl Program {
    /// Starts a command and waits until it listens on a port of 127.0.0.1; what it prints is kept in the folder.
    pub(super) async fn start(command: &Command, port: u16, folder: &Folder) -> Outcome<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let file = folder.path().join("printed.txt");
        let mut program = Self { leash: leash(command, &File::create(&file)?)? };
        let told = match timeout(START, program.listens(port)).await {
            Ok(told) => told,
            Err(_) => Err("it does not listen".into()),
        };
        match told {
            Ok(()) => Ok(program),
            Err(error) => Err(format!(
                "{name} was not started: {error}\n{}",
                fs::read_to_string(&file).unwrap_or_default()
            )
            .into()),
        }
    }

    async fn listens(&mut self, port: u16) -> Outcome {
        let mut glances = interval(Duration::from_millis(20));
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            glances.tick().await;
            if self.leash.try_wait()?.is_some() {
                return Err("it ended".into());
            }
        }
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.leash.stdin.take());
        let _it_ended = self.leash.wait();
    }
}

/// A free port, for programs that cannot be asked which one the system gave them: below those that systems give
/// away, so that nobody is faster, and another one each time.
pub(super) fn free_port() -> Outcome<u16> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + u16::try_from(process::id() % 100)? * 100;
    (0..10_000)
        .map(|_| first + NEXT.fetch_add(1, Ordering::Relaxed) % 1_000)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .ok_or_else(|| "no port is free".into())
}

/// Starts the command in a group of its own, together with a shell that ends the group when it hears nothing more from
/// the test: also when the test itself was killed.
fn leash(command: &Command, printed: &File) -> Outcome<Child> {
    let mut shell = Command::new("sh");
    shell.args(["-c", LEASH, "sh"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        shell.current_dir(folder);
    }
    shell.process_group(0).stdin(Stdio::piped()).stdout(printed.try_clone()?).stderr(printed.try_clone()?);
    Ok(shell.spawn()?)
}

const LEASH: &str = r#"("$@" </dev/null; kill -KILL 0) & read -r _; kill -KILL 0"#;
const START: Duration = Duration::from_secs(30);
