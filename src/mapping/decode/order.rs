//! Finds every entry's parent and puts parents before their replies, otherwise in the backend's order.

use serde_json::{Map, Value};

use super::super::json;
use super::comment;
use super::thread::Entry;
use crate::digits::decimal;
use crate::model::{Comment, CommentCan, CommentId, Content};
use crate::places::Places;

/// Arranges entries; repeated ones are left out, circles are cut, children of strangers go to the top and keep their
/// parent's name, so that it can be said that they answer something.
pub fn arrange(
    mut entries: Vec<Entry>,
    under: Option<&CommentId>,
    seen: &mut Map<String, Value>,
) -> Vec<Comment> {
    let places = rename(&mut entries, seen.len());
    // Where a comment stands first, unless it came before.
    let here = |key: &str| {
        let first = places.of_name(key).find(|place| entries[*place].key == key);
        first.filter(|_| !seen.contains_key(key))
    };
    let (state, waiting) = (vec![State::Out; entries.len()], vec![Vec::new(); entries.len()]);
    let mut line = Line { parents: Vec::new(), state, waiting, order: Vec::new() };
    let mut strangers = Vec::new();
    for entry in &entries {
        let found = parent(&entries, entry).and_then(here);
        let is_stranger = |name: &&String| found.is_none() && !seen.contains_key(*name);
        strangers.push(entry.parent.as_ref().filter(is_stranger).map(|name| CommentId::text(&**name)));
        line.parents.push(found);
    }
    // What came before its parent waits for it.
    for (place, entry) in entries.iter().enumerate() {
        if here(&entry.key) != Some(place) {
            continue;
        }
        match line.parents[place] {
            Some(parent) if line.state[parent] != State::Placed => {
                line.state[place] = State::Waiting;
                line.waiting[parent].push(place);
            }
            _ => line.put(place),
        }
    }
    // What still waits answers itself in a circle, which is cut where it begins.
    for place in 0..entries.len() {
        if line.state[place] == State::Waiting {
            line.parents[place] = None;
            line.put(place);
        }
    }
    let mut arranged = Vec::new();
    for place in line.order {
        // The parent may be in this page, or have come with an earlier one.
        let earlier = || comment::id(seen.get(parent(&entries, &entries[place])?)?);
        let parent = match line.parents[place] {
            Some(parent) => Some(entries[parent].id.clone()),
            None => earlier().or_else(|| under.cloned()).or_else(|| strangers[place].take()),
        };
        let entry = &mut entries[place];
        let Some(mut comment) = entry.comment.take() else { continue };
        comment.parent = parent.filter(|parent| *parent != entry.id);
        arranged.push(comment);
    }
    for entry in entries {
        if entry.comment.is_none() {
            seen.insert(entry.key, raw(&entry.id));
        }
    }
    arranged
}

/// An id as the JSON value it came as: some backends refuse `"24"` for 24.
pub fn raw(id: &CommentId) -> Value {
    match json::parse(id.as_str()) {
        Ok(number @ Value::Number(_)) if id.is_number() => number,
        _ => Value::from(id.as_str()),
    }
}

/// Names anew what has no name or that of another: two texts of one list are two entries, whatever the backend calls them;
/// but one that stands in two lists, both nested and flat, is one. Nothing can be done with what is named here. Gives where
/// each name stands.
#[inline(never)]
fn rename(entries: &mut [Entry], seen: usize) -> Places {
    let named = |entries: &[Entry]| Places::of(entries.iter().map(|entry| entry.key.as_str()));
    let (places, mut is_same) = (named(entries), true);
    for place in 0..entries.len() {
        let entry = &entries[place];
        let first =
            places.of_name(&entry.key).find(|first| entries[*first].key == entry.key).unwrap_or(place);
        let is_beside = first < place && entries[first].above == entry.above;
        let entry = &mut entries[place];
        let is_nameless = entry.id.as_str().is_empty();
        let has_text = |comment: &&mut Comment| comment.body.content != Content::Empty;
        let Some(comment) = entry.comment.as_mut().filter(|_| is_nameless || is_beside).filter(has_text)
        else {
            continue;
        };
        is_same = false;
        entry.key = ["?", &decimal((seen + place) as i64)].concat();
        entry.id = CommentId::text(&*entry.key);
        comment.id = entry.id.clone();
        let no = Some(false);
        comment.can = CommentCan { reply: no, edit: no, delete: no, vote: no, flag: no, moderate: no };
    }
    if is_same { places } else { named(entries) }
}

/// What the parent of an entry is called.
fn parent<'e>(entries: &'e [Entry], entry: &'e Entry) -> Option<&'e str> {
    match &entry.parent {
        Some(parent) => Some(parent),
        None => Some(&entries.get(entry.above?)?.key),
    }
}

/// Entries in the order they are shown, and those that wait for their parent.
struct Line {
    parents: Vec<Option<usize>>,
    state: Vec<State>,
    /// Those that wait for each.
    waiting: Vec<Vec<usize>>,
    order: Vec<usize>,
}

/// What became of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Out,
    Waiting,
    Placed,
}

impl Line {
    /// Places an entry and then all that waited for it.
    fn put(&mut self, place: usize) {
        let mut due = vec![place];
        while let Some(next) = due.pop() {
            if std::mem::replace(&mut self.state[next], State::Placed) == State::Placed {
                continue;
            }
            self.order.push(next);
            due.extend(self.waiting[next].drain(..).rev());
        }
    }
}
