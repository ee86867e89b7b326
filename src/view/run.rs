//! Draws runs of entries, a list each. The first of a list is drawn with what it stands in; each other has nodes of its own,
//! is drawn again only when something about its entries differs, and is skipped by browsers while it is off the screen.

use super::around::asking;
use super::drawn::{Drawn, Place};
use super::frame::Frame;
use super::outline::{Branch, Run};
use super::shown::Shown;
use crate::locale::Text;
use std::rc::Rc;

/// A run that is not the first of its list, as it was drawn.
pub struct Drawing {
    run: Rc<Run>,
    kind: Kind,
    /// How many of its entries could be drawn.
    quota: usize,
    drawn: Drawn,
}

/// The lists of a thread, and the lists of replies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The thread itself.
    Thread,
    /// What hangs under an entry.
    Replies,
}

/// Draws as many entries as may still be drawn: one list for each run, none where there are no entries; `end` is the last
/// item. What the lists stand in has a key, and so has the first of them: it stays when another entry becomes its first.
pub fn lists(
    runs: &[Rc<Run>],
    kind: Kind,
    key: &str,
    mut end: Option<Shown>,
    left: &mut usize,
    drawn: &mut Drawn,
) -> Vec<Shown> {
    let mut lists = Vec::new();
    for (place, run) in runs.iter().enumerate() {
        let quota = run.length.min(*left);
        let stays = drawn.is_going && place > 0 && drawn.runs.has(run.key());
        if quota == 0 && !run.is_wanted && !stays {
            continue;
        }
        *left -= quota;
        if place == 0 {
            let mut items = items(run, quota, drawn);
            items.extend(if runs.len() == 1 { end.take() } else { None });
            lists.push(drawn.group(&[kind.name(), key].concat(), kind.first(), items));
        } else {
            lists.push(further(run, kind, quota, drawn));
        }
    }
    lists.extend(end.map(|end| drawn.group(&["end ", key].concat(), kind.first(), vec![end])));
    lists
}

/// Draws a run that is not the first, or takes it as it was.
fn further(run: &Rc<Run>, kind: Kind, quota: usize, drawn: &mut Drawn) -> Shown {
    let mut inner = Drawn::default();
    if let Some(Place { source, node, .. }) = drawn.runs.take(run.key()) {
        let is_same = source.quota == quota && source.kind == kind;
        if is_same && Rc::ptr_eq(&source.run, run) {
            return drawn.runs.put(run.key(), source, node);
        }
        inner = source.drawn;
    }
    inner.begin();
    inner.is_going = drawn.is_going;
    let items = items(run, quota, &mut inner);
    let node = inner.group("run", kind.further(), items);
    drawn.runs.put(run.key(), Drawing { run: run.clone(), kind, quota, drawn: inner }, node)
}

fn items(run: &Run, mut left: usize, drawn: &mut Drawn) -> Vec<Shown> {
    let mut items = Vec::new();
    for branch in &run.branches {
        if left > 0 || branch.is_wanted {
            left = left.saturating_sub(1);
            items.push(item(branch, &mut left, drawn));
        }
    }
    items
}

fn item(branch: &Branch, left: &mut usize, drawn: &mut Drawn) -> Shown {
    let form = branch.form.as_ref();
    let form = form.and_then(|form| drawn.part(&["form ", branch.key()].concat(), Some(form.markup())));
    let mut parts = vec![drawn.entry(branch.key(), &branch.entry, form)];
    let more = more(branch, drawn);
    parts.extend(lists(&branch.replies, Kind::Replies, branch.key(), more, left, drawn));
    drawn.group(&["item ", branch.key()].concat(), Frame::new("li", "causerie-item"), parts)
}

/// The button for replies that the backend keeps back.
fn more(branch: &Branch, drawn: &mut Drawn) -> Option<Shown> {
    let (hidden, is_busy) = branch.more?;
    let words = branch.entry.setting.locale.count(Text::MoreReplies, hidden);
    let button = asking("causerie-more-replies", &words, is_busy);
    let key = ["more ", branch.key()].concat();
    let button = drawn.part(&key, Some(button.into()));
    let frame = Frame::new("li", "causerie-item").attribute("data-id", branch.entry.comment.id.to_string());
    Some(drawn.group(&key, frame, button.into_iter().collect()))
}

impl Kind {
    /// Begins the keys of its lists; those of items and parts begin otherwise.
    fn name(self) -> &'static str {
        match self {
            Self::Thread => "thread ",
            Self::Replies => "replies ",
        }
    }

    /// The first list of a kind.
    fn first(self) -> Frame {
        match self {
            Self::Thread => Frame::new("ol", "causerie-list"),
            Self::Replies => Frame::new("ol", "causerie-list causerie-replies"),
        }
    }

    /// A list that follows.
    fn further(self) -> Frame {
        match self {
            Self::Thread => Frame::new("ol", "causerie-list causerie-run"),
            Self::Replies => Frame::new("ol", "causerie-list causerie-replies causerie-run"),
        }
    }
}
