//! Long threads are drawn in runs; what has not changed keeps its run, and is not drawn again.

use crate::stage::write::{capabilities, comment, opened, reply};
use crate::stage::{NOW, Scene};
use causerie::config::Config;
use causerie::model::{Act, Acts, Ballot, Capabilities, Comment, CommentId, Sort, Votes};
use causerie::state::{Action, Thread};
use causerie::view::{Outline, Setting};
use std::rc::Rc;

/// A thread that is outlined again and again.
struct Page {
    thread: Thread,
    setting: Rc<Setting>,
    outline: Outline,
}

impl Page {
    fn open(comments: Vec<Comment>) -> Self {
        let acts = Acts { up: true, ..Acts::default() };
        let scene = Scene::reading().act(opened(comments, Capabilities { acts, ..capabilities() }));
        let mut page =
            Self { thread: scene.thread, setting: Rc::new(scene.setting), outline: Outline::default() };
        page.outline(NOW);
        page
    }

    /// Outlines the thread and tells how many runs there are, and how many of them are not as they were.
    fn outline(&mut self, now: i64) -> (usize, usize) {
        let outline = Outline::of(&self.thread, now, &self.setting, &self.outline);
        let is_new = |run: &&Rc<_>| !self.outline.list.iter().any(|before| Rc::ptr_eq(before, run));
        let counts = (outline.list.len(), outline.list.iter().filter(is_new).count());
        self.outline = outline;
        counts
    }

    fn act(&mut self, action: Action) -> (usize, usize) {
        self.thread.apply(action);
        self.outline(NOW)
    }
}

/// Where entries are in memory.
fn entries(outline: &Outline) -> Vec<*const ()> {
    let mut runs: Vec<_> = outline.list.iter().collect();
    let mut entries = Vec::new();
    while let Some(run) = runs.pop() {
        for branch in &run.branches {
            entries.push(Rc::as_ptr(&branch.entry).cast());
            runs.extend(&branch.replies);
        }
    }
    entries
}

fn many() -> Vec<Comment> {
    let voted = |id: usize| {
        let text = if id.is_multiple_of(10) { "@Personne-3 : merci" } else { "Merci." };
        let mut comment = comment(&id.to_string(), &format!("Personne-{id}"), 1_000 - id as i64, text);
        comment.votes = Some(Votes { up: Some(2), ..Votes::default() });
        comment
    };
    (0..500).map(voted).collect()
}

#[test]
fn a_long_list_has_runs_of_a_few_entries() {
    let page = Page::open(many());
    assert_eq!(page.outline.length(), 500);
    let lengths: Vec<usize> = page.outline.list.iter().map(|run| run.length).collect();
    assert!(lengths.len() > 10 && lengths.iter().all(|length| (1..=48).contains(length)), "{lengths:?}");
}

#[test]
fn a_vote_changes_one_run() {
    let mut page = Page::open(many());
    let (runs, changed) = page.act(Action::Act(CommentId::text("250"), Act::Vote(Ballot::Up)));
    assert!(runs > 10 && changed == 1, "{changed} of {runs}");
}

#[test]
fn what_a_reader_does_with_an_entry_looks_as_if_all_were_outlined() {
    let mut page = Page::open(many());
    let id = |id: &str| CommentId::text(id);
    let form = |id: &str| Some(CommentId::text(id));
    for action in [
        Action::Reply(id("250")),
        Action::Typed(form("250"), "Merci".to_owned()),
        Action::Reply(id("20")),
        Action::Left,
        Action::Cancel(form("250")),
        Action::Compose,
        Action::Act(id("400"), Act::Vote(Ballot::Up)),
        Action::Act(id("11"), Act::Delete),
        Action::Order(Sort::Oldest),
        Action::Leave(id("11")),
        Action::Order(Sort::Newest),
        Action::Reveal(id("30")),
        Action::Cancel(form("20")),
        Action::More,
        Action::Slow,
        Action::Order(Sort::Newest),
    ] {
        let words = format!("{action:?}");
        let is_order = matches!(action, Action::Order(_));
        assert!(action.is_local() || action.is_typing(), "{words}");
        page.thread.apply(action);
        let renewed = Outline::renewed(&page.thread, NOW, &page.setting, &page.outline);
        let whole = Outline::of(&page.thread, NOW, &page.setting, &Outline::default());
        assert!(renewed.list == whole.list && renewed.pings == whole.pings, "{words}");
        let kept = |run: &&Rc<_>| page.outline.list.iter().any(|before| Rc::ptr_eq(before, run));
        let changed = renewed.list.len() - renewed.list.iter().filter(kept).count();
        assert!(changed <= 3 || is_order, "{words}: {changed} runs");
        page.outline = renewed;
    }
}

#[test]
fn of_a_run_only_the_entries_that_a_reader_is_at_something_with_are_made_again() {
    // Three roots, each with a chain of answers, of which two levels are shown as such.
    let one = |id: usize| match id % 10 {
        0 => comment(&id.to_string(), "Max", 0, "Oui."),
        _ => reply(&id.to_string(), &(id - 1).to_string(), "Odile", 0, "Merci."),
    };
    let id = |id: &str| CommentId::text(id);
    for depth in [0, 2, 20] {
        let mut page = Page::open((0..30).map(one).collect());
        let config = Config { depth, ..page.setting.config.clone() };
        page.thread.apply(Action::Configure(config.clone()));
        page.setting = Rc::new(Setting { config, ..Scene::reading().setting });
        page.outline(NOW);
        for (number, action) in [
            (1, Action::Reply(id("11"))),
            (2, Action::Reply(id("19"))),
            (2, Action::Cancel(Some(id("11")))),
            (2, Action::Reveal(id("20"))),
            (2, Action::Cancel(Some(id("19")))),
        ] {
            let words = format!("{depth} {action:?}");
            page.thread.apply(action);
            let renewed = Outline::renewed(&page.thread, NOW, &page.setting, &page.outline);
            let whole = Outline::of(&page.thread, NOW, &page.setting, &Outline::default());
            assert!(renewed.list == whole.list && renewed.length() == 30, "{words}");
            let before = entries(&page.outline);
            let made = entries(&renewed).into_iter().filter(|entry| !before.contains(entry)).count();
            assert_eq!(made, number, "{words}");
            page.outline = renewed;
        }
    }
}

#[test]
fn the_end_of_a_thread_that_was_cut_comes_with_the_last_page() {
    let comments = |id: usize| comment(&id.to_string(), "Odile", 0, "Merci.");
    let mut page = Page::open((0..20_003).map(comments).collect());
    for expected in [10_000, 15_000, 20_000, 20_003] {
        page.thread.apply(Action::More);
        page.outline = Outline::renewed(&page.thread, NOW, &page.setting, &page.outline);
        assert_eq!(page.outline.length(), expected);
    }
}

#[test]
fn dates_are_told_anew_with_whatever_a_reader_does() {
    let mut page = Page::open(many());
    page.thread.apply(Action::Reply(CommentId::text("250")));
    let later = NOW + 3_600_000;
    let renewed = Outline::renewed(&page.thread, later, &page.setting, &page.outline);
    let whole = Outline::of(&page.thread, later, &page.setting, &Outline::default());
    assert!(renewed.list == whole.list);
}

#[test]
fn what_changes_nothing_keeps_every_run() {
    let mut page = Page::open(many());
    assert_eq!(page.outline(NOW).1, 0);
    assert_eq!(page.act(Action::Slow).1, 0);
    // The same list again, though every comment came anew.
    assert_eq!(
        page.act(opened(
            many(),
            Capabilities { acts: Acts { up: true, ..Acts::default() }, ..capabilities() }
        ))
        .1,
        0
    );
    // A minute later all dates still have the same words.
    assert_eq!(page.outline(NOW + 60_000).1, 0);
    // An hour later those do not that are hours old.
    let (runs, changed) = page.outline(NOW + 3_600_000);
    assert!(changed > 0 && changed < runs, "{changed} of {runs}");
}

#[test]
fn a_new_comment_changes_the_run_it_is_in_whatever_stands_before_it() {
    for place in [0, 250, 500] {
        let mut page = Page::open(many());
        let mut comments = many();
        comments.insert(place, comment("new", "Neuf", 1_001, "Bonjour."));
        let can = Capabilities { acts: Acts { up: true, ..Acts::default() }, ..capabilities() };
        let (runs, changed) = page.act(opened(comments, can));
        assert!(runs > 10 && (1..=2).contains(&changed), "at {place}: {changed} of {runs}");
    }
}

#[test]
fn a_name_that_comes_changes_only_texts_that_mention_it() {
    let mut page = Page::open(many());
    let mut comments = many();
    comments[90].body.content = causerie::model::Content::Text("@Neuf : bonjour".to_owned());
    let can = || Capabilities { acts: Acts { up: true, ..Acts::default() }, ..capabilities() };
    assert_eq!(page.act(opened(comments.clone(), can())).1, 1);
    comments.push(comment("new", "Neuf", 1, "Bonjour."));
    let (runs, changed) = page.act(opened(comments, can()));
    assert!(runs > 10 && changed == 2, "the run of the text and the last: {changed} of {runs}");
}

#[test]
fn the_comment_after_the_hundredth_moves_none_of_those_before() {
    let mut page = Page::open(many().into_iter().take(100).collect());
    let can = || Capabilities { acts: Acts { up: true, ..Acts::default() }, ..capabilities() };
    for (count, runs) in [(101, 1), (200, 1), (201, 9)] {
        page.act(opened(many().into_iter().take(count).collect(), can()));
        assert!((runs..2 * runs).contains(&page.outline.list.len()), "{count}: {}", page.outline.list.len());
    }
    page.act(opened(many().into_iter().take(99).collect(), can()));
    assert!(page.outline.list.len() > 1, "what was cut stays so");
    assert!(Page::open(many().into_iter().take(101).collect()).outline.list.len() > 1);
}

#[test]
fn entries_that_look_the_same_are_the_same_in_another_order() {
    let mut page = Page::open(many());
    let entries = |page: &Page| {
        let branches = page.outline.list.iter().flat_map(|run| &run.branches);
        branches.map(|branch| branch.entry.clone()).collect::<Vec<_>>()
    };
    let before = entries(&page);
    page.act(Action::Order(Sort::Newest));
    let after = entries(&page);
    assert_ne!(before[0].comment.id, after[0].comment.id);
    assert!(before.iter().rev().zip(&after).all(|(before, after)| Rc::ptr_eq(before, after)));
}

#[test]
fn who_had_written_once_is_forgotten() {
    let mut page = Page::open(many());
    let names = Rc::downgrade(&page.thread.names());
    let mut comments = many();
    comments.push(comment("new", "Neuf", 1, "Bonjour."));
    let can = Capabilities { acts: Acts { up: true, ..Acts::default() }, ..capabilities() };
    page.act(opened(comments, can));
    assert_eq!(names.strong_count(), 0, "texts that mention somebody ask the names of now");
}

#[test]
fn replies_come_in_runs_too() {
    let mut comments = vec![comment("0", "Zoé", 9, "Une question.")];
    comments.extend((1..200).map(|id| reply(&id.to_string(), "0", "Max", 8, "Une réponse.")));
    let page = Page::open(comments);
    let root = &page.outline.list[0];
    assert_eq!((page.outline.list.len(), root.length), (1, 200));
    assert!(root.branches[0].replies.len() > 4);
}
