//! A comment as it is kept, and as it is shown to a reader, to its author and to a moderator.

use serde_json::{Map, Value, json};

use super::cursor::Cursor;
use super::draft::Body;
use super::state::{Action, State};
use super::thread::{MAX_DEPTH, Thread, ThreadState};
use super::time::{self, Millis};
use crate::text;

/// A comment as it is kept.
#[derive(Clone, Debug)]
pub struct Comment {
    pub id: i64,
    pub thread: Thread,
    pub parent: Option<i64>,
    pub root: Option<i64>,
    pub depth: i64,
    pub kind: String,
    pub state: State,
    pub previous: Option<State>,
    pub reason: Option<String>,
    pub pinned: bool,
    pub author: Author,
    pub title: Option<String>,
    pub lang: Option<String>,
    pub body: Body,
    pub via_url: Option<String>,
    pub via_name: Option<String>,
    pub created: Millis,
    pub edited: Option<Millis>,
}

/// Who wrote it.
#[derive(Clone, Debug, Default)]
pub struct Author {
    pub name: Option<String>,
    pub url: Option<String>,
    pub email: Option<String>,
    pub avatar: Option<String>,
    /// The roles, separated by spaces.
    pub roles: String,
}

/// The replies to a comment that are shown with it.
#[derive(Default)]
pub struct Replies {
    /// All direct replies this caller may see.
    pub total: i64,
    /// The first of them, already represented.
    pub items: Vec<Value>,
    /// Where the rest begins.
    pub next: Option<Cursor>,
}

/// With whose eyes a comment is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    Reader,
    /// The one who has just written it.
    Author,
    Moderator,
}

impl Comment {
    /// The representation for one pair of eyes.
    pub fn represent(&self, sight: Sight, replies: Replies) -> Value {
        let hidden = sight == Sight::Reader && !self.state.is_public();
        let mut out = Map::new();
        out.insert("id".into(), json!(self.id.to_string()));
        out.insert("parent".into(), json!(self.parent.map(|id| id.to_string())));
        out.insert("root".into(), json!(self.root.map(|id| id.to_string())));
        out.insert("kind".into(), json!(self.kind));
        let state = if hidden { self.state.placeholder() } else { self.state };
        out.insert("state".into(), json!(state.word()));
        out.insert("created".into(), json!(time::write(self.created)));
        if let Some(url) = &self.thread.url {
            let page = url.split('#').next().unwrap_or_default();
            out.insert("link".into(), json!(format!("{page}#comment-{}", self.id)));
        }
        if hidden || self.state == State::Deleted {
            out.insert("body".into(), json!({}));
            out.insert("can".into(), json!({ "reply": false }));
        } else {
            self.content(sight, &mut out);
        }
        let next = replies.next.map(Cursor::write);
        out.insert("replies".into(), json!({ "total": replies.total, "items": replies.items, "next": next }));
        Value::Object(out)
    }

    fn content(&self, sight: Sight, out: &mut Map<String, Value>) {
        let moderator = sight == Sight::Moderator;
        out.insert("author".into(), self.author.represent(moderator));
        out.insert("body".into(), self.body.represent(moderator));
        out.insert("edited".into(), json!(self.edited.map(time::write)));
        out.insert("pinned".into(), json!(self.pinned));
        for (name, text) in [("title", &self.title), ("lang", &self.lang)] {
            if let Some(text) = text {
                out.insert(name.into(), json!(text));
            }
        }
        if let Some(url) = &self.via_url {
            out.insert("via".into(), json!({ "url": url, "name": self.via_name }));
        }
        if sight == Sight::Author {
            out.insert("mine".into(), json!(true));
        }
        let open = self.thread.state == ThreadState::Open && self.depth < MAX_DEPTH;
        let mut can = json!({ "reply": open && self.state.is_public(), "vote": false, "flag": false });
        can["edit"] = json!(moderator);
        can["delete"] = json!(moderator);
        if moderator {
            let mut actions = Action::possible(self.state, self.previous, self.pinned);
            actions.push("purge");
            can["moderate"] = json!(actions);
            if let Some(reason) = &self.reason {
                out.insert("reason".into(), json!(reason));
            }
        }
        out.insert("can".into(), can);
    }
}

impl Author {
    fn represent(&self, moderator: bool) -> Value {
        let mut author = json!({ "roles": self.roles.split_whitespace().collect::<Vec<_>>() });
        let email = if moderator { &self.email } else { &None };
        let members = [("name", &self.name), ("url", &self.url), ("avatar", &self.avatar), ("email", email)];
        for (name, text) in members {
            if let Some(text) = text {
                author[name] = json!(text);
            }
        }
        author
    }
}

impl Body {
    /// HTML for everybody, the source for those who may edit it.
    fn represent(&self, editable: bool) -> Value {
        if self.source.is_empty() {
            return json!({});
        }
        let mut body = json!({ "html": text::html(self) });
        if editable {
            body["source"] = json!(self.source);
            body["format"] = json!(self.format.word());
        }
        body
    }
}
