//! Backends that are slow or want to be asked later.

use super::tests::{comment, opened, own, ready, send};
use super::*;

fn refusal(retry_after: Option<u32>) -> Problem {
    Problem { retry_after, status: 429, ..Problem::new(ProblemKind::RateLimited) }
}

fn waits(effects: &[Effect]) -> Option<u32> {
    effects.iter().find_map(|effect| match effect {
        Effect::Wait(_, seconds) => Some(*seconds),
        _ => None,
    })
}

#[test]
fn a_list_is_asked_for_again_when_the_backend_said_and_then_the_reader_decides() {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Open);
    assert_eq!(waits(&thread.apply(Action::Opened(Err(refusal(Some(5)))))), Some(5));
    assert!(thread.is_patient);
    assert_eq!(thread.apply(Action::Waited(Waiting::List(9))), [], "that was another time");
    let again = thread.apply(Action::Waited(Waiting::List(1)));
    assert_eq!(again, [Effect::Open { order: None, page_size: None }]);
    assert_eq!(waits(&thread.apply(Action::Opened(Err(refusal(Some(5)))))), None);
    assert!(!thread.is_patient);
}

#[test]
fn a_backend_that_names_no_moment_is_asked_three_times_at_growing_distances() {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Open);
    for seconds in [2, 4, 8] {
        assert_eq!(waits(&thread.apply(Action::Opened(Err(refusal(None))))), Some(seconds));
        let tries = thread.tries;
        thread.apply(Action::Waited(Waiting::List(tries)));
    }
    assert_eq!(waits(&thread.apply(Action::Opened(Err(refusal(None))))), None);
    thread.apply(opened(vec![]));
    assert_eq!(
        waits(&thread.apply(Action::Opened(Err(refusal(None))))),
        Some(2),
        "it had answered meanwhile"
    );
}

#[test]
fn nobody_is_kept_waiting_for_long_or_for_other_trouble() {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Open);
    assert_eq!(waits(&thread.apply(Action::Opened(Err(refusal(Some(61)))))), None);
    let broken = Problem { status: 500, ..Problem::new(ProblemKind::Server) };
    assert_eq!(waits(&thread.apply(Action::Opened(Err(broken)))), None);
    let away = Problem { status: 503, ..Problem::new(ProblemKind::Server) };
    assert_eq!(waits(&thread.apply(Action::Opened(Err(away)))), Some(2));
}

#[test]
fn a_comment_is_never_sent_again_by_itself_and_not_before_the_backend_wants_it() {
    let mut thread = ready(vec![]);
    send(&mut thread, None, "Bonjour");
    let effects = thread.apply(Action::Posted("k1".into(), Err(refusal(Some(5)))));
    assert_eq!(waits(&effects), Some(5));
    let id = own(&thread).id.clone();
    assert!(thread.failure(&id).unwrap().is_held);
    assert_eq!(thread.apply(Action::Retry(id.clone())), []);
    assert_eq!(thread.apply(Action::Waited(Waiting::Draft("k1".into()))), []);
    assert!(!thread.failure(&id).unwrap().is_held);
    assert!(thread.apply(Action::Retry(id)).iter().any(|effect| matches!(effect, Effect::Post(_))));
}

#[test]
fn the_reader_is_told_of_a_slow_answer_until_it_comes() {
    let mut thread = ready(vec![comment("1", "Bob")]);
    thread.apply(Action::Open);
    thread.apply(Action::Slow);
    thread.apply(Action::Typed(None, "Bonjour".into()));
    assert!(thread.is_slow);
    thread.apply(opened(vec![]));
    assert!(!thread.is_slow);
}

#[test]
fn a_thread_without_connection_is_asked_for_when_it_is_back() {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Open);
    thread.apply(Action::Opened(Err(Problem::new(ProblemKind::Offline))));
    assert_eq!(thread.apply(Action::Connected), [Effect::Open { order: None, page_size: None }]);
    thread.apply(opened(vec![]));
    assert_eq!(thread.apply(Action::Connected), []);
}

#[test]
fn a_thread_that_no_page_can_take_is_drawn_in_parts() {
    use super::extent::{PART, WHOLE};
    let of = |number: usize| ready((0..number).map(|id| comment(&id.to_string(), "Bob")).collect());
    assert!(!of(WHOLE).is_cut());
    let mut thread = of(WHOLE + 3);
    assert!(thread.is_cut());
    assert_eq!(thread.count() as usize, WHOLE + 3, "all are counted");
    for part in 1..=WHOLE / PART {
        assert_eq!((thread.limit(), thread.is_cut()), (part * PART, true));
        assert_eq!(thread.apply(Action::More), [], "they are here");
    }
    assert!(!thread.is_cut());
}
