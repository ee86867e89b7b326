//! What was drawn last: what has not changed stays as it is, and of what has changed only the difference is made. Yew is
//! given the outermost node and does not look into it (docs/decisions/0015-lists-without-yew.md).

use super::element::Markup;
use super::entry::{EntryProps, entry};
use super::frame::Frame;
use super::known::kept;
use super::run::Drawing;
use super::shown::Shown;
use std::rc::Rc;

/// The entries and other parts of one drawing after the other.
#[derive(Default)]
pub struct Drawn {
    entries: Row<Entry>,
    parts: Row<Markup>,
    groups: Row<Group>,
    pub(super) runs: Row<Drawing>,
    /// Whether nothing has happened since the last drawing but that there is time for more: what controls hold is right.
    pub is_slice: bool,
    /// Whether what is drawn goes slice by slice. Runs are only emptied then, and go together when the page has become small:
    /// whenever one goes that browsers may skip, they look at the whole page.
    pub is_going: bool,
}

/// Nodes that stand in the page, each with what it was drawn of, in the order of drawing.
pub struct Row<T> {
    before: Vec<Option<Place<T>>>,
    now: Vec<Option<Place<T>>>,
}

/// A node under its key.
pub struct Place<T> {
    key: String,
    pub(super) source: T,
    pub(super) node: Shown,
}

/// An entry, and the form below what it says.
struct Entry {
    props: Rc<EntryProps>,
    form: Option<Shown>,
}

/// An element and what it holds.
struct Group {
    frame: Frame,
    children: Vec<Shown>,
}

impl Drawn {
    /// Begins to draw again.
    pub fn begin(&mut self) {
        self.entries.begin();
        self.parts.begin();
        self.groups.begin();
        self.runs.begin();
    }

    /// An entry that was not outlined: as it was drawn last, if it looks the same.
    #[inline(never)]
    pub fn known(&self, key: &str, props: EntryProps) -> Rc<EntryProps> {
        let before = self.entries.find(key).and_then(|at| self.entries.before[at].as_ref());
        match before {
            Some(place) => kept(&place.source.props, props),
            None => Rc::new(props),
        }
    }

    /// Draws the next entry, or takes it as it was, and puts the form into it in which it is answered.
    pub fn entry(&mut self, key: &str, props: &Rc<EntryProps>, form: Option<Shown>) -> Shown {
        let (node, before) = match self.entries.take(key) {
            Some(Place { source: Entry { props: old, form }, node, .. }) => {
                let node =
                    if Rc::ptr_eq(&old, props) { node } else { node.patch(&entry(&old), &entry(props)) };
                (node, form)
            }
            None => (Shown::new(&entry(props)), None),
        };
        node.hold(before.as_slice(), form.as_slice());
        self.entries.put(key, Entry { props: props.clone(), form }, node)
    }

    /// Draws the next part if there is one, or takes it as it was.
    pub fn part(&mut self, key: &str, markup: Option<Markup>) -> Option<Shown> {
        let markup = markup?;
        let node = match self.parts.take(key) {
            Some(Place { source, node, .. })
                if source == markup && (self.is_slice || !markup.has_controls()) =>
            {
                node
            }
            Some(Place { source, node, .. }) => node.patch(&source, &markup),
            None => Shown::new(&markup),
        };
        Some(self.parts.put(key, markup, node))
    }

    /// Draws an element and puts others into it, or takes it as it was; of what it holds only what comes, goes or moves is
    /// touched.
    pub fn group(&mut self, key: &str, frame: Frame, children: Vec<Shown>) -> Shown {
        let (node, before) = match self.groups.take(key) {
            Some(Place { source: Group { frame: old, children }, node, .. }) if old == frame => {
                (node, children)
            }
            Some(Place { source: Group { frame: old, children }, node, .. }) => {
                let patched = node.clone().patch(&old.markup(), &frame.markup());
                let stays = patched == node;
                (patched, if stays { children } else { Vec::new() })
            }
            None => (Shown::new(&frame.markup()), Vec::new()),
        };
        node.hold(&before, &children);
        self.groups.put(key, Group { frame, children }, node)
    }
}

impl<T> Row<T> {
    fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    /// What was drawn under a key.
    pub(super) fn take(&mut self, key: &str) -> Option<Place<T>> {
        let at = self.find(key)?;
        self.before[at].take()
    }

    /// Whether anything was.
    #[inline(never)]
    pub(super) fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Most often it is where it was.
    fn find(&self, key: &str) -> Option<usize> {
        let is_it = |place: &Option<Place<T>>| place.as_ref().is_some_and(|place| place.key == key);
        let at = self.now.len();
        if self.before.get(at).is_some_and(is_it) { Some(at) } else { self.before.iter().position(is_it) }
    }

    /// Keeps a node until the next drawing.
    pub(super) fn put(&mut self, key: &str, source: T, node: Shown) -> Shown {
        self.now.push(Some(Place { key: key.to_owned(), source, node: node.clone() }));
        node
    }
}

impl<T> Default for Row<T> {
    fn default() -> Self {
        Self { before: Vec::new(), now: Vec::new() }
    }
}
