//! How much of a thread is drawn: a page cannot take any number of entries at once, nor look at all of them whenever a reader
//! does something with one.

use super::{Doing, Effect, Thread};
use crate::model::CommentId;

impl Thread {
    /// How many entries are drawn: all, or a part of a thread that no page can take whole.
    pub fn limit(&self) -> usize {
        if self.comments.len() <= WHOLE { WHOLE } else { PART.saturating_mul(self.times_extended + 1) }
    }

    /// Whether there are more entries than are drawn.
    pub fn is_cut(&self) -> bool {
        self.comments.len() > self.limit()
    }

    /// Whether there are more entries than so many uncut lists have, so that browsers can skip what is off the screen.
    pub fn is_long(&self, lists: usize) -> bool {
        self.comments.len() > lists * UNCUT
    }

    /// The entries that the reader is at something with: that have a form, or were opened, or that something is going on
    /// with.
    pub fn marked(&self) -> Vec<CommentId> {
        let forms = self.forms.iter().filter_map(|(key, _)| key.as_ref());
        let is_idle = |doing: &Doing| *doing == Doing::default();
        let doing = self.doing.iter().filter(|(_, doing)| !is_idle(doing)).map(|(id, _)| id);
        forms.chain(doing).chain(&self.revealed).cloned().collect()
    }

    /// Draws as many again.
    #[inline(never)]
    pub(super) fn extend(&mut self) -> Vec<Effect> {
        self.times_extended += 1;
        Vec::new()
    }
}

/// Entries that are drawn in a moment.
pub const FEW: usize = 60;
/// Most entries of a list that stays one.
const UNCUT: usize = 100;
/// Most entries of a thread that is drawn whole.
pub(super) const WHOLE: usize = 20_000;
/// Entries of a larger one that are drawn each time the reader asks for more.
pub(super) const PART: usize = 5_000;
