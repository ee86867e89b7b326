//! The entries and runs as they were outlined last, found again: what looks the same stays the same, and most of it is known
//! to look the same without a look at what the reader may do with it.

use super::entry::{EntryProps, InReplyTo};
use super::outline::Run;
use crate::model::{Comment, CommentId};
use crate::places::Places;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

/// The entries of an outline in their order.
pub struct Known<'a> {
    entries: Vec<&'a Rc<EntryProps>>,
    /// Most often the next is the one that is looked for.
    next: Cell<usize>,
    places: OnceCell<Places>,
    /// The entries that a reader is or was at something with.
    marked: Vec<&'a CommentId>,
}

/// What an entry says of where it stands: its number, whom it answers, whether the page's address points to it, and the time
/// to count from.
pub type Place<'a> = (Option<u32>, &'a Option<InReplyTo>, bool, i64);

impl<'a> Known<'a> {
    /// Takes what was outlined.
    #[inline(never)]
    pub fn of(lists: [&'a [Rc<Run>]; 2], marked: [&'a [CommentId]; 2]) -> Self {
        let mut entries = Vec::new();
        lists.into_iter().for_each(|runs| walk(runs, &mut entries));
        let marked = marked.into_iter().flatten().collect();
        Self { entries, next: Cell::default(), places: OnceCell::new(), marked }
    }

    /// The entry of a comment as it was. The reader's own is looked for near the last alone: most often it is new, and all entries
    /// would have to be sorted to tell.
    #[inline(never)]
    pub fn find(&self, comment: &Comment) -> Option<&'a Rc<EntryProps>> {
        let is_it =
            |place: &usize| self.entries.get(*place).is_some_and(|entry| entry.comment.id == comment.id);
        let ids = || self.entries.iter().map(|entry| entry.comment.id.as_str());
        let far = || self.places.get_or_init(|| Places::of(ids())).of_name(comment.id.as_str()).find(is_it);
        let next = self.next.get();
        let place = (next..next + NEAR).find(is_it).or_else(|| if comment.mine { None } else { far() })?;
        self.next.set(place + 1);
        self.entries.get(place).copied()
    }

    /// Whether an entry is as it was: but for its place, only what marks an entry is different without a new comment. Names may
    /// be others in texts that mention somebody, and the reader's own comments wait to be sent.
    #[inline(never)]
    pub fn is_same(&self, entry: &EntryProps, comment: &Rc<Comment>, place: Place<'_>) -> bool {
        Rc::ptr_eq(&entry.comment, comment)
            && entry.mentions.is_none()
            && !comment.mine
            && !self.marked.contains(&&comment.id)
            && (entry.number, &entry.in_reply_to, entry.is_target, entry.now) == place
    }
}

/// An entry that looks as it did is the same.
#[inline(never)]
pub fn kept(known: &Rc<EntryProps>, entry: EntryProps) -> Rc<EntryProps> {
    if **known != entry {
        return Rc::new(entry);
    }
    if let (Some(known), Some(now)) = (&known.mentions, &entry.mentions) {
        known.renew(now);
    }
    known.clone()
}

/// Puts the runs of before in the place of those that are equal to them, so that nobody compares them again.
pub fn keep(runs: &mut [Rc<Run>], before: &[Rc<Run>]) {
    let mut next = 0;
    for run in runs {
        let near = before.iter().enumerate().skip(next).take(NEAR);
        if let Some((place, same)) = near.into_iter().find(|(_, known)| known.key() == run.key()) {
            next = place + 1;
            if *same == *run {
                *run = same.clone();
            }
        }
    }
}

fn walk<'a>(runs: &'a [Rc<Run>], entries: &mut Vec<&'a Rc<EntryProps>>) {
    for branch in runs.iter().flat_map(|run| &run.branches) {
        entries.push(&branch.entry);
        walk(&branch.replies, entries);
    }
}

/// Entries or runs that may have gone at one place.
const NEAR: usize = 8;
