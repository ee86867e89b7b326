//! A real Isso server, as a program beside the test.

use super::http::Call;
use super::installed;
use super::program::{Program, free_port};
use crate::{Folder, Outcome};
use http::header::{COOKIE, SET_COOKIE};
use serde_json::{Value, json};
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

    /// Lets somebody comment on a page from elsewhere, or answer a comment; gives the comment's number.
    pub async fn comment(&self, path: &str, to: Option<u64>, author: &str, text: &str) -> Outcome<u64> {
        let comment = json!({ "author": author, "text": text, "parent": to, "title": "Article" });
        let call = Call::json(&self.url(&format!("/new?uri={path}")), &comment);
        let comment = call.header("X-Forwarded-For", ELSEWHERE).succeed().await?.json()?;
        comment["id"].as_u64().ok_or_else(|| format!("no comment but {comment}").into())
    }

    /// The comments of a page that are no replies, as it gives them to everybody, with the texts as they were written.
    pub async fn listed(&self, path: &str) -> Outcome<Value> {
        let call = Call::get(&self.url(&format!("/?uri={path}&plain=1&nested_limit=100")));
        Ok(call.succeed().await?.json()?["replies"].take())
    }

    /// Approves what waits, in the owner's own pages.
    pub async fn approve_all(&self) -> Outcome {
        let login = Call::form(&self.url("/login/"), &[("password", PASSWORD)]).send().await?;
        let cookie = login.headers.get(SET_COOKIE).and_then(|cookie| cookie.to_str().ok()?.split(';').next());
        let cookie = cookie.ok_or("Isso does not know its owner")?;
        let page = Call::get(&self.url("/admin/?mode=2")).header(COOKIE.as_str(), cookie).succeed().await?;
        for call in page.body.split("validate_com(").skip(1) {
            let mut words = call.split([',', '\'', ' ']).filter(|word| !word.is_empty());
            let (id, hash) = words.next().zip(words.next()).ok_or("Isso's page has no key")?;
            Call::new("POST", &self.url(&format!("/id/{id}/activate/{hash}"))).succeed().await?;
        }
        Ok(())
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
[admin]
enabled = true
password = {PASSWORD}
[moderation]
enabled = {moderated}
[server]
listen = http://127.0.0.1:{port}
trusted-proxies = 127.0.0.1
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

const PASSWORD: &str = "mot-de-passe";
/// The address of those who are not at the reader's; nobody can vote for what came from the own address.
const ELSEWHERE: &str = "203.0.113.9";
