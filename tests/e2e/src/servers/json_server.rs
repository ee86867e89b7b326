//! json-server, a store for JSON that checks nothing, with one post.

use super::http::Call;
use super::installed;
use super::program::{Program, free_port};
use crate::{Folder, Outcome};
use serde_json::Value;
use std::process::Command;

/// A running json-server; it ends when dropped.
pub struct JsonServer {
    address: String,
    _program: Program,
    _folder: Folder,
}

impl JsonServer {
    /// Starts one with the post 1 and no comments.
    pub async fn start() -> Outcome<Self> {
        let folder = Folder::temporary()?;
        let port = free_port()?;
        folder.write("db.json", r#"{ "posts": [{ "id": 1 }], "comments": [] }"#)?;
        let mut command = Command::new(installed("CAUSERIE_JSON_SERVER")?);
        command.args(["--host", "127.0.0.1", "--port", &port.to_string(), "db.json"]);
        command.current_dir(folder.path());
        let program = Program::start(&command, port, &folder).await?;
        Ok(Self { address: format!("http://127.0.0.1:{port}"), _program: program, _folder: folder })
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Stores a comment; gives its number.
    pub async fn store(&self, comment: &Value) -> Outcome<u64> {
        let comment = Call::json(&self.url("/comments"), comment).succeed().await?.json()?;
        comment["id"].as_u64().ok_or_else(|| format!("no comment but {comment}").into())
    }

    /// All comments.
    pub async fn stored(&self) -> Outcome<Value> {
        Call::get(&self.url("/comments")).succeed().await?.json()
    }
}
