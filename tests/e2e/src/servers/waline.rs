//! A real Waline server with its database in one file.

use super::http::Call;
use super::program::{Program, free_port};
use super::{installed, own};
use crate::{Folder, Outcome};
use serde_json::{Value, json};
use std::process::Command;

/// A running Waline; it ends when dropped.
pub struct Waline {
    address: String,
    _program: Program,
    _folder: Folder,
}

/// Somebody who has an account.
pub struct Account {
    /// The token that signs them in.
    pub token: String,
}

impl Waline {
    /// Starts one with these settings, environment variables in Waline's words. One may write as fast as one likes:
    /// the times of comments are ahead, so the limit is negative.
    pub async fn start(settings: &[(&str, &str)]) -> Outcome<Self> {
        let folder = Folder::temporary()?;
        let port = free_port()?;
        let address = format!("http://127.0.0.1:{port}");
        let mut command = Command::new("node");
        command.arg(own("waline/run.js")).arg(installed("CAUSERIE_WALINE")?);
        command.arg(folder.path().join("waline.sqlite")).arg(port.to_string());
        command.env("TMPDIR", folder.path()).env("JWT_TOKEN", "test").env("AKISMET_KEY", "false");
        command.env("SITE_NAME", "Le blog").env("SERVER_URL", &address).env("IPQPS", "-3600");
        command.envs(settings.iter().copied());
        let program = Program::start(&command, port, &folder).await?;
        Ok(Self { address, _program: program, _folder: folder })
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Makes an account; the first one is the administrator's.
    pub async fn register(&self, name: &str, email: &str) -> Outcome<Account> {
        let user = json!({ "display_name": name, "email": email, "url": "", "password": "mot-de-passe" });
        self.tell(Call::json(&self.url("/api/user"), &user)).await?;
        let session = self.tell(Call::json(&self.url("/api/token"), &user)).await?;
        let token = session["token"].as_str().ok_or_else(|| format!("no token but {session}"))?;
        Ok(Account { token: token.to_owned() })
    }

    /// Lets somebody comment on a page, or answer a comment below a root; gives the comment's number.
    pub async fn comment(&self, path: &str, to: Option<(u64, u64)>, name: &str, text: &str) -> Outcome<u64> {
        let mut comment =
            json!({ "url": path, "nick": name, "mail": "a@example.org", "comment": text, "ua": "" });
        if let Some((parent, root)) = to {
            (comment["pid"], comment["rid"]) = (json!(parent), json!(root));
        }
        let comment = self.tell(Call::json(&self.url("/api/comment"), &comment)).await?;
        comment["objectId"].as_u64().ok_or_else(|| format!("no comment but {comment}").into())
    }

    /// Lets somebody who has an account comment on a page; gives the comment's number.
    pub async fn comment_by(&self, account: &Account, path: &str, text: &str) -> Outcome<u64> {
        let comment = json!({ "url": path, "nick": "", "mail": "", "comment": text, "ua": "" });
        let call = Call::json(&self.url("/api/comment"), &comment);
        let comment = self.tell(call.authorized(&format!("Bearer {}", account.token))).await?;
        comment["objectId"].as_u64().ok_or_else(|| format!("no comment but {comment}").into())
    }

    /// A page's comments as everybody gets them, with their count.
    pub async fn listed(&self, path: &str) -> Outcome<Value> {
        let query = format!("path={path}&pageSize=50&page=1&sortBy=insertedAt_asc");
        self.tell(Call::get(&self.url(&format!("/api/comment?{query}")))).await
    }

    /// Changes a comment, as its moderator.
    pub async fn change(&self, id: u64, by: &Account, change: &Value) -> Outcome {
        let call = Call::new("PUT", &self.url(&format!("/api/comment/{id}")));
        let call = call.with("application/json", change.to_string());
        self.tell(call.authorized(&format!("Bearer {}", by.token))).await.map(drop)
    }

    async fn tell(&self, call: Call) -> Outcome<Value> {
        let mut reply = call.succeed().await?.json()?;
        if reply["errno"] == 0 {
            Ok(reply["data"].take())
        } else {
            Err(format!("Waline says {reply}").into())
        }
    }
}
