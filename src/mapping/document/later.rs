//! Checks the sections that the client does not use yet, so that a mapping written today stays right.

use serde_json::Value;

use super::super::expression::{Context, Expression, Pointer};
use super::comment::{author, votes};
use super::expression::{captures, condition, data, expression, pointer, uri};
use super::listing::listing;
use super::reader::{Node, Read};
use super::request::{step, with_step};
use super::write::write;

/// Pairs of names and values found by walking an object or array.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries {
    /// The object or array.
    pub within: Pointer,
    /// The name; `None` is the index.
    pub key: Option<Expression>,
    /// The value.
    pub value: Expression,
}

/// Reads pairs of names and values.
pub fn entries(node: &Node<'_>) -> Read<Entries> {
    node.object(&["in", "key", "value"])?;
    let key = node.must("key")?;
    Ok(Entries {
        within: pointer(&node.must("in")?)?,
        key: if key.value.as_str() == Some("index") { None } else { Some(expression(&key)?) },
        value: expression(&node.must("value")?)?,
    })
}

/// Checks the sections of a mapping that are not kept.
pub fn check(node: &Node<'_>) -> Read<()> {
    for name in ["get", "edit", "delete", "flag"] {
        node.option(name, write)?;
    }
    for name in ["count", "source", "preview"] {
        node.option(name, valued)?;
    }
    node.option("queue", listing)?;
    node.option("counts", |node| {
        with_step(node, &["each"])?;
        entries(&node.must("each")?).map(drop)
    })?;
    node.option("summary", |node| {
        with_step(node, &["link", "likes", "shares", "total"])?;
        for name in ["link", "likes", "shares", "total"] {
            node.option(name, expression)?;
        }
        Ok(())
    })?;
    node.option("me", |node| {
        with_step(node, &["author"])?;
        node.option("author", author).map(drop)
    })?;
    node.option("vote", vote)?;
    node.option("moderate", |node| {
        node.object(&[
            "approve", "hold", "spam", "ham", "reject", "trash", "restore", "purge", "hide", "unhide", "pin",
            "unpin", "collapse", "expand", "block", "unblock", "close", "open",
        ])?;
        node.pairs(write).map(drop)
    })?;
    node.option("live", live).map(drop)
}

/// Checks a step that reads one value.
fn valued(node: &Node<'_>) -> Read<()> {
    with_step(node, &["value"])?;
    expression(&node.must("value")?).map(drop)
}

fn vote(node: &Node<'_>) -> Read<()> {
    node.object(&["style", "up", "down", "clear"])?;
    node.must("style")?.word(&["once", "toggle", "set", "opposite-clears"])?;
    for name in ["up", "down", "clear"] {
        node.option(name, |node| {
            with_step(node, &["votes"])?;
            node.option("votes", votes).map(drop)
        })?;
    }
    Ok(())
}

fn live(node: &Node<'_>) -> Read<()> {
    node.object(&["by", "url", "send", "seconds", "events"])?;
    node.must("by")?.word(&["sse", "ws", "poll"])?;
    node.option("url", uri)?;
    node.option("send", data)?;
    node.option("seconds", |node| match node.integer()? {
        5.. => Ok(()),
        _ => Err(node.expected("at least 5 seconds")),
    })?;
    node.table("events", |node| {
        node.object(&["when", "item", "id", "then"])?;
        node.option("when", condition)?;
        node.option("item", pointer)?;
        node.option("id", expression)?;
        node.get("then").map(|then| then.word(&["refresh", "upsert", "remove"])).transpose().map(drop)
    })
    .map(drop)
}

/// Checks how a reader signs in by other ways than a link.
pub fn login(node: &Node<'_>) -> Read<()> {
    node.object(&["redirect", "popup", "done", "form"])?;
    node.option("form", step)?;
    node.option("done", |node| {
        if node.value.as_str() == Some("focus") {
            return Ok(());
        }
        node.object(&["when", "capture"])?;
        condition(&node.must("when")?)?;
        captures(&node.must("capture")?).map(drop)
    })
    .map(drop)
}

impl Entries {
    /// Calls a function with each name and value of an answer.
    pub fn walk(&self, context: Context<'_>, each: &mut dyn FnMut(&str, &str)) {
        let mut visit = |name: &str, value: &Value| {
            let here = context.at(value, name);
            let key = match &self.key {
                Some(key) => key.text(here),
                None => Some(name.to_owned()),
            };
            if let (Some(key), Some(value)) = (key, self.value.text(here)) {
                each(&key, &value);
            }
        };
        match self.within.find(context.item) {
            Some(Value::Object(members)) => members.iter().for_each(|(name, value)| visit(name, value)),
            Some(Value::Array(items)) => {
                items.iter().enumerate().for_each(|(index, value)| visit(&index.to_string(), value));
            }
            _ => {}
        }
    }
}
