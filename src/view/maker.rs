//! Makes the outline of a thread: all of it, or only the entries that a reader is at something with.

use super::Setting;
use super::entry::{EntryProps, InReplyTo, Mentions, Reply};
use super::form::FormView;
use super::known::{Known, kept};
use super::outline::{Branch, Outline, Run};
use crate::locale::since;
use crate::model::{Comment, CommentId};
use crate::places::hash;
use crate::state::{Fetching, Names, Thread};
use std::cell::Cell;
use std::rc::Rc;

/// A thread, and what its outline depends on besides.
pub struct Maker<'a> {
    thread: &'a Thread,
    now: i64,
    setting: &'a Rc<Setting>,
    names: Rc<Names>,
    /// How many entries a page may have.
    left: Cell<usize>,
    is_long: bool,
    known: Option<&'a Known<'a>>,
}

impl<'a> Maker<'a> {
    /// Takes a thread at a time (milliseconds since the epoch).
    pub fn new(thread: &'a Thread, now: i64, setting: &'a Rc<Setting>) -> Self {
        let (names, left, is_long) = (thread.names(), Cell::new(thread.limit()), thread.is_long(1));
        Self { thread, now, setting, names, left, is_long, known: None }
    }

    /// Says whether the lists were cut before, and what the entries were.
    pub fn again(self, is_long: bool, known: Option<&'a Known<'a>>) -> Self {
        Self { is_long, known, ..self }
    }

    /// Makes all of it.
    pub fn outline(self) -> Outline {
        let list = self.runs(self.branches(self.thread.tree.roots(), 0));
        let pings = self.runs(self.branches(self.thread.tree.pings(), 0));
        let Self { thread, now, names, is_long, .. } = self;
        let (count, marked, is_cut) = (thread.count(), thread.marked(), thread.is_cut());
        Outline { list, pings, count, names, marked, is_cut, now, is_long }
    }

    /// Entries under one another.
    fn branches(&self, positions: &[usize], level: u32) -> Vec<Branch> {
        let places = self.places(positions, level).into_iter();
        places.filter_map(|place| self.branch(place, level)).collect()
    }

    /// The entries of a list, and whether they hang under others of it: deeper than the page's author wants they stand side by
    /// side.
    fn places(&self, positions: &[usize], level: u32) -> Vec<(usize, bool)> {
        let mut places = Vec::new();
        for position in positions.iter().copied() {
            places.push((position, false));
            if !self.is_nested(level) {
                places.extend(self.thread.tree.below(position).into_iter().map(|below| (below, true)));
            }
        }
        places
    }

    fn is_nested(&self, level: u32) -> bool {
        level < self.setting.config.depth
    }

    /// What hangs under an entry.
    fn replies(&self, position: usize, level: u32) -> &[usize] {
        if self.is_nested(level) { self.thread.tree.replies(position) } else { &[] }
    }

    fn branch(&self, (position, is_flattened): (usize, bool), level: u32) -> Option<Branch> {
        let comment = self.thread.at(position)?;
        let is_wanted = self.is_target(comment) || comment.mine;
        // The reader's own and the one they look for are there, however long the thread is.
        if self.left.get() == 0 && !is_wanted {
            return None;
        }
        self.left.set(self.left.get().saturating_sub(1));
        let entry = self.entry(comment, position, is_flattened);
        let key = self.thread.stable_key(comment);
        let key = (key != comment.id.as_str()).then(|| key.to_owned());
        let replies = self.runs(self.branches(self.replies(position, level), level + 1));
        let length = replies.iter().map(|run| run.length).sum::<usize>() + 1;
        let is_wanted = is_wanted || replies.iter().any(|run| run.is_wanted);
        let (form, more) = (self.form(comment), self.more_replies(comment));
        Some(Branch { entry, key, form, more, replies, length, is_wanted })
    }

    fn form(&self, comment: &Comment) -> Option<Box<FormView>> {
        self.thread.reply_form(&comment.id)?;
        FormView::of(self.thread, Some(comment), self.setting).map(Box::new)
    }

    /// Runs with those entries made again that are marked.
    pub fn renewed(
        &self,
        runs: &[Rc<Run>],
        positions: &[usize],
        level: u32,
        marked: &[CommentId],
    ) -> Vec<Rc<Run>> {
        let mut places = self.places(positions, level).into_iter();
        let mut renewed = Vec::new();
        for run in runs {
            let is_same = !run.has_any(marked);
            let mut branches = Vec::new();
            for (branch, place) in run.branches.iter().zip(&mut places) {
                if !is_same {
                    branches.extend(self.renew(branch, place, level, marked));
                }
            }
            renewed.push(if is_same { run.clone() } else { Rc::new(Run::new(branches)) });
        }
        renewed
    }

    fn renew(
        &self,
        before: &Branch,
        (position, is_flattened): (usize, bool),
        level: u32,
        marked: &[CommentId],
    ) -> Option<Branch> {
        let comment = self.thread.at(position)?;
        let entry = if marked.contains(&comment.id) {
            self.entry(comment, position, is_flattened)
        } else {
            before.entry.clone()
        };
        let replies = self.renewed(&before.replies, self.replies(position, level), level + 1, marked);
        let (form, more) = (self.form(comment), self.more_replies(comment));
        let Branch { key, length, is_wanted, .. } = before;
        Some(Branch { entry, key: key.clone(), form, more, replies, length: *length, is_wanted: *is_wanted })
    }

    fn entry(&self, comment: &Rc<Comment>, position: usize, is_flattened: bool) -> Rc<EntryProps> {
        let number = self.thread.tree.number_of(position);
        let in_reply_to = self.in_reply_to(comment, position, is_flattened);
        let is_target = self.is_target(comment);
        let now = match (&comment.edited, comment.created.as_ref().and_then(|created| created.millis())) {
            (None, Some(created)) => since(created, self.now),
            _ => self.now,
        };
        let known = self.known.and_then(|known| Some((known, known.find(comment)?)));
        if let Some((known, entry)) = known
            && known.is_same(entry, comment, (number, &in_reply_to, is_target, now))
            && entry.setting == *self.setting
        {
            return entry.clone();
        }
        let reply = match self.thread.can_reply(comment) {
            false => Reply::Never,
            true if self.thread.reply_form(&comment.id).is_some() => Reply::Open,
            true => Reply::Closed,
        };
        let may = self.thread.may(comment, self.now);
        let entry = EntryProps {
            comment: comment.clone(),
            mentions: Mentions::of(comment, &self.names, position),
            number,
            in_reply_to,
            reply,
            may,
            decisions: if may.moderate { self.thread.decisions(comment) } else { Vec::new() },
            doing: self.thread.doing(&comment.id).cloned(),
            is_target,
            is_revealed: self.thread.is_revealed(&comment.id),
            failure: self.thread.failure(&comment.id),
            now,
            setting: self.setting.clone(),
        };
        match known {
            Some((_, known)) => kept(known, entry),
            None => Rc::new(entry),
        }
    }

    fn is_target(&self, comment: &Comment) -> bool {
        self.thread.target.as_ref() == Some(&comment.id)
    }

    /// Where a run ends depends only on what stands near: a new entry changes the run it is in, and no other. A thread that
    /// is not long is not cut.
    fn runs(&self, branches: Vec<Branch>) -> Vec<Rc<Run>> {
        let mut runs: Vec<Run> = Vec::new();
        for branch in branches {
            let is_end = |run: &Run| {
                self.is_long && (run.length >= LONG || run.length >= SHORT && hash(branch.key()) % 8 == 0)
            };
            match runs.last_mut().filter(|run| !is_end(run)) {
                Some(run) => {
                    run.length += branch.length;
                    run.is_wanted |= branch.is_wanted;
                    run.branches.push(branch);
                }
                None => runs.push(Run::new(vec![branch])),
            }
        }
        runs.into_iter().map(Rc::new).collect()
    }

    /// Said only where the indentation does not show it.
    fn in_reply_to(&self, comment: &Comment, position: usize, is_flattened: bool) -> Option<InReplyTo> {
        let person = comment.reply_to.clone().map(InReplyTo::Person);
        let Some(parent) = &comment.parent else { return person };
        match self.thread.tree.above(position).and_then(|above| self.thread.at(above)) {
            Some(found) if comment.reply_to.is_some() && comment.reply_to != found.author.name => person,
            Some(found) if is_flattened => {
                Some(InReplyTo::Comment(parent.clone(), found.author.name.clone()))
            }
            Some(_) => None,
            None => Some(InReplyTo::Unknown),
        }
    }

    fn more_replies(&self, comment: &Comment) -> Option<(u64, bool)> {
        let hidden = comment.replies.hidden.filter(|hidden| *hidden > 0)?;
        Some((hidden, self.thread.fetching.contains(&Fetching::Replies(comment.id.clone()))))
    }
}

/// Entries of a run, about.
const SHORT: usize = 16;
/// A run with as many is full.
const LONG: usize = 48;
