//! Who answers whom and in which order, made from the flat list of entries; the view walks it.

use crate::config::Pings;
use crate::model::{Comment, Sort, State, Time};
use crate::places::{Places, sort};
use std::rc::Rc;

/// The shape of a thread. Positions are those of the flat list it was built from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    roots: Vec<usize>,
    pings: Vec<usize>,
    replies: Vec<Vec<usize>>,
    above: Vec<Option<usize>>,
    numbers: Vec<Option<u32>>,
    dated: bool,
}

impl Tree {
    /// Builds the tree of all entries a reader may see.
    ///
    /// `order` sorts the top level; without it the backend's order stands. Replies always run from old to new.
    /// `numbered` says whether entries are numbered by age: they are asked to be, and enough has come.
    pub fn build(comments: &[Rc<Comment>], order: Option<Sort>, pings: Pings, numbered: bool) -> Self {
        let mut tree = Self::link(comments);
        tree.prune(comments);
        tree.sort(comments, order);
        tree.separate_pings(comments, pings);
        if numbered {
            tree.number(comments);
        }
        tree
    }

    /// Entries at the top level, in order.
    pub fn roots(&self) -> &[usize] {
        &self.roots
    }

    /// Pingbacks and mentions that stand apart.
    pub fn pings(&self) -> &[usize] {
        &self.pings
    }

    /// The replies to the entry at `position`.
    pub fn replies(&self, position: usize) -> &[usize] {
        self.replies.get(position).map_or(&[], Vec::as_slice)
    }

    /// The entry that the one at `position` answers, if it is here.
    pub fn above(&self, position: usize) -> Option<usize> {
        self.above.get(position).copied().flatten()
    }

    /// The number by age of the entry at `position`.
    pub fn number_of(&self, position: usize) -> Option<u32> {
        self.numbers.get(position).copied().flatten()
    }

    /// Whether nothing is to be shown.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty() && self.pings.is_empty()
    }

    /// Whether every top-level entry has a date, so that they can be sorted.
    pub fn is_dated(&self) -> bool {
        self.dated && self.roots.len() > 1
    }

    fn link(comments: &[Rc<Comment>]) -> Self {
        let places = Places::of(comments.iter().map(|comment| comment.id.as_str()));
        let parent = |position: usize| {
            let id = comments[position].parent.as_ref()?;
            // Of two entries with the same name, the last counts.
            let above = places.of_name(id.as_str()).rfind(|place| comments[*place].id == *id);
            above.filter(|above| *above != position)
        };
        let above: Vec<_> = (0..comments.len()).map(parent).collect();
        let mut tree = Self { replies: vec![Vec::new(); comments.len()], ..Self::default() };
        for (position, is_cut) in ring_heads(&above).into_iter().enumerate() {
            match above[position].filter(|_| !is_cut) {
                Some(above) => tree.replies[above].push(position),
                None => tree.roots.push(position),
            }
        }
        tree.above = above;
        tree
    }

    /// Leaves out what a reader may not see, unless something under it stays.
    fn prune(&mut self, comments: &[Rc<Comment>]) {
        let mut kept: Vec<bool> = comments.iter().map(|comment| is_shown(comment)).collect();
        for position in self.depth_first().into_iter().rev() {
            let replies = std::mem::take(&mut self.replies[position]);
            self.replies[position] = replies.into_iter().filter(|reply| kept[*reply]).collect();
            kept[position] |= !self.replies[position].is_empty();
        }
        self.roots.retain(|root| kept[*root]);
    }

    fn sort(&mut self, comments: &[Rc<Comment>], order: Option<Sort>) {
        let created = |position: usize| comments[position].created.as_ref().and_then(Time::millis);
        let age = |position: usize| created(position).unwrap_or(0);
        let is_dated = |positions: &[usize]| positions.iter().all(|position| created(*position).is_some());
        for replies in &mut self.replies {
            if replies.len() > 1 && is_dated(replies) {
                sort_by(replies, &age);
            }
        }
        self.dated = is_dated(&self.roots);
        match order.filter(|_| self.dated) {
            Some(Sort::Oldest) => sort_by(&mut self.roots, &age),
            Some(Sort::Newest) => sort_by(&mut self.roots, &|position| !age(position)),
            _ => {}
        }
        sort_by(&mut self.roots, &|position| i64::from(!comments[position].pinned));
    }

    fn separate_pings(&mut self, comments: &[Rc<Comment>], pings: Pings) {
        if pings == Pings::Inline {
            return;
        }
        let is_ping =
            |position: &usize| comments[*position].kind.is_ping() && self.replies[*position].is_empty();
        let (apart, stay) = self.roots.iter().partition(|position| is_ping(position));
        self.roots = stay;
        self.pings = if pings == Pings::Grouped { apart } else { Vec::new() };
    }

    /// Numbers what stands in the list; pingbacks that stand apart have no number.
    fn number(&mut self, comments: &[Rc<Comment>]) {
        let mut shown = self.walk(self.roots.clone());
        shown.retain(|position| is_shown(&comments[*position]));
        let created = |position: &usize| comments[*position].created.as_ref().and_then(Time::millis);
        if shown.iter().all(|position| created(position).is_some()) {
            sort_by(&mut shown, &|position| created(&position).unwrap_or(0));
        }
        self.numbers = vec![None; comments.len()];
        for (rank, position) in shown.into_iter().enumerate() {
            self.numbers[position] = u32::try_from(rank + 1).ok();
        }
    }

    /// Every entry under the one at `position`, parents before their replies.
    pub fn below(&self, position: usize) -> Vec<usize> {
        self.walk(self.replies(position).to_vec())
    }

    /// Every position that can be reached, parents before their replies.
    pub(super) fn depth_first(&self) -> Vec<usize> {
        self.walk(self.roots.iter().chain(&self.pings).copied().collect())
    }

    fn walk(&self, mut stack: Vec<usize>) -> Vec<usize> {
        stack.reverse();
        let mut order = Vec::new();
        while let Some(position) = stack.pop() {
            order.push(position);
            stack.extend(self.replies[position].iter().rev());
        }
        order
    }
}

/// Sorts positions by a key; those with the same key stay in order.
fn sort_by(positions: &mut Vec<usize>, key: &dyn Fn(usize) -> i64) {
    let mut keys = Vec::with_capacity(positions.len());
    for (place, position) in positions.iter().enumerate() {
        keys.push((key(*position), place));
    }
    sort(&mut keys);
    let sorted = keys.iter().map(|(_, place)| positions[*place]).collect();
    *positions = sorted;
}

/// Entries whose parents lead back to them: one of each ring, so that cutting its link opens the ring.
fn ring_heads(above: &[Option<usize>]) -> Vec<bool> {
    let mut heads = vec![false; above.len()];
    let mut walked_by = vec![0; above.len()];
    for start in 0..above.len() {
        let walk = start + 1;
        let mut current = Some(start);
        while let Some(position) = current.filter(|position| walked_by[*position] == 0) {
            walked_by[position] = walk;
            current = above[position];
        }
        if let Some(head) = current.filter(|position| walked_by[*position] == walk) {
            heads[head] = true;
        }
    }
    heads
}

/// Whether the entry itself is shown, rather than a placeholder or nothing.
pub fn is_shown(comment: &Comment) -> bool {
    match comment.state {
        State::Approved | State::Pending | State::Sending | State::Failed => true,
        State::Rejected if comment.mine => true,
        State::Deleted => false,
        _ => comment.can.moderate == Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CommentId;

    fn comment(id: &str, parent: &str, created: i64) -> Comment {
        let mut comment = Comment::new(CommentId::text(id));
        comment.parent = Some(CommentId::text(parent)).filter(|parent| !parent.as_str().is_empty());
        comment.created = Some(Time::At(created));
        comment
    }

    fn outline(comments: &[Comment], order: Option<Sort>) -> String {
        fn write(tree: &Tree, comments: &[Rc<Comment>], positions: &[usize], out: &mut String) {
            for position in positions {
                out.push_str(comments[*position].id.as_str());
                if !tree.replies(*position).is_empty() {
                    out.push('(');
                    write(tree, comments, tree.replies(*position), out);
                    out.push(')');
                }
            }
        }
        let comments: Vec<_> = comments.iter().cloned().map(Rc::new).collect();
        let tree = Tree::build(&comments, order, Pings::Inline, true);
        let mut out = String::new();
        write(&tree, &comments, tree.roots(), &mut out);
        out
    }

    #[test]
    fn replies_stand_under_their_parents_from_old_to_new() {
        let thread = [
            comment("a", "", 1),
            comment("d", "a", 4),
            comment("b", "", 2),
            comment("c", "a", 3),
            comment("e", "c", 5),
        ];
        assert_eq!(outline(&thread, None), "a(c(e)d)b");
        assert_eq!(outline(&thread, Some(Sort::Newest)), "ba(c(e)d)");
        assert_eq!(outline(&thread, Some(Sort::Oldest)), "a(c(e)d)b");
    }

    #[test]
    fn nothing_is_lost_when_parents_are_missing_or_run_in_a_ring() {
        assert_eq!(outline(&[comment("a", "gone", 1)], None), "a");
        assert_eq!(outline(&[comment("a", "a", 1)], None), "a");
        assert_eq!(outline(&[comment("a", "b", 1), comment("b", "a", 2)], None), "a(b)");
        assert_eq!(
            outline(&[comment("x", "a", 0), comment("a", "b", 1), comment("b", "a", 2)], None),
            "a(xb)"
        );
    }

    #[test]
    fn a_deleted_comment_stays_while_it_has_replies() {
        let mut gone = comment("a", "", 1);
        gone.state = State::Deleted;
        assert_eq!(outline(&[gone.clone()], None), "");
        assert_eq!(outline(&[gone.clone(), comment("b", "a", 2)], None), "a(b)");
        let mut reply = comment("b", "a", 2);
        reply.state = State::Spam;
        assert_eq!(outline(&[gone, reply], None), "");
    }

    #[test]
    fn pinned_comments_come_first_and_undated_ones_keep_their_place() {
        let mut pinned = comment("p", "", 9);
        pinned.pinned = true;
        assert_eq!(outline(&[comment("a", "", 1), pinned], Some(Sort::Oldest)), "pa");
        let mut undated = comment("u", "", 0);
        undated.created = None;
        assert_eq!(outline(&[comment("b", "", 2), undated, comment("a", "", 1)], Some(Sort::Oldest)), "bua");
    }

    #[test]
    fn numbers_go_by_age_whatever_the_order() {
        let comments: Vec<_> = [comment("a", "", 3), comment("b", "", 1), comment("c", "a", 2)]
            .into_iter()
            .map(Rc::new)
            .collect();
        let tree = Tree::build(&comments, Some(Sort::Newest), Pings::Inline, true);
        assert_eq!([0, 1, 2].map(|position| tree.number_of(position)), [Some(3), Some(1), Some(2)]);
    }

    #[test]
    fn pings_can_stand_apart_or_be_left_out() {
        let mut ping = comment("p", "", 2);
        ping.kind = crate::model::Kind::Pingback;
        let comments: Vec<_> = [comment("a", "", 1), ping].into_iter().map(Rc::new).collect();
        for (pings, roots, apart) in [(Pings::Inline, 2, 0), (Pings::Grouped, 1, 1), (Pings::Hidden, 1, 0)] {
            let tree = Tree::build(&comments, None, pings, true);
            assert_eq!((tree.roots().len(), tree.pings().len()), (roots, apart));
        }
    }

    #[test]
    fn a_long_chain_is_built_in_linear_time_and_without_recursion() {
        let mut chain = vec![comment("0", "", 0)];
        chain.extend((1..20_000).map(|i| comment(&i.to_string(), &(i - 1).to_string(), i)));
        let chain: Vec<_> = chain.into_iter().map(Rc::new).collect();
        assert_eq!(Tree::build(&chain, None, Pings::Inline, true).number_of(19_999), Some(20_000));
    }
}
