//! What outlives a reload: texts not sent, who writes, and comments that wait for a moderator.

use super::outbox::Fate;
use super::{Effect, FormKey, Outgoing, Reader, Thread};
use crate::json;
use crate::model::{Body, Comment, CommentId, Content, Draft, ProblemKind, State, Time};
use serde_json::{Map, Value};
use std::rc::Rc;

/// What the browser's storage held for this thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// Who wrote last.
    pub reader: Reader,
    /// Texts by form.
    pub drafts: Vec<(FormKey, String)>,
    /// Comments that wait for a moderator.
    pub pending: Vec<Comment>,
    /// Texts that newer ones of another window have replaced, by form.
    pub others: Vec<(FormKey, String)>,
    /// Changed texts of comments.
    pub edits: Vec<(CommentId, String)>,
    /// Comments that were on their way.
    pub outbox: Vec<Outgoing>,
}

impl Thread {
    pub(super) fn remember(&mut self, memory: Memory) -> Vec<Effect> {
        self.reader = memory.reader;
        self.drafts = memory.drafts;
        self.others = memory.others;
        self.edits = memory.edits;
        self.outbox = memory.outbox;
        self.pending = memory.pending.into_iter().map(Rc::new).collect();
        Vec::new()
    }
}

impl Memory {
    /// Drops what has waited longer than a moderator is likely to take.
    pub fn without_stale(mut self, now: i64) -> Self {
        let fresh = |comment: &Comment| {
            comment.created.as_ref().and_then(Time::millis).is_some_and(|created| now - created < PATIENCE)
        };
        self.pending.retain(fresh);
        self.outbox.iter_mut().for_each(|outgoing| outgoing.is_late = now - outgoing.sent > KEY_LIFE);
        self
    }
}

/// Writes pending comments for the storage.
pub fn pending_to_json(pending: &[Rc<Comment>]) -> String {
    json::encoded(&Value::Array(pending.iter().map(|comment| pending_entry(comment)).collect()))
}

#[inline(never)]
fn pending_entry(comment: &Comment) -> Value {
    let mut entry = Map::new();
    let mut add = |name: &str, words: Option<&str>| {
        if let Some(words) = words {
            entry.insert(name.to_owned(), Value::String(words.to_owned()));
        }
    };
    add("id", Some(comment.id.as_str()));
    add("parent", comment.parent.as_ref().map(CommentId::as_str));
    add("name", comment.author.name.as_deref());
    add("url", comment.author.url.as_deref());
    match &comment.body.content {
        Content::Html(html) => add("html", Some(html)),
        Content::Text(text) | Content::Markdown(text) => add("text", Some(text)),
        Content::Empty => {}
    }
    entry.insert("number".to_owned(), Value::Bool(comment.id.is_number()));
    let created = comment.created.as_ref().and_then(Time::millis);
    entry.insert("created".to_owned(), created.map_or(Value::Null, json::number));
    Value::Object(entry)
}

/// Reads pending comments from the storage; what cannot be read is left out.
pub fn pending_from_json(text: &str) -> Vec<Comment> {
    let Ok(Value::Array(entries)) = json::parse(text) else { return Vec::new() };
    entries.iter().filter_map(pending_comment).collect()
}

#[inline(never)]
fn pending_comment(entry: &Value) -> Option<Comment> {
    let words = |name: &str| entry[name].as_str().map(str::to_owned);
    let id = entry["id"].as_str()?;
    let mut comment =
        Comment::new(if entry["number"] == true { CommentId::number(id) } else { CommentId::text(id) });
    comment.parent = entry["parent"].as_str().map(CommentId::text);
    comment.author.name = words("name");
    comment.author.url = words("url").filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    comment.created = json::whole(&entry["created"]).map(Time::At);
    comment.state = State::Pending;
    comment.mine = true;
    let content = words("html").map(Content::Html).or_else(|| words("text").map(Content::Text))?;
    comment.body = Body { content, ..Body::default() };
    Some(comment)
}

/// Writes a comment on its way for the storage, with or without who wrote it.
#[inline(never)]
pub fn outgoing_to_json(outgoing: &Outgoing, with_author: bool) -> String {
    let draft = &outgoing.draft;
    let mut entry = Map::new();
    let parent = draft.parent.as_ref();
    let author = |words: &'static str| if with_author { words } else { "" };
    for (name, words) in [
        ("parent", parent.map_or("", CommentId::as_str)),
        ("root", draft.root.as_ref().map_or("", CommentId::as_str)),
        ("replyTo", draft.reply_to.as_deref().unwrap_or_default()),
        ("body", &draft.body),
        (author("name"), &draft.name),
        (author("email"), &draft.email),
        (author("url"), &draft.url),
    ] {
        if !name.is_empty() && !words.is_empty() {
            entry.insert(name.to_owned(), Value::from(words));
        }
    }
    entry.insert("number".to_owned(), Value::Bool(parent.is_some_and(CommentId::is_number)));
    entry.insert("sent".to_owned(), json::number(outgoing.sent));
    entry.insert("fate".to_owned(), Value::from(outgoing.fate.as_str()));
    if let Some(problem) = &outgoing.problem {
        entry.insert("problem".to_owned(), Value::from(problem.kind.as_str()));
    }
    json::encoded(&Value::Object(entry))
}

/// Reads a comment that was on its way from the storage; nothing where there is no text.
#[inline(never)]
pub fn outgoing_from_json(key: &str, text: &str) -> Option<Outgoing> {
    let entry: Value = json::parse(text).ok()?;
    let words = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    let make = if entry["number"] == true { CommentId::number } else { CommentId::text };
    let id = |name: &str| entry[name].as_str().map(make);
    let draft = Draft {
        key: key.to_owned(),
        parent: id("parent"),
        root: id("root"),
        reply_to: entry["replyTo"].as_str().map(str::to_owned),
        body: Some(words("body")).filter(|body| !body.is_empty())?,
        name: words("name"),
        email: words("email"),
        url: words("url"),
    };
    let fate = Fate::named(&words("fate")).unwrap_or(Fate::Unknown);
    Some(Outgoing::left(draft, json::whole(&entry["sent"])?, fate, ProblemKind::named(&words("problem"))))
}

/// 30 days in milliseconds.
const PATIENCE: i64 = 30 * 24 * 3_600_000;
/// A day in milliseconds: how long a backend is expected to know a key.
const KEY_LIFE: i64 = 24 * 3_600_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pending_comments_survive_the_storage() {
        let mut comment = Comment::new(CommentId::number("12"));
        comment.parent = Some(CommentId::text("7"));
        comment.author.name = Some("Élodie".into());
        comment.created = Some(Time::At(5));
        comment.state = State::Pending;
        comment.mine = true;
        comment.body.content = Content::Text("a\nb".into());
        let stored = pending_to_json(&[Rc::new(comment.clone())]);
        assert_eq!(pending_from_json(&stored), [comment]);
    }

    #[test]
    fn comments_on_their_way_survive_the_storage() {
        let draft = Draft {
            key: "k".into(),
            parent: Some(CommentId::number("7")),
            root: Some(CommentId::number("5")),
            reply_to: Some("Max".into()),
            body: "a\nb".into(),
            name: "Élodie".into(),
            email: "e@example.org".into(),
            url: String::new(),
        };
        let sent = Outgoing::left(draft, 5, Fate::Refused, Some(ProblemKind::LoginRequired));
        assert_eq!(outgoing_from_json("k", &outgoing_to_json(&sent, true)), Some(sent.clone()));
        let stored = outgoing_to_json(&sent, false);
        assert!(!stored.contains("example.org") && !stored.contains("Élodie"), "{stored}");
        assert_eq!(outgoing_from_json("k", &stored).map(|sent| sent.draft.body), Some("a\nb".into()));
    }

    #[test]
    fn a_damaged_storage_is_an_empty_one() {
        for damaged in ["", "{", "[1]", "{}", r#"[{"id": 5}]"#, r#"[{"id": "5"}]"#] {
            assert!(pending_from_json(damaged).is_empty(), "{damaged}");
            assert_eq!(outgoing_from_json("k", damaged), None, "{damaged}");
        }
    }

    #[test]
    fn what_has_waited_too_long_is_forgotten() {
        let mut comment = Comment::new(CommentId::text("1"));
        comment.created = Some(Time::At(0));
        let memory = Memory { pending: vec![comment], ..Memory::default() };
        assert_eq!(memory.clone().without_stale(PATIENCE - 1).pending.len(), 1);
        assert!(memory.without_stale(PATIENCE).pending.is_empty());
    }
}
