//! How much of a thread is drawn: a page cannot take any number of entries at once.

use super::{Effect, Thread};

impl Thread {
    /// How many entries are drawn: a page cannot take any number at once.
    pub fn limit(&self) -> usize {
        AT_ONCE.saturating_mul(self.times_extended + 1)
    }

    /// Whether there are more entries than are drawn.
    pub fn is_cut(&self) -> bool {
        self.comments.len() > self.limit()
    }

    /// Whether there are more entries than can be drawn in a moment.
    pub fn is_long(&self) -> bool {
        self.comments.len() > FEW
    }

    /// Draws as many again.
    #[inline(never)]
    pub(super) fn extend(&mut self) -> Vec<Effect> {
        self.times_extended += 1;
        Vec::new()
    }
}

/// Entries that are drawn in a moment.
pub const FEW: usize = 100;
/// Most entries that are drawn before the reader asks for more.
pub(super) const AT_ONCE: usize = 20_000;
