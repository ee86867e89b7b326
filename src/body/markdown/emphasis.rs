//! Emphasis: which `*`, `_` and `~~` belong together; `inline` finds them.

use super::super::node::Tag;
use super::super::url::is_word;
use super::piece::Piece;

/// A run of `*`, `_` or `~`.
pub struct Run<'a> {
    /// Its characters.
    pub text: &'a str,
    /// How many of its characters found no counterpart yet.
    pub left: usize,
    /// What it ends.
    pub ends: Vec<Tag>,
    /// What it starts, the innermost first.
    pub starts: Vec<Tag>,
}

/// The runs that wait for a counterpart.
#[derive(Default)]
pub struct Emphasis {
    openers: Vec<usize>,
    /// How many of them there are of each kind, so that no search is in vain.
    counts: [usize; 3],
}

impl Emphasis {
    /// Adds a run of so many marks as a piece, joined with those before it.
    pub fn add<'a>(&mut self, text: &'a str, (before, after): (char, char), pieces: &mut Vec<Piece<'a>>) {
        // Scripts without spaces between words set emphasis inside them.
        let is_inner = |char: char| is_word(char) && (char < '\u{2e80}' || text.starts_with('_'));
        let mut run = Run { text, left: text.len(), ends: Vec::new(), starts: Vec::new() };
        if !before.is_whitespace() && !is_inner(after) {
            self.close(&mut run, pieces);
        }
        if run.left > 0 && !after.is_whitespace() && !is_inner(before) {
            self.openers.push(pieces.len());
            self.counts[kind(text)] += 1;
        }
        pieces.push(Piece::Run(run));
    }

    /// Forgets the runs after a piece: what starts in a link ends in it.
    pub fn forget_after(&mut self, piece: usize, pieces: &[Piece]) {
        while self.openers.last().is_some_and(|opener| *opener > piece) {
            self.pop(pieces);
        }
    }

    fn close(&mut self, run: &mut Run, pieces: &mut [Piece]) {
        while run.left > 0 && self.counts[kind(run.text)] > 0 {
            let Some(at) = self.openers.last().copied() else { return };
            let Some(Piece::Run(opener)) = pieces.get_mut(at) else { return };
            if kind(opener.text) != kind(run.text) {
                self.pop(pieces);
                continue;
            }
            let length = opener.left.min(run.left).min(2);
            let tag = match (kind(run.text), length) {
                (2, _) => Tag::Del,
                (_, 2) => Tag::Strong,
                _ => Tag::Em,
            };
            opener.left -= length;
            opener.starts.push(tag);
            run.left -= length;
            run.ends.push(tag);
            if opener.left == 0 {
                self.pop(pieces);
            }
        }
    }

    fn pop(&mut self, pieces: &[Piece]) {
        let Some(at) = self.openers.pop() else { return };
        if let Some(Piece::Run(run)) = pieces.get(at) {
            self.counts[kind(run.text)] -= 1;
        }
    }
}

fn kind(text: &str) -> usize {
    match text.as_bytes().first() {
        Some(b'*') => 0,
        Some(b'_') => 1,
        _ => 2,
    }
}
