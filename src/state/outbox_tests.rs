//! What was written is kept until it has arrived, and nothing is sent twice.

use super::outbox::Fate;
use super::tests::{capabilities, comment, opened, own, ready, send};
use super::*;
use crate::mapping::Opened;
use crate::model::{Content, Created, Draft, FieldName, Page, Time};

/// The list of a backend that knows a comment by its key.
fn repeatable(items: Vec<Comment>) -> Action {
    let mut capabilities = capabilities(Create::Form);
    capabilities.offers.repeat = true;
    let page = Page { items, ..Page::default() };
    Action::Opened(Ok(Box::new(Opened { page, capabilities, sort: None, title: None })))
}

fn answer(problem: ProblemKind) -> Action {
    Action::Posted("k1".into(), Err(Problem::new(problem)))
}

fn posts(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Post(draft) if draft.key == "k1")).count()
}

fn saved(effects: &[Effect]) -> Option<(&str, Fate)> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::SaveUnsent(outgoing, _) => Some((&*outgoing.draft.body, outgoing.fate)),
        _ => None,
    })
}

/// What an earlier visit left behind.
fn remembered(fate: Fate, name: &str) -> Action {
    let draft = Draft {
        key: "k1".into(),
        body: "Bonjour".into(),
        name: name.into(),
        email: if name.is_empty() { String::new() } else { "anna@example.org".into() },
        ..Draft::default()
    };
    let outbox = vec![Outgoing::left(draft, 1_000, fate, Some(ProblemKind::LoginRequired))];
    Action::Remembered(Memory { outbox, ..Memory::default() })
}

fn returning(memory: Action) -> Thread {
    let mut thread = Thread::new(Config::default());
    thread.apply(memory);
    thread.apply(Action::Open);
    thread
}

fn twin() -> Comment {
    let mut twin = comment("7", "Anna");
    twin.body.content = Content::Html("<p>Bonjour</p>".into());
    twin.created = Some(Time::At(2_000));
    twin
}

#[test]
fn what_is_sent_is_kept_before_the_form_is_emptied_and_forgotten_once_it_arrived() {
    let mut thread = ready(vec![]);
    let effects = send(&mut thread, None, "Bonjour");
    let place = |wanted: &dyn Fn(&Effect) -> bool| effects.iter().position(wanted).unwrap();
    let kept = place(&|effect| matches!(effect, Effect::SaveUnsent(..)));
    assert!(kept < place(&|effect| *effect == Effect::SaveDraft(None, String::new())));
    assert_eq!(saved(&effects), Some(("Bonjour", Fate::Unknown)));
    assert_eq!(
        thread.apply(Action::Typed(None, "Encore".into())),
        [Effect::SaveDraft(None, "Encore".into())]
    );
    let arrived = thread.apply(Action::Posted("k1".into(), Ok(Created::Wait)));
    assert!(arrived.contains(&Effect::ForgetUnsent("k1".into())));
    assert_eq!(thread.draft_text(&None), "Encore");
}

#[test]
fn a_comment_written_without_a_connection_goes_once_when_it_is_back() {
    let mut thread = ready(vec![]);
    thread.apply(Action::Introduced(FieldName::Name, "Anna".into()));
    thread.apply(Action::Introduced(FieldName::Email, "anna@example.org".into()));
    thread.apply(Action::Typed(None, "Bonjour".into()));
    let (form, key, mismatches) = (None, "k1".into(), vec![]);
    let submission =
        Submission { form, version: 0, text: None, key, now: 1_000, is_offline: true, mismatches };
    let effects = thread.apply(Action::Submit(Box::new(submission)));
    assert_eq!((posts(&effects), saved(&effects)), (0, Some(("Bonjour", Fate::Unsent))));
    assert!(thread.failure(&own(&thread).id).unwrap().goes_on);
    let effects = thread.apply(Action::Connected);
    assert_eq!((posts(&effects), saved(&effects)), (1, Some(("Bonjour", Fate::Unknown))));
    assert_eq!(thread.apply(Action::Connected), [], "it is on its way");
}

#[test]
fn what_may_have_arrived_goes_by_itself_only_where_it_is_known_by_its_key() {
    for (is_repeatable, expected) in [(true, 1), (false, 0)] {
        let mut thread = ready(vec![]);
        thread.capabilities.as_mut().unwrap().offers.repeat = is_repeatable;
        send(&mut thread, None, "Bonjour");
        assert_eq!(posts(&thread.apply(answer(ProblemKind::Offline))), 0, "nothing is repeated at once");
        assert_eq!(thread.failure(&own(&thread).id).unwrap().goes_on, is_repeatable);
        assert_eq!(posts(&thread.apply(Action::Connected)), expected);
    }
}

#[test]
fn a_refused_comment_has_not_arrived() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    assert_eq!(saved(&thread.apply(answer(ProblemKind::Forbidden))), Some(("Bonjour", Fate::Refused)));
    assert_eq!(
        posts(&thread.apply(Action::Retry(own(&thread).id.clone()))),
        1,
        "so it is sent again at once"
    );
}

#[test]
fn where_a_second_try_could_make_two_the_list_is_looked_through_first() {
    let lost = || {
        let mut thread = ready(vec![]);
        send(&mut thread, None, "Bonjour");
        thread.apply(answer(ProblemKind::Timeout));
        let id = own(&thread).id.clone();
        let effects = thread.apply(Action::Retry(id));
        assert_eq!(posts(&effects), 0);
        assert!(effects.contains(&Effect::Open { order: None, page_size: None }));
        thread
    };
    let mut thread = lost();
    let effects = thread.apply(opened(vec![twin()]));
    assert!(effects.contains(&Effect::ForgetUnsent("k1".into())), "it had arrived");
    assert_eq!((posts(&effects), thread.comments.len()), (0, 1));
    assert_eq!(posts(&lost().apply(opened(vec![comment("1", "Bob")]))), 1, "it had not");

    let mut thread = lost();
    let mut before = twin();
    before.created = Some(Time::At(1_000 - 2 * 3_600_000));
    assert_eq!(
        posts(&thread.apply(opened(vec![before]))),
        1,
        "the same words of long ago are another comment"
    );

    let mut thread = lost();
    let problem = Problem::new(ProblemKind::Offline);
    assert_eq!(posts(&thread.apply(Action::Opened(Err(problem)))), 0);
    assert_eq!(own(&thread).state, State::Failed, "nobody knows, and the reader is told");
}

#[test]
fn where_the_list_cannot_tell_the_reader_decides() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    thread.apply(answer(ProblemKind::Timeout));
    let id = own(&thread).id.clone();
    thread.apply(Action::Retry(id.clone()));
    let page = Page { next: Some(crate::model::Next::Page(2)), ..Page::default() };
    let capabilities = capabilities(Create::Form);
    let effects =
        thread.apply(Action::Opened(Ok(Box::new(Opened { page, capabilities, sort: None, title: None }))));
    assert_eq!(posts(&effects), 0);
    assert_eq!(thread.failure(&id).unwrap().problem.kind, ProblemKind::Interrupted);
    assert_eq!(posts(&thread.apply(Action::Retry(id))), 1);
}

#[test]
fn an_earlier_visits_comment_is_found_in_the_list_or_goes_on_by_itself() {
    let effects = returning(remembered(Fate::Unknown, "Anna")).apply(repeatable(vec![twin()]));
    assert!(effects.contains(&Effect::ForgetUnsent("k1".into())));
    assert_eq!(posts(&effects), 0);
    assert_eq!(posts(&returning(remembered(Fate::Unknown, "Anna")).apply(repeatable(vec![]))), 1);
    assert_eq!(
        posts(&returning(remembered(Fate::Unsent, "Anna")).apply(opened(vec![]))),
        1,
        "it was never sent"
    );

    let mut thread = returning(remembered(Fate::Unknown, "Anna"));
    assert_eq!(posts(&thread.apply(opened(vec![]))), 0, "this backend would take two");
    assert_eq!(thread.failure(&own(&thread).id).unwrap().problem.kind, ProblemKind::Interrupted);
}

#[test]
fn what_was_refused_waits_for_the_reader() {
    let mut thread = returning(remembered(Fate::Refused, "Anna"));
    assert_eq!(posts(&thread.apply(repeatable(vec![]))), 0);
    let id = own(&thread).id.clone();
    assert_eq!(thread.failure(&id).unwrap().problem.kind, ProblemKind::LoginRequired);
    assert_eq!(posts(&thread.apply(Action::Retry(id))), 1);
}

#[test]
fn a_key_that_is_too_old_sends_nothing_by_itself() {
    let Action::Remembered(memory) = remembered(Fate::Unknown, "Anna") else { return };
    let mut thread = returning(Action::Remembered(memory.without_stale(1_000 + 25 * 3_600_000)));
    assert_eq!(posts(&thread.apply(repeatable(vec![]))), 0);
    assert_eq!(own(&thread).state, State::Failed);
}

#[test]
fn who_was_not_to_be_remembered_finds_the_text_in_the_form() {
    let mut thread = returning(remembered(Fate::Unknown, ""));
    let effects = thread.apply(repeatable(vec![]));
    assert_eq!(thread.draft_text(&None), "Bonjour");
    assert!(effects.contains(&Effect::SaveDraft(None, "Bonjour".into())));
    assert!(effects.contains(&Effect::ForgetUnsent("k1".into())));
    let problem = thread.form(&None).unwrap().problem.clone();
    assert_eq!(problem.map(|problem| problem.kind), Some(ProblemKind::Interrupted));
}

#[test]
fn what_is_unsent_is_on_show_even_when_the_list_does_not_come() {
    let mut thread = returning(remembered(Fate::Unknown, "Anna"));
    thread.apply(Action::Opened(Err(Problem::new(ProblemKind::Server))));
    assert_eq!(own(&thread).state, State::Failed);
}

#[test]
fn another_window_that_heard_of_the_comment_settles_it_here() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    assert_eq!(thread.apply(Action::SettledElsewhere("k1".into())), [], "this window hears of it itself");
    thread.apply(answer(ProblemKind::Timeout));
    let effects = thread.apply(Action::SettledElsewhere("k1".into()));
    assert_eq!(effects, [Effect::Open { order: None, page_size: None }]);
    assert!(thread.comments.is_empty());
}

#[test]
fn the_newer_text_of_another_window_wins_and_the_other_is_offered() {
    let mut thread = ready(vec![]);
    thread.apply(Action::Typed(None, "Ici".into()));
    assert_eq!(thread.apply(Action::TypedElsewhere(None, "Ici et là".into())), [], "it goes on");
    let effects = thread.apply(Action::TypedElsewhere(None, "Ailleurs".into()));
    assert_eq!(effects, [Effect::SaveOther(None, "Ici et là".into())]);
    assert_eq!((thread.draft_text(&None), thread.other(&None)), ("Ailleurs", Some("Ici et là")));
    assert_eq!(
        thread.apply(Action::UseOther(None)),
        [Effect::SaveDraft(None, "Ici et là".into()), Effect::SaveOther(None, "Ailleurs".into())]
    );
    assert_eq!((thread.draft_text(&None), thread.other(&None)), ("Ici et là", Some("Ailleurs")));
    assert_eq!(thread.apply(Action::DropOther(None)), [Effect::SaveOther(None, String::new())]);
    assert_eq!(thread.other(&None), None);
}

#[test]
fn a_form_that_was_sent_elsewhere_is_emptied_here_unless_it_holds_something_else() {
    let mut thread = ready(vec![]);
    thread.apply(Action::Typed(None, "Bonjour".into()));
    thread.apply(Action::EmptiedElsewhere(None, "Autre".into()));
    assert_eq!(thread.draft_text(&None), "Bonjour");
    thread.apply(Action::EmptiedElsewhere(None, "Bonjour".into()));
    assert_eq!(thread.draft_text(&None), "");
}

#[test]
fn who_is_no_longer_to_be_remembered_is_forgotten_at_once() {
    let mut thread = ready(vec![]);
    assert_eq!(thread.apply(Action::Remember(true)), []);
    let effects = thread.apply(Action::Remember(false));
    assert!(matches!(&effects[..], [Effect::SaveReader(reader)] if !reader.remember));
}
