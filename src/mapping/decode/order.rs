//! Finds every entry's parent and puts parents before their replies, otherwise in the backend's order.

use std::collections::BTreeMap;

use super::thread::{Entry, Seen};
use crate::model::{Comment, CommentId};

/// Arranges entries; repeated ones are left out, circles are cut, strangers' children go to the top.
pub fn arrange(mut entries: Vec<Entry>, under: Option<&CommentId>, seen: &mut Seen) -> Vec<Comment> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        if !seen.contains_key(&entry.key) {
            places.entry(entry.key.clone()).or_insert(place);
        }
    }
    let mut waiting: Vec<Vec<usize>> = entries.iter().map(|_| Vec::new()).collect();
    let mut parents: Vec<Option<usize>> = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let key = entry.parent.as_ref().or_else(|| Some(&entries.get(entry.above?)?.key));
        let parent = key.and_then(|key| places.get(key).copied()).filter(|parent| *parent != place);
        parents.push(parent);
        if let (Some(parent), true) = (parent, places.get(&entry.key) == Some(&place)) {
            waiting[parent].push(place);
        }
    }
    let ids: Vec<_> = entries.iter().map(|entry| entry.comment.id.clone()).collect();
    let known: Vec<_> = entries
        .iter()
        .map(|entry| {
            let key = entry.parent.as_ref().or_else(|| Some(&entries.get(entry.above?)?.key))?;
            seen.get(key).cloned()
        })
        .collect();
    let mut placed: Vec<bool> = entries.iter().map(|entry| seen.contains_key(&entry.key)).collect();
    let mut order = Vec::new();
    // First what hangs on nothing in this page, each with its replies; then circles, cut where they begin.
    for cut in [false, true] {
        for place in 0..entries.len() {
            let first = places.get(&entries[place].key) == Some(&place);
            if placed[place] || !first || parents[place].is_some() && !cut {
                continue;
            }
            parents[place] = None;
            let mut due = vec![place];
            while let Some(next) = due.pop() {
                if std::mem::replace(&mut placed[next], true) {
                    continue;
                }
                order.push(next);
                due.extend(waiting[next].iter().rev());
            }
        }
    }
    for (place, entry) in entries.iter_mut().enumerate() {
        let parent = parents[place].map(|parent| ids[parent].clone()).or_else(|| known[place].clone());
        entry.comment.parent = parent.or_else(|| under.cloned()).filter(|parent| *parent != entry.comment.id);
    }
    let mut slots: Vec<_> = entries.into_iter().map(Some).collect();
    let arranged = order.into_iter().filter_map(|place| slots.get_mut(place)?.take());
    arranged
        .map(|entry| {
            seen.insert(entry.key, entry.comment.id.clone());
            entry.comment
        })
        .collect()
}
