//! What outlives a reload: texts not sent, who writes, and comments that wait for a moderator.

use super::{Effect, FormKey, Reader, Thread};
use crate::json;
use crate::model::{Body, Comment, CommentId, Content, State, Time};
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
}

impl Thread {
    pub(super) fn remember(&mut self, memory: Memory) -> Vec<Effect> {
        self.reader = memory.reader;
        self.drafts = memory.drafts;
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

/// 30 days in milliseconds.
const PATIENCE: i64 = 30 * 24 * 3_600_000;

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
    fn a_damaged_storage_is_an_empty_one() {
        for damaged in ["", "{", "[1]", "{}", r#"[{"id": 5}]"#, r#"[{"id": "5"}]"#] {
            assert!(pending_from_json(damaged).is_empty(), "{damaged}");
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
