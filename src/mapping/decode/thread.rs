//! Decodes one page of a list, however it is nested, and joins it to what came before.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::document::{CommentShape, Listing};
use super::super::expression::Context;
use super::{comment, order};
use crate::model::{Comment, CommentId, Page};

/// Comments that came before, by what `parent` calls them.
pub type Seen = BTreeMap<String, CommentId>;

/// A comment and where it hangs.
pub struct Entry {
    /// The comment.
    pub comment: Comment,
    /// What `parent` calls it.
    pub key: String,
    /// What the comment itself says it answers.
    pub parent: Option<String>,
    /// The entry above it in a nested answer.
    pub above: Option<usize>,
}

struct Walk<'a> {
    shape: &'a CommentShape,
    listing: &'a Listing,
    entries: Vec<Entry>,
    skipped: Vec<String>,
}

/// Decodes a page: comments with parents before replies, and how many items there were at the top level.
///
/// Without a parent in reach a comment hangs under `under`, or at the top level.
pub fn page(
    shape: &CommentShape,
    listing: &Listing,
    context: Context<'_>,
    under: Option<&CommentId>,
    seen: &mut Seen,
) -> Option<(Page, u64)> {
    let found = listing.items.find(context);
    let items = match found.as_ref().map(|found| &*found.value) {
        Some(items @ (Value::Array(_) | Value::Object(_))) => items,
        // An empty thread may have no list at all, but an answer that is no object is none of ours.
        None if context.answer.root.is_object() => &Value::Null,
        _ => return None,
    };
    let mut walk = Walk { shape, listing, entries: Vec::new(), skipped: Vec::new() };
    walk.nodes(items, None, context);
    let count = match items {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    };
    let items = order::arrange(walk.entries, under, seen);
    let page = Page { items, skipped: walk.skipped, ..Page::default() };
    Some((page, count as u64))
}

impl Walk<'_> {
    fn nodes(&mut self, nodes: &Value, above: Option<usize>, context: Context<'_>) {
        match nodes {
            Value::Array(items) => {
                for (index, node) in items.iter().enumerate() {
                    self.node(node, &index.to_string(), above, context);
                }
            }
            Value::Object(members) => {
                for (name, node) in members {
                    self.node(node, name, above, context);
                }
            }
            _ => {}
        }
    }

    fn node(&mut self, node: &Value, key: &str, above: Option<usize>, context: Context<'_>) {
        let item = match &self.listing.item {
            Some(pointer) => pointer.find(node).unwrap_or(&Value::Null),
            None => node,
        };
        let here = context.at(item, key);
        // What is left out passes its replies up.
        let mut place = above;
        if !self.shape.drop.holds(item) {
            match comment::comment(self.shape, here) {
                Ok(comment) => {
                    place = Some(self.entries.len());
                    let text = |expression: &Option<super::super::expression::Expression>| {
                        expression.as_ref().and_then(|expression| expression.text(here))
                    };
                    let key = text(&self.shape.key).unwrap_or_else(|| comment.id.as_str().to_owned());
                    // Some servers name a top-level comment as its own parent.
                    let parent = text(&self.shape.parent)
                        .filter(|parent| *parent != key && parent != comment.id.as_str());
                    self.entries.push(Entry { comment, key, parent, above });
                }
                Err(why) => self.skipped.push(["entry ", key, ": ", why].concat()),
            }
        }
        let children =
            self.listing.children.as_ref().and_then(|children| children.find(context.at(node, key)));
        if let Some(children) = children {
            self.nodes(&children.value, place, context);
        }
    }
}
