//! What is drawn of a thread, as data: entries with their replies, in runs of neighbours. What is equal to what was drawn
//! before is not drawn again (docs/decisions/0012-runs.md).

use super::Setting;
use super::entry::EntryProps;
use super::form::FormView;
use super::known::{Known, keep};
use super::maker::Maker;
use crate::model::CommentId;
use crate::state::{Names, Thread};
use std::rc::Rc;

/// A thread's entries.
#[derive(Default)]
pub struct Outline {
    /// Those of the list.
    pub list: Vec<Rc<Run>>,
    /// Pingbacks that stand apart.
    pub pings: Vec<Rc<Run>>,
    /// How many entries the thread [has](Thread::count): counted once, not for each slice.
    pub count: u64,
    /// Who had written when it was made: others, once anything about the entries themselves is different.
    pub(super) names: Rc<Names>,
    /// The entries that a reader was at something with.
    pub(super) marked: Vec<CommentId>,
    /// Whether entries are left out, and when it was made.
    pub(super) is_cut: bool,
    pub(super) now: i64,
    /// Whether its lists are cut. Once drawn, they are not because a few more have come.
    pub(super) is_long: bool,
}

/// Neighbours in a list, drawn together.
#[derive(PartialEq, Eq)]
pub struct Run {
    /// How many entries it has, with all replies.
    pub length: usize,
    /// Whether there is an entry that is drawn before all others.
    pub is_wanted: bool,
    /// The entries, each with its replies.
    pub branches: Vec<Branch>,
}

/// An entry and what hangs under it.
#[derive(PartialEq, Eq)]
pub struct Branch {
    /// The entry.
    pub entry: Rc<EntryProps>,
    /// What tells it from its neighbours while its id is not known yet.
    pub key: Option<String>,
    /// The form in it.
    pub form: Option<Box<FormView>>,
    /// How many replies the backend keeps back, and whether they are on their way.
    pub more: Option<(u64, bool)>,
    /// The replies.
    pub replies: Vec<Rc<Run>>,
    pub(super) length: usize,
    /// Whether it, or an entry under it, is drawn before all others.
    pub is_wanted: bool,
}

impl Run {
    /// What tells it from its neighbours.
    pub fn key(&self) -> &str {
        self.branches.first().map_or("", Branch::key)
    }

    pub(super) fn new(branches: Vec<Branch>) -> Self {
        let length = branches.iter().map(|branch| branch.length).sum();
        let is_wanted = branches.iter().any(|branch| branch.is_wanted);
        Self { length, is_wanted, branches }
    }

    /// Whether one of these entries is in it.
    pub(super) fn has_any(&self, ids: &[CommentId]) -> bool {
        let has = |branch: &Branch| {
            ids.contains(&branch.entry.comment.id) || branch.replies.iter().any(|run| run.has_any(ids))
        };
        !ids.is_empty() && self.branches.iter().any(has)
    }
}

impl Branch {
    /// What tells it from its neighbours.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or_else(|| self.entry.comment.id.as_str())
    }
}

impl Outline {
    /// Makes the outline of a thread at a time (milliseconds since the epoch), with the runs of the one before that are
    /// as they were.
    pub fn of(thread: &Thread, now: i64, setting: &Rc<Setting>, before: &Self) -> Self {
        if before.list.is_empty() && before.pings.is_empty() {
            Maker::new(thread, now, setting).outline()
        } else {
            Self::again(thread, now, setting, before)
        }
    }

    #[inline(never)]
    fn again(thread: &Thread, now: i64, setting: &Rc<Setting>, before: &Self) -> Self {
        let marked = thread.marked();
        let known = Known::of([&before.list, &before.pings], [&before.marked, &marked]);
        let is_long = before.is_long || thread.is_long(2);
        let mut outline = Maker::new(thread, now, setting).again(is_long, Some(&known)).outline();
        keep(&mut outline.list, &before.list);
        keep(&mut outline.pings, &before.pings);
        outline
    }

    /// The same after an action that [is local](crate::state::Action::is_local): where it can be, only the entries that a reader
    /// is or was at something with are made again.
    pub fn renewed(thread: &Thread, now: i64, setting: &Rc<Setting>, before: &Self) -> Self {
        if !before.is_renewable(thread, now) {
            return Self::of(thread, now, setting, before);
        }
        let (is_long, marked) = (before.is_long, thread.marked());
        let maker = Maker::new(thread, now, setting).again(is_long, None);
        let all = [&before.marked[..], &marked].concat();
        let list = maker.renewed(&before.list, thread.tree.roots(), 0, &all);
        let pings = maker.renewed(&before.pings, thread.tree.pings(), 0, &all);
        let (names, count) = (before.names.clone(), thread.count());
        Self { list, pings, count, names, marked, is_cut: false, now, is_long }
    }

    /// Whether entries can be made again without the others.
    pub fn is_renewable(&self, thread: &Thread, now: i64) -> bool {
        let is_other = !Rc::ptr_eq(&self.names, &thread.names()) || self.now != now;
        !(is_other || self.is_cut || thread.is_cut())
    }

    /// How many entries there are.
    pub fn length(&self) -> usize {
        self.list.iter().chain(&self.pings).map(|run| run.length).sum()
    }
}
