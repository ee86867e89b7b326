//! A real server on a free port with its own database, and a client that shows every answer as it is.
#![allow(dead_code)]

pub mod database;
#[cfg(feature = "postgres")]
mod postgres;
pub mod raw;
pub mod rounds;
pub mod strangers;
pub mod writers;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use database::Database;
use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

/// The token of every test's moderator.
pub const TOKEN: &str = "a-long-enough-token";

/// A running server; it stops with the test.
pub struct Server {
    process: Child,
    folder: PathBuf,
    pub address: String,
    agent: Agent,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The last word of the problem's type.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let json = self.json();
        assert_eq!(json["status"], self.status);
        json["type"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    }

    /// The pointers of the fields that were refused.
    pub fn pointers(&self) -> Vec<String> {
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect()
    }
}

impl Server {
    /// Starts a server without moderation and without a rate limit, plus these options.
    pub fn start(options: &[&str]) -> Self {
        Self::start_in(folder(), options)
    }

    /// Starts a server on a database that outlives it.
    pub fn on(database: &Database, options: &[&str]) -> Self {
        Self::start_in(folder(), &[&["--database", database.at.as_str()], options].concat())
    }

    /// Ends the server as `kill -9` does.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn start_in(folder: PathBuf, options: &[&str]) -> Self {
        let mut process = command(&folder)
            .args(["--listen", "127.0.0.1:0", "--rate-limit", "0", "--moderation", "none"])
            .args(["--moderator-token", TOKEN])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address =
            line.trim().strip_prefix("listening on ").expect("the server says where it listens").to_owned();
        let agent =
            Agent::config_builder().http_status_as_error(false).allow_non_standard_methods(true).build();
        Self { process, folder, address, agent: agent.into() }
    }

    /// Stops the server as an operator would, and returns its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        let id = self.process.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.process.wait().unwrap().code()
    }

    /// Stops the server and starts another one on the same database.
    pub fn restart(mut self, options: &[&str]) -> Self {
        assert_eq!(self.stop(), Some(0));
        let folder = std::mem::take(&mut self.folder);
        Self::start_in(folder, options)
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.folder.join("causerie.db")
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = self.agent.run(request.body(body.to_owned()).unwrap()).unwrap();
        let text = response.body_mut().read_to_string().unwrap_or_default();
        Answer { status: response.status().as_u16(), headers: response.headers().clone(), text }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    pub fn get_as_moderator(&self, path: &str) -> Answer {
        self.send("GET", path, &[("Authorization", &bearer())], "")
    }

    /// Sends a draft as a reader.
    pub fn post(&self, draft: &Value) -> Answer {
        self.send("POST", "/v1/comments", &[JSON], &draft.to_string())
    }

    pub fn post_with_key(&self, draft: &Value, key: &str) -> Answer {
        self.send("POST", "/v1/comments", &[JSON, ("Idempotency-Key", key)], &draft.to_string())
    }

    /// Sends a document as the moderator.
    pub fn moderator(&self, method: &str, path: &str, document: &Value) -> Answer {
        self.send(method, path, &[JSON, ("Authorization", &bearer())], &document.to_string())
    }

    /// Carries out an action of moderation.
    pub fn moderate(&self, id: &str, action: &str) -> Answer {
        self.moderator("POST", &format!("/v1/comments/{id}/moderation"), &json!({ "action": action }))
    }

    /// Posts a comment and returns its id.
    pub fn comment(&self, thread: &str, text: &str, parent: Option<&str>) -> String {
        let mut draft = draft(thread, text);
        draft["parent"] = json!(parent);
        let answer = self.post(&draft);
        assert!(matches!(answer.status, 201 | 202), "{answer:?}");
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// The page of a thread as a reader sees it.
    pub fn page(&self, thread: &str) -> Value {
        self.get(&format!("/v1/comments?thread={thread}")).json()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if self.folder != Path::new("") {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// A new folder for one test.
fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("causerie-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The program in a folder, undisturbed by the tester's own variables.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_causerie-server"));
    command.current_dir(folder).env_clear();
    command
}

pub fn draft(thread: &str, text: &str) -> Value {
    json!({ "thread": thread, "author": { "name": "Zoé" }, "body": { "source": text, "format": "markdown" } })
}

/// The plain texts of a list, in its order.
pub fn texts(items: &Value) -> Vec<String> {
    let html = |item: &Value| item["body"]["html"].as_str().unwrap_or("–").to_owned();
    let plain = |html: String| html.trim().replace("<p>", "").replace("</p>", "");
    items.as_array().unwrap().iter().map(|item| plain(html(item))).collect()
}

pub fn bearer() -> String {
    format!("Bearer {TOKEN}")
}

pub const JSON: (&str, &str) = ("Content-Type", "application/json");
