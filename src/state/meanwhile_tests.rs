//! What is done to comments while lists come again, other answers arrive and the reader goes on.

use super::act_tests::{acts, comment, id, thread};
use super::*;
use crate::mapping::Opened;
use crate::model::{Content, Done, Page};

/// A thread with a comment of the reader's that waits, which no list has.
fn waiting() -> Thread {
    let mut thread = thread(acts(), vec![comment("a")]);
    let own = Comment { state: State::Pending, mine: true, ..comment("w") };
    thread.apply(Action::Remembered(Memory { pending: vec![own], ..Memory::default() }));
    reload(&mut thread);
    assert!(thread.comment(&id("w")).is_some());
    thread
}

/// The list comes again as it was.
fn reload(thread: &mut Thread) {
    let capabilities = thread.capabilities.clone().unwrap();
    let page = Page { items: vec![comment("a")], ..Page::default() };
    thread.apply(Action::Opened(Ok(Box::new(Opened { page, capabilities, sort: None, title: None }))));
}

#[test]
fn a_comment_that_waited_and_was_deleted_does_not_come_back() {
    for done in [Done::Removed, Done::Refresh] {
        let mut thread = waiting();
        let effects = thread.apply(Action::Acted(Some(id("w")), Act::Delete, Ok(done)));
        assert!(effects.contains(&Effect::SavePending(vec![])));
        reload(&mut thread);
        assert_eq!(thread.comment(&id("w")), None);
    }
}

#[test]
fn a_comment_that_waits_keeps_the_text_it_was_changed_to() {
    let mut thread = waiting();
    let mut changed = Comment::clone(thread.comment(&id("w")).unwrap());
    changed.body.content = Content::Text("after".into());
    let done = Ok(Done::Comment(Box::new(changed)));
    let effects = thread.apply(Action::Acted(Some(id("w")), Act::Edit("after".into()), done));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SavePending(_))));
    reload(&mut thread);
    assert_eq!(thread.comment(&id("w")).unwrap().body.content, Content::Text("after".into()));
}
