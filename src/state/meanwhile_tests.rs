//! What is done to comments while lists come again, other answers arrive and the reader goes on.

use super::act_tests::{acts, comment, id, names, thread, up};
use super::*;
use crate::mapping::Opened;
use crate::model::{Act, Acts, Ballot, Content, Done, Field, Fields, Moderation, Need, Page, Session};

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

/// A moderator's thread with a queue of three, of other threads.
fn queue() -> Thread {
    let mut thread = thread(Acts { moderator: true, ..acts() }, vec![comment("a")]);
    thread.apply(Action::Queue);
    let items = ["x", "y", "z"].map(|name| Comment { state: State::Pending, ..comment(name) }).to_vec();
    thread.apply(Action::Queued(Ok(Page { items, next: Some(Next::Page(2)), ..Page::default() })));
    thread
}

fn queued(thread: &Thread) -> Vec<&str> {
    thread.queue.as_ref().unwrap().items.iter().map(|comment| comment.id.as_str()).collect()
}

#[test]
fn what_is_decided_or_gone_leaves_the_queue_and_the_focus_goes_on_in_it() {
    let (purge, approve) = (Moderation::Purge, Moderation::Approve);
    for (name, decision, done, left, next) in [
        ("y", approve, Done::Refresh, ["x", "z"], "z"),
        ("y", purge, Done::Removed, ["x", "z"], "z"),
        ("y", purge, Done::Refresh, ["x", "z"], "z"),
        ("z", purge, Done::Refresh, ["x", "y"], "y"),
    ] {
        let mut thread = queue();
        let act = Act::Moderate(decision);
        thread.apply(Action::Act(id(name), act.clone()));
        let effects = thread.apply(Action::Acted(Some(id(name)), act, Ok(done)));
        assert_eq!(queued(&thread), left);
        let focus = effects.iter().rfind(|effect| matches!(effect, Effect::Focus(_)));
        assert_eq!(focus, Some(&Effect::Focus(Focus::Comment(id(next)))));
    }
}

#[test]
fn only_what_was_counted_is_counted_no_more() {
    let mut thread = queue();
    assert_eq!(thread.total, Some(9));
    let purge = Act::Moderate(Moderation::Purge);
    thread.apply(Action::Acted(Some(id("x")), purge.clone(), Ok(Done::Removed)));
    assert_eq!(thread.total, Some(9));
    thread.apply(Action::Acted(Some(id("a")), purge, Ok(Done::Removed)));
    assert_eq!(thread.total, Some(8));
}

#[test]
fn the_focus_goes_to_the_first_that_came_when_a_moderator_asks_for_more() {
    let mut thread = queue();
    thread.apply(Action::MoreQueue);
    let page = Page { items: vec![comment("u"), comment("v")], ..Page::default() };
    assert_eq!(thread.apply(Action::Queued(Ok(page))), [Effect::Focus(Focus::Comment(id("u")))]);
}

#[test]
fn changes_are_asked_for_again_once_what_the_reader_did_is_done() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(up());
    assert_eq!(thread.apply(Action::Changed), []);
    let vote = Act::Vote(Ballot::Up);
    thread.apply(Action::Acted(Some(id("a")), vote, Ok(Done::Votes(Default::default()))));
    assert_eq!(names(&thread.apply(Action::Changed)), ["open"]);
}

#[test]
fn of_many_changes_one_list_at_a_time_is_asked_for() {
    let mut thread = thread(acts(), vec![comment("a")]);
    assert_eq!(names(&thread.apply(Action::Changed)), ["open"]);
    assert_eq!([thread.apply(Action::Changed), thread.apply(Action::Changed)], [[], []]);
    let capabilities = thread.capabilities.clone().unwrap();
    let opened = Opened { page: Page::default(), capabilities, sort: None, title: None };
    let effects = thread.apply(Action::Opened(Ok(Box::new(opened.clone()))));
    assert_eq!(names(&effects).iter().filter(|name| **name == "open").count(), 1);
    // A backend in trouble is left alone until it tells of changes again.
    thread.apply(Action::Changed);
    let trouble = Err(Problem::new(ProblemKind::Server));
    assert_eq!(names(&thread.apply(Action::Opened(trouble))), ["error"]);
    assert_eq!(names(&thread.apply(Action::Changed)), ["open"]);
}

#[test]
fn trouble_with_a_list_is_over_once_it_comes() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(Action::Changed);
    thread.apply(Action::Opened(Err(Problem::new(ProblemKind::Server))));
    assert!(thread.trouble.is_some());
    thread.apply(Action::Changed);
    reload(&mut thread);
    assert_eq!(thread.trouble, None);
}

#[test]
fn a_page_of_the_list_before_does_not_come_into_the_next_one() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.next = Some(Next::Page(2));
    thread.apply(Action::More);
    reload(&mut thread);
    let page = Page { items: vec![comment("b")], next: Some(Next::Page(3)), ..Page::default() };
    assert_eq!(thread.apply(Action::MoreLoaded(Ok(page))), []);
    assert_eq!((thread.comment(&id("b")), thread.has_more()), (None, false));
}

fn editor(thread: &Thread) -> Option<Editor> {
    thread.doing(&id("a")).unwrap().editor.clone()
}

#[test]
fn what_was_typed_is_not_lost_when_the_text_to_change_comes_twice() {
    let mut thread = thread(acts(), vec![comment("a")]);
    assert_eq!(names(&thread.apply(Action::Edit(id("a")))), ["source"]);
    assert_eq!(thread.apply(Action::Edit(id("a"))), []);
    thread.apply(Action::Sourced(id("a"), Ok(Some("before".into()))));
    thread.apply(Action::Retyped(id("a"), "typed".into()));
    thread.apply(Action::Sourced(id("a"), Ok(Some("before".into()))));
    assert_eq!(editor(&thread), Some(Editor::Open("typed".into())));
}

#[test]
fn an_editor_is_not_opened_while_something_is_on_its_way_that_would_close_it() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(up());
    assert_eq!(thread.apply(Action::Edit(id("a"))), []);
    assert_eq!(editor(&thread), None);
}

#[test]
fn an_editor_that_was_left_stays_closed() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(Action::Edit(id("a")));
    thread.apply(Action::Sourced(id("a"), Ok(Some("before".into()))));
    thread.apply(Action::Leave(id("a")));
    thread.apply(Action::Retyped(id("a"), "typed".into()));
    assert_eq!(editor(&thread), None);
}

#[test]
fn the_focus_is_not_lost_when_the_text_to_change_does_not_come() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(Action::Edit(id("a")));
    let effects = thread.apply(Action::Sourced(id("a"), Err(Problem::new(ProblemKind::Offline))));
    assert!(effects.contains(&Effect::Focus(Focus::Comment(id("a")))));
}

#[test]
fn who_is_signed_in_does_not_write_under_a_name_that_was_remembered() {
    let mut thread = thread(acts(), vec![comment("a")]);
    let reader = Reader { name: "Guest".into(), email: "guest@example.org".into(), ..Reader::default() };
    thread.apply(Action::Remembered(Memory { reader, ..Memory::default() }));
    let absent = Field { need: Need::Absent, ..Field::default() };
    let capabilities = thread.capabilities.as_mut().unwrap();
    let body = capabilities.fields.body.clone();
    capabilities.fields = Fields { name: absent.clone(), email: absent.clone(), url: absent, body };
    capabilities.session = Session::Open("Odile".into());
    thread.apply(Action::Typed(None, "Hello".into()));
    let submission = Submission { key: "k".into(), ..Submission::default() };
    let effects = thread.apply(Action::Submit(Box::new(submission)));
    let draft = effects.iter().find_map(|effect| match effect {
        Effect::Post(draft) => Some((draft.name.as_str(), draft.email.as_str())),
        _ => None,
    });
    assert_eq!(draft, Some(("", "")));
    let own = thread.comment(&id("own-k")).unwrap();
    assert_eq!(own.author.name.as_deref(), Some("Odile"));
}

#[test]
fn backends_that_go_round_in_a_ring_are_not_followed_for_ever() {
    let page = |items, next| Page { items, next: Some(Next::Page(next)), ..Page::default() };
    let mut looking = thread(acts(), vec![comment("a")]);
    looking.next = Some(Next::Page(2));
    assert_eq!(looking.apply(Action::Follow("z".into())), [Effect::More(Next::Page(2))]);
    let effects = looking.apply(Action::MoreLoaded(Ok(page(vec![comment("b")], 1))));
    assert_eq!(effects, [Effect::More(Next::Page(1))]);
    assert_eq!(looking.apply(Action::MoreLoaded(Ok(page(vec![comment("a")], 2)))), []);

    let mut joining = thread(acts(), vec![comment("a")]);
    let mut asks_on = |turn: &u64| {
        let answer = Ok(page(vec![comment("j")], turn % 2));
        !joining.apply(Action::Joined("further".into(), answer)).is_empty()
    };
    assert!((0..1000).take_while(|turn| asks_on(turn)).count() < 200);
}

#[test]
fn a_refusal_gives_back_what_the_list_said_last() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(up());
    let mut voted = comment("a");
    voted.votes.as_mut().unwrap().up = Some(7);
    let page = Page { items: vec![voted], ..Page::default() };
    let capabilities = thread.capabilities.clone().unwrap();
    thread.apply(Action::Opened(Ok(Box::new(Opened { page, capabilities, sort: None, title: None }))));
    let refused = Err(Problem::new(ProblemKind::VoteRejected));
    thread.apply(Action::Acted(Some(id("a")), Act::Vote(Ballot::Up), refused));
    assert_eq!(thread.comment(&id("a")).unwrap().votes.unwrap().up, Some(7));
}

#[test]
fn a_preview_that_comes_after_the_text_was_sent_is_not_shown() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(Action::Typed(None, "Hello".into()));
    thread.apply(Action::Preview(None));
    thread.apply(Action::Typed(None, String::new()));
    thread.apply(Action::Previewed(None, Ok(Some("<p>Hello</p>".into()))));
    assert_eq!(thread.form(&None).unwrap().preview, None);
}

#[test]
fn what_failed_is_sent_again_once() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(Action::Typed(None, "Hello".into()));
    let submission = Submission { key: "k".into(), ..Submission::default() };
    thread.apply(Action::Submit(Box::new(submission)));
    thread.apply(Action::Posted("k".into(), Err(Problem::new(ProblemKind::Offline))));
    assert_eq!(thread.apply(Action::Retry(id("own-k"))).len(), 2);
    assert_eq!(thread.apply(Action::Retry(id("own-k"))), []);
}

#[test]
fn what_waits_is_forgotten_once_its_moderator_has_signed_out() {
    let mut thread = queue();
    reload(&mut thread);
    assert!(thread.queue.is_some());
    thread.capabilities.as_mut().unwrap().acts.moderator = false;
    reload(&mut thread);
    assert_eq!(thread.queue, None);
}
