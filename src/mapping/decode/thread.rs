//! Decodes one page of a list, however it is nested, slice by slice, and joins it to what came before.

use serde_json::{Map, Value};

use super::super::expression::{Context, holds};
use super::super::json;
use super::{comment, order};
use crate::model::{Comment, CommentId, Page};

/// A comment and where it hangs.
pub struct Entry {
    /// The comment; taken out when it is put in its place.
    pub comment: Option<Comment>,
    /// Its id.
    pub id: CommentId,
    /// What `parent` calls it.
    pub key: String,
    /// What the comment itself says it answers.
    pub parent: Option<String>,
    /// The entry above it in a nested answer.
    pub above: Option<usize>,
}

/// A page that is being decoded, slice by slice: a page with thousands of comments takes longer than readers wait for a
/// key they pressed.
#[derive(Default)]
pub struct Reading {
    entries: Vec<Entry>,
    skipped: Vec<String>,
    /// Where the last slice stopped: the innermost list first.
    stops: Vec<Stop>,
    /// How many items this slice may still have.
    left: usize,
    /// Whether all is decoded.
    pub is_whole: bool,
}

/// Where a list was left.
struct Stop {
    /// The item to go on with.
    at: usize,
    /// If it is decoded, and only its children are not: the entry under which they hang.
    place: Option<Option<usize>>,
}

struct Walk<'a> {
    shape: &'a Value,
    listing: &'a Value,
    context: Context<'a>,
    reading: &'a mut Reading,
}

impl Reading {
    /// Decodes the next slice; `None` if the answer has no list.
    pub fn go_on(&mut self, shape: &Value, listing: &Value, context: Context<'_>) -> Option<()> {
        let found = context.find(&listing["items"]);
        let items = match found.as_ref().map(|found| &*found.value) {
            Some(items @ (Value::Array(_) | Value::Object(_))) => items,
            // An empty thread may say so and have no list at all. Whatever else has none is no answer of ours.
            None if says_nothing(listing, context) => &Value::Null,
            _ => return None,
        };
        self.left = SLICE;
        self.is_whole = Walk { shape, listing, context, reading: self }.nodes(items, None);
        Some(())
    }

    /// Whether one slice was not enough.
    pub fn is_long(&self) -> bool {
        self.entries.len() >= SLICE
    }

    /// What was decoded: comments with parents before replies.
    ///
    /// Without a parent in reach a comment hangs under `under`, or at the top level. `seen` are the ids of
    /// comments that came before, by what `parent` calls them.
    pub fn page(self, under: Option<&CommentId>, seen: &mut Map<String, Value>) -> Page {
        Page { items: order::arrange(self.entries, under, seen), skipped: self.skipped, ..Page::default() }
    }
}

/// Whether an answer without a list tells that there is nothing to list: by a total of zero, or by `null` in its place.
#[inline(never)]
fn says_nothing(listing: &Value, context: Context<'_>) -> bool {
    let is_null = |pointer: &str| json::at(&context.answer.root, pointer).is_some_and(Value::is_null);
    context.whole(&listing["page"]["total"]) == Some(0)
        || context.answer.root.is_object() && listing["items"].as_str().is_some_and(is_null)
}

impl Walk<'_> {
    /// Decodes a list from where it was left; false if the slice ends within it.
    fn nodes(&mut self, nodes: &Value, above: Option<usize>) -> bool {
        let stop = self.reading.stops.pop();
        let (from, mut begun) = stop.map_or((0, None), |stop| (stop.at, stop.place));
        let mut is_whole = true;
        json::each_from(nodes, from, &mut |at, key, node| {
            is_whole = self.node(node, key, above, &mut begun);
            if !is_whole {
                self.reading.stops.push(Stop { at, place: begun });
            }
            is_whole
        });
        is_whole
    }

    /// A cursor to further replies says that there are some; how many, the total tells.
    #[inline(never)]
    fn count_hidden(&mut self, place: Option<usize>, children: &Value) {
        let entry = place.and_then(|place| self.reading.entries.get_mut(place)?.comment.as_mut());
        if let Some(replies) = entry.map(|comment| &mut comment.replies)
            && replies.next.is_some()
            && replies.hidden.is_none()
        {
            let came = children.as_array().map_or(0, Vec::len) as u64;
            replies.hidden = Some(replies.total.unwrap_or(0).saturating_sub(came).max(1));
        }
    }

    fn skip(&mut self, key: &str, why: &str) {
        self.reading.skipped.push(["entry ", key, ": ", why].concat());
    }

    /// Decodes one node and what hangs under it; false if the slice ends before. `begun` is where its children hang once
    /// it is decoded.
    fn node(
        &mut self,
        node: &Value,
        key: &str,
        above: Option<usize>,
        begun: &mut Option<Option<usize>>,
    ) -> bool {
        let is_new = begun.is_none();
        if is_new && self.reading.left == 0 {
            return false;
        }
        let place = begun.take().unwrap_or_else(|| self.entry(node, key, above));
        let (listing, context) = (self.listing, self.context);
        if let Some(children) = context.at(node, key).find(&listing["children"]) {
            if is_new && place != above {
                self.count_hidden(place, &children.value);
            }
            if !self.nodes(&children.value, place) {
                *begun = Some(place);
                return false;
            }
        }
        true
    }

    /// Decodes one node, and says under which entry its children hang. A function of its own, so that deep nesting
    /// needs little of the stack.
    #[inline(never)]
    fn entry(&mut self, node: &Value, key: &str, above: Option<usize>) -> Option<usize> {
        // The document outlives the walk, the node does not: its context is of its own.
        let Walk { shape, listing, context, .. } = *self;
        self.reading.left -= 1;
        let item = inside(listing, node);
        let here = context.at(item, key);
        // What is left out passes its replies up.
        if holds(&shape["drop"], item) {
            return above;
        }
        match comment::comment(shape, here) {
            Ok(comment) => {
                let id = comment.id.clone();
                if id.as_str().is_empty() {
                    self.skip(key, comment::NO_ID);
                }
                let key = here.text(&shape["key"]).unwrap_or_else(|| id.as_str().to_owned());
                // Some servers name a top-level comment as its own parent.
                let parent = here.text(&shape["parent"]);
                let parent = parent.filter(|parent| *parent != key && parent != id.as_str());
                self.reading.entries.push(Entry { comment: Some(comment), id, key, parent, above });
                Some(self.reading.entries.len() - 1)
            }
            Err(why) => {
                self.skip(key, why);
                above
            }
        }
    }
}

/// The comment inside an item of a list.
pub fn inside<'v>(listing: &Value, node: &'v Value) -> &'v Value {
    match &listing["item"] {
        Value::String(pointer) => json::at(node, pointer).unwrap_or(&Value::Null),
        _ => node,
    }
}

/// Items that are decoded in one go: a few milliseconds.
const SLICE: usize = 250;
