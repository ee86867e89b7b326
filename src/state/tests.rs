//! What happens to a thread, told by actions and the effects they bring.

use super::*;
use crate::config::Numbering;
use crate::mapping::Opened;
use crate::model::{
    Acts, CommentId, Content, Created, Field, FieldName, Fields, Kind, Need, Offers, Page, Session, Time,
};

pub(super) fn comment(id: &str, name: &str) -> Comment {
    let mut comment = Comment::new(CommentId::text(id));
    comment.author.name = Some(name.to_owned());
    comment.created = Some(Time::At(id.parse().unwrap_or(0)));
    comment
}

pub(super) fn capabilities(create: Create) -> Capabilities {
    let fields = Fields { email: Field { need: Need::Required, ..Field::default() }, ..Fields::default() };
    Capabilities {
        create,
        reply: true,
        max_depth: None,
        sorts: vec![],
        order: None,
        fields,
        feed: None,
        acts: Acts::default(),
        session: Session::None,
        offers: Offers::default(),
    }
}

pub(super) fn opened(items: Vec<Comment>) -> Action {
    opened_page(Page { items, ..Page::default() })
}

fn opened_page(page: Page) -> Action {
    Action::Opened(Ok(Box::new(Opened {
        page,
        capabilities: capabilities(Create::Form),
        sort: None,
        title: None,
    })))
}

pub(super) fn ready(items: Vec<Comment>) -> Thread {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Open);
    thread.apply(opened(items));
    thread
}

/// Anna fills in a form and sends it.
pub(super) fn send(thread: &mut Thread, form: FormKey, body: &str) -> Vec<Effect> {
    thread.apply(Action::Introduced(FieldName::Name, "Anna".into()));
    thread.apply(Action::Introduced(FieldName::Email, "anna@example.org".into()));
    thread.apply(Action::Typed(form.clone(), body.into()));
    let version = thread.form(&form).map_or(0, |form| form.version);
    thread.apply(submission(form, version))
}

pub(super) fn submission(form: FormKey, version: u32) -> Action {
    let (key, now, is_offline, mismatches) = ("k1".into(), 1_000, false, vec![]);
    Action::Submit(Box::new(Submission { form, version, text: None, key, now, is_offline, mismatches }))
}

pub(super) fn own(thread: &Thread) -> Rc<Comment> {
    thread.comments.iter().find(|comment| comment.mine).unwrap().clone()
}

#[test]
fn a_form_sent_again_before_it_is_drawn_again_sends_nothing_and_stays_empty() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    // Its old text still stands on the page.
    let stale =
        Submission { version: 0, text: Some("Bonjour".into()), key: "k2".into(), ..Submission::default() };
    assert_eq!(thread.apply(Action::Submit(Box::new(stale))), []);
    assert_eq!(thread.draft_text(&None), "");
}

#[test]
fn the_text_that_a_browser_filled_in_by_itself_is_sent() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "");
    let filled = Submission { text: Some("Bonjour".into()), key: "k".into(), ..Submission::default() };
    let effects = thread.apply(Action::Submit(Box::new(filled)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Post(draft) if draft.body == "Bonjour")));
}

#[test]
fn opening_asks_the_backend_and_shows_what_it_says() {
    let mut thread = Thread::new(Config::default());
    assert_eq!(thread.apply(Action::Open), [Effect::Open { order: None, page_size: None }]);
    assert_eq!(thread.phase_name(), "loading");
    let effects = thread.apply(opened(vec![comment("1", "Bob")]));
    assert_eq!(effects, [Effect::Emit(Event::Ready { total: 1 })]);
    assert_eq!(thread.phase_name(), "ready");
    assert!(thread.form(&None).is_some());
}

#[test]
fn every_state_of_the_thread_has_its_name() {
    for (create, items, expected) in [
        (Create::Form, vec![], "empty"),
        (Create::Form, vec![comment("1", "Bob")], "ready"),
        (Create::Unavailable, vec![], "empty"),
        (Create::Closed, vec![comment("1", "Bob")], "closed"),
        (Create::LoginRequired(None), vec![], "login-required"),
    ] {
        let mut thread = Thread::new(Config::default());
        let page = Page { items, ..Page::default() };
        thread.apply(Action::Opened(Ok(Box::new(Opened {
            page,
            capabilities: capabilities(create),
            sort: None,
            title: None,
        }))));
        assert_eq!(thread.phase_name(), expected);
    }
    for (kind, expected) in [
        (ProblemKind::Offline, "offline"),
        (ProblemKind::Server, "error"),
        (ProblemKind::LoginRequired, "login-required"),
    ] {
        let mut thread = Thread::new(Config::default());
        let effects = thread.apply(Action::Opened(Err(Problem::new(kind))));
        assert_eq!(thread.phase_name(), expected);
        assert_eq!(effects, [Effect::Emit(Event::Error(Problem::new(kind)))]);
    }
}

#[test]
fn counts_leave_out_what_is_not_published_or_not_shown() {
    let mut ping = comment("2", "A page");
    ping.kind = Kind::Pingback;
    let mut gone = comment("3", "Eve");
    gone.state = State::Deleted;
    let mut thread = ready(vec![comment("1", "Bob"), ping, gone]);
    assert_eq!(thread.count(), 2);
    thread.apply(Action::Configure(Config { pings: Pings::Hidden, ..Config::default() }));
    assert_eq!(thread.count(), 1);
}

#[test]
fn the_backends_total_counts_while_pages_are_missing() {
    let mut thread = Thread::new(Config::default());
    let page = Page {
        items: vec![comment("1", "Bob")],
        total: Some(40),
        next: Some(Next::Page(2)),
        ..Page::default()
    };
    thread.apply(Action::Opened(Ok(Box::new(Opened {
        page,
        capabilities: capabilities(Create::Form),
        sort: None,
        title: None,
    }))));
    assert_eq!(thread.count(), 40);
    assert_eq!(thread.apply(Action::More), [Effect::More(Next::Page(2))]);
    assert_eq!(thread.apply(Action::More), [], "one request at a time");
    let page = Page { items: vec![comment("1", "Bob"), comment("2", "Eve")], ..Page::default() };
    let effects = thread.apply(Action::MoreLoaded(Ok(page)));
    assert_eq!(effects, [Effect::Focus(Focus::Comment(CommentId::text("2")))]);
    assert_eq!(thread.count(), 2);
    assert!(!thread.has_more());
}

#[test]
fn a_form_with_mistakes_is_not_sent_and_the_focus_goes_to_the_first() {
    let mut thread = ready(vec![]);
    thread.apply(Action::Introduced(FieldName::Name, "Anna".into()));
    thread.apply(Action::Introduced(FieldName::Email, "anna".into()));
    thread.apply(Action::Typed(None, "Bonjour".into()));
    let effects = thread.apply(submission(None, 0));
    assert_eq!(effects, [Effect::Focus(Focus::Field(None, FieldName::Email))]);
    assert_eq!(thread.form(&None).unwrap().complaints, [(FieldName::Email, Complaint::NeedsEmail)]);
}

#[test]
fn a_comment_appears_at_once_and_is_approved_by_the_answer() {
    let mut thread = ready(vec![comment("1", "Bob")]);
    let effects = send(&mut thread, None, " Bonjour ");
    let shown = own(&thread);
    assert_eq!((shown.state, &shown.body.content), (State::Sending, &Content::Text("Bonjour".into())));
    assert!(
        effects.iter().any(
            |effect| matches!(effect, Effect::Post(draft) if draft.body == "Bonjour" && draft.key == "k1")
        )
    );
    assert_eq!(thread.draft_text(&None), "");
    let key = thread.stable_key(&shown).to_owned();
    let effects =
        thread.apply(Action::Posted("k1".into(), Ok(Created::Comment(Box::new(comment("9", "Anna"))))));
    let shown = own(&thread);
    assert_eq!((shown.id.as_str(), shown.state), ("9", State::Approved));
    assert_eq!(thread.stable_key(&shown), key, "the entry keeps its place in the page");
    assert!(effects.contains(&Effect::ForgetUnsent("k1".into())));
    assert!(effects.contains(&Effect::Emit(Event::Comment {
        id: CommentId::text("9"),
        state: State::Approved,
        parent: None
    })));
    assert_eq!(thread.said.as_ref().unwrap().what, Saying::Posted);
    assert_eq!(thread.count(), 2);
}

#[test]
fn a_held_comment_is_kept_until_the_backend_lists_it() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    let mut held = comment("9", "Anna");
    held.state = State::Spam;
    let effects = thread.apply(Action::Posted("k1".into(), Ok(Created::Comment(Box::new(held)))));
    assert_eq!(own(&thread).state, State::Pending, "nobody is told that they were taken for a spammer");
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::SavePending(pending) if pending.len() == 1))
    );
    assert_eq!(thread.count(), 0);

    thread.apply(Action::Open);
    thread.apply(opened(vec![]));
    assert_eq!(own(&thread).state, State::Pending);
    thread.apply(Action::Open);
    let effects = thread.apply(opened(vec![comment("9", "Anna")]));
    assert!(effects.contains(&Effect::SavePending(vec![])));
    assert_eq!(thread.comments.len(), 1);
}

#[test]
fn a_backend_that_returns_nothing_is_asked_for_the_list() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "C'est \"bien\"");
    let effects = thread.apply(Action::Posted("k1".into(), Ok(Created::Refresh)));
    assert!(effects.contains(&Effect::Open { order: None, page_size: None }));
    thread.apply(opened(vec![]));
    assert_eq!(own(&thread).state, State::Pending);
    let mut listed = comment("7", "Anna");
    listed.body.content = Content::Html("<p>C\u{2019}est «bien»</p>".into());
    thread.apply(opened(vec![listed]));
    assert_eq!(thread.comments.len(), 1);
    assert_eq!(thread.comments[0].id.as_str(), "7");
}

#[test]
fn a_comment_that_did_not_arrive_keeps_its_text_and_is_sent_again_under_the_same_key() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    let effects = thread.apply(Action::Posted("k1".into(), Err(Problem::new(ProblemKind::Server))));
    let failed = own(&thread);
    assert_eq!(failed.state, State::Failed);
    assert_eq!(thread.failure(&failed.id).unwrap().problem.kind, ProblemKind::Server);
    assert!(!effects.contains(&Effect::ForgetUnsent("k1".into())), "it is still kept");
    thread.capabilities.as_mut().unwrap().offers.repeat = true;
    let effects = thread.apply(Action::Retry(failed.id.clone()));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Post(draft) if draft.key == "k1")));
    assert_eq!(own(&thread).state, State::Sending);
}

#[test]
fn a_failed_comment_survives_a_reload_of_the_list() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    thread.apply(Action::Posted("k1".into(), Err(Problem::new(ProblemKind::Server))));
    thread.apply(opened(vec![comment("1", "Bob")]));
    assert_eq!(own(&thread).state, State::Failed);
}

#[test]
fn a_failed_comment_can_be_edited_or_thrown_away() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    thread.apply(Action::Posted("k1".into(), Err(Problem::new(ProblemKind::Server))));
    thread.apply(Action::Typed(None, "Encore".into()));
    let effects = thread.apply(Action::Edit(own(&thread).id.clone()));
    assert!(effects.contains(&Effect::Focus(Focus::Field(None, FieldName::Body))));
    assert_eq!(thread.draft_text(&None), "Bonjour\n\nEncore", "nothing typed is lost");
    assert!(thread.comments.is_empty());

    send(&mut thread, None, "Bonjour");
    thread.apply(Action::Posted("k1".into(), Err(Problem::new(ProblemKind::Server))));
    thread.apply(Action::Discard(own(&thread).id.clone()));
    assert!(thread.comments.is_empty());
}

#[test]
fn a_refused_field_is_marked_in_the_form_with_the_text_in_it() {
    let mut thread = ready(vec![comment("1", "Bob")]);
    let form = Some(CommentId::text("1"));
    thread.apply(Action::Reply(CommentId::text("1")));
    send(&mut thread, form.clone(), "Bonjour");
    assert!(thread.form(&form).is_none());
    let mut problem = Problem::new(ProblemKind::Invalid);
    problem.fields.push((FieldName::Email, "No such host".into()));
    let effects = thread.apply(Action::Posted("k1".into(), Err(problem)));
    let shown = thread.form(&form).unwrap();
    assert_eq!(thread.draft_text(&form), "Bonjour");
    assert_eq!(shown.complaints, [(FieldName::Email, Complaint::Backend("No such host".into()))]);
    assert!(effects.contains(&Effect::Focus(Focus::Field(form, FieldName::Email))));
    assert!(thread.comments.iter().all(|comment| !comment.mine));
}

#[test]
fn a_reply_form_takes_the_focus_and_gives_it_back() {
    let mut thread = ready(vec![comment("1", "Bob")]);
    let form = Some(CommentId::text("1"));
    let effects = thread.apply(Action::Reply(CommentId::text("1")));
    assert_eq!(effects, [Effect::Focus(Focus::Field(form.clone(), FieldName::Body))]);
    thread.apply(Action::Typed(form.clone(), "half".into()));
    let effects = thread.apply(Action::Cancel(form.clone()));
    assert_eq!(effects, [Effect::Focus(Focus::Opener(form.clone()))]);
    thread.apply(Action::Reply(CommentId::text("1")));
    assert_eq!(thread.draft_text(&form), "half", "what was typed is still there");
}

#[test]
fn a_reply_names_the_comment_its_branch_and_its_author() {
    let mut child = comment("2", "Eve");
    child.parent = Some(CommentId::text("1"));
    let mut thread = ready(vec![comment("1", "Bob"), child]);
    thread.apply(Action::Reply(CommentId::text("2")));
    let effects = send(&mut thread, Some(CommentId::text("2")), "Oui");
    let draft = effects.iter().find_map(|effect| match effect {
        Effect::Post(draft) => Some(draft),
        _ => None,
    });
    let draft = draft.unwrap();
    assert_eq!(draft.parent.as_ref().unwrap().as_str(), "2");
    assert_eq!(draft.root.as_ref().unwrap().as_str(), "1");
    assert_eq!(draft.reply_to.as_deref(), Some("Eve"));
}

#[test]
fn an_answer_that_nobody_waits_for_changes_nothing() {
    let mut thread = ready(vec![]);
    assert_eq!(thread.apply(Action::Posted("other".into(), Ok(Created::Wait))), []);
}

#[test]
fn replies_that_did_not_come_are_fetched_once_and_settled() {
    let mut parent = comment("1", "Bob");
    parent.replies.hidden = Some(2);
    let mut thread = ready(vec![parent]);
    let effects = thread.apply(Action::Replies(CommentId::text("1")));
    assert!(matches!(&effects[..], [Effect::Replies(_)]));
    assert_eq!(thread.apply(Action::Replies(CommentId::text("1"))), []);
    let mut child = comment("2", "Eve");
    child.parent = Some(CommentId::text("1"));
    let page = Page { items: vec![child], ..Page::default() };
    thread.apply(Action::RepliesLoaded(CommentId::text("1"), Ok(page)));
    assert_eq!(thread.comment(&CommentId::text("1")).unwrap().replies.hidden, None);
    assert_eq!(thread.count(), 2);
}

#[test]
fn the_reader_can_sort_by_time_when_everything_is_here() {
    let mut thread = ready(vec![comment("1", "Bob"), comment("2", "Eve")]);
    assert_eq!(thread.orders(), [Sort::Oldest, Sort::Newest]);
    assert_eq!(thread.apply(Action::Order(Sort::Newest)), []);
    assert_eq!(thread.tree.roots(), [1, 0]);
}

#[test]
fn entries_are_numbered_where_the_page_wants_it() {
    for (numbering, numbers) in [(Numbering::None, [None; 2]), (Numbering::ByAge, [Some(1), Some(2)])] {
        let mut thread = ready(vec![comment("1", "Bob"), comment("2", "Eve")]);
        thread.apply(Action::Configure(Config { numbering, ..Config::default() }));
        assert_eq!([0, 1].map(|position| thread.tree.number_of(position)), numbers);
    }
}

#[test]
fn pings_and_pending_comments_cannot_be_answered() {
    let mut ping = comment("1", "A page");
    ping.kind = Kind::Pingback;
    let mut held = comment("2", "Eve");
    held.state = State::Pending;
    let mut refused = comment("3", "Bob");
    refused.can.reply = Some(false);
    let thread = ready(vec![]);
    assert!(thread.can_reply(&comment("4", "Bob")));
    assert!([ping, held, refused].iter().all(|comment| !thread.can_reply(comment)));
}

#[test]
fn the_comment_in_the_address_is_found_even_on_a_later_page() {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Follow("2".into()));
    let page = Page { items: vec![comment("1", "Bob")], next: Some(Next::Page(2)), ..Page::default() };
    let opened = Box::new(Opened { page, capabilities: capabilities(Create::Form), sort: None, title: None });
    let effects = thread.apply(Action::Opened(Ok(opened)));
    assert_eq!(effects[1..], [Effect::More(Next::Page(2))]);
    let page = Page { items: vec![comment("2", "Eve")], ..Page::default() };
    let effects = thread.apply(Action::MoreLoaded(Ok(page)));
    assert_eq!(effects, [Effect::Focus(Focus::Comment(CommentId::text("2")))]);
    assert_eq!(thread.target, Some(CommentId::text("2")));
}

#[test]
fn a_page_that_does_not_come_leaves_the_thread_and_can_be_asked_for_again() {
    let mut thread = Thread::new(Config::default());
    let page = Page { items: vec![comment("1", "Bob")], next: Some(Next::Page(2)), ..Page::default() };
    let opened = Opened { page, capabilities: capabilities(Create::Form), sort: None, title: None };
    thread.apply(Action::Opened(Ok(Box::new(opened))));
    thread.apply(Action::More);
    thread.apply(Action::MoreLoaded(Err(Problem::new(ProblemKind::Server))));
    assert_eq!(thread.phase_name(), "ready");
    assert_eq!(thread.trouble, Some(Problem::new(ProblemKind::Server)));
    assert_eq!(thread.apply(Action::More), [Effect::More(Next::Page(2))]);
    assert_eq!(thread.trouble, None);
}

#[test]
fn a_reply_names_its_parent_as_the_backend_did() {
    let mut parent = comment("1", "Bob");
    parent.id = CommentId::number("1");
    let mut thread = ready(vec![parent]);
    let form = Some(CommentId::text("1"));
    thread.apply(Action::Reply(CommentId::text("1")));
    let effects = send(&mut thread, form, "Oui");
    let is_number = |effect: &Effect| match effect {
        Effect::Post(draft) => draft.parent.as_ref().is_some_and(CommentId::is_number),
        _ => false,
    };
    assert!(effects.iter().any(is_number));
}

#[test]
fn the_focus_goes_to_the_thread_that_was_asked_for_again() {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Opened(Err(Problem::new(ProblemKind::Offline))));
    thread.apply(Action::LoadAgain);
    let effects = thread.apply(opened(vec![comment("1", "Bob")]));
    assert!(effects.contains(&Effect::Focus(Focus::Comment(CommentId::text("1")))));
    thread.apply(Action::Open);
    assert!(!thread.apply(opened(vec![comment("1", "Bob")])).iter().any(|it| matches!(it, Effect::Focus(_))));
}

#[test]
fn a_thread_is_asked_for_once_however_often_the_button_is_pressed() {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Opened(Err(Problem::new(ProblemKind::Offline))));
    assert!(matches!(*thread.apply(Action::LoadAgain), [Effect::Open { .. }]));
    assert_eq!(thread.apply(Action::LoadAgain), []);
}

#[test]
fn pages_follow_by_themselves_until_there_are_as_many_entries_as_the_page_wants() {
    let page = |ids: std::ops::Range<u32>, next: Option<&str>| Page {
        items: ids.map(|id| comment(&id.to_string(), "Bob")).collect(),
        next: next.map(|next| Next::Cursor(next.to_owned())),
        ..Page::default()
    };
    let mut thread = Thread::new(Config { page_size: Some(5), ..Config::default() });
    let effects = thread.apply(opened_page(page(0..2, Some("a"))));
    assert!(effects.contains(&Effect::More(Next::Cursor("a".to_owned()))));
    let effects = thread.apply(Action::MoreLoaded(Ok(page(2..4, Some("b")))));
    assert_eq!(effects, [Effect::More(Next::Cursor("b".to_owned()))]);
    // What nobody asked for is not read aloud and takes nobody's focus.
    assert_eq!(thread.apply(Action::MoreLoaded(Ok(page(4..6, Some("c"))))), []);
    assert_eq!((thread.count(), thread.said.clone()), (6, None));
    // A backend that repeats itself is asked no more.
    let mut thread = Thread::new(Config { page_size: Some(5), ..Config::default() });
    thread.apply(opened_page(page(0..2, Some("a"))));
    assert_eq!(thread.apply(Action::MoreLoaded(Ok(page(0..2, Some("b"))))), []);
}

#[test]
fn a_form_is_sent_once_however_often_the_button_is_pressed() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    thread.apply(Action::Typed(None, "Bonjour".into()));
    assert_eq!(thread.apply(submission(None, 0)), [], "the second press comes from the form as it was");
    assert_eq!(thread.comments.len(), 1);
}

#[test]
fn a_waiting_comment_of_a_signed_in_reader_is_known_again_by_its_words() {
    let mut thread = ready(vec![]);
    thread.apply(Action::Typed(None, "Bonjour".into()));
    thread.capabilities.as_mut().unwrap().fields.name.need = Need::Absent;
    thread.capabilities.as_mut().unwrap().fields.email.need = Need::Absent;
    thread.apply(submission(None, 0));
    thread.apply(Action::Posted("k1".into(), Ok(Created::Wait)));
    let mut listed = comment("7", "Une Lectrice");
    listed.body.content = Content::Html("<p>Bonjour</p>".into());
    thread.apply(opened(vec![listed]));
    assert_eq!(thread.comments.len(), 1);
}
