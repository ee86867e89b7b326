//! What was drawn last: what has not changed stays as it is, and of what has changed only the difference is made. Yew holds the nodes and does not look into them.

use super::element::Markup;
use super::entry::{EntryProps, entry};
use super::shown::Shown;
use std::rc::Rc;
use yew::Html;

/// The entries and other parts of one drawing after the other.
#[derive(Default)]
pub struct Drawn {
    entries: Row<Rc<EntryProps>>,
    parts: Row<Markup>,
}

/// Nodes that stand in the page, each with what it was drawn of, in the order of drawing.
struct Row<T> {
    before: Vec<Option<Place<T>>>,
    now: Vec<Option<Place<T>>>,
}

/// A node under its key.
struct Place<T> {
    key: String,
    source: T,
    node: Shown,
}

impl Drawn {
    /// Begins to draw again.
    pub fn begin(&mut self) {
        self.entries.begin();
        self.parts.begin();
    }

    /// Draws the next entry, or takes it as it was.
    pub fn entry(&mut self, key: &str, props: &Rc<EntryProps>) -> Html {
        let node = match self.entries.take(key) {
            Some(Place { source, node, .. }) if is_same(&source, props) => node,
            Some(Place { source, node, .. }) => node.patch(&entry(&source), &entry(props)),
            None => Shown::new(&entry(props)),
        };
        self.entries.put(key, props.clone(), node)
    }

    /// Draws the next part, or takes it as it was; its place stays where there is none: what comes and goes does not move
    /// its neighbours.
    pub fn part(&mut self, key: &str, markup: Option<Markup>) -> Html {
        let Some(markup) = markup else { return Html::default() };
        let node = match self.parts.take(key) {
            Some(Place { source, node, .. }) if source == markup && !markup.has_controls() => node,
            Some(Place { source, node, .. }) => node.patch(&source, &markup),
            None => Shown::new(&markup),
        };
        self.parts.put(key, markup, node)
    }
}

impl<T> Row<T> {
    fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    /// Most often it is where it was.
    fn take(&mut self, key: &str) -> Option<Place<T>> {
        let is_it = |place: &Option<Place<T>>| place.as_ref().is_some_and(|place| place.key == key);
        let at = self.now.len();
        let at =
            if self.before.get(at).is_some_and(is_it) { at } else { self.before.iter().position(is_it)? };
        self.before[at].take()
    }

    fn put(&mut self, key: &str, source: T, node: Shown) -> Html {
        let html = node.html();
        self.now.push(Some(Place { key: key.to_owned(), source, node }));
        html
    }
}

impl<T> Default for Row<T> {
    fn default() -> Self {
        Self { before: Vec::new(), now: Vec::new() }
    }
}

#[inline(never)]
fn is_same(before: &Rc<EntryProps>, now: &Rc<EntryProps>) -> bool {
    Rc::ptr_eq(before, now) || before == now
}
