//! Entries as they were drawn last: what has not changed is not made again.

use super::entry::{EntryProps, entry};
use std::rc::Rc;
use yew::Html;

/// The entries of one drawing after the other.
#[derive(Default)]
pub struct Drawn {
    before: Vec<(Rc<EntryProps>, Html)>,
    now: Vec<(Rc<EntryProps>, Html)>,
}

impl Drawn {
    /// Begins to draw again.
    pub fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    /// Draws the next entry, or takes it as it was.
    pub fn entry(&mut self, props: &Rc<EntryProps>) -> Html {
        let html = match self.before.get(self.now.len()) {
            Some((before, html)) if is_same(before, props) => html.clone(),
            _ => entry(props),
        };
        self.now.push((props.clone(), html.clone()));
        html
    }
}

#[inline(never)]
fn is_same(before: &Rc<EntryProps>, now: &Rc<EntryProps>) -> bool {
    Rc::ptr_eq(before, now) || before == now
}
