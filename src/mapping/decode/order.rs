//! Finds every entry's parent and puts parents before their replies, otherwise in the backend's order.

use std::collections::BTreeMap;

use super::thread::{Entry, Seen};
use crate::model::{Comment, CommentId};

/// Arranges entries; repeated ones are left out, circles are cut, strangers' children go to the top.
pub fn arrange(mut entries: Vec<Entry>, under: Option<&CommentId>, seen: &mut Seen) -> Vec<Comment> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| !seen.contains_key(&entry.key)) {
        places.entry(&entry.key).or_insert(place);
    }
    let keys = entries.iter().map(|entry| {
        let above = || Some(&entries.get(entry.above?)?.key);
        Some(entry.parent.as_ref().or_else(above)?.as_str())
    });
    let here = |key: Option<&str>| places.get(key?).copied();
    // Parents in this page, and parents that came with an earlier one.
    let (mut parents, known): (Vec<_>, Vec<_>) =
        keys.map(|key| (here(key), key.and_then(|key| seen.get(key).cloned()))).unzip();
    let mut line = Line {
        waiting: vec![Vec::new(); entries.len()],
        placed: vec![false; entries.len()],
        order: Vec::new(),
    };
    let firsts: Vec<_> = entries
        .iter()
        .enumerate()
        .filter(|(place, entry)| places.get(&*entry.key) == Some(place))
        .map(|(place, _)| place)
        .collect();
    for &place in &firsts {
        match parents[place] {
            Some(parent) if !line.placed[parent] => line.waiting[parent].push(place),
            _ => line.put(place),
        }
    }
    // What still waits answers itself in a circle, which is cut where it begins.
    for place in firsts {
        if !line.placed[place] {
            parents[place] = None;
            line.put(place);
        }
    }
    let ids: Vec<_> = entries.iter().map(|entry| entry.comment.id.clone()).collect();
    for (place, entry) in entries.iter_mut().enumerate() {
        let parent = parents[place].map(|parent| ids[parent].clone()).or_else(|| known[place].clone());
        entry.comment.parent = parent.or_else(|| under.cloned()).filter(|parent| *parent != entry.comment.id);
    }
    let mut slots: Vec<_> = entries.into_iter().map(Some).collect();
    let arranged = line.order.into_iter().filter_map(|place| slots.get_mut(place)?.take());
    arranged
        .map(|entry| {
            seen.insert(entry.key, entry.comment.id.clone());
            entry.comment
        })
        .collect()
}

/// Entries in the order they are shown, and those that wait for their parent.
struct Line {
    waiting: Vec<Vec<usize>>,
    placed: Vec<bool>,
    order: Vec<usize>,
}

impl Line {
    /// Places an entry and then all that waited for it.
    fn put(&mut self, place: usize) {
        let mut due = vec![place];
        while let Some(next) = due.pop() {
            if !std::mem::replace(&mut self.placed[next], true) {
                self.order.push(next);
                due.extend(std::mem::take(&mut self.waiting[next]).into_iter().rev());
            }
        }
    }
}
