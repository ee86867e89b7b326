//! What is done to comments that are there: shown at once, taken back when refused, never sent twice.

use super::tests::capabilities;
use super::*;
use crate::mapping::Opened;
use crate::model::{
    Act, Acts, Ballot, CommentId, Content, Create, Done, Fields, Moderation, Page, Problem, ProblemKind,
    Time, Votes,
};

pub(super) fn acts() -> Acts {
    Acts {
        edit: true,
        delete: true,
        up: true,
        down: true,
        clear: true,
        flag: true,
        moderate: Moderation::ALL.to_vec(),
        queue: true,
        ..Acts::default()
    }
}

pub(super) fn thread(acts: Acts, items: Vec<Comment>) -> Thread {
    let capabilities = Capabilities { acts, fields: Fields::default(), ..capabilities(Create::Form) };
    let page = Page { items, total: Some(9), ..Page::default() };
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Opened(Ok(Box::new(Opened { page, capabilities, sort: None, title: None }))));
    thread
}

pub(super) fn comment(name: &str) -> Comment {
    let mut comment = Comment::new(id(name));
    comment.created = Some(Time::At(0));
    comment.votes = Some(Votes { up: Some(2), ..Votes::default() });
    comment
}

pub(super) fn id(name: &str) -> CommentId {
    CommentId::text(name)
}

fn votes(thread: &Thread) -> (Option<i64>, i8) {
    let votes = thread.comment(&id("a")).unwrap().votes.unwrap();
    (votes.up, votes.mine)
}

pub(super) fn up() -> Action {
    Action::Act(id("a"), Act::Vote(Ballot::Up))
}

pub(super) fn names(effects: &[Effect]) -> Vec<&'static str> {
    let name = |effect: &Effect| match effect {
        Effect::Act(..) => "act",
        Effect::Open { .. } => "open",
        Effect::Source(_) => "source",
        Effect::Queue(_) => "queue",
        Effect::Emit(Event::Change { .. }) => "change",
        Effect::Emit(Event::Error(_)) => "error",
        Effect::Focus(_) => "focus",
        _ => "other",
    };
    effects.iter().map(name).collect()
}

#[test]
fn a_vote_shows_at_once_and_is_sent_once() {
    let mut thread = thread(acts(), vec![comment("a")]);
    let effects = thread.apply(up());
    // The backend must know the comment as it was, to tell what taking back means.
    assert!(
        matches!(&effects[..], [Effect::Act(Some(before), Act::Vote(Ballot::Up))] if before.votes.unwrap().mine == 0)
    );
    assert_eq!(votes(&thread), (Some(3), 1));
    assert_eq!(thread.apply(up()), []);
    let told = Votes { up: Some(5), mine: 1, ..Votes::default() };
    let effects = thread.apply(Action::Acted(Some(id("a")), Act::Vote(Ballot::Up), Ok(Done::Votes(told))));
    assert_eq!((names(&effects), votes(&thread)), (vec!["change"], (Some(5), 1)));
    assert!(matches!(&thread.apply(up())[..], [Effect::Act(_, Act::Vote(Ballot::Clear))]));
}

#[test]
fn a_refused_vote_is_taken_back_and_says_why() {
    let mut thread = thread(acts(), vec![comment("a")]);
    thread.apply(up());
    let problem = Problem::new(ProblemKind::VoteRejected);
    let effects = thread.apply(Action::Acted(Some(id("a")), Act::Vote(Ballot::Up), Err(problem.clone())));
    assert_eq!((names(&effects), votes(&thread)), (vec!["error"], (Some(2), 0)));
    assert_eq!(thread.doing(&id("a")).unwrap().problem, Some(problem));
    // The next attempt forgets it.
    thread.apply(up());
    assert_eq!(thread.doing(&id("a")).unwrap().problem, None);
}

#[test]
fn a_vote_that_cannot_be_taken_back_stays() {
    let mut voted = comment("a");
    voted.votes = Some(Votes { up: Some(3), mine: 1, ..Votes::default() });
    let mut thread = thread(Acts { clear: false, ..acts() }, vec![voted]);
    assert_eq!(thread.apply(up()), []);
    assert_eq!(votes(&thread), (Some(3), 1));
}

#[test]
fn what_cannot_be_undone_is_asked_about_first() {
    for act in [Act::Delete, Act::Moderate(Moderation::Purge), Act::Moderate(Moderation::Block)] {
        let mut thread = thread(acts(), vec![comment("a")]);
        assert_eq!(names(&thread.apply(Action::Act(id("a"), act.clone()))), ["focus"]);
        assert_eq!(thread.doing(&id("a")).unwrap().question, Some(act.clone()));
        thread.apply(Action::Leave(id("a")));
        assert_eq!(thread.doing(&id("a")).unwrap().question, None);
        assert_eq!(thread.apply(Action::Confirm(id("a"))), []);
        thread.apply(Action::Act(id("a"), act.clone()));
        // Who presses a button twice has not said yes.
        assert_eq!(names(&thread.apply(Action::Act(id("a"), act))), ["focus"]);
        assert_eq!(names(&thread.apply(Action::Confirm(id("a")))), ["act"]);
        assert_eq!(thread.apply(Action::Confirm(id("a"))), []);
    }
    let mut thread = thread(acts(), vec![comment("a")]);
    assert_eq!(names(&thread.apply(Action::Act(id("a"), Act::Moderate(Moderation::Trash)))), ["act"]);
}

#[test]
fn a_deleted_comment_goes_or_leaves_its_place_to_its_replies() {
    let gone = |thread: &mut Thread| {
        let effects = thread.apply(Action::Acted(Some(id("a")), Act::Delete, Ok(Done::Removed)));
        assert!(matches!(effects.last(), Some(Effect::Focus(_) | Effect::Emit(_))));
        thread.comment(&id("a")).map(|comment| (comment.state, comment.body.content.clone()))
    };
    assert_eq!(gone(&mut thread(acts(), vec![comment("a"), comment("b")])), None);
    let reply = Comment { parent: Some(id("a")), ..comment("b") };
    let state = gone(&mut thread(acts(), vec![comment("a"), reply]));
    assert_eq!(state, Some((State::Deleted, Content::Empty)));
}

#[test]
fn the_focus_goes_on_to_the_next_comment() {
    let mut thread = thread(acts(), vec![comment("a"), comment("b"), comment("c")]);
    let effects = thread.apply(Action::Acted(Some(id("b")), Act::Delete, Ok(Done::Removed)));
    assert!(effects.contains(&Effect::Focus(Focus::Comment(id("c")))));
    let effects = thread.apply(Action::Acted(Some(id("c")), Act::Delete, Ok(Done::Removed)));
    assert!(effects.contains(&Effect::Focus(Focus::Comment(id("a")))));
}

#[test]
fn a_text_is_changed_from_what_its_author_typed() {
    let mut shown = comment("a");
    shown.body.content = Content::Html("<p>shown</p>".into());
    let mut typed = shown.clone();
    typed.body.source = Some("*typed*".into());
    let text = |thread: &Thread| thread.doing(&id("a")).unwrap().editor.clone();
    let open = |text: &str| Some(Editor::Open(text.into()));

    let mut known = thread(acts(), vec![typed]);
    known.apply(Action::Edit(id("a")));
    assert_eq!(text(&known), open("*typed*"));

    for (answer, expected) in [
        (Ok(Some("*asked*".to_owned())), open("*asked*")),
        (Ok(None), open("shown")),
        (Err(Problem::new(ProblemKind::Unsupported)), open("shown")),
        (Err(Problem::new(ProblemKind::Offline)), None),
    ] {
        let mut thread = thread(acts(), vec![shown.clone()]);
        assert_eq!(names(&thread.apply(Action::Edit(id("a")))), ["source"]);
        thread.apply(Action::Sourced(id("a"), answer));
        assert_eq!(text(&thread), expected);
    }
}

#[test]
fn a_changed_text_shows_at_once_and_stays_in_the_editor_when_it_is_refused() {
    let mut own = comment("a");
    own.body.source = Some("before".into());
    let mut thread = thread(acts(), vec![own]);
    thread.apply(Action::Edit(id("a")));
    thread.apply(Action::Retyped(id("a"), "  ".into()));
    assert_eq!(names(&thread.apply(Action::Save(id("a")))), ["focus"]);
    thread.apply(Action::Retyped(id("a"), "after".into()));
    let effects = thread.apply(Action::Save(id("a")));
    assert!(matches!(&effects[..], [Effect::Act(_, Act::Edit(text))] if text == "after"));
    let refused = Err(Problem::new(ProblemKind::EditExpired));
    thread.apply(Action::Acted(Some(id("a")), Act::Edit("after".into()), refused));
    assert_eq!(thread.doing(&id("a")).unwrap().editor, Some(Editor::Open("after".into())));
    assert_eq!(thread.comment(&id("a")).unwrap().body.source.as_deref(), Some("before"));
    thread.apply(Action::Save(id("a")));
    let changed = Comment {
        body: crate::model::Body { content: Content::Text("AFTER".into()), ..Default::default() },
        ..comment("a")
    };
    thread.apply(Action::Acted(
        Some(id("a")),
        Act::Edit("after".into()),
        Ok(Done::Comment(Box::new(changed))),
    ));
    assert_eq!(thread.doing(&id("a")).unwrap().editor, None);
    assert_eq!(thread.comment(&id("a")).unwrap().body.content, Content::Text("AFTER".into()));
}

#[test]
fn an_author_is_not_told_that_their_change_was_taken_for_spam() {
    let mut thread = thread(acts(), vec![Comment { mine: true, ..comment("a") }]);
    let spam = Comment { state: State::Spam, ..comment("a") };
    thread.apply(Action::Acted(Some(id("a")), Act::Edit("x".into()), Ok(Done::Comment(Box::new(spam)))));
    assert_eq!(thread.comment(&id("a")).unwrap().state, State::Pending);
}

#[test]
fn a_decision_shows_at_once() {
    let moderator = Acts { moderator: true, ..acts() };
    for (decision, expected) in [
        (Moderation::Approve, State::Approved),
        (Moderation::Hold, State::Pending),
        (Moderation::Spam, State::Spam),
        (Moderation::Reject, State::Rejected),
        (Moderation::Trash, State::Trashed),
        (Moderation::Hide, State::Hidden),
    ] {
        let mut thread = thread(moderator.clone(), vec![comment("a")]);
        thread.apply(Action::Act(id("a"), Act::Moderate(decision)));
        assert_eq!(thread.comment(&id("a")).unwrap().state, expected);
        let effects = thread.apply(Action::Acted(Some(id("a")), Act::Moderate(decision), Ok(Done::Refresh)));
        assert!(names(&effects).contains(&"open"), "the backend's word wins");
    }
}

#[test]
fn the_thread_is_closed_and_asked_again() {
    let mut thread = thread(acts(), vec![comment("a")]);
    assert!(matches!(&thread.apply(Action::Decide(Moderation::Close))[..], [Effect::Act(None, _)]));
    let close = Act::Moderate(Moderation::Close);
    assert_eq!(names(&thread.apply(Action::Acted(None, close, Ok(Done::Refresh)))), ["open"]);
}

#[test]
fn the_queue_is_opened_continued_and_put_away() {
    let mut thread = thread(acts(), vec![comment("a")]);
    assert_eq!(thread.apply(Action::Queue), [Effect::Queue(None)]);
    let next = Next::Page(2);
    let waiting = Comment { state: State::Pending, ..comment("w") };
    let page = Page { items: vec![waiting], next: Some(next.clone()), ..Page::default() };
    thread.apply(Action::Queued(Ok(page)));
    assert_eq!(thread.apply(Action::MoreQueue), [Effect::Queue(Some(next))]);
    assert_eq!(thread.apply(Action::MoreQueue), []);
    thread.apply(Action::Queue);
    assert_eq!(thread.queue, None);
    // An answer to a queue that was put away changes nothing.
    assert_eq!(thread.apply(Action::Queued(Ok(Page::default()))), []);
}

#[test]
fn only_what_is_allowed_is_offered() {
    let may = |acts: Acts, comment: &Comment, now| thread(acts, vec![]).may(comment, now);
    let mine = Comment { mine: true, ..comment("a") };
    let windowed = Acts { window: Some(900), ..acts() };
    assert!(may(windowed.clone(), &mine, 899_999).edit && !may(windowed, &mine, 900_000).edit);
    assert!(!may(acts(), &mine, 0).up && !may(acts(), &mine, 0).flag && may(acts(), &mine, 0).delete);
    assert!(may(acts(), &comment("a"), 0).up && !may(acts(), &comment("a"), 0).edit);
    let mut told = comment("a");
    (told.can.edit, told.can.vote) = (Some(true), Some(false));
    assert!(may(acts(), &told, 0).edit && !may(acts(), &told, 0).up);
    let waiting = Comment { state: State::Pending, ..comment("a") };
    assert!(!may(acts(), &waiting, 0).up && !may(acts(), &waiting, 0).moderate);
    let unnamed = Comment { mine: true, state: State::Pending, ..comment("own-k1") };
    assert!(!may(acts(), &unnamed, 0).edit);
}

#[test]
fn a_change_elsewhere_asks_again_unless_that_would_take_something_away() {
    let mut quiet = thread(acts(), vec![comment("a")]);
    assert_eq!(names(&quiet.apply(Action::Changed)), ["open"]);
    quiet.apply(up());
    assert_eq!(names(&quiet.apply(Action::Changed)), [""; 0]);
    let mut extended = thread(acts(), vec![comment("a")]);
    extended.next = Some(Next::Page(2));
    extended.apply(Action::More);
    extended.apply(Action::MoreLoaded(Ok(Page::default())));
    assert_eq!(names(&extended.apply(Action::Changed)), [""; 0]);
}

#[test]
fn moderators_change_what_others_wrote_unless_the_backend_refuses() {
    let moderator = Acts { moderator: true, ..acts() };
    for (is_authors_only, expected) in [(false, true), (true, false)] {
        let thread = thread(Acts { is_authors_only, ..moderator.clone() }, vec![comment("a")]);
        let listed = thread.comment(&id("a")).unwrap().clone();
        assert_eq!(thread.may(&listed, 0).edit, expected);
    }
}

#[test]
fn a_comment_that_was_just_posted_is_changed_in_its_place() {
    let mut thread = thread(acts(), vec![]);
    thread.apply(Action::Typed(None, "Bonjour".into()));
    let now = 0;
    let submission = Submission { key: "k1".into(), now, ..Submission::default() };
    thread.capabilities.as_mut().unwrap().fields = Fields::default();
    thread.apply(Action::Submit(Box::new(submission)));
    let posted = Comment { mine: true, ..comment("a") };
    thread.apply(Action::Posted("k1".into(), Ok(crate::model::Created::Comment(Box::new(posted)))));
    thread.apply(Action::Edit(id("a")));
    assert!(thread.comment(&id("a")).is_some());
    assert_eq!(thread.draft_text(&None), "");
}
