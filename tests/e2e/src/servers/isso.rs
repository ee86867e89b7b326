//! A real Isso server, as a program beside the test.

use super::installed;
use super::program::{Program, free_port};
use crate::{Folder, Outcome};
use std::process::Command;

/// A running Isso; it ends when dropped.
pub struct Isso {
    address: String,
    _program: Program,
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
        Self::guarded(page_origin, moderation, 1000).await
    }

    /// Starts one that takes so many comments a minute from one address.
    pub async fn guarded(page_origin: &str, moderation: Moderation, limit: u32) -> Outcome<Self> {
        let folder = Folder::temporary()?;
        let port = free_port()?;
        folder.write("isso.cfg", &configuration(&folder, port, page_origin, moderation, limit))?;
        let mut command = Command::new(installed("CAUSERIE_ISSO")?);
        command.arg("-c").arg(folder.path().join("isso.cfg")).arg("run");
        let program = Program::start(&command, port, &folder).await?;
        Ok(Self { address: format!("http://127.0.0.1:{port}"), _program: program, _folder: folder })
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn configuration(
    folder: &Folder,
    port: u16,
    page_origin: &str,
    moderation: Moderation,
    limit: u32,
) -> String {
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
ratelimit = {limit}
direct-reply = 1000
reply-to-self = true
require-author = {moderated}
require-email = {moderated}
",
        database.display()
    )
}
