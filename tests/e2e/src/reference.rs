//! The project's own reference backend, as a program beside the test.

use crate::{Folder, Outcome, process};
use std::env;
use std::path::PathBuf;
use tokio::process::{Child, Command};

/// A running reference backend that also serves a blog; it ends when dropped.
pub struct Reference {
    address: String,
    /// The blog's files; the widget is in `causerie/`.
    pub site: Folder,
    _child: Child,
    _database: Folder,
}

impl Reference {
    /// Starts one with more arguments of its own, an empty database and no limits.
    pub async fn start(arguments: &[&str]) -> Outcome<Self> {
        let (site, database) = (Folder::with_widget()?, Folder::temporary()?);
        let mut command = Command::new(program());
        command.args(["--listen", "127.0.0.1:0", "--rate-limit", "0"]);
        command.arg("--database").arg(database.path().join("comments.sqlite"));
        command.arg("--site").arg(site.path());
        command.args(arguments);
        let ready = |line: &str| Some(line.split_once("listening on ")?.1.trim_end_matches('/').to_owned());
        let (child, address) = process::start(command, ready).await?;
        Ok(Self { address, site, _child: child, _database: database })
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

/// The built backend; `cargo xtask test` names it.
fn program() -> PathBuf {
    env::var_os("CAUSERIE_SERVER").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/debug/causerie-server"),
        Into::into,
    )
}
