//! Draws runs of entries. The first of a list is drawn with what it stands in; each other is a component of its own,
//! which draws again only when something about its entries differs, and which browsers skip while it is off the screen.

use super::around::asking;
use super::drawn::Drawn;
use super::frame::{frame, plain};
use super::outline::{Branch, Run};
use crate::locale::Text;
use std::cell::RefCell;
use std::rc::Rc;
use yew::virtual_dom::{VComp, VList};
use yew::{Component, Context, Html, Properties};

/// Draws as many entries as may still be drawn: one list for each run, none where there are no entries.
pub fn lists(runs: &[Rc<Run>], kind: Kind, left: &mut usize, drawn: &mut Drawn) -> Option<Html> {
    several(runs, kind, None, left, drawn)
}

/// The same with something at the end.
fn several(
    runs: &[Rc<Run>],
    kind: Kind,
    mut end: Option<Html>,
    left: &mut usize,
    drawn: &mut Drawn,
) -> Option<Html> {
    let mut lists: Vec<Html> = Vec::new();
    for run in runs {
        let quota = run.length.min(*left);
        if quota == 0 && !run.is_wanted {
            continue;
        }
        *left -= quota;
        if lists.is_empty() {
            let mut items = items(run, quota, drawn);
            items.extend(if runs.len() == 1 { end.take() } else { None });
            lists.push(kind.list(run.key(), items));
        } else {
            let props = Rc::new(RunProps { run: run.clone(), kind, quota });
            lists.push(VComp::new::<RunView>(props, Some(run.key().into())).into());
        }
    }
    lists.extend(end.map(|end| kind.list(" end", vec![end])));
    (!lists.is_empty()).then(|| VList::with_children(lists, None).into())
}

fn items(run: &Run, mut left: usize, drawn: &mut Drawn) -> Vec<Html> {
    let mut items = Vec::new();
    for branch in &run.branches {
        if left > 0 || branch.is_wanted {
            left = left.saturating_sub(1);
            items.push(item(branch, &mut left, drawn));
        }
    }
    items
}

fn item(branch: &Branch, left: &mut usize, drawn: &mut Drawn) -> Html {
    let entry = drawn.entry(branch.key(), &branch.entry);
    let form = drawn.part(&["form ", branch.key()].concat(), branch.form.as_ref().map(|form| form.markup()));
    let replies = several(&branch.replies, Kind::Replies, more(branch, drawn), left, drawn);
    plain("li", "causerie-item", branch.key(), vec![entry, form, replies.unwrap_or_default()])
}

/// The button for replies that the backend keeps back.
fn more(branch: &Branch, drawn: &mut Drawn) -> Option<Html> {
    let (hidden, is_busy) = branch.more?;
    let words = branch.entry.setting.locale.count(Text::MoreReplies, hidden);
    let button = asking("causerie-more-replies", &words, is_busy);
    let button = drawn.part(&["more ", branch.key()].concat(), Some(button.into()));
    let values = vec![Some(branch.entry.comment.id.to_string().into())];
    Some(frame("li", "causerie-item", " more", &["class", "data-id"], values, vec![button]))
}

/// The lists of a thread, and the lists of replies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The thread itself.
    Thread,
    /// What hangs under an entry.
    Replies,
}

impl Kind {
    fn list(self, key: &str, items: Vec<Html>) -> Html {
        match self {
            Self::Thread => plain("ol", "causerie-list", key, items),
            Self::Replies => plain("ol", "causerie-list causerie-replies", key, items),
        }
    }
}

/// A run that is not the first of its list.
struct RunView {
    drawn: RefCell<Drawn>,
}

/// What a run's look depends on.
#[derive(Properties)]
struct RunProps {
    run: Rc<Run>,
    kind: Kind,
    /// How many of its entries may be drawn yet.
    quota: usize,
}

impl PartialEq for RunProps {
    fn eq(&self, other: &Self) -> bool {
        self.quota == other.quota && (Rc::ptr_eq(&self.run, &other.run) || self.run == other.run)
    }
}

impl Component for RunView {
    type Message = ();
    type Properties = RunProps;

    fn create(_: &Context<Self>) -> Self {
        Self { drawn: RefCell::default() }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let RunProps { run, kind, quota } = context.props();
        let mut drawn = self.drawn.borrow_mut();
        drawn.begin();
        let items = items(run, *quota, &mut drawn);
        match kind {
            Kind::Thread => plain("ol", "causerie-list causerie-run", run.key(), items),
            Kind::Replies => plain("ol", "causerie-list causerie-replies causerie-run", run.key(), items),
        }
    }
}
