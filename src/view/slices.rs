//! How much of a long thread is drawn at once: what the first screen shows, then slices between which the page can do
//! something else.

use crate::backend::{in_turn, now, when_painted};
use crate::state::FEW;
use std::cell::Cell;
use std::rc::Rc;
use yew::Callback;

/// Entries of a long thread that are drawn at first; more than a screen shows.
const FIRST: usize = 20;

/// The slices of a thread. Their size follows from the time that the last one took.
pub struct Slices {
    size: usize,
    /// When the last one began; milliseconds since the epoch.
    begun: Option<i64>,
    turns: Rc<Cell<u32>>,
}

impl Default for Slices {
    fn default() -> Self {
        Self { size: 2 * FIRST, begun: None, turns: Rc::default() }
    }
}

impl Slices {
    /// Begins a slice and gives how many entries it has.
    #[inline(never)]
    pub fn next(&mut self) -> usize {
        self.begun = Some(now());
        self.size
    }

    /// How many of so many entries are drawn at first.
    pub fn first(length: usize) -> usize {
        if length <= FEW { length } else { FIRST }
    }

    /// How many entries may be drawn after the thread has changed: so many could be, so many were there, and so many are
    /// there now. What was drawn stays; a few more are drawn with it.
    #[inline(never)]
    pub fn after(extent: usize, before: usize, length: usize) -> usize {
        if extent < before { extent } else { before + Self::first(length.saturating_sub(before)) }
    }

    /// Draws the next slice in a turn of its own; where nothing but the form is left, once the comments are painted.
    pub fn wait(&mut self, is_whole: bool, draw: Callback<()>) {
        if let Some(begun) = self.begun.take() {
            let took = (now() - begun).max(1) as usize;
            let fitting = self.size * MILLIS / took;
            self.size = fitting.clamp(FIRST, self.size * 4).min(LARGEST);
        }
        // Whoever waits last draws.
        let turns = self.turns.clone();
        let turn = turns.get() + 1;
        turns.set(turn);
        let draw = move || {
            if turns.get() == turn {
                draw.emit(())
            }
        };
        // The page's own tasks get every other turn.
        if is_whole { when_painted(draw) } else { in_turn(turn.is_multiple_of(2), draw) }
    }
}

/// Milliseconds that a slice shall take; the browser needs half as much again to lay it out.
const MILLIS: usize = 25;
/// Most entries of a slice: what browsers do with them afterwards is not counted.
const LARGEST: usize = 250;
