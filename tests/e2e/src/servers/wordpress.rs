//! A real WordPress with its database in one file, served by PHP; the widget is at `/causerie/`.

use super::http::Call;
use super::program::{Program, free_port};
use super::{installed, own};
use crate::{Folder, Outcome, dist};
use serde_json::{Map, Value, json};
use std::fs;
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

/// A running WordPress; it ends when dropped.
pub struct WordPress {
    address: String,
    /// The header that signs in the owner (`autrice`), an administrator.
    pub owner: String,
    options: Mutex<Map<String, Value>>,
    _program: Program,
    folder: Folder,
}

/// A published post.
pub struct Post {
    /// Its number.
    pub id: u64,
    /// Its address.
    pub link: String,
}

impl WordPress {
    /// Starts a new blog with these options; the rest is as WordPress and our plugin come, comments appear at once.
    pub async fn start(options: &[(&str, &str)]) -> Outcome<Self> {
        let wordpress = installed("CAUSERIE_WORDPRESS")?;
        let folder = Folder::temporary()?;
        folder.write("mu-plugins/test.php", &fs::read_to_string(own("wordpress/test.php"))?)?;
        folder.write("mu-plugins/causerie.php", &fs::read_to_string(PLUGIN)?)?;
        folder.write("options.json", "{}")?;
        let port = free_port()?;
        let address = format!("http://127.0.0.1:{port}");

        let php = |arguments: &[&str]| {
            let mut command = Command::new("php");
            command.args(["-d", "opcache.enable_cli=1"]).args(arguments).env("CAUSERIE_URL", &address);
            command.env("CAUSERIE_CONFIG", own("wordpress/config.php"));
            command.env("CAUSERIE_TEMPLATE", own("wordpress/post.php"));
            command.env("CAUSERIE_DATA", folder.path()).env("CAUSERIE_DIST", dist().canonicalize()?);
            Ok::<_, crate::Failure>(command)
        };
        let owner = printed(php(&[])?.arg(own("wordpress/install.php")).arg(&wordpress))?;
        // A pingback takes three requests, one inside the other.
        let mut command = php(&["-S", &format!("127.0.0.1:{port}"), "-t"])?;
        command.arg(&wordpress).arg(own("wordpress/router.php")).env("PHP_CLI_SERVER_WORKERS", "6");
        let program = Program::start(&command, port, &folder).await?;
        let this = Self { address, owner, options: Mutex::default(), _program: program, folder };
        for (name, value) in options {
            this.set(name, value)?;
        }
        Ok(this)
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Sets an option, as the owner does in the settings.
    pub fn set(&self, option: &str, value: &str) -> Outcome {
        let mut options = self.options.lock().unwrap_or_else(PoisonError::into_inner);
        options.insert(option.to_owned(), json!(value));
        self.folder.write("options.json", &json!(*options).to_string())
    }

    /// Publishes a post as the owner.
    pub async fn publish(&self, slug: &str, title: &str, content: &str) -> Outcome<Post> {
        let post = json!({ "slug": slug, "title": title, "content": content, "status": "publish" });
        let post = self.ask("/wp-json/wp/v2/posts", &post).await?;
        let (id, link) = (post["id"].as_u64(), post["link"].as_str());
        let (id, link) = id.zip(link).ok_or_else(|| format!("no post but {post}"))?;
        Ok(Post { id, link: link.to_owned() })
    }

    /// Lets somebody have commented, at a minute of the day; the owner enters it, so that it passes every check.
    pub async fn comment(&self, post: &Post, minute: u8, author: &str, text: &str) -> Outcome<u64> {
        self.reply(post, 0, minute, author, text).await
    }

    /// Lets somebody have answered a comment.
    pub async fn reply(
        &self,
        post: &Post,
        parent: u64,
        minute: u8,
        author: &str,
        text: &str,
    ) -> Outcome<u64> {
        let comment = json!({
            "post": post.id, "parent": parent, "author_name": author, "author_email": "a@example.org",
            "content": text, "status": "approved", "date_gmt": format!("2011-03-14T09:{minute:02}:00"),
        });
        let comment = self.ask("/wp-json/wp/v2/comments", &comment).await?;
        comment["id"].as_u64().ok_or_else(|| format!("no comment but {comment}").into())
    }

    /// Changes something through REST as the owner.
    pub async fn ask(&self, path: &str, body: &Value) -> Outcome<Value> {
        Call::json(&self.url(path), body).authorized(&self.owner).succeed().await?.json()
    }

    /// The texts of the comments that everybody may read, from old to new.
    pub async fn texts(&self, post: &Post) -> Outcome<Vec<String>> {
        let path = format!("/wp-json/wp/v2/comments?post={}&order=asc&context=edit", post.id);
        let comments = Call::get(&self.url(&path)).authorized(&self.owner).succeed().await?.json()?;
        let text = |comment: &Value| comment["content"]["raw"].as_str().map(str::to_owned);
        Ok(comments.as_array().into_iter().flatten().filter_map(text).collect())
    }

    /// Does what WordPress has scheduled, pingbacks for example, and waits until it is done.
    pub async fn work(&self) -> Outcome {
        Call::get(&self.url("/wp-cron.php")).succeed().await.map(drop)
    }
}

fn printed(command: &mut Command) -> Outcome<String> {
    let Output { status, stdout, stderr } =
        command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    match text(&stdout) {
        owner if status.success() && owner.starts_with("Basic ") => Ok(owner),
        said => Err(format!("WordPress was not installed: {said}{}", text(&stderr)).into()),
    }
}

/// What a blog owner installs, too.
const PLUGIN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/wordpress/causerie.php");
