//! A real django-comments-xtd in a small blog; the widget is at `/causerie/`.

use super::http::Call;
use super::program::{Program, free_port};
use super::{installed, own};
use crate::{Folder, Outcome, dist};
use serde_json::{Value, json};
use std::process::Command;

/// A running blog; it ends when dropped. The users `autrice`, a moderator, and `lectrice` have the password
/// `mot-de-passe`.
pub struct Django {
    address: String,
    _program: Program,
    _folder: Folder,
}

/// A post of the blog.
#[derive(Clone, Copy)]
pub enum Post {
    /// It takes comments.
    Open = 1,
    /// It takes none.
    Closed = 2,
    /// Its comments wait for approval.
    Moderated = 3,
}

/// How the blog is set up.
#[derive(Clone, Copy, Default)]
pub struct Settings<'a> {
    /// The origin of pages that may use its comments, besides its own.
    pub origin: &'a str,
    /// Whether a comment appears only when its address was confirmed.
    pub confirms: bool,
    /// Whether dates are written for people, as they are without further settings.
    pub has_dates_for_people: bool,
}

impl Django {
    /// Starts a new one.
    pub async fn start(settings: Settings<'_>) -> Outcome<Self> {
        let folder = Folder::temporary()?;
        let port = free_port()?;
        let python = installed("CAUSERIE_DJANGO")?;
        let command = |arguments: &[&str]| {
            let mut command = Command::new(&python);
            command.args(arguments).current_dir(own("django")).env("CAUSERIE_DATA", folder.path());
            command.env("DJANGO_SETTINGS_MODULE", "settings").env("PYTHONDONTWRITEBYTECODE", "1");
            command.env("CAUSERIE_ORIGINS", settings.origin).env("CAUSERIE_DIST", dist().canonicalize()?);
            command.env("CAUSERIE_CONFIRM", if settings.confirms { "yes" } else { "no" });
            let dates = if settings.has_dates_for_people { "DATETIME_FORMAT" } else { "c" };
            command.env("CAUSERIE_DATES", dates);
            Ok::<_, crate::Failure>(command)
        };
        let made = command(&["setup.py"])?.output()?;
        if !made.status.success() {
            return Err(format!("the blog was not made: {}", String::from_utf8_lossy(&made.stderr)).into());
        }
        let listen = format!("127.0.0.1:{port}");
        let server = [
            "-m",
            "gunicorn",
            "--bind",
            &listen,
            "--threads",
            "4",
            "django.core.wsgi:get_wsgi_application()",
        ];
        let program = Program::start(&command(&server)?, port, &folder).await?;
        Ok(Self { address: format!("http://{listen}"), _program: program, _folder: folder })
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Lets somebody comment, or answer a comment; gives the comment's number.
    pub async fn comment(&self, post: Post, to: Option<u64>, name: &str, text: &str) -> Outcome<u64> {
        let mut comment = self.form(post).await?;
        for (field, value) in [("name", name), ("email", "a@example.org"), ("url", ""), ("honeypot", "")] {
            comment[field] = json!(value);
        }
        (comment["comment"], comment["reply_to"]) = (json!(text), json!(to.unwrap_or(0)));
        let comment = Call::json(&self.url("/comments/api/comment/"), &comment).succeed().await?.json()?;
        comment["id"].as_u64().ok_or_else(|| format!("no comment but {comment}").into())
    }

    /// What a page must send along: type and number of the post, a time, and what signs them.
    pub async fn form(&self, post: Post) -> Outcome<Value> {
        let address = self.url(&format!("/props/{}/", post as u8));
        Ok(Call::get(&address).succeed().await?.json()?["default_form"].take())
    }
}
