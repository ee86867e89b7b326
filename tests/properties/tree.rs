//! Any comments with any parents: each is shown exactly once, and numbered once.

use causerie::config::Pings;
use causerie::model::{Comment, CommentId, Kind, Sort, Time};
use causerie::state::Tree;
use proptest::prelude::*;
use std::rc::Rc;

proptest! {
    #![proptest_config(crate::config(500))]

    #[test]
    fn every_comment_stands_in_the_tree_once(
        entries in prop::collection::vec((0u8..20, prop::option::of(0u8..25), prop::option::of(-5i64..5), 0u8..8), 0..40),
        order in prop::option::of(prop::sample::select(&[Sort::Oldest, Sort::Newest, Sort::Best])),
        grouped in any::<bool>(),
    ) {
        let comments: Vec<_> = entries.into_iter().map(|(id, parent, created, kind)| {
            let mut comment = Comment::new(CommentId::text(id.to_string()));
            comment.parent = parent.map(|parent| CommentId::number(parent.to_string()));
            comment.created = created.map(Time::At);
            comment.pinned = kind == 0;
            comment.kind = if kind == 1 { Kind::Pingback } else { Kind::Comment };
            Rc::new(comment)
        }).collect();
        let pings = if grouped { Pings::Grouped } else { Pings::Inline };
        let tree = Tree::build(&comments, order, pings, true);
        let mut shown = Vec::new();
        for top in tree.roots().iter().chain(tree.pings()) {
            shown.push(*top);
            shown.extend(tree.below(*top));
        }
        let numbers: Vec<_> = shown.iter().filter_map(|position| tree.number_of(*position)).collect();
        shown.sort_unstable();
        prop_assert_eq!(shown, (0..comments.len()).collect::<Vec<_>>());
        let mut once = numbers.clone();
        once.sort_unstable();
        let apart = tree.pings().len();
        prop_assert_eq!(once, (1..=(comments.len() - apart) as u32).collect::<Vec<_>>());
    }
}
