//! A real Isso server, as a program beside the test.

use crate::{Folder, Outcome};
use std::env;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{Duration, interval, timeout};

/// A running Isso; it ends when dropped.
pub struct Isso {
    address: String,
    _child: Child,
    _folder: Folder,
}

/// Whether comments appear at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Moderation {
    /// They do.
    Open,
    /// Each waits for the owner; name and e-mail address are required.
    Moderated,
}

impl Isso {
    /// Starts one for the pages of an origin.
    pub async fn start(page_origin: &str, moderation: Moderation) -> Outcome<Self> {
        let folder = Folder::temporary()?;
        let port = free_port()?;
        folder.write("isso.cfg", &configuration(&folder, port, page_origin, moderation))?;
        let program = env::var_os("CAUSERIE_ISSO").map_or_else(|| PathBuf::from("isso"), PathBuf::from);
        let mut child = Command::new(&program)
            .arg("-c")
            .arg(folder.path().join("isso.cfg"))
            .arg("run")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        timeout(START, answers(port, &mut child)).await.map_err(|_| "Isso is not ready")??;
        Ok(Self { address: format!("http://127.0.0.1:{port}"), _child: child, _folder: folder })
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

async fn answers(port: u16, child: &mut Child) -> Outcome {
    let mut glances = interval(Duration::from_millis(20));
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        glances.tick().await;
        if let Some(status) = child.try_wait()? {
            return Err(format!("Isso ended before it was ready ({status})").into());
        }
    }
    Ok(())
}

fn configuration(folder: &Folder, port: u16, page_origin: &str, moderation: Moderation) -> String {
    let moderated = moderation == Moderation::Moderated;
    let database = folder.path().join("comments.db");
    format!(
        "[general]
dbpath = {}
host = {page_origin}
notify = stdout
[moderation]
enabled = {moderated}
[server]
listen = http://127.0.0.1:{port}
[guard]
enabled = true
ratelimit = 1000
direct-reply = 1000
reply-to-self = true
require-author = {moderated}
require-email = {moderated}
",
        database.display()
    )
}

/// Isso cannot be asked which port the system gave it, so it is told one that was free a moment ago.
fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

const START: Duration = Duration::from_secs(30);
